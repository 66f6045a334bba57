"""Pages of events, agreements, people: what they say, what they never show, and what they answer to nonsense."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from events.models import Event, EventSeries, MetricCitation, Person
from events.services import revise_metric, withdraw_metric
from tests.factories import (
    BILLION,
    make_agreement,
    make_agreement_status,
    make_event,
    make_event_series,
    make_event_status,
    make_hidden_source,
    make_initiative,
    make_metric,
    make_observation,
    make_organisation,
    make_participation,
    make_party,
    make_person,
    make_role,
    make_source,
)

CIIE = "/ru/events/ciie-7/"
VISA = "/ru/agreements/mutual-visa-free-regime-china-kazakhstan/"


@pytest.fixture
def read(client):
    """The page at an address, parsed; the answer must be a 200."""

    def get(path: str) -> html.HtmlElement:
        response = client.get(path)
        assert response.status_code == 200, path
        return html.fromstring(response.content.decode())

    return get


def words(element) -> str:
    return " ".join(" ".join(element.itertext()).split()).replace(" ,", ",")


def rows(page) -> list[str]:
    return [words(row.xpath("./th")[0]) for row in page.xpath("//table/tbody/tr")]


# -- The seed -----------------------------------------------------------------------------------------------------
def test_the_fair_has_its_figures_with_their_facts(seeded, read):
    (strip,) = read(CIIE).xpath("//dl[contains(@class, 'strip')]")
    figures = {words(part.xpath("./dd")[0]): words(part.xpath("./dd")[1]) for part in strip.xpath("./div")}
    assert figures["$80,01 млрд"] == "2 источника"
    assert figures["129"] == "1 источник"


def test_every_figure_can_be_linked_to(seeded, read):
    event = Event.objects.get(slug="ciie-7")
    page = read(CIIE)
    assert {f"metric-{metric.pk}" for metric in event.metrics.all()} == set(page.xpath("//tr/@id"))
    assert "более 50" in words(page)


def test_the_fair_says_when_where_and_in_its_own_language(seeded, read):
    (head,) = read(CIIE).xpath("//header[@class='head']")
    assert "5–10 ноября 2024" in words(head)
    assert "Шанхай, Китай" in words(head)
    assert head.xpath(".//span[@lang='zh-Hans']/text()") == ["第7届中国国际进口博览会"]


def test_the_seed_alone_gives_no_dates_and_names_what_is_missing(seed_only, read):
    page = read(CIIE)
    assert not page.xpath("//header[@class='head']//time")
    assert "1–6" in words(page.xpath("//section[@class='box']")[0])


def test_the_delegation_has_its_head_and_role(seeded, read):
    (people,) = read(CIIE).xpath("//ul[@class='people']")
    assert people.xpath(".//abbr/text()") == ["KZ"]
    assert people.xpath(".//a[@href='/ru/people/olzhas-bektenov/']")
    assert "премьер-министр Казахстана" in words(people)


def test_other_editions_stand_beside_the_fair(seeded, read):
    links = read(CIIE).xpath("//section[@class='box']//a/@href")
    assert [f"/ru/events/ciie-{number}/" in links for number in range(1, 7)] == [True] * 6


def test_the_series_lists_its_editions_with_their_deals(seeded, read):
    page = read("/ru/event-series/ciie/")
    assert rows(page) == [f"CIIE-{number}" for number in range(7, 0, -1)]
    assert "$57,83 млрд" in words(page)


def test_an_agreement_shows_its_legal_status_apart_from_its_sources(seeded, read):
    page = read(VISA)
    (facts,) = page.xpath("//dl[@class='facts']")
    assert "10 ноября 2023" in words(facts)
    assert "1 источник" in words(facts)
    assert len(page.xpath("//ol[@class='timeline']/li")) == 3


def test_a_person_has_roles_statements_and_articles(seeded, read):
    page = read("/ru/people/zhang-xiao/")
    assert "31 августа 2018" in words(page)
    assert len(page.xpath("//ol[@class='timeline']/li")) == 2
    assert page.xpath("//a[contains(@href, '/ru/articles/')]")


def test_an_initiative_names_its_supporters(seeded, read):
    assert "Казахстан" in words(read("/ru/initiatives/belt-and-road/").xpath("//section")[0])


@pytest.mark.parametrize(
    ("lang", "dates", "deals"),
    [
        ("ru", "5–10 ноября 2024", "$80,01 млрд"),
        ("kk", "2024 ж. 5–10 қараша", "$80,01 млрд"),
        ("en", "5–10 November 2024", "$80.01 bn"),
        ("zh-hans", "2024年11月5—10日", "800.1 亿美元"),
    ],
)
def test_dates_and_sums_follow_the_language(seeded, read, lang, dates, deals):
    page = read(f"/{lang}/events/ciie-7/")
    assert dates in words(page.xpath("//header[@class='head']")[0])
    assert deals in [words(value) for value in page.xpath("//dd[@class='strip__value']")]


# -- The register -------------------------------------------------------------------------------------------------
@pytest.fixture
def register(db):
    """Three agreements: a dated one with a value, an older one, and one of which nothing is known."""
    treaty = make_agreement("treaty", name_en="Border treaty", value=5 * BILLION, resolution=BILLION, unit="USD")
    make_agreement_status(treaty, "signed", on="2023-05-17")
    make_agreement_status(treaty, "in_force", on="2024-11")
    make_party(treaty, "CHN")
    make_party(treaty, "KAZ")
    memo = make_agreement("memo", kind="memorandum", name_en="Rail memorandum")
    make_agreement_status(memo, "signed", on="2021")
    make_party(memo, "KAZ")
    make_agreement("unknown", kind="other", name_en="Unknown")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Border treaty", "Rail memorandum", "Unknown"]),
        ("?o=date", ["Rail memorandum", "Border treaty", "Unknown"]),
        ("?o=value", ["Border treaty", "Rail memorandum", "Unknown"]),
        ("?o=-value", ["Border treaty", "Rail memorandum", "Unknown"]),
        ("?status=in_force", ["Border treaty"]),
        ("?status=SIGNED", ["Rail memorandum"]),
        ("?kind=treaty&kind=memorandum", ["Border treaty", "Rail memorandum"]),
        ("?party=KAZ", ["Border treaty", "Rail memorandum"]),
        ("?party=KAZ&party=CHN", ["Border treaty"]),
        ("?year=2023", ["Border treaty"]),
        ("?q=rail", ["Rail memorandum"]),
        ("?o=secret&unknown=1", ["Border treaty", "Rail memorandum", "Unknown"]),
    ],
)
def test_the_register_is_filtered_and_sorted(register, read, query, names):
    found = [row.split(" (")[0] for row in rows(read(f"/en/agreements/{query}"))]
    assert [next(name for name in names if row.startswith(name)) for row in found] == names


def test_dates_are_as_precise_as_known_and_what_is_unknown_is_a_dash(register, read):
    page = read("/en/agreements/")
    cells = [words(row.xpath("./td[2]")[0]) for row in page.xpath("//table/tbody/tr")]
    assert cells == ["November 2024", "2021", "— no record"]


def test_filters_in_force_can_be_taken_away_one_by_one(register, read):
    page = read("/en/agreements/?party=KAZ&status=signed&page=1")
    chips = {words(chip): chip.get("href") for chip in page.xpath("//a[@class='chip']")}
    assert chips == {
        "Remove the filter: Legal status: signed": "?party=KAZ",
        "Remove the filter: Party: Kazakhstan": "?status=signed",
        "Clear all": "/en/agreements/",
    }


def test_a_filter_says_how_many_rows_it_would_leave(register, read):
    page = read("/en/agreements/?party=CHN")
    (party,) = page.xpath("//fieldset[legend='Party']")
    assert [words(label) for label in party.xpath("./label")] == ["China 1", "Kazakhstan 2"]
    (status,) = page.xpath("//fieldset[legend='Legal status']")
    assert [words(label) for label in status.xpath("./label")] == ["signed 0", "in force 1"]


def test_nothing_found_helps_to_go_on(register, read):
    page = read("/en/agreements/?q=no such words")
    assert page.xpath("//div[@class='empty']//a/@href") == ["/en/agreements/", "/en/", "/en/events/"]
    assert "Looked for: Words: no such words." in page.text_content()


def test_the_sorted_column_offers_the_other_direction(register, read):
    (heading,) = read("/en/agreements/?q=e").xpath("//th[@aria-sort]")
    assert heading.get("aria-sort") == "descending"
    assert heading.xpath("./a/@href") == ["?q=e&o=date"]


WRONG = {
    "/en/agreements/": ("?year=20", "?year=2024-13", "?status=nonsense", "?kind=x", "?party=ZZZ", "?q=" + "x" * 10_000),
    "/en/events/": ("?year=99999", "?status=x", "?area=QQQ", "?series=" + "y" * 10_000, "?q=" + "x" * 10_000),
}


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_value_is_named_beside_its_filter(register, client, path):
    for query in WRONG[path]:
        response = client.get(path + query)
        page = html.fromstring(response.content.decode())
        name = query[1:].split("=")[0]
        assert (query[:20], response.status_code) == (query[:20], 400)
        assert words(page.xpath(f"//*[@id='{name}-errors']")[0]).endswith("This filter is left out.")
        assert len(response.content) < 20_000


def test_a_wrong_value_leaves_the_other_filters_in_force(register, client):
    page = html.fromstring(client.get("/en/agreements/?status=nonsense&party=CHN").content.decode())
    assert len(page.xpath("//table/tbody/tr")) == 1


NONSENSE = [
    ("?page=0", 404),
    ("?page=2", 404),
    ("?page=one", 404),
    ("?format=pdf", 406),
    ("?format=" + "x" * 10_000, 406),
    ("?o=password", 200),
    ("?unknown=1&__class__=x", 200),
    ("?q=%00", 400),
    ("?q=%ff", 400),
]


@pytest.mark.parametrize(
    "path", [CIIE, VISA, "/ru/events/", "/ru/agreements/", "/ru/event-series/ciie/", "/ru/people/zhang-xiao/"]
)
def test_nonsense_is_answered_with_a_page(seeded, client, path):
    single = path not in (CIIE, "/ru/events/", "/ru/agreements/")
    for query, status in NONSENSE:
        expected = 200 if single and query.startswith("?page") else status
        response = client.get(path + query)
        assert (query[:20], response.status_code) == (query[:20], expected)
        assert response.headers["Content-Type"].startswith("text/html")


# -- What is hidden -----------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["", "?format=json", "?format=csv"])
def test_hidden_records_answer_like_made_up_ones(client, suffix):
    source = make_hidden_source()
    hidden = (
        make_event("x" * 9, source=source),
        make_event_series("x" * 9, source=source),
        make_agreement("x" * 9, source=source),
        make_initiative("x" * 9, source=source),
        make_person("x" * 9, source=source),
        make_organisation("x" * 9, source=source),
    )
    for record in hidden:
        path = record.get_absolute_url()
        one, other = client.get(path + suffix), client.get(path.replace("x" * 9, "y" * 9) + suffix)
        assert one.status_code == other.status_code == 404
        assert one.content.replace(b"x" * 9, b"") == other.content.replace(b"y" * 9, b"")


@pytest.mark.django_db
def test_hidden_parts_leave_no_trace_on_public_pages(client):
    secret = make_hidden_source(title="Secret draft", publisher="Secret desk")
    event = make_event("fair", edition=1, series=make_event_series("fairs", name_en="Secret series", source=secret))
    company = make_organisation("company", name_en="Secret company", source=secret)
    person = make_person("person", name_en="Secret person", source=secret)
    make_event_status(event, "cancelled", starts="2024", source=secret, note="Secret note")
    make_participation(event, "KAZ", head_of_delegation=person)
    make_participation(event, area=None, organisation=company)
    metric = make_metric(event)
    make_metric(event, measure="visitors", nature="counted", unit="people", value=Decimal(123_457), source=secret)
    MetricCitation.objects.create(metric=metric, source=secret, relation="supports")
    agreement = make_agreement("deal", event=make_event("secret-event", name_en="Secret event", source=secret))
    make_agreement_status(agreement, "terminated", source=secret, note="Secret note")
    make_party(agreement, organisation=company)
    minister = make_person("minister")
    make_role(minister, title_en="Secret role", source=secret)
    make_role(minister, title_en="minister", organisation=company)
    paths = ("events/", "events/fair/", "agreements/", "agreements/deal/", "people/minister/")
    for path in (*paths, f"sources/{metric.source_id}/"):
        for suffix in ("", "?format=json", "?format=csv"):
            text = client.get(f"/en/{path}{suffix}").content.decode()
            for trace in ("Secret", "secret", "company", "123,457", "123457", "cancelled", "terminated"):
                assert trace not in text, (path, suffix, trace)


# -- History ------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_every_recorded_value_of_a_figure_stays_readable(read):
    event = make_event("fair")
    first = make_metric(event)
    second = revise_metric(
        metric=first, source=make_source(), value=Decimal("80020000000"), reason="The final report gives more."
    )
    page = read("/ru/events/fair/")
    assert words(page.xpath(f"//tr[@id='metric-{first.pk}']//del")[0]) == "$80,01 млрд"
    (row,) = page.xpath(f"//tr[@id='metric-{second.pk}']")
    assert "$80,02 млрд" in words(row)
    assert "The final report gives more." in words(row)


@pytest.mark.django_db
def test_a_withdrawn_figure_says_why(read):
    metric = make_metric(make_event("fair"))
    withdraw_metric(metric=metric, source=make_source(), reason="It was another fair's.")
    (row,) = read("/ru/events/fair/").xpath(f"//tr[@id='metric-{metric.pk}']")
    assert row.xpath(".//del")
    assert "It was another fair's." in words(row)


@pytest.mark.django_db
def test_a_name_in_another_language_says_so(read):
    make_event("fair", name_en="", name_zh="中国国际进口博览会")
    assert read("/ru/events/fair/").xpath("//h1/span/@lang") == ["zh-Hans"]


# -- Budgets ------------------------------------------------------------------------------------------------------
def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def fill(numbers: range, source) -> None:
    """Editions of one fair; at its first one companies led by one person, and agreements with them."""
    series = EventSeries.objects.filter(slug="fairs").first() or make_event_series("fairs")
    person = Person.objects.filter(slug="person").first() or make_person("person")
    for number in numbers:
        event = make_event(f"fair-{number}", series=series, edition=number, source=source)
        make_event_status(event, starts=f"{1900 + number}")
        company = make_organisation(f"company-{number}")
        first = Event.objects.get(slug="fair-1")
        part = make_participation(first, area=None, organisation=company, head_of_delegation=person)
        make_metric(event)
        make_metric(first, participation=part, measure="exhibitors", nature="counted", unit="companies")
        agreement = make_agreement(f"deal-{number}", event=first, source=source)
        make_agreement_status(agreement, on=f"{1900 + number}")
        make_party(agreement, organisation=company)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["events/", "events/fair-1/", "event-series/fairs/", "agreements/", "source", "organisations/company-1/"]
)
def test_a_page_costs_as_many_queries_with_many_records_as_with_few(client, path):
    source = make_source()
    path = f"/ru/sources/{source.pk}/" if path == "source" else f"/ru/{path}"
    make_observation(source=source, period_end=date(2023, 12, 31))
    fill(range(1, 11), source)
    few = queries(client, path)
    fill(range(11, 61), source)
    assert queries(client, path) <= few
