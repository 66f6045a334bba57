"""What readers may choose on the pages of pairs and series; the twins of these pages know the same words."""

from datetime import datetime, time
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from trade.api.parameters import LONGEST_KEY, MomentField, Schema, YearFilter, commodity_filter
from trade.models import Observation, Series
from trade.pages.frequencies import Every, condition

FEW = 500


class Direction(TextChoices):
    """What is traded between the two areas of a pair, seen from the first one."""

    TURNOVER = "T", _("turnover")
    FORTH = "X", _("exports of the first")
    BACK = "M", _("exports of the second")
    FORTH_AGAIN = "RX", _("re-exports of the first")
    BACK_AGAIN = "RM", _("re-exports of the second")


class OneOfField(forms.ChoiceField):
    """One of a fixed list, in whatever case."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).strip()
        return next((str(known) for known, _label in self.choices if str(known).lower() == text.lower()), text)

    def validate(self, value: str) -> None:
        known = [str(code) for code, _label in self.choices]
        if value and value not in known:
            message = _("«%(value)s» is not known here; choose from %(known)s.")
            params = {"value": value[:LONGEST_KEY], "known": ", ".join(known)}
            raise ValidationError(message, code="invalid_choice", params=params)


class OneOfFilter(django_filters.Filter):
    field_class = OneOfField


class PastField(MomentField):
    """A moment that has been: of a date its end in UTC, today's end included."""

    schema: ClassVar[Schema] = MomentField.schema

    def read(self, text: str) -> datetime:
        moment = super().read(text)
        now = timezone.now()
        if moment.date() > now.astimezone(moment.tzinfo).date():
            message = _("This moment is still to come; give a day or time up to now.")
            raise ValidationError(message, code="future")
        return min(moment, now)


class PastFilter(django_filters.Filter):
    field_class = PastField

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, of_day=time.max, **kwargs)


class SeriesPageFilters(FilterSet):
    as_of = PastFilter(
        label=_("As shown on"),
        help_text=_("A day such as 2026-11-05, which stands for its end in UTC, or a time: 2026-11-05T12:00:00+05:00."),
    )

    class Meta:
        model = Observation
        fields = ()


class PairPageFilters(SeriesPageFilters):
    """``commodity`` and ``as_of`` mean what they mean in the API; the others are the page's own."""

    commodity = commodity_filter(label=_("Commodity"), help_text=_("Key with edition, such as TOTAL or H6-27."))
    way = OneOfFilter(label=_("Flow"), choices=Direction.choices)
    every = OneOfFilter(label=_("Periods"), choices=Every.choices)
    year = YearFilter(label=_("Year of the commodities"))

    field_order = ("commodity", "way", "every", "as_of")


def keys_of(series: QuerySet) -> Any:
    """The keys of *series* where they are few: knowing them, the database starts from the index of each."""
    series = series.order_by()
    keys = list(series.values_list("pk", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else series


def of_way(series: QuerySet, way: str, first: str, second: str) -> QuerySet:
    """Those of the *series* between two areas that state this, whichever side reports it."""
    flows = Series.Flow
    match way:
        case Direction.TURNOVER:
            return series.filter(flow=flows.TURNOVER)
        case Direction.FORTH | Direction.BACK:
            sold, bought = flows.EXPORTS, flows.IMPORTS
        case Direction.FORTH_AGAIN | Direction.BACK_AGAIN:
            sold, bought = flows.REEXPORTS, flows.REIMPORTS
        case _:
            return series
    origin, destination = (first, second) if way in (Direction.FORTH, Direction.FORTH_AGAIN) else (second, first)
    return series.filter(flow=sold, area=origin) | series.filter(flow=bought, area=destination)


def of_choice(observations: QuerySet, series: QuerySet, way: str, every: str, ends: tuple[str, str]) -> QuerySet:
    """The *observations* of *series* between the two *ends* that the page's own choices leave."""
    return observations.filter(condition(every or Every.ALL), series__in=keys_of(of_way(series, way, *ends)))
