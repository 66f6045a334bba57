"""Tables whose rows may be added and closed but never rewritten, enforced by the database itself.

:class:`AppendOnly` is a migration operation that creates triggers on SQLite and PostgreSQL. They refuse DELETE,
TRUNCATE (PostgreSQL) and every UPDATE other than of the named closing columns from NULL to a value. The same rule
therefore holds in the admin, the API, the shell and raw SQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.operations.base import Operation

MESSAGE = "append-only: recorded rows are never changed or deleted"
PREFIX = "append_only_"

_SQLITE = (
    """CREATE TRIGGER "{name}_update" BEFORE UPDATE ON "{table}" FOR EACH ROW WHEN {guard} ({change})
    BEGIN SELECT RAISE(ABORT, '{message} ({table})'); END""",
    """CREATE TRIGGER "{name}_delete" BEFORE DELETE ON "{table}" FOR EACH ROW WHEN {guard} 1
    BEGIN SELECT RAISE(ABORT, '{message} ({table})'); END""",
)
_FUNCTION = f"""CREATE OR REPLACE FUNCTION {PREFIX}refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE} (%)', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"""
_POSTGRESQL = (
    """CREATE TRIGGER "{name}_update" BEFORE UPDATE ON "{table}" FOR EACH ROW WHEN ({guard} ({change}))
    EXECUTE FUNCTION append_only_refuse()""",
    """CREATE TRIGGER "{name}_delete" BEFORE DELETE ON "{table}" FOR EACH ROW WHEN ({guard} TRUE)
    EXECUTE FUNCTION append_only_refuse()""",
    """CREATE TRIGGER "{name}_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT
    EXECUTE FUNCTION append_only_refuse()""",
)


class AppendOnly(Operation):
    """Makes the table of *model_name* append-only.

    ``closing`` names the columns that may go from NULL to a value once; ``guard`` is an SQL condition on ``OLD`` that
    limits the rule to some rows (claims of a published version, but not those of a working copy).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, closing: tuple[str, ...] = (), guard: str = ""):
        self.model_name = model_name
        self.closing = tuple(closing)
        self.guard = guard

    def deconstruct(self):
        kwargs = {"model_name": self.model_name}
        if self.closing:
            kwargs["closing"] = self.closing
        if self.guard:
            kwargs["guard"] = self.guard
        return (self.__class__.__qualname__, [], kwargs)

    def state_forwards(self, app_label, state):
        """Triggers are no part of Django's picture of a model."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        for statement in self._statements(schema_editor.connection, model):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        drop_triggers(schema_editor.connection, table)

    def describe(self):
        return f"Make {self.model_name} append-only"

    @property
    def migration_name_fragment(self):
        return f"append_only_{self.model_name.lower()}"

    def _statements(self, connection, model) -> Iterator[str]:
        postgresql = connection.vendor == "postgresql"
        if postgresql:
            yield _FUNCTION
        differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
        names = {
            "name": PREFIX + model._meta.db_table,
            "table": model._meta.db_table,
            "message": MESSAGE,
            "guard": f"({self.guard}) AND" if self.guard else "",
            "change": " OR ".join(self._changes(model, differs)),
        }
        for template in _POSTGRESQL if postgresql else _SQLITE:
            yield template.format(**names)

    def _changes(self, model, differs: str) -> Iterator[str]:
        for field in model._meta.local_concrete_fields:
            column = field.column
            if field.name in self.closing:
                yield f'OLD."{column}" IS NOT NULL AND NEW."{column}" {differs} OLD."{column}"'
            elif not field.generated:
                yield f'NEW."{column}" {differs} OLD."{column}"'


def tables_with_triggers(connection) -> set[str]:
    """Names of the tables that refuse changes now; :mod:`trade.checks` compares them with what should be."""
    if connection.vendor == "postgresql":
        query = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s AND tgenabled <> 'D'"
    else:
        query = "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [PREFIX + "%"])
        return {row[0] for row in cursor.fetchall()}


def _triggers_of(connection, table: str) -> list[tuple[str, str]]:
    if connection.vendor == "postgresql":
        query = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s"
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [table, PREFIX + "%"])
        return cursor.fetchall()


def drop_triggers(connection, table: str) -> list[str]:
    """Drops the append-only triggers of *table* and returns the statements that create them again."""
    triggers = _triggers_of(connection, table)
    on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name, _definition in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')
    return [definition for _name, definition in triggers]


@contextmanager
def lifted_triggers(connection):
    """For the test suite's own flush alone: lets rows be deleted while the block runs."""
    definitions = [
        sql for table in sorted(tables_with_triggers(connection)) for sql in drop_triggers(connection, table)
    ]
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for definition in definitions:
                cursor.execute(definition)
