"""Pages of the trade floor: what they say, what they never show, and what they answer to nonsense."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from tests.factories import BILLION, make_citation, make_hidden_source, make_observation, make_series, make_source
from trade.models import Observation, ObservationWithdrawal, Series, Source
from trade.services import revise_observation, withdraw_observation

CHINA = "CHN.CHN.KAZ.T.TOTAL.V.USD"
KAZAKHSTAN = "KAZ.CHN.KAZ.T.TOTAL.V.USD"
NOT_STATED = "_X.CHN.KAZ.T.TOTAL.V.USD"
UNSTATED = "отчитывающаяся страна не указана"
PAIR = "/ru/trade/chn-kaz/"


@pytest.fixture
def read(client):
    """The page at an address, parsed; the answer must be a 200."""

    def get(path: str) -> html.HtmlElement:
        response = client.get(path)
        assert response.status_code == 200, path
        return html.fromstring(response.content.decode())

    return get


def words(element) -> str:
    return " ".join(element.text_content().split())


def cells(page, table: int, heading: str) -> dict[str, str]:
    """The row of the numbered table whose heading starts with *heading*: words by column."""
    (row,) = (row for row in page.xpath(f"//table[@id='table-{table}']/tbody/tr") if words(row[0]).startswith(heading))
    return {cell.get("data-label"): words(cell) for cell in row.xpath("./td")}


def number(cell: str) -> str:
    return cell.split()[0]


# -- The seed -----------------------------------------------------------------------------------------------------
def test_each_reporter_of_2023_stands_in_a_column_of_its_own(seeded, read):
    row = cells(read(PAIR), 1, "2023")
    assert [number(row[name]) for name in ("Китай", "Казахстан", UNSTATED)] == ["41", "31,5", "41"]


def test_the_gap_between_the_two_sides_is_shown_in_the_unit_and_in_percent(seeded, read):
    page = read(PAIR)
    (gap,) = page.xpath("//table[@id='table-1']//tr[starts-with(normalize-space(th), '2023')]/td[4]")
    assert words(gap) == "9,5 +30,2 %"
    assert "$9,5 млрд" in words(page)


def test_nine_months_are_named_incomplete_and_compared_with_nine_months_alone(seeded, read):
    page = read(PAIR)
    (row,) = page.xpath("//table[@id='table-1']/tbody/tr[1]")
    assert row.get("class") == "is-incomplete"
    assert "январь–сентябрь 2024" in words(row)
    assert "+13 %" in words(row)
    growths = page.xpath("//table[@id='table-1']/tbody//td[@data-label='Рост к тому же периоду']")
    assert growths
    assert not any("−" in words(cell) for cell in growths)


def test_the_rest_of_a_year_is_computed_from_the_year_and_its_first_months(seeded, read):
    row = cells(read(PAIR), 1, "ноябрь–декабрь 2023")
    assert row["Китай"] == "≈8,3 расчёт: 41 − 32,7"
    assert row["Казахстан"] == "≈7,2 расчёт: 31,5 − 24,3"
    assert row[UNSTATED].startswith("—")


def test_the_base_of_the_growth_is_marked_as_computed_with_its_inputs(seeded, read):
    row = cells(read(PAIR), 1, "январь–сентябрь 2023")
    assert row[UNSTATED].startswith("≈29,2")
    assert "33 ÷ 1,13" in row[UNSTATED]
    assert number(row["Казахстан"]) == "21,7"


def test_the_headline_is_the_newest_figure_with_its_period_first(seeded, read):
    (headline,) = read(PAIR).xpath("//div[@class='headline']")
    assert words(headline).startswith("$33 млрд Январь–сентябрь 2024")
    assert "+13 %" in words(headline)
    assert "$41 млрд" in words(headline)


def test_exports_and_imports_stand_beside_what_the_other_side_reports(seeded, read):
    page = read(PAIR)
    assert number(cells(page, 2, "2022")["Китай"]) == "16,36"
    assert number(cells(page, 2, "2022")["Казахстан"]) == "11"
    assert number(cells(page, 3, "2015")["Казахстан"]) == "5,48"


@pytest.mark.parametrize(
    ("lang", "tag", "headline", "unit", "period"),
    [
        ("ru", "ru", "$33 млрд", "млрд долларов США", "январь–сентябрь 2024"),
        ("kk", "kk", "$33 млрд", "млрд АҚШ доллары", "2024 ж. қаңтар–қыркүйек"),
        ("en", "en", "$33bn", "billion US dollars", "January–September 2024"),
        ("zh-hans", "zh-Hans", "330亿美元", "亿美元", "2024年1—9月"),
    ],
)
def test_numbers_and_periods_follow_the_language(seeded, read, lang, tag, headline, unit, period):
    page = read(f"/{lang}/trade/chn-kaz/")
    assert page.get("lang") == tag
    assert words(page.xpath("//p[@class='headline__value']")[0]) == headline
    assert unit in words(page.xpath("//caption")[0])
    assert period in words(page.xpath("//tbody")[0])


def test_the_pair_links_to_itself_in_every_language(seeded, read):
    links = read(PAIR).xpath("//link[@rel='alternate'][@hreflang]")
    assert {link.get("hreflang"): link.get("href").removeprefix("http://testserver") for link in links} == {
        "ru": "/ru/trade/chn-kaz/",
        "kk": "/kk/trade/chn-kaz/",
        "en": "/en/trade/chn-kaz/",
        "zh-Hans": "/zh-hans/trade/chn-kaz/",
        "x-default": "/ru/trade/chn-kaz/",
    }


def test_the_articles_that_use_the_figures_are_named_with_the_figures(seeded, read):
    page = read(PAIR)
    assert page.xpath("//a[contains(@href, '/ru/articles/') and contains(@href, '#figure-')]")


def test_the_index_gives_the_latest_figure_of_each_pair(seeded, read):
    (row,) = read("/ru/trade/").xpath("//tbody/tr")
    assert words(row).startswith("Китай — Казахстан январь–сентябрь 2024")
    assert "$33 млрд" in words(row)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("order", "areas"),
    [
        ("", "KAZ-RUS CHN-KAZ KAZ-UZB"),
        ("-pair", "CHN-KAZ KAZ-RUS KAZ-UZB"),
        ("period", "KAZ-RUS CHN-KAZ KAZ-UZB"),
        ("-period", "CHN-KAZ KAZ-RUS KAZ-UZB"),
        ("value", "CHN-KAZ KAZ-RUS KAZ-UZB"),
        ("-value", "KAZ-RUS CHN-KAZ KAZ-UZB"),
        ("nonsense", "KAZ-RUS CHN-KAZ KAZ-UZB"),
    ],
)
def test_the_index_is_sorted_by_its_columns_and_pairs_without_a_figure_come_last(read, order, areas):
    make_observation(CHINA, value=30 * BILLION, period_start=date(2024, 1, 1), period_end=date(2024, 12, 31))
    make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD", value=99 * BILLION)
    make_observation("KAZ.KAZ.RUS.T.TOTAL.V.USD", value=40 * BILLION)
    make_observation("KAZ.KAZ.UZB.X.H6-27.V.USD", value=90 * BILLION)
    page = read(f"/ru/trade/?o={order}")
    shown = [link.split("/")[-2].upper() for link in page.xpath("//tbody/tr/th/a/@href")]
    assert shown == areas.split()
    name, way = (order.removeprefix("-"), "descending") if order.startswith("-") else (order, "ascending")
    place = {"pair": 1, "period": 2, "value": 3}.get(name, 1)
    assert page.xpath("//th[@aria-sort]/@aria-sort") == [way]
    assert page.xpath(f"//thead//th[{place}]/@aria-sort") == [way]


def test_too_many_pairs_are_not_sorted(seeded, read, monkeypatch):
    monkeypatch.setattr("trade.views.index.MOST_SORTED", 0)
    page = read("/ru/trade/?o=-value")
    assert len(page.xpath("//tbody/tr")) == 1
    assert page.xpath("//thead//a | //th[@aria-sort]") == []


def test_a_source_shows_what_was_taken_from_it(seeded, read):
    page = read(f"/ru/sources/{Source.objects.get(key='seed-article').pk}/")
    assert len(page.xpath("//table/tbody/tr")) == 3
    assert "$80,01 млрд" in words(page)
    assert page.xpath("//a[@href='/ru/people/zhang-xiao/']")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["CHN.CHN.KAZ.T.TOTAL.G.PC", "CHN.CHN.KAZ.X.H6-27.V.USD", "CHN.CHN.KAZ.X.TOTAL.Q.T"])
def test_a_pair_without_a_value_of_all_goods_leads_to_what_there_is(read, key):
    make_observation(key)
    assert read(PAIR).xpath(f"//main//a[@href='/ru/trade/series/{key}/']")
    assert read("/ru/trade/").xpath(f"//main//a[@href='{PAIR}']")


# -- Addresses ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", ["kaz-chn", "CHN-KAZ", "Kaz-Chn"])
def test_other_spellings_of_a_pair_lead_to_the_one_address(seeded, client, slug):
    response = client.get(f"/ru/trade/{slug}/?format=csv")
    assert (response.status_code, response.headers["Location"]) == (301, f"{PAIR}?format=csv")


@pytest.mark.parametrize("slug", ["chn-rus", "rus-chn", "zzz-kaz", "chn", "chn-kaz-rus", "_x-kaz", "-", "a" * 5000])
def test_a_pair_without_records_is_a_page_that_is_missing(seeded, client, slug):
    assert client.get(f"/ru/trade/{slug}/").status_code == 404


def test_a_series_key_in_small_letters_leads_to_the_one_address(seeded, client):
    response = client.get(f"/ru/trade/series/{CHINA.lower()}/")
    assert (response.status_code, response.headers["Location"]) == (301, f"/ru/trade/series/{CHINA}/")


# -- What is hidden -----------------------------------------------------------------------------------------------
def same_answer(client, one: str, other: str) -> bool:
    first, second = client.get(one), client.get(other)
    bodies = [response.content.decode().replace(path, "") for response, path in ((first, one), (second, other))]
    headers = [
        {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
        for response in (first, second)
    ]
    return (first.status_code, bodies[0], headers[0]) == (second.status_code, bodies[1], headers[1])


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["", "?format=json", "?format=csv", "?format=xlsx"])
def test_hidden_records_answer_like_made_up_ones(client, suffix):
    hidden = make_observation("RUS.RUS.UZB.X.TOTAL.V.USD", source=make_hidden_source())
    made_up = (
        ("/ru/trade/rus-uzb/", "/ru/trade/deu-uzb/"),
        ("/ru/trade/uzb-rus/", "/ru/trade/uzb-deu/"),
        (f"/ru/trade/series/{hidden.series.key}/", "/ru/trade/series/DEU.DEU.UZB.X.TOTAL.V.USD/"),
        (f"/ru/sources/{hidden.source_id}/", "/ru/sources/987654/"),
    )
    make_observation("DEU.DEU.KAZ.X.TOTAL.V.USD")
    for one, other in made_up:
        assert same_answer(client, one + suffix, other + suffix), one
        assert client.get(one + suffix).status_code == 404 or "uzb" in one.split("/")[3][:3]


@pytest.mark.django_db
def test_a_hidden_value_and_its_source_leave_no_trace_on_public_pages(client):
    public = make_observation(CHINA)
    secret = make_hidden_source(title="Unpublished draft", publisher="Secret desk")
    make_observation(KAZAKHSTAN, value=Decimal("27.7") * BILLION, source=secret)
    make_citation(public, relation="differs", value=28 * BILLION, resolution=BILLION, source=secret)
    for path in (PAIR, "/ru/trade/", f"/ru/trade/series/{CHINA}/", f"/ru/sources/{public.source_id}/"):
        for suffix in ("", "?format=json", "?format=csv"):
            text = client.get(path + suffix).content.decode()
            assert "Secret" not in text
            assert "Unpublished" not in text
            assert "27,7" not in text
            assert "27700000000" not in text
            assert f"/sources/{secret.pk}/" not in text


@pytest.mark.django_db
def test_a_value_cited_by_a_public_source_shows_without_its_hidden_one(client, read):
    hidden = make_hidden_source(title="Unpublished draft", publisher="Secret desk")
    observation = make_observation(CHINA, source=hidden)
    make_citation(observation, value=41 * BILLION, resolution=BILLION, source=make_source(publisher="Customs"))
    for path in (PAIR, f"/ru/trade/series/{CHINA}/"):
        text = words(read(path))
        assert "Customs" in text
        assert "Secret" not in text
        assert "Unpublished" not in text


@pytest.mark.django_db
def test_a_revision_that_is_not_public_is_no_revision_for_readers(client, read):
    observation = make_observation(CHINA)
    revise_observation(
        observation=observation, source=make_hidden_source(), value=42 * BILLION, reason="An unpublished draft says so."
    )
    page = read(f"/en/trade/series/{CHINA}/")
    assert not page.xpath("//del")
    assert "An unpublished draft" not in words(page)
    assert "$42" not in words(page.xpath("//tbody")[0])
    assert not page.xpath("//main//span[contains(@class, 'status--revised')]")
    assert words(read("/en/trade/chn-kaz/").xpath("//p[@class='headline__value']")[0]) == "$41bn"


# -- History ------------------------------------------------------------------------------------------------------
@pytest.fixture
def revised(db) -> Observation:
    first = make_observation(CHINA)
    return revise_observation(
        observation=first,
        source=make_source(publisher="Statistics office"),
        value=Decimal("41.2") * BILLION,
        resolution=BILLION / 10,
        reason="The yearbook gives more digits.",
    )


def test_every_recorded_value_stays_readable_at_its_anchor(revised, read):
    page = read(f"/ru/trade/series/{CHINA}/")
    first = Observation.objects.get(vintage=1)
    (old,) = page.xpath(f"//tr[@id='record-{first.pk}']")
    (new,) = page.xpath(f"//tr[@id='record-{revised.pk}']")
    assert words(old.xpath(".//del")[0]) == "$41 млрд"
    assert words(new.xpath(".//b")[0]) == "$41,2 млрд"
    assert "The yearbook gives more digits." in words(new)


def test_the_pair_names_its_latest_revisions(revised, read):
    page = read(PAIR)
    assert [words(element) for element in page.xpath("//ol[@class='timeline']//del")] == ["$41 млрд"]
    assert "The yearbook gives more digits." in words(page)


def test_a_revision_says_of_what_it_is(db, read):
    """A heading's revision must not read as one of all trade."""
    key = "KAZ.KAZ.CHN.X.H5-2709.V.USD.FOB"
    first = make_observation(key, value=1550 * BILLION, resolution=BILLION)
    revise_observation(
        observation=first,
        source=make_source(),
        value=Decimal("1.55") * BILLION,
        resolution=BILLION / 100,
        reason="Units.",
    )
    (entry,) = read(PAIR).xpath("//ol[@class='timeline']/li")
    assert "Казахстан, 2023. Экспорт: Казахстан — Китай" in words(entry)
    assert "H5-2709: $1550 млрд $1,55 млрд" in words(entry).replace("$1,55 трлн", "$1550 млрд")
    assert "отозван" not in words(entry)


def test_a_revision_that_was_withdrawn_says_so(revised, read):
    withdraw_observation(observation=revised, source=make_source(), reason="It was another country's figure.")
    make_observation(CHINA, period_start=date(2022, 1, 1), period_end=date(2022, 12, 31))
    (entry,) = read(PAIR).xpath("//ol[@class='timeline']/li")
    assert [words(each) for each in entry.xpath(".//del")] == ["$41 млрд", "$41,2 млрд"]
    assert not entry.xpath(".//ins")
    assert "отозвано" in words(entry)


def test_a_withdrawn_value_is_struck_and_says_why(db, read):
    observation = make_observation(CHINA)
    make_observation(CHINA, period_start=date(2022, 1, 1), period_end=date(2022, 12, 31))
    withdraw_observation(observation=observation, source=make_source(), reason="It was another country's figure.")
    (row,) = read(f"/ru/trade/series/{CHINA}/").xpath(f"//tr[@id='record-{observation.pk}']")
    assert row.xpath(".//del")
    assert "It was another country's figure." in words(row)
    assert ObservationWithdrawal.objects.count() == 1


def test_a_citation_says_how_it_relates(db, read):
    observation = make_observation(CHINA)
    make_citation(observation, relation="differs", value=30 * BILLION, resolution=BILLION)
    make_citation(observation, relation="context", note="Counts services too.")
    row = read(f"/en/trade/series/{CHINA}/").xpath("//tbody/tr")[0]
    assert "differs:" in words(row)
    assert "$30bn" in words(row)
    assert "context:" in words(row)
    assert "Counts services too." in words(row)


def test_titles_in_other_languages_say_so(db, read):
    make_observation(CHINA, source=make_source(title="第二届进博会闭幕", language="zh", publisher="Caixin"))
    page = read(f"/ru/trade/series/{CHINA}/")
    assert [element.text for element in page.xpath("//span[@lang='zh']")] == ["第二届进博会闭幕"]


# -- Nonsense -----------------------------------------------------------------------------------------------------
NONSENSE = [
    ("?page=0", 404),
    ("?page=2", 404),
    ("?page=-1", 404),
    ("?page=one", 404),
    ("?page=" + "9" * 5000, 404),
    ("?format=pdf", 406),
    ("?format=" + "x" * 10_000, 406),
    ("?format=%3Cscript%3E", 406),
    ("?format=html", 200),
    ("?format=", 406),
    ("?o=password", 200),
    ("?o=--value", 200),
    ("?unknown=1&unknown=2&__class__=x", 200),
    ("?area=" + "x" * 10_000, 200),
    ("?q=%00", 400),
    ("?q=%ff", 400),
    ("?%00=1", 400),
]


@pytest.mark.parametrize("path", [PAIR, "/ru/trade/", f"/ru/trade/series/{CHINA}/", "source"])
def test_nonsense_is_answered_with_a_page(seeded, client, path):
    if path == "source":
        path = f"/ru/sources/{Source.objects.get(key='seed-article').pk}/"
    answers = {query: client.get(path + query) for query, _status in NONSENSE}
    # The index has a filter of this name; other pages ignore it.
    expected = [(query, 400 if path == "/ru/trade/" and "area" in query else status) for query, status in NONSENSE]
    assert [(query, answer.status_code) for query, answer in answers.items()] == expected
    assert all(answer.headers["Content-Type"].startswith("text/html") for answer in answers.values())
    assert not any(b"<script>" in answer.content for answer in answers.values())


IMPOSSIBLE = ("sources/99999999999999999999999999", "sources/0", "trade/series/A.B", "trade/series/%20")


def test_records_that_cannot_exist_are_missing(seeded, client):
    assert {client.get(f"/ru/{path}/").status_code for path in IMPOSSIBLE} == {404}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_only_read(seeded, client, method):
    assert getattr(client, method)(PAIR).status_code == 405


# -- Data twins ---------------------------------------------------------------------------------------------------
def test_the_twin_of_a_pair_has_its_current_values_in_either_direction(seeded, client):
    answer = client.get(f"{PAIR}?format=json&page_size=200&unknown=1").json()
    shown = Observation.objects.current().public().for_pair("CHN", "KAZ")
    assert {row["id"] for row in answer["results"]} == set(shown.values_list("pk", flat=True))


def test_the_twin_of_a_series_has_that_series_alone(seeded, client):
    text = client.get(f"/ru/trade/series/{KAZAKHSTAN}/?format=csv").content.decode()
    lines = [line for line in text.strip("\ufeff").splitlines() if not line.startswith("# ")]
    assert len(lines) == 1 + Observation.objects.filter(series__key=KAZAKHSTAN).count()
    assert all(KAZAKHSTAN in line for line in lines[1:])


def test_the_page_names_its_twins(seeded, read):
    page = read(PAIR)
    assert page.xpath("//link[@rel='alternate'][@type='text/csv']/@href") == ["?format=csv"]
    files = [f"?format={name}" for name in ("json", "csv", "xlsx", "png", "svg")]
    assert page.xpath("//figure[@id='chart-turnover']//div[@class='downloads']//a/@href") == files


# -- Budgets ------------------------------------------------------------------------------------------------------
def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def fill(series: Series, years: range) -> None:
    """A value, a citation and a growth for every year; a revision every tenth."""
    growth = make_series(str(series.key).replace(".V.USD", ".G.PC"))
    for year in years:
        period = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
        row = make_observation(series, **period)
        make_citation(row, value=41 * BILLION, resolution=BILLION)
        make_observation(growth, value=Decimal(5), resolution=Decimal(1), **period)
        if year % 10 == 0:
            revise_observation(observation=row, source=make_source(), value=40 * BILLION, reason="A new release.")


@pytest.mark.django_db
@pytest.mark.parametrize("path", [PAIR, "/ru/trade/", f"/ru/trade/series/{CHINA}/", "source"])
def test_a_page_costs_as_many_queries_with_many_records_as_with_few(client, path):
    china, kazakhstan = make_series(CHINA), make_series(KAZAKHSTAN)
    for series in (china, kazakhstan):
        fill(series, range(2010, 2021))
    source = Observation.objects.filter(series=china).first().source
    path = f"/ru/sources/{source.pk}/" if path == "source" else path
    few = queries(client, path)
    for series in (china, kazakhstan):
        fill(series, range(1930, 2010))
    for code in ("RUS", "UZB", "DEU"):
        make_observation(f"{code}.{code}.KAZ.X.TOTAL.V.USD", source=source)
        make_observation(f"{code}.{code}.KAZ.X.H6-27.V.USD", source=source)
    assert queries(client, path) <= few


@pytest.mark.django_db
def test_what_is_not_public_yet_appears_by_itself(client):
    make_observation(CHINA, source=make_source(public_from=timezone.now() + timedelta(hours=1)))
    assert client.get(PAIR).status_code == 404
    Source.objects.update(public_from=timezone.now() - timedelta(seconds=1))
    assert client.get(PAIR).status_code == 200
