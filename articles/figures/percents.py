"""A percentage is a change or a share: the words right beside it decide, else the nearest ones."""

from articles.figures.candidate import Candidate
from articles.figures.scan import WORD, Scan
from articles.figures.windows import nearest, same_sentence, stands_at, word_before

CHANGE, SHARE = "percent_change", "percent_share"
_CUES = dict.fromkeys(("change", "up", "down", "rates"), CHANGE) | {"share": SHARE}
_LEVEL_CUES = {"rates": CHANGE, "share": SHARE}
_FILLED_WITHIN = 6
_WHOLE = 100
_CLAUSE_WITHIN = 25
_BASE_WITHIN = 8
_SENTENCE_WITHIN = 60


def percent_kind(scan: Scan, candidate: Candidate, before: Candidate | None) -> str:
    """*before* is the figure before, whose kind a member of a series shares: «экспорт вырос на 5%, импорт – 3%»."""
    if candidate.unit in ("pp", "bp") or candidate.sign:
        return CHANGE
    if before is not None and not (_is_percentage(before) and same_sentence(scan, before, candidate)):
        before = None
    if before is not None and before.last == candidate.first and scan.language.change_by_case:
        return before.kind  # «15%-дан 14%-ға төмендеді»
    if before is not None and _ends_change(scan, before, candidate):
        return before.kind
    if not _by(scan, candidate) and _is_share_of(scan, candidate):
        return SHARE
    beside = _by(scan, candidate) or _after(scan, candidate) or _level(scan, candidate, before)
    if beside:
        return beside
    lenders = {before.last: before.kind} if before else {}
    said = nearest(scan, candidate, _CUES, lenders) or (before and before.kind)
    return said or (CHANGE if _is_closed_by_change(scan, candidate) else SHARE)


def _is_closed_by_change(scan: Scan, candidate: Candidate) -> bool:
    """«Абай (9,4%), Ақмола (8,8%) облыстарында өсім байқалды»: the verb closes the sentence (kk)."""
    if not scan.language.change_by_case:
        return False
    end = min(scan.sentence(candidate.first)[1], candidate.last + _SENTENCE_WITHIN)
    return (scan.any("up", candidate.last, end) or scan.any("down", candidate.last, end)) and not scan.any(
        "share", candidate.last, end
    )


def _ends_change(scan: Scan, before: Candidate, candidate: Candidate) -> bool:
    """从2020年的19.9%上升到2024年的51.8%: where a level went is a level too (zh)."""
    if not scan.language.classifiers:
        return False
    gap = range(before.last, candidate.first)
    return not any(scan.breaks[i] for i in gap) and any(scan.hit(i, "level_after") for i in gap)


def _is_share_of(scan: Scan, candidate: Candidate) -> bool:
    """占总降幅五成: «to make up» in the same clause outweighs what is nearer (zh)."""
    i = scan.last("share_of", max(0, candidate.first - _CLAUSE_WITHIN + 1), candidate.first)
    return i is not None and not any(scan.breaks[i : candidate.first])


def _is_percentage(candidate: Candidate) -> bool:
    return candidate.kind in (CHANGE, SHARE) and candidate.unit == "%"


def _after(scan: Scan, candidate: Candidate) -> str | None:
    """«13% больше», "13% higher"; «13% от», "13% of"."""
    if scan.hit(candidate.last - 1, "share_endings"):  # «53%-ы жоғары сапалы»
        return SHARE
    i = candidate.last + (scan.word_at(candidate.last) == ")")  # «половины (52,3%) импорта»
    while scan.hit(i, "fillers") and not scan.hit(i, "share_after") and not scan.hit(i, "level_before"):
        i += 1  # but "11% to a value of $3m" says where it went
    if scan.hit(i, "change_after") and not scan.hit(candidate.last - 1, "ablative"):
        return CHANGE
    if scan.hit(candidate.last - 1, "share"):  # «пайызы»: a percentage of something
        return SHARE
    if scan.hit(i, "level_after"):  # «жүз бес процент болды» is an index
        is_index = candidate.value is not None and candidate.value > _WHOLE
        return SHARE if is_index else nearest(scan, candidate, _LEVEL_CUES) or SHARE
    if scan.hit(i, "share_after"):  # but 增速超过20%的省份 are those whose growth is more than that
        is_rate = scan.language.classifiers and nearest(scan, candidate, _LEVEL_CUES) == CHANGE
        return CHANGE if is_rate else SHARE
    if scan.hit(candidate.last - 1, "change"):  # «пайызға»: by so much
        return CHANGE
    return SHARE if _is_of(scan, i) else None


def _is_of(scan: Scan, i: int) -> bool:
    """«90% расчётов»: a noun in the genitive, where a language shows it."""
    endings = scan.lexicon.genitive_endings
    return bool(endings) and scan.kind_at(i) == WORD and scan.word[i].endswith(endings) and not scan.hit(i, "stops")


def _by(scan: Scan, candidate: Candidate) -> str | None:
    """«на 13%», "by 13 percent": a change, unless something is filled or covered by so much."""
    i = word_before(scan, candidate, "change_before", "level_before")
    by = scan.hit(i, "change_before") or scan.ending(i + 1, "change_before")
    level = scan.hit(i, "level_at")
    if not by or (level and level[0] > by[0]):  # «на», but not «на уровне»
        return None
    return SHARE if _is_filled_by(scan, i) else CHANGE


def _is_filled_by(scan: Scan, i: int) -> bool:
    """«заполнен на 90%» is a share, «вырос на 90%» is not."""
    for k in range(i - 1, max(-1, i - 1 - _FILLED_WITHIN), -1):
        if scan.hit(k, "share_by"):
            return True
        if scan.breaks[k] or scan.hit(k, "up") or scan.hit(k, "down"):
            break
    return False


def _level(scan: Scan, candidate: Candidate, before: Candidate | None) -> str | None:
    """«до 13%», "to 13%": a level, unless of something that is itself a rate of change."""
    i = word_before(scan, candidate, "change_before", "level_before")
    if before is not None and scan.hit(i, "base_before") and candidate.first - before.last <= _BASE_WITHIN:
        return before.kind  # "3.7%, down from 7.4%"
    return nearest(scan, candidate, _LEVEL_CUES) or SHARE if stands_at(scan, i, "level_before") else None
