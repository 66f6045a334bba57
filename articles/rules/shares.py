"""R4: shares of one whole, and a part with its percentage."""

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.binding.text import Stated
from articles.binding.words import found
from articles.rules.case import Case, levels, same_unit
from articles.rules.findings import Finding, Severity, Side
from trade.intervals import Interval
from trade.quantities import Quantity, share, total

_WHOLE = Quantity.exactly(100)
_COMMAS = re.compile(r"[,，、;；]")
_REACH = 60
_CLOSE = 24


def find(case: Case) -> Iterator[Finding]:
    for figures in case.sentences:
        if finding := _above_hundred(case, figures):
            yield finding
        if finding := _part_of_whole(case, figures):
            yield finding


def _above_hundred(case: Case, figures: list[Stated]) -> Finding | None:
    """Members of a list after one word for shares; different periods or subjects are different wholes."""
    shares = [s for s in figures if s.kind == "percent_share" and s.unit == "PC" and not s.is_target and s.quantity]
    if len(shares) < 2 or any(s.figure.approx in ("more_than", "less_than") for s in shares):
        return None
    if not _is_one_list(case, figures, shares):
        return None
    added = total([s.quantity for s in shares])
    if added.interval.overlaps(Interval(None, _WHOLE.value, False, True)):
        return None
    return Finding(
        "R4",
        "shares_above_hundred",
        Severity.ERROR,
        tuple(s.span for s in shares),
        Side.of_text(shares[-1]),
        Side("computed", _WHOLE, "PC"),
        formula="sum",
        inputs=tuple(Side.of_text(s) for s in shares),
        computed=Side.computed(added, "PC"),
        claim=shares[-1].claim,
    )


def _is_one_list(case: Case, figures: list[Stated], shares: list[Stated]) -> bool:
    text = case.article.text
    start, end = shares[0].figure.start, shares[-1].figure.end
    first, last = case.sentence(shares[0])
    if not found(case.words.shares, text, first, min(last, end + _CLOSE)):
        return False
    if any(start <= date.start < end for date in case.article.dates):
        return False
    if any(start < s.figure.start < end and s not in shares for s in figures):
        return False
    links = [case.between(a, b) for a, b in pairwise(shares)]
    # A second word for a share, a flow or a «while» begins another whole.
    if len({flow for flow in (_whole_of(case, s, last) for s in shares) if flow}) > 1:
        return False
    is_complete = bool(found(case.words.others, links[-1]))  # of one whole, however often it is called a share
    return all(
        len(link) <= _REACH
        and not case.turned(_behind_comma(link))
        and (is_complete or not found(case.words.nouns_of_share, link))
        for link in links
    )


def _whole_of(case: Case, share_: Stated, last: int) -> str:
    """The flow that is named right behind a percentage: "60% of exports"."""
    text, end = case.article.text, share_.figure.end
    behind = _COMMAS.split(text[end : min(last, end + _CLOSE)], maxsplit=1)[0]
    return next((flow for flow, phrases in case.words.flows.items() if found(phrases, behind)), "")


def _behind_comma(link: str) -> str:
    """What comes after «38% поставок,»: the flow right behind a percentage is its whole, no other subject."""
    return _COMMAS.split(link, maxsplit=1)[-1]


def _part_of_whole(case: Case, figures: list[Stated]) -> Finding | None:
    """«из 41 млрд экспорт составил 16,4 млрд (40 %)»: one share, one part, one whole; more parts may follow."""
    shares = [s for s in figures if s.kind == "percent_share" and s.unit == "PC" and not s.is_target and s.quantity]
    if len(shares) != 1:
        return None
    amounts = list(levels(figures))
    before = [s for s in amounts if s.figure.end <= shares[0].figure.start]
    if len(before) != 2 or not same_unit(*before):
        return None
    if len(amounts) > len(before) and not _is_closed(case, shares[0]):
        return None
    if not _is_said(case, shares[0], before):
        return None
    part, whole = sorted(before, key=lambda s: s.quantity.value)
    if part.period and whole.period and part.period != whole.period:
        return None
    try:
        computed = share(part.quantity, whole.quantity)
    except ValueError:
        return None
    if computed.interval.overlaps(shares[0].quantity.interval):
        return None
    return Finding(
        "R4",
        "share_differs",
        Severity.ERROR,
        (shares[0].span, part.span, whole.span),
        Side.of_text(shares[0]),
        Side.computed(computed, "PC"),
        formula="share",
        inputs=(Side.of_text(part), Side.of_text(whole)),
        computed=Side.computed(computed, "PC"),
        claim=shares[0].claim,
    )


def _is_closed(case: Case, said: Stated) -> bool:
    """Nothing behind the percentage says of what: «(40%)», «, или 40%,»."""
    following = case.article.text[said.figure.end : said.figure.end + 1]
    return not following or following in ")）,，;；。."


def _is_said(case: Case, said: Stated, amounts: list[Stated]) -> bool:
    """The percentage follows the part at once, as in «16,4 млрд, или 40 %», and the sentence speaks of a whole."""
    text = case.article.text
    part, before = min(amounts, key=lambda s: s.quantity.value), amounts
    link = case.between(before[-1], said)
    first, last = case.sentence(said)
    if before[-1] is part and len(link) <= _CLOSE and _is_link(case, link):
        return bool(found(case.words.whole, text, first, last))
    return before[-1] is part and len(link) <= _CLOSE and bool(found(case.words.of_it, text, said.figure.end, last))


def _is_link(case: Case, link: str) -> bool:
    return bool(found(case.words.share_links, link)) or link.strip(" ,，") in ("(", "（", "—", "–")
