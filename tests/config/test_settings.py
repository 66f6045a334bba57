"""The settings file under different environments, each read by a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {"SECRET_KEY": "k" * 40 + "0123456789abcdef", "ALLOWED_HOSTS": "example.org"}
SHOW = """
import json
from config import settings
print(json.dumps({name: getattr(settings, name) for name in %r}, default=str))
"""


def python(code, **environment):
    clean = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", code], env=clean | environment, capture_output=True, text=True)


def read(*names, **environment):
    answer = python(SHOW % (names,), **environment)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("value", [None, "", "  "], ids=["absent", "empty", "blank"])
def test_production_refuses_to_start_and_names_the_variable(missing, value):
    environment = {**PRODUCTION, missing: value}
    answer = python("import config.settings", **{k: v for k, v in environment.items() if v is not None})
    assert answer.returncode != 0
    assert "ImproperlyConfigured" in answer.stderr
    assert missing in answer.stderr


def test_production_is_the_default():
    found = read("DEBUG", "DEMO", "HTTPS", "SECURE_SSL_REDIRECT", "HASHED_STATIC", **PRODUCTION)
    expected = {
        "DEBUG": False,
        "DEMO": False,
        "HTTPS": True,
        "SECURE_SSL_REDIRECT": True,
        "HASHED_STATIC": True,
    }
    assert found == expected


def test_production_cookies_are_bound_to_the_host():
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert list(read(*names, **PRODUCTION).values()) == ["__Host-session", "__Host-csrf", True, True]


def test_the_demo_needs_no_settings_and_keeps_its_secret():
    first, second = (read("SECRET_KEY", "HTTPS", "DEBUG", "ALLOWED_HOSTS", DEMO="1") for _ in range(2))
    assert first == second
    assert len(first["SECRET_KEY"]) >= 50
    assert (first["HTTPS"], first["DEBUG"]) == (False, False)
    assert "127.0.0.1" in first["ALLOWED_HOSTS"]


def test_forwarded_headers_are_believed_only_when_a_proxy_is_named():
    assert python("from config.settings import SECURE_PROXY_SSL_HEADER", **PRODUCTION).returncode != 0
    found = read("SECURE_PROXY_SSL_HEADER", TRUSTED_PROXY="10.0.0.1", **PRODUCTION)
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_sqlite_waits_and_writes_ahead():
    options = read("DATABASES", **PRODUCTION)["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 20
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_gives_up_on_locks_and_long_statements():
    database = read("DATABASES", DATABASE_URL="postgres://u:p@db/x", LOCK_TIMEOUT="7s", **PRODUCTION)["DATABASES"][
        "default"
    ]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["OPTIONS"]["options"] == "-c lock_timeout=7s -c statement_timeout=30s -c jit=off"


def test_the_deployment_check_has_nothing_to_say():
    arguments = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    code = f"from django.core.management import execute_from_command_line as run; run({arguments})"
    answer = python(code, DJANGO_SETTINGS_MODULE="config.settings", **PRODUCTION)
    assert answer.returncode == 0, answer.stderr


def test_every_variable_of_the_example_is_read_somewhere():
    code = (ROOT / "config/settings.py").read_text() + (ROOT / "config/gunicorn.py").read_text()
    lines = (ROOT / ".env.example").read_text().splitlines()
    names = {line.lstrip("#").split("=")[0] for line in lines if "=" in line and not line.startswith("# ")}
    assert names
    assert [name for name in names if f'"{name}"' not in code and name != "DATABASE_URL"] == []
