"""The wrapper that gives the suite its PostgreSQL (tests/postgres.py), run as the Makefile runs it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import os, psycopg
print(psycopg.connect(os.environ["DATABASE_URL"]).execute("SELECT 40 + 2").fetchone()[0])
"""


def start(tmp_path, *command):
    environment = {k: v for k, v in os.environ.items() if k != "TEST_DATABASE_URL"} | {"TMPDIR": str(tmp_path)}
    wrapper = [sys.executable, "-m", "tests.postgres", *command]
    return subprocess.Popen(
        wrapper, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def place(tmp_path):
    """A folder for temporary files that the user `postgres` may enter."""
    for folder in [tmp_path, *list(tmp_path.parents)[:3]]:
        if folder.stat().st_uid == os.geteuid() and folder != Path("/tmp"):
            folder.chmod(0o755)
    return tmp_path


def test_a_command_finds_a_server_and_nothing_stays(place):
    out, err = start(place, "python", "-c", ASK).communicate(timeout=60)
    assert out == "42\n", err
    assert list(place.iterdir()) == []


def test_the_exit_status_is_the_commands(place):
    process = start(place, "python", "-c", "raise SystemExit(7)")
    process.communicate(timeout=60)
    assert process.returncode == 7


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_leaves_nothing(place, number):
    process = start(place, "python", "-c", "import time; print('ready', flush=True); time.sleep(60)")
    assert process.stdout.readline() == "ready\n"
    server = int(next(place.glob("*/data/postmaster.pid")).read_text().splitlines()[0])
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert list(place.iterdir()) == []
    assert not Path(f"/proc/{server}").exists() or time.sleep(1) or not Path(f"/proc/{server}").exists()


def test_without_any_postgresql_it_fails_plainly(monkeypatch):
    monkeypatch.setattr(postgres, "system_folders", list)
    monkeypatch.setattr(postgres, "embedded_folders", list)
    with pytest.raises(SystemExit, match="no PostgreSQL 14 or newer"):
        postgres.find_binaries()


def test_a_given_server_is_used_as_it_is(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://given/db")
    code = "import os, sys; sys.exit(os.environ['DATABASE_URL'] != 'postgres://given/db')"
    assert postgres.main(["python", "-c", code]) == 0
