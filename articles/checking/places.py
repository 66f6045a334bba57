"""The place of a partner among the partners of whoever reports: «4-е место», counted over the rows on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q

from articles.binding import Stated
from trade.intervals import Interval
from trade.models import Area, Observation
from trade.periods import Period

WORLD = "WLD"
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """*rank* among the *among* partners on record; *is_exact* if no partner that is not on record can stand before."""

    rank: int
    among: int
    is_exact: bool


def places_of(found: Iterable[Observation], rows, figures: Iterable[Stated]) -> dict[int, Place]:
    """By key the places of those of *found* that a rank in *figures* may speak of, in one query over *rows*.

    None without a rank in the text. A value whose rounding leaves the order open has no place.
    """
    ranks = [figure for figure in figures if figure.kind == "rank"]
    own = [row for row in found if _may_have_place(row)] if ranks else []
    wanted = _periods(own, figures)
    own = [row for row in own if row.period in wanted]
    if not own:
        return {}
    groups: dict[tuple, dict[str, Observation]] = {}
    for row in _peers(own, rows):
        groups.setdefault(_group(row), {})[_partner(row)] = row
    placed = ((row.pk, _place(row, groups.get(_group(row), {}))) for row in own)
    return {key: place for key, place in placed if place is not None}


def _may_have_place(row: Observation) -> bool:
    series = row.series
    return series.measure == "V" and series.reporter_id in (series.area_id, series.counterpart_id)


def _periods(own: list[Observation], figures: Iterable[Stated]) -> set[Period]:
    """The periods that the text speaks of, and the latest of each series for what it does not date."""
    latest: dict[int, Period] = {}
    for row in own:
        known = latest.get(row.series_id)
        if known is None or row.period_end > known.end:
            latest[row.series_id] = row.period
    return {figure.period for figure in figures if figure.period} | set(latest.values())


def _peers(own: list[Observation], rows) -> Iterable[Observation]:
    """The same flow of the same reporter with any partner, in the same periods."""
    same = Q(series__reporter__in={row.series.reporter_id for row in own})
    same &= Q(series__flow__in={row.series.flow for row in own}, series__measure="V")
    same &= Q(series__commodity__in={row.series.commodity_id for row in own})
    same &= Q(period_end__in={row.period_end for row in own}, period_start__in={row.period_start for row in own})
    ends = Q(series__area=F("series__reporter")) | Q(series__counterpart=F("series__reporter"))
    return rows.filter(same, ends).select_related("series__area", "series__counterpart")[:_MOST]


def _group(row: Observation) -> tuple:
    series = row.series
    what = (series.reporter_id, series.flow, series.commodity_id, series.unit, series.trade_type, series.valuation)
    return (*what, row.period_start, row.period_end)


def _partner(row: Observation) -> str:
    series = row.series
    return series.counterpart_id if series.area_id == series.reporter_id else series.area_id


def _is_country(row: Observation) -> bool:
    series = row.series
    partner = series.counterpart if series.area_id == series.reporter_id else series.area
    return partner.kind == Area.Kind.COUNTRY


def _place(row: Observation, group: dict[str, Observation]) -> Place | None:
    own, partner = row.quantity, _partner(row)
    others = [peer.quantity for code, peer in group.items() if code != partner and _is_country(peer)]
    above = [other for other in others if _lies_above(other.interval, own.interval)]
    below = [other for other in others if _lies_above(own.interval, other.interval)]
    if len(above) + len(below) < len(others):
        return None
    world = group.get(WORLD)
    rest = None if world is None else world.value - own.value - sum((other.value for other in others), Decimal(0))
    return Place(len(above) + 1, len(others) + 1, rest is not None and rest < own.value)


def _lies_above(one: Interval, other: Interval) -> bool:
    return one.low is not None and other.high is not None and one.low >= other.high
