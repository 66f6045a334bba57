"""Partial dates: as precise as their source, and in order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade.partial_dates import PartialDate, is_valid, range_words

TAGS = ("ru", "kk", "en", "zh-Hans")
parse = PartialDate.parse


@st.composite
def texts(draw):
    return draw(st.dates()).isoformat()[: draw(st.sampled_from((0, 4, 7, 10)))]


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-11-05", "day", date(2024, 11, 5), date(2024, 11, 5)),
        ("9999-12", "month", date(9999, 12, 1), date(9999, 12, 31)),
        ("", "", None, None),
    ],
)
def test_a_partial_date_spans_the_days_it_may_mean(text, precision, earliest, latest):
    partial = parse(text)
    assert (partial.precision, partial.earliest, partial.latest) == (precision, earliest, latest)
    assert (str(partial), bool(partial)) == (text, bool(text))


@pytest.mark.parametrize(
    "text",
    [
        "24",
        "2024-13",
        "2024-00",
        "2024-1",
        "2024-02-30",
        "2024-02-00",
        "0000",
        "2024-11-05T10:00",
        " 2024",
        "2024\n",
        "2024-11-",
        "-2024",
        "20241105",
        "２０２４",
        "2024/2025",
        "unknown",
    ],
)
def test_what_no_calendar_has_is_refused(text):
    assert not is_valid(text)
    with pytest.raises(ValueError, match=r".+"):
        parse(text)


@pytest.mark.parametrize("parts", [(None, 1), (2024, None, 5), (None, None, 5), (2024, 13)])
def test_parts_need_the_larger_ones(parts):
    with pytest.raises(ValueError, match=r"month"):
        PartialDate(*parts)


@given(texts())
def test_text_and_date_are_the_same(text):
    assert is_valid(text)
    assert str(parse(text)) == text
    assert parse(text) == PartialDate(*(int(part) for part in text.split("-") if part))


@given(st.text("0123456789-", max_size=11))
def test_any_text_is_a_date_or_refused(text):
    assert not is_valid(text) or str(parse(text)) == text


def test_unknown_dates_come_last_and_narrower_ones_first():
    texts = ["", "2025", "2024-11", "2024-11-05", "2024-11-01", "2024"]
    assert [str(partial) for partial in sorted(map(parse, texts))] == [
        "2024", "2024-11-01", "2024-11", "2024-11-05", "2025", ""
    ]  # fmt: skip


@given(texts(), texts())
def test_certainly_earlier_dates_sort_first(one, other):
    first, second = parse(one), parse(other)
    if first and second and first.latest < second.earliest:
        assert first < second


WORDS = {
    "2024": ("2024", "2024", "2024", "2024年"),
    "2024-11": ("ноябрь 2024", "2024 ж. қараша", "November 2024", "2024年11月"),
    "2024-11-12": ("12 ноября 2024", "2024 ж. 12 қараша", "12 November 2024", "2024年11月12日"),
    "": ("", "", "", ""),
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_words_are_as_precise_as_the_date(text, words):
    assert tuple(parse(text).words(lang) for lang in TAGS) == words


def test_short_words():
    assert parse("2024-11").words("ru", "short") == "нояб. 2024"


RANGES = {
    ("2024-11-05", "2024-11-10"): (
        "5–10 ноября 2024",
        "2024 ж. 5–10 қараша",
        "5–10 November 2024",
        "2024年11月5—10日",
    ),
    ("2024-11-05", "2024-11-05"): (
        "5 ноября 2024",
        "2024 ж. 5 қараша",
        "5 November 2024",
        "2024年11月5日",
    ),
    # As precise as the source: not «ноябрь», «I квартал», «2024».
    ("2024-11-01", "2024-11-30"): (
        "1–30 ноября 2024",
        "2024 ж. 1–30 қараша",
        "1–30 November 2024",
        "2024年11月1—30日",
    ),
    ("2024-01", "2024-03"): (
        "январь–март 2024",
        "2024 ж. қаңтар–наурыз",
        "January–March 2024",
        "2024年1—3月",
    ),
    ("2023-10", "2024-03"): (
        "октябрь 2023 – март 2024",
        "2023 ж. қазан – 2024 ж. наурыз",
        "October 2023 – March 2024",
        "2023年10月—2024年3月",
    ),
    ("2021", "2023"): (
        "2021–2023",
        "2021–2023",
        "2021–2023",
        "2021—2023年",
    ),
    ("2024-10-28", "2024-11-03"): (
        "28 октября – 3 ноября 2024",
        "2024 ж. 28 қазан – 3 қараша",
        "28 October – 3 November 2024",
        "2024年10月28日—11月3日",
    ),
    ("2023-12-28", "2024-01-03"): (
        "28 декабря 2023 – 3 января 2024",
        "2023 ж. 28 желтоқсан – 2024 ж. 3 қаңтар",
        "28 December 2023 – 3 January 2024",
        "2023年12月28日—2024年1月3日",
    ),
    ("2018", "2024-11"): (
        "2018 – ноябрь 2024",
        "2018 – 2024 ж. қараша",
        "2018 – November 2024",
        "2018年—2024年11月",
    ),
    ("2018-08-31", ""): (
        "31 августа 2018 – …",
        "2018 ж. 31 тамыз – …",
        "31 August 2018 – …",
        "2018年8月31日—…",
    ),
    ("", "2024"): (
        "… – 2024",
        "… – 2024",
        "… – 2024",
        "…—2024年",
    ),
    ("", ""): (
        "",
        "",
        "",
        "",
    ),
}


@pytest.mark.parametrize(("ends", "words"), RANGES.items())
def test_ranges(ends, words):
    first, last = map(parse, ends)
    assert tuple(range_words(first, last, lang) for lang in TAGS) == words


def test_a_range_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="before"):
        range_words(parse("2024-11-10"), parse("2024-10"), "ru")


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 900), st.sampled_from(TAGS))
def test_a_range_of_days_names_both(first, length, lang):
    last = first + timedelta(days=length)
    words = range_words(parse(first.isoformat()), parse(last.isoformat()), lang)
    assert str(first.day) in words
    assert str(last.day) in words
    assert str(last.year) in words
