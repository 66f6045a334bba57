"""The arithmetic of a finding in figures, for readers of ru, kk, en and zh; words are left to the caller as codes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from articles.binding.facts import PERCENT
from articles.rules.findings import Finding, Side
from trade.intervals import Interval, exponent_of
from trade.quantities import Derived, Measured, Quantity
from trade.words.numbers import column_scale, column_unit, plain
from trade.words.units import Kind, kind_of

_MOST_DECIMALS = 4
_HUNDRED = Decimal(100)
_RATE = "/"
Writer = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Line:
    """*text* is figures and signs only; *unit* what they are counted in («млрд долларов США»); *codes* what is still to
    be said in words after it, such as ``no_record``."""

    text: str
    unit: str = ""
    codes: tuple[str, ...] = ()

    def __str__(self):
        return f"{self.text} {self.unit}".rstrip()


def arithmetic(finding: Finding, lang: str) -> Line:
    """The line for *finding*: «33 ÷ 1,13 = 29,2 [28,63–29,78]», or «41 [40,5–41,5] ≠ 31,5 [31,45–31,55]»."""
    write = _FORMULAS.get(finding.formula, _compare)
    return write(finding, lang)


def number(side: Side, lang: str) -> str:
    """One side alone, with its interval and unit: «41 [40,5–41,5] млрд долларов США»; empty if it has no number."""
    if side.measured is None:
        return side.period.words(lang) if side.period else ""
    scale, unit = _scale((side,), lang)
    return f"{_with_interval(side.measured, scale, lang)} {unit}".rstrip()


def _compare(finding: Finding, lang: str) -> Line:
    sides = [side for side in (finding.text, finding.other) if side is not None and side.measured is not None]
    if not sides:
        return Line("")
    scale, unit = _scale(sides, lang)
    texts = [_with_interval(side.measured, scale, lang) for side in sides]
    if finding.inputs and finding.inputs[0].measured is not None:
        # What does fit the text: an older vintage, or another reporter.
        texts.append("= " + _with_interval(finding.inputs[0].measured, scale, lang))
        joined = f"{texts[0]} ≠ {texts[1]}; {texts[2].removeprefix('= ')}"
        return Line(joined, unit, (finding.inputs[0].what,))
    sign = " < " if finding.code in ("bound_understates", "earlier_is_higher") else " ≠ "
    if finding.code == "series_is_short":
        sign = " > "
    return Line(sign.join(texts), unit)


def _scaled(finding: Finding, lang: str) -> Line:
    """«41 × 1 000 = 41 000», in the unit of the smaller."""
    factor = Decimal(finding.facts["factor"])
    value = finding.text.measured.value
    exponent, unit = _scale((Side("", Quantity(min(abs(value), abs(value * factor))), finding.text.unit),), lang)
    write = _writer(exponent, lang)
    sign, shown = ("×", factor) if factor >= 1 else ("÷", 1 / factor)
    other = finding.other.measured.value
    return Line(f"{write(value)} {sign} {plain(shown.normalize(), lang)} ≈ {write(other)}", unit)


def _implied_base(finding: Finding, lang: str) -> Line:
    level, rate = finding.inputs
    sides = [s for s in (level, finding.computed, finding.other) if s is not None]
    exponent, unit = _scale(sides, lang)
    write = _writer(exponent, lang)
    factor = 1 + rate.measured.value / _HUNDRED
    text = f"{write(level.measured.value)} ÷ {plain(factor.normalize(), lang)} = " + _with_interval(
        finding.computed.measured, exponent, lang
    )
    if finding.other is None:
        return Line(text, unit, ("no_record",))
    sign = ">" if finding.code == "implied_base_above_year" else "≠"
    return Line(f"{text} {sign} {_with_interval(finding.other.measured, exponent, lang)}", unit)


def _growth(finding: Finding, lang: str) -> Line:
    now, base = finding.inputs
    exponent, _unit = _scale(finding.inputs, lang)
    write = _writer(exponent, lang)
    result = _with_interval(finding.computed.measured, 0, lang)
    said = _with_interval(finding.text.measured, 0, lang)
    codes = ("percentage_points",) if finding.code == "percent_for_points" else ()
    text = f"({write(now.measured.value)} ÷ {write(base.measured.value)} − 1) × 100 = {result} ≠ {said}"
    return Line(text, "%", codes)


def _sum(finding: Finding, lang: str) -> Line:
    exponent, unit = _scale((finding.text, finding.computed, *finding.inputs), lang)
    write = _writer(exponent, lang)
    added = " + ".join(write(side.measured.value) for side in finding.inputs)
    result = _with_interval(finding.computed.measured, exponent, lang)
    if finding.code == "shares_above_hundred":
        return Line(f"{added} = {result} > {plain(_HUNDRED, lang)}", "%")
    text = f"{added} = {result} ≠ {_with_interval(finding.text.measured, exponent, lang)}"
    return Line(text, unit, ("scale",) if "factor" in finding.facts else ())


def _share(finding: Finding, lang: str) -> Line:
    part, whole = finding.inputs
    exponent, _unit = _scale(finding.inputs, lang)
    write = _writer(exponent, lang)
    result = _with_interval(finding.computed.measured, 0, lang)
    said = _with_interval(finding.text.measured, 0, lang)
    return Line(f"{write(part.measured.value)} ÷ {write(whole.measured.value)} × 100 = {result} ≠ {said}", "%")


def _rate(finding: Finding, lang: str) -> Line:
    first, second = finding.inputs
    one, two = (_scale((side,), lang) for side in finding.inputs)
    top = f"{_writer(one[0], lang)(first.measured.value)} {one[1]}"
    below = f"{_writer(two[0], lang)(second.measured.value)} {two[1]}"
    result, known = (_with_interval(side.measured, 0, lang) for side in (finding.computed, finding.other))
    return Line(f"{top} ÷ {below} = {result} ≠ {known}", finding.computed.unit)


def _difference(finding: Finding, lang: str) -> Line:
    after, before = finding.inputs
    exponent, unit = _scale(finding.inputs, lang)
    write = _writer(exponent, lang)
    if finding.computed is not None:
        result, said = (_with_interval(side.measured, exponent, lang) for side in (finding.computed, finding.text))
        return Line(f"{write(after.measured.value)} − {write(before.measured.value)} = {result} ≠ {said}", unit)
    difference = after.measured.value - before.measured.value
    sign = ">" if finding.facts.get("direction") == "down" else "<"
    return Line(f"{write(after.measured.value)} − {write(before.measured.value)} = {write(difference)} {sign} 0", unit)


def _periods(finding: Finding, lang: str) -> Line:
    return Line(" ≠ ".join(side.period.words(lang) for side in (finding.text, finding.other) if side.period))


_FORMULAS: dict[str, Callable[[Finding, str], Line]] = {
    "compare": _compare,
    "scale": _scaled,
    "implied_base": _implied_base,
    "growth": _growth,
    "sum": _sum,
    "share": _share,
    "rate": _rate,
    "difference": _difference,
    "periods": _periods,
}


def _scale(sides: Iterable[Side], lang: str) -> tuple[int, str]:
    """The power of ten in which all *sides* are written, and the words for it with the unit."""
    sides = [side for side in sides if side.measured is not None]
    unit = next((side.unit for side in sides if side.unit), "")
    if unit in PERCENT or _RATE in unit or unit == "PP":
        return 0, {"PP": "PP"}.get(unit, "%" if unit in PERCENT else unit)
    exponent = column_scale((side.measured.value for side in sides), lang)
    if not unit or kind_of(unit) is Kind.COUNT:
        return (exponent if exponent >= 6 else 0), column_unit("", lang, exponent) if exponent >= 6 else ""
    return exponent, column_unit(unit, lang, exponent)


def _writer(exponent: int, lang: str) -> Writer:
    return lambda value: plain(_short(value.scaleb(-exponent)), lang)


def _with_interval(measured: Measured, exponent: int, lang: str) -> str:
    """The value as far as it is worth showing, with what it can mean: «29,2 [28,63–29,78]»."""
    value = measured.rounded if isinstance(measured, Derived) else measured.value
    write = _writer(exponent, lang)
    if isinstance(measured, Quantity) and measured.is_exact:
        return write(value)
    return f"{write(value)} {_ends(measured.interval, exponent, lang)}"


def _ends(interval: Interval, exponent: int, lang: str) -> str:
    low, high = (None if end is None else end.scaleb(-exponent) for end in (interval.low, interval.high))
    decimals = _decimals(low, high)
    ends = ["∞" if end is None else plain(end, lang, min(decimals, _needed(end))) for end in (low, high)]
    if low is None:
        ends[0] = "−∞"
    # Which end a rounded print leaves out no reader wants to see; of a bound it is the point.
    is_bound = low is None or high is None
    left = "(" if is_bound and not interval.low_closed else "["
    right = ")" if is_bound and not interval.high_closed else "]"
    return f"{left}{ends[0]}–{ends[1]}{right}"


def _decimals(low: Decimal | None, high: Decimal | None) -> int:
    """Two digits of the interval's own width: enough to see where it ends."""
    if low is None or high is None or low == high:
        return _MOST_DECIMALS
    return max(0, min(8, 2 - (2 * (high - low)).adjusted()))


def _needed(value: Decimal) -> int:
    return max(0, -exponent_of(value.normalize()))


def _short(value: Decimal) -> Decimal:
    """At most eight digits: what a print states and no tail of a division."""
    value = value.normalize()
    size = value.adjusted() - 7
    return round(value, -size).normalize() if exponent_of(value) < size and size < 0 else value
