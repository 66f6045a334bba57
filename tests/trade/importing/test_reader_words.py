import pytest
from django.utils.translation import override

from trade.importing import reader_words as import_words
from trade.readers import LAYOUTS, reasons, template
from trade.readers.row import Flag, Refusal, Refused

LANGUAGES = ("ru", "kk", "en", "zh-hans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_readers_has_words(language):
    with override(language):
        said = [
            *(import_words.file_reason(code) for code in reasons.FILE_REASONS),
            *(import_words.refusal_reason(code) for code in reasons.CELL_REASONS),
            *(import_words.flag_kind(code) for code in reasons.FLAG_KINDS),
            *(import_words.fact(code) for code in reasons.FACTS),
            *(import_words.layout(name) for name in LAYOUTS),
        ]

    assert all(said)
    assert len(set(said)) == len(said)


def test_words_quote_what_was_seen():
    with override("ru"):
        assert import_words.file_refused(Refused("empty")) == "В файле нет строк с данными."
        assert import_words.refusal(Refusal(7, "period", "13", "period")).endswith(" — 13")
        assert import_words.flag(Flag(1, "negative", "KAZ")) == "Значение отрицательно — KAZ"


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_explains_every_column(language):
    with override(language):
        columns = import_words.template_columns()
        head, *lines = import_words.template_notes()

    assert tuple(column.name for column in columns) == template.COLUMNS
    assert tuple(column.name for column in columns if column.is_required) == template.REQUIRED
    assert all(column.words and column.example for column in columns)
    assert [line[0] for line in lines] == list(template.COLUMNS)
    assert len({len(line) for line in (head, *lines)}) == 1
