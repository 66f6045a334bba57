"""References to an article, as readers copy them."""

from datetime import date

from articles.citations import Reference


def make(**fields) -> Reference:
    defaults = {
        "headline": "Китай и Казахстан",
        "author": "",
        "site": "Сверка",
        "version": 2,
        "published": date(2026, 11, 22),
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
    reference = make(language="en", headline="China and Kazakhstan", site="Sverka").plain()
    assert reference.startswith("Sverka (2026). “China and Kazakhstan”, version 2, 22 November 2026.")


def test_gost_leaves_the_day_of_access_to_the_reader():
    assert "(дата обращения: __.__.____)" in make().gost()
    assert "[Электронный ресурс] // Сверка. — 22 ноября 2026. — Версия 2." in make().gost()


def test_apa_without_an_author_begins_with_the_title():
    assert make().apa().startswith("Китай и Казахстан. (2026, November 22) (Version 2). Сверка.")


def test_bibtex_escapes_what_tex_would_read():
    written = make(headline="50% & {рост}_1").bibtex()
    assert r"title = {{50\% \& (рост)\_1}}" in written
    assert written.startswith("@online{china-kazakhstan-v2,")
    assert "author" not in written
