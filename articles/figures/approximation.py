"""How exact a figure is meant to be: «около», «более», "up to", 以上; and what is a target, not an outcome."""

from articles.figures.candidate import Candidate
from articles.figures.scan import COMMA, NUMBER, Scan

_NEAR, _GAP, _FAR = 8, 3, 30
_RIGHT = 6


def approximation(scan: Scan, candidate: Candidate) -> str:
    """One of exact, about, more_than, less_than, up_to, nearly, range, record."""
    if candidate.approx != "exact":
        return candidate.approx
    is_by = candidate.kind in ("percent_change", "ratio") or scan.word[candidate.last - 1].endswith(_datives(scan))
    is_by = is_by and scan.hit(candidate.last, "change_after")  # «13%-ға көп», «84 мыңға артық»
    is_by = is_by and not scan.hit(candidate.last - 1, "ablative")  # «3 еседен артық»
    is_by = is_by or scan.hit(candidate.last - 1, "share_endings")  # «53%-ы жоғары сапалы»
    if (right := scan.hit(candidate.last, "approx_after")) and not is_by:
        return right[1] if right[1] != "up_to" or _is_goal(scan, candidate, right[0]) else "exact"
    return _approx_left(scan, candidate) or "exact"


def _datives(scan: Scan) -> tuple[str, ...]:
    return scan.lexicon.dative_endings


def _is_goal(scan: Scan, candidate: Candidate, i: int) -> bool:
    """«5 миллиардқа дейін арттыру жоспарланған» is a target, «5 миллиардқа дейін артты» is where it ended (kk)."""
    _first, last = scan.sentence(candidate.first)
    end = min(last, i + _FAR)
    return scan.any("targets", i, end) or not any(scan.any(role, i, end) for role in ("up", "down", "value_verbs"))


def _approx_left(scan: Scan, candidate: Candidate) -> str | None:
    """The nearest word of approximation; «рекордный» only counts without a bound."""
    record = None
    if not scan.has("approx"):
        return _broken_record(scan, candidate)
    i = candidate.first - 1
    for begin in range(i, max(-1, i - _NEAR), -1):
        if (scan.breaks[begin] >= COMMA and scan.word[begin] not in ("(", "[")) or scan.used[begin]:
            break
        hit = scan.hit(begin, "approx")
        if not hit or hit[0] > candidate.first or not _is_filled(scan, hit[0], candidate.first):
            continue
        name = hit[1].removesuffix("!")
        if name != hit[1] and hit[0] != candidate.first:
            continue
        if candidate.kind == "duration" and (scan.hit(begin, "during") or scan.hit(candidate.last, "recent_after")):
            continue
        if scan.hit(hit[0] - 1, "than") and scan.hit(hit[0], "definite"):
            continue  # "more than the 7.9 million of last year" compares
        if candidate.unit == "pp" and (scan.hit(begin, "up") or scan.hit(begin, "down")):
            continue  # 高于全国16.1个百分点
        if name == "record":
            record = "record"
        elif name == "goal" and candidate.kind == "ratio":
            continue  # "to double"
        elif name == "goal" and scan.ending(begin + 1, "base_before"):
            continue  # "compared to"
        elif name in ("up_to", "goal"):
            if _is_target(scan, candidate, strict=name == "goal"):
                return "up_to"
        else:
            scan.used[begin : hit[0]] = b"\1" * (hit[0] - begin)  # «more than 5» is no rise
            return name
    return record or _broken_record(scan, candidate)


def _is_record_around(scan: Scan, candidate: Candidate) -> bool:
    """再创新高，成交28亿美元; 达到28亿美元，创历史新高: said before it, or after it and before the next number (zh)."""
    if not scan.language.classifiers or candidate.kind not in ("money", "count", "quantity"):
        return False
    if not scan.has("records"):
        return False
    first, last = scan.sentence(candidate.first)
    for i in range(candidate.last, min(last, candidate.last + _FAR // 2)):
        if scan.kind[i] == NUMBER:
            break
        if scan.hit(i, "records"):
            return True
    return scan.any("records", max(first, candidate.first - _FAR), candidate.first)


def _broken_record(scan: Scan, candidate: Candidate) -> str | None:
    """«побил рекорд и достиг 80 млрд»: the value that a record reached."""
    if not scan.has("records"):
        return None
    if _is_record_around(scan, candidate):
        return "record"
    first, _last = scan.sentence(candidate.first)
    if not any(
        (hit := scan.hit(i, "value_verbs")) and hit[0] == candidate.first
        for i in range(max(0, candidate.first - 3), candidate.first)
    ):
        return None
    place = scan.last("records", max(first, candidate.first - _FAR), candidate.first)
    if place is None or scan.opens_number(scan.hit(place, "records")[0]):  # "a record 32 m tons, and sales were 5 bn"
        return None
    return "record"


def _is_filled(scan: Scan, first: int, last: int) -> bool:
    """Nothing but small words and adjectives of record stands between a cue and its number."""
    if last - first > _GAP + 1:
        return False
    i = first
    while i < last:
        hits = scan.hits[i] or {}
        role = next((r for r in ("fillers", "approx", "articles", "symbol") if r in hits), None)
        if role is None:
            return False
        i = max(i + 1, hits[role][0])
    return True


def _is_target(scan: Scan, candidate: Candidate, *, strict: bool) -> bool:
    """«до 40 млрд к 2030 году», "to increase to": a goal; «вырос до» is an outcome."""
    first, last = scan.sentence(candidate.first)
    if _follows_change(scan, candidate):
        return scan.any("targets", max(first, candidate.first - _FAR), candidate.first - _GAP)
    for i in range(candidate.first - 1, max(first, candidate.first - _FAR) - 1, -1):
        if _opens_change(scan, i) and candidate.first - i <= _NEAR:
            return False
        if scan.hit(i, "targets"):
            return True
        if scan.hit(i, "up") or scan.hit(i, "down"):  # «вырос до», but «будет увеличен до»
            return any(scan.hit(k, "targets") for k in range(max(first, i - _GAP), i))
    if not strict:
        end = min(last, candidate.last + _FAR // 2)  # «до 5 млрд выросла торговля»
        moves = scan.any("up", candidate.last, end) or scan.any("down", candidate.last, end)
        return not moves or scan.any("targets", candidate.last, end)
    goal = scan.first("targets", candidate.last, min(last, candidate.last + _RIGHT))
    if goal is not None and scan.language.classifiers and any(scan.breaks[candidate.last : goal]):
        return False  # 达到214亿美元，低于专家预期
    return goal is not None and not scan.any("cmp", max(candidate.last, goal - 3), goal + 1)  # "101% of the plan"


def _follows_change(scan: Scan, candidate: Candidate) -> bool:
    """«на 50 б.п., до 16,5%», «в 2 раза, до 12 тыс.»: where a change that stands right before ended."""
    if scan.language.classifiers:  # where 从2.6%上调至2.8% says so itself
        return False
    return any(
        scan.ending(i, "pct") or scan.ending(i, "times") for i in range(max(0, candidate.first - _GAP), candidate.first)
    )


def _opens_change(scan: Scan, i: int) -> bool:
    """The «с» of «с 5 до 7», not that of «с Китаем»."""
    hit = scan.hit(i, "change_from")
    return bool(hit and (scan.kind_at(hit[0]) == NUMBER or scan.hit(hit[0], "symbol") or scan.hit(hit[0], "card")))
