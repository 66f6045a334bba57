"""What a text leaves to its date: «в этом году», «за девять месяцев»."""

from datetime import date

import pytest

from articles.figures import find_figures

SPRING = date(2025, 4, 10)


def periods(text: str, lang: str, reference: date | None) -> list[str]:
    return [str(figure.period) for figure in find_figures(text, lang, reference)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("За девять месяцев вывоз вырос на 5%.", "ru", ["2024-01-01/P9M", "2024-01-01/P9M"]),
        ("В январе–марте вывоз вырос на 5%.", "ru", ["2025-Q1", "2025-Q1"]),
        ("В этом году построили 5 школ.", "ru", ["2025"]),
        ("В прошлом году построили 5 школ.", "ru", ["2024"]),
        ("In the third quarter exports grew 5%.", "en", ["2024-Q3", "2024-Q3"]),
        ("This year 5 schools were built.", "en", ["2025"]),
        ("On March 3 they signed 5 contracts.", "en", ["2025-03-03", "2025-03-03"]),
        ("In 2021 they signed 5 contracts.", "en", ["2021", "2021"]),
    ],
)
def test_the_latest_such_period_before_the_date_is_meant(text, lang, expected):
    assert periods(text, lang, SPRING) == expected


def test_without_a_date_nothing_is_guessed():
    assert periods("За девять месяцев вывоз вырос на 5%, в этом году тоже.", "ru", None) == ["None", "None"]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Since 2015 they have built 40 schools.", "en", "None"),
        ("Вывоз на 5% выше, чем в 2022 году.", "ru", "None"),
        ("В 2023 году вывезли 5 т (в 2022 году – 4 т).", "ru", "2023"),
    ],
)
def test_years_of_beginnings_and_comparisons_date_nothing(text, lang, expected):
    assert str(next(f for f in find_figures(text, lang) if f.kind != "date").period) == expected


def test_an_amount_beside_its_year_of_comparison_is_of_that_year():
    text = (
        "За шесть месяцев 2024 года выручка составила 7 млн тенге против 5 млн тенге за аналогичный период 2023 года."
    )
    assert [str(f.period) for f in find_figures(text, "ru") if f.kind == "money"] == ["2024-S1", "2023-S1"]
