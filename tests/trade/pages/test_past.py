"""Pages as they stood: what was shown at a moment, less what may not be shown now."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from lxml import html

from tests.factories import BILLION, make_citation, make_observation, make_source
from trade.models import Observation, Source
from trade.services import revise_observation, withdraw_observation

CHINA, KAZAKHSTAN = "CHN.CHN.KAZ.T.TOTAL.V.USD", "KAZ.CHN.KAZ.T.TOTAL.V.USD"
PAIR, SERIES = "/en/trade/chn-kaz/", f"/en/trade/series/{CHINA}/"
JUNE = datetime(2026, 6, 1, 12, tzinfo=UTC)
BEFORE, AFTER = "2026-06-01T11:59:59Z", "2026-06-01T17:00:01+05:00"

pytestmark = pytest.mark.django_db


def words(element) -> str:
    return " ".join(element.text_content().split())


def numbers(client, path: str) -> list[str]:
    """Every cell of the tables and the headline, and what the chart says."""
    page = html.fromstring(client.get(path).content.decode())
    cells = page.xpath("//table//td | //table//th | //p[@class='headline__value'] | //div[@class='headline__about']")
    return [words(cell) for cell in cells] + [words(each) for each in page.xpath("//*[name()='desc']")]


def rows_of(client, path: str) -> list[dict]:
    return client.get(path).json()["results"]


@pytest.fixture
def world() -> Observation:
    """Two years by two reporters; one value is revised in June, and a citation comes then."""
    for year in (2022, 2023):
        span = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        for key, value in ((CHINA, 41), (KAZAKHSTAN, 31)):
            make_observation(key, value=value * BILLION, valid_from=JUNE - timedelta(days=30), **span)
    return Observation.objects.get(series__key=CHINA, period_start="2023-01-01")


def revise(row: Observation, text: str = "43", **fields) -> Observation:
    source = fields.pop("source", None) or make_source(publisher="Newer office")
    return revise_observation(observation=row, source=source, reason="newer", value=Decimal(text) * BILLION, at=JUNE)


@pytest.mark.parametrize("path", [PAIR, SERIES])
def test_a_moment_before_a_revision_shows_what_the_page_showed(client, world, path):
    shown = numbers(client, path)
    assert any("41" in text for text in shown)
    later = revise(world)
    make_citation(later, added_at=JUNE)
    now = numbers(client, path)
    assert now != shown
    assert numbers(client, f"{path}?as_of={BEFORE}") == shown
    assert numbers(client, f"{path}?as_of={AFTER.replace('+', '%2B')}") == now


def test_the_mirror_of_that_moment_is_shown(client, world):
    shown = numbers(client, PAIR)
    revise(Observation.objects.get(series__key=KAZAKHSTAN, period_start="2023-01-01"), "35")
    assert numbers(client, PAIR) != shown
    assert numbers(client, f"{PAIR}?as_of={BEFORE}") == shown


@pytest.mark.parametrize("path", [PAIR, SERIES])
def test_a_value_that_was_withdrawn_later_stands_as_it_stood(client, world, path):
    shown = numbers(client, path)
    withdraw_observation(observation=world, source=make_source(), reason="a misprint", at=JUNE)
    assert numbers(client, path) != shown
    assert numbers(client, f"{path}?as_of={BEFORE}") == shown


def test_what_was_published_later_was_not_shown_then(client, world):
    """A value was recorded for a text in May, and the text came out in June."""
    source = make_source(public_from=JUNE, publisher="Text of June")
    make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD", source=source, valid_from=JUNE - timedelta(days=20))
    assert "Text of June" in client.get(PAIR).content.decode()
    assert "Text of June" not in client.get(f"{PAIR}?as_of={BEFORE}").content.decode()
    assert len(rows_of(client, f"{PAIR}?format=json&as_of={BEFORE}")) == 4


def test_what_may_not_be_shown_now_is_not_shown_then(client, world):
    later = revise(world, source=make_source(title="Taken back"))
    Source.objects.filter(pk=later.source_id).update(public_from=None)
    text = client.get(f"{PAIR}?as_of={AFTER.replace('+', '%2B')}").content.decode()
    assert "Taken back" not in text
    assert "$41bn" in text or "$41 bn" in text or ">41<" in text


@pytest.mark.parametrize("path", [PAIR, SERIES])
def test_the_files_of_that_view_hold_the_same_numbers_and_name_the_moment(client, world, path):
    was = rows_of(client, f"{path}?format=json")
    revise(world)
    page = html.fromstring(client.get(f"{path}?as_of={BEFORE}").content.decode())
    links = page.xpath("(//div[@class='downloads'])[1]//a/@href")
    assert links
    assert all("as_of=" in link for link in links)
    assert len(links) == 5
    picture = client.get(f"{path}{links[4]}").content.decode()
    assert "?as_of=2026-06-" in picture  # the address may be broken into two lines
    then = rows_of(client, f"{path}{links[0]}")
    assert [row["value"] for row in then] == [row["value"] for row in was]
    assert [row["mirror"] for row in then] == [row["mirror"] for row in was]
    assert "# As shown on,2026-06-01T11:59:59+00:00" in client.get(f"{path}{links[1]}").content.decode()


@pytest.mark.parametrize("path", [PAIR, SERIES])
def test_the_past_says_so_and_keeps_search_engines_out(client, world, path):
    response = client.get(f"{path}?as_of={BEFORE}")
    page = html.fromstring(response.content.decode())
    notice = page.xpath("//div[@class='notice']")[0]
    assert "1 June 2026, 16:59:59 UTC+5" in words(notice)
    assert notice.xpath(".//a/@href") == [path]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{path}"]
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    chip = page.xpath("//section[@id='as-shown']//a")[0]
    assert words(chip).startswith("Remove the filter:")
    today = html.fromstring(client.get(path).content.decode())
    assert not today.xpath("//div[@class='notice']")
    assert not today.xpath("//meta[@name='robots']")


@pytest.mark.parametrize("path", [PAIR, SERIES])
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("yesterday", "Write a date such as 2024-11-05"),
        ("2999-01-01", "still to come"),
        ("2024-02-30", "Write a date"),
        ("9" * 500, "too long"),
        ("0001-01-01", "out of range"),
    ],
)
def test_a_moment_that_cannot_be_read_is_named_and_the_page_of_today_is_shown(client, world, path, given, says):
    response = client.get(path, {"as_of": given})
    page = html.fromstring(response.content.decode())
    assert (response.status_code, response.headers["Cache-Control"]) == (400, "no-store")
    field = page.xpath("//section[@id='as-shown']//p[@class='error']")[0]
    assert says in words(field)
    assert page.xpath("//table")
    assert client.get(path, {"as_of": given, "format": "json"}).status_code in (400, 200)


@pytest.mark.parametrize("path", [PAIR, SERIES])
def test_before_anything_was_recorded_the_page_says_that_there_was_nothing(client, world, path):
    response = client.get(f"{path}?as_of=2020-01-01")
    assert response.status_code == 200
    assert "Nothing was shown here at that moment." in response.content.decode()


def test_articles_of_today_are_not_part_of_the_past(client, seeded):
    moment = "2026-11-27T00:00:00Z"
    assert "#figure-" in client.get("/en/trade/chn-kaz/").content.decode()
    assert "#figure-" not in client.get(f"/en/trade/chn-kaz/?as_of={moment}").content.decode()
