"""R3: parts and their total. Tolerances add up by themselves, since every part brings its own interval."""

import re
from collections.abc import Iterator, Sequence

from articles.binding.slips import slip
from articles.binding.text import Stated
from articles.binding.words import found, places
from articles.rules.case import Case, levels, same_unit
from articles.rules.findings import Finding, Severity, Side
from articles.rules.flows import balances, flow_of, is_dated_otherwise, turnovers
from trade.quantities import Derived, total

_OPEN = 60  # characters in which a total stands before «в том числе»
_STEM = 4
_LEAD = 22
_BEHIND = 12  # characters between a total and its colon
_COINCIDENCE = 3  # digits of a sum that meet a total by accident once in a thousand


def find(case: Case) -> Iterator[Finding]:
    reported: set[tuple[int, int]] = set()
    loose = [(whole, parts, None) for whole, parts, _complete in _lists(case, case.words.loosely)]
    including = (*_lists(case, case.words.including), *_behind_colons(case))
    for whole, parts, is_complete in (*including, *turnovers(case), *loose):
        finding = compare(whole, parts, is_complete=is_complete)
        if finding and finding.spans[0] not in reported:
            reported.add(finding.spans[0])
            yield finding
    for finding in balances(case):
        if finding.spans[0] not in reported:
            reported.add(finding.spans[0])
            yield finding


def compare(whole: Stated, parts: Sequence[Stated], *, is_complete: bool | None) -> Finding | None:
    """The parts may be less than the whole unless the list is complete; never more. None for *is_complete* makes the
    relation so loose that only a lost scale counts."""
    added = total([part.quantity for part in parts])
    allowed = whole.quantity.interval
    if added.interval.overlaps(allowed):
        return None
    above = allowed.high is not None and added.interval.low is not None and added.interval.low >= allowed.high
    factor = _slip(whole, parts, added, 2 if is_complete else _COINCIDENCE)
    if factor is not None:
        return _finding(whole, parts, added, "parts_scale_slip", f"{factor.normalize():f}")
    if above and is_complete is not None:
        return _finding(whole, parts, added, "parts_above_total")
    return _finding(whole, parts, added, "parts_differ_from_total") if is_complete else None


def _slip(whole: Stated, parts: Sequence[Stated], added: Derived, coincidence: int):
    """A lost «billion» shows where parts meet the total but for their scale, in at least *coincidence* digits."""
    digits = len(added.value.normalize().as_tuple().digits)
    if len(parts) < 2 or digits < coincidence:
        return None
    factor = slip(added.value, whole.quantity.value)
    return factor if factor is not None and abs(factor.adjusted()) >= 3 else None


def _finding(whole: Stated, parts: Sequence[Stated], added: Derived, code: str, factor: str = "") -> Finding:
    unit = whole.unit or next((part.unit for part in parts if part.unit), "")
    return Finding(
        "R1b" if factor else "R3",
        code,
        Severity.ERROR,
        (whole.span, *(part.span for part in parts)),
        Side.of_text(whole, unit),
        Side.computed(added, unit),
        formula="sum",
        inputs=tuple(Side.of_text(part, unit) for part in parts),
        computed=Side.computed(added, unit),
        facts={"factor": factor} if factor else {},
        claim=whole.claim,
    )


def _lists(case: Case, words: str) -> Iterator[tuple[Stated, list[Stated], bool]]:
    """A total, «в том числе», and what follows up to the end of the sentence or the next such word."""
    text = case.article.text
    for (first, last), figures in zip(case.passages.sentences, case.sentences, strict=True):
        amounts = list(levels(figures))
        cues = list(places(words, text, first, last))
        for number, (begin, after) in enumerate(cues):
            limit = cues[number + 1][0] if number + 1 < len(cues) else last
            whole = next((s for s in reversed(amounts) if s.figure.end <= begin), None)
            if whole is None or begin - whole.figure.end > _OPEN or whole.quantity.interval.width is None:
                continue
            parts = _parts(case, whole, [s for s in amounts if after <= s.figure.start < limit])
            if parts:
                yield whole, parts, _is_complete(case, parts, limit)


def _behind_colons(case: Case) -> Iterator[tuple[Stated, list[Stated], bool]]:
    """«Общий бюджет — 7 млрд долларов: 4 млрд получат дороги…»: a word for a total, and a colon right behind it."""
    text = case.article.text
    for (first, last), figures in zip(case.passages.sentences, case.sentences, strict=True):
        amounts = list(levels(figures))
        if len(amounts) < 3 or not case.words.totals:
            continue
        whole = amounts[0]
        colon = next(
            (i for i in range(whole.figure.end, min(last, whole.figure.end + _BEHIND)) if text[i] in ":："), None
        )
        if colon is None or not found(case.words.totals, text, first, colon) or whole.quantity.interval.width is None:
            continue
        parts = _parts(case, whole, [s for s in amounts if s.figure.start > colon])
        if len(parts) > 1:
            yield whole, parts, _is_complete(case, parts, last)


def _parts(case: Case, whole: Stated, figures: list[Stated]) -> list[Stated]:
    """The members in the unit and period of the whole, up to the first that begins something else."""
    parts: list[Stated] = []
    for stated in figures:
        before = parts[-1] if parts else None
        if not same_unit(whole, stated) or is_dated_otherwise(whole, stated) or not _is_alike(case, whole, stated):
            break
        if flow_of(case, stated, [whole, *figures]) == "B":
            break
        if found(case.words.anew, _lead(case, whole if before is None else before, stated)):
            break
        if before is not None and found(case.words.converted, case.between(before, stated).strip(" ,(")):
            break
        if before is not None and found(case.words.contrast, case.between(before, stated)) and _is_turn(case, stated):
            break
        parts.append(stated)
    return parts


def _lead(case: Case, before: Stated, stated: Stated) -> str:
    """What stands right before the figure, at most a few words of it."""
    return case.between(before, stated)[-_LEAD:]


def _is_alike(case: Case, whole: Stated, part: Stated) -> bool:
    """Things without a unit of their own have to be called the same: 35 banks are not made of 373 branches."""
    if whole.kind != "count" or "other" not in (whole.unit, part.unit):
        return True
    noun, other = (_noun(case, stated) for stated in (whole, part))
    return bool(noun) and (noun == other or not other)


def _noun(case: Case, stated: Stated) -> str:
    """The beginning of the word that is counted."""
    following = case.article.text[stated.figure.end : stated.figure.end + 40].lstrip()
    word = re.match(r"[^\W\d_]+", following)
    return word[0].casefold()[: _STEM if following[:1] < "\u3400" else 1] if word else ""


def _is_turn(case: Case, stated: Stated) -> bool:
    """«…, а импорт»: inside a list of flows this goes on, elsewhere a new subject begins."""
    return not case.says("|".join(case.words.flows.values()), case.clause(stated))


def _is_complete(case: Case, parts: list[Stated], limit: int) -> bool:
    """The last part is «the others», or the parts are exports and imports."""
    last = parts[-1]
    begin = parts[-2].figure.end if len(parts) > 1 else last.figure.start - _OPEN
    if len(parts) > 1 and case.says(case.words.others, (begin, min(limit, last.figure.end + 3))):
        return True
    return len(parts) == 2 and {flow_of(case, part, parts) for part in parts} == {"X", "M"}
