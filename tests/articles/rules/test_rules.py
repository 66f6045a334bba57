"""One table a rule: sentences that it flags and sentences that it leaves alone, in four languages."""

import pytest

from tests.articles.rules.texts import event, flags, growth, metric, observation, text_of, year_rate

TRADE_23 = observation(41_000_000_000, 10**9, "2023")
TRADE_22 = observation(31_200_000_000, 10**8, "2022")
NINE_24 = observation(33_000_000_000, 10**9, "2024-01-01/P9M")
NINE_23 = observation(29_200_000_000, 10**8, "2023-01-01/P9M")
GROWTH_24 = growth(13, 1, "2024-01-01/P9M")
FALL_23 = growth("-3.5", "0.1", "2023")
OIL = observation(1_200_000, 10**5, "2023", flow="X", measure="Q", unit="T")
DEALS_7 = metric(80_010_000_000, 10**7, 7, "deals", "USD", "intended")
COUNTRIES_7 = metric(129, 1, 7, "countries", "countries")
ERROR, WARNING = "error", "warning"
PARTS_KK = "Айналым 41 миллиард доллар болды, соның ішінде экспорт {} миллиард доллар, импорт 25 миллиард доллар."


def cases(*rows):
    return pytest.mark.parametrize(("lang", "text", "bound", "wanted"), rows)


@cases(
    ("ru", "В 2023 году товарооборот составил 44 млрд долларов.", {"44": TRADE_23}, [("R1", ERROR)]),
    ("ru", "В 2023 году товарооборот составил 41,2 млрд долларов.", {"41,2": TRADE_23}, []),
    ("ru", "В 2023 году товарооборот превысил 40 млрд долларов.", {"40": TRADE_23}, []),
    ("ru", "В 2023 году товарооборот превысил 30 млрд долларов.", {"30": TRADE_23}, [("R1", WARNING)]),
    ("ru", "В 2023 году товарооборот составил около 42 млрд долларов.", {"42": TRADE_23}, []),
    ("ru", "К 2030 году товарооборот планируют довести до 100 млрд долларов.", {"100": TRADE_23}, []),
    ("en", "In 2023 trade was worth 44 billion US dollars.", {"44": TRADE_23}, [("R1", ERROR)]),
    ("en", "In 2023 trade was worth 41 billion US dollars.", {"41": TRADE_23}, []),
    ("zh", "2023年双边贸易额为440亿美元。", {"440": TRADE_23}, [("R1", ERROR)]),
    ("zh", "2023年双边贸易额为410亿美元。", {"410": TRADE_23}, []),
    ("kk", "2023 жылы тауар айналымы 44 миллиард долларға жетті.", {"44": TRADE_23}, [("R1", ERROR)]),
    ("kk", "2023 жылы тауар айналымы 41 миллиард долларға жетті.", {"41": TRADE_23}, []),
)
def test_r1_a_value_outside_its_record(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound), [TRADE_23, TRADE_22]) == wanted


@cases(
    ("ru", "В 2023 году товарооборот составил 41 млн долларов.", {"41": TRADE_23}, [("R1b", ERROR)]),
    ("en", "In 2023 trade was worth 41 million US dollars.", {"41": TRADE_23}, [("R1b", ERROR)]),
    ("en", "In 2023 trade was worth 410 billion US dollars.", {"410": TRADE_23}, [("R1b", ERROR)]),
    ("zh", "2023年双边贸易额为41亿美元。", {"41": TRADE_23}, [("R1b", ERROR)]),
    ("kk", "2023 жылы тауар айналымы 41 миллион долларға жетті.", {"41": TRADE_23}, [("R1b", ERROR)]),
    ("ru", "В 2023 году вывезли 1,2 млн тонн.", {"1,2": OIL}, []),
    ("ru", "В 2023 году вывезли 1,2 млрд тонн.", {"1,2": OIL}, [("R1b", ERROR)]),
)
def test_r1b_a_scale_slip(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound), [TRADE_23, OIL]) == wanted


def test_a_scale_slip_comes_first():
    text = "В 2023 году сделок было на 70 млрд долларов, а торговли — на 41 млн долларов."
    bound = {"70": DEALS_7, "41": TRADE_23}
    assert flags(text_of(text, "ru", bound), [TRADE_23, DEALS_7]) == [("R1b", ERROR), ("R1", ERROR)]


@cases(
    ("ru", "За девять месяцев 2024 года торговля выросла на 31%.", {"31%": GROWTH_24}, [("R2", ERROR)]),
    ("ru", "За девять месяцев 2024 года торговля выросла на 13%.", {"13%": GROWTH_24}, []),
    ("ru", "Экспорт вырос с 25 до 30 млрд долларов, или на 20%.", {}, []),
    ("ru", "Экспорт вырос с 25 до 30 млрд долларов, или на 35%.", {}, [("R2", ERROR)]),
    ("en", "Exports rose from 25 billion dollars to 30 billion dollars, or by 20%.", {}, []),
    ("en", "Exports rose from 25 billion dollars to 30 billion dollars, or by 35%.", {}, [("R2", ERROR)]),
    ("en", "Trade was $33 billion, 31% more than $29.2 billion a year earlier.", {}, [("R2", ERROR)]),
    ("en", "Trade was $33 billion, 13% more than $29.2 billion a year earlier.", {}, []),
    ("zh", "出口额从250亿美元增至300亿美元，增长20%。", {}, []),
    ("zh", "出口额从250亿美元增至300亿美元，增长35%。", {}, [("R2", ERROR)]),
)
def test_r2_growth_of_two_levels(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound), [GROWTH_24]) == wanted


@cases(
    ("ru", "Ставка выросла с 15,75% до 16,75%, или на 1%.", {}, [("R2", ERROR)]),
    ("ru", "Ставка выросла с 15,75% до 16,75%, или на 1 п.п.", {}, []),
)
def test_r2_points_instead_of_percent(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound)) == wanted


YEAR_AGO = {
    "ru": "За девять месяцев 2024 года торговля составила 33 млрд долларов, что на {}% больше, чем годом ранее.",
    "en": "In the first nine months of 2024 trade came to 33 billion US dollars, up {}% year on year.",
    "zh": "2024年前九个月，双边贸易额达330亿美元，同比增长{}%。",
    "kk": "2024 жылдың тоғыз айында сауда 33 миллиард доллар болды, бұл өткен жылдың сәйкес кезеңінен {}%-ға өскен.",
}


@pytest.mark.parametrize("lang", YEAR_AGO)
@pytest.mark.parametrize(
    ("percent", "wanted"), [("13", []), ("31", [("R2b", ERROR)]), ("3", [("R2b", ERROR)])], ids=str
)
def test_r2b_the_base_that_a_text_implies(lang, percent, wanted):
    text = text_of(YEAR_AGO[lang].format(percent), lang, {"330" if lang == "zh" else "33": NINE_24})
    assert flags(text, [NINE_24, NINE_23]) == wanted


def test_r2b_nine_months_cannot_exceed_the_year():
    small_year = observation(20_000_000_000, 10**9, "2023")
    text = text_of(YEAR_AGO["ru"].format(13), "ru", {"33": NINE_24})
    assert flags(text, [NINE_24, small_year]) == [("R2b", ERROR)]
    assert flags(text, [NINE_24, TRADE_23]) == []


@cases(
    ("ru", "Товарооборот составил 41 млрд долларов, в том числе экспорт 16 млрд и импорт 25 млрд.", {}, []),
    ("ru", "Оборот составил 41 млрд долларов, в том числе экспорт 26 млрд и импорт 25 млрд.", {}, [("R3", ERROR)]),
    ("ru", "Товарооборот достиг 41 млрд долларов: экспорт — 16 млрд долларов, импорт — 35 млрд.", {}, [("R3", ERROR)]),
    ("ru", "Инвестиции составили 10 млрд долларов, включая 4 млрд долларов в энергетику.", {}, []),
    ("ru", "Инвестиции составили 10 млрд долларов, включая 14 млрд долларов в энергетику.", {}, [("R3", ERROR)]),
    ("ru", "В выставке участвовали 129 стран, включая Казахстан, и 3500 компаний.", {}, []),
    ("en", "Trade was 41 billion dollars, including exports of 16 billion and imports of 25 billion dollars.", {}, []),
    ("en", "Trade was 41 billion dollars, including 16 billion of exports and 35 of imports.", {}, []),
    ("en", "Trade was $41 billion, including exports of $16 billion and imports of $35 billion.", {}, [("R3", ERROR)]),
    ("en", "They signed 40 agreements, including 12 agreements on energy.", {}, []),
    ("en", "They signed 40 agreements, including 52 agreements on energy.", {}, [("R3", ERROR)]),
    ("zh", "双边贸易额为410亿美元，其中出口160亿美元，进口250亿美元。", {}, []),
    ("zh", "双边贸易额为410亿美元，其中出口260亿美元，进口250亿美元。", {}, [("R3", ERROR)]),
    ("ru", "Экспорт — 16 млрд долларов, импорт — 10 млрд долларов, профицит торговли — 6 млрд долларов.", {}, []),
    ("ru", "Экспорт — 16 млрд долларов, импорт — 10 млрд, профицит торговли — 9 млрд.", {}, [("R3", ERROR)]),
    ("en", "Exports were $16 billion, imports $10 billion and the trade surplus was $6 billion.", {}, []),
    ("en", "Exports were $16 billion, imports $10 billion and the trade surplus was $9 billion.", {}, [("R3", ERROR)]),
    ("zh", "贸易额260亿美元，其中出口160亿美元，进口100亿美元，贸易顺差60亿美元。", {}, []),
    ("zh", "贸易额260亿美元，其中出口160亿美元，进口100亿美元，贸易顺差90亿美元。", {}, [("R3", ERROR)]),
    ("kk", PARTS_KK.format(16), {}, []),
    ("kk", PARTS_KK.format(26), {}, [("R3", ERROR)]),
)
def test_r3_parts_and_total(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound)) == wanted


@cases(
    ("ru", "Доля Китая — 45%, России — 30%, остальных — 25%.", {}, []),
    ("ru", "Доля Китая — 45%, России — 40%, остальных — 25%.", {}, [("R4", ERROR)]),
    ("ru", "Доля экспорта нефти — 70%, а импорта машин — 65%.", {}, []),
    ("ru", "Доля Китая составила 45% в 2022 году и 60% в 2023 году.", {}, []),
    ("ru", "Из 41 млрд долларов на экспорт пришлось 16,4 млрд, или 40%.", {}, []),
    ("ru", "Из 41 млрд долларов на экспорт пришлось 16,4 млрд, или 60%.", {}, [("R4", ERROR)]),
    ("en", "China accounted for 45%, Russia for 30% and others for 25%.", {}, []),
    ("en", "China accounted for 45%, Russia for 40% and others for 25%.", {}, [("R4", ERROR)]),
    ("en", "Of the 41 billion dollars, exports made up 16.4 billion dollars, or 60%.", {}, [("R4", ERROR)]),
    ("zh", "中国占45%，俄罗斯占30%，其他国家占25%。", {}, []),
    ("zh", "中国占45%，俄罗斯占40%，其他国家占25%。", {}, [("R4", ERROR)]),
)
def test_r4_shares(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound)) == wanted


PAST = [observation(v * 10**9, 10**9, str(y)) for y, v in ((2018, 20), (2019, 22), (2020, 21), (2021, 25), (2022, 31))]
PEAK = observation(50_000_000_000, 10**9, "2019", key="peak")
RECORD = {
    "ru": "В 2023 году торговля достигла рекордных 41 млрд долларов.",
    "en": "In 2023 trade reached a record 41 billion US dollars.",
    "zh": "2023年双边贸易额达到创纪录的410亿美元。",
    "kk": "2023 жылы сауда көлемі рекордтық 41 миллиард долларға жетті.",
}


@pytest.mark.parametrize("lang", RECORD)
def test_r5_a_record_that_was_higher_before(lang):
    text = text_of(RECORD[lang], lang, {"410" if lang == "zh" else "41": TRADE_23})
    assert flags(text, [TRADE_23, *PAST]) == []
    assert flags(text, [TRADE_23, *PAST, PEAK]) == [("R5", ERROR)]
    assert flags(text, [TRADE_23, *PAST[-2:]]) == [("R5", WARNING)]
    assert flags(text, [TRADE_23]) == []


def test_r5_a_record_in_the_next_clause():
    text = text_of("2023年双边贸易额达410亿美元，创历史新高。", "zh", {"410": TRADE_23})
    assert flags(text, [TRADE_23, *PAST, PEAK]) == [("R5", ERROR)]


def test_r5_no_record_is_claimed():
    text = text_of("В 2023 году торговля достигла 41 млрд долларов.", "ru", {"41": TRADE_23})
    assert flags(text, [TRADE_23, PEAK]) == []


@cases(
    ("ru", "За девять месяцев 2023 года торговля составила 33 млрд долларов.", {"33": NINE_24}, [("R6", ERROR)]),
    ("ru", "В 2024 году торговля составила 33 млрд долларов.", {"33": NINE_24}, [("R6", ERROR)]),
    ("ru", "За девять месяцев 2024 года торговля составила 33 млрд долларов.", {"33": NINE_24}, []),
    ("ru", "Торговля составила 33 млрд долларов.", {"33": NINE_24}, []),
    ("ru", "Торговля составила 33 млрд долларов, больше, чем в 2023 году.", {"33": NINE_24}, []),
    ("en", "In the first half of 2024 trade came to 33 billion US dollars.", {"33": NINE_24}, [("R6", ERROR)]),
    ("en", "In January–September 2024 trade came to 33 billion US dollars.", {"33": NINE_24}, []),
    ("zh", "2023年前九个月，双边贸易额达330亿美元。", {"330": NINE_24}, [("R6", ERROR)]),
    ("zh", "2024年前九个月，双边贸易额达330亿美元。", {"330": NINE_24}, []),
    ("kk", "2022 жылы сауда көлемі 33 миллиард доллар болды.", {"33": NINE_24}, [("R6", ERROR)]),
)
def test_r6_periods(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound), [NINE_24]) == wanted


@cases(
    ("ru", "В 2023 году торговля составила 41 млрд юаней.", {"41": TRADE_23}, [("R7", ERROR)]),
    ("en", "In 2023 trade was worth 41 billion yuan.", {"41": TRADE_23}, [("R7", ERROR)]),
    ("zh", "2023年双边贸易额为410亿元。", {"410": TRADE_23}, [("R7", ERROR)]),
    ("kk", "2023 жылы тауар айналымы 41 миллиард теңгеге жетті.", {"41": TRADE_23}, [("R7", ERROR)]),
    ("ru", "В 2023 году торговля составила 41 млрд.", {"41": TRADE_23}, []),
    ("ru", "В 2023 году оборот достиг 290 млрд юаней (41 млрд долларов).", {}, []),
    ("ru", "В 2023 году оборот достиг 290 млрд юаней (51 млрд долларов).", {}, [("R7", ERROR)]),
    ("ru", "В 2023 году оборот достиг 290 млрд юаней (41 млн долларов).", {}, [("R1b", ERROR)]),
    ("en", "In 2023 it came to 290 billion yuan (about 41 billion US dollars).", {}, []),
    ("en", "In 2023 it came to 290 billion yuan (about 51 billion US dollars).", {}, [("R7", ERROR)]),
    ("zh", "2023年总额为2900亿元（约合410亿美元）。", {}, []),
    ("zh", "2023年总额为2900亿元（约合510亿美元）。", {}, [("R7", ERROR)]),
)
def test_r7_units_and_converted_pairs(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound), [TRADE_23], [year_rate("USD", "CNY", 2023, "7.08")]) == wanted


def test_r7_bounds_imply_no_rate():
    text = "Выделено более 187 млрд тенге (около 407 млн долларов) и 488 млрд тенге (около 106 млн долларов)."
    assert flags(text_of(text, "ru")) == []


def test_r7_pairs_of_one_text_imply_one_rate():
    text = "Оборот достиг 290 млрд юаней (41 млрд долларов), экспорт — 100 млрд юаней ({} млрд долларов)."
    assert flags(text_of(text.format("14,1"), "ru")) == []
    assert flags(text_of(text.format("18"), "ru")) == [("R7", WARNING)]


def test_r8_and_r9_are_notes_until_published():
    kazakh = observation(31_500_000_000, 10**8, "2023", reporter="KAZ")
    chinese = observation(41_000_000_000, 10**9, "2023", reporter="CHN")
    text = "В 2023 году торговля составила 41 млрд долларов."
    assert flags(text_of(text, "ru", {"41": kazakh}), [kazakh, chinese]) == []
    revised = observation(44_000_000_000, 10**9, "2023", vintages=(TRADE_23.quantity,))
    assert flags(text_of(text, "ru", {"41": revised}), [revised]) == []
    published = text_of(text, "ru", {"41": revised}, is_published=True)
    assert flags(published, [revised]) == [("R9", WARNING)]


@cases(
    ("ru", "В Шанхае завершилась 8-я выставка.", {"8-я": event(7)}, [("R10", ERROR)]),
    ("ru", "В Шанхае завершилась 7-я выставка.", {"7-я": event(7)}, []),
    ("en", "The 8th fair ended in Shanghai.", {"8th": event(7)}, [("R10", ERROR)]),
    ("en", "The 7th fair ended in Shanghai.", {"7th": event(7)}, []),
)
def test_r10_editions(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound), [event(7)]) == wanted


def test_r10_ranks():
    third = observation(41_000_000_000, 10**9, "2023", rank=3)
    assert flags(text_of("Казахстан занял второе место.", "ru", {"второе": third}), [third]) == [("R10", ERROR)]
    assert flags(text_of("Казахстан занял третье место.", "ru", {"третье": third}), [third]) == []


@pytest.mark.parametrize(
    ("place", "facts", "wanted"),
    [
        ("второе", {"rank": 3, "rank_among": 5}, [("R10", ERROR)]),
        ("четвертое", {"rank": 3, "rank_among": 5}, [("R10", ERROR)]),
        ("шестое", {"rank": 3, "rank_among": 5}, []),  # fewer are on record
        ("четвертое", {"rank": 3, "rank_among": 5, "rank_is_least": True}, []),  # others may stand before it
        ("второе", {"rank": 3, "rank_among": 5, "rank_is_least": True}, [("R10", ERROR)]),
    ],
)
def test_r10_ranks_over_an_incomplete_list(place, facts, wanted):
    record = observation(41_000_000_000, 10**9, "2023", **facts)
    assert flags(text_of(f"Казахстан занял {place} место.", "ru", {place: record}), [record]) == wanted


@cases(
    ("ru", "Приехали представители 192 стран.", {"192": COUNTRIES_7}, [("R11", ERROR)]),
    ("ru", "Приехали представители 129 стран.", {"129": COUNTRIES_7}, []),
    ("ru", "Приехали представители более 120 стран.", {"120": COUNTRIES_7}, []),
    ("ru", "Приехали представители более 140 стран.", {"140": COUNTRIES_7}, [("R11", ERROR)]),
    ("en", "Delegates of 119 countries came.", {"119": COUNTRIES_7}, [("R11", ERROR)]),
    ("en", "Delegates of more than 120 countries came.", {"120": COUNTRIES_7}, []),
    ("zh", "来自192个国家的代表参加。", {"192": COUNTRIES_7}, [("R11", ERROR)]),
    ("kk", "Шараға 192 елдің өкілдері қатысты.", {"192": COUNTRIES_7}, [("R11", ERROR)]),
    ("kk", "Шараға 129 елдің өкілдері қатысты.", {"129": COUNTRIES_7}, []),
)
def test_r11_counts(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound), [COUNTRIES_7]) == wanted


@cases(
    ("ru", "В 2023 году торговля выросла на 3,5%.", {"3,5%": FALL_23}, [("R12", ERROR)]),
    ("ru", "В 2023 году торговля снизилась на 3,5%.", {"3,5%": FALL_23}, []),
    ("en", "In 2023 trade grew by 3.5%.", {"3.5%": FALL_23}, [("R12", ERROR)]),
    ("en", "In 2023 trade fell by 3.5%.", {"3.5%": FALL_23}, []),
    ("zh", "2023年贸易额同比增长3.5%。", {"3.5%": FALL_23}, [("R12", ERROR)]),
    ("zh", "2023年贸易额同比下降3.5%。", {"3.5%": FALL_23}, []),
    ("ru", "Экспорт вырос с 40 до 33 млрд долларов.", {}, [("R12", ERROR)]),
    ("ru", "Экспорт снизился с 40 до 33 млрд долларов.", {}, []),
    ("en", "Exports rose from 40 billion dollars to 33 billion dollars.", {}, [("R12", ERROR)]),
    ("en", "Exports fell from 40 billion dollars to 33 billion dollars.", {}, []),
)
def test_r12_directions(lang, text, bound, wanted):
    assert flags(text_of(text, lang, bound), [FALL_23]) == wanted


def test_r13_in_one_text():
    text = (
        "Торговля Казахстана в 2023 году: 44 млрд долларов\nВ 2023 году торговля Казахстана составила 41 млрд долларов."
    )
    assert flags(text_of(text, "ru")) == [("R13", WARNING)]
    assert flags(text_of(text.replace("44", "41"), "ru")) == []
    both = text_of(text, "ru", {"44": TRADE_23, "41": TRADE_23})
    assert flags(both, [TRADE_23]) == [("R1", ERROR)]
    coarse = observation(42_000_000_000, 10**10, "2023", key="coarse")
    assert flags(text_of(text, "ru", {"44": coarse, "41": coarse}), [coarse]) == [("R13", ERROR)]


def test_r13_goods_are_not_the_total():
    text = "Экспорт в 2023 году составил 41 млрд долларов.\nЭкспорт зерна в 2023 году составил 38 млрд долларов."
    assert flags(text_of(text, "ru")) == []


@pytest.mark.parametrize(("lang", "text"), list(RECORD.items()))
def test_r13_between_language_versions(lang, text):
    own = text_of(RECORD["ru"], "ru", {"41": TRADE_23})
    number = "410" if lang == "zh" else "41"
    other = text_of(text, lang, {number: TRADE_23})
    wrong = text_of(text.replace(number, "440" if lang == "zh" else "44"), lang, {number[:1]: TRADE_23})
    together = text_of(own.text, "ru", {"41": TRADE_23}, others=(other,))
    apart = text_of(own.text, "ru", {"41": TRADE_23}, others=(wrong,))
    assert flags(together, [TRADE_23]) == []
    assert flags(apart, [TRADE_23]) == [("R13", ERROR)]


def test_a_suggested_binding_bears_no_error():
    text = text_of("В 2023 году товарооборот составил 44 млрд долларов.", "ru", {"44": TRADE_23})
    number = next(n for n, stated in enumerate(text.figures) if stated.record)
    assert flags(text.bound(number, TRADE_23.key, "suggested"), [TRADE_23]) == []
    assert flags(text.bound(number, TRADE_23.key, "unique"), [TRADE_23]) == [("R1", ERROR)]
