"""Which language a note is in, and how a page in another one says so."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from trade.templatetags.records import unbroken
from trade.words.languages import language_of

NOTES = {
    "The report does not give the end of the term.": "en",
    "Xi'an": "en",
    "The words «рекордных 41 миллиарда» stand in the second paragraph.": "en",
    "Дата в тексте не указана, см. SHINE.": "ru",
    "Мәтінде күні көрсетілмеген.": "kk",
    "原文未注明日期，见 SHINE。": "zh-Hans",
    "41,02 → 42": "",
    "": "",
}


@pytest.mark.parametrize(("text", "tag"), NOTES.items())
def test_the_language_of_a_note_is_that_of_its_letters(text, tag):
    assert language_of(text) == tag


def shown(text, language):
    with override(language):
        return Template("{% load records %}{{ text|in_its_language }}").render(Context({"text": text}))


def test_a_note_in_another_language_says_so_and_is_escaped():
    assert shown("Less <b>than</b> expected", "ru") == '<span lang="en">Less &lt;b&gt;than&lt;/b&gt; expected</span>'
    assert shown("Less <b>than</b>", "en") == "Less &lt;b&gt;than&lt;/b&gt;"
    assert shown("42", "ru") == "42"


def test_an_acronym_and_its_number_stay_on_one_line():
    assert unbroken("Сделки, CIIE-7") == 'Сделки, <span class="nowrap">CIIE-7</span>'
    assert unbroken("<b> 5-10") == "&lt;b&gt; 5-10"
