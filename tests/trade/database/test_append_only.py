"""What was recorded or published is never rewritten: the database itself refuses, on both engines."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from articles.models import ArticleVersion, Claim
from events.models import Metric
from tests.factories import (
    make_area,
    make_claim,
    make_event,
    make_metric,
    make_observation,
    make_participation,
    make_series,
    make_version,
)
from trade.database.append_only import lifted_triggers, tables_with_triggers
from trade.models import Observation

pytestmark = pytest.mark.django_db

PROTECTED = {
    "articles_articleversion",
    "articles_change",
    "articles_claim",
    "articles_correction",
    "events_metric",
    "events_metricwithdrawal",
    "events_participation",
    "trade_observation",
    "trade_observationwithdrawal",
    "trade_restoration",
    "trade_series",
}


def refused(sql: str, *params) -> bool:
    """The database refuses the statement with the append-only message."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
    except IntegrityError as error:
        return "append-only" in str(error)
    return False


@pytest.fixture
def row(request, db):
    return {
        "trade_observation": make_observation,
        "events_metric": make_metric,
        "articles_articleversion": make_version,
        "articles_claim": lambda: make_claim(version=make_version()),
    }[request.param]()


@pytest.mark.parametrize(
    "row", ["trade_observation", "events_metric", "articles_articleversion", "articles_claim"], indirect=True
)
def test_raw_sql_cannot_delete_a_row(row):
    table = row._meta.db_table
    assert refused(f"DELETE FROM {table} WHERE id = %s", row.pk)


@pytest.mark.parametrize(
    ("row", "assignment"),
    [
        ("trade_observation", "value = 1"),
        ("trade_observation", "note = 'rewritten'"),
        ("trade_observation", "vintage = vintage + 1"),
        ("trade_observation", "period_end = '2023-06-30'"),
        ("trade_observation", "valid_to = '2030-01-01 00:00:00', value = 1"),
        ("events_metric", "value = 1"),
        ("articles_articleversion", "body = 'rewritten'"),
        ("articles_articleversion", "public_from = '2001-01-01 00:00:00'"),
        ("articles_claim", "quote = 'rewritten'"),
        ("articles_claim", "observation_id = NULL, exempt_reason = 'example'"),
    ],
    indirect=["row"],
)
def test_raw_sql_cannot_rewrite_a_row(row, assignment):
    assert refused(f"UPDATE {row._meta.db_table} SET {assignment} WHERE id = %s", row.pk)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("trade_observation", "printed", "rewritten"),
        ("events_metric", "printed", "rewritten"),
        ("articles_articleversion", "body", "rewritten"),
        ("articles_claim", "quote", "rewritten"),
    ],
    indirect=["row"],
)
def test_a_row_is_not_replaced_by_an_insert(row, column, value):
    columns = [f.column for f in row._meta.local_concrete_fields if not f.generated]
    values = ", ".join("%s" if name == column else f'"{name}"' for name in columns)
    names, table = ", ".join(f'"{name}"' for name in columns), row._meta.db_table
    select = f"SELECT {values} FROM {table} WHERE id = %s"
    if connection.vendor == "postgresql":
        sql = f"INSERT INTO {table} ({names}) {select} ON CONFLICT (id) DO UPDATE SET {column} = EXCLUDED.{column}"
        assert refused(sql, value, row.pk)
        return
    assert refused(f"INSERT OR REPLACE INTO {table} ({names}) {select}", value, row.pk)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")  # as in a shell that knows nothing of the project
    assert refused(f"INSERT OR REPLACE INTO {table} ({names}) {select}", value, row.pk)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = ON")


def test_an_insert_does_not_replace_the_open_vintage():
    row = make_observation()
    if connection.vendor == "sqlite":
        columns = ", ".join(f'"{f.column}"' for f in row._meta.local_concrete_fields if f.name not in ("id", "vintage"))
        sql = f"""INSERT OR REPLACE INTO trade_observation ({columns}, vintage)
        SELECT {columns.replace('"revision_reason"', "'again'")}, 2 FROM trade_observation WHERE id = %s"""
        assert refused(sql, row.pk)
    assert Observation.objects.get() == row


def test_a_claim_is_neither_moved_into_a_version_nor_put_in_place_of_one():
    draft, published = make_claim(), make_claim(version=make_version())
    assert refused(
        "UPDATE articles_claim SET article_id = NULL, version_id = %s WHERE id = %s", published.version_id, draft.pk
    )
    assert refused("UPDATE articles_claim SET id = id + 1000 WHERE id = %s", draft.pk)


@pytest.mark.parametrize("assignment", ["unit = 'EUR'", "counterpart_id = 'RUS'", "reporter_id = '_X'"])
def test_what_a_series_measures_is_fixed_once_a_value_is_recorded(assignment):
    empty, used = make_series("CHN.CHN.KAZ.X.TOTAL.V.USD"), make_observation().series
    make_series("_X.CHN.RUS.T.TOTAL.V.USD")
    assert refused(f"UPDATE trade_series SET {assignment} WHERE id = %s", used.pk)
    assert not refused(f"UPDATE trade_series SET {assignment} WHERE id = %s", empty.pk)


def test_who_took_part_in_what_is_fixed_once_a_figure_is_recorded_of_it():
    event = make_event()
    empty, used = make_participation(event, "KAZ"), make_participation(event, "CHN")
    make_area("RUS")
    make_metric(event, participation=used)
    assert refused("UPDATE events_participation SET area_id = 'RUS' WHERE id = %s", used.pk)
    assert not refused("UPDATE events_participation SET focus_en = 'green energy' WHERE id = %s", used.pk)
    assert not refused("UPDATE events_participation SET area_id = 'RUS' WHERE id = %s", empty.pk)
    used.refresh_from_db()
    used.area_id = "RUS"
    with override("en"), pytest.raises(ValidationError, match="Figures are recorded"):
        used.full_clean()


@pytest.mark.django_db(transaction=True)
def test_showing_the_sql_that_drops_the_triggers_drops_nothing(capsys):
    for app in ("trade", "events", "articles"):
        call_command("sqlmigrate", app, "0002", "--backwards")
        assert "DROP TRIGGER" in capsys.readouterr().out
    assert tables_with_triggers(connection) == PROTECTED


@pytest.mark.parametrize("make", [make_observation, make_metric])
def test_valid_to_goes_from_empty_to_a_time_once(make):
    row = make()
    row.valid_to = timezone.now()
    row.save(update_fields=["valid_to"])
    table = row._meta.db_table
    assert refused(f"UPDATE {table} SET valid_to = NULL WHERE id = %s", row.pk)
    assert refused(f"UPDATE {table} SET valid_to = '2040-01-01 00:00:00' WHERE id = %s", row.pk)


@pytest.mark.parametrize("model", [Observation, Metric, ArticleVersion])
def test_the_orm_cannot_change_or_delete(model):
    row = {Observation: make_observation, Metric: make_metric, ArticleVersion: make_version}[model]()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{"note": "rewritten"})
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete(using="default")


def test_claims_of_a_working_copy_stay_editable():
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(quote="42 миллиарда")
    claim.delete()
    assert not Claim.objects.filter(pk=claim.pk).exists()


def test_every_protected_table_has_its_triggers():
    assert tables_with_triggers(connection) == PROTECTED


def test_lifting_the_triggers_puts_them_back():
    with lifted_triggers(connection):
        assert tables_with_triggers(connection) == set()
    assert tables_with_triggers(connection) == PROTECTED


def test_truncate_is_refused_where_it_exists():
    # An empty table is enough; rows of this transaction would be refused for their pending foreign keys instead.
    if connection.vendor == "postgresql":
        assert refused("TRUNCATE trade_observation CASCADE")
