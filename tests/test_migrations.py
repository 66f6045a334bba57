"""Migrations have real names, match the models, and run forwards and backwards on the engine of the suite."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
OURS = ("trade", "events", "articles")
AUTOMATIC = re.compile(r"_auto_\d|_and_more$|_alter_")


@pytest.fixture
def scratch_url(tmp_path):
    """The address of an empty database of the suite's engine, dropped afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'scratch.sqlite3'}"
        return
    to = connection.settings_dict
    name = f"scratch_{uuid4().hex}"
    given = {"host": to["HOST"], "port": to["PORT"], "user": to["USER"], "password": to["PASSWORD"]}
    parts = {key: value for key, value in given.items() if value}
    with psycopg.connect(dbname="postgres", autocommit=True, **parts) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        who = quote(parts.get("user", "")) + (f":{quote(parts['password'])}" if "password" in parts else "")
        place = f"{who}@{quote(parts.get('host', ''), safe='')}:{parts.get('port', 5432)}"
        yield f"postgresql://{place}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def manage(*arguments: str, database: str) -> str:
    environment = {**os.environ, "DATABASE_URL": database}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("app", OURS)
def test_every_migration_has_a_real_name(app):
    names = [path.stem for path in (ROOT / app / "migrations").glob("0*.py")]
    assert names
    assert [name for name in names if AUTOMATIC.search(name)] == []


@pytest.mark.django_db
def test_the_models_have_no_change_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_run_forwards_backwards_and_forwards_again(scratch_url):
    manage("migrate", "--verbosity", "0", database=scratch_url)
    for app in reversed(OURS):
        manage("migrate", app, "zero", "--verbosity", "0", database=scratch_url)
    manage("migrate", "--verbosity", "0", database=scratch_url)
    assert "[ ]" not in manage("showmigrations", *OURS, database=scratch_url)
