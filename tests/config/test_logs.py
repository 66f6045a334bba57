"""Logs: one line of JSON per event, with who and where, without secrets or line breaks from input."""

import json
import logging

import pytest
from django.contrib.auth.models import User

from config.logs import JsonFormatter, logger


@pytest.fixture
def lines():
    """Everything logged while the test runs, as JSON lines."""
    collected = []

    class Collector(logging.Handler):
        def emit(self, record):
            collected.append(self.format(record))

    handler = Collector()
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield collected
    logging.getLogger().removeHandler(handler)


def events(lines):
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\u2028b", "a\u0085b", "a\x1b[31mb", '"}\n{"event": "forged'])
def test_input_cannot_start_a_line(lines, text):
    logger.info("said", extra={"user": text})
    (line,) = lines
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["user"] == text


def test_a_line_says_when_in_utc(lines):
    logger.info("now")
    assert events(lines)[0]["time"].endswith("+00:00")


def test_a_failure_keeps_its_traceback_on_the_line(lines):
    try:
        raise ValueError("broken\nin two")
    except ValueError:
        logger.exception("failed")
    (line,) = lines
    assert "broken\nin two" in json.loads(line)["traceback"]


def test_what_is_not_simple_stays_out(lines):
    logger.info("asked", extra={"request": object(), "status": 200})
    assert events(lines)[0].keys() == {"time", "level", "logger", "event", "status"}


@pytest.mark.django_db
class TestLogins:
    @pytest.fixture
    def asel(self):
        return User.objects.create_user("asel", password="a long password", is_staff=True)

    def test_login_and_logout_are_logged_with_address(self, client, asel, lines):
        client.post("/admin/login/", {"username": "asel", "password": "a long password"}, REMOTE_ADDR="192.0.2.1")
        client.post("/admin/logout/", REMOTE_ADDR="192.0.2.1")
        found = [(e["event"], e["user"], e["address"]) for e in events(lines)]
        assert found == [("login", "asel", "192.0.2.1"), ("logout", "asel", "192.0.2.1")]

    def test_a_failed_login_is_logged_without_the_password(self, client, asel, lines):
        client.post("/admin/login/", {"username": "asel", "password": "wrong secret"})
        (event,) = events(lines)
        assert (event["event"], event["user"], event["method"], event["path"]) == (
            "login failed", "asel", "POST", "/admin/login/",
        )  # fmt: skip
        assert "wrong secret" not in str(lines)

    def test_a_refusal_names_the_user(self, client, asel, awkward_urls, lines):
        client.force_login(asel)
        lines.clear()
        response = client.get("/ru/test/forbidden/?token=secret")
        (event,) = events(lines)
        assert (event["event"], event["status"], event["user"]) == ("refused", 403, "asel")
        assert event["request_id"] == response.headers["X-Request-ID"]
        assert "secret" not in str(lines)

    def test_a_refused_stranger_is_logged_too(self, client, lines):
        client.generic("TRACE", "/ru/")
        (event,) = events(lines)
        assert (event["event"], event["status"], event["user"]) == ("refused", 405, "")

    def test_a_page_that_is_missing_is_no_event(self, client, lines):
        client.get("/ru/nowhere/")
        assert lines == []
