"""How numbers are written for readers of ru, kk, en and zh-Hans: always Decimal, never more digits than the source.

Spaces inside a number or before its unit are no-break spaces; the minus is U+2212. TypeError for floats, ValueError
for other languages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise

from babel.numbers import get_currency_name

from trade.intervals import digits, exponent_of, finite
from trade.quantities import Qualifier
from trade.words import kazakh
from trade.words.dates import column
from trade.words.units import SPOKEN_KAZAKH, Kind, kind_of, unit_after

NBSP = "\u00a0"
MINUS = "\u2212"
_ROUNDING = Context(prec=200, rounding=ROUND_HALF_UP)
_MOST_DECIMALS = 2  # before «млрд»; the exact value is given elsewhere

_POINTS = {"ru": (",", NBSP, 10_000), "kk": (",", NBSP, 10_000), "en": (".", ",", 1_000), "zh": (".", ",", 1_000)}
_MAGNITUDES = {
    "ru": ((6, "млн"), (9, "млрд"), (12, "трлн")),
    "kk": ((6, "млн"), (9, "млрд"), (12, "трлн")),
    "en": ((6, "m"), (9, "bn"), (12, "tn")),
    "zh": ((4, "万"), (8, "亿"), (12, "万亿")),
}
_MAGNITUDE_NAMES = {"m": "million", "bn": "billion", "tn": "trillion"}
_SPOKEN_MAGNITUDES = {"млн": "миллион", "млрд": "миллиард", "трлн": "триллион"}
_COUNTS_STAY_PLAIN_BELOW = 1_000_000
_BOUNDS = {
    "ru": {"gt": "более", "ge": "не менее", "lt": "менее", "le": "не более"},
    "kk": {"ge": "кемінде", "le": "ең көбі"},
    "en": {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"},
    "zh": {"gt": "超过", "ge": "至少", "lt": "不到", "le": "至多"},
}
_KAZAKH_AFTER = {"gt": "астам", "lt": "аз"}  # both follow the ablative
_SIGNS = {"gt": ">", "lt": "<"}  # for units whose Kazakh word we do not know


@dataclass(frozen=True, slots=True)
class Parts:
    """A number for display: «более», «$33», «млрд»; *text* is the whole, spaces included."""

    before: str
    number: str
    magnitude: str
    text: str

    @property
    def glue(self) -> str:
        """What stands between number and magnitude: «$33 млрд» has a space, "$33bn" and «330亿美元» have none."""
        start = self.text.index(self.number) + len(self.number)
        return self.text[start : self.text.index(self.magnitude, start)]


@dataclass(frozen=True, slots=True)
class _Scaled:
    figures: str
    exponent: int
    word: str


def plain(value: Decimal, lang: str, decimals: int | None = None) -> str:
    """All digits of *value*, or rounded to *decimals*: «1 234 567,8», "−3.5"."""
    text = digits(finite(value)) if decimals is None else f"{_rounded(finite(value), decimals):f}"
    whole, _mark, fraction = text.removeprefix("-").partition(".")
    point, separator, least = _POINTS[column(lang)]
    grouped = f"{int(whole):,}".replace(",", separator) if int(whole) >= least else whole
    sign = MINUS if text.startswith("-") and text.strip("-0.") else ""
    return f"{sign}{grouped}{point}{fraction}" if fraction else f"{sign}{grouped}"


def percent(value: Decimal, lang: str, signed: bool = True, decimals: int | None = None) -> str:
    """«+13 %» in ru and kk, "+13%" in en and zh-Hans; *signed* False leaves out the plus."""
    return _plus(plain(value, lang, decimals), signed) + _percent_sign(column(lang))


def exact(value: Decimal, unit: str, lang: str) -> str:
    """Every digit with the unit, to be copied: «41 000 000 000 USD»."""
    kind = kind_of(unit)
    if kind is Kind.PERCENT:
        return percent(value, lang, signed=False)
    word = unit if kind is Kind.MONEY else unit_after(finite(value), unit, lang)
    glue = "" if column(lang) == "zh" and kind is Kind.QUANTITY else NBSP
    return plain(value, lang) + (glue + word if word else "")


def compact(
    value: Decimal,
    unit: str,
    lang: str,
    resolution: Decimal | None = None,
    qualifier: str = "eq",
    *,
    upper: Decimal | None = None,
    signed: bool = False,
) -> str:
    """«$80,01 млрд», "$80.01bn", "800.1亿美元", «+13 %», «более 50», «≈$41 млрд», «$3–5 млрд».

    *resolution* is the size of the last digit that the source states (None: the digits that *value* has); *upper*
    the end of a range; *signed* puts a plus before growth. Only counts of rounded millions are abbreviated.
    """
    return parts(value, unit, lang, resolution, qualifier, upper=upper, signed=signed).text


def parts(
    value: Decimal,
    unit: str,
    lang: str,
    resolution: Decimal | None = None,
    qualifier: str = "eq",
    *,
    upper: Decimal | None = None,
    signed: bool = False,
) -> Parts:
    """What :func:`compact` writes, split for a headline that sets «$33» large and «млрд» small."""
    lang, qualifier = column(lang), Qualifier(qualifier)
    resolution = finite(resolution) if resolution else None
    value, upper = finite(value), None if upper is None else finite(upper)
    scaled = _scaled(value if upper is None else max(value, upper, key=abs), unit, lang, resolution)
    figures = _plus(_span(value, upper, scaled, lang, resolution), signed)
    last = value if upper is None else upper
    number, magnitude, glue = _dressed(figures, scaled, None if scaled.word else last, unit, lang)
    if lang == "kk" and qualifier in _KAZAKH_AFTER:
        return _kazakh_bound(number, magnitude, scaled, unit, qualifier)
    before = _before(qualifier, unit, lang)
    body = number + (glue + magnitude if magnitude else "")
    return Parts(before, number, magnitude, before + ("" if before in ("", "≈") or lang == "zh" else NBSP) + body)


def column_scale(values: Iterable[Decimal], lang: str) -> int:
    """The power of ten in which a column or an axis writes *values*: 9 for billions (8 in Chinese); 0 for none."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    return max((exponent for exponent, _word in _MAGNITUDES[column(lang)] if largest >= 10**exponent), default=0)


def column_unit(unit: str, lang: str, exponent: int = 0) -> str:
    """The unit for the head of a column scaled by :func:`column_scale`: «млрд долларов США», "billion US dollars"."""
    lang = column(lang)
    word = dict(_MAGNITUDES[lang]).get(exponent, "")
    name = unit_after(None, unit, lang)
    return ("" if lang == "zh" else " ").join(filter(None, (_MAGNITUDE_NAMES.get(word, word), name)))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)


def _plus(text: str, signed: bool) -> str:
    is_positive = not text.startswith(MINUS) and any(figure in text for figure in "123456789")
    return f"+{text}" if signed and is_positive else text


def _percent_sign(lang: str) -> str:
    return f"{NBSP}%" if lang in ("ru", "kk") else "%"


def _scaled(value: Decimal, unit: str, lang: str, resolution: Decimal | None) -> _Scaled:
    """*value* at the magnitude that suits it, after rounding: 999.996 million is 1.00 billion."""
    steps = ((0, ""), *_steps(value, unit, lang, resolution))
    numbers = [(_at(value, exponent, resolution), exponent, word) for exponent, word in steps]
    limits = [following - exponent for (exponent, _), (following, _) in pairwise(steps)]
    step = next((i for i, limit in enumerate(limits) if abs(numbers[i][0]) < Decimal(10) ** limit), len(limits))
    number, exponent, word = numbers[step]
    return _Scaled(plain(number, lang, -exponent_of(number)), exponent, word)


def _steps(value: Decimal, unit: str, lang: str, resolution: Decimal | None) -> tuple[tuple[int, str], ...]:
    kind = kind_of(unit)
    if kind is Kind.PERCENT:
        return ()
    if kind is not Kind.COUNT:
        return _MAGNITUDES[lang]
    if resolution is None or abs(value) < _COUNTS_STAY_PLAIN_BELOW:
        return ()
    coarsest = resolution.adjusted() + _MOST_DECIMALS
    return tuple((exponent, word) for exponent, word in _MAGNITUDES[lang] if exponent <= coarsest)


def _at(value: Decimal, exponent: int, resolution: Decimal | None) -> Decimal:
    """*value* in units of 10^*exponent*, with the decimals that *resolution* states."""
    stated = _decimals(value if resolution is None else resolution, exponent)
    scaled = value.scaleb(-exponent, _ROUNDING)
    if not exponent or stated <= _MOST_DECIMALS:
        return _rounded(scaled, stated)
    # Cut short by us, so a closing nought would say nothing about the source.
    short = _rounded(scaled, _MOST_DECIMALS)
    return _rounded(short, _decimals(short, 0))


def _decimals(size: Decimal, exponent: int) -> int:
    return max(0, exponent - exponent_of(size.normalize(_ROUNDING))) if size else 0


def _span(value: Decimal, upper: Decimal | None, scaled: _Scaled, lang: str, resolution: Decimal | None) -> str:
    if upper is None:
        return scaled.figures
    # Equal decimals for both; an end too small for the other's magnitude keeps its digits rather than become 0.
    exponent = scaled.exponent
    ends = [_at(end, exponent, resolution) or end.scaleb(-exponent, _ROUNDING) for end in (value, upper)]
    decimals = max(_decimals(end, 0) if resolution is None else -exponent_of(end) for end in ends)
    dash = "—" if lang == "zh" else f"{NBSP}–{NBSP}" if value < 0 else "–"
    return dash.join(plain(end, lang, decimals) for end in ends)


def _dressed(figures: str, scaled: _Scaled, number: Decimal | None, unit: str, lang: str) -> tuple[str, str, str]:
    """The number with its currency sign, the words after it, and what stands between them."""
    kind, code = kind_of(unit), unit.upper()
    if kind is Kind.PERCENT:
        return figures + _percent_sign(lang), "", ""
    if lang == "zh":
        glue = NBSP if kind is Kind.OTHER and not scaled.word else ""
        return figures, scaled.word + unit_after(number, unit, lang), glue
    if kind is Kind.MONEY and (code == "USD" or lang == "en"):
        figures, words = _with_sign(figures, "$" if code == "USD" else code + NBSP), [scaled.word]
    else:
        words = [scaled.word, code if kind is Kind.MONEY else unit_after(number, unit, lang)]
    return figures, NBSP.join(filter(None, words)), "" if lang == "en" and scaled.word else NBSP


def _with_sign(figures: str, sign: str) -> str:
    lead = figures[0] if figures[0] in f"+{MINUS}" else ""
    return lead + sign + figures.removeprefix(lead)


def _before(qualifier: Qualifier, unit: str, lang: str) -> str:
    if qualifier is Qualifier.APPROX:
        return "≈"
    if lang == "en" and qualifier is Qualifier.LT and kind_of(unit) is Kind.COUNT:
        return "fewer than"
    return _BOUNDS[lang].get(qualifier.value, "")


def _kazakh_bound(number: str, magnitude: str, scaled: _Scaled, unit: str, qualifier: Qualifier) -> Parts:
    """«50-ден астам»: the ablative of the last word read aloud, then the word for more or less."""
    suffix = _kazakh_suffix(scaled, unit)
    if not suffix:
        before = _SIGNS[qualifier.value]
        return Parts(before, number, magnitude, NBSP.join(filter(None, (before, number, magnitude))))
    if magnitude:
        magnitude = f"{magnitude}-{suffix}"
    else:
        number = f"{number}-{suffix}"
    magnitude = NBSP.join(filter(None, (magnitude, _KAZAKH_AFTER[qualifier.value])))
    return Parts("", number, magnitude, number + NBSP + magnitude)


def _kazakh_suffix(scaled: _Scaled, unit: str) -> str:
    kind, code = kind_of(unit), unit.upper()
    if kind is Kind.PERCENT:
        return kazakh.ablative("пайыз")
    if kind is Kind.MONEY and code != "USD":
        return kazakh.ablative_of_name(get_currency_name(code, 1, "kk"))
    if kind in (Kind.QUANTITY, Kind.OTHER):
        spoken = SPOKEN_KAZAKH.get(code)
        return kazakh.ablative(spoken) if spoken else ""
    if scaled.word:
        return kazakh.ablative(_SPOKEN_MAGNITUDES[scaled.word])
    whole, _mark, fraction = scaled.figures.replace(NBSP, "").lstrip(MINUS).partition(",")
    return kazakh.ablative(kazakh.last_spoken(whole, fraction))
