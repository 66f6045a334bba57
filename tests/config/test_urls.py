"""The addresses that belong to no app."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from config import health

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        (None, "ru"),
        ("kk", "kk"),
        ("kk-KZ,ru;q=0.5", "kk"),
        ("en-GB", "en"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh-Hans", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("fr, de;q=0.5", "ru"),
        ("fr, en;q=0.1", "en"),
        ("xx;q=nonsense", "ru"),
    ],
)
def test_the_root_leads_to_the_readers_language(client, accepted, lang):
    response = client.get("/", headers={"accept-language": accepted} if accepted else {})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{lang}/")
    assert response.headers["Vary"] == "Accept-Language"
    assert not response.cookies


def test_robots_learn_where_the_sitemap_is(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/" in response.text
    assert "Sitemap: http://testserver/sitemap.xml" in response.text


@pytest.mark.parametrize("path", ["/", "/robots.txt", "/healthz", "/readyz"])
def test_they_are_only_read(client, path):
    assert client.head(path).status_code < 400
    assert client.post(path).status_code == 405


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "ok"}


def test_ready_when_database_and_migrations_are(client):
    response = client.get("/readyz")
    assert response.json() == {"status": "ok", "database": True, "migrations": True}


def test_not_ready_without_a_database(client, monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": False, "migrations": False}


def test_not_ready_while_migrations_wait(client, monkeypatch):
    health._require_migrations.cache_clear()
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [("one", False)])
    response = client.get("/readyz")
    assert (response.status_code, response.json()["migrations"]) == (503, False)
    monkeypatch.undo()
    assert client.get("/readyz").status_code == 200


def test_the_api_leads_to_its_docs(client):
    assert client.get("/api/").headers["Location"] == reverse("api-docs")
    page = client.get("/api/docs/")
    assert page.status_code == 200
    assert "<style" not in page.text
    assert client.get("/api/docs/?script").headers["Content-Type"] == "application/javascript"


def test_the_schema_is_openapi_3_1(client):
    assert client.get("/api/schema/?format=json").json()["openapi"] == "3.1.0"
    assert client.get("/api/schema/").text.startswith("openapi: 3.1.0")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_api_docs_work_under_the_policy(live_server, page):
    page.goto(f"{live_server.url}/api/docs/")
    page.get_by_text("OAS 3.1").wait_for()
    assert page.complaints == []
