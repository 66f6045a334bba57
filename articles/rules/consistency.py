"""R13: the same fact twice, in one text or in two language versions of it, with different values."""

from collections.abc import Iterator
from itertools import combinations

from articles.binding.facts import Record
from articles.binding.slips import slip
from articles.binding.text import CheckedText, Stated
from articles.binding.words import found, named
from articles.rules.case import Case, levels, same_unit
from articles.rules.findings import Finding, Severity, Side

_ALIGNED = 3  # figures that have to agree before two unbound versions count as parallel
_SHORT, _STEM = 3, 4  # letters: shorter words are no nouns, and the rest is an ending
_ALIKE = (4, 5)  # two amounts of one thing lie at most this far apart


def find(case: Case) -> Iterator[Finding]:
    yield from _in_text(case)
    for other in case.article.others:
        yield from _between_versions(case.article, other)


def _differ(a: Stated, b: Stated) -> bool:
    if a.is_target or b.is_target or a.quantity is None or b.quantity is None or a.kind != b.kind:
        return False
    return a.quantity.contradicts(b.quantity) and not (a.unit and b.unit and a.unit != b.unit)


def _in_text(case: Case) -> Iterator[Finding]:
    """Claims on one record; and amounts that the words around them make the same thing."""
    for (a, record), (b, other) in combinations(case.bound, 2):
        if record.key == other.key and _differ(a, b):
            sure = a.is_sure and b.is_sure
            yield _finding(a, b, "same_record_differs", Severity.ERROR if sure else Severity.NOTE)
        elif _is_misbound(a, record, b, other) or _is_misbound(b, other, a, record):
            yield _finding(a, b, "same_words_differ", Severity.WARNING)
    amounts = [s for figures in case.sentences for s in levels(figures)]
    for a, b in combinations(amounts, 2):
        if not (a.record or b.record) and _differ(a, b) and _is_same_thing(case, a, b) and _are_alike(a, b):
            yield _finding(a, b, "same_words_differ", Severity.WARNING)


def _is_misbound(sure: Stated, record: Record, stated: Stated, other: Record) -> bool:
    """*stated* was only proposed another reporter's record of the same thing, which does not fit it either."""
    return (
        sure.is_sure
        and not stated.is_sure
        and other.reporter != record.reporter
        and (other.thing, other.period) == (record.thing, record.period)
        and stated.period == record.period
        and record.quantity is not None
        and not record.quantity.contradicts(sure.quantity)
        and other.quantity is not None
        and other.quantity.contradicts(stated.quantity)
        and _differ(sure, stated)
        and _are_alike(sure, stated)
    )


def _is_same_thing(case: Case, a: Stated, b: Stated) -> bool:
    """Two sentences with the same period, unit and flow and no further figure of that unit: a headline and its body.

    Chinese has neither spaces nor capitals to tell the subject by, so that only bindings pair figures there.
    """
    if case.article.lang == "zh" or a.period is None or a.period != b.period or not same_unit(a, b):
        return False
    first, second = (case.sentence(s) for s in (a, b))
    if first == second or not all(_is_alone(case, s) for s in (a, b)):
        return False
    text = case.article.text
    flows = [named(case.words.flows, text, *span) for span in (first, second)]
    if not flows[0] or flows[0] != flows[1] or len(flows[0]) > 1:
        return False
    return _subject(case, a) == _subject(case, b)


def _is_alone(case: Case, stated: Stated) -> bool:
    figures = case.sentences[case.passages.number(stated.figure.start)]
    return sum(1 for s in levels(figures) if s.kind == stated.kind) == 1


def _subject(case: Case, stated: Stated) -> tuple[str, ...]:
    """The names of the sentence in their order, and the noun that narrows the flow: «экспорт зерна»; endings cut."""
    first, last = case.sentence(stated)
    text = case.article.text[first:last]
    flow = next(m for m in (found(phrases, text) for phrases in case.words.flows.values()) if m)
    words = [word.strip("«»“”\"'.,;:()") for word in (text[: flow.start()] + text[flow.end() :]).split()]
    names = [word for word in words if word[:1].isupper() and len(word) > _SHORT]
    following = (text[flow.end() :].split() or [""])[0]
    narrower = following if len(following) > _SHORT and following.islower() else ""
    return tuple(word.casefold()[:_STEM] for word in (narrower, *names))


def _are_alike(a: Stated, b: Stated) -> bool:
    low, high = sorted((abs(a.quantity.value), abs(b.quantity.value)))
    near, far = _ALIKE
    return low * far >= high * near or slip(a.quantity.value, b.quantity.value) is not None


def _between_versions(own: CheckedText, other: CheckedText) -> Iterator[Finding]:
    by_record: dict[str, Stated] = {s.record: s for s in other.core if s.record}
    paired = [(s, by_record[s.record]) for s in own.core if s.record in by_record]
    if paired:
        for a, b in paired:
            if _differ(a, b):
                sure = a.is_sure and b.is_sure
                yield _finding(a, b, "versions_differ", Severity.ERROR if sure else Severity.NOTE, other.lang)
        return
    for a, b in _aligned(own, other):
        yield _finding(a, b, "versions_differ", Severity.WARNING, other.lang)


def _aligned(own: CheckedText, other: CheckedText) -> list[tuple[Stated, Stated]]:
    """Where nothing is bound: the same kinds in the same order, most of them alike, pair one by one."""
    mine, theirs = ([s for s in text.core if s.quantity is not None and s.kind != "ordinal"] for text in (own, other))
    if [s.kind for s in mine] != [s.kind for s in theirs]:
        return []
    pairs = list(zip(mine, theirs, strict=True))
    differing = [(a, b) for a, b in pairs if _differ(a, b)]
    agreeing = len(pairs) - len(differing)
    return differing if agreeing >= max(_ALIGNED, 2 * len(differing)) else []


def _finding(a: Stated, b: Stated, code: str, severity: Severity, lang: str = "") -> Finding:
    elsewhere = {"lang": lang} if lang else {}
    return Finding(
        "R13",
        code,
        severity,
        (a.span,) if lang else (b.span, a.span),
        Side.of_text(a),
        Side.of_text(b, a.unit),
        facts=elsewhere,
        claim=a.claim,
    )
