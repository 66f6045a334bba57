"""Figures that lean on each other: «5, 7 и 9 млрд», «0,8–1,4 трлн», "from $24 to 30 billion"."""

from articles.figures.candidate import BARE, Candidate
from articles.figures.scan import COMMA, WORD, Scan

_DASHES = frozenset("-–—~")
_UNITS = ("money", "percent", "quantity", "duration", "ratio", "count")
_BELOW, _BELOW_HAN = 1000, 10_000  # Chinese counts in 万
_GAP_AT_MOST = 14
_ADJECTIVES_AT_MOST = 4


def join(scan: Scan, found: list[Candidate]) -> list[Candidate]:
    """*found* with ranges made one and with scale and unit handed along lists; order is kept."""
    found = _ranges(scan, found)
    for later in range(len(found) - 1, 0, -1):  # from the right: the last member carries scale and unit
        _inherit(scan, found[later - 1], found[later])
    for earlier in range(len(found) - 1):
        _inherit_from_left(scan, found[earlier], found[earlier + 1])
    return found


def _ranges(scan: Scan, found: list[Candidate]) -> list[Candidate]:
    joined: list[Candidate] = []
    for right in found:
        left = joined[-1] if joined else None
        if left is not None and _is_range(scan, left, right):
            joined[-1] = _as_range(scan, left, right)
        else:
            joined.append(right)
    return joined


def _is_range(scan: Scan, left: Candidate, right: Candidate) -> bool:
    if left.value is None or right.value is None or left.kind in ("ordinal", "date", "rank"):
        return False
    if left.kind not in (BARE, right.kind) and not (left.has_prefix and right.kind == BARE):
        return False
    if left.kind == right.kind != BARE and left.unit != right.unit and right.unit is not None:
        return False
    gap = range(left.last, right.first)
    if not gap:
        return _is_span(scan, left, right)
    if len(gap) != 1:
        return False
    return _rises(left, right) and (_is_dash(scan, left.last, left) or _is_worded(scan, left, right))


def _is_span(scan: Scan, left: Candidate, right: Candidate) -> bool:
    """«5-тен 7 жылға дейін»: side by side lengths of time are a range, other things change from one to the other."""
    if not scan.language.change_by_case or right.kind != "duration" or left.kind != BARE:
        return False
    return bool(left.numeral and left.numeral.suffix and scan.hit(right.last, "approx_after")) and _rises(left, right)


def _rises(left: Candidate, right: Candidate) -> bool:
    return _scaled(left, right) < right.value


def _scaled(left: Candidate, right: Candidate):
    """The lower end in base units: it shares the scale of the upper one unless it has its own."""
    return left.value * (1 if left.scale_after else right.scale) * (right.factor if left.kind == BARE else 1)


def _is_dash(scan: Scan, i: int, left: Candidate) -> bool:
    return scan.word_at(i) in _DASHES and (left.kind == BARE or scan.glued(i) == scan.glued(i + 1))


def _is_worded(scan: Scan, left: Candidate, right: Candidate) -> bool:
    """«от 5 до 7», "between 5 and 7", "5 to 7 percent"; but «с 5 до 7» are two figures of a change."""
    word = left.last
    before = [left.first - k for k in (1, 2, 3) if left.first - k >= 0]
    if any(scan.hit(i, "range_before") for i in before):
        return bool(scan.hit(word, "range_words") or scan.hit(word, "list_words"))
    if any(scan.hit(i, "change_from") for i in before):
        return False
    if scan.language.classifiers:  # 5%至7%: in Chinese a change has a word of its own before its first figure
        return bool(scan.hit(word, "range_words")) and left.value >= right.value / 10
    return bool(scan.hit(word, "range_words")) and left.kind == BARE and not left.scale_after


def _as_range(scan: Scan, left: Candidate, right: Candidate) -> Candidate:
    low, high = _scaled(left, right), right.value
    right.low, right.high, right.value, right.approx = low, high, None, "range"
    right.first, right.sign = left.first, left.sign
    right.numeral = left.numeral
    if left.has_prefix and right.kind == BARE:
        right.kind, right.unit, right.has_prefix = left.kind, left.unit, True
    right.covers(scan)
    return right


def _inherit(scan: Scan, left: Candidate, right: Candidate) -> None:
    """Hand scale and unit from the later member of a list to the earlier one."""
    if left.value is None or left.kind not in (BARE, "money", right.kind) or right.kind not in (BARE, *_UNITS):
        return
    if not (_are_listed(scan, left, right) or _are_parallel(scan, left, right) or _is_part(scan, left, right)):
        return
    if left.scale_after and right.kind not in ("money", "count", "quantity"):
        return
    left.in_list = True
    if (
        not left.scale_after
        and right.scale != 1
        and _wants_scale(left, right, _BELOW_HAN if scan.language.classifiers else _BELOW)
    ):
        left.value, left.scale, left.scale_after = left.value * right.scale, right.scale, False
    if left.kind == BARE and right.kind in _UNITS:
        left.kind, left.unit, left.noun_at = right.kind, right.unit, right.noun_at
        left.value, left.factor = left.value * right.factor, right.factor


def _wants_scale(left: Candidate, right: Candidate, most: int) -> bool:
    """Figures below *most* leave their scale to the last member: «5, 7 и 9 млрд», 4665、2611亿."""
    if left.has_prefix and right.has_prefix:  # Sh19,196, Sh7,177 and Sh5,963 billion
        return left.value * right.scale < 100 * right.value
    return left.value < most and (left.kind == BARE or left.has_prefix)


def _inherit_from_left(scan: Scan, left: Candidate, right: Candidate) -> None:
    """«$24 to 30 billion»: the sign before the first member serves all."""
    if right.kind != BARE:
        return
    if (left.has_prefix and _are_listed(scan, left, right)) or _is_outcome(scan, left, right):
        right.kind, right.unit, right.noun_at = left.kind, left.unit, left.noun_at


def _is_outcome(scan: Scan, left: Candidate, right: Candidate) -> bool:
    """«на 2,3 тенге, до 478,15», "by 12 to 85": where a change ended is in the unit of the change."""
    gap = range(left.last, right.first)
    if (
        left.kind not in ("money", "quantity", "count")
        or not 1 <= len(gap) <= 2
        or not scan.hit(left.first - 1, "change_before")
    ):
        return False
    return bool(scan.hit(gap[-1], "level_before")) and (len(gap) == 1 or scan.breaks[gap[0]] == COMMA)


def _are_listed(scan: Scan, left: Candidate, right: Candidate) -> bool:
    """Only commas, an «и» or the «до» of a change stand between."""
    gap = range(left.last, right.first)
    if _is_change_of_one(scan, left, right, gap):
        return True
    if len(gap) > 3:
        return False
    if not gap:
        return bool(left.numeral and scan.language.change_by_case and not scan.glued(right.first))
    if not all(_is_link(scan, i) for i in gap):
        return False
    # A comma alone makes a list only where an «и» follows later: "5.2 million, 38% more" is none.
    return right.in_list or any(scan.word[i] not in ",，" for i in gap)


def _is_change_of_one(scan: Scan, left: Candidate, right: Candidate, gap: range) -> bool:
    """«с 800 до внушительных 4500 тонн», "from 800 to a whopping 4,500 tons": adjectives change nothing."""
    if not 2 <= len(gap) <= _ADJECTIVES_AT_MOST or left.kind != BARE or not scan.hit(gap[0], "range_words"):
        return False
    if not scan.hit(left.first - 1, "change_from"):
        return False
    return all((scan.kind[i] == WORD and not scan.hit(i, "stops")) or scan.hit(i, "articles") for i in gap[1:])


def _is_part(scan: Scan, left: Candidate, right: Candidate) -> bool:
    """«12 из 20 млрд», "3 of the 5 fields", "to 9.5 from 10.1 million tons": one unit for both."""
    gap = range(left.last, right.first)
    if not 1 <= len(gap) <= 3 or left.kind != BARE or left.value is None:
        return False
    if len(gap) == 1 and scan.hit(gap[0], "base_before") and scan.ending(left.first, "level_before"):
        return True
    link = scan.hit(gap[0], "part_of")
    return link is not None and link[0] == right.first and (right.value is None or left.value < right.value)


def _is_link(scan: Scan, i: int) -> bool:
    return scan.word[i] in (",", "，", "、") or bool(scan.hit(i, "list_words") or scan.hit(i, "range_words"))


def _are_parallel(scan: Scan, left: Candidate, right: Candidate) -> bool:
    """«транспорт – 34, связь – 25, прочее – 18 процентов»: each number behind a dash of its own."""
    if not 2 < right.first - left.last <= _GAP_AT_MOST or left.kind != BARE or left.scale_after:
        return False
    if scan.breaks[left.last] != COMMA:
        return False
    return all(scan.word_at(member.first - 1) in _DASHES and not scan.glued(member.first) for member in (left, right))
