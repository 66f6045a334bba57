"""Which way a figure changed, and compared with what."""

from articles.figures.candidate import Candidate
from articles.figures.scan import CLAUSE, COMMA, Scan
from articles.figures.windows import left_of, opens_sentence_with_during, same_sentence

_FAR, _RIGHT, _WORDS_BETWEEN = 30, 6, 5
_AMOUNTS = ("money", "count", "quantity", "duration")
_CHANGES = ("percent_change", "ratio")


def direction(scan: Scan, candidate: Candidate, before: Candidate | None) -> str | None:
    """``up`` or ``down``. An amount has one only if it is the change itself; *before* lends it to a series."""
    if candidate.sign:
        return candidate.sign
    is_amount = candidate.kind in _AMOUNTS or candidate.is_fraction
    if candidate.kind not in _CHANGES + _AMOUNTS or (is_amount and not _is_by(scan, candidate)):
        return None
    found = _points(scan, candidate.first, True) if candidate.kind == "ratio" else None  # «удвоился» itself
    found = found or _nearest_direction(scan, candidate)
    if found or candidate.kind not in _CHANGES:
        return found
    if scan.language.change_by_case and (later := _verb_of_series(scan, candidate)):
        return later
    if candidate.kind != "percent_change" and (before is None or before.kind not in (*_CHANGES, "quantity", "money")):
        return None
    if before is not None and before.direction and same_sentence(scan, before, candidate):
        return before.direction
    return "up" if candidate.kind == "percent_change" and _speaks_of_rates(scan, candidate) else None


def comparison(scan: Scan, candidate: Candidate, before: Candidate | None) -> str | None:
    """What a change is measured against; members of a series share it with the one *before*."""
    found = _nearest_comparison(scan, candidate)
    if found is None and before is not None and before.kind == candidate.kind == "percent_change":
        return before.comparison if same_sentence(scan, before, candidate) else None
    compares = candidate.kind in ("percent_change", "percent_share", "ratio") or _is_by(scan, candidate)
    return found if compares else None


def _is_by(scan: Scan, candidate: Candidate) -> bool:
    """«на 5 млрд», "by 5 bn": the amount of a change, not where it ended."""
    i = candidate.first - 1
    for _count in range(_WORDS_BETWEEN):
        if scan.ending(i + 1, "level_before") or scan.hit(i, "level_at"):
            break
        if scan.hit(i, "change_before") or scan.ending(i + 1, "change_before"):
            return True
        if i < 0 or not any(scan.hit(i, role) for role in ("approx", "fillers", "articles")):
            break
        i -= 1
    return bool(scan.hit(candidate.last, "change_after"))


def _nearest_direction(scan: Scan, candidate: Candidate) -> str | None:
    """The verb to the left, unless «13% больше» says it right behind."""
    is_by = _is_by(scan, candidate)
    right = _direction_right(scan, candidate, is_by)
    if right and any(scan.hit(candidate.last + k, "change_after") for k in (0, 1)):
        return right
    if not (scan.has("up") or scan.has("down") or scan.has("up_by")):
        return None
    for i in left_of(scan, candidate):
        if found := _points(scan, i, is_by):
            return found
        if right and scan.breaks[i] >= CLAUSE:
            break
    return right


def _points(scan: Scan, i: int, is_by: bool) -> str | None:
    hits = scan.hits[i]
    if not hits or scan.used[i]:
        return None
    if "up" in hits or (is_by and "up_by" in hits):
        return "up"
    return "down" if "down" in hits else None


def _direction_right(scan: Scan, candidate: Candidate, is_by: bool) -> str | None:
    _first, last = scan.sentence(candidate.first)
    for i in range(candidate.last, min(last, candidate.last + _RIGHT)):
        if scan.breaks[i] >= COMMA:
            break
        if found := _points(scan, i, is_by):
            return found
    return None


def _verb_of_series(scan: Scan, candidate: Candidate) -> str | None:
    """«жүк 22 пайызға, транзит 17 пайызға артты»: the verb that closes the sentence (kk)."""
    _first, last = scan.sentence(candidate.first)
    end = min(last, candidate.last + 2 * _FAR)
    up, down = scan.first("up", candidate.last, end), scan.first("down", candidate.last, end)
    if up is None or (down is not None and down < up):
        return None if down is None else "down"
    return "up"


def _speaks_of_rates(scan: Scan, candidate: Candidate) -> bool:
    """Inflation is a rise unless it is said to fall."""
    first, last = scan.sentence(candidate.first)
    return scan.any("rates", max(first, candidate.first - _FAR), min(last, candidate.last + _FAR))


def _nearest_comparison(scan: Scan, candidate: Candidate) -> str | None:
    """«по сравнению с…» on either side; at the same distance the one to the left."""
    if not scan.has("cmp"):
        return None
    best, found = _FAR, None
    # A Chinese comparison comes first, so that one behind a comma belongs to the next figure.
    limit = COMMA if scan.language.classifiers else CLAUSE
    _first, last = scan.sentence(candidate.first)
    for i in range(candidate.last, min(last, candidate.last + _FAR)):
        if scan.breaks[i] >= limit:
            break
        if hit := scan.hit(i, "cmp"):
            best, found = i - candidate.last, hit[1]
            break
    for i in left_of(scan, candidate):
        if candidate.first - i > best:
            break
        if (hit := scan.hit(i, "cmp")) and not opens_sentence_with_during(scan, i):
            return hit[1]
    return found
