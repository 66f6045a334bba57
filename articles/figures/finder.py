"""The finder: from a text to its figures, one pass a stage."""

from datetime import date
from decimal import Decimal

from articles.figures import cues, kinds, lists, times
from articles.figures.candidate import BARE, Candidate
from articles.figures.figure import Figure
from articles.figures.lexicon import Lexicon
from articles.figures.nouns import count_noun
from articles.figures.numerals import Numeral, numeral_at
from articles.figures.periods import Calendar
from articles.figures.reject import is_refused
from articles.figures.scan import NUMBER, Scan
from articles.figures.singles import dated, fraction_of, numbered, ordinal, special, spelled_date, written_fraction
from articles.figures.units import measure

_ONE = Decimal(1)
_MOST = 5_000  # numbers of a text that are looked at: no article has more, a table pasted by mistake has
_FIRST_YEAR, _LAST_YEAR, _DAYS = 1900, 2100, 31
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset('«“„"'), frozenset('»”“"')
_OPENS = frozenset(
    ("card", "scale", "frac", "ratio", "compound", "ord", "rank", "mult", "percent_prefixes", "ordinal_prefixes")
)


class Finder:
    """Finds figures in one language."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        self.calendar = Calendar(lexicon)

    def find(self, text: str, reference_date: date | None = None) -> list[Figure]:
        scan = Scan(text, self.lexicon)
        spans = self.calendar.spans(scan, reference_date)
        scan.forget("targets", (i for span in spans for i in range(span.first, span.last)))  # the May of "May 2013"
        found = [dated(span) for span in spans]
        found += lists.join(scan, _numbers(scan))
        found.sort(key=lambda candidate: candidate.start)
        found = kinds.resolve(scan, found)
        cues.describe(scan, found)
        times.date_periods(scan, found, reference_date)
        return [candidate.figure(text) for candidate in found]


def _numbers(scan: Scan) -> list[Candidate]:
    """Everything with a number that is no date, left to right."""
    found = []
    i, used, kind, hits, count = 0, scan.used, scan.kind, scan.hits, 0
    while i < len(used) and count < _MOST:
        own = hits[i]
        if used[i] or (kind[i] != NUMBER and (own is None or _OPENS.isdisjoint(own))) or _is_in_row(kind, i):
            i += 1
            continue
        count += 1
        candidate, i = _number_at(scan, i)
        if candidate is not None:
            found.append(candidate)
    return found


def _is_in_row(kind: list[int], i: int) -> bool:
    """A number between two numbers belongs to a table or a code, which explains none of them."""
    return 0 < i < len(kind) - 1 and kind[i - 1] == kind[i] == kind[i + 1] == NUMBER


def _number_at(scan: Scan, i: int) -> tuple[Candidate | None, int]:
    """The figure at token *i*, if any, and the token to go on with."""
    if single := special(scan, i):
        return single, single.last
    if (prefix := scan.hit(i, "ordinal_prefixes")) and (counted := numbered(scan, i, prefix[0])):
        return counted
    numeral = numeral_at(scan, i)
    if numeral is None or any(scan.used[numeral.first : numeral.last]):
        return None, i + 1
    if fraction := written_fraction(scan, numeral):
        return fraction, fraction.last
    if is_refused(scan, numeral) or _is_in_comparison(scan, numeral):
        return None, numeral.last
    if not numeral.in_figures and (spelled := spelled_date(scan, numeral)):
        return spelled, spelled.last
    if numeral.is_ordinal:
        made = ordinal(scan, numeral)
        return made, made.last
    if fraction := fraction_of(scan, numeral):
        return fraction, fraction.last
    candidate = measure(scan, numeral)
    if candidate.kind == BARE or candidate.unit == "other":
        count_noun(scan, candidate)
    if not _is_figure(scan, candidate, numeral):
        return None, candidate.last
    return candidate, candidate.last


def _is_figure(scan: Scan, candidate: Candidate, numeral: Numeral) -> bool:
    """Refuse «миллион раз подумать», «один из», a scale word in passing."""
    if numeral.is_lone_scale and candidate.kind == BARE:
        return False
    if candidate.kind == "count" and not numeral.in_figures and not numeral.value:
        return False
    is_one = not numeral.in_figures and numeral.value == _ONE
    if is_one and candidate.kind in ("count", BARE):
        return candidate.kind == "count" and _is_only(scan, candidate)
    return not (_is_in_name(scan, candidate) and (not numeral.in_figures or candidate.kind == "duration"))


def _is_in_comparison(scan: Scan, numeral: Numeral) -> bool:
    """上一年, «бір жыл бұрын»: the «one» of a year before is no length of time."""
    if numeral.in_figures or numeral.value != _ONE:
        return False
    before = range(max(0, numeral.first - 2), numeral.first + 1)
    return any((hit := scan.hit(i, "cmp")) and hit[0] > numeral.last for i in before)


def _is_in_name(scan: Scan, candidate: Candidate) -> bool:
    """A spelled number that closes words in quotation marks, «golden thirty years», is part of a name."""
    opening = range(max(0, candidate.first - 3), candidate.first)
    return scan.word_at(candidate.last) in _CLOSING_QUOTES and any(scan.word[i] in _OPENING_QUOTES for i in opening)


def _is_only(scan: Scan, candidate: Candidate) -> bool:
    return (
        any(scan.hit(k, "only") for k in range(max(0, candidate.first - 3), candidate.first))
        or scan.hit(candidate.numeral.last, "one_counts") is not None
    )
