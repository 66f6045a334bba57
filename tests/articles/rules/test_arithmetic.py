"""The line of figures that an editor sees, as readers of each language write numbers."""

import pytest

from articles.rules import arithmetic, check
from articles.rules.arithmetic import number
from tests.articles.rules.test_rules import NINE_23, NINE_24, TRADE_23, YEAR_AGO
from tests.articles.rules.texts import growth, observation, text_of

NBSP = "\u00a0"


def line(lang: str, text: str, bound=None, records=(), write: str = "ru") -> str:
    found = check(text_of(text, lang, bound), records)
    assert len(found) == 1, found
    return str(arithmetic(found[0], write)).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("write", "wanted"),
    [
        ("ru", "33 ÷ 1,13 = 29,2 [28,63–29,78] млрд долларов США"),
        ("kk", "33 ÷ 1,13 = 29,2 [28,63–29,78] млрд АҚШ доллары"),
        ("en", "33 ÷ 1.13 = 29.2 [28.63–29.78] billion US dollars"),
        ("zh", "330 ÷ 1.13 = 292 [286.3–297.8] 亿美元"),
    ],
)
def test_the_implied_base_is_written_for_every_language(write, wanted):
    found = check(text_of(YEAR_AGO["ru"].format(13), "ru", {"33": NINE_24}), [NINE_24])
    assert [f.code for f in found] == ["base_not_recorded"]
    written = arithmetic(found[0], write)
    assert str(written).replace(NBSP, " ") == wanted
    assert written.codes == ("no_record",)


def test_an_implied_base_beside_its_record():
    text = YEAR_AGO["ru"].format(31)
    assert line("ru", text, {"33": NINE_24}, [NINE_24, NINE_23]) == (
        "33 ÷ 1,31 = 25,19 [24,71–25,67] ≠ 29,2 [29,15–29,25] млрд долларов США"
    )


def test_a_value_beside_its_record():
    text = "В 2023 году товарооборот составил 44 млрд долларов."
    assert line("ru", text, {"44": TRADE_23}, [TRADE_23]) == "44 [43,5–44,5] ≠ 41 [40,5–41,5] млрд долларов США"


@pytest.mark.parametrize(
    ("write", "wanted"),
    [
        ("ru", "41 × 1000 ≈ 41 000 млн долларов США"),
        ("en", "41 × 1,000 ≈ 41,000 million US dollars"),
        ("zh", "4100 × 1,000 ≈ 4,100,000 万美元"),
    ],
)
def test_a_scale_slip(write, wanted):
    text = "В 2023 году товарооборот составил 41 млн долларов."
    assert line("ru", text, {"41": TRADE_23}, [TRADE_23], write).replace("4,100 ×", "4100 ×") == wanted


def test_sums_shares_and_growth():
    text = "Оборот составил 41 млрд долларов, в том числе экспорт 26 млрд и импорт 25 млрд."
    assert line("ru", text) == "26 + 25 = 51 [50–52] ≠ 41 [40,5–41,5] млрд долларов США"
    assert line("ru", "Доля Китая — 45%, России — 40%, остальных — 25%.") == "45 + 40 + 25 = 110 [108,5–111,5] > 100 %"
    text = "Экспорт вырос с 25 до 30 млрд долларов, или на 35%."
    assert line("ru", text) == "(30 ÷ 25 − 1) × 100 = 20 [15,7–24,5] ≠ 35 [34,5–35,5] %"
    assert line("ru", "Экспорт вырос с 40 до 33 млрд долларов.") == "33 − 40 = −7 < 0 млрд долларов США"


def test_periods_are_words_of_the_language():
    text = "За девять месяцев 2023 года торговля составила 33 млрд долларов."
    assert line("ru", text, {"33": NINE_24}, [NINE_24]) == "январь–сентябрь 2023 ≠ январь–сентябрь 2024"
    assert line("ru", text, {"33": NINE_24}, [NINE_24], "en") == "January–September 2023 ≠ January–September 2024"


def test_open_intervals_and_percentages():
    fell = growth("-3.5", "0.1", "2023")
    text = "В 2023 году торговля выросла более чем на 4%."
    assert line("ru", text, {"4%": fell}, [fell]) == "4 (4–∞) ≠ −3,5 [−3,55–−3,45] %"


def test_every_rule_writes_something_in_every_language():
    """No finding of the tables breaks the writer."""
    kazakh = observation(31_500_000_000, 10**8, "2023", reporter="KAZ")
    chinese = observation(41_000_000_000, 10**9, "2023", reporter="CHN")
    text = "В 2023 году торговля составила 41 млрд долларов."
    found = check(text_of(text, "ru", {"41": kazakh}), [kazakh, chinese])
    for lang in ("ru", "kk", "en", "zh"):
        written = arithmetic(found[0], lang)
        assert written.text
        assert written.codes == ("mirror",)
        assert number(found[0].text, lang)
