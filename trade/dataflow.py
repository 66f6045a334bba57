"""Our one dataflow for SDMX: its concepts and codes with their names in four languages, and its rows.

The messages themselves are written by :mod:`trade.sdmx`, which knows nothing of the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from babel.numbers import list_currencies
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from trade.api.shapes import decimal_text
from trade.models import Area, Commodity, Observation, ReporterBasis, Series, Status
from trade.models.measurements import QUALIFIERS
from trade.periods import Period
from trade.sdmx.data import SeriesOf
from trade.sdmx.structure import Code, Codelist, Component, Dataflow, Names
from trade.words.languages import COLUMNS, TAGS, code_of
from trade.words.units import COUNTS, PERCENT, QUANTITIES, unit_name

AGENCY, FLOW, VERSION = "SVERKA", "TRADE", "1.0"
Text = str | Promise

# Dimensions besides the frequency: (concept, words, code list, column of the series).
PARTS = (
    ("REPORTER", _("Reporter"), "CL_AREA", "reporter"),
    ("REF_AREA", _("Area"), "CL_AREA", "area"),
    ("COUNTERPART_AREA", _("Counterpart"), "CL_AREA", "counterpart"),
    ("FLOW", _("Flow"), "CL_FLOW", "flow"),
    ("COMMODITY", _("Commodity"), "CL_COMMODITY", "commodity"),
    ("MEASURE", _("Measure"), "CL_MEASURE", "measure"),
    ("UNIT_MEASURE", _("Unit"), "CL_UNIT", "unit"),
    ("VALUATION", _("Valuation"), "CL_VALUATION", "valuation"),
    ("TRADE_TYPE", _("trade type"), "CL_TRADE_TYPE", "trade_type"),
)
ATTRIBUTES = (
    ("OBS_STATUS", _("Status of the observation"), "CL_OBS_STATUS", True),
    ("QUALIFIER", _("qualifier"), "CL_QUALIFIER", True),
    ("RESOLUTION", _("Size of the last stated digit."), "", False),
    ("UPPER_VALUE", _("upper value"), "", False),
    ("REPORTER_BASIS", _("basis of the reporter"), "CL_REPORTER_BASIS", True),
    ("VALID_FROM", _("recorded at"), "", True),
    ("SOURCE", _("Key of the source"), "", False),
)
FREQUENCIES = (
    ("A", _("yearly")),
    ("S", _("half-yearly")),
    ("Q", _("quarterly")),
    ("M", _("monthly")),
    ("D", _("daily")),
    ("P", _("other whole months")),
    ("X", _("other days")),
)
DIMENSIONS = ("FREQ", *(name for name, *_rest in PARTS))
COLUMNS_OF_KEY = tuple(f"series__{column}" for *_rest, column in PARTS)
COLUMNS_OF_ROW = (
    *("series_id", *COLUMNS_OF_KEY, "period_start", "period_end", "value", "status", "qualifier", "resolution"),
    *("value_upper", "reporter_basis", "valid_from", "source_id", "source__key"),
)


# -- structure ----------------------------------------------------------------------------------------------------
def the_dataflow(codelists: tuple[Codelist, ...] = ()) -> Dataflow:
    """The dataflow with the names of its concepts; its *codelists* are given by whoever shows them."""
    return Dataflow(
        AGENCY,
        FLOW,
        VERSION,
        in_all(_("Trade statistics")),
        dimensions=(
            Component("FREQ", in_all(_("Frequency")), "CL_FREQ"),
            *(Component(name, in_all(words), codelist) for name, words, codelist, _column in PARTS),
        ),
        time=Component("TIME_PERIOD", in_all(_("Period")), text_type="ObservationalTimePeriod"),
        measure=Component("OBS_VALUE", in_all(_("Value")), text_type="Decimal"),
        attributes=tuple(
            Component(name, in_all(words), codelist, is_mandatory=is_mandatory)
            for name, words, codelist, is_mandatory in ATTRIBUTES
        ),
        codelists=codelists,
    )


def all_codelists() -> tuple[Codelist, ...]:
    """Every code list, in two queries and one for units that are not widely known."""
    return (
        _fixed("CL_FREQ", _("Frequency"), FREQUENCIES),
        Codelist("CL_AREA", in_all(_("Area")), tuple(_area_codes())),
        _fixed("CL_FLOW", _("Flow"), Series.Flow.choices),
        Codelist("CL_COMMODITY", in_all(_("Commodity")), tuple(_commodity_codes())),
        _fixed("CL_MEASURE", _("Measure"), Series.Measure.choices),
        Codelist("CL_UNIT", in_all(_("Unit")), tuple(_unit_codes())),
        _fixed("CL_VALUATION", _("Valuation"), Series.Valuation.choices),
        _fixed("CL_TRADE_TYPE", _("trade type"), Series.TradeType.choices),
        _fixed("CL_OBS_STATUS", _("Status of the observation"), Status.choices),
        _fixed("CL_QUALIFIER", _("qualifier"), QUALIFIERS),
        _fixed("CL_REPORTER_BASIS", _("basis of the reporter"), ReporterBasis.choices),
    )


CODELISTS = frozenset(name for _id, _words, name, *_rest in (*PARTS, *ATTRIBUTES) if name) | {"CL_FREQ"}


def in_all(words: Text) -> Names:
    """*words* in the four languages."""
    found = {}
    for tag in TAGS:
        with override(code_of(tag)):
            found[tag] = str(words)
    return found


def _fixed(name: str, words: Text, choices: Iterable[tuple[Any, Text]]) -> Codelist:
    return Codelist(name, in_all(words), tuple(Code(str(code), in_all(label)) for code, label in choices))


def _area_codes() -> Iterator[Code]:
    for area in Area.objects.order_by("code"):
        yield Code(area.code, {tag: area.name_in(tag) for tag in TAGS})


def _commodity_codes() -> Iterator[Code]:
    names = [f"name_{column}" for column in COLUMNS]
    for key, parent, *words in Commodity.objects.order_by("key").values_list("key", "parent_id", *names):
        given = {tag: name for tag, name in zip(TAGS, words, strict=True) if name}
        yield Code(key, given or {"en": key}, parent or "")


def _unit_codes() -> Iterator[Code]:
    known = {*list_currencies(), *QUANTITIES, *COUNTS, *PERCENT} - {"%"}
    others = Series.objects.exclude(unit__in=known).public().order_by().values_list("unit", flat=True).distinct()
    for unit in sorted({*known, *others}):
        yield Code(unit, {tag: unit_name(unit, tag) for tag in TAGS})


def unknown_codes(key: Mapping[str, frozenset[str]]) -> list[tuple[str, str, str]]:
    """(dimension, code list, code) for each code of *key* that its list has not, in the order of the dimensions."""
    lists = {"FREQ": "CL_FREQ"} | {name: codelist for name, _words, codelist, _column in PARTS}
    wanted = {lists[name] for name in key}
    known = {one.id: {code.id for code in one.codes} for one in all_codelists() if one.id in wanted} if wanted else {}
    named = ((name, lists[name], code) for name in DIMENSIONS for code in sorted(key.get(name, ())))
    return [each for each in named if each[2] not in known[each[1]]]


# -- data ---------------------------------------------------------------------------------------------------------
def rows_for(
    key: Mapping[str, frozenset[str]], start: Period | None, end: Period | None, hidden: frozenset[int], at: Any = None
) -> QuerySet:
    """Shown observations with those codes, by series; of the moment *at*, or now."""
    series = Series.objects.filter(
        **{f"{column}__in": key[name] for name, _words, _codelist, column in PARTS if name in key}
    )
    rows = Observation.objects.shown_as_of(at) if at else Observation.objects.shown_in_order(hidden=hidden)
    if len(key.keys() - {"FREQ"}) > 0:
        rows = rows.filter(series__in=series)
    if start:
        rows = rows.filter(period_start__gte=start.start)
    if end:
        rows = rows.filter(period_end__lte=end.end)
    return rows.order_by("series_id", "-period_end", "-period_start", "-vintage").values_list(*COLUMNS_OF_ROW)


def series_of(
    rows: Iterable[tuple], hidden: frozenset[int], frequencies: frozenset[str] | None = None
) -> Iterator[SeriesOf]:
    """*rows* of :func:`rows_for` as series of one frequency each, oldest observation first."""
    for _series, group in groupby(rows, key=itemgetter(0)):
        by_frequency = defaultdict(list)
        for row in group:
            period = Period(row[10], row[11])
            if frequencies is None or period.frequency in frequencies:
                by_frequency[period.frequency].append((period, row))
        for frequency in sorted(by_frequency):
            found = by_frequency[frequency]
            observations = [_observation(period, row, hidden) for period, row in reversed(found)]
            yield SeriesOf((frequency, *found[0][1][1:10]), observations)


def _observation(period: Period, row: tuple, hidden: frozenset[int]) -> tuple[str | None, ...]:
    value, status, qualifier, resolution, upper, basis, recorded, source, source_key = row[12:]
    return (
        period.iso,
        decimal_text(value),
        status,
        qualifier,
        decimal_text(resolution),
        decimal_text(upper),
        basis,
        recorded.isoformat(),
        None if source in hidden else source_key,
    )
