"""The system checks notice a database that does not guard what was recorded."""

import re

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection

from trade.checks import append_only_models, append_only_tables
from trade.database.append_only import drop_triggers
from trade.models import Observation

pytestmark = pytest.mark.django_db
TABLE = Observation._meta.db_table


def found() -> list[tuple[str, str]]:
    return [(message.id, message.msg) for message in append_only_tables(databases=["default"])]


def test_a_migrated_database_passes():
    assert found() == []


def test_every_floor_is_looked_at():
    tables = {model._meta.db_table for model in append_only_models(connection)}
    assert {"trade_observation", "events_metric", "articles_articleversion", "articles_claim"} <= tables


def test_the_check_runs_with_those_of_databases_alone():
    assert append_only_tables.tags == (Tags.database,)
    drop_triggers(connection, TABLE)
    told = run_checks(tags=[Tags.database], databases=["default"])
    assert [message.id for message in told].count("trade.E001") >= 2


@pytest.mark.parametrize("event", ["update", "delete"])
def test_one_missing_trigger_is_an_error_that_names_table_and_statement(event):
    with connection.cursor() as cursor:
        for definition in drop_triggers(connection, TABLE):
            if f"{TABLE}_{event}" not in definition:
                cursor.execute(definition)
    [(check, message)] = found()
    assert check == "trade.E001"
    assert TABLE in message
    assert event.upper() in message


# PostgreSQL can also switch a trigger off and keep its name.
OFF = {
    "postgresql": f"ALTER TABLE {TABLE} DISABLE TRIGGER append_only_{TABLE}_update",
    "sqlite": f"DROP TRIGGER append_only_{TABLE}_update",
}


def test_a_trigger_that_is_out_of_force_counts_as_missing():
    with connection.cursor() as cursor:
        cursor.execute(OFF[connection.vendor])
    assert [check for check, _message in found()] == ["trade.E001"]


def test_a_column_that_the_trigger_does_not_know_is_an_error_that_names_it():
    with connection.cursor() as cursor:
        for definition in drop_triggers(connection, TABLE):
            # As it would be had the column `note` been added after the trigger.
            cursor.execute(re.sub(r"\bnote\b", "printed", definition))
    [(check, message)] = found()
    assert check == "trade.E002"
    assert f"{TABLE}.note" in message
