"""R7: units and currencies, of a bound record and of pairs such as «27,79 трлн юаней (4,28 трлн долларов)»."""

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.binding.facts import EVENT, PERCENT, Rate, Record
from articles.binding.reasons import is_money
from articles.binding.slips import slip
from articles.binding.text import Stated
from articles.binding.words import found
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side, severity_of_slip
from trade.intervals import Interval
from trade.quantities import Derived, Quantity

_TOLERANCE = 3  # percent around a period's average rate: banks, days of exchange and rounding differ by that
_REACH = 28
_OPENS = re.compile(r"^[\s,，]*[(（/]\s*")
_LINK_WORDS = re.compile(r"[\s,，–—~≈]*")


def of_record(case: Case, stated: Stated, record: Record) -> Finding | None:
    """Another currency or another physical unit than the record has."""
    own = stated.unit
    if record.kind == EVENT or not own or not record.unit or own == record.unit:
        return None
    money = stated.kind == "money" and is_money(record.unit)
    physical = stated.kind == "quantity" and record.unit not in PERCENT and not is_money(record.unit)
    points = {own, record.unit} == {"PP", "PC"} and stated.kind == "percent_change"
    if not (money or physical or points):
        return None
    code = "currency_differs" if money else "points_for_percent" if points else "unit_differs"
    finding = Finding(
        "R7",
        code,
        severity_of_slip(stated),
        (stated.span,),
        Side.of_text(stated),
        Side.of_record(record),
        claim=stated.claim,
    )
    return finding.softened(Severity.WARNING) if points else finding


def find(case: Case) -> Iterator[Finding]:
    """Converted pairs: against the rates given, else against the other pairs of the same text."""
    implied: dict[tuple[str, str], list[tuple[Stated, Stated, Derived]]] = {}
    for first, second in _pairs(case):
        derived = _rate(first, second)
        if derived is None:
            continue
        known = _known(case, first, second)
        if not known:
            implied.setdefault((first.unit, second.unit), []).append((first, second, derived))
            continue
        findings = [_against_rate(case, first, second, derived, rate) for rate in known]
        if all(findings):  # a pair without a period may be of any for which there is a rate
            yield findings[0]
    for pairs in implied.values():
        yield from _against_each_other(pairs)


def _pairs(case: Case) -> Iterator[tuple[Stated, Stated]]:
    for figures in case.sentences:
        for first, second in pairwise(figures):
            if first.kind == second.kind == "money" and first.unit and second.unit and first.unit != second.unit:
                link = case.between(first, second)
                if len(link) <= _REACH and _links(case, link):
                    yield first, second


def _links(case: Case, link: str) -> bool:
    """Nothing but a bracket, a slash or words of conversion stands between the two sums."""
    opened = _OPENS.match(link)
    rest = link[opened.end() :] if opened else link
    said = False
    while word := found(case.words.converted, rest):
        rest, said = rest[: word.start()] + rest[word.end() :], True
    return bool(opened or said) and not _LINK_WORDS.sub("", rest)


def _rate(first: Stated, second: Stated) -> Derived | None:
    """How much of the first currency one unit of the second is."""
    a, b = first.quantity, second.quantity
    if a is None or b is None or None in (a.interval.width, b.interval.width) or b.interval.low <= 0:
        return None  # «more than 100 bn» converts to nothing definite
    return Derived(a.value / b.value, a.interval / b.interval, "a ÷ b", (a, b))


def _known(case: Case, first: Stated, second: Stated) -> list[Rate]:
    """The rate of the pair's period, either way round; without a period all of its rates, the latest first."""
    period = first.period or second.period
    of_pair = (rate for rate in case.rates if {rate.base, rate.quote} == {first.unit, second.unit})
    if period is not None:
        return [rate for rate in of_pair if rate.period == period][:1]
    return sorted(of_pair, key=lambda rate: (rate.period.end, rate.period.start), reverse=True)


def _against_rate(case: Case, first: Stated, second: Stated, derived: Derived, rate: Rate) -> Finding | None:
    allowed = _allowed(rate, second.unit)
    if derived.interval.overlaps(allowed.interval):
        return None
    factor = slip(derived.value, allowed.value)
    dated = (first.period or second.period) is not None
    return Finding(
        "R1b" if factor else "R7",
        "converted_scale_slip" if factor else "converted_rate_differs",
        Severity.ERROR if dated or factor else Severity.WARNING,
        (second.span, first.span),
        Side.of_text(second),
        Side("rate", allowed, f"{first.unit}/{second.unit}", rate.period),
        formula="rate",
        inputs=(Side.of_text(first), Side.of_text(second)),
        computed=Side.computed(derived, f"{first.unit}/{second.unit}"),
        facts={"factor": f"{factor.normalize():f}"} if factor else {},
        claim=second.claim,
    )


def _allowed(rate: Rate, base: str) -> Derived:
    """The rate as the first currency for one of *base*, three percent wide either way."""
    interval, value = rate.quantity.interval, rate.quantity.value
    if rate.base != base:
        interval, value = Interval.point(1) / interval, 1 / value
    margin = value * _TOLERANCE / 100
    low, high = interval.low - margin, interval.high + margin
    return Derived(value, Interval(low, high), "rate", (rate.quantity,))


def _against_each_other(pairs: list[tuple[Stated, Stated, Derived]]) -> Iterator[Finding]:
    """Two pairs of one text that imply rates more than three percent apart."""
    for (_a, _b, known), (first, second, derived) in pairwise(pairs):
        wide = _allowed(Rate(second.unit, first.unit, None, _as_quantity(known)), second.unit)
        if derived.interval.overlaps(wide.interval):
            continue
        factor = slip(derived.value, known.value)
        unit = f"{first.unit}/{second.unit}"
        yield Finding(
            "R1b" if factor else "R7",
            "converted_scale_slip" if factor else "converted_rates_differ",
            Severity.ERROR if factor else Severity.WARNING,
            (second.span, first.span, _b.span, _a.span),
            Side.of_text(second),
            Side.computed(known, unit),
            formula="rate",
            inputs=(Side.of_text(first), Side.of_text(second)),
            computed=Side.computed(derived, unit),
            facts={"factor": f"{factor.normalize():f}"} if factor else {},
            claim=second.claim,
        )


def _as_quantity(derived: Derived) -> Quantity:
    return Quantity(derived.value, derived.interval.width)
