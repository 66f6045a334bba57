"""References to a text and to a page of data, as readers copy them."""

from datetime import date

import pytest

from trade.pages.citations import Reference


def make(**fields) -> Reference:
    defaults = {
        "title": "Китай и Казахстан",
        "author": "",
        "site": "Сверка",
        "version": 2,
        "day": date(2026, 11, 22),
        "url": "https://example.org/ru/articles/china-kazakhstan/",
        "language": "ru",
    }
    return Reference(**defaults | fields)


def test_the_plain_reference_names_site_title_version_day_and_address():
    assert make().plain() == (
        "Сверка (2026). «Китай и Казахстан», версия 2, 22 ноября 2026. https://example.org/ru/articles/china-kazakhstan/"
    )


def test_an_author_stands_first_and_the_site_after_the_title():
    assert make(author="Иванов И.").plain().startswith("Иванов И. (2026). «Китай и Казахстан». Сверка, версия 2")


def test_the_plain_reference_is_in_the_language_of_the_text():
    reference = make(language="en", title="China and Kazakhstan", site="Sverka").plain()
    assert reference.startswith("Sverka (2026). “China and Kazakhstan”, version 2, 22 November 2026.")


def test_gost_leaves_the_day_of_access_to_the_reader():
    assert "(дата обращения: __.__.____)" in make().gost()
    assert "[Электронный ресурс] // Сверка. — 22 ноября 2026. — Версия 2." in make().gost()


def test_apa_without_an_author_begins_with_the_title():
    assert make().apa().startswith("Китай и Казахстан. (2026, November 22) (Version 2). Сверка.")


def test_bibtex_escapes_what_tex_would_read():
    written = make(title="50% & {рост}_1").bibtex()
    assert r"title = {{50\% \& (рост)\_1}}" in written
    assert written.startswith("@online{china-kazakhstan-v2,")
    assert "author" not in written


# -- pages of data ------------------------------------------------------------------------------------------------
def data(**fields) -> Reference:
    return make(version=None, title="Китай — Казахстан", url="https://example.org/ru/trade/chn-kaz/", **fields)


def test_a_page_of_data_is_cited_with_its_sources_and_the_day_of_its_data():
    assert data(sources=("24KZ", "QazTrade")).plain() == (
        "Сверка (2026). «Китай — Казахстан», данные на 22 ноября 2026. Источники: 24KZ; QazTrade. "
        "https://example.org/ru/trade/chn-kaz/"
    )
    assert "— Данные на 22 ноября 2026. — Источники: 24KZ." in data(sources=("24KZ",)).gost()
    assert (
        data(sources=("24KZ",))
        .apa()
        .startswith("Сверка. (2026, November 22). Китай — Казахстан [Data set]. Data from 24KZ. https://")
    )
    assert "note = {Data from 24KZ \\& Co}" in data(sources=("24KZ & Co",)).bibtex()
    assert data().bibtex().startswith("@online{chn-kaz-20261122,")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "Сверка (2026). «Китай — Казахстан», деректер күні: 2026 ж. 22 қараша. Дереккөздер: A."),
        ("en", "Сверка (2026). “Китай — Казахстан”, data as of 22 November 2026. Sources: A."),
        ("zh-Hans", "Сверка (2026). “Китай — Казахстан”, 数据截至2026年11月22日. 来源：A."),
    ],
)
def test_each_language_has_its_words(language, words):
    assert data(language=language, sources=("A",)).plain().startswith(words)


def test_without_a_day_nothing_is_made_up():
    reference = data(day=None)
    assert reference.plain() == "Сверка. «Китай — Казахстан». https://example.org/ru/trade/chn-kaz/"
    assert "(n.d.)" in reference.apa()
    assert "Данные на" not in reference.gost()
    assert "year" not in reference.bibtex()


def test_of_many_sources_the_first_are_named():
    assert "Источники: A; B; C; D; E; F; …." in data(sources=tuple("ABCDEFGH")).plain()
