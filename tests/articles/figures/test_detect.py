"""The language of a text that does not say it."""

import pytest

from articles.figures import detect, find_figures


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Вывоз зерна вырос на 5%.", "ru"),
        ("Астық экспорты 5%-ға өсті.", "kk"),
        ("Grain exports rose by 5%.", "en"),
        ("粮食出口增长5%。", "zh"),
        ("CIIE期间签约80亿美元", "zh"),
        ("Компания Boeing и банк JPMorgan выросли на 5%", "ru"),
        ("", "ru"),
        ("12 345", "ru"),
    ],
)
def test_letters_tell_the_language(text, lang):
    assert detect(text) == lang


def test_a_text_is_read_in_the_language_it_is_written_in():
    assert [figure.kind for figure in find_figures("Grain exports rose by 5%.")] == ["percent_change"]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh_hans", "ZH"])
def test_longer_codes_are_understood(lang):
    assert find_figures("增长5%", lang) == find_figures("增长5%", "zh")


@pytest.mark.parametrize("lang", ["de", "", "russian"])
def test_another_language_is_refused(lang):
    with pytest.raises(ValueError, match="is none of ru, en, zh, kk"):
        find_figures("5 %", lang)
