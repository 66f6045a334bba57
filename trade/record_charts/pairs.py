"""The charts of a pair: its turnover, and one side's exports against its imports with the balance."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trade.charts.model import Category, Chart, Form, Kind, Point, Series
from trade.labels import way_words
from trade.models import Area, Observation
from trade.pairs.latest import Pair
from trade.pairs.tables import Cell, Table
from trade.periods import Period
from trade.quantities import balance
from trade.record_charts.findings import finding_of, is_certainly_more
from trade.record_charts.frames import Frame, publishers_of
from trade.record_charts.periods import (
    MOST_PERIODS,
    Shown,
    Value,
    Voice,
    axis_number,
    category_of,
    chart_of,
    computed_words,
    in_axis,
    periods_of,
    slots_of,
    voices_of,
)
from trade.words import units
from trade.words.columns import Scale
from trade.words.languages import active_tag
from trade.words.units import kind_of

Earlier = dict[int, tuple[Decimal, ...]]


def turnover_frame(table: Table, pair: Pair, earlier: Earlier | None = None, anchor: str = "") -> Frame | None:
    """The chart of a table of turnover; None where fewer than two periods have a value."""
    return _over_time("turnover", _("Turnover: %(pair)s") % {"pair": pair.name}, table, earlier, anchor)


def way_frame(table: Table, earlier: Earlier | None = None, anchor: str = "") -> Frame | None:
    """The chart of what goes one way, as each side states it; None where fewer than two periods have a value."""
    ends = (area.name for area in table.reporters[:2])
    return _over_time("way", way_words(table.subject.way, *ends, table.subject.trade_type), table, earlier, anchor)


def _over_time(name: str, neutral: str, table: Table, earlier: Earlier | None, anchor: str) -> Frame | None:
    voices = voices_of(table, earlier)
    shown = periods_of(voices)
    if shown.count < 2:
        return None
    finding = finding_of(voices, shown, table.rows)
    scale = table.scale
    values = drawn(voices, shown)
    chart = chart_of(name, finding or neutral, voices, scale, shown)
    return Frame(
        chart=chart,
        title=finding or neutral,
        subtitle=subtitle(neutral if finding else "", scale, span_of(shown), voices),
        publishers=publishers_of(value.observation or value.base.now for value in values),
        notes=[*notes_of(voices, shown, scale), *beyond_notes(chart)],
        table=anchor,
    )


def drawn(voices: Sequence[Voice], shown: Shown) -> list[Value]:
    wanted = [*shown.regular, *filter(None, (shown.before, shown.partial))]
    return [voice.values[period] for period in wanted for voice in voices if period in voice.values]


def subtitle(measure: str, scale: Scale, span: str, voices: Sequence[Voice] = ()) -> str:
    """Measure, unit, prices and span; whose statistics, where they are one reporter's alone."""
    words = [measure, scale.unit_words, _("current prices") if is_money(scale.unit) else "", span]
    found = ", ".join(filter(None, words))
    if len(voices) == 1:
        reporter = _("Reporter: %(reporter)s.") % {"reporter": voices[0].reporter.name}
        found = f"{found}. {reporter}"
    return found[:1].upper() + found[1:]


def is_money(unit: str) -> bool:
    return kind_of(unit) is units.Kind.MONEY


def span_of(shown: Shown) -> str:
    """«2011–2023», «2022 – январь–сентябрь 2024»."""
    tag, periods = active_tag(), [*shown.regular, *filter(None, (shown.partial,))]
    first, last = periods[0], periods[-1]
    if first == last:
        return first.words(tag)
    if first.is_full_year and last.is_full_year:
        return Period(first.start, last.end).words(tag)
    return f"{first.words(tag)} – {last.words(tag)}"


def notes_of(voices: Sequence[Voice], shown: Shown, scale: Scale) -> list[str]:
    """What the drawing cannot say: how a number was computed, and which years have no record."""
    values = drawn(voices, shown)
    notes = [
        f"≈{scale.write(value.quantity).text} — {computed_words(value.base, scale)}." for value in values if value.base
    ]
    if any(value.observation and value.observation.unit_inferred for value in values):
        notes.append(_("The source does not name the currency of some values; it is inferred."))
    missing = missing_years(shown.regular)
    if missing:
        notes.append(_("No records: %(spans)s.") % {"spans": ", ".join(missing)})
    return notes


def beyond_notes(chart: Chart) -> list[str]:
    """The values before a revision that the scale has no room for: «2020 — 1550 млрд долларов США»."""
    found = []
    for category, place in enumerate(chart.categories):
        for series in chart.series:
            point = series.points[category]
            whose = f"{series.name}, " if len(chart.series) > 1 else ""
            found += [
                f"{whose}{place.spoken} — {words} {chart.unit}" for words in (chart.beyond(point) if point else ())
            ]
    if not found:
        return []
    words = ngettext(
        "A value before a revision lies far beyond the scale and is not drawn: %(values)s.",
        "Values before a revision lie far beyond the scale and are not drawn: %(values)s.",
        len(found),
    )
    return [words % {"values": "; ".join(found)}]


def missing_years(periods: Sequence[Period]) -> list[str]:
    """«2016–2021», for whole years alone."""
    years = [period.start.year for period in periods if period.is_full_year]
    return [
        str(one + 1) if other - one == 2 else f"{one + 1}–{other - 1}"
        for one, other in pairwise(years)
        if other - one > 1
    ]


# -- exports and imports -----------------------------------------------------------------------------------------


class Flows(NamedTuple):
    """What one side reports as its exports and its imports, for the years for which it reports both."""

    reporter: Area
    partner: Area
    years: dict[Period, tuple[Observation, Observation]]


def flows_frame(tables: Sequence[Table]) -> Frame | None:
    """Exports up, imports down and the balance, of the side that reports most years; None below two years."""
    found = max(_flows(tables), key=lambda flows: len(flows.years), default=None)
    if found is None or len(found.years) < 2:
        return None
    periods = sorted(found.years)[-MOST_PERIODS:]
    unit = found.years[periods[0]][0].series.unit
    pairs = [found.years[period] for period in periods]
    scale = Scale.of([row.quantity for pair in pairs for row in pair], unit, active_tag())
    neutral = _("Exports and imports: %(reporter)s, trade with %(partner)s") % {
        "reporter": found.reporter.name,
        "partner": found.partner.name,
    }
    title = _balance_finding(found, pairs) or neutral
    shown = Shown(periods, None, None)
    missing = missing_years(periods)
    return Frame(
        chart=_flows_chart(title, found, shown, scale),
        title=title,
        subtitle=subtitle(neutral if title != neutral else "", scale, span_of(shown)),
        publishers=publishers_of(row for pair in pairs for row in pair),
        notes=[
            _("The balance is computed: exports less imports of the same year."),
            *([_("No records: %(spans)s.") % {"spans": ", ".join(missing)}] if missing else ()),
        ],
        table=f"#table-{1 + next(place for place, table in enumerate(tables) if table.subject.way.mark == '>')}",
    )


def _flows(tables: Sequence[Table]) -> list[Flows]:
    """For each side that has a table of its exports and one of its imports in the same unit."""
    goods = {
        (table.subject.way.origin, table.subject.way.destination, table.subject.trade_type, table.subject.unit): table
        for table in tables
        if table.subject.way.mark == ">"
    }
    found = []
    for (origin, destination, trade_type, unit), exports in goods.items():
        imports = goods.get((destination, origin, trade_type, unit))
        if imports is None:
            continue
        sold, bought = _years(exports, origin), _years(imports, origin)
        years = {year: (sold[year], bought[year]) for year in sold.keys() & bought.keys()}
        found.append(Flows(exports.reporters[0], exports.reporters[1], years))
    return found


def _years(table: Table, reporter: str) -> dict[Period, Observation]:
    """The single values that *reporter* states of whole years."""
    cells: list[tuple[Period, Cell]] = [
        (row.period, cell) for row in table.rows for cell in row.cells if cell.reporter.code == reporter
    ]
    return {period: cell.point for period, cell in cells if period.is_full_year and cell.point}


def _balance_finding(flows: Flows, pairs: Sequence[tuple[Observation, Observation]]) -> str:
    """Where one side of the balance holds for every recorded year, beyond rounding."""
    both = [(Value(sold.quantity), Value(bought.quantity)) for sold, bought in pairs]
    names = {"reporter": flows.reporter.name}
    if all(is_certainly_more(sold, bought) for sold, bought in both):
        return _("%(reporter)s: exports above imports in every recorded year") % names
    if all(is_certainly_more(bought, sold) for sold, bought in both):
        return _("%(reporter)s: imports above exports in every recorded year") % names
    return ""


def _flows_chart(title: str, flows: Flows, shown: Shown, scale: Scale) -> Chart:
    slots = slots_of(shown, Kind.COLUMNS)
    pairs = [flows.years.get(slot) if isinstance(slot, Period) else None for slot in slots]
    return Chart(
        name="balance",
        title=title,
        kind=Kind.DIVERGING,
        categories=tuple(_named(slot, shown) for slot in slots),
        series=(
            Series(_("Exports"), tuple(pair and _level(pair[0], scale) for pair in pairs), 1),
            Series(_("Imports"), tuple(pair and _level(pair[1], scale, -1) for pair in pairs), 2),
            Series(_("Balance"), tuple(pair and _balance(pair, scale) for pair in pairs), 4, Form.LINE),
        ),
        number=lambda value: axis_number(abs(value)),
        unit=scale.unit_words,
        no_record=_("no record"),
        more=_("The table has all values."),
    )


def _named(slot, shown: Shown) -> Category:
    return category_of(slot, shown, Kind.COLUMNS)


def _level(row: Observation, scale: Scale, sign: int = 1) -> Point:
    return Point(sign * in_axis(row.value, scale), scale.write(row.quantity).text)


def _balance(pair: tuple[Observation, Observation], scale: Scale) -> Point:
    figure = balance(pair[0].quantity, pair[1].quantity)
    return Point(in_axis(figure.value, scale), f"≈{scale.write(figure).text}", is_computed=True)
