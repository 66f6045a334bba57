"""Reads of areas, commodities and series."""

import re
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Value

from trade.goods.conditions import headings_for
from trade.querysets.base import CountOf, NaturalKeyQuerySet
from trade.words.languages import COLUMNS


class NamedQuerySet(NaturalKeyQuerySet):
    def with_words(self, text: str):
        """Rows whose name in any language contains *text*, in whatever case."""
        # LIKE of SQLite knows the cases of Latin letters alone; its regular expressions know those of all.
        pattern, condition = re.escape(text), Q()
        for column in COLUMNS:
            condition |= Q(**{f"name_{column}__iregex": pattern})
        return self.filter(condition)


class AreaQuerySet(NamedQuerySet):
    natural_fields = ("code",)

    def stated(self):
        return self.exclude(code="_X")


class CommodityQuerySet(NamedQuerySet):
    natural_fields = ("key",)

    def with_words(self, text: str):
        """Headings that *text* asks for, by words in any form or by a code (:mod:`trade.goods.search`)."""
        condition = headings_for(text)
        return self.none() if condition is None else self.filter(condition)

    def with_series_count(self, most: int):
        """Adds ``series_count``: how many series with a value the heading has itself; at most *most* are counted."""
        series = self.model._meta.get_field("series").related_model.objects.with_values()
        few = series.filter(commodity=OuterRef("pk")).order_by().annotate(one=Value(1)).values("one")[:most]
        return self.annotate(series_count=CountOf(few))

    def with_records(self):
        """Adds ``has_records``: a value is shown of the heading, or of one up to three levels below it:
        of a section that is a subheading of six digits.
        """
        series = self.model._meta.get_field("series").related_model.objects.with_values()
        levels = (Exists(series.filter(**{f"commodity{'__parent' * up}": OuterRef("pk")})) for up in range(4))
        return self.annotate(has_records=reduce(or_, levels))


class SeriesQuerySet(NaturalKeyQuerySet):
    natural_fields = ("key",)

    def public(self, at=None):
        """Series with at least one public observation, current or superseded."""
        observations = self.model._meta.get_field("observations").related_model.objects.public(at)
        return self.filter(Exists(observations.filter(series=OuterRef("pk"))))

    def with_values(self, at=None):
        """Series that show readers something now, and not only what was withdrawn."""
        shown = self.model._meta.get_field("observations").related_model.objects.shown_in_order(at)
        return self.filter(Exists(shown.filter(series=OuterRef("pk"))))

    def for_pair(self, one: str, other: str):
        """Series between two areas, whichever of them reports."""
        return self.filter(Q(area=one, counterpart=other) | Q(area=other, counterpart=one))

    def same_thing(self, series):
        """All series that measure the same flow of the same pair, by any reporter."""
        return self.filter(thing=series.thing)
