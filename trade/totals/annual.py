"""What pages read from the annual totals: the goods of a pair in a year, each with its share.

Sums are computed, and say of how many values; shares are computed from them. Numbers of different reporters stand in
columns of their own, and editions of a classification are never added to each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trade.goods.commodities import is_hs, own_names
from trade.models import AnnualTotal, Area, Commodity, Series
from trade.models.rollups import Basis
from trade.quantities import Derived, Quantity, last_digit, total
from trade.totals.parts import share_of_sum, share_of_whole
from trade.words.columns import Scale
from trade.words.languages import active_tag, column_of

LARGEST = 15
MONEY = "USD"
# The same goods in another valuation are the same goods once more: of several the last counts.
VALUATIONS = ("CIF", "FOB", "_X")
# 77 is reserved; 98 and 99 are each country's own.
HS_CHAPTERS = frozenset(f"{number:02}" for number in range(1, 98) if number != 77)
NO_GOODS = (Commodity.Scheme.TOTAL.value, Commodity.Scheme.WITS.value, Commodity.Scheme.EB.value)


@dataclass(frozen=True, slots=True)
class Amount:
    """One total as a page shows it; ``part`` is its share in percent of the :class:`Whole` of the same reporter."""

    total: AnnualTotal
    part: Derived | None = None

    @property
    def quantity(self) -> Quantity:
        return quantity_of(self.total.value)

    @property
    def is_stated(self) -> bool:
        """One value, of a chapter or of all goods, and no sum at all."""
        return self.total.rows == 1 and self.total.level <= 2


@dataclass(frozen=True, slots=True)
class Line:
    """A chapter of one year: what each reporter states, in the order of the table."""

    commodity: str
    name: str
    cells: Sequence[Amount | None]

    @property
    def size(self) -> Decimal:
        return max((cell.total.value for cell in self.cells if cell), default=Decimal(0))


class Terms(NamedTuple):
    """What must be the same of a part and its whole besides reporter, pair, year and unit."""

    flow: str
    valuation: str
    basis: str


@dataclass(frozen=True, slots=True)
class Whole:
    """What shares of one reporter's chapters are of: the total of all goods that it ``stated`` for the whole year in
    the same terms, else no more than the sum of the ``parts`` recorded (by chapter), which is not all of its trade.
    """

    terms: Terms
    stated: AnnualTotal | None
    parts: Mapping[str, AnnualTotal]

    @property
    def count(self) -> int:
        return len(self.parts)

    @property
    def quantity(self) -> Quantity | Derived:
        return estimated(self.stated) if self.stated else total(map(estimated, self.parts.values()))

    def holds(self, row: AnnualTotal) -> bool:
        return terms_of(row) == self.terms and (self.stated is not None or self.parts.get(row.chapter) is row)

    def share(self, row: AnnualTotal, whole: Quantity | Derived) -> Derived | None:
        """None of what is stated in other terms, below nought, or above the *whole*, which is ``quantity``."""
        part = estimated(row)
        if not self.holds(row) or not 0 < part.value <= whole.value:
            return None
        return share_of_whole(part, whole) if self.stated else share_of_sum(part, whole)

    @property
    def words(self) -> str:
        """«total of all goods, as stated», «sum of 5 recorded headings»."""
        if self.stated:
            return _("total of all goods, as stated")
        words = ngettext("sum of %(count)s recorded heading", "sum of %(count)s recorded headings", self.count)
        return words % {"count": self.count}

    @property
    def share_words(self) -> str:
        """The same as the head of a column of shares."""
        if self.stated:
            return _("share of all goods, computed")
        words = ngettext(
            "share of the sum of %(count)s recorded heading, computed",
            "share of the sum of %(count)s recorded headings, computed",
            self.count,
        )
        return words % {"count": self.count}

    @property
    def extent(self) -> str:
        """How many chapters of the HS such a sum holds: also all of them are no total that anybody states."""
        if self.stated or not all(is_hs(row.scheme) for row in self.parts.values()):
            return ""
        held = sum(chapter in HS_CHAPTERS for chapter in self.parts)
        words = ngettext(
            "The sum holds %(count)s of the %(all)s chapters of the HS.",
            "The sum holds %(count)s of the %(all)s chapters of the HS.",
            held,
        )
        return words % {"count": held, "all": len(HS_CHAPTERS)}


def terms_of(row: AnnualTotal) -> Terms:
    return Terms(row.flow, row.valuation, row.basis)


@dataclass
class Goods:
    """The chapters that went from *origin* to *destination* in a year, the largest first.

    ``wholes`` are what shares are of, in the order of ``reporters``.
    """

    origin: Area
    destination: Area
    reporters: Sequence[str]
    unit: str
    lines: Sequence[Line]
    count: int
    wholes: Sequence[Whole]

    @cached_property
    def scale(self) -> Scale:
        quantities = [cell.quantity for line in self.lines for cell in line.cells if cell]
        return Scale.of(quantities, self.unit, active_tag())

    @property
    def width(self) -> int:
        return 1 + 2 * len(self.reporters)

    @property
    def reporter_names(self) -> list[str]:
        """«Китай (экспорт)», in the order of the columns."""
        return [reporter_name(code, self.origin, self.destination) for code in self.reporters]

    @property
    def headed(self) -> list[tuple[str, str]]:
        """(reporter, what its shares are of) for the heads of the columns."""
        return list(zip(self.reporter_names, (whole.share_words for whole in self.wholes), strict=True))

    def named(self, line: Line) -> list[tuple[str, str, Amount | None]]:
        return [(*head, cell) for head, cell in zip(self.headed, line.cells, strict=True)]

    @property
    def share_words(self) -> str:
        """What the shares are of, unless that is all goods in every column."""
        if self.all_totals:
            return ""
        if len({words for _name, words in self.headed}) == 1:
            return self.wholes[0].share_words
        return "; ".join(f"{name}: {words}" for name, words in self.headed)

    @property
    def extents(self) -> list[str]:
        """How much of the HS each sum holds, by reporter where there are several."""
        found = [(name, whole.extent) for name, whole in zip(self.reporter_names, self.wholes, strict=True)]
        return [f"{name}: {words}" if len(found) > 1 else words for name, words in found if words]

    @property
    def more(self) -> int:
        return self.count - len(self.lines)

    @property
    def has_sums(self) -> bool:
        return any(cell and not cell.is_stated for line in self.lines for cell in line.cells)

    @property
    def is_total(self) -> list[bool]:
        return [whole.stated is not None for whole in self.wholes]

    @property
    def all_totals(self) -> bool:
        return all(self.is_total)


def reporter_name(code: str, origin: Area, destination: Area) -> str:
    match code:
        case origin.code:
            return _("%(reporter)s, exports") % {"reporter": origin.name}
        case destination.code:
            return _("%(reporter)s, imports") % {"reporter": destination.name}
    return _("reporter not stated")


def quantity_of(value: Decimal) -> Quantity:
    return Quantity(value.normalize(), last_digit(value.normalize()) if value else Decimal(1))


def estimated(row: AnnualTotal) -> Quantity:
    """*row* with what its digits say at least of their precision: each of the values that were added up may be half of
    the last digit off. The records say more; :mod:`trade.computed.rows` reads them.
    """
    value = row.value.normalize()
    return Quantity(value, (last_digit(value) if value else Decimal(1)) * row.rows)


def goods_between(one: Area, other: Area, year: int) -> list[Goods]:
    """What each side sent to the other in *year*, chapter by chapter; nothing where no single goods are recorded."""
    rows = list(
        AnnualTotal.objects.for_pair(one.code, other.code)
        .filter(year=year, measure=Series.Measure.VALUE, trade_type=Series.TradeType.GOODS, flow__in=("X", "M"))
        .by_chapter()
        .order_by()
    )
    found = (_goods(rows, origin, destination) for origin, destination in ((one, other), (other, one)))
    return [goods for goods in found if goods]


def _goods(rows: Iterable[AnnualTotal], origin: Area, destination: Area) -> Goods | None:
    sent = [row for row in rows if (row.area_id if row.flow == "X" else row.counterpart_id) == origin.code]
    unit = unit_of(row.unit for row in sent if row.scheme not in NO_GOODS)
    by_reporter = defaultdict(list)
    for row in sent:
        if row.unit == unit:
            by_reporter[row.reporter_id].append(row)
    columns = [code for code in (origin.code, destination.code, Area.NOT_STATED) if code in by_reporter]
    found = {code: parts_of(by_reporter[code]) for code in columns}
    columns = [code for code in columns if found[code]]
    if not columns:
        return None
    wholes = [found[code].whole for code in columns]
    chapters = [found[code].chapters for code in columns]
    quantities = [whole.quantity for whole in wholes]
    lines = [
        _line(chapter, [each.get(chapter) for each in chapters], wholes, quantities)
        for chapter in {chapter for each in chapters for chapter in each}
    ]
    lines.sort(key=lambda line: (-line.size, line.commodity))
    return Goods(origin, destination, columns, unit, lines[:LARGEST], len(lines), wholes)


class Parts(NamedTuple):
    """The totals of one reporter by chapter, and what shares of them are of."""

    chapters: Mapping[str, AnnualTotal]
    whole: Whole


def parts_of(rows: Iterable[AnnualTotal]) -> Parts | None:
    """*rows* of one reporter, pair, year and unit in one classification: the newest edition of the HS, else another.

    The whole is what the reporter states of all goods in the terms of the chapters; without such a total it is the sum
    of the chapters in the terms of most of them. Codes of one digit (a section of the SITC) hold others, so a sum takes
    them only where none of those is there.
    """
    rows = list(rows)
    goods = [row for row in rows if row.scheme not in NO_GOODS]
    if not goods:
        return None
    scheme = max((row.scheme for row in goods), key=lambda scheme: (is_hs(scheme), scheme))
    goods = [row for row in goods if row.scheme == scheme]
    stated = {terms_of(row): row for row in rows if row.scheme == Commodity.TOTAL and row.basis == Basis.YEARS}
    counts = Counter(map(terms_of, goods))
    # Sorted first, so that equal terms are told apart by the rule of valuations and by nothing else.
    terms = max(sorted(counts, key=_by_valuation), key=lambda each: (each in stated, counts[each], _by_valuation(each)))
    goods.sort(key=lambda row: (terms_of(row) == terms, _by_valuation(terms_of(row))))
    chapters = {row.chapter: row for row in goods}
    alike = {chapter: row for chapter, row in chapters.items() if terms_of(row) == terms}
    above = {chapter for chapter in alike if any(other != chapter and other.startswith(chapter) for other in alike)}
    summed = {chapter: row for chapter, row in alike.items() if chapter not in above}
    return Parts(chapters, Whole(terms, stated.get(terms), summed))


def _by_valuation(terms: Terms) -> tuple:
    return VALUATIONS.index(terms.valuation), terms.flow, terms.basis == Basis.YEARS


def unit_of(units: Iterable[str]) -> str:
    """Dollars where there are some, else the first in the alphabet: a column has one unit."""
    found = sorted(set(units))
    return MONEY if MONEY in found else next(iter(found), MONEY)


def _line(
    chapter: str,
    totals: Sequence[AnnualTotal | None],
    wholes: Sequence[Whole],
    quantities: Sequence[Quantity | Derived],
) -> Line:
    first = next(filter(None, totals))
    columns = zip(totals, wholes, quantities, strict=True)
    cells = [row and Amount(row, whole.share(row, quantity)) for row, whole, quantity in columns]
    return Line(f"{first.scheme}-{chapter}", chapter_name(first.scheme, chapter), cells)


def chapter_name(scheme: str, chapter: str) -> str:
    """Our own short name of a chapter; its key where we have none."""
    return own_names(scheme, chapter).get(column_of(active_tag())) or f"{scheme}-{chapter}"
