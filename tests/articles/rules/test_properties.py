"""Properties that hold for any figures: no exception, an error only where intervals are disjoint."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.binding import CheckedText, Stated
from articles.binding.printed import quantity_of
from articles.binding.slips import slip
from articles.figures import CORE_KINDS, Figure
from articles.rules import RULES, arithmetic, check
from articles.rules.codes import CODES
from tests.articles.rules.texts import observation, quantity, text_of
from trade.periods import Period

values = st.decimals(min_value=0, max_value=10**13, places=2)
LANGUAGES = st.sampled_from(("ru", "en", "zh", "kk"))
SEPARATORS = (
    " ",
    ", ",
    " и ",
    " с ",
    " до ",
    ", в том числе ",
    " (",
    " (около ",
    "), ",
    ". ",
    " including ",
    "，其中",
    " или ",
    ": ",
    "\n",
    " экспорт ",
    " import ",
)


@st.composite
def figures(draw):
    kind = draw(st.sampled_from((*CORE_KINDS, "ordinal", "date")))
    value = None if kind == "date" else draw(values)
    unit = {"money": draw(st.sampled_from(("USD", "CNY", None))), "percent_change": "%", "percent_share": "%"}
    low = draw(st.booleans()) and kind == "money"
    return Figure(
        0, 0, draw(st.sampled_from(("1", "12,5 млрд", "41%", "7-е", "сорок"))), kind,
        None if low else value,
        low=value if low else None,
        high=value + draw(values) if low else None,
        unit=unit.get(kind, draw(st.sampled_from(("t", "companies", "other", None)))),
        approx=draw(st.sampled_from(("exact", "about", "more_than", "less_than", "up_to", "nearly", "record"))),
        direction=draw(st.sampled_from((None, "up", "down"))),
        comparison=draw(st.sampled_from((None, "same period a year earlier", "plan"))),
        period=draw(st.sampled_from((None, Period.year(2023), Period.months(2024, 1, 9)))),
    )  # fmt: skip


@st.composite
def texts(draw):
    text, placed = "", []
    for figure in draw(st.lists(figures(), max_size=6)):
        text += draw(st.sampled_from(SEPARATORS))
        placed.append(replace(figure, start=len(text), end=len(text) + len(figure.surface)))
        text += figure.surface
    keys = st.sampled_from(("", "a", "b"))
    stated = [
        Stated(figure, draw(keys), draw(st.sampled_from(("confirmed", "suggested", "near")))) for figure in placed
    ]
    return CheckedText.of(text, draw(LANGUAGES), stated)


@settings(max_examples=150, deadline=None)
@given(texts(), values, values)
def test_any_text_is_checked_and_every_finding_written(text, first, second):
    records = [observation(first, 1, "2023", key="a"), observation(second, "0.1", "2024-01-01/P9M", key="b")]
    found = check(text, records)
    assert [f.rank for f in found] == sorted(f.rank for f in found)
    for finding in found:
        assert finding.rule in RULES
        assert finding.rule in CODES[finding.code].split()
        assert all(0 <= start < end <= len(text.text) for start, end in finding.spans)
        for lang in ("ru", "kk", "en", "zh"):
            arithmetic(finding, lang)


@given(values, st.integers(0, 3))
def test_a_record_inside_the_print_is_never_an_error(value, decimals):
    billions = max(round(value / 10**9, decimals), Decimal("0.001"))
    printed = f"{billions:f}".replace(".", ",")
    record = observation(billions * 10**9, 1, "2023")
    text = text_of(f"В 2023 году товарооборот составил {printed} млрд долларов.", "ru")
    bound = [replace(s, record=record.key, binding="confirmed") if s.kind == "money" else s for s in text.figures]
    assert [f for f in check(replace(text, figures=tuple(bound)), [record]) if f.rule in ("R1", "R1b")] == []


@given(values.filter(bool), st.sampled_from([10, 100, 1000, 10**6, 10**9]))
def test_a_slip_is_seen_whichever_way(value, factor):
    assert slip(value, value * factor) == factor
    assert slip(value * factor, value) == Decimal(1) / factor
    assert slip(value, value * 5) is None


@given(figures(), LANGUAGES)
def test_any_figure_has_a_quantity_or_none(figure, lang):
    stated = quantity_of(figure, lang)
    if figure.kind == "date":
        assert stated is None
    elif stated is not None and figure.low is None and figure.kind != "ordinal":
        assert stated.resolution > 0
        assert abs(stated.value) == figure.value


def test_the_print_decides_the_interval():
    def interval(surface, value, lang="ru", **facts):
        return quantity_of(
            Figure(0, len(surface), surface, "money", Decimal(value), unit="USD", **facts), lang
        ).interval

    assert interval("41 млрд", 41 * 10**9) == quantity(41 * 10**9, 10**9).interval
    assert interval("80,01 млрд", 8001 * 10**7) == quantity(8001 * 10**7, 10**7).interval
    assert interval("80,00 млрд", 80 * 10**9) == quantity(80 * 10**9, 10**7).interval
    assert interval("410亿", 41 * 10**9, "zh") == quantity(41 * 10**9, 10**9).interval
    assert interval("250 000", 250_000) == quantity(250_000, 10**4).interval
    assert interval("сорок один миллиард", 41 * 10**9) == quantity(41 * 10**9, 10**9).interval
    assert interval("$1,234 million", 1_234_000_000, "en") == quantity(1_234_000_000, 10**6).interval
    assert interval("41 млрд", 41 * 10**9, approx="more_than").high is None
    assert interval("41 млрд", 41 * 10**9, approx="about").low == Decimal("39.5") * 10**9
