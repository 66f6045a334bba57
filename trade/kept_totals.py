"""The API's annual totals, read from those that are kept: what a request asks for decides which they are."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from trade.models import AnnualTotal, Area, Series
from trade.models.rollups import Basis


def kept_totals(chosen: Mapping[str, Any]) -> QuerySet | None:
    """The rows of ``ObservationQuerySet.annual_totals`` under the filters *chosen*, without adding anything up anew.

    None where a heading below a chapter is asked for, of which no totals are kept. Whole years alone have totals, so a
    day within a year leaves that year out.
    """
    scheme, _dash, code = str(getattr(chosen.get("commodity"), "key", chosen.get("commodity") or "")).partition("-")
    if len(code) > 2:
        return None
    rows = AnnualTotal.objects.filter(ends_of(chosen), basis=Basis.YEARS, measure=Series.Measure.VALUE)
    if scheme:
        rows = rows.filter(scheme=scheme, chapter=code, level=len(code))
    if chosen.get("reporter"):
        rows = rows.filter(reporter=chosen["reporter"])
    if chosen.get("flow"):
        rows = rows.filter(flow__in=chosen["flow"])
    if first := chosen.get("period_from"):
        rows = rows.filter(year__gte=first.year + ((first.month, first.day) != (1, 1)))
    if last := chosen.get("period_to"):
        rows = rows.filter(year__lte=last.year - ((last.month, last.day) != (12, 31)))
    return rows.annual_totals()


def ends_of(chosen: Mapping[str, Any]) -> Q:
    """As ``pair_condition``: as written, and turnover in either order.

    The index begins with the area. Turnover of which the area given is the second end is found in it by naming every
    area that may be the first.
    """
    area, counterpart = chosen.get("area"), chosen.get("counterpart")
    if area and counterpart:
        return Q(area=area, counterpart=counterpart) | Q(flow=Series.Flow.TURNOVER, area=counterpart, counterpart=area)
    codes = list(Area.objects.order_by().values_list("pk", flat=True))
    return Q(area=area) | Q(flow=Series.Flow.TURNOVER, area__in=codes, counterpart=area)
