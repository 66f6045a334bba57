"""R3: turnover, exports, imports and their balance, each named in the text by its own word."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from articles.binding.text import Stated
from articles.binding.words import found, places
from articles.rules.case import Case, levels, same_unit
from articles.rules.findings import Finding, Severity, Side
from trade.quantities import Quantity, balance

_LINK = re.compile(r"\s+(?:(?:in|of|worth of|as)\s+)?")
_BEHIND = 24  # characters from a figure to the end of the flow that is named right behind it
_OPEN = 60  # characters from a sum to its exports and imports
_PHRASE = 28  # characters of «дефицит внешнеторгового оборота» after its first word
_NEAR = 260  # in which all of them stand


def flow_of(case: Case, stated: Stated, among: Sequence[Stated] = ()) -> str:
    """B, X, M or T: the flow named last before the figure, after the figure before it; empty if none is."""
    text = case.article.text
    first, last = case.sentence(stated)
    if flow := _flow_behind(case, stated, last):
        return flow
    begin = max([first, *(s.figure.end for s in among if s.figure.end <= stated.figure.start)])
    ends = {
        flow: max((b for _a, b in places(phrases, text, begin, stated.figure.start)), default=-1)
        for flow, phrases in case.words.flows.items()
    }
    best = max(ends.values())
    flow = next(flow for flow, end in ends.items() if end == best) if best >= 0 else ""
    # «Дефицит внешней торговли» ends in a word for trade and is no turnover.
    return "B" if flow == "T" and ends["B"] >= 0 and ends["T"] - ends["B"] <= _PHRASE else flow


def _flow_behind(case: Case, stated: Stated, last: int) -> str:
    """ "22 bn in exports", «22 млрд доллары экспорт»: right behind the figure (Chinese names it before)."""
    if case.article.lang == "zh":
        return ""
    text, end = case.article.text, stated.figure.end
    for flow, phrases in case.words.flows.items():
        named = found(phrases, text, end, min(last, end + _BEHIND))
        if named and _LINK.fullmatch(text, end, named.start()):
            return flow
    return ""


def turnovers(case: Case) -> Iterator[tuple[Stated, list[Stated], bool]]:
    """Turnover, exports and imports of one period, each named once in one sentence or in two that follow each other."""
    for group in _groups(case):
        if (by_flow := _byflow_of(case, group)) and "T" in by_flow:
            yield by_flow["T"], [by_flow["X"], by_flow["M"]], True


def balances(case: Case) -> Iterator[Finding]:
    """Exports less imports against the surplus or deficit that stands beside them."""
    for group in _groups(case):
        by_flow = _byflow_of(case, group)
        if not by_flow or "B" not in by_flow:
            continue
        said, exports, imports = (by_flow[flow] for flow in "BXM")
        computed = balance(exports.quantity, imports.quantity)
        if said.quantity.interval.overlaps(computed.interval) or said.quantity.interval.overlaps(-computed.interval):
            continue
        yield Finding(
            "R3",
            "balance_differs",
            Severity.ERROR,
            (said.span, exports.span, imports.span),
            Side.of_text(said),
            Side.computed(computed, said.unit or exports.unit),
            formula="difference",
            inputs=(Side.of_text(exports), Side.of_text(imports)),
            computed=Side.computed(computed, said.unit or exports.unit),
            claim=said.claim,
        )


def _groups(case: Case) -> Iterator[list[Stated]]:
    """The figures of each sentence, and of each with the next one of its paragraph."""
    for number, figures in enumerate(case.sentences):
        yield figures
        if number + 1 < len(case.sentences) and case.sentences[number + 1]:
            yield [*figures, *case.sentences[number + 1]]


def _byflow_of(case: Case, group: list[Stated]) -> dict[str, Stated]:
    """The sums of a group by flow if exports and imports are among them and every flow is named once; else nothing."""
    money = [s for s in levels(group) if s.kind == "money" and isinstance(s.quantity, Quantity)]
    if len(money) not in (3, 4) or not all(same_unit(money[0], s) for s in money[1:]):
        return {}
    if any(is_dated_otherwise(a, b) for a, b in combinations(money, 2)) or not _is_one_pair(case, money):
        return {}
    by_flow = {flow_of(case, s, money): s for s in money}
    if {"", "X", "M"} <= set(by_flow) and by_flow[""] is money[0] and _is_turnover(case, money[0], money[1]):
        by_flow["T"] = by_flow.pop("")
    complete = len(by_flow) == len(money) and {"X", "M"} < set(by_flow) <= {"X", "M", "T", "B"}
    return by_flow if complete else {}


def _is_turnover(case: Case, whole: Stated, part: Stated) -> bool:
    """A colon opens the exports and imports of a sum, or «в торговле» follows it: "of the $41 billion in trade"."""
    link = case.between(whole, part)
    return len(link) <= _OPEN and (any(mark in link for mark in ":：") or bool(found(case.words.flows["T"], link)))


def _is_one_pair(case: Case, money: Sequence[Stated]) -> bool:
    """No part of a list of countries or goods: the three stand near each other, in one paragraph."""
    span = money[0].figure.end, money[-1].figure.start
    return span[1] - span[0] <= _NEAR and "\n" not in case.article.text[span[0] : span[1]]


def is_dated_otherwise(whole: Stated, part: Stated) -> bool:
    return whole.period is not None and part.period is not None and whole.period != part.period
