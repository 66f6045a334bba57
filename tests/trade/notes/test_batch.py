"""Notes on an import: what the file brings first, the lines of the file, and a cost that has a limit."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk import admin_url, desk_of, text_of
from tests.trade.importing.readings import KEY, row, run
from tests.trade.importing.test_admin import LINE, upload
from trade.models import ImportBatch, Series
from trade.notes import batch as batch_notes
from trade.notes.batch import BatchNotes, notes_of_batch
from trade.quality import Code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


MIRROR = "CHN.CHN.KAZ.M.TOTAL.V.USD"
YEARS = ("2019", "2020", "2021", "2022", "2023")


def previewed(items) -> BatchNotes:
    """The notes of a dry run, of which nothing is left."""
    found = []
    run(items, dry_run=True, before_undo=lambda changes: found.append(notes_of_batch(changes.batch, has_lines=True)))
    assert not ImportBatch.objects.filter(dry_run=True).exists()
    return found[0]


def kinds(remarks) -> list[tuple[str, int | None]]:
    return [(str(remark.note.code), remark.line) for remark in remarks]


def test_what_the_file_brings_is_new_and_names_its_line():
    run([row(2, "41000", period="2019"), row(3, "42000", period="2020"), row(4, "43000", period="2021")])
    notes = previewed([row(7, "44000000", period="2022"), row(8, "45000", period="2023")])
    assert kinds(notes.remarks) == [("outlier", 7)]
    assert [remark.is_new for remark in notes.remarks] == [True]
    assert notes.remarks[0].is_held


def test_what_was_odd_before_comes_after_what_is_new():
    run([row(2, "41000", period="2019"), row(3, "42000000", period="2020"), row(4, "43000", period="2021")])
    notes = previewed([row(2, "-5", period="2023")])
    assert kinds(notes.new) == [("negative", 2), ("gap", 2)] or kinds(notes.new) == [("gap", 2), ("negative", 2)]
    assert kinds(notes.old) == [("outlier", 2)]
    assert notes.remarks[:2] == notes.new


@pytest.mark.parametrize(
    ("value", "is_new"),
    [("42000000", None), ("43000000", True), ("42000", None)],
    ids=["stated again", "another one as odd", "mended"],
)
def test_a_value_that_stays_odd_is_new_only_if_it_changed(value, is_new):
    run([row(2, "41000", period="2019"), row(3, "42000000", period="2020"), row(4, "43000", period="2021")])
    notes = previewed([row(9, value, period="2020")])
    assert [remark.is_new for remark in notes.remarks] == ([] if is_new is None else [is_new])


def test_a_gap_that_becomes_smaller_was_there_before():
    run([row(2, "41000", period="2019"), row(3, "43000", period="2023")])
    notes = previewed([row(2, "42000", period="2020")])
    assert kinds(notes.old) == [("gap", 2)]
    assert notes.new == []


def test_both_sides_in_one_file_are_new_to_each_other():
    notes = previewed([row(2, "100000", KEY), row(3, "300000", MIRROR)])
    assert sorted(kinds(notes.new)) == [("mirror", 2), ("mirror", 3)]
    assert [remark.is_held for remark in notes.new] == [False, False]


def test_an_import_tells_the_same_afterwards_without_lines():
    run([row(2, "41000", period="2019"), row(3, "42000000", period="2020"), row(4, "43000", period="2021")])
    outcome = run([row(2, "-5", period="2022")])
    notes = notes_of_batch(ImportBatch.objects.get(pk=outcome.batch))
    assert kinds(notes.new) == [("negative", None)]
    assert kinds(notes.old) == [("outlier", None)]


def many(count: int, odd: int) -> list:
    keys = [KEY.replace("TOTAL", f"H6-{number:06}") for number in range(100_000, 100_000 + count)]
    rows = [row(2 + n, "50000", key, period=year) for n, key in enumerate(keys) for year in YEARS]
    rows[odd * len(YEARS) + 2] = row(2 + odd, "50000000", keys[odd], period=YEARS[2])
    return rows


@pytest.mark.parametrize("place", [0, 29, 17])
def test_of_many_series_those_that_stand_out_are_looked_at(monkeypatch, place):
    monkeypatch.setattr(batch_notes, "MOST_SERIES", 3)
    notes = previewed(many(30, place))
    assert (notes.looked_at, notes.series, notes.is_partial) == (3, 30, True)
    assert kinds(notes.new) == [("outlier", 2 + place)]


@pytest.mark.parametrize("odd", ["before", "other", "negative"])
def test_what_stands_out_against_what_is_held_is_found_among_many(monkeypatch, odd):
    monkeypatch.setattr(batch_notes, "MOST_SERIES", 1)
    keys = [KEY.replace("TOTAL", f"H6-{number:06}") for number in range(100_000, 100_020)]
    last = keys[-1]
    earlier = [row(2, "50000", key, period=year) for key in keys for year in YEARS[:2]]
    run([*earlier, row(2, "50000000" if odd == "other" else "50000", last.replace("KAZ.KAZ.CHN.X", "CHN.CHN.KAZ.M"))])
    value = {"before": "50000000", "other": "51000", "negative": "-50000"}[odd]
    rows = [row(2 + n, "51000", key) for n, key in enumerate(keys[:-1])]
    notes = previewed([*rows, row(99, value, last)])
    code = {"before": Code.OUTLIER, "other": Code.MIRROR, "negative": Code.NEGATIVE}[odd]
    assert notes.looked_at == 1
    assert (code, 99) in [(remark.note.code, remark.line) for remark in notes.new]


def test_notes_beyond_the_limit_are_counted(monkeypatch):
    monkeypatch.setattr(batch_notes, "MOST_NOTES", 2)
    notes = previewed([row(2 + n, "-5", period=year) for n, year in enumerate(YEARS)])
    assert (len(notes.remarks), notes.more) == (2, 3)


def test_the_notes_of_a_large_import_cost_as_many_queries_as_of_a_small_one():
    def queries(count: int) -> int:
        outcome = run(many(count, count - 1))
        batch = ImportBatch.objects.get(pk=outcome.batch)
        with CaptureQueriesContext(connection) as captured:
            assert notes_of_batch(batch).remarks
        return len(captured)

    small, large = queries(2), queries(300)
    assert small <= large <= small + 1 <= 7  # beyond a number of series one statement ranks them


def test_series_that_are_cut_off_are_not_judged_by_half(monkeypatch):
    monkeypatch.setattr("trade.notes.stored.MOST_VALUES", 7)
    outcome = run(many(3, 0))
    notes = notes_of_batch(ImportBatch.objects.get(pk=outcome.batch))
    assert (notes.looked_at, notes.series) == (1, 3)


@pytest.mark.parametrize("is_held", [True, False])
def test_a_series_that_there_is_not_yet_is_no_link(is_held):
    if is_held:
        run([row(2, "41000", period="2022")])
    page = upload(desk_of("data editor"), LINE.format("-5"))
    assert "New with this import" in text_of(page)
    assert "is less than nothing" in text_of(page)
    series = Series.objects.filter(key=KEY).first()
    assert (series is not None) == is_held
    assert bool(re.search(r"trade/series/\d", page.content.decode())) == is_held
    if series:
        assert admin_url("trade_series_change", series.pk) in page.content.decode()
