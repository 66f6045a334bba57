"""What all reads share: natural keys, sources, and what rests on them."""

from django.db import models
from django.db.models import Q, Subquery
from django.utils import timezone

from trade.database.statements import fetch


def parameters_of(at) -> dict:
    """What a remembered statement asks at *at*, or now."""
    return {"at": at or timezone.now()}


class CountOf(Subquery):
    """How many rows a subquery has, cut off where it is sliced."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()


class SumOfWeights(Subquery):
    """The sum of the column ``weight`` of a subquery."""

    template = "(SELECT SUM(weight) FROM (%(subquery)s) AS weighed)"
    output_field = models.IntegerField()


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

    def upcoming(self, at=None):
        """Those of the hidden ones that time alone will show."""
        return self.filter(public_from__gt=at or timezone.now())

    def hidden(self, at=None):
        """The few sources that may not be shown: texts that are not out."""
        return self.filter(Q(public_from__isnull=True) | Q(public_from__gt=at or timezone.now()))

    def hidden_keys(self, at=None) -> frozenset[int]:
        """The keys of all of them, in one query that is compiled once."""

        def build(parameters):
            return self.model.objects.hidden(parameters["at"]).order_by().values_list("pk")

        return frozenset(key for (key,) in fetch("hidden sources", build, parameters_of(at)))


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


class CitationQuerySet(SourcedQuerySet):
    def get_by_natural_key(self, *values):
        *record, source_key = values
        field = next(
            f for f in self.model._meta.fields if f.name in ("observation", "metric", "event", "role", "status")
        )
        parent = field.related_model.objects.get_by_natural_key(*record)
        return self.get(**{field.name: parent, "source__key": source_key})
