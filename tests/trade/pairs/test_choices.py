"""What readers choose on the page of a pair: kinds of periods and flows, on the page and in its files alike."""

from decimal import Decimal
from io import BytesIO

import pytest
from lxml import html
from openpyxl import load_workbook

from tests.trade.importing.readings import row, run

pytestmark = pytest.mark.django_db
PAIR = "/en/trade/chn-kaz/"
EXPORTS, MIRROR, BACK = "KAZ.KAZ.CHN.X.TOTAL.V.USD", "CHN.CHN.KAZ.M.TOTAL.V.USD", "KAZ.KAZ.CHN.M.TOTAL.V.USD"
PERIODS = ("2022", "2023", "2022-01-01/P9M", "2023-01-01/P9M", "2023-Q1", "2023-01", "2023-02", "2023-03")


def words(element) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def recorded():
    parts = {"2022": 120, "2023": 240, "2022-01-01/P9M": 90, "2023-01-01/P9M": 180}
    lines = [row(n, str(parts.get(period, n)), EXPORTS, period=period) for n, period in enumerate(PERIODS, 2)]
    run([*lines, row(90, "250", MIRROR), row(91, "70", BACK)])


def rows_of(client, query: str, table: int = 1) -> list[str]:
    page = html.fromstring(client.get(PAIR + query).content.decode())
    return [words(cell) for cell in page.xpath(f"//table[@id='table-{table}']/tbody/tr/th")]


def switches(client, query: str = "") -> dict[str, list[tuple[str, bool]]]:
    page = html.fromstring(client.get(PAIR + query).content.decode())
    return {
        nav.get("aria-label"): [(link.text, bool(link.get("aria-current"))) for link in nav.xpath(".//a")]
        for nav in page.xpath("//nav[@class='switch']")
        if nav.get("aria-label") in ("Periods", "Flow")
    }


def test_few_periods_are_seen_at_a_glance(client, recorded):
    assert switches(client) == {}
    assert switches(client, "?every=years")["Periods"]


def test_the_page_offers_what_there_is(client, recorded, monkeypatch):
    monkeypatch.setattr("trade.views.pair_switches.WORTH_A_CHOICE", 0)
    found = switches(client)
    assert found["Periods"] == [
        *(("all periods", True), ("years", False), ("quarters", False), ("months", False), ("since January", False)),
    ]
    assert [label for label, _chosen in found["Flow"]] == [
        "all flows",
        "from China to Kazakhstan",
        "from Kazakhstan to China",
    ]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("?every=years", ["2023", "2022"]),
        ("?every=YEARS", ["2023", "2022"]),
        ("?every=months", ["March 2023", "February 2023", "January 2023"]),
        (
            "?every=cumulative&way=M",
            [
                "January–September 2023 incomplete year",
                "first quarter of 2023",
                "January–September 2022 incomplete year",
            ],
        ),
    ],
)
def test_a_kind_of_periods_alone_is_shown(client, recorded, query, rows):
    table = 1 if "way=" in query or "months" in query else 2
    assert rows_of(client, query, table) == rows


def test_a_choice_of_which_nothing_is_recorded_says_so(client, recorded):
    assert "Nothing of what you chose is recorded for this pair." in client.get(f"{PAIR}?way=T").content.decode()


def test_the_last_quarter_is_what_is_left_of_the_year(client, recorded):
    page = html.fromstring(client.get(f"{PAIR}?every=quarters").content.decode())
    row = next(each for each in page.xpath("//tbody/tr") if words(each).startswith("fourth quarter of 2023"))
    assert words(row.xpath("./td")[0]) == "≈60 computed: 240 − 180"
    assert len(row.xpath("./td")[0].xpath(".//a")) == 2


def test_a_flow_alone_is_shown_whichever_side_reports_it(client, recorded):
    page = html.fromstring(client.get(f"{PAIR}?way=m&every=years").content.decode())
    (table,) = page.xpath("//table[starts-with(@id, 'table-')]")
    cells = [words(cell) for cell in table.xpath("./tbody/tr[1]/td")]
    assert cells[:2] == ["240", "250"]


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 10), ("&every=months", 3), ("&every=years&way=M", 3), ("&way=X", 1), ("&way=T", 0), ("&commodity=TOTAL", 10)],
)
def test_the_files_hold_what_was_chosen(client, recorded, query, count):
    assert len(client.get(f"{PAIR}?format=json{query}").json()["results"]) == count


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_a_file_of_the_pair_has_the_gap_in_value_and_percent(client, recorded, form):
    answer = client.get(f"{PAIR}?format={form}&way=M&every=years")
    if form == "json":
        (mine,) = (
            each for each in answer.json()["results"] if each["series"] == EXPORTS and each["period"]["text"] == "2023"
        )
        assert [(each["series"], each["gap"], each["gap_percent"]) for each in mine["mirror"]] == [
            (MIRROR, "10", "4.2")
        ]
        assert Decimal(mine["mirror"][0]["value"]) == 250
    elif form == "xlsx":
        rows = list(load_workbook(BytesIO(answer.content)).active.values)
        head = next(row for row in rows if "mirror.gap" in row)
        own = next(row for row in rows if row[head.index("series")] == EXPORTS and "2023" in row)
        assert [own[head.index(f"mirror.{name}")] for name in ("gap", "gap_percent")] == [10, 4.2]
    else:
        head = next(line for line in answer.content.decode().splitlines() if line.startswith("id,"))
        assert {"mirror.series", "mirror.value", "mirror.gap", "mirror.gap_percent"} <= set(head.split(","))
        assert f"{MIRROR},250,10,4.2" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("every=weeks", "choose from all, years"),
        ("way=Z", "choose from T, X, M"),
        ("every=" + "x" * 9000, "choose from"),
    ],
)
def test_a_wrong_choice_is_named_on_the_page_and_in_its_files(client, recorded, query, says):
    page = client.get(f"{PAIR}?{query}")
    assert page.status_code == 400
    assert says in page.content.decode()
    file = client.get(f"{PAIR}?format=json&{query}")
    assert (file.status_code, file.headers["Content-Type"]) == (400, "application/problem+json")
    assert says in file.json()["errors"][query.partition("=")[0]][0]


def test_a_long_history_begins_with_years(client):
    months = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
    run([row(n, str(n), EXPORTS, period=period) for n, period in enumerate([*months, "2022", "2023"], 2)])
    assert rows_of(client, "", 1) == ["2023", "2022"]
    assert ("overview", True) in switches(client)["Periods"]
    assert len(rows_of(client, "?every=all")) == 26
