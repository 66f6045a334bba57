"""/api/v1/computed/: what follows from records, with inputs and bounds; every number here was worked out by hand."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.factories import make_hidden_source, make_observation
from tests.trade.importing.readings import row, run
from trade.computed import api
from trade.totals.rollups import rebuild

pytestmark = pytest.mark.django_db
PAIR = "area=CHN&counterpart=KAZ"
OURS, THEIRS, GROWTH = "KAZ.KAZ.CHN.X.TOTAL.V.USD", "KAZ.KAZ.CHN.M.TOTAL.V.USD", "KAZ.KAZ.CHN.X.TOTAL.G.PC"
NAMES = [
    *("kind", "computed", "series", "reporter", "area", "counterpart", "flow", "commodity", "unit", "period"),
    *("value", "low", "high", "formula", "inputs"),
]


def asked(client, query: str = PAIR, status: int = 200) -> dict:
    response = client.get(f"/api/v1/computed/?{query}", headers={"accept-language": "en"})
    assert response.status_code == status, response.content
    return response.json()


def told(client, query: str = PAIR) -> list[tuple]:
    """(kind, period, value, low, high) of each row."""
    rows = asked(client, query)["results"]
    return [(r["kind"], r["period"]["text"], r["value"], r["low"], r["high"]) for r in rows]


def of_months(year: int, first: int, last: int) -> dict[str, date]:
    return {"period_start": date(year, first, 1), "period_end": date(year, last, 30 if last in (4, 6, 9, 11) else 31)}


def of_year(year: int) -> dict[str, date]:
    return of_months(year, 1, 12)


def test_what_is_left_of_a_year_has_the_bounds_of_both_numbers(client):
    whole = make_observation(OURS, value=41_000, resolution=1_000, **of_year(2023))
    part = make_observation(OURS, value=32_700, resolution=100, **of_months(2023, 1, 9))
    [found] = asked(client)["results"]
    # 41,000 ± 500 less 32,700 ± 50.
    assert (found["value"], found["low"], found["high"]) == ("8300", "7750", "8850")
    assert (found["kind"], found["computed"], found["series"], found["unit"]) == ("rest", True, OURS, "USD")
    assert found["period"] == {"start": "2023-10-01", "end": "2023-12-31", "text": "fourth quarter of 2023"}
    assert [(each["name"], each["observation"], each["low"]) for each in found["inputs"]] == [
        ("a", whole.pk, "40500"),
        ("b", part.pk, "32650"),
    ]
    assert found["formula"] == "a − b"
    assert list(found) == NAMES
    assert client.get(found["inputs"][0]["url"].removeprefix("http://testserver")).json()["id"] == whole.pk


def test_growth_is_computed_where_none_is_stated(client):
    make_observation(OURS, value=125, resolution=1, **of_year(2022))
    make_observation(OURS, value=150, resolution=1, **of_year(2023))
    # 149.5 ÷ 125.5 = 1.19123…, 150.5 ÷ 124.5 = 1.20883…; rounded outwards, far below what counts.
    assert told(client) == [("growth", "2023", "20", "19.1235", "20.8836")]
    make_observation(GROWTH, value=19, resolution=1, **of_year(2023))
    assert told(client) == []


def test_a_stated_growth_implies_the_value_a_year_earlier(client):
    make_observation(OURS, value=33, resolution=1, **of_year(2023))
    make_observation(GROWTH, value=13, resolution=1, **of_year(2023))
    [(kind, period, value, low, high)] = told(client)
    # 33 ÷ 1.13 = 29.2; 32.5 ÷ 1.135 = 28.63…; 33.5 ÷ 1.125 = 29.77…
    assert (kind, period, value) == ("base", "2022", "29.2")
    assert low.startswith("28.63")
    assert high.startswith("29.77")


def test_a_balance_is_one_reporters_exports_less_its_imports(client):
    sold = make_observation(OURS, value=9_000, resolution=1_000, **of_year(2023))
    bought = make_observation(f"{THEIRS}.CIF", value=10_000, resolution=100, **of_year(2023))
    make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD", value=99_000, resolution=1_000, **of_year(2023))
    [found] = asked(client)["results"]
    assert (found["kind"], found["series"], found["reporter"], found["flow"]) == ("balance", None, "KAZ", None)
    assert (found["value"], found["low"], found["high"]) == ("-1000", "-1550", "-450")
    assert [each["observation"] for each in found["inputs"]] == [sold.pk, bought.pk]
    assert [each["series"] for each in found["inputs"]] == [OURS, f"{THEIRS}.CIF"]


def test_a_bound_is_not_computed_with(client):
    make_observation(OURS, value=41_000, resolution=1_000, qualifier="gt", **of_year(2023))
    make_observation(OURS, value=32_700, resolution=100, **of_months(2023, 1, 9))
    assert told(client) == []


def test_shares_are_of_what_the_same_reporter_states_of_all_goods(client):
    keys = {"H6-27": "600", "H6-72": "250", "TOTAL": "1000"}
    run([row(n, value, OURS.replace("TOTAL", key)) for n, (key, value) in enumerate(keys.items())])
    rows = asked(client, f"{PAIR}&kind=share")["results"]
    assert [(r["commodity"], r["value"], r["unit"], r["reporter"]) for r in rows] == [
        ("H6-27", "60", "PC", "KAZ"),
        ("H6-72", "25", "PC", "KAZ"),
    ]
    # The file states whole dollars, however many noughts a number ends in: 599.5 ÷ 1,000.5 and 600.5 ÷ 999.5.
    assert rows[0]["low"].startswith("59.920")
    assert rows[0]["high"].startswith("60.080")
    assert [each["what"] for each in rows[0]["inputs"]] == ["H6-27, as stated", "total of all goods, as stated"]
    assert [(each["series"], each["value"], each["values"]) for each in rows[0]["inputs"]] == [
        (OURS.replace("TOTAL", "H6-27"), "600", 1),
        (OURS, "1000", 1),
    ]


def test_a_sum_is_as_uncertain_as_all_its_parts(client):
    run([row(n, "101", OURS.replace("TOTAL", key)) for n, key in enumerate(("H6-270900", "H6-271000", "H6-720200"))])
    rows = asked(client, f"{PAIR}&kind=share")["results"]
    oil = next(r for r in rows if r["commodity"] == "H6-27")
    part, whole = oil["inputs"]
    assert (part["value"], part["low"], part["high"], part["values"]) == ("202", "201", "203", 2)
    assert (whole["value"], whole["low"], whole["high"], whole["values"]) == ("303", "301.5", "304.5", 3)
    # 201 ÷ (201 + 101.5) and 203 ÷ (203 + 100.5): what the part may be above its value, the whole has to be as well.
    assert (oil["low"][:6], oil["high"][:6]) == ("66.446", "66.886")
    assert (oil["series"], part["series"], part["observation"], part["is_sum"]) == (None, None, None, True)
    assert (part["what"], part["url"]) == ("sum of what is recorded within H6-27", None)
    assert (whole["series"], whole["observation"], whole["is_sum"]) == (None, None, True)
    assert whole["what"] == "sum of 2 recorded headings"
    steel = next(r for r in rows if r["commodity"] == "H6-72")["inputs"][0]
    assert (steel["series"], steel["values"], steel["is_sum"]) == (OURS.replace("TOTAL", "H6-720200"), 1, False)
    assert oil["value"] == "66.67"


def test_a_stated_resolution_counts_and_not_the_noughts_at_the_end(client):
    for key, value, resolution in (("H6-27", 25_640, 1), ("TOTAL", 100_000, 1), ("H6-72", 30_000, 10_000)):
        make_observation(OURS.replace("TOTAL", key), value=value, resolution=resolution, **of_year(2023))
    rebuild()
    steel, oil = asked(client, f"{PAIR}&kind=share")["results"]
    assert [(each["low"], each["high"]) for each in oil["inputs"]] == [("25639.5", "25640.5"), ("99999.5", "100000.5")]
    # 25,639.5 ÷ 100,000.5 and 25,640.5 ÷ 99,999.5.
    assert (oil["low"][:7], oil["high"][:7]) == ("25.6393", "25.6406")
    assert (steel["inputs"][0]["low"], steel["inputs"][0]["high"]) == ("25000", "35000")


def test_a_part_is_never_more_than_all_of_its_whole(client):
    for key, value in (("H6-27", 9_000), ("TOTAL", 9_000)):
        make_observation(OURS.replace("TOTAL", key), value=value, resolution=1_000, **of_year(2023))
    rebuild()
    [oil] = asked(client, f"{PAIR}&kind=share")["results"]
    assert oil["low"].startswith("89.473")  # 8,500 ÷ 9,500
    assert oil["high"] == "100"


def test_what_an_answer_names_is_there(client):
    """Every series, record and list that an input names answers, and a list holds exactly what was added up."""
    lines = [
        ("TOTAL", "900", "2023"),
        ("H6-27", "600", "2023"),
        ("H6-720200", "30", "2023"),
        ("H6-720300", "40", "2023"),
    ]
    lines += [
        ("H6-27", "500", "2022"),
        ("H6-72", "300", "2022"),
        ("H6-27", "77", "2021-01"),
        ("H6-27", "78", "2021-03"),
    ]
    run([row(n, value, OURS.replace("TOTAL", key), period=period) for n, (key, value, period) in enumerate(lines)])
    make_observation(THEIRS.replace("TOTAL", "H6-27"), value=700, resolution=1, **of_year(2022))
    make_observation(THEIRS.replace("TOTAL", "H6-72"), value=70, resolution=1, **of_months(2022, 1, 3))
    make_observation(THEIRS.replace("TOTAL", "H6-74"), value=70, resolution=1, qualifier="gt", **of_year(2022))
    make_observation(THEIRS.replace("TOTAL", "H6-73"), value=700, resolution=1, **of_year(2022))
    rebuild()
    seen, query = [], f"{PAIR}&kind=share"
    while query:
        answer = asked(client, query)
        query = (answer["next"] or "").partition("?")[2]
        for share in answer["results"]:
            assert not share["series"] or client.get(f"/api/v1/series/{share['series']}/").status_code == 200
            for each in share["inputs"]:
                seen.append((each["is_sum"], each["values"], bool(each["url"])))
                assert (
                    each["is_sum"] == (each["series"] is None) == (each["observation"] is None) == (each["values"] > 1)
                )
                if each["url"]:
                    found = client.get(each["url"].removeprefix("http://testserver"))
                    assert found.status_code == 200, each["url"]
                    records = found.json()["results"] if each["is_sum"] else [found.json()]
                    assert len(records) == each["values"]
                    assert sum(float(record["value"]) for record in records) == float(each["value"])
                if each["series"]:
                    assert client.get(f"/api/v1/series/{each['series']}/").status_code == 200
                    assert (
                        client.get(f"/api/v1/observations/{each['observation']}/").json()["id"] == each["observation"]
                    )
    # Of one flow in a year, of one series in a year, and what no filter tells from other records.
    assert {(True, 2, True), (True, 2, False), (False, 1, True)} == set(seen)


def test_shares_come_a_year_at_a_time(client):
    run([row(n, "600", OURS.replace("TOTAL", "H6-27"), period=year) for n, year in enumerate(("2021", "2023"))])
    first = asked(client, f"{PAIR}&kind=share")
    assert {r["period"]["text"] for r in first["results"]} == {"2023"}
    second = asked(client, first["next"].partition("?")[2])
    assert {r["period"]["text"] for r in second["results"]} == {"2021"}
    assert second["next"] is None


# -- what is asked for --------------------------------------------------------------------------------------------
def test_answers_go_on_with_earlier_years_and_lose_nothing(client, monkeypatch):
    for year in (*range(2005, 2012), *range(2015, 2024)):
        make_observation(OURS, value=1_000 + year, resolution=1, **of_year(year))
        make_observation(OURS, value=700, resolution=1, **of_months(year, 1, 9))
    make_observation(GROWTH, value=5, resolution=1, **of_year(2015))
    make_observation(GROWTH, value=5, resolution=1, **of_year(2005))
    whole = asked(client)
    assert whole["next"] is None
    assert {"base", "growth", "rest"} == {r["kind"] for r in whole["results"]}
    monkeypatch.setattr(api, "ROWS", 5)
    pages, query = [], PAIR
    while query:
        answer = asked(client, query)
        pages.append(answer["results"])
        query = (answer["next"] or "").partition("?")[2]
    assert len(pages) > 5
    assert [r for page in pages for r in page] == whole["results"]


def test_periods_and_kinds_and_a_series_narrow_the_answer(client):
    for year in (2021, 2022, 2023):
        make_observation(OURS, value=1_000 + year, resolution=1, **of_year(year))
        make_observation(THEIRS, value=1_000, resolution=1, **of_year(year))
    everything = asked(client)["results"]
    assert len(everything) == 2 + 2 + 3
    for query, narrow in {
        "period_from=2023": lambda r: r["period"]["text"] == "2023",
        "period_to=2022": lambda r: r["period"]["text"] <= "2022",
        "kind=balance": lambda r: r["kind"] == "balance",
        "kind=balance&kind=growth": lambda r: True,
    }.items():
        assert asked(client, f"{PAIR}&{query}")["results"] == [r for r in everything if narrow(r)], query
    assert asked(client, f"series={OURS}")["results"] == [r for r in everything if r["series"] == OURS]
    assert asked(client, "area=KAZ&counterpart=CHN")["results"] == everything


def test_goods_are_not_mixed_with_all_goods(client):
    make_observation(OURS, value=1_000, resolution=1, **of_year(2022))
    for year in (2022, 2023):
        make_observation(OURS.replace("TOTAL", "H6-27"), value=500, resolution=1, **of_year(year))
    assert told(client) == []
    assert [r["commodity"] for r in asked(client, f"{PAIR}&commodity=H6-27")["results"]] == ["H6-27"]


def test_hidden_numbers_are_not_computed_with(client):
    make_observation(OURS, value=125, resolution=1, **of_year(2022))
    make_observation(OURS, value=150, resolution=1, source=make_hidden_source(), **of_year(2023))
    assert told(client) == []


def test_of_a_moment_are_the_numbers_that_were_shown_then(client):
    then = datetime(2024, 5, 1, tzinfo=UTC)
    make_observation(OURS, value=125, resolution=1, valid_from=then, **of_year(2022))
    make_observation(OURS, value=150, resolution=1, valid_from=then, **of_year(2023))
    assert len(told(client)) == 1
    assert len(told(client, f"{PAIR}&as_of=2024-05-02")) == 1
    assert told(client, f"{PAIR}&as_of=2024-04-30") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "area"),
        ("area=CHN", "counterpart"),
        ("counterpart=CHN", "area"),
        ("area=ZZZ&counterpart=KAZ", "area"),
        ("series=KAZ.KAZ.CHN.X.TOTAL.V.EUR", "series"),
        ("series=nonsense", "series"),
        (f"{PAIR}&kind=guess", "kind"),
        (f"{PAIR}&kind=share&kind=growth", "kind"),
        (f"{PAIR}&kind=share&as_of=2024-01-01", "kind"),
        (f"{PAIR}&period_from=soon", "period_from"),
        (f"{PAIR}&as_of=2999-01-01", "as_of"),
        (f"{PAIR}&cursor=x", "cursor"),
        (f"{PAIR}&area=KAZ", "area"),
    ],
)
def test_what_cannot_be_read_is_named(client, query, field):
    make_observation(OURS)
    problem = asked(client, query, status=400)
    assert list(problem["errors"]) == [field]


def test_an_unlikely_end_of_time_is_no_error(client):
    make_observation(OURS, value=125, resolution=1, **of_year(2022))
    make_observation(OURS, value=150, resolution=1, **of_year(2023))
    for query in ("period_to=9999", "period_from=0001", "period_from=9999", "period_to=0001"):
        asked(client, f"{PAIR}&{query}")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_files_hold_the_same_rows(client, form):
    make_observation(OURS, value=41_000, resolution=1_000, **of_year(2023))
    make_observation(OURS, value=32_700, resolution=100, **of_months(2023, 1, 9))
    answer = client.get(f"/api/v1/computed/?{PAIR}&format={form}")
    assert answer["Content-Disposition"] == f'attachment; filename="computed.{form}"'
    if form == "csv":
        header, line = csv.reader(io.StringIO(answer.content.decode(), newline=""))
    else:
        header, line = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    found = dict(zip(header, map(str, line), strict=True))
    assert (found["kind"], found["value"], found["low"], found["high"]) == ("rest", "8300", "7750", "8850")
    assert found["inputs.series"] == f"{OURS}; {OURS}"


def test_a_long_answer_costs_as_many_queries_as_a_short_one(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            asked(client)
        return len(captured)

    for year in (2022, 2023):
        make_observation(OURS, value=125, resolution=1, **of_year(year))
    few = queries()
    for year in range(1990, 2022):
        make_observation(OURS, value=125, resolution=1, **of_year(year))
        make_observation(THEIRS, value=125, resolution=1, **of_year(year))
    assert queries() == few <= 8


def test_shares_of_many_headings_cost_as_many_queries_as_those_of_few(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert asked(client, f"{PAIR}&kind=share")["results"]
        return len(captured)

    run([row(1, "600", OURS.replace("TOTAL", "H6-27"))])
    few = queries()
    run([row(n, "600", OURS.replace("TOTAL", f"H6-{n:02}0100")) for n in range(28, 76)])
    assert queries() == few <= 10


def test_pages_lead_to_what_was_computed_of_their_numbers(client):
    for year, value in ((2022, 125), (2023, 150)):
        make_observation(OURS, value=value, resolution=1, valid_from=datetime(2024, 5, 1, tzinfo=UTC), **of_year(year))
    for page, query in {"chn-kaz": "area=CHN&amp;counterpart=KAZ", f"series/{OURS}": f"series={OURS}"}.items():
        now, then = (client.get(f"/en/trade/{page}/{past}").content.decode() for past in ("", "?as_of=2024-05-02"))
        assert f'href="/api/v1/computed/?{query}&amp;format=csv"' in now
        assert f'href="/api/v1/computed/?{query}&amp;as_of=2024-05-02T23%3A59' in then


@pytest.mark.parametrize(
    ("asked_for", "kind", "start"),
    [
        ("period_from=2023-10&period_to=2023-12", "rest", "2023-10-01"),
        ("period_from=2023-07", "rest", "2023-10-01"),
        ("period_to=2022", "base", "2022-01-01"),
        ("period_from=2022&period_to=2022", "base", "2022-01-01"),
    ],
)
def test_a_period_without_a_record_of_its_own_has_what_follows_from_others(client, asked_for, kind, start):
    nine = {"period_start": date(2023, 1, 1), "period_end": date(2023, 9, 30)}
    make_observation(OURS, value=1000, resolution=1, **of_year(2023))
    make_observation(OURS, value=600, resolution=1, **nine)
    make_observation(OURS.replace("V.USD", "G.PC"), value=10, resolution=1, **of_year(2023))
    everything = asked(client, PAIR)["results"]
    wanted = [row for row in everything if (row["kind"], row["period"]["start"]) == (kind, start)]
    assert len(wanted) == 1
    assert [row for row in asked(client, f"{PAIR}&{asked_for}")["results"] if row["kind"] == kind] == wanted
