"""The checks R1–R13: what a text says against the records that it is bound to, and against itself.

``check`` is pure: texts and records come in as the plain data of :mod:`articles.binding`, findings go out with both
sides and the arithmetic in machine form; :func:`~articles.rules.arithmetic.arithmetic` writes the sums for readers of
ru, kk, en and zh, all words are codes. An error needs disjoint intervals and a binding that is confirmed or unique;
all else is a warning or a note.
"""

from collections.abc import Iterable

from articles.binding.facts import Book, Rate, Record
from articles.binding.text import CheckedText
from articles.rules import bases, consistency, directions, growth, shares, sums, superlatives, units, values
from articles.rules.arithmetic import Line, arithmetic
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side

__all__ = ["RULES", "Finding", "Line", "Severity", "Side", "arithmetic", "check"]

RULES = ("R1", "R1b", "R2", "R2b", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12", "R13")
_TWICE = "same_record_differs"
_FAMILIES = (values, growth, bases, sums, shares, superlatives, units, directions, consistency)


def check(article: CheckedText, records: Iterable[Record] = (), rates: Iterable[Rate] | None = None) -> list[Finding]:
    """What is wrong or doubtful in *article*: errors first, a scale slip first of all, then in the order of the text.

    *records* are all that may matter: those bound, their series, the same things by other reporters, editions before.
    *rates* are average exchange rates for converted pairs.
    """
    case = Case(article, Book(records), tuple(rates or ()))
    found = [finding for family in _FAMILIES for finding in family.find(case)]
    return sorted(_without_repetition(found), key=lambda finding: finding.rank)


def _without_repetition(found: list[Finding]) -> list[Finding]:
    """One finding a rule and place; two claims on one record differ because one of them is wrong by that record."""
    kept: dict[tuple, Finding] = {}
    wrong = {finding.spans[0] for finding in found if finding.code != _TWICE and finding.severity is Severity.ERROR}
    for finding in found:
        if finding.code == _TWICE and not wrong.isdisjoint(finding.spans):
            continue
        key = (finding.rule, finding.code, finding.spans, finding.facts.get("lang"))
        kept.setdefault(key, finding)
    return list(kept.values())
