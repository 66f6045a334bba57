"""Numerals in figures and in words: one automaton for all languages, driven by the tables of each.

A word adds (двадцать, sixty), multiplies what stands before it below its size (hundred, жүз, 千), or is a scale
(млрд, 亿), which may also follow figures.
"""

from dataclasses import dataclass
from decimal import Decimal

from articles.figures.scan import NUMBER, WORD, Scan, read_number

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_LONGEST = 25  # characters of a number token; beyond that it is no quantity
_WORDS_AT_MOST = 16
_BOUNDS = ("about", "more_than", "less_than", "nearly", "more_than!", "less_than!")


@dataclass(slots=True)
class Numeral:
    """Tokens ``first:last`` (exclusive) and what they say. *scale* is the size of the closing scale word, else 1."""

    first: int
    last: int
    value: Decimal
    scale: Decimal = _ONE
    in_figures: bool = False
    is_ordinal: bool = False
    suffix: str | None = None  # "cardinal", "about"…
    printed: str = ""  # the figures as printed, if the numeral starts with figures
    has_more: bool = False  # 20多万
    is_lone_scale: bool = False  # «миллион», without a number before


class _Sum:
    """The parts of a numeral so far; each was added or multiplied."""

    __slots__ = ("parts", "scale")

    def __init__(self):
        self.parts: list[Decimal] = []
        self.scale = _ONE

    @property
    def value(self) -> Decimal:
        return sum(self.parts, Decimal(0))

    def takes(self, value: Decimal) -> bool:
        """«двадцать» takes three, «сто» takes twenty, «пять» takes nothing."""
        if not self.parts:
            return True
        last = self.parts[-1]
        return value < last and last % 10 ** (value.adjusted() + 1) == 0 and last >= 10

    def add(self, value: Decimal) -> None:
        self.parts.append(value)

    def below(self, size: Decimal) -> bool:
        return bool(self.parts) and self.parts[-1] < size

    def multiply(self, size: Decimal, *, in_figures: bool = False) -> None:
        """Everything smaller than *size* was counting it, 3 500 万; so do figures of any size: 68,276 thousand."""
        counted = self.parts.pop() if in_figures and self.parts else Decimal(0)
        while self.parts and self.parts[-1] < size:
            counted += self.parts.pop()
        self.parts.append((counted or _ONE) * size)


def numeral_at(scan: Scan, i: int) -> Numeral | None:
    """The numeral that starts at token *i*, as long as possible; None if there is none."""
    if scan.kind[i] == NUMBER:
        return _from_figures(scan, i)
    if not scan.hits[i]:
        return None
    return _from_words(scan, i)


def _from_figures(scan: Scan, i: int) -> Numeral | None:
    word = scan.word[i]
    if len(word) > _LONGEST:
        return None
    value = read_number(word, scan.language.decimal_comma)
    last = i + 1
    if value is not None and _is_spaced_decimal(scan, i):
        value, last = Decimal(f"{word}.{scan.word[i + 2]}"), i + 3
    if value is None:
        return None
    numeral = Numeral(i, last, value, in_figures=True, printed=word)
    if _take_suffix(scan, numeral) and numeral.is_ordinal:
        return numeral
    total = _Sum()
    total.add(value)
    _go_on(scan, numeral, total, only_scales=True)
    return numeral


def _is_spaced_decimal(scan: Scan, i: int) -> bool:
    """«2, 3%»: a slip of the keyboard in languages with a decimal comma, not a list (that would need an «и»)."""
    if not (scan.language.decimal_comma and scan.word_at(i + 1) == "," and scan.kind_at(i + 2) == NUMBER):
        return False
    if not scan.glued(i + 1) or scan.start[i + 2] != scan.end[i + 1] + 1 or scan.word_at(i - 1) == ",":
        return False
    whole, fraction = scan.word[i], scan.word[i + 2]
    if not (whole.isdigit() and fraction.isdigit() and len(whole) <= 2 and len(fraction) == 1):
        return False
    if scan.word_at(i + 3) == "%":
        return True
    roles = ("scale", "pct", "qty", "times") if scan.language.change_by_case else ()  # kk: a list has its «және»
    return any(scan.hit(i + 3, role) for role in roles)


def _take_suffix(scan: Scan, numeral: Numeral) -> bool:
    """«5-ти», «7-е», «50-ден», 7th: what is glued to figures with or without a hyphen."""
    i = numeral.last
    glued = i + 1 if scan.word_at(i) == "-" and scan.glued(i) and scan.glued(i + 1) else i
    if not (scan.kind_at(glued) == WORD and scan.glued(glued)):
        return False
    hit = scan.hit(glued, "suffix")
    if not hit or (glued == i and len(scan.word[glued]) == 1):
        return False
    numeral.last, numeral.suffix = hit[0], hit[1]
    numeral.is_ordinal = hit[1] == "ordinal"
    return True


def _from_words(scan: Scan, i: int) -> Numeral | None:
    numeral, total = Numeral(i, i, Decimal(0)), _Sum()
    if _is_vague(scan, i) or _opens_unit(scan, i):
        return None
    _go_on(scan, numeral, total, only_scales=False)
    return numeral if numeral.last > i else None


def _go_on(scan: Scan, numeral: Numeral, total: _Sum, *, only_scales: bool) -> None:
    """Lengthen *numeral* by every word that belongs to it."""
    i = numeral.last
    for _count in range(_WORDS_AT_MOST):
        i = _joined(scan, i, total)
        if total.parts and _opens_unit(scan, i):
            break
        step = _half_step(scan, i, total) if only_scales else _step(scan, i, total, numeral)
        step = step or _scale_step(scan, i, total, numeral)
        if step is None:
            break
        i = numeral.last = step
        if numeral.is_ordinal:
            break
        only_scales = total.scale == _ONE and only_scales
        if total.scale != _ONE and _adds_figures(scan, i, total):
            total.add(read_number(scan.word[i], scan.language.decimal_comma) or Decimal(0))
            i = numeral.last = i + 1
            total.scale, numeral.scale, only_scales = _ONE, _ONE, True
    if total.parts:
        numeral.value = total.value


def _half_step(scan: Scan, i: int, total: _Sum) -> int | None:
    """«13 с половиной триллионов»: a half behind figures, before their scale."""
    half = scan.hit(i, "half_after") if total.parts and total.scale == _ONE else None
    if half is None or not scan.hit(half[0], "scale"):
        return None
    total.add(Decimal("0.5"))
    return half[0]


def _joined(scan: Scan, i: int, total: _Sum) -> int:
    """The token after a hyphen (twenty-five, 3-billion) or after the «and» of "two hundred and five"."""
    if not total.parts:
        return i
    if scan.word_at(i) == "-" and scan.glued(i) and scan.glued(i + 1):
        hit = scan.hit(i + 1, "card") or scan.hit(i + 1, "ord")
        if (hit and total.takes(hit[1])) or scan.hit(i + 1, "scale") or scan.hit(i + 1, "mult"):
            return i + 1
    if scan.hit(i, "joiners") and total.parts[-1] >= 100 and (hit := scan.hit(i + 1, "card")) and total.takes(hit[1]):
        return i + 1
    return i


def _step(scan: Scan, i: int, total: _Sum, numeral: Numeral) -> int | None:
    """One word that adds, multiplies, ends an ordinal or opens a fraction; the token after it."""
    hits = scan.hits[i] if i < len(scan) else None
    if not hits:
        return None
    if "mult" in hits and total.below(hits["mult"][1]):
        total.multiply(hits["mult"][1])
        return hits["mult"][0]
    if "points" in hits and total.parts:
        return _decimal_step(scan, hits["points"][0], total)
    if "half_after" in hits and total.parts:
        total.add(Decimal("0.5"))
        return hits["half_after"][0]
    if "card" in hits and total.takes(hits["card"][1]):
        total.add(hits["card"][1])
        return hits["card"][0]
    if "ord" in hits and hits["ord"][1] >= _HUNDRED and total.below(hits["ord"][1]):  # екі мыңыншы
        total.multiply(hits["ord"][1])
        numeral.is_ordinal = True
        return hits["ord"][0]
    if "ord" in hits and total.takes(hits["ord"][1]):
        total.add(hits["ord"][1])
        numeral.is_ordinal = True
        return hits["ord"][0]
    return None


def _opens_unit(scan: Scan, i: int) -> bool:
    """«千瓦» behind a number is a unit, whatever «千» may be."""
    if i >= len(scan) or scan.hits[i] is None:
        return False
    return any(
        hit[0] > i + 1 and hit[0] > (scan.hit(i, "scale") or (0,))[0]
        for role in ("qty", "money", "percent_prefixes")
        if (hit := scan.hit(i, role))
    )


def _is_vague(scan: Scan, i: int) -> bool:
    """A scale word that counts nothing; in Chinese a bound before makes it a number: 超百家, but 千家万户."""
    if not scan.hit(i, "vague_scales"):
        return False
    if scan.hit(i - 1, "fraction_articles"):  # "a million"
        return False
    if scan.language.classifiers:
        return not (scan.ending(i, "approx") or scan.ending(i, "value_verbs"))
    bound = scan.ending(i, "approx")  # «более тысячи»
    return not (bound and bound[1] in _BOUNDS)


def _scale_step(scan: Scan, i: int, total: _Sum, numeral: Numeral) -> int | None:
    if i >= len(scan) or (scan.hits[i] is None and scan.word[i] != "("):
        return None
    inner = scan.hit(i, "approx_inner")
    if inner and total.parts and scan.hit(inner[0], "scale") and not _opens_unit(scan, inner[0]):
        i, numeral.has_more = inner[0], True
    bracket = scan.word_at(i) == "(" and total.parts and numeral.in_figures and scan.hit(i + 1, "scale")
    hit = bracket or scan.hit(i, "scale")
    if not hit or (hit[0] == i + 1 and len(scan.word[i]) == 1 and not _is_scale_letter(scan, i, numeral)):
        return None
    if not total.parts:
        if _is_vague(scan, i):
            return None
        numeral.is_lone_scale = True
    total.multiply(hit[1], in_figures=numeral.in_figures)
    total.scale = numeral.scale = hit[1]
    return hit[0]


def _is_scale_letter(scan: Scan, i: int, numeral: Numeral) -> bool:
    """The m of "€5m" and "5m tonnes"; in "5 m" it is a metre. Chinese scales are one character long."""
    if scan.language.classifiers:
        return True
    if not scan.glued(i):
        return False
    has_unit = any(scan.hit(i + 1, role) for role in ("qty", "money", "noun"))
    return has_unit or scan.ending(numeral.first, "symbol") is not None


def _decimal_step(scan: Scan, i: int, total: _Sum) -> int | None:
    """What follows «целых», «бүтін» or "point": a count of tenths, or digit after digit."""
    part = scan.hit(i, "denominator")
    place, i = (part[1], part[0]) if part else (None, i)
    fraction, digits, begin = _Sum(), "", i
    while (hit := scan.hit(i, "card")) and (place is not None or fraction.takes(hit[1]) or hit[1] < 10):
        if place is not None and not fraction.takes(hit[1]):
            break
        fraction.add(hit[1])
        digits += str(hit[1])
        i = hit[0]
    if i == begin:
        return None
    if place is None and (part := scan.hit(i, "denominator")):
        i, place = part
    if place is None:
        total.add(Decimal("0." + digits))
    else:
        total.add(fraction.value * place)
    return i


def _adds_figures(scan: Scan, i: int, total: _Sum) -> bool:
    """«14 трлн 240 млрд»: figures that are smaller than the scale before and carry a smaller one, or none (3万5000)."""
    if scan.kind_at(i) != NUMBER or len(scan.word[i]) > _LONGEST:
        return False
    value = read_number(scan.word[i], scan.language.decimal_comma)
    if value is None or value >= total.scale:
        return False
    following = scan.hit(i + 1, "scale")
    if following:
        return following[1] < total.scale
    return scan.word[i].isdigit() and total.scale <= 10_000 and value >= total.scale / 10 and not scan.hit(i + 1, "pct")
