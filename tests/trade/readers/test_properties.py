"""The same numbers, written and wrapped in any way that does not change what they say, read the same."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trade.readers.files import rows_of
from trade.readers.cells import CellError, Style, number, style_of

HEADER = ("area", "counterpart", "flow", "period", "value", "unit")
GROUPS = ("", ",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’")
PAIRS = [(decimal, group) for decimal in ".," for group in GROUPS if group != decimal]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "gb18030")

numbers = st.tuples(st.integers(0, 10**12), st.integers(0, 6)).map(lambda parts: Decimal(parts[0]).scaleb(-parts[1]))


def written(value: Decimal, decimal: str, group: str) -> str:
    text = f"{value:,f}"
    return text.replace(",", "\0").replace(".", decimal).replace("\0", group)


@pytest.mark.parametrize(("decimal", "group"), PAIRS)
@settings(max_examples=60, deadline=None)
@given(values=st.lists(numbers, min_size=1, max_size=8))
def test_numbers_of_any_style_read_as_written_or_are_refused_but_never_otherwise(decimal, group, values):
    texts = [written(value, decimal, group) for value in values]
    style = style_of(texts, default="")

    for text, value in zip(texts, values, strict=True):
        # Without any proof among them, or where other cells seem to prove the opposite, a cell is not read.
        assert found(text, style) == value or (not style.shown and found(text, style) == "number_ambiguous")


def found(text: str, style: Style) -> Decimal | str | None:
    """The value, or why there is none."""
    try:
        return number(text, style).value
    except CellError as error:
        return error.reason


@pytest.mark.parametrize(("decimal", "group"), PAIRS)
@given(value=numbers)
def test_numbers_of_a_style_that_the_file_shows_are_always_read(decimal, group, value):
    style = style_of([f"1234{decimal}5"], default="")

    assert style == Style(decimal, shown=True)
    assert number(written(value, decimal, group), style).value == value


cells = st.tuples(
    st.sampled_from(("KAZ", "Казахстан", "哈萨克斯坦")),
    st.sampled_from(("CHN", "Китай", "中国")),
    st.sampled_from(("X", "M")),
    st.integers(1990, 2040).map(str),
    numbers.map("{:f}".format),
    st.just("USD"),
)


@settings(max_examples=80, deadline=None)
@given(
    lines=st.lists(cells, min_size=1, max_size=12),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(",;\t|"),
    end=st.sampled_from(("\n", "\r\n", "\r")),
    quoted=st.booleans(),
    extra=st.booleans(),
)
def test_encoding_separator_and_line_ends_change_nothing(lines, encoding, separator, end, quoted, extra):
    lines = [line for line in lines if encoding != "cp1251" or line == tuple(cell.translate(CHINESE) for cell in line)]
    # A proof of the decimal sign: without it the separator decides what is assumed.
    lines = [*lines, ("KAZ", "CHN", "X", "1989", "1234.5", "USD")]
    expected = [(row.key, row.period, row.value) for row in rows_of(text(lines).encode())]
    quote = '"' if quoted and separator != "\t" else ""
    source = text(lines, separator, end, quote, separator if extra else "").encode(encoding)

    assert len(expected) == len(lines)
    assert [(row.key, row.period, row.value) for row in rows_of(source)] == expected


CHINESE = {ord(letter): None for letter in "哈萨克斯坦中国"}


def text(lines: list, separator: str = ",", end: str = "\n", quote: str = "", last: str = "") -> str:
    made = [separator.join(f"{quote}{cell}{quote}" for cell in line) + last for line in (HEADER, *lines)]
    return end.join((*made, ""))


@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(cells, min_size=1, max_size=12),
    above=st.lists(st.sampled_from(("Trade of Kazakhstan", "", "Made up, 2031", '"Made up, for a test"')), max_size=5),
    below=st.lists(st.sampled_from(("Source: made up", "", '"Note: made up, revised"')), max_size=3),
)
def test_titles_above_and_notes_below_change_nothing(lines, above, below):
    body = text(lines)
    expected = [(row.key, row.period, row.value) for row in rows_of(body.encode())]
    source = "\n".join([*above, body.rstrip("\n"), *below, ""]).encode()

    assert [(row.key, row.period, row.value) for row in rows_of(source)] == expected
