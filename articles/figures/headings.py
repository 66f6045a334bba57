"""Numbers whose unit stands elsewhere: in a heading, «Экспорт, млн долл.: 2023 год – 634,1», or in «индекс»."""

from decimal import Decimal

from articles.figures.candidate import Candidate
from articles.figures.scan import COMMA, NUMBER, Scan
from articles.figures.windows import left_of

_REACH = 60  # tokens from a heading to the last number that it explains
_CLOSE = 6
_LEAST, _MOST = Decimal(20), Decimal(1000)  # an index is a hundred, give or take
_MARKS = frozenset("-–—:：|（(")


def take_heading(scan: Scan, candidate: Candidate) -> bool:
    """Give a number behind a mark the scale and unit of its row's heading; False if there is none."""
    if candidate.value is None or not (_opens_cell(scan, candidate) and _closes_cell(scan, candidate)):
        return False
    first = max(scan.sentence(candidate.first)[0], candidate.first - _REACH)
    place = scan.last("scale", first, candidate.first)
    while place is not None:
        scale = scan.hit(place, "scale")
        for role, kind in (("money", "money"), ("qty", "quantity")):
            unit = scan.hit(scale[0], role)
            if unit and _is_heading(scan, place, unit[0]):
                name, _star, factor = unit[1].partition("*")
                candidate.kind, candidate.unit = kind, name
                candidate.value *= scale[1] * Decimal(factor or 1)
                return True
        place = scan.last("scale", first, place)
    return False


def _opens_cell(scan: Scan, candidate: Candidate) -> bool:
    before = candidate.first - 1
    return before >= 0 and (scan.word[before] in _MARKS or bool(scan.used[before]))


def _closes_cell(scan: Scan, candidate: Candidate) -> bool:
    return candidate.last >= len(scan) or scan.breaks[candidate.last] > 0 or scan.word[candidate.last] == "."


def _is_heading(scan: Scan, begin: int, end: int) -> bool:
    """No number stands before the scale word, and a colon, a bracket or a bar closes the heading."""
    if scan.kind_at(begin - 1) == NUMBER or scan.hit(begin - 1, "card") or scan.used[begin]:
        return False
    closing = range(end, min(len(scan), end + 3))
    return any(scan.word[i] in ":：|" for i in closing) and scan.breaks[begin - 1] >= COMMA if begin else False


def is_index(scan: Scan, candidate: Candidate) -> bool:
    """«Индекс цен составил 104,2», "the PMI stood at 50.3": a level in percent that prints no sign."""
    value = candidate.value
    if not scan.has("indices") or value is None or not _LEAST <= value <= _MOST or candidate.scale != 1:
        return False
    if value == value.to_integral_value() and value != 100:
        return False
    left = left_of(scan, candidate)
    place = scan.last("indices", left.stop + 1, candidate.first)
    if place is None or any(scan.kind[i] == NUMBER for i in range(place, candidate.first)):
        return False
    if scan.any("up", place, candidate.first) or scan.any("down", place, candidate.first):
        return False  # 道琼斯指数上涨120.5点 are points of an exchange
    near = candidate.first - scan.hit(place, "indices")[0] <= _CLOSE
    return near and not any(scan.breaks[place : candidate.first])
