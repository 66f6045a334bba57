"""The search of goods: our own names and everyday words in four languages, codes as people write them."""

import pytest
from lxml import html

from tests.factories import make_commodity
from tests.trade.importing.readings import row, run
from trade.goods.commodities import LANGUAGES, hs_names, sections
from trade.goods.search import Asked, ask, begun_with, chapter_of, everyday_words, named
from trade.models import Commodity
from trade.words.endings import fold, words_of

KEY = "KAZ.KAZ.CHN.X.{}.V.USD"


def words(element) -> str:
    return " ".join(element.text_content().split())


def read(client, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


def found(page) -> list[str]:
    """What stands below the heading of the tree, each line as a reader sees it."""
    return [words(line) for line in page.xpath("//main//ul[@class='list']/li")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("нефть", Asked(("нефть",))),
        ("27", Asked(code="27")),
        ("HS 27", Asked(code="27", is_hs=True)),
        ("hs2709", Asked(code="2709", is_hs=True)),
        ("2709.00", Asked(code="270900")),
        ("2709 00", Asked(code="270900")),
        ("H6-27", Asked(code="27", scheme="H6", is_hs=True)),
        ("s4-333", Asked(code="333", scheme="S4")),
        ("ТН ВЭД 2709", Asked(code="2709", is_hs=True)),
        ("глава 27", Asked(code="27", is_hs=True)),
        ("27-тарау", Asked(code="27", is_hs=True)),
        ("第27章", Asked(code="27", is_hs=True)),
        ("HS编码 2709", Asked(code="2709", is_hs=True)),
        ("２７", Asked(code="27")),
        ("XV", Asked(code="XV", is_hs=True)),
        ("раздел V", Asked(code="V", is_hs=True)),
        ("27 oil", Asked(("oil",), code="27")),
        ("(", Asked()),
    ],
)
def test_what_is_typed_is_words_a_code_or_both(text, asked):
    assert ask(text) == asked


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("нефть", ["27"]), ("нефти", ["27"]), ("мұнай", ["27"]), ("石油", ["27"]), ("coal", ["27"]),
        ("uranium", ["28"]), ("пшеницы", ["10"]), ("бидайды", ["10", "11"]), ("小麦", ["10"]), ("gold", ["71"]),
        ("алтын", ["71"]), ("iron ore", ["26"]), ("мясо и рыба", ["16"]), ("aluminum", ["76"]), ("нефть уран", []),
    ],
)  # fmt: skip
def test_chapters_are_found_by_their_names_and_by_everyday_words_in_four_languages(text, codes):
    assert [code for code in named(ask(text).words) if code in sections()] == codes


def test_everyday_words_are_of_chapters_and_there_in_four_languages():
    for chapter, lists in everyday_words().items():
        assert chapter in hs_names(), chapter
        assert tuple(lists) == LANGUAGES
        for column, phrases in lists.items():
            assert all(phrases), (chapter, column)
            assert phrases == [phrase.strip() for phrase in phrases], (chapter, column)
            # A word of the name itself would never be shown as what found the chapter.
            name = words_of(hs_names()[chapter][column])
            assert not [phrase for phrase in phrases if fold(phrase) in name], (chapter, column)


def test_codes_lead_to_chapters_and_longer_ones_to_theirs():
    assert begun_with("2") == [f"2{n}" for n in range(10)]
    assert (begun_with("27"), begun_with("V"), begun_with("2709"), begun_with("")) == (["27"], ["V"], [], [])
    assert (chapter_of("2709"), chapter_of("27"), chapter_of("9999"), chapter_of("0012")) == ("27", "", "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lang", "query", "line"),
    [
        ("ru", "нефти", "27 Минеральное топливо, нефть и нефтепродукты · пока ничего не записано"),
        ("ru", "石油", "27 Минеральное топливо, нефть и нефтепродукты · найдено по слову: «石油» · пока ничего не "
         "записано"),
        ("en", "wheat", "10 Cereals · found by: «wheat» · nothing is recorded yet"),
        ("kk", "темірдің", "72 Қара металдар · табылған сөз: «темір» · әзірге ештеңе жазылмаған"),
        ("en", "HS 27", "27 Mineral fuels, oils and their products · nothing is recorded yet"),
        ("en", "V", "V. Mineral products · nothing is recorded yet"),
        ("en", "2709", "We have nothing with this code; it lies in: "
         "27 Mineral fuels, oils and their products · nothing is recorded yet"),
    ],
)  # fmt: skip
def test_of_what_we_have_nothing_the_tree_is_shown_without_a_link(client, lang, query, line):
    page = read(client, f"/{lang}/trade/commodities/?q={query}")
    assert line in found(page)
    assert not page.xpath("//main//ul[@class='list']//a")
    assert not page.xpath("//div[@class='empty'] | //main//table")


@pytest.mark.django_db
def test_a_word_of_another_language_says_so(client):
    page = read(client, "/ru/trade/commodities/?q=石油")
    assert page.xpath("//main//ul[@class='list']//span[@lang='zh-Hans']/text()") == ["«石油»"]
    assert not read(client, "/zh-hans/trade/commodities/?q=石油").xpath("//main//ul[@class='list']//span[@lang]")


@pytest.mark.django_db
def test_what_is_recorded_is_linked_and_counted(client):
    run(
        [
            row(2, "5", KEY.format("H6-270900")),
            row(3, "5", KEY.format("H6-27")),
            row(4, "5", "KAZ.KAZ.RUS.X.H6-27.V.USD"),
            row(5, "5", KEY.format("H6-740311")),
        ]
    )
    page = read(client, "/en/trade/commodities/?q=石油")
    (line,) = page.xpath("//main//table/tbody/tr")
    assert [words(cell) for cell in line.xpath("./th | ./td")] == [
        "H6-27",
        "Mineral fuels, oils and their products found by: «石油»",
        "2 series",
    ]
    assert line.xpath(".//a/@href") == ["/en/trade/commodities/H6-27/"]
    assert not found(page)
    copper = read(client, "/en/trade/commodities/?q=меди")
    assert [words(cell) for cell in copper.xpath("//main//tbody/tr/td[2]")] == ["only in its parts"]
    metals = read(client, "/en/trade/commodities/?q=XV")
    assert [words(cell) for cell in metals.xpath("//main//tbody/tr/td[2]")] == ["only in its parts"]
    longer = read(client, "/en/trade/commodities/?q=2710")
    assert longer.xpath("//main//ul[@class='list']//a/@href") == ["/en/trade/commodities/H6-27/"]


@pytest.mark.django_db
def test_series_are_counted_up_to_a_number(client, monkeypatch):
    monkeypatch.setattr("trade.views.commodity.SERIES_COUNTED", 1)
    run([row(2, "5", KEY.format("H6-27")), row(3, "5", "KAZ.KAZ.RUS.X.H6-27.V.USD")])
    assert "more than 1 series" in words(read(client, "/en/trade/commodities/?q=27"))


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["q=нефть&scheme=S4", "q=27&scheme=H5"])
def test_another_classification_leaves_the_tree_out(client, query):
    make_commodity("S4-333")
    make_commodity("H5-74")
    make_commodity("H6-27")
    page = read(client, f"/en/trade/commodities/?{query}")
    assert not found(page)
    assert page.xpath("//div[@class='empty']")


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["%00", "(" * 200, "%25", "ё" * 199, "\\", "'; --", "2" * 199, "𝟚𝟟"])
def test_odd_queries_are_answered(client, query):
    assert client.get("/ru/trade/commodities/", {"q": query}).status_code in (200, 400)


@pytest.mark.django_db
def test_the_file_and_the_api_find_what_the_page_finds(client):
    run([row(2, "5", KEY.format("H6-270900"))])
    page = client.get("/en/trade/commodities/?q=нефтью&format=json").json()["results"]
    api = client.get("/api/v1/commodities/?q=нефтью").json()["results"]
    assert [each["key"] for each in page] == [each["key"] for each in api] == ["H6-27"]


@pytest.mark.parametrize(
    ("typed", "chapters"),
    [
        ("мёд", {"04"}),
        ("мед", {"04"}),
        ("мёдом", {"04"}),
        ("медь", {"74"}),
        ("меди", {"74"}),
        ("бал", {"04"}),
        ("чай", {"09"}),
        ("tea", {"09"}),
        ("oil", {"III", "12", "15", "27", "33"}),
    ],
)
def test_a_short_word_that_is_one_is_no_beginning_of_others(typed, chapters):
    assert set(named(ask(typed).words)) == chapters


@pytest.mark.parametrize(
    ("typed", "chapter"), [("нефте", "27"), ("хлоп", "52"), ("сталь", "73"), ("лекар", "30"), ("маш", "84")]
)
def test_what_is_no_word_yet_or_long_enough_is_the_beginning_of_one(typed, chapter):
    assert chapter in named(ask(typed).words)


@pytest.mark.django_db
def test_the_database_takes_a_short_word_as_a_whole_as_well():
    for key, name in (("S2-061", "Мёд натуральный"), ("S2-682", "Медь"), ("S2-541", "Медикаменты")):
        make_commodity(key)
        Commodity.objects.filter(key=key).update(name_ru=name)
    assert [each.key for each in Commodity.objects.with_words("мёд")] == ["S2-061"]
