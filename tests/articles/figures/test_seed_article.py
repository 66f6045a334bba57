"""The seed article and its translations: the eight figures of each, and no other but dates and «first»."""

import html
import json
import re
from pathlib import Path

import pytest

from articles.figures import Figure, detect, find_figures
from tests.articles.figures.notation import core, written

FIXTURES = Path(__file__).resolve().parents[3] / "articles" / "fixtures"
EIGHT = [
    (98, 101, "7-е = ordinal 7"),
    (679, 682, "129 = count 129 countries"),
    (731, 759, "80,01 миллиарда долларов США = money 80010000000 USD"),
    (1205, 1230, "41 миллиарда долларов США = money 41000000000 USD"),
    (1288, 1300, "33 миллиарда = money 33000000000"),
    (1309, 1312, "13% = percent_change 13 %"),
    (1795, 1797, "50 = count 50 companies"),
    (1898, 1920, "2,5 миллиарда долларов = money 2500000000 USD"),
]
VALUES = [
    ("ordinal", 7), ("count", 129), ("money", 80_010_000_000), ("money", 41_000_000_000), ("money", 33_000_000_000),
    ("percent_change", 13), ("count", 50), ("money", 2_500_000_000),
]  # fmt: skip


def article(lang: str) -> str:
    """Headline and body as plain text, paragraphs divided by empty lines."""
    rows = [
        row["fields"]
        for name in ("articles_seed.json", "articles_translations.json")
        for row in json.loads((FIXTURES / name).read_text(encoding="utf-8"))
        if row["model"] == "articles.article"
    ]
    fields = next(row for row in rows if row["language"].startswith(lang))
    paragraphs = re.findall(r"<p>(.*?)</p>", fields["body"], re.DOTALL)
    plain = [html.unescape(re.sub(r"<[^>]+>", "", paragraph)) for paragraph in paragraphs]
    return "\n\n".join([fields["headline"], *plain])


def claims(figures: list[Figure]) -> list[Figure]:
    """Without dates, and without the «first» of a first time."""
    return [figure for figure in figures if figure.kind != "date" and (figure.kind, figure.value) != ("ordinal", 1)]


def test_the_eight_figures_have_their_spans_values_and_units():
    assert [(f.start, f.end, core(f)) for f in claims(find_figures(article("ru"), "ru"))] == EIGHT


def test_the_years_are_periods_and_date_the_figures():
    figures = [written(figure) for figure in find_figures(article("ru"), "ru")]
    assert "2023 году = date, 2023" in figures
    assert "девять месяцев 2024 года = date, 2024-01-01/P9M" in figures
    assert "41 миллиарда долларов США = money 41000000000 USD, record, 2023" in figures
    assert "13% = percent_change 13 %, up, same period a year earlier, 2024-01-01/P9M" in figures


@pytest.mark.parametrize("lang", ["ru", "en", "zh", "kk"])
def test_every_translation_states_the_same_eight_figures(lang):
    assert [(f.kind, f.value) for f in claims(find_figures(article(lang), lang))] == VALUES


@pytest.mark.parametrize("lang", ["ru", "en", "zh", "kk"])
def test_the_language_of_the_article_is_detected(lang):
    assert detect(article(lang)) == lang
