"""System checks: the database guards what was recorded. They run with ``migrate`` and ``check --database``.

``trade.E001``
    An append-only table lacks a trigger, so recorded rows could be changed or deleted.
``trade.E002``
    The trigger of an append-only table does not know a column, so recorded values in it could be changed.
``trade.E003``
    A trigger that does the work of foreign keys is not there, so rows could refer to nothing.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, models
from django.db.migrations.loader import MigrationLoader

from trade.database.append_only import PREFIX, AppendOnly, triggers_of
from trade.database.references import CheckedByStatement, triggers_for

GUARDED = {"sqlite": ("update", "delete", "insert"), "postgresql": ("update", "delete", "truncate")}
HINT = "A migration that rebuilt the table or added a column to it must repeat the AppendOnly operation of the first."


@register(Tags.database)
def append_only_tables(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Compares the triggers in each of *databases* with what its applied migrations promise."""
    return [
        message
        for alias in databases or ()
        for model in append_only_models(connections[alias])
        for message in _compare(connections[alias], model)
    ]


@register(Tags.database)
def references_are_checked(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Looks in each of *databases* for the triggers that applied migrations put in the place of foreign keys."""
    found: list[CheckMessage] = []
    for connection in (connections[alias] for alias in databases or ()):
        for app, operation in _applied(connection, CheckedByStatement) if connection.vendor == "postgresql" else ():
            for trigger in triggers_for(operation.references(apps.get_model(app, operation.model_name))):
                in_force = trigger.name in dict(triggers_of(connection, trigger.on, trigger.name))
                if not in_force or trigger.body not in _source_of(connection, trigger.name):
                    what = f"The trigger {trigger.name} of {trigger.on} is not in force, or does something else."
                    found.append(Error(what, hint="Migrate the app back before it was made, and on.", id="trade.E003"))
    return found


def _source_of(connection, function: str) -> str:
    """What the function of PostgreSQL does; nothing if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc FROM pg_proc WHERE proname = %s AND pronamespace = current_schema()::regnamespace",
            [function],
        )
        row = cursor.fetchone()
    return row[0] if row else ""


def append_only_models(connection) -> Iterator[type[models.Model]]:
    """The models whose tables the applied migrations made append-only."""
    for app, operation in _applied(connection, AppendOnly):
        yield apps.get_model(app, operation.model_name)


def _applied(connection, kind: type) -> Iterator[tuple[str, Any]]:
    """(app, operation) of the applied migrations."""
    loader = MigrationLoader(connection)
    for app, name in sorted(loader.applied_migrations):
        migration = loader.disk_migrations.get((app, name))
        for operation in migration.operations if migration else ():
            if isinstance(operation, kind):
                yield app, operation


def _compare(connection, model: type[models.Model]) -> Iterator[CheckMessage]:
    table = model._meta.db_table
    triggers = dict(triggers_of(connection, table))
    for event in GUARDED[connection.vendor]:
        if f"{PREFIX}{table}_{event}" not in triggers:
            yield Error(
                f"Nothing refuses {event.upper()} on the append-only table {table}.", hint=HINT, id="trade.E001"
            )
    definition = triggers.get(f"{PREFIX}{table}_update")
    for column in _columns_unknown_to(definition, model) if definition else ():
        yield Error(f"Nothing refuses a change of {table}.{column}, which is append-only.", hint=HINT, id="trade.E002")


def _columns_unknown_to(definition: str, model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.local_concrete_fields:
        if not field.generated and not re.search(rf'\bnew\."?{field.column}\b', definition, re.IGNORECASE):
            yield field.column
