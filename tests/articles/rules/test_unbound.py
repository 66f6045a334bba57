"""Errors in figures that nobody bound, and clean texts that look like them; sentences of our own."""

from dataclasses import replace

import pytest

from articles.binding import CheckedText, Context, propose
from articles.figures import find_figures
from articles.rules import check
from tests.articles.rules.planted import NAMES
from tests.articles.rules.texts import REFERENCE, event, growth, metric, observation, quantity

BILLION, TENTH = 10**9, 10**8
SOLD = {"flow": "X", "area": "KAZ", "counterpart": "CHN"}
RECORDS = (
    *(observation(value * BILLION, TENTH, str(year), key=str(year))
      for year, value in ((2019, 22.0), (2020, 21.4), (2021, 25.3), (2023, 41.0))),
    replace(observation(31.2 * BILLION, TENTH, "2022", key="2022"), vintages=(quantity(30.8 * BILLION, TENTH),)),
    observation(31.5 * BILLION, TENTH, "2023", reporter="KAZ", key="KAZ 2023"),
    observation(33.4 * BILLION, TENTH, "2024-01-01/P9M", key="nine months"),
    observation(29.6 * BILLION, TENTH, "2023-01-01/P9M", key="nine months before"),
    growth(-2.7, "0.1", "2020", key="growth"),
    observation(16.3 * BILLION, TENTH, "2023", key="sold", **SOLD),
    observation(318 * 10**6, 10**6, "2023", key="wheat", commodity="H6-1001", **SOLD),
    observation(247 * 10**6, 10**6, "2022", key="wheat 2022", commodity="H6-1001", **SOLD),
    event(7),
    metric(129, 1, 7, "countries", "countries"),
    metric(3496, 1, 7, "exhibitors", "companies"),
)  # fmt: skip
WRONG = [
    ("R6", "ru", "Товарооборот Казахстана с Китаем в 2021 году — 41,0 млрд долларов."),
    ("R6", "en", "In 2021 trade between China and Kazakhstan was 41.0 billion dollars."),
    ("R6", "zh", "2021年，中国与哈萨克斯坦贸易额为410亿美元。"),
    ("R6", "kk", "2021 жылы Қытай мен Қазақстанның тауар айналымы 41,0 млрд доллар болды."),
    ("R7", "ru", "Товарооборот Казахстана с Китаем в 2023 году — 41 млрд юаней."),
    ("R7", "en", "In 2023 trade between China and Kazakhstan was 41 billion yuan."),
    ("R7", "zh", "2023年，中国与哈萨克斯坦贸易额为410亿元。"),
    ("R7", "kk", "2023 жылы Қытай мен Қазақстанның тауар айналымы 41 млрд юань болды."),
    ("R11", "ru", "На 7-ю ярмарку приехали делегации из 192 стран."),
    ("R11", "en", "The 7th fair welcomed delegations from 192 countries."),
    ("R11", "zh", "第7届博览会有192个国家参加。"),
    ("R11", "kk", "7-ші жәрмеңкеге 192 ел қатысты."),
    ("R11", "ru", "На 7-й ярмарке выступили 3946 компаний."),
    ("R2", "ru", "Товарооборот Казахстана и Китая в 2020 году снизился на 7,2% — с 22,0 до 21,4 млрд долларов."),
    ("R2", "en", "Trade between China and Kazakhstan fell 7.2% in 2020, from 22.0 billion to 21.4 billion dollars."),
    ("R12", "ru", "Товарооборот Казахстана и Китая в 2020 году вырос на 2,7% — с 22,0 до 21,4 млрд долларов."),
    ("R2", "zh", "2023年哈萨克斯坦向中国的小麦出口额为3.18亿美元，比2022年的2.47亿美元增长38.7%。"),
    ("R2b", "en", "Trade between China and Kazakhstan swelled by 31 percent from a year earlier to 33.4 billion "
     "dollars in the first nine months of 2024."),
    ("R2b", "ru", "Торговля Китая и Казахстана за девять месяцев 2024 года добавила 31% к тому же периоду 2023 года "
     "и вышла на 33,4 млрд долларов."),
    ("R1b", "ru", "В 2023 году Казахстан отгрузил в Китай много зерна. Экспорт Казахстана в Китай за 2023 год составил "
     "16,3 млн долларов."),
    ("R4", "ru", "Из 41 млрд долларов на экспорт пришлось 16,3 млрд долларов, или 60%, на импорт — 24,7 млрд."),
    ("R4", "en", "Of the 41 billion dollars, exports made up 16.3 billion dollars (60%) and imports 24.7 billion."),
    ("R4", "zh", "贸易额为410亿美元，其中出口163亿美元，占60%，进口247亿美元。"),
    ("R4", "kk", "41 млрд доллар тауар айналымынан экспорт 16,3 млрд доллар (60%), ал импорт 24,7 млрд доллар болды."),
    ("R4", "en", "Ores accounted for 38% of shipments, oil for 47% and other goods for 35%."),
    ("R4", "kk", "Кеннің үлесі 38%, мұнайдың үлесі 47%, өзге тауардың үлесі 35% болды."),
    ("R1b", "ru", "Выделят 96,4 млрд тенге, из них 41,2 млн тенге на дороги и 55,2 млн тенге на прочие нужды."),
    ("R3", "en", "Trade came to 41 billion dollars: 16.3 billion dollars in exports, 34.7 billion dollars in imports."),
    ("R3", "kk", "41 млрд доллар сауданың 16,3 млрд доллары экспорт, 34,7 млрд доллары импорт болды."),
    ("R13", "ru", "По данным Казахстана, товарооборот Казахстана с Китаем в 2023 году составил 31,5 млрд долларов.\n"
     "Позднее повторили: 33,5 млрд долларов за 2023 год, товарооборот с Китаем растёт."),
]  # fmt: skip
CLEAN = [
    ("ru", "Товарооборот Казахстана с Китаем в 2023 году — 41 млрд долларов, годом ранее было 31,2 млрд долларов."),
    ("en", "China and Kazakhstan traded 41 billion dollars in 2023; trade had been 31.2 billion the year before."),
    ("zh", "2023年，中国与哈萨克斯坦贸易额为410亿美元，上一年为312亿美元。"),
    ("kk", "2023 жылы Қытай мен Қазақстанның саудасы 41 млрд доллар болды, бір жыл бұрын ол 31,2 млрд доллар еді."),
    ("ru", "Товарооборот Казахстана и Китая в 2020 году снизился на 2,7% — с 22,0 до 21,4 млрд долларов."),
    ("en", "Trade between China and Kazakhstan fell 2.7% in 2020, from 22.0 billion to 21.4 billion dollars."),
    ("zh", "2020年，中国与哈萨克斯坦贸易额从220亿美元下降至214亿美元。"),
    ("kk", "2020 жылы Қазақстан мен Қытайдың тауар айналымы 22,0 млрд доллардан 21,4 млрд долларға дейін төмендеді."),
    ("ru", "Экспорт пшеницы из Казахстана в Китай составил 318 млн долларов против 247 млн долларов в 2022 году."),
    ("en", "Wheat exports from Kazakhstan to China were 318 million dollars, against 247 million dollars in 2022."),
    ("kk", "Қазақстанның Қытайға бидай экспорты 318 млн доллар болды, 2022 жылы 247 млн доллар еді."),
    ("ru", "На 7-й ярмарке 100 стран построили павильоны, а 2900 компаний привезли новинки."),
    ("en", "At the 7th fair, 100 countries built pavilions and 2,900 companies brought new products."),
    ("zh", "第7届博览会上，100个国家搭建了展馆，2900家企业带来新品。"),
    ("kk", "7-ші жәрмеңкеде 100 ел павильон салды, 2900 компания жаңа өнім әкелді."),
    ("ru", "В 7-й ярмарке участвовали 129 стран, из них 80 — впервые."),
    ("en", "Oil made up 60% of exports, coal 70% of imports."),
    ("ru", "Экспорт составил 16,3 млрд долларов, в том числе нефти — 0,9 млрд долларов (60% её купили заводы), меди — "
     "3,5 млрд долларов."),
    ("ru", "В 2023 году товарооборот Казахстана и Китая достиг 41 млрд долларов. Сейчас торговля с Китаем приносит "
     "бюджету 3,1 млрд долларов."),
]  # fmt: skip


def flags_of(text: str, lang: str) -> list[str]:
    checked = CheckedText.of(text, lang, find_figures(text, lang, REFERENCE), reference=REFERENCE)
    context = Context(checked, NAMES, areas=frozenset(("CHN", "KAZ")), events=frozenset(("fair-7",)))
    return [finding.rule for finding in check(propose(checked, context, RECORDS), RECORDS) if finding.is_flag]


@pytest.mark.parametrize(("rule", "lang", "text"), WRONG)
def test_an_error_is_flagged_although_nobody_bound_the_figure(rule, lang, text):
    assert rule in flags_of(text, lang)


@pytest.mark.parametrize(("lang", "text"), CLEAN)
def test_a_right_text_is_left_alone(lang, text):
    assert flags_of(text, lang) == []


def test_an_older_value_of_a_year_before_is_found_where_only_its_sentence_says_so():
    text = "В 2023 году товарооборот Казахстана и Китая составил 41 млрд долларов. Годом ранее было 30,8 млрд долларов."
    checked = CheckedText.of(text, "ru", find_figures(text, "ru", REFERENCE), reference=REFERENCE, is_published=True)
    context = Context(checked, NAMES, areas=frozenset(("CHN", "KAZ")))
    assert [finding.rule for finding in check(propose(checked, context, RECORDS), RECORDS) if finding.is_flag] == ["R9"]
