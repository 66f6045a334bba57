"""Looking left and right of a figure: words before its number, and the nearest cue in its sentence."""

from collections.abc import Iterator, Mapping

from articles.figures.candidate import Candidate
from articles.figures.scan import CLAUSE, COMMA, NONE, Scan

FAR_LEFT, FAR_RIGHT = 30, 5
_NOWHERE = 99
_COSTS = {NONE: 1, COMMA: 3, CLAUSE: 7}  # tokens that a token counts for, by how much it divides
_LOOK_BACK = 12  # figures of a sentence that a later one may lean on


def same_sentence(scan: Scan, a: Candidate, b: Candidate) -> bool:
    return scan.sentence_number(a.first) == scan.sentence_number(b.first)


def earlier(scan: Scan, candidate: Candidate, kept: list[Candidate]) -> Iterator[Candidate]:
    """The figures before *candidate* in its sentence, the nearest first."""
    for other in reversed(kept[-_LOOK_BACK:]):
        if same_sentence(scan, other, candidate):
            yield other


def opens_sentence_with_during(scan: Scan, i: int) -> bool:
    """ "Over 2022, output rose" tells when; "an increase over 2022" compares."""
    return scan.hit(i, "during") is not None and i == scan.sentence(i)[0]


def left_of(scan: Scan, candidate: Candidate) -> range:
    """The tokens of the sentence before *candidate*, from right to left, as far as a cue may reach."""
    first, _last = scan.sentence(candidate.first)
    return range(candidate.first - 1, max(first, candidate.first - FAR_LEFT) - 1, -1)


def word_before(scan: Scan, candidate: Candidate, *wanted: str) -> int:
    """The token before the number, small words and words of approximation left out unless one is *wanted*."""
    i = candidate.first - 1
    if not (scan.has("approx") or scan.has("fillers")):
        return i
    while i >= 0 and not scan.breaks[i] and not any(stands_at(scan, i, role) for role in wanted):
        if not (scan.ending(i + 1, "approx") or scan.ending(i + 1, "fillers")):
            break
        i -= 1
    return i


def stands_at(scan: Scan, i: int, role: str) -> bool:
    """A phrase with *role* begins or ends at token *i*."""
    return bool(scan.hit(i, role) or scan.ending(i + 1, role))


def nearest(
    scan: Scan, candidate: Candidate, roles: Mapping[str, str], lenders: Mapping[int, str] | None = None
) -> str | None:
    """What the nearest word with one of *roles* says; marks between make it farther.

    *lenders* are tokens to the left that say something by themselves, such as the end of an earlier figure.
    """
    if not any(map(scan.has, roles)):
        first = left_of(scan, candidate).stop
        return next((kind for i, kind in (lenders or {}).items() if first < i < candidate.first), None)
    cost, found = _nearest_left(scan, candidate, roles, lenders or {})
    return _nearest_right(scan, candidate, roles, cost) or found


def _nearest_left(
    scan: Scan, candidate: Candidate, roles: Mapping[str, str], lenders: Mapping[int, str]
) -> tuple[int, str | None]:
    cost = 0
    for i in left_of(scan, candidate):
        cost += _COSTS.get(scan.breaks[i], 0)
        if i in lenders:
            return cost, lenders[i]
        if said := _says(scan, i, roles):
            return cost, said
    return _NOWHERE, None


def _nearest_right(scan: Scan, candidate: Candidate, roles: Mapping[str, str], limit: int) -> str | None:
    _first, last = scan.sentence(candidate.first)
    for i in range(candidate.last, min(last, candidate.last + FAR_RIGHT, candidate.last + limit - 2)):
        if scan.breaks[i]:
            break
        if said := _says(scan, i, roles):
            return said
    return None


def _says(scan: Scan, i: int, roles: Mapping[str, str]) -> str | None:
    hits = scan.hits[i]
    return next((roles[role] for role in roles if role in hits), None) if hits else None
