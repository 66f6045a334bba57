"""The short way to a list gives what the long way gives: the same rows, pages and refusals, for whoever asks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import BILLION, make_citation, make_hidden_source, make_observation, make_source
from trade.database.statements import Statement, Unbound, fetch
from trade.models import AwaitedTotal, Observation, PairTotal, Source
from trade.periods import Period
from trade.querysets import A_FEW
from trade.services import record_observation, revise_observation, set_public_from, withdraw_observation
from trade.totals import rollups
from trade.viewsets import ObservationViewSet

pytestmark = pytest.mark.django_db
LIST, TOTALS = "/api/v1/observations/", "/api/v1/observations/totals/"
TURNOVER = "CHN.CHN.KAZ.T.TOTAL.V.USD"


def year(number):
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


@pytest.fixture
def rows():
    for number in range(2015, 2024):
        make_observation(TURNOVER, value=number * BILLION, **year(number))
        make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", value=(number - 1) * BILLION, **year(number))
        make_observation("KAZ.KAZ.CHN.X.H6-27.V.USD", value=number, resolution=1, **year(number))
        make_observation("KAZ.KAZ.CHN.X.H6-26.V.USD", value=7, resolution=1, **year(number))
        make_observation("KAZ.KAZ.CHN.X.H6-2709.V.USD", value=Decimal("1.5"), resolution=Decimal("0.1"), **year(number))
        make_observation("KAZ.KAZ.RUS.M.TOTAL.Q.T", value=number, resolution=1, **year(number))
        make_observation("RUS.RUS.KAZ.X.S4-333.V.EUR", value=number, resolution=1, **year(number))
    make_observation("KAZ.KAZ.CHN.X.H6-28.V.USD", value=9, resolution=1, qualifier="gt", **year(2023))
    months = {"period_start": date(2023, 1, 1), "period_end": date(2023, 9, 30)}
    make_citation(make_observation("KAZ.KAZ.CHN.X.TOTAL.V.USD", **months))
    open_row = Observation.objects.current().filter(series__key=TURNOVER).first()
    revise_observation(observation=open_row, source=make_source(), reason="newer", value=open_row.value + BILLION)


def asked(client, url, query):
    """Every page of an answer, and the statements that they took."""
    pages, url = [], f"{url}?{query}"
    with CaptureQueriesContext(connection) as queries:
        while url:
            answer = client.get(url)
            pages.append((answer.status_code, answer.json()))
            url = answer.json().get("next")
    return pages, queries


@pytest.fixture
def long_way(monkeypatch):
    def ask(*args):
        with monkeypatch.context() as patch:
            patch.setattr(ObservationViewSet, "quick_page", lambda self: None)
            patch.setattr(ObservationViewSet, "kept_totals", lambda self: None)
            return asked(*args)

    return ask


QUESTIONS = (
    *("", "page_size=7", "area=CHN&counterpart=KAZ", "area=KAZ&counterpart=CHN", "area=kaz", "counterpart=KAZ"),
    *("area=KAZ&flow=X", "area=KAZ&flow=M&flow=X", "flow=T&area=KAZ&page_size=3", "reporter=RUS", "commodity=H6-27"),
    *("measure=Q", "measure=Q&measure=V&reporter=KAZ", f"series={TURNOVER}", "period_from=2020&period_to=2022"),
    *("area=KAZ&period_from=2023-02", "updated_after=2001-01-01", "updated_after=2101-01-01&area=KAZ"),
    *("area=USA", "area=ZZZZ", "flow=Q", "commodity=H6-99", "period_from=2019-13", "area=KAZ&area=CHN", "area="),
    *("area=KAZ&as_of=2024-01-01", "nonsense=1", "cursor=nonsense"),
)


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_list_is_the_same_by_the_short_and_the_long_way(client, rows, long_way, query):
    expected, _queries = long_way(client, LIST, query)

    for _time in range(2):  # compiled, and remembered
        pages, _queries = asked(client, LIST, query)
        assert pages == expected


@pytest.mark.parametrize(
    "query",
    [
        *("area=KAZ", "area=CHN", "area=KAZ&counterpart=CHN&page_size=5", "area=CHN&counterpart=KAZ&flow=X"),
        *("area=KAZ&flow=X&flow=M", "area=KAZ&flow=T", "area=RUS&reporter=RUS", "area=KAZ&period_from=2021"),
        *("area=KAZ&period_from=2021-02", "area=KAZ&period_to=2021-12-30&page_size=4", "area=KAZ&period_to=2021-12"),
        *("area=KAZ&commodity=H6-27", "area=KAZ&commodity=TOTAL", "counterpart=CHN", "area=ZZZZ", "area=KAZ&flow=Q"),
    ],
)
def test_kept_totals_are_what_adding_up_gives(client, rows, long_way, query):
    rollups.rebuild()
    expected, _queries = long_way(client, TOTALS, query)

    pages, queries = asked(client, TOTALS, query)

    assert pages == expected
    answered = bool(pages[0][1].get("results")) and "commodity" not in query
    assert any("SUM(" in each["sql"] for each in queries) is (not answered and pages[0][0] == 200)


def test_kept_totals_follow_what_is_recorded_revised_withdrawn_and_hidden(client, long_way):
    source, draft = make_source(), make_hidden_source()
    series = make_observation("KAZ.KAZ.CHN.X.H6-27.V.USD", value=5, resolution=1, **year(2022)).series
    rollups.rebuild()

    def agree():
        (_status, kept), (_status, added) = (
            asked(client, TOTALS, "area=KAZ")[0][0],
            long_way(client, TOTALS, "area=KAZ")[0][0],
        )
        assert kept == added
        assert rollups.disagreements() == []
        return [row["value"] for row in kept["results"]]

    assert agree() == ["5"]
    values = {"value": Decimal(7), "resolution": Decimal(1)}
    row = record_observation(series=series, period=Period.year(2023), source=source, **values)
    assert agree() == ["7", "5"]
    row = revise_observation(observation=row, source=source, reason="newer", **values | {"value": Decimal(8)})
    assert agree() == ["8", "5"]
    row = revise_observation(observation=row, source=draft, reason="not out", **values | {"value": Decimal(9)})
    assert agree() == ["8", "5"]
    set_public_from(source=draft, moment=timezone.now())
    assert agree() == ["9", "5"]
    withdraw_observation(observation=row, source=source, reason="wrong")
    assert agree() == ["5"]


def test_totals_that_await_a_source_are_added_up_from_its_moment_on(client):
    draft = make_source(public_from=timezone.now() + timedelta(days=1))
    make_observation("KAZ.KAZ.CHN.X.H6-27.V.USD", value=5, resolution=1, **year(2022))
    make_observation("KAZ.KAZ.CHN.X.H6-26.V.USD", value=6, resolution=1, source=draft, **year(2022))
    rollups.rebuild()

    def value():
        return client.get(TOTALS, {"area": "KAZ"}).json()["results"][0]["value"]

    assert value() == "5"
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert value() == "11"
        assert AwaitedTotal.objects.exists()
        rollups.refresh_sources([draft])
        assert not AwaitedTotal.objects.exists()
        assert (value(), PairTotal.objects.get().value) == ("11", 11)


def test_a_draft_without_records_leaves_lists_on_the_short_way(client, rows):
    make_hidden_source()
    _pages, queries = asked(client, LIST, "area=CHN&counterpart=KAZ&page_size=200")

    # What is hidden, the rows and the other reporters are one statement: nothing can come in between.
    assert len([each for each in queries if "FROM" in each["sql"]]) == 1


def test_what_rests_on_a_draft_is_in_no_list_and_its_predecessor_is(client, rows):
    before = asked(client, LIST, "area=CHN&counterpart=KAZ&page_size=200")[0]
    row = Observation.objects.current().filter(series__key=TURNOVER).last()
    revise_observation(observation=row, source=make_hidden_source(), reason="not out", value=1, resolution=1)
    make_observation("KAZ.KAZ.CHN.M.TOTAL.V.USD", source=make_hidden_source())

    assert asked(client, LIST, "area=CHN&counterpart=KAZ&page_size=200")[0] == before


def hidden_first(draft):
    """Values that nobody stated before, one of them a rival of what is shown."""
    make_observation("KAZ.KAZ.CHN.M.TOTAL.V.USD", source=draft)
    make_observation("_X.CHN.KAZ.T.TOTAL.V.USD", value=9 * BILLION, source=draft, **year(2022))


def hidden_but_cited(draft):
    hidden_first(draft)
    for row in Observation.objects.filter(source=draft):
        make_citation(row)


def hidden_revision(draft):
    row = Observation.objects.current().filter(series__key=TURNOVER).last()
    revise_observation(observation=row, source=draft, reason="not out", value=1, resolution=1)


def hidden_withdrawal(draft):
    row = Observation.objects.current().filter(series__key=TURNOVER).last()
    withdraw_observation(observation=row, source=draft, reason="not out")


def hidden_before_a_revision(draft):
    row = make_observation("_X.CHN.KAZ.T.TOTAL.V.USD", value=9, resolution=1, source=draft, **year(2022))
    revise_observation(observation=row, source=make_source(), reason="out", value=8, resolution=1)


def hidden_withdrawn(draft):
    row = make_observation("_X.CHN.KAZ.T.TOTAL.V.USD", value=9, resolution=1, source=draft, **year(2022))
    withdraw_observation(observation=row, source=make_source(), reason="out")


def hidden_in_numbers(draft):
    for number in range(1900, 1900 + A_FEW):
        make_observation("_X.CHN.KAZ.T.TOTAL.V.USD", value=number, resolution=1, source=draft, **year(number))


HIDDEN = {
    # what a draft brings → whether lists stay on the short way beside it
    hidden_first: True,
    hidden_but_cited: True,
    hidden_revision: False,
    hidden_withdrawal: False,
    hidden_before_a_revision: False,
    hidden_withdrawn: False,
    hidden_in_numbers: False,
}


@pytest.mark.parametrize("out_in", [None, timedelta(days=1)])
@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_whatever_a_draft_brings_the_short_way_gives_what_the_long_way_gives(client, rows, long_way, hide, out_in):
    # A later source has rows as well: where those of the draft end in the index is not taken for their number.
    draft = make_source(public_from=out_in and timezone.now() + out_in)
    hide(draft)
    later = make_source()
    make_observation("USA.USA.CHN.X.TOTAL.V.USD", value=3, resolution=1, source=later, **year(2022))

    for query in ("", "page_size=7", "area=CHN&counterpart=KAZ", "area=KAZ&counterpart=CHN&flow=M", "reporter=_X"):
        assert asked(client, LIST, query)[0] == long_way(client, LIST, query)[0]
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}?page_size=200")
    reads = [each for each in queries if "FROM" in each["sql"]]
    assert (len(reads) <= 2) is HIDDEN[hide]  # the rows, and the citations of those that have some


def test_a_row_of_a_draft_is_shown_on_its_public_citation_and_never_names_the_draft(client, rows):
    draft = make_hidden_source(title="Not out")
    hidden_but_cited(draft)

    answer = client.get(f"{LIST}?reporter=_X")

    assert [row["publishers"] for row in answer.json()["results"]] == [1]
    assert "Not out" not in answer.text


def test_a_moment_is_no_part_of_what_is_remembered(client, rows):
    draft = make_source(public_from=timezone.now() + timedelta(days=1))
    make_observation("KAZ.KAZ.CHN.M.TOTAL.V.USD", source=draft)
    query = "area=KAZ&counterpart=CHN&flow=M"

    assert client.get(f"{LIST}?{query}").json()["results"] == []
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert len(client.get(f"{LIST}?{query}").json()["results"]) == 1
    assert client.get(f"{LIST}?{query}").json()["results"] == []


def test_a_parameter_that_is_changed_on_its_way_is_refused():
    def build(parameters):
        return Source.objects.filter(title=parameters["title"].lower() + "?").values_list("pk")

    with pytest.raises(Unbound, match="title"):
        Statement(build, {"title": "T"})


def test_a_remembered_statement_is_bound_anew(rows):
    one, other = make_source(title="One"), make_source(title="Other")

    def keys(title):
        return fetch("by title", lambda p: Source.objects.filter(title=p["title"]).values_list("pk"), {"title": title})

    assert [list(map(tuple, keys(title))) for title in ("One", "Other", "None")] == [[(one.pk,)], [(other.pk,)], []]
