"""What the database does when a row is written that a kept page was made of: triggers of PostgreSQL.

A page may be kept only if nobody writes to a watched table meanwhile. Writers hold a lock in common from their
statement to the end of their transaction, and who keeps a page holds it alone (:func:`lock_alone`): so whatever is
kept shows all that was written before, and whoever writes later finds the page and marks it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model

from articles.models import Rendering, RenderingRow, StaleRendering
from articles.renderings.rows import ALL

PREFIX = "kept_pages_"
LIKE = PREFIX.replace("_", r"\_") + "%"
LOCK = 7_263_401
PAGES = (Rendering, RenderingRow, StaleRendering)

# The tables that pages are made of. A row tells of itself, and of the rows that the named foreign keys lead to where a
# page lists what belongs to those: a new statement changes the page of its story.
WATCHED: dict[str, tuple[str, ...]] = {
    "trade.Area": (),
    "trade.Commodity": (),
    "trade.Source": (),
    "trade.Series": (),
    "trade.Observation": (),
    "trade.ObservationCitation": ("observation",),
    "events.Agreement": (),
    "events.Event": (),
    "events.EventSeries": (),
    "events.Initiative": (),
    "events.Metric": (),
    "events.MetricCitation": ("metric",),
    "events.Organisation": (),
    "events.Participation": (),
    "events.Person": (),
    "events.Role": ("person",),
    "events.RoleCitation": ("role",),
    "articles.Topic": (),
    "articles.Story": (),
    "articles.Story_topics": ("story",),
    "articles.Story_areas": ("story",),
    "articles.Story_events": ("story",),
    "articles.Story_agreements": ("story",),
    "articles.Story_initiatives": ("story",),
    "articles.Statement": ("story",),
    "articles.Article": ("story",),
    "articles.ArticleVersion": ("article",),
    "articles.Correction": ("version",),
    "articles.Claim": ("version",),
    "articles.ClaimState": ("claim",),
}
# A change of these columns bears on pages that do not show the row: a source that may be shown or no longer.
BEARS_ON_ALL = {"trade.Source": ("public_from",)}
# Millions are added by imports. No page is made of a row that is not there yet: a later vintage closes the one before.
ADDED_UNWATCHED = frozenset({"trade.Observation"})

# Marks all pages, where it cannot be seen which.
EVERY = UUID(int=0)

# A transaction that sees the past cannot see which pages were kept meanwhile.
_FUNCTION = """
BEGIN
PERFORM pg_advisory_xact_lock_shared({lock});
IF current_setting('transaction_isolation') <> 'read committed' THEN
INSERT INTO {stale} (rendering_id) VALUES ('{every}');
RETURN NULL;
END IF;
INSERT INTO {stale} (rendering_id)
SELECT DISTINCT pages.rendering_id FROM {rows} AS pages
WHERE pages.row IN ({changed})
AND NOT EXISTS (SELECT 1 FROM {stale} AS known WHERE known.rendering_id = pages.rendering_id);
RETURN NULL;
END
"""
_CREATE = "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $kept${body}$kept$"
_TRIGGER = (
    "CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} REFERENCING {tables} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
)
_TABLES = {
    "insert": {"NEW": "after"},
    "update": {"OLD": "before", "NEW": "after"},
    "delete": {"OLD": "before"},
}


def install(using: str) -> None:
    """Gives the watched tables their triggers; where any was missing or other, the kept pages are given up.

    While a migration has left some of the tables out, there are no triggers, which would refuse every write.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    tables = set(connection.introspection.table_names())
    if not tables >= {model._meta.db_table for model in PAGES} | {model_of(label)._meta.db_table for label in WATCHED}:
        _drop(connection)
        return
    wanted = dict(_functions(_schema(connection)))
    if _installed(connection) == wanted:
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for name, body in wanted.items():
            cursor.execute(_CREATE.format(name=name, body=body), None)
        for name, table, event in _triggers():
            names = " ".join(f"{which} TABLE AS {alias}" for which, alias in _TABLES[event].items())
            cursor.execute(_TRIGGER.format(name=name, event=event, table=table, tables=names))
        for model in PAGES:
            model.objects.using(using).all().delete()


def are_watched(using: str) -> bool:
    """Whether every trigger is there and in force."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return False
    return _installed(connection) == dict(_functions(_schema(connection)))


def lock_alone(cursor: Any) -> bool:
    """Until the end of the transaction nobody writes to a watched table; False if somebody is writing now."""
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
    return cursor.fetchone()[0]


def model_of(label: str) -> type[Model]:
    return apps.get_model(label)


def _triggers() -> Iterator[tuple[str, str, str]]:
    """(name, table, event) of each; the function has the name of its trigger."""
    for label in WATCHED:
        table = model_of(label)._meta.db_table
        for event in _TABLES:
            if not (event == "insert" and label in ADDED_UNWATCHED):
                yield f"{PREFIX}{table}_{event}", table, event


@cache
def _functions(schema: str) -> tuple[tuple[str, str], ...]:
    """(name, body) of the function of each trigger. Tables are named with their schema, for a restore sets no path."""
    names = {"lock": LOCK, "every": EVERY}
    names |= {"stale": f'"{schema}"."{StaleRendering._meta.db_table}"'}
    names |= {"rows": f'"{schema}"."{RenderingRow._meta.db_table}"'}
    bodies = {}
    for label in WATCHED:
        table = model_of(label)._meta.db_table
        for event in _TABLES:
            changed = " UNION ALL ".join(_changed(label, event))
            bodies[f"{PREFIX}{table}_{event}"] = _FUNCTION.format(**names, changed=changed)
    return tuple((name, bodies[name]) for name, _table, _event in _triggers())


def _schema(connection: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def _drop(connection: Any) -> None:
    """The triggers go with their functions."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE %s AND pronamespace = current_schema()::regnamespace",
            [LIKE],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP FUNCTION "{name}"() CASCADE')


def _changed(label: str, event: str) -> Iterator[str]:
    """Selects that give «table:key» of every row that a statement tells of."""
    meta = model_of(label)._meta
    tellers = {meta.pk.column: meta.db_table}
    for name in WATCHED[label]:
        field = meta.get_field(name)
        tellers[field.column] = field.related_model._meta.db_table
    for alias in _TABLES[event].values():
        for column, table in tellers.items():
            yield f'SELECT \'{table}:\' || {alias}."{column}" FROM {alias} WHERE {alias}."{column}" IS NOT NULL'
    if event == "update" and label in BEARS_ON_ALL:
        differs = " OR ".join(f'after."{column}" IS DISTINCT FROM before."{column}"' for column in BEARS_ON_ALL[label])
        same = f'after."{meta.pk.column}" = before."{meta.pk.column}"'
        yield f"SELECT '{meta.db_table}:{ALL}' FROM after JOIN before ON {same} WHERE {differs}"


def _installed(connection: Any) -> dict[str, str]:
    """The bodies of the functions whose triggers are in force, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgname LIKE %s AND t.tgenabled IN ('O', 'A') AND p.proname = t.tgname "
            "AND t.tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)",
            [LIKE],
        )
        return dict(cursor.fetchall())
