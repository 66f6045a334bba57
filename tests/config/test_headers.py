"""What every answer carries: pages, errors, redirects, static files, the API."""

from functools import partial

import pytest
from django.contrib.auth.models import User
from django.core.wsgi import get_wsgi_application

pytestmark = pytest.mark.django_db

ANSWERS = [
    ("/", 302),
    ("/healthz", 200),
    ("/readyz", 200),
    ("/robots.txt", 200),
    ("/no-such-page/", 404),
    ("/ru/no-such-page/", 404),
    ("/ru/%00/", 400),
    ("/api/v1/", 200),
    ("/api/v1/no-such-thing/", 404),
    ("/admin/login/", 200),
    ("/admin/", 302),
    ("/static/admin/css/base.css", 200),
    ("/static/no-such-file.css", 404),
    ("/ru/test/fail/", 500),
    ("/ru/test/no-database/", 503),
    ("/ru/test/forbidden/", 403),
    ("/api/test/broken/", 500),
]
PROTECTION = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def secure_get(client, settings, awkward_urls):
    """Asks over https and gets errors as readers do."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    client.raise_request_exception = False
    return partial(client.get, secure=True)


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_protection(secure_get, path, status):
    response = secure_get(path)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in PROTECTION} == PROTECTION
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert len(response.headers["X-Request-ID"]) == 32


def test_a_host_that_is_not_ours_is_answered_with_the_protection_too(secure_get):
    response = secure_get("/ru/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert {name: response.headers.get(name) for name in PROTECTION} == PROTECTION
    assert "Strict-Transport-Security" in response.headers


def test_http_is_redirected_to_https_except_for_health(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/ru/articles/?page=2")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        "https://testserver/ru/articles/?page=2",
    )
    assert client.get("/healthz").status_code == 200


def test_data_images_are_allowed_on_the_api_docs_alone(client):
    assert "img-src 'self' data:" in client.get("/api/docs/").headers["Content-Security-Policy"]
    assert "data:" not in client.get("/api/v1/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/no-such-thing/", "/feeds/ru/x.atom", "/ru/x/?a=1&format=csv"])
def test_data_may_be_read_from_any_site(client, path):
    headers = client.get(path, headers={"origin": "https://example.org"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["/", "/ru/x/", "/admin/login/?format=json", "/ru/x/?format=jsonp", "/healthz"])
def test_nothing_else_may_be_read_from_other_sites(client, path):
    headers = client.get(path, headers={"origin": "https://example.org"}).headers
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_preflight_allows_reading_only(client):
    asked = {"origin": "https://example.org", "access-control-request-method": "DELETE"}
    response = client.options("/api/v1/", headers=asked)
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    allowed = {name.strip().lower() for name in response.headers["Access-Control-Allow-Headers"].split(",")}
    assert {"if-none-match", "if-modified-since"} <= allowed  # lists answer them


@pytest.mark.parametrize("path", ["/api/v1/observations/export.csv", "/sdmx/2.1/dataflow/", "/en/data/", "/robots.txt"])
def test_the_answer_to_head_has_no_body_and_the_headers_of_get(seeded, rf, path):
    """Asked for as a server does: the test client would take the body away itself."""
    full, head = (get_wsgi_application().get_response(rf.generic(method, path)) for method in ("GET", "HEAD"))
    assert b"".join(full)
    assert b"".join(head) == b""
    assert head.status_code == full.status_code == 200
    assert head.headers.get("Content-Length") == full.headers.get("Content-Length")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "public, max-age=0, s-maxage=60"),
        ("/ru/no-such-page/", "public, max-age=0, s-maxage=60"),
        ("/api/v1/", "public, max-age=0, s-maxage=60"),
        ("/ru/test/session/", "public, max-age=0, s-maxage=60"),
        ("/ru/test/cookie/", "private, no-store"),
        ("/ru/test/fail/", "no-store"),
        ("/ru/%00/", "no-store"),
        ("/admin/login/", "private, no-store"),
        ("/admin/", "private, no-store"),
        ("/admin", "private, no-store"),
    ],
)
def test_what_may_be_cached(secure_get, path, expected):
    assert secure_get(path).headers["Cache-Control"] == expected


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_never_cached(client, path):
    assert "no-store" in client.get(path).headers["Cache-Control"]


def test_answers_made_for_a_session_are_private(client, awkward_urls):
    client.force_login(User.objects.create_user("asel"))
    response = client.get("/ru/test/session/")
    assert "Cookie" in response.headers["Vary"]
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/areas/", "/api/v1/no-such-thing/"])
def test_what_is_the_same_for_everybody_stays_public_for_those_who_are_logged_in(client, path):
    client.force_login(User.objects.create_user("asel"))
    headers = client.get(path).headers
    assert "Cookie" not in headers.get("Vary", "")
    assert headers["Cache-Control"] == "public, max-age=0, s-maxage=60"


def test_an_answer_can_be_confirmed_instead_of_sent_again(client, awkward_urls):
    tag = client.get("/api/test/echo/").headers["ETag"]
    again = client.get("/api/test/echo/", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert again.headers["X-Content-Type-Options"] == "nosniff"
