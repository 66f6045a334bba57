"""A file becomes observations: counts, vintages, refusals, and what a second import changes (nothing)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Change, Claim, ClaimState
from tests.factories import (
    BILLION,
    make_citation,
    make_claim,
    make_hidden_source,
    make_observation,
    make_published_article,
    make_source,
    make_version,
)
from tests.trade.importing.readings import KEY, counts, release, row, run
from trade.importing import staging
from trade.importing.outcome import SAMPLE
from trade.models import AnnualTotal, Area, Commodity, ImportBatch, Observation, ObservationCitation, Series, Source
from trade.readers import reasons
from trade.readers.row import Flag, Refusal
from trade.services import withdraw_observation
from trade.signals import BatchChanges, observations_changed
from trade.totals import rollups

pytestmark = pytest.mark.django_db


def year(number: int) -> dict[str, date]:
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


def open_values() -> dict[tuple[str, str], Decimal | None]:
    rows = Observation.objects.current().select_related("series")
    return {(row.series.key, row.period.iso): row.value for row in rows}


def test_rows_become_observations_with_their_codes_series_and_source():
    outcome = run(
        [row(2, "100"), row(3, "7.25", "KAZ.KAZ.CHN.X.H6-270900.Q.T", "2024-02")], release(published="2025-03")
    )
    assert counts(outcome) == (2, 0, 0, 0)
    assert open_values() == {(KEY, "2023"): 100, ("KAZ.KAZ.CHN.X.H6-270900.Q.T", "2024-02"): Decimal("7.25")}
    batch = ImportBatch.objects.get()
    assert (outcome.batch, batch.added, batch.rows) == (batch.pk, 2, 2)
    observation = Observation.objects.get(series__measure="Q")
    assert (observation.source, observation.batch) == (Source.objects.get(), batch)
    assert (observation.resolution, observation.vintage, observation.reporter_basis) == (Decimal("0.01"), 1, "stated")
    heading = Commodity.objects.get(key="H6-2709")
    assert (heading.parent_id, heading.parent.parent_id) == ("H6-27", "H6-V")
    assert heading.parent.name_zh == "矿物燃料、矿物油及其产品"
    assert Area.objects.get(code="KAZ").m49 == "398"


def test_a_second_import_of_the_same_file_changes_nothing():
    items = [row(2, "100"), row(3, None, period="2024"), row(4, "5", "CHN.CHN.KAZ.M.S4-333.V.USD")]
    run(items)
    before = list(Observation.objects.order_by("pk").values())
    again = run(items)
    assert counts(again) == (0, 0, 3, 0)
    assert list(Observation.objects.order_by("pk").values()) == before
    assert (Series.objects.count(), Source.objects.count()) == (2, 1)


def test_another_value_is_the_next_vintage_for_the_reason_that_is_given():
    run([row(2, "100"), row(3, "7", period="2022")])
    outcome = run([row(2, "101"), row(3, "7", period="2022")], release(title="Revised"), reason="annual revision")
    assert counts(outcome) == (0, 1, 1, 0)
    first, second = Observation.objects.filter(period_end="2023-12-31").order_by("vintage")
    assert (first.value, second.value, second.vintage) == (100, 101, 2)
    assert first.valid_to == second.valid_from
    assert (second.revision_reason, second.source.title) == ("annual revision", "Revised")
    assert [(r.line, r.old, r.new) for r in outcome.revisions] == [(2, 100, 101)]


def test_the_sample_of_revisions_begins_with_what_disappears_and_then_with_the_largest_change():
    changes = {  # period: before, after
        "2001": ("100", "101"),
        "2002": ("100", "100000"),
        "2003": (None, "7"),
        "2004": ("100", "-100"),
        "2005": ("5", None),
        "2006": ("90000", "90"),
        "2007": ("100", "0"),
        "2008": ("100", "102"),
        "2009": ("100", "101"),
        "2010": ("5", None),
    }
    run([row(n, old, period=period) for n, (period, (old, _new)) in enumerate(changes.items())])
    later = [row(n, new, period=period) for n, (period, (_old, new)) in enumerate(changes.items())]
    outcome = run(later, release(title="Later"))
    order = ["2005", "2010", "2004", "2007", "2002", "2006", "2008", "2001", "2009", "2003"]
    assert [revision.period for revision in outcome.revisions] == order
    assert (outcome.revised, outcome.vanished) == (10, 2)


def test_what_disappears_is_in_the_sample_though_it_stands_at_the_end_of_a_long_file():
    last = SAMPLE + 5
    run([row(n, "100", period=str(1900 + n)) for n in range(last + 1)])
    later = [row(n, None if n == last else "101", period=str(1900 + n)) for n in range(last + 1)]
    outcome = run(later, release(title="Later"))
    assert len(outcome.revisions) == SAMPLE
    assert [revision.line for revision in outcome.revisions[:3]] == [last, 0, 1]


def test_a_value_that_goes_missing_is_a_revision_and_missing_is_not_nought():
    run([row(2, "0")])
    assert counts(run([row(2, None)], release(title="Later"))) == (0, 1, 0, 0)
    assert open_values() == {(KEY, "2023"): None}


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        ("2024-03", "2023", "older"),
        ("2024-03", "2024-02-28", "older"),
        ("2024-03", "2024-03-01", "revised"),
        ("2024", "2024-01", "revised"),
        ("2024", "", "revised"),
        ("", "2001", "revised"),
    ],
)
def test_a_release_known_to_be_older_never_supersedes_a_newer_one(old, new, fate):
    run([row(2, "100")], release(published=old))
    outcome = run([row(2, "90"), row(3, "5", period="2020")], release(title="Other", published=new))
    if fate == "older":
        assert counts(outcome) == (1, 0, 0, 1)
        assert outcome.refused == [Refusal(2, KEY, "90", "older_release")]
    else:
        assert counts(outcome) == (1, 1, 0, 0)


def test_a_number_stated_twice_counts_once_and_one_that_contradicts_itself_is_refused():
    outcome = run([row(2, "1"), row(3, "1"), row(4, "2", period="2022"), row(5, "3", period="2022")])
    assert counts(outcome) == (1, 0, 0, 2)
    assert (outcome.rows, outcome.repeated) == (4, 1)
    assert [(r.line, r.reason) for r in outcome.refused] == [
        (4, "repeated_with_another_value"),
        (5, "repeated_with_another_value"),
    ]
    assert [(flag.line, flag.kind) for flag in outcome.flags] == [(3, "repeated")]


def test_missing_beside_a_nought_contradicts_itself():
    assert counts(run([row(2, "0"), row(3, None)])) == (0, 0, 0, 2)


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        (row(9, "1", "ZZQ.ZZQ.CHN.X.TOTAL.V.USD"), "reporter", reasons.AREA_UNKNOWN),
        (row(9, "1", "KAZ.KAZ.CHN.X.H6-ABC.V.USD"), "commodity", reasons.COMMODITY_CODE),
        (row(9, "1", "KAZ.KAZ._X.X.TOTAL.V.USD"), "counterpart", reasons.AREA_MISSING),
        (row(9, "1", "KAZ.KAZ.CHN.T.TOTAL.V.USD"), "counterpart", "turnover_not_alphabetical"),
        (row(9, "1", "CHN.KAZ.CHN.X.TOTAL.V.USD"), "reporter", reasons.REPORTER_NOT_IN_PAIR),
        (row(9, "1", "KAZ.KAZ.CHN.X.TOTAL.G.USD"), "unit", reasons.UNIT),
        (row(9, "1", "KAZ.KAZ.CHN.X.TOTAL.V.T"), "unit", reasons.UNIT),
        (row(9, "1e18"), "value", reasons.NUMBER_TOO_LARGE),
        (row(9, "0.0000001"), "value", reasons.RESOLUTION),
        (row(9, "1.5", resolution=Decimal(1)), "value", reasons.RESOLUTION),
        (row(9, "1", status="Z"), "status", reasons.STATUS_UNKNOWN),
        (row(9, None, status="A"), "value", reasons.STATUS_AND_VALUE),
        (row(9, "1", status="O"), "value", reasons.STATUS_AND_VALUE),
    ],
)
def test_a_row_that_the_database_would_refuse_is_refused_alone(bad, column, reason):
    outcome = run([row(2, "1"), bad])
    assert counts(outcome) == (1, 0, 0, 1)
    assert [(r.line, r.column, r.reason) for r in outcome.refused] == [(9, column, reason)]


def test_what_a_reader_refuses_and_flags_is_kept_with_the_batch():
    run([Refusal(3, "Value", "n/a", "not_a_number"), Flag(4, "leading_zero", "0101"), row(5, "1")])
    batch = ImportBatch.objects.get()
    assert (batch.refused, batch.rows) == (1, 2)
    assert batch.report["refused"] == [{"line": 3, "column": "Value", "value": "n/a", "reason": "not_a_number"}]
    assert batch.report["flags"] == [{"line": 4, "kind": "leading_zero", "detail": "0101"}]


def test_a_dry_run_tells_the_same_and_leaves_nothing():
    told = run([row(2, "1"), row(3, "2", period="2022")], dry_run=True)
    assert (counts(told), told.batch) == ((2, 0, 0, 0), None)
    for model in (Observation, Series, Source, ImportBatch, Commodity):
        assert not model.objects.exists()


def test_a_withdrawn_value_is_recorded_again():
    withdraw_observation(observation=make_observation(KEY), source=make_source(), reason="by mistake")
    assert counts(run([row(2, "100")])) == (1, 0, 0, 0)
    again = Observation.objects.current().get()
    assert (again.vintage, again.revision_reason) == (2, "Release")


def test_a_clock_that_runs_behind_never_makes_a_row_end_before_it_begins():
    early = make_observation(KEY, valid_from=timezone.now() + timedelta(hours=1))
    run([row(2, "100")])
    early.refresh_from_db()
    assert early.valid_to == early.valid_from == Observation.objects.current().get().valid_from


def test_a_source_that_lacks_its_title_is_refused():
    with pytest.raises(ValidationError) as refusal:
        run([row(2, "1")], release(title=""))
    assert "title" in refusal.value.message_dict


def test_the_floors_above_are_told_once_of_the_whole_file():
    told = []

    def listen(sender, changes, **kwargs):
        told.append(changes)

    observations_changed.connect(listen)
    run([row(2, "1"), row(3, "2", period="2022")])
    run([row(2, "9"), row(3, "2", period="2022")], release(title="Later"))
    observations_changed.disconnect(listen)
    assert [type(changes) for changes in told] == [BatchChanges, BatchChanges]
    assert [[change.kind for change in changes] for changes in told] == [["recorded", "recorded"], ["revised"]]


def test_a_revision_reaches_the_published_figures_and_the_log():
    article = make_published_article(make_observation(KEY, value=41 * BILLION))
    run([row(2, "47000000000"), row(3, "5", period="2020")])
    state = ClaimState.objects.get(claim__version__article=article)
    assert state.state == "revised"
    assert [(change.kind, change.observation.value) for change in Change.objects.all()] == [("revised", 47 * BILLION)]


def test_a_mirror_value_and_a_base_reach_the_figures_that_they_bear_on():
    cited = make_observation("CHN.CHN.KAZ.M.TOTAL.V.USD")
    growth = make_observation("CHN.CHN.KAZ.M.TOTAL.G.PC", value=13, resolution=1)
    other = make_observation("CHN.CHN.DEU.M.TOTAL.V.USD")
    claims = {make_claim(version=make_version(), observation=row).pk for row in (cited, growth)}
    make_claim(version=make_version(), observation=other)
    outcome = run([row(2, "40000000000")])
    about = Claim.objects.about_batch(BatchChanges(ImportBatch.objects.get(pk=outcome.batch)))
    assert set(about.values_list("pk", flat=True)) == claims


def file(count: int, value: int = 1):
    return [row(n, str(value + n), f"KAZ.KAZ.CHN.X.H6-{n:06}.V.USD") for n in range(100_000, 100_000 + count)]


def queries_of(count: int, value: int) -> int:
    with CaptureQueriesContext(connection) as queries:
        run(file(count, value), release(title=f"Release {value}"))
    # Batches of SQLite and of bulk_create for code lists are the only ones that grow.
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_rows():
    run(file(300))
    assert queries_of(10, 2) == queries_of(300, 3)


def test_totals_follow_an_import():
    run([*file(3), row(5, "50"), row(6, "4", period="2023-05"), row(7, "9", period="2022-01-01/P9M")])
    assert rollups.disagreements() == []
    run([*file(3, 5), row(5, "60")], release(title="Later"))
    assert rollups.disagreements() == []
    run([row(5, None)], release(title="Last"))
    assert rollups.disagreements() == []


def test_product_groups_that_overlap_are_in_no_total():
    run([row(2, "50", "KAZ.KAZ.CHN.X.WITS-FUELS.V.USD"), row(3, "9", "KAZ.KAZ.CHN.X.WITS-FOOD.V.USD")])
    assert Commodity.objects.get(key="WITS-FUELS").parent is None
    assert (rollups.disagreements(), rollups.rebuild()) == ([], 0)
    assert not Observation.objects.annual_totals()


def test_bounds_and_ranges_are_in_no_total_and_a_number_that_supersedes_one_is():
    heading = KEY.replace("TOTAL", "H6-27")
    make_observation(heading, value=50, resolution=1, qualifier="gt", value_upper=None)
    make_observation(heading, value=5, resolution=1, qualifier="range", value_upper=9, **year(2022))
    assert (rollups.disagreements(), rollups.rebuild()) == ([], 0)
    run([row(5, "60", heading)])
    assert [(total.year, total.value, total.rows) for total in AnnualTotal.objects.all()] == [(2023, 60, 1)]
    assert rollups.disagreements() == []


def test_totals_hold_nothing_that_readers_may_not_see():
    hidden = make_hidden_source()
    run([row(5, "50")], hidden)
    assert (rollups.disagreements(), rollups.rebuild()) == ([], 0)
    run([row(5, "60")])
    assert (rollups.disagreements(), rollups.rebuild()) == ([], 1)


def test_a_value_that_only_a_hidden_source_states_is_shown_by_a_release_that_states_it_too():
    draft = make_hidden_source(published="2025")
    secret = make_observation(KEY, value=100, resolution=1, source=draft, printed="a secret hundred", note="secret")
    told = make_citation(secret, source=make_hidden_source(), printed="another hundred")
    outcome = run([row(2, "100")], release(published="2024"))
    assert (counts(outcome), outcome.revisions) == ((0, 1, 0, 0), [])
    assert [(flag.line, flag.kind) for flag in outcome.flags] == [(2, "shown_anew")]
    shown = Observation.objects.shown().get()
    assert (shown.value, shown.source.title, shown.printed, shown.note) == (100, "Release", "", "")
    cited = {(c.source_id, c.relation, c.value, c.printed) for c in shown.citations.all()}
    assert cited == {
        (told.source_id, "supports", None, "another hundred"),
        (draft.pk, "supports", Decimal(100), "a secret hundred"),
    }
    assert not ObservationCitation.objects.public().exists()
    assert not Change.objects.public().exists()
    assert counts(run([row(2, "100")], release(published="2024"))) == (0, 0, 1, 0)
    assert Observation.objects.count() == 2
    assert rollups.disagreements() == []


@pytest.mark.parametrize("why", ["the release is not out", "another public source is cited", "the value differs"])
def test_nothing_else_is_shown_anew(why):
    secret = make_observation(KEY, value=100, resolution=1, source=make_hidden_source())
    if why == "another public source is cited":
        make_citation(secret)
    source = make_hidden_source() if why == "the release is not out" else release()
    outcome = run([row(2, "101" if why == "the value differs" else "100")], source)
    assert counts(outcome) == ((0, 1, 0, 0) if why == "the value differs" else (0, 0, 1, 0))
    assert outcome.flags == []


def test_moments_are_those_of_the_import():
    moment = datetime.now(UTC)
    run([row(2, "1")])
    assert moment <= Observation.objects.get().valid_from <= timezone.now()


def test_a_series_that_was_forgotten_while_a_file_is_read_is_the_same_series(monkeypatch):
    monkeypatch.setattr(staging, "REMEMBERED", 2)
    keys = [f"KAZ.KAZ.CHN.X.H6-{chapter}.V.USD" for chapter in ("27", "28", "29", "30")]
    once = [row(line, str(line), key) for line, key in enumerate(keys, 2)]
    again = [row(line, str(line - 4), key) for line, key in enumerate(keys, 6)]
    others = [row(10, "11", keys[0]), row(11, "5", keys[0], "2024"), row(12, "6", keys[0], "2022")]
    outcome = run([*once, *again, *others])
    assert [(refusal.line, refusal.reason) for refusal in outcome.refused] == [
        (line, "repeated_with_another_value") for line in (2, 6, 10)
    ]
    assert (outcome.added, outcome.repeated, outcome.scope["series"]) == (5, 3, 4)
    assert open_values() == {
        **{(key, "2023"): Decimal(line) for line, key in enumerate(keys, 2) if line > 2},
        (keys[0], "2024"): Decimal(5),
        (keys[0], "2022"): Decimal(6),
    }
