"""Foreign keys that are checked once for each statement, not once for each row.

A file of 50,000 rows names its source and its batch 50,000 times, and PostgreSQL looks each of them up: a fourth of
what an import costs. :class:`CheckedByStatement` is a migration operation that puts triggers in the place of the
foreign keys of a table. They refuse the same: rows that refer to nothing, and that what is referred to is deleted,
renamed or truncated; and they take the same locks, so that neither slips past the other. SQLite keeps its foreign keys,
and the models know no difference.

Two things differ. The triggers do not wait for the end of the transaction: what is referred to is written first. And
tools that order tables by their foreign keys do not see them: a dump of data alone is restored with
``--disable-triggers`` and ``check_integrity`` after it; dumps of everything create triggers last and need neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation

PREFIX, TRUNCATE_PREFIX = "refers_", "refers_truncate_"

# What a statement adds is read once, and the rows that it refers to are locked and counted: too few of them are found
# if one is not there.
_NAMED = 'array_agg(DISTINCT "{column}") FILTER (WHERE "{column}" IS NOT NULL) AS "{column}"'
_ADDED = """IF named."{column}" IS NOT NULL THEN
PERFORM 1 FROM "{parent}" WHERE "{key}" = ANY (named."{column}") FOR KEY SHARE;
GET DIAGNOSTICS seen = ROW_COUNT;
IF seen < cardinality(named."{column}") THEN {missing} END IF;
END IF;
"""
_CHANGED = """IF NEW."{column}" IS DISTINCT FROM OLD."{column}" AND NEW."{column}" IS NOT NULL THEN
PERFORM 1 FROM "{parent}" WHERE "{key}" = NEW."{column}" FOR KEY SHARE;
IF NOT FOUND THEN {missing} END IF;
END IF;
"""
_MISSING = """RAISE EXCEPTION 'rows of "{table}" refer by "{column}" to rows of "{parent}" that are not there'
USING ERRCODE = 'foreign_key_violation';"""
# A transaction that sees the past does not see which rows have come to refer to what it deletes.
_SEES_ALL = """IF current_setting('transaction_isolation') <> 'read committed' THEN
RAISE EXCEPTION 'rows of "{parent}" are deleted by transactions that are READ COMMITTED alone'
USING ERRCODE = 'integrity_constraint_violation';
END IF;
"""
_KEPT = f"""BEGIN
IF TG_OP = 'UPDATE' THEN
IF NEW."{{key}}" = OLD."{{key}}" THEN RETURN NULL; END IF;
END IF;
{_SEES_ALL}IF EXISTS (SELECT 1 FROM "{{table}}" WHERE "{{column}}" = OLD."{{key}}") THEN {{referred}} END IF;
"""
_TRUNCATED = f"""BEGIN
{_SEES_ALL}IF EXISTS (SELECT 1 FROM "{{table}}" WHERE "{{column}}" IS NOT NULL) THEN {{referred}} END IF;
"""
_REFERRED = (
    """RAISE EXCEPTION 'rows of "{table}" refer to rows of "{parent}"' USING ERRCODE = 'foreign_key_violation';"""
)

# As foreign keys are, rows are looked up by the owner of the tables, who may lock them, and by no path of the caller's.
_FUNCTION = """CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = "{schema}", pg_temp AS $refers$
{body}RETURN NULL;
END $refers$"""
_TRIGGER = 'CREATE TRIGGER "{name}" {when} ON "{on}" {how} EXECUTE FUNCTION "{name}"()'


@dataclass(frozen=True, slots=True)
class Reference:
    """The foreign key *column* of *table*, which has values of the column *key* of *parent*."""

    table: str
    column: str
    parent: str
    key: str

    @classmethod
    def of(cls, model: type[models.Model], name: str) -> "Reference":
        field = model._meta.get_field(name)
        target = field.target_field
        return cls(model._meta.db_table, field.column, target.model._meta.db_table, target.column)

    def fill(self, text: str) -> str:
        names = {"table": self.table, "column": self.column, "parent": self.parent, "key": self.key}
        return text.format(**names, missing=_MISSING.format(**names), referred=_REFERRED.format(**names))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger on the table *on*, and its function, which has the same name."""

    name: str
    on: str
    when: str
    how: str
    body: str

    def statements(self, schema: str) -> tuple[str, str]:
        """What creates both in *schema*, where the tables are."""
        return (
            _FUNCTION.format(name=self.name, schema=schema, body=self.body),
            _TRIGGER.format(name=self.name, when=self.when, on=self.on, how=self.how),
        )


def triggers_for(references: Sequence[Reference]) -> Iterator[Trigger]:
    """The triggers that do what the foreign keys *references* of one table did."""
    table = references[0].table
    columns = ", ".join(f'"{reference.column}"' for reference in references)
    keys = ", ".join(reference.fill(_NAMED) for reference in references)
    yield Trigger(
        f"{PREFIX}{table}_insert",
        table,
        "AFTER INSERT",
        "REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
        f"DECLARE named record; seen bigint;\nBEGIN\nSELECT {keys} INTO named FROM added;\n"
        + "".join(reference.fill(_ADDED) for reference in references),
    )
    yield Trigger(
        f"{PREFIX}{table}_update",
        table,
        f"AFTER UPDATE OF {columns}",
        "FOR EACH ROW",
        "BEGIN\n" + "".join(reference.fill(_CHANGED) for reference in references),
    )
    for reference in references:
        kept, truncated = reference.fill(_KEPT), reference.fill(_TRUNCATED)
        events = f'AFTER DELETE OR UPDATE OF "{reference.key}"'
        yield Trigger(f"{PREFIX}{table}_{reference.column}", reference.parent, events, "FOR EACH ROW", kept)
        yield Trigger(
            f"{TRUNCATE_PREFIX}{table}_{reference.column}",
            reference.parent,
            "BEFORE TRUNCATE",
            "FOR EACH STATEMENT",
            truncated,
        )


class CheckedByStatement(Operation):
    """Puts the triggers in the place of the foreign keys *fields* of *model_name*, on PostgreSQL."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, fields: Sequence[str]):
        self.model_name, self.fields = model_name, tuple(fields)

    def deconstruct(self) -> tuple[str, list, dict[str, Any]]:
        return self.__class__.__qualname__, [], {"model_name": self.model_name, "fields": self.fields}

    def describe(self) -> str:
        return f"Check the foreign keys of {self.model_name} once for each statement"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.model_name.lower()}_checked_by_statement"

    def state_forwards(self, app_label, state):
        """Django goes on seeing foreign keys."""

    def references(self, model: type[models.Model]) -> list[Reference]:
        return [Reference.of(model, name) for name in self.fields]

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        references = self.references(model)
        for reference in references:
            for name in schema_editor._constraint_names(model, [reference.column], foreign_key=True):
                schema_editor.execute(schema_editor._delete_fk_sql(model, name))
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            [schema] = cursor.fetchone()
        for trigger in triggers_for(references):
            for statement in trigger.statements(schema):
                schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        for trigger in triggers_for(self.references(model)):
            schema_editor.execute(f'DROP TRIGGER "{trigger.name}" ON "{trigger.on}"', params=None)
            schema_editor.execute(f'DROP FUNCTION "{trigger.name}"()', params=None)
        for name in self.fields:
            field = model._meta.get_field(name)
            schema_editor.execute(schema_editor._create_fk_sql(model, field, "_fk_%(to_table)s_%(to_column)s"))
