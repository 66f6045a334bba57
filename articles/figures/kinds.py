"""Settles the kind of percentages and of numbers without a unit."""

from articles.figures.bare import name_counted, name_of_them, settle
from articles.figures.candidate import BARE, Candidate
from articles.figures.percents import percent_kind
from articles.figures.scan import WORD, Scan
from articles.figures.windows import same_sentence

_PLACES_WITHIN = 12
_LOOK_AHEAD = 6  # figures that may name the currency of a sum before them


def resolve(scan: Scan, found: list[Candidate]) -> list[Candidate]:
    """*found* with every kind settled; bare numbers that nothing explains are left out."""
    kept: list[Candidate] = []
    for number, candidate in enumerate(found):
        if candidate.kind == "percent":
            candidate.kind = percent_kind(scan, candidate, next((c for c in reversed(kept) if c.kind != "date"), None))
        elif candidate.noun_at is not None and scan.hit(candidate.noun_at, "pronouns"):
            name_of_them(scan, candidate, kept)
        elif candidate.kind == "count" and candidate.unit == "other" and candidate.noun_at is None:
            name_counted(scan, candidate, kept)
        elif candidate.kind == "ordinal" and _is_place(scan, candidate, kept[-3:] + found[number + 1 : number + 2]):
            candidate.kind = candidate.unit = "rank"
        elif candidate.kind == BARE and not settle(scan, candidate, kept, found[number + 1 : number + _LOOK_AHEAD]):
            continue
        kept.append(candidate)
    return kept


def _is_place(scan: Scan, candidate: Candidate, neighbours: list[Candidate]) -> bool:
    """«с 35-го на 28-е место», "25th, up from 28th": a place moves to another place."""
    if not (scan.ending(candidate.first, "base_before") or scan.ending(candidate.first, "change_from")):
        return False
    if scan.kind_at(candidate.last) == WORD and not scan.hit(candidate.last, "stops"):  # «с первого дня»
        return False
    ranks = (other for other in neighbours if other.kind == "rank" and same_sentence(scan, other, candidate))
    return any(abs(other.first - candidate.first) <= _PLACES_WITHIN for other in ranks)
