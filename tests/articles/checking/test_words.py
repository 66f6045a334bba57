"""Every code has words, in each of the four languages."""

import pytest
from django.utils.translation import override

from articles.binding.codes import REASON_CODES
from articles.checking.words import MESSAGES, REASONS, RULES
from articles.rules import RULES as CHECKED
from articles.rules.codes import CODES

TABLES = {"messages": MESSAGES, "reasons": REASONS, "rules": RULES}


@pytest.mark.parametrize(("table", "codes"), [("messages", CODES), ("reasons", REASON_CODES), ("rules", CHECKED)])
def test_every_code_has_words_and_no_other(table, codes):
    assert set(TABLES[table]) == set(codes)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("lang", ["ru", "kk", "zh-hans"])
def test_the_words_are_translated(table, lang):
    with override("en"):
        english = {code: str(words) for code, words in TABLES[table].items()}
    with override(lang):
        assert [code for code, words in TABLES[table].items() if str(words) == english[code]] == []
