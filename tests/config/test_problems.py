"""Errors have one shape for programs, and a page in the reader's language for people."""

import pytest
from django.utils import translation

pytestmark = pytest.mark.django_db

KEYS = ["type", "title", "status", "detail", "errors"]


@pytest.fixture
def client(client, awkward_urls):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/api/test/invalid/", 400, "Bad Request"),
        ("/api/test/echo/?format=xml", 400, "Bad Request"),
        ("/api/test/forbidden/", 403, "Forbidden"),
        ("/api/test/login/", 403, "Forbidden"),
        ("/api/test/missing/", 404, "Not Found"),
        ("/api/v1/no-such-thing/", 404, "Not Found"),
        ("/api/nowhere/at/all/", 404, "Not Found"),
        ("/sdmx/nowhere/", 404, "Not Found"),
        ("/ru/nowhere/?format=json", 404, "Not Found"),
        ("/api/test/throttled/", 429, "Too Many Requests"),
        ("/api/test/broken/", 500, "Internal Server Error"),
        ("/api/plain/fail/", 500, "Internal Server Error"),
        ("/api/plain/no-database/", 503, "Service Unavailable"),
    ],
)
def test_programs_get_a_problem(client, path, status, title):
    response = client.get(path)
    body = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert list(body) == KEYS
    assert (response.status_code, body["status"], body["title"]) == (status, status, title)
    assert body["detail"]
    assert "secret" not in response.text
    assert "db.internal" not in response.text


@pytest.mark.parametrize(
    ("verb", "kind", "accept", "body", "status"),
    [
        ("put", "application/json", "*/*", "{}", 405),
        ("get", "application/json", "image/png", "", 406),
        ("post", "text/plain", "*/*", "hello", 415),
        ("post", "application/json", "*/*", "{", 400),
        ("post", "application/json", "*/*", '{"a": NaN}', 400),
        ("post", "application/json", "*/*", '{"a": Infinity}', 400),
        ("post", "application/json", "*/*", b'{"a": "\xff"}', 400),
        ("post", "application/json", "*/*", r'{"a": "\u0000"}', 400),
        ("post", "application/json", "*/*", r'{"\ud800": "a"}', 400),
        ("post", "application/json", "*/*", r'{"a": ["\ud800"]}', 400),
        ("post", "application/json", "*/*", "[" * 33 + "]" * 33, 400),
        ("post", "application/json", "*/*", "[" * 400_000, 400),
        ("post", "application/json", "*/*", '{"a":' * 100_000, 400),
        ("post", "application/json", "*/*", "1" * 100_000, 400),
    ],
)
def test_bad_requests_to_the_api_are_problems(client, verb, kind, accept, body, status):
    response = client.generic(verb.upper(), "/api/test/echo/", body, kind, headers={"accept": accept})
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert list(response.json()) == KEYS


def test_json_of_32_levels_is_read(client):
    response = client.post("/api/test/echo/", "[" * 32 + "]" * 32, "application/json")
    assert response.status_code == 200


def test_a_problem_names_the_parameter(client):
    assert "format" in client.get("/api/test/echo/?format=xml").json()["errors"]
    assert client.get("/api/test/invalid/").json()["errors"] == {"period": ["Not a period."]}


def test_a_client_that_asks_too_often_hears_when_to_return(client):
    assert client.get("/api/test/throttled/").headers["Retry-After"] == "4"


def test_options_describe_nothing_of_the_data(client):
    assert client.options("/api/test/echo/").status_code == 405


PAGES = [
    ("/ru/test/forbidden/", 403),
    ("/ru/test/missing/", 404),
    ("/ru/nowhere/", 404),
    ("/ru/%00/", 400),
    ("/ru/test/fail/", 500),
    ("/ru/test/no-database/", 503),
]


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_readers_get_a_page_without_a_detail(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert not response.cookies


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_an_error_page_speaks_the_language_of_its_address(client, path, status):
    translation.activate("kk")  # what the last reader left in this thread
    assert '<html lang="ru"' in client.get(path).text
    assert '<html lang="zh-Hans"' in client.get("/zh-hans/%00/").text
    assert '<html lang="en"' in client.get("/en/nowhere/").text


def test_the_page_of_a_failure_needs_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/ru/test/fail/")


def test_a_broken_error_page_still_answers(client, monkeypatch):
    monkeypatch.setattr("config.problems.loader.render_to_string", lambda *arguments: 1 / 0)
    response = client.get("/ru/test/fail/")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_form_without_its_token_is_refused(settings, client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_missing_database_says_when_to_return(client):
    assert client.get("/ru/test/no-database/").headers["Retry-After"] == "30"
