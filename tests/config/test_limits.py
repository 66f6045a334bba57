"""What may come in: broken bytes, strange verbs, long bodies, other people's headers."""

import pytest
from django.test import RequestFactory

from config.limits import JSON_BYTES, ClientAddress

pytestmark = pytest.mark.django_db

BROKEN = {
    "NUL in the path": "/{}/%00/",
    "NUL inside a word": "/{}/arti%00cles/",
    "broken UTF-8 in the path": "/{}/%FF%FE/",
    "a lone surrogate in the path": "/{}/%ED%A0%80/",
    "NUL in a value": "/{}/?q=%00",
    "NUL in a name": "/{}/?a%00b=1",
    "broken UTF-8 in a value": "/{}/?q=%C3%28",
    "a lone surrogate in a value": "/{}/?q=%ED%BF%BF",
    "an overlong form": "/{}/?q=%C0%80",
}


@pytest.mark.parametrize("path", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize(("area", "kind"), [("ru", "text/html; charset=utf-8"), ("api", "application/problem+json")])
def test_bytes_that_are_not_text_are_a_400(client, path, area, kind):
    response = client.get(path.format(area))
    assert (response.status_code, response.headers["Content-Type"]) == (400, kind)


@pytest.mark.parametrize("path", ["/healthz?x=%D2%9B%20%E4%B8%AD", "/healthz?x=100%25", "/healthz?x=a+b", "/healthz?%"])
def test_text_of_any_language_passes(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("name", ["session", "csrf", "other"])
def test_a_cookie_with_nul_is_a_400(client, name):
    response = client.get("/admin/", headers={"cookie": rf'{name}="\000aaaaaaaaaaaaaaaaaaaa"'})
    assert response.status_code == 400


@pytest.mark.parametrize("value", ["*", "xx-yy;q=nonsense", ",,;;==", "ru" * 500, "en;q=1e999", "\u00ff\u00fe"])
def test_nonsense_in_accept_language_is_no_error(client, value):
    assert client.get("/", headers={"accept-language": value}).status_code == 302


@pytest.mark.parametrize(
    "host", ["evil.example", "a b", "testserver:port", "[::1", "../..", "testserver,evil", "\u00ff"]
)
@pytest.mark.parametrize(
    ("path", "kind"), [("/ru/", "text/html; charset=utf-8"), ("/api/v1/", "application/problem+json")]
)
def test_a_host_that_is_not_ours_is_a_400(client, host, path, kind):
    response = client.get(path, headers={"host": host})
    assert (response.status_code, response.headers["Content-Type"]) == (400, kind)


@pytest.mark.parametrize("verb", ["TRACE", "CONNECT", "TRACK", "PROPFIND", "BREW"])
@pytest.mark.parametrize("path", ["/", "/ru/", "/api/v1/", "/admin/", "/static/admin/css/base.css"])
def test_verbs_nobody_uses_are_a_405(client, verb, path):
    response = client.generic(verb, path)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_verb_cannot_be_overridden(client, awkward_urls):
    response = client.post(
        "/api/test/echo/?_method=GET", {"a": 1}, "application/json", headers={"x-http-method-override": "GET"}
    )
    assert response.json() == {"a": 1}


def test_a_long_json_body_is_a_413(client, awkward_urls):
    fits = '"' + "a" * (JSON_BYTES - 2) + '"'
    assert client.post("/api/test/echo/", fits, "application/json").status_code == 200
    response = client.post("/api/test/echo/", fits + " ", "application/json")
    assert response.status_code == 413
    assert response.json()["status"] == 413


def test_a_long_form_is_a_413_page(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = client.post("/admin/login/", {"username": "a" * 200})
    assert response.status_code == 413


def test_too_many_parameters_are_a_400(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    assert client.get("/admin/login/?" + "a=1&" * 20).status_code == 400


@pytest.mark.parametrize("length", ["-1", "many", "1.5"])
def test_a_length_that_is_no_number_is_a_400(client, length):
    assert client.generic("POST", "/api/v1/", b"{}", "application/json", CONTENT_LENGTH=length).status_code == 400


# -- Whose forwarded headers --------------------------------------------------------------------------------
PROXIED = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 198.51.100.7, 10.0.0.2", "HTTP_X_FORWARDED_PROTO": "https"}


@pytest.mark.parametrize(
    ("trusted", "peer", "address", "believed"),
    [
        ([], "10.0.0.1", "10.0.0.1", False),
        (["10.0.0.0/8"], "10.0.0.1", "198.51.100.7", True),
        (["10.0.0.1"], "10.0.0.1", "10.0.0.2", True),
        (["10.0.0.0/8"], "203.0.113.9", "203.0.113.9", False),
        (["unix"], "", "10.0.0.2", True),
        (["10.0.0.0/8"], "", "", False),
        (["10.0.0.0/8"], "::1", "::1", False),
    ],
)
def test_forwarded_headers_count_only_from_our_proxy(settings, trusted, peer, address, believed):
    settings.TRUSTED_PROXY = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **PROXIED)
    ClientAddress(lambda request: None)(request)
    assert request.META["REMOTE_ADDR"] == address
    assert ("HTTP_X_FORWARDED_PROTO" in request.META) is believed


@pytest.mark.parametrize("forwarded", ["", "nonsense", "1.2.3.4, nonsense", "10.0.0.2"])
def test_without_a_usable_forwarded_address_the_proxys_own_stays(settings, forwarded):
    settings.TRUSTED_PROXY = ["10.0.0.0/8"]
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    ClientAddress(lambda request: None)(request)
    assert request.META["REMOTE_ADDR"] == "10.0.0.1"
