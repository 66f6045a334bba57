"""Imports in processes of their own, which a test may kill, on a database that outlives them.

On PostgreSQL that is the database of the test; on SQLite a copy of it in a file, for that of the test is in memory.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection


def database(folder: Path) -> str:
    """The name of a database for :func:`start`."""
    if connection.vendor == "postgresql":
        return connection.settings_dict["NAME"]
    path = folder / "copy.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    return str(path)


def start(name: str, work: Callable[[], Any], answer: Path | None = None) -> int:
    """Runs *work* in a child of its own connection; its JSON goes to *answer*. Returns the process id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        # The parent's connection is left as it is: closing it here would end the parent's session.
        connection.connection, connection.in_atomic_block, connection.savepoint_ids = None, False, []
        connection.needs_rollback, connection.closed_in_transaction, connection.atomic_blocks = False, False, []
        connection.settings_dict["NAME"] = name
        found = work()
        if answer:
            answer.write_text(json.dumps(found), encoding="utf-8")
        status = 0
    finally:
        os._exit(status)


def finish(child: int) -> int:
    """Waits; 0 if all went well, the negative signal if it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def ask(name: str, folder: Path, work: Callable[[], Any]) -> Any:
    """What *work* finds in the database, as JSON has it."""
    answer = folder / "answer.json"
    assert finish(start(name, work, answer)) == 0
    return json.loads(answer.read_text(encoding="utf-8"))


def wait_for_the_killed() -> None:
    """PostgreSQL ends what a client had sent before it died: a commit, or the end of its transaction without one."""
    if connection.vendor != "postgresql":
        return
    others = (
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND state <> 'idle'"
    )
    with connection.cursor() as cursor:
        while cursor.execute(others).fetchone()[0]:
            time.sleep(0.02)
