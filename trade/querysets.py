"""Reads of the ground floor: chainable, named for what the caller wants to know."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from trade.languages import COLUMNS


class NaturalKeyQuerySet(models.QuerySet):
    """Finds a row by the fields of its natural key, in the order of ``natural_key()``."""

    natural_fields: tuple[str, ...] = ()

    def get_by_natural_key(self, *values):
        return self.get(**dict(zip(self.natural_fields, values, strict=True)))


class SlugQuerySet(NaturalKeyQuerySet):
    natural_fields = ("slug",)


class SourceQuerySet(NaturalKeyQuerySet):
    natural_fields = ("key",)

    def public(self, at=None):
        return self.filter(public_from__lte=at or timezone.now())

    def hidden(self, at=None):
        """The few sources that may not be shown: texts that are not out."""
        return self.filter(Q(public_from__isnull=True) | Q(public_from__gt=at or timezone.now()))


class SourcedQuerySet(NaturalKeyQuerySet):
    """Records with a source of their own, public when that source is."""

    def _rests_on_hidden_source(self, at=None) -> Q:
        # Hidden sources are few, so the database hashes them once however many rows it filters.
        sources = self.model._meta.get_field("source").related_model
        return Q(source__in=sources.objects.hidden(at).values("pk"))

    def public(self, at=None):
        return self.exclude(self._rests_on_hidden_source(at))


class SourcedSlugQuerySet(SourcedQuerySet, SlugQuerySet):
    pass


class NamedQuerySet(NaturalKeyQuerySet):
    def with_words(self, text: str):
        """Rows whose name in any language contains *text*."""
        condition = Q()
        for column in COLUMNS:
            condition |= Q(**{f"name_{column}__icontains": text})
        return self.filter(condition)


class AreaQuerySet(NamedQuerySet):
    natural_fields = ("code",)

    def stated(self):
        return self.exclude(code="_X")


class CommodityQuerySet(NamedQuerySet):
    natural_fields = ("key",)


class SeriesQuerySet(NaturalKeyQuerySet):
    natural_fields = ("key",)

    def public(self, at=None):
        """Series with at least one public observation, current or superseded."""
        observations = self.model._meta.get_field("observations").related_model.objects.public(at)
        return self.filter(Exists(observations.filter(series=OuterRef("pk"))))

    def for_pair(self, one: str, other: str):
        """Series between two areas, whichever of them reports."""
        return self.filter(Q(area=one, counterpart=other) | Q(area=other, counterpart=one))

    def same_thing(self, series):
        """All series that measure the same flow of the same pair, by any reporter."""
        return self.filter(thing=series.thing)


class MeasurementQuerySet(SourcedQuerySet):
    """Append-only values: the open row of each is what we hold now, and :meth:`shown` what readers see of that."""

    def current(self):
        return self.filter(valid_to__isnull=True)

    def shown(self, at=None):
        """The newest public vintage of each value, unless it was withdrawn in public.

        That is the open row, but where the open row rests on a text that is not out, it is the one before: a number
        that disappears from a page would tell readers of that text.
        """
        withdrawals = self.model._meta.get_field("withdrawal")
        withdrawn = withdrawals.related_model.objects.public(at).filter(**{withdrawals.field.name: OuterRef("pk")})
        superseded = Exists(self._later_vintages().public(at)) | Exists(withdrawn)
        return self.public(at).filter(Q(valid_to__isnull=True) | ~superseded)

    def _later_vintages(self):
        """The rows of an outer row's identity that have a higher vintage."""
        raise NotImplementedError

    def as_of(self, moment):
        """The rows that were current at *moment*."""
        return self.filter(valid_from__lte=moment).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=moment))

    def public(self, at=None):
        """Rows whose first source, or another cited source, may be shown."""
        citations = self.model._meta.get_field("citations")
        cited = citations.related_model.objects.public(at).filter(**{citations.field.name: OuterRef("pk")})
        return self.filter(~self._rests_on_hidden_source(at) | Exists(cited))


class ObservationQuerySet(MeasurementQuerySet):
    natural_fields = ("series__key", "period_start", "period_end", "vintage")

    def _later_vintages(self):
        return self.model.objects.filter(
            series=OuterRef("series"),
            period_start=OuterRef("period_start"),
            period_end=OuterRef("period_end"),
            vintage__gt=OuterRef("vintage"),
        )

    def for_pair(self, one: str, other: str):
        series = self.model._meta.get_field("series").related_model.objects.for_pair(one, other)
        return self.filter(series__in=series)

    def vintages_of(self, observation):
        """Every recorded value for the same series and period, oldest first."""
        return self.filter(
            series=observation.series_id,
            period_start=observation.period_start,
            period_end=observation.period_end,
        ).order_by("vintage")

    def same_thing(self, observation):
        """Open rows of the same flow, pair, commodity, measure and period by any reporter."""
        return self.current().filter(
            series__thing=observation.series.thing,
            period_start=observation.period_start,
            period_end=observation.period_end,
        )

    def with_provenance(self):
        """Everything that a page or the API shows of an observation besides its mirror, in two queries."""
        return self.select_related("series", "source").prefetch_related("citations__source")


class CitationQuerySet(SourcedQuerySet):
    def get_by_natural_key(self, *values):
        *record, source_key = values
        field = next(
            f for f in self.model._meta.fields if f.name in ("observation", "metric", "event", "role", "status")
        )
        parent = field.related_model.objects.get_by_natural_key(*record)
        return self.get(**{field.name: parent, "source__key": source_key})
