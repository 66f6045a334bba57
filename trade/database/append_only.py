"""Tables whose rows may be added and closed but never rewritten, enforced by the database itself.

:class:`AppendOnly` is a migration operation that creates triggers on SQLite and PostgreSQL. They refuse DELETE,
TRUNCATE (PostgreSQL), REPLACE (SQLite) and every UPDATE other than of the named closing columns from NULL to a value.
:class:`FixedOnceUsed` keeps a row as it is from the moment that a recorded row refers to it. The same rules therefore
hold in the admin, the API, the shell and raw SQL. Who owns the tables can still drop the triggers, and a PostgreSQL
superuser can switch them off: :mod:`trade.checks` notices.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.signals import connection_created
from django.db.migrations.operations.base import Operation
from django.dispatch import receiver

MESSAGE = "append-only: recorded rows are never changed or deleted"
PREFIX = "append_only_"

_SQLITE = {
    "update": """CREATE TRIGGER "{name}_update" BEFORE UPDATE ON "{table}" FOR EACH ROW WHEN {change}
    BEGIN SELECT RAISE(ABORT, '{message} ({table})'); END""",
    "delete": """CREATE TRIGGER "{name}_delete" BEFORE DELETE ON "{table}" FOR EACH ROW WHEN {guard}
    BEGIN SELECT RAISE(ABORT, '{message} ({table})'); END""",
    # INSERT OR REPLACE deletes the old row unseen by the trigger above, unless recursive triggers are on (see below).
    "insert": """CREATE TRIGGER "{name}_insert" BEFORE INSERT ON "{table}" FOR EACH ROW
    WHEN EXISTS (SELECT 1 FROM "{table}" AS OLD WHERE OLD."{key}" = NEW."{key}" AND {guard})
    BEGIN SELECT RAISE(ABORT, '{message} ({table})'); END""",
}
_FUNCTION = f"""CREATE OR REPLACE FUNCTION {PREFIX}refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE} (%)', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"""
_FUNCTION_ONCE_USED = """CREATE OR REPLACE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF {used} THEN
RAISE EXCEPTION '{message} (%)', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END IF;
RETURN NEW; END $$"""
_POSTGRESQL = {
    "update": """CREATE TRIGGER "{name}_update" BEFORE UPDATE ON "{table}" FOR EACH ROW WHEN ({change})
    EXECUTE FUNCTION {function}()""",
    "delete": """CREATE TRIGGER "{name}_delete" BEFORE DELETE ON "{table}" FOR EACH ROW WHEN ({guard})
    EXECUTE FUNCTION {function}()""",
    "truncate": """CREATE TRIGGER "{name}_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT
    EXECUTE FUNCTION {function}()""",
}


@receiver(connection_created)
def _let_replace_fire_triggers(connection, **kwargs) -> None:
    """Makes SQLite run the delete triggers for the rows that INSERT OR REPLACE removes, whatever key they clash in."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")


class _Triggers(Operation):
    """A migration operation that creates the triggers of one table, and drops them when it is reversed."""

    reduces_to_sql = True
    reversible = True
    model_name: str

    def state_forwards(self, app_label, state):
        """Triggers are no part of Django's picture of a model."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        for statement in self._statements(schema_editor.connection, model):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        postgresql = schema_editor.connection.vendor == "postgresql"
        on_table = f' ON "{table}"' if postgresql else ""
        # Through the schema editor: `sqlmigrate --backwards` shows the statements and must not run them.
        for event in _POSTGRESQL if postgresql else _SQLITE:
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{PREFIX}{table}_{event}"{on_table}', params=None)

    def _statements(self, connection, model) -> Iterator[str]:
        raise NotImplementedError

    @property
    def migration_name_fragment(self):
        return f"append_only_{self.model_name.lower()}"


class AppendOnly(_Triggers):
    """Makes the table of *model_name* append-only.

    ``closing`` names the columns that may go from NULL to a value once; ``guard`` is an SQL condition on ``OLD`` that
    limits the rule to some rows (claims of a published version, but not those of a working copy). No row is changed
    into one of those rows either.
    """

    def __init__(self, model_name: str, closing: tuple[str, ...] = (), guard: str = ""):
        self.model_name = model_name
        self.closing = tuple(closing)
        self.guard = guard

    def deconstruct(self):
        kwargs: dict[str, Any] = {"model_name": self.model_name}
        if self.closing:
            kwargs["closing"] = self.closing
        if self.guard:
            kwargs["guard"] = self.guard
        return (self.__class__.__qualname__, [], kwargs)

    def describe(self):
        return f"Make {self.model_name} append-only"

    def _statements(self, connection, model) -> Iterator[str]:
        postgresql = connection.vendor == "postgresql"
        if postgresql:
            yield _FUNCTION
        names = {
            "name": PREFIX + model._meta.db_table,
            "table": model._meta.db_table,
            "key": model._meta.pk.column,
            "message": MESSAGE,
            "function": f"{PREFIX}refuse",
            "guard": f"({self.guard})" if self.guard else ("TRUE" if postgresql else "1"),
            "change": self._change(model, _differs(connection)),
        }
        for template in (_POSTGRESQL if postgresql else _SQLITE).values():
            yield template.format(**names)

    def _change(self, model, differs: str) -> str:
        change = " OR ".join(_changes(model, differs, self.closing))
        if not self.guard:
            return f"({change})"
        key = model._meta.pk.column
        either = f"({self.guard}) OR ({self.guard.replace('OLD.', 'NEW.')})"
        return f'(({either}) AND ({change})) OR NEW."{key}" {differs} OLD."{key}"'


class FixedOnceUsed(_Triggers):
    """Keeps a row of *model_name* as it is once the foreign key *field* of *user* (a model of the app) refers to it.

    What a recorded value means hangs on such a row as much as on its own columns. ``fixed`` names the fields that
    carry that meaning; without it all do.
    """

    def __init__(self, model_name: str, user: str, field: str, fixed: tuple[str, ...] = ()):
        self.model_name, self.user, self.field = model_name, user, field
        self.fixed = tuple(fixed)

    def deconstruct(self):
        kwargs: dict[str, Any] = {"model_name": self.model_name, "user": self.user, "field": self.field}
        if self.fixed:
            kwargs["fixed"] = self.fixed
        return (self.__class__.__qualname__, [], kwargs)

    def describe(self):
        return f"Keep {self.model_name} as it is once {self.user} refers to it"

    def _statements(self, connection, model) -> Iterator[str]:
        user = model._meta.apps.get_model(model._meta.app_label, self.user)._meta
        column = user.get_field(self.field).column
        name = PREFIX + model._meta.db_table
        used = f'EXISTS (SELECT 1 FROM "{user.db_table}" WHERE "{column}" = OLD."{model._meta.pk.column}")'
        names = {"name": name, "table": model._meta.db_table, "message": MESSAGE, "used": used}
        free = tuple(f.name for f in model._meta.local_concrete_fields if self.fixed and f.name not in self.fixed)
        change = f"({' OR '.join(_changes(model, _differs(connection), free=free))})"
        if connection.vendor == "postgresql":
            yield _FUNCTION_ONCE_USED.format(**names)
            yield _POSTGRESQL["update"].format(**names, change=change, function=f"{name}_refuse")
        else:
            yield _SQLITE["update"].format(**names, change=f"{change} AND {used}")


def _differs(connection) -> str:
    return "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"


def _changes(model, differs: str, closing: tuple[str, ...] = (), free: tuple[str, ...] = ()) -> Iterator[str]:
    for field in model._meta.local_concrete_fields:
        column = field.column
        if field.name in free:
            continue
        if field.name in closing:
            yield f'OLD."{column}" IS NOT NULL AND NEW."{column}" {differs} OLD."{column}"'
        elif not field.generated:
            yield f'NEW."{column}" {differs} OLD."{column}"'


def tables_with_triggers(connection, prefix: str = PREFIX) -> set[str]:
    """Names of the tables that have triggers in force whose names begin with *prefix*: refuse changes now, that is."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s AND tgenabled IN ('O', 'A')"
        )
    else:
        query = "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [prefix + "%"])
        return {row[0] for row in cursor.fetchall()}


def triggers_of(connection, table: str, prefix: str = PREFIX) -> list[tuple[str, str]]:
    """Names and definitions of the triggers that guard *table* now."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger "
            "WHERE tgrelid = %s::regclass AND tgname LIKE %s AND tgenabled IN ('O', 'A')"
        )
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [table, prefix + "%"])
        return cursor.fetchall()


def drop_triggers(connection, table: str, prefix: str = PREFIX) -> list[str]:
    """Drops those triggers of *table* and returns the statements that create them again."""
    triggers = triggers_of(connection, table, prefix)
    on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name, _definition in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')
    return [definition for _name, definition in triggers]


@contextmanager
def lifted_triggers(connection, prefix: str = PREFIX):
    """For the test suite's own flush alone: lets rows be deleted while the block runs."""
    definitions = [
        sql
        for table in sorted(tables_with_triggers(connection, prefix))
        for sql in drop_triggers(connection, table, prefix)
    ]
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for definition in definitions:
                cursor.execute(definition)
