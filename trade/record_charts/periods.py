"""Charts over time from records: who says what of which period becomes series, columns, hatching and notes.

Numbers of different reporters are never joined: each has a colour of its own, the second side of a pair is a diamond,
and what nobody's statistics are said to be is a series apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from trade.charts.model import COLOURS, CONTEXT, Before, Category, Chart, Form, Kind, Point, Series, kind_for
from trade.labels import reporter_name
from trade.models import Area, Observation
from trade.pairs.tables import Base, Table, year_before
from trade.periods import Period
from trade.quantities import Quantity
from trade.words.columns import Scale
from trade.words.languages import active_tag
from trade.words.numbers import plain

MISSING_YEARS_SHOWN = 2  # a longer run without a record is one gap in columns, named as a span
MOST_PERIODS = 60
REGULAR = ("M", "Q", "S")


@dataclass(frozen=True, slots=True)
class Value:
    """What one reporter says of one period: a record, or what a growth implies. ``earlier`` are its older vintages."""

    quantity: Quantity
    observation: Observation | None = None
    base: Base | None = None
    earlier: tuple[Decimal, ...] = ()


@dataclass(slots=True)
class Voice:
    """A reporter's values by period; ``colour`` stays with the reporter whatever else is drawn."""

    reporter: Area
    colour: int
    is_side: bool = True
    values: dict[Period, Value] = field(default_factory=dict)


class Shown(NamedTuple):
    """The periods of a chart: whole years (or months, quarters…), then a part of the year that is not over."""

    regular: list[Period]
    partial: Period | None
    before: Period | None

    @property
    def count(self) -> int:
        return len(self.regular) + (self.partial is not None) + (self.before is not None)


def voices_of(table: Table, earlier: dict[int, tuple[Decimal, ...]] | None = None) -> list[Voice]:
    """The reporters of *table* who state anything; *earlier* are older values by primary key of the observation."""
    found = [Voice(reporter, colour_of(place), place < 2) for place, reporter in enumerate(table.reporters)]
    for row in table.rows:
        for voice, cell in zip(found, row.cells, strict=True):
            stated = [value for value in cell.values if value.value is not None]
            if len(stated) == 1:
                older = (earlier or {}).get(stated[0].pk, ())
                voice.values[row.period] = Value(stated[0].quantity, stated[0], earlier=older)
            elif cell.base and not stated:
                figure = cell.base.figure
                voice.values[row.period] = Value(Quantity(figure.rounded, figure.resolution), base=cell.base)
    return [voice for voice in found if voice.values]


def colour_of(place: int) -> int:
    return place + 1 if place < COLOURS else CONTEXT


def periods_of(voices: Sequence[Voice]) -> Shown:
    """Which periods to draw: years where there are some, else the regular ones of which there are most."""
    periods = {period for voice in voices for period in voice.values}
    years = sorted(period for period in periods if period.is_full_year)
    parts = [period for period in periods if is_part(period) and (not years or period.end > years[-1].end)]
    partial = max(parts, key=lambda period: (period.end, period.days_count), default=None)
    before = partial and year_before(partial)
    shown = Shown(years[-MOST_PERIODS:], partial, before if before in periods else None)
    by_frequency = {name: sorted(p for p in periods if p.frequency == name) for name in REGULAR}
    longest = max(by_frequency.values(), key=len)
    if len(longest) > 1 and (shown.count < 2 or (len(years) < 3 and len(longest) >= 8)):
        return Shown(longest[-MOST_PERIODS:], None, None)
    return shown


def is_part(period: Period) -> bool:
    """A part of a year that a reader could take for the whole; months and quarters speak for themselves."""
    return period.is_partial_year and period.frequency in "SPX"


def chart_of(
    name: str, title: str, voices: Sequence[Voice], scale: Scale, shown: Shown, main: Voice | None = None
) -> Chart:
    """The chart of those *voices* that state anything of the periods that are *shown*.

    The other side of a pair becomes diamonds on the *main* one, by default the side that states more.
    """
    kind = kind_for(shown.count)
    slots = slots_of(shown, kind)
    heard = [voice for voice in voices if any(slot in voice.values for slot in slots)]
    main = main or _main(heard, shown)
    series = tuple(
        Series(
            reporter_name(voice.reporter),
            tuple(point_of(voice.values[slot], slot, scale, kind) if slot in voice.values else None for slot in slots),
            voice.colour,
            _form(voice, main, kind),
        )
        for voice in sorted(heard, key=lambda voice: _form(voice, main, kind) is Form.DIAMOND)
    )
    return Chart(
        name=name,
        title=title,
        kind=kind,
        categories=tuple(category_of(slot, shown, kind) for slot in slots),
        series=series,
        number=axis_number,
        unit=scale.unit_words,
        no_record=_("no record"),
        more=_("The table has all values."),
        befores=tuple(_befores(heard, scale, shown, len(slots) - 1)) if kind is not Kind.BARS else (),
    )


def axis_number(value: Decimal) -> str:
    return plain(value, active_tag())


Slot = Period | tuple[Period, Period]


def slots_of(shown: Shown, kind: Kind) -> list:
    """The places on the axis: periods, and runs of years without a record as (first, last)."""
    if kind is Kind.BARS:
        return [*shown.regular, *filter(None, (shown.before, shown.partial))]
    slots: list[Slot] = []
    for period in shown.regular:
        missing = list(_between(slots[-1], period)) if slots and isinstance(slots[-1], Period) else []
        if kind is Kind.COLUMNS and len(missing) > MISSING_YEARS_SHOWN:
            slots.append((missing[0], missing[-1]))
        else:
            slots += missing
        slots.append(period)
    return [*slots, shown.partial] if shown.partial else slots


def _between(earlier: Period, later: Period) -> Iterable[Period]:
    """The periods of the same length that would lie between two."""
    months = earlier.months_count or 12
    following = earlier
    while True:
        total = following.start.year * 12 + following.start.month - 1 + months
        year, month = divmod(total, 12)
        following = Period.months(year, month + 1, month + months) if month + months <= 12 else Period.year(year)
        if following.end >= later.start:
            return
        yield following


def _main(voices: Sequence[Voice], shown: Shown) -> Voice | None:
    """The side of a pair that is drawn in columns: the one that states more; the other one is a mark on them."""
    sides = [voice for voice in voices if voice.is_side]
    return max(sides, key=lambda voice: len(voice.values.keys() & {*shown.regular}), default=None)


def _form(voice: Voice, main: Voice | None, kind: Kind) -> Form:
    if voice.is_side and voice is not main:
        return Form.DIAMOND
    return Form.LINE if kind is Kind.LINE else Form.BAR


def point_of(value: Value, period: Period, scale: Scale, kind: Kind) -> Point:
    notes = []
    if value.base:
        notes.append(computed_words(value.base, scale))
    elif is_part(period):
        notes.append(_("incomplete year"))
    return Point(
        value=in_axis(value.quantity.value, scale),
        text=("≈" if value.base else "") + scale.write(value.quantity).text,
        upper=None if value.quantity.upper is None else in_axis(value.quantity.upper, scale),
        is_partial=is_part(period),
        is_computed=value.base is not None,
        earlier=tuple(in_axis(each, scale) for each in value.earlier),
        earlier_words=tuple(scale.write(Quantity(each, Decimal(0))).text for each in value.earlier),
        note=", ".join(notes) if kind is Kind.BARS else "",
    )


def in_axis(value: Decimal, scale: Scale) -> Decimal:
    return value.scaleb(-scale.exponent)


def computed_words(base: Base, scale: Scale) -> str:
    """«расчёт: 33 ÷ 1,13»."""
    return f"{_('computed')}: {scale.write(base.now.quantity).text} ÷ {axis_number(base.factor)}"


def category_of(slot: Slot, shown: Shown, kind: Kind) -> Category:
    tag = active_tag()
    if isinstance(slot, tuple):
        return Category(f"{slot[0].start.year}–{slot[1].start.year}")
    if kind is Kind.BARS:
        words = slot.words(tag, "short")
        return Category(_("%(year)s, whole year") % {"year": words} if slot.is_full_year and shown.partial else words)
    if slot.is_full_year:
        return Category(str(slot.start.year), words=slot.words(tag))
    if is_part(slot):
        return Category(str(slot.start.year), months_words(slot), f"{slot.words(tag)} ({_('incomplete year')})")
    return Category(slot.words(tag, "short"), words=slot.words(tag))


def months_words(period: Period) -> str:
    """«янв.–сент.»: a part of a year without the year, which stands above it."""
    words, year = period.words(active_tag(), "short"), period.start.year
    for written in (f"{year} ж. ", f"{year}年", f" {year}"):
        words = words.replace(written, "")
    return words


def _befores(voices: Sequence[Voice], scale: Scale, shown: Shown, category: int) -> Iterable[Before]:
    """The same period a year earlier of the first voice that states the incomplete year."""
    for voice in voices:
        if shown.partial in voice.values and shown.before in voice.values:
            value = voice.values[shown.before]
            words = _("in the same period of %(year)s") % {"year": shown.before.start.year}
            if value.base:
                words = f"{words} ({_('computed')})"
            text = ("≈" if value.base else "") + scale.write(value.quantity).text
            yield Before(category, in_axis(value.quantity.value, scale), text, words)
            return
