"""What a text says of goods: their record is found, the total is not taken for it."""

import pytest

from articles.binding import CheckedText, Context, candidates, propose
from articles.binding.goods import goods_in
from articles.binding.words import LANGUAGES
from articles.binding.words.goods import ALL, GOODS, SERVICES
from articles.figures import find_figures
from tests.articles.binding.seed import NAMES
from tests.articles.rules.texts import observation
from trade.goods.commodities import hs_names

BILLION = 10**9
SOLD = {"flow": "X", "area": "KAZ", "counterpart": "CHN"}
RECORDS = (
    observation(41 * BILLION, BILLION, "2023", key="turnover"),
    observation(14 * BILLION, BILLION, "2023", key="exports", **SOLD),
    observation(553 * 10**6, 10**6, "2023", key="wheat", commodity="H6-1001", **SOLD),
    observation(900 * 10**6, 10**6, "2023", key="cereals", commodity="H6-10", **SOLD),
    observation(3 * BILLION, 10**8, "2023", key="gas", commodity="H6-2711", **SOLD),
    observation(2 * BILLION, 10**8, "2023", key="copper ore", commodity="H6-2603", **SOLD),
    observation(4 * BILLION, 10**8, "2023", key="copper", commodity="H6-7403", **SOLD),
    observation(12 * 10**8, 10**8, "2023", key="services", trade_type="S", **SOLD),
    observation(21 * 10**5, 10**5, "2023", key="wheat in tonnes", commodity="H6-1001", measure="Q",
                **(SOLD | {"unit": "T"})),
)  # fmt: skip
TEXTS = [
    ("ru", "В 2023 году экспорт пшеницы из Казахстана в Китай составил 553 млн долларов.", ["wheat"]),
    ("ru", "В 2023 году экспорт ячменя из Казахстана в Китай составил 14 млрд долларов.", [""]),
    (
        "ru",
        "В 2023 году экспорт Казахстана в Китай составил 14 млрд долларов, в том числе пшеницы — 553 млн долларов.",
        ["exports", "wheat"],
    ),
    (
        "ru",
        "Товарооборот Казахстана с Китаем, крупнейшим покупателем нефти, достиг в 2023 году 41 млрд долларов.",
        ["turnover"],
    ),
    ("ru", "Из-за цен на нефть экспорт Казахстана в Китай в 2023 году достиг 14 млрд долларов.", ["exports"]),
    ("ru", "В 2023 году экспорт услуг из Казахстана в Китай составил 1,2 млрд долларов.", ["services"]),
    ("ru", "В 2023 году экспорт товаров и услуг из Казахстана в Китай составил 14 млрд долларов.", ["exports"]),
    ("ru", "В 2023 году Казахстан вывез в Китай 2,1 млн тонн пшеницы.", ["wheat in tonnes"]),
    ("ru", "В 2023 году экспорт сельхозпродукции из Казахстана в Китай составил 14 млрд долларов.", [""]),
    ("en", "In 2023 natural gas exports from Kazakhstan to China reached 3 billion dollars.", ["gas"]),
    ("en", "In 2023 natural gas exports from Kazakhstan to China reached 14 billion dollars.", [""]),
    ("en", "Exports of copper ore from Kazakhstan to China were worth 2.0 billion dollars in 2023.", ["copper ore"]),
    ("en", "Kazakhstan's exports to China, driven by oil, were worth 14 billion dollars in 2023.", ["exports"]),
    ("zh", "2023年，哈萨克斯坦对中国出口铜矿砂20亿美元。", ["copper ore"]),
    ("zh", "2023年，哈萨克斯坦对中国铜矿出口额为140亿美元。", [""]),
    ("zh", "2023年，哈萨克斯坦对中国天然气出口30亿美元。", ["gas"]),
    ("kk", "2023 жылы Қазақстанның Қытайға бидай экспорты 553 млн долларды құрады.", ["wheat"]),
    ("kk", "2023 жылы Қазақстанның Қытайға мұнай экспорты 14 млрд долларды құрады.", [""]),
]


def context_of(text: str, lang: str) -> Context:
    checked = CheckedText.of(text, lang, find_figures(text, lang))
    return Context(checked, NAMES, areas=frozenset(("CHN", "KAZ")))


@pytest.mark.parametrize(("lang", "text", "records"), TEXTS)
def test_a_figure_is_proposed_the_record_of_the_goods_it_speaks_of(lang, text, records):
    context = context_of(text, lang)
    assert [stated.record for stated in propose(context.article, context, RECORDS).core] == records


def test_a_record_of_goods_is_no_candidate_before_that_of_all_goods_where_none_are_named():
    context = context_of("В 2023 году экспорт Казахстана в Китай составил 553 млн долларов.", "ru")
    assert candidates(context.article.core[0], context, RECORDS)[0].reasons != ()
    proposed = propose(context.article, context, RECORDS).core[0]
    assert (proposed.record, proposed.binding) == ("wheat", "suggested")  # never for certain: nobody said wheat


def test_two_goods_together_are_the_record_of_neither():
    text = "В 2023 году экспорт пшеницы и ячменя из Казахстана в Китай составил 553 млн долларов."
    context = context_of(text, "ru")
    assert propose(context.article, context, RECORDS).core[0].binding == "suggested"
    codes = {reason.code for reason in candidates(context.article.core[0], context, RECORDS)[0].reasons}
    assert "commodity_is_one_of_several" in codes


@pytest.mark.parametrize(
    ("commodity", "lies"),
    [("H6-1001", "equal"), ("H4-1001", "equal"), ("H6-10", "wider"), ("H6-100199", "narrower"), ("H6-1003", "other"),
     ("S4-041", "equal"), ("S4-333", "other"), ("EB-SC", None), ("WITS-FUELS", None)],
)  # fmt: skip
def test_a_commodity_lies_to_the_goods_named(commodity, lies):
    assert goods_in("экспорт пшеницы", "ru")[0].lies_to(commodity) == lies


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_of_the_table_is_found_by_each_of_its_phrases(lang):
    column = LANGUAGES.index(lang) + 1
    for row in GOODS:
        for phrase in row[column].split("|"):
            written = phrase.strip().replace("*", "")
            if row[0] != ALL:
                wanted = tuple(code for code in row[0].split() if not code.startswith("S:"))
                assert [goods.codes for goods in goods_in(written, lang)] == [wanted], (lang, phrase)


def test_the_codes_of_the_table_are_chapters_of_the_harmonized_system_and_their_parts():
    codes = {code for row in GOODS for code in row[0].split() if not code.startswith("S:")} - {ALL, SERVICES}
    assert {code[:2] for code in codes} <= set(hs_names())
    assert {len(code) for code in codes} <= {2, 4, 6}
