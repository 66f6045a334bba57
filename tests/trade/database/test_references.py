"""Observations refer to what is there: by foreign keys, or by the triggers that stand in their place."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from articles.integrity import faults
from tests.factories import make_area, make_observation, make_series, make_source
from tests.trade.test_checks import found as found_by_append_only
from trade.checks import references_are_checked
from trade.database.references import PREFIX, TRUNCATE_PREFIX
from trade.models import ImportBatch, Observation, Series

pytestmark = pytest.mark.django_db
PARENTS = {
    "series_id": "trade_series",
    "source_id": "trade_source",
    "batch_id": "trade_importbatch",
    "recorded_by_id": "auth_user",
}
on_postgresql = pytest.mark.postgresql


@pytest.fixture
def observation():
    batch = ImportBatch.objects.create(file_name="file.csv", sha256="0" * 64, format="template")
    return make_observation(batch=batch, recorded_by=User.objects.create_user("editor"))


def refused(sql: str, *parameters) -> bool:
    """The database refuses the statement, or the transaction that it is in, for a reference to nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            connection.check_constraints()
    except IntegrityError as error:
        return "refer" in str(error) or "foreign key" in str(error).lower()
    return False


def copy_of(observation: Observation, column: str, value: str) -> str:
    """SQL that adds the row again as the next vintage, with *value* in *column*."""
    changed = {"vintage": "vintage + 1", "revision_reason": "'again'", column: value}
    columns = [field.column for field in Observation._meta.concrete_fields if field.column != "id"]
    values = ", ".join(changed.get(name, name) for name in columns)
    return f"INSERT INTO trade_observation ({', '.join(columns)}) SELECT {values} FROM trade_observation WHERE id = %s"


def close(observation: Observation) -> None:
    Observation.objects.filter(pk=observation.pk).update(valid_to=observation.valid_from)


@pytest.mark.parametrize("column", PARENTS)
def test_a_row_that_refers_to_nothing_is_refused(observation, column):
    close(observation)
    assert refused(copy_of(observation, column, "987654321"), observation.pk)


@pytest.mark.parametrize("column", ["batch_id", "recorded_by_id"])
def test_a_row_need_not_refer_to_an_import_or_a_user(observation, column):
    close(observation)
    assert not refused(copy_of(observation, column, "NULL"), observation.pk)
    assert Observation.objects.count() == 2


@pytest.mark.parametrize("column", PARENTS)
def test_what_a_row_refers_to_is_neither_deleted_nor_renamed(observation, column):
    key = getattr(observation, column)
    assert refused(f"DELETE FROM {PARENTS[column]} WHERE id = %s", key)
    assert refused(f"UPDATE {PARENTS[column]} SET id = 987654321 WHERE id = %s", key) or column == "series_id"


def test_what_nothing_refers_to_may_be_deleted(observation):
    series, source = make_series("CHN.CHN.KAZ.X.TOTAL.V.USD"), make_source()
    series.delete()
    source.delete()
    assert not Series.objects.filter(pk=series.pk).exists()


def test_one_row_of_many_that_refers_to_nothing_is_enough(observation):
    rows = [
        Observation(
            series_id=observation.series_id if number else 987654321,
            period_start=f"20{number:02}-01-01",
            period_end=f"20{number:02}-12-31",
            value=1,
            resolution=1,
            source_id=observation.source_id,
        )
        for number in range(20)
    ]

    def record():
        with transaction.atomic():
            Observation.objects.bulk_create(rows)
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        record()
    assert Observation.objects.count() == 1


@on_postgresql
@pytest.mark.parametrize("parent", PARENTS.values())
def test_what_rows_refer_to_is_not_truncated(observation, parent):
    connection.check_constraints()  # nothing is truncated while checks are pending
    with pytest.raises(IntegrityError, match=f'rows of "trade_observation" refer to rows of "{parent}"'):
        truncate(parent)
    assert Observation.objects.count() == 1


def truncate(table: str) -> None:
    """With whatever refers to it by foreign keys."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ["DELETE FROM trade_importbatch", "TRUNCATE trade_importbatch CASCADE"])
def test_a_transaction_that_sees_the_past_deletes_nothing_that_rows_may_refer_to(statement):
    batch = ImportBatch.objects.create(file_name="file.csv", sha256="0" * 64, format="template")

    def carry_out():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute(statement)

    with pytest.raises(IntegrityError, match="READ COMMITTED"):
        carry_out()
    assert ImportBatch.objects.get() == batch


@on_postgresql
def test_whoever_may_add_rows_need_not_be_able_to_change_what_they_refer_to(observation):
    close(observation)
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE clerk; GRANT SELECT, INSERT ON trade_observation TO clerk")
        cursor.execute("GRANT USAGE ON trade_observation_id_seq TO clerk")
        cursor.execute("CREATE TEMPORARY TABLE trade_source (id bigint); GRANT SELECT ON pg_temp.trade_source TO clerk")
        cursor.execute("SET LOCAL ROLE clerk")
        cursor.execute(copy_of(observation, "recorded_by_id", "NULL"), [observation.pk])
        cursor.execute("RESET ROLE")
    assert Observation.objects.count() == 2


@on_postgresql
@pytest.mark.parametrize("column", PARENTS)
def test_a_row_is_not_changed_to_refer_to_nothing_where_its_table_is_not_append_only(observation, column):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trade_observation DISABLE TRIGGER append_only_trade_observation_update")
    assert refused(f"UPDATE trade_observation SET {column} = 987654321 WHERE id = %s", observation.pk)


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["insert", "delete"])
def test_a_row_and_the_deletion_of_what_it_refers_to_wait_for_each_other(first):
    for code in ("KAZ", "CHN"):
        make_area(code)
    source, series = make_source(), make_series("KAZ.KAZ.CHN.X.TOTAL.V.USD")
    ways = {
        "insert": lambda: make_observation(series, source=source),
        "delete": lambda: Series.objects.filter(pk=series.pk).delete(),
    }
    begun, go_on, refusals = threading.Event(), threading.Event(), []

    def work():
        try:
            with transaction.atomic():
                ways.pop(first)()
                begun.set()
                assert go_on.wait(60)
        finally:
            begun.set()
            connection.close()

    def come_second():
        [second] = ways.values()
        try:
            with transaction.atomic():
                second()
        except (IntegrityError, Series.DoesNotExist) as error:
            refusals.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work), threading.Thread(target=come_second)]
    threads[0].start()
    assert begun.wait(60)
    threads[1].start()
    threads[1].join(0.5)
    assert threads[1].is_alive()
    go_on.set()
    for thread in threads:
        thread.join(60)
    assert len(refusals) == 1
    assert Observation.objects.count() == (1 if first == "insert" else 0)
    assert Series.objects.count() == Observation.objects.count()


@on_postgresql
def test_a_trigger_that_is_out_of_force_is_told(observation):
    assert references_are_checked(databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE trade_observation DISABLE TRIGGER {PREFIX}trade_observation_insert")
        cursor.execute(f"DROP TRIGGER {TRUNCATE_PREFIX}trade_observation_source_id ON trade_source")
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {PREFIX}trade_observation_update() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NULL; END $$"
        )
    told = references_are_checked(databases=["default"])
    assert {message.id for message in told} == {"trade.E003"}
    assert [message.msg.split()[2] for message in told] == [
        f"{PREFIX}trade_observation_insert",
        f"{PREFIX}trade_observation_update",
        f"{TRUNCATE_PREFIX}trade_observation_source_id",
    ]
    assert found_by_append_only() == []
    assert [fault.detail for fault in faults() if fault.rule == "triggers"] == [
        f"trade.E003: {message.msg}" for message in told
    ]
