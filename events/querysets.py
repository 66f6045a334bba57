"""Reads of the events floor."""

from django.db.models import F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Left, Length, Substr

from trade.querysets import (
    MeasurementQuerySet,
    NamedQuerySet,
    NaturalKeyQuerySet,
    SourcedQuerySet,
    SourcedSlugQuerySet,
)


class NamedSlugQuerySet(SourcedSlugQuerySet, NamedQuerySet):
    """Records with a slug, names in four languages and a source."""


class RoleQuerySet(SourcedQuerySet):
    natural_fields = ("person__slug", "source__key", "title_en")

    def held_on(self, text: str):
        """Roles that may have been held on the partial date *text*; open ends count.

        Two partial dates are compared as far as both of them go: a role that ended in 2024 may have lasted to November.
        """
        return self.alias(starts_or_so=Substr("starts", 1, len(text)), then=Left(Value(text), Length("ends"))).filter(
            Q(starts_or_so__lte=text), Q(ends="") | Q(ends__gte=F("then"))
        )


class EventQuerySet(NamedSlugQuerySet):
    def in_order(self):
        """Newest edition first, events without one last."""
        return self.order_by(F("edition").desc(nulls_last=True), "slug")


class EventStatusQuerySet(SourcedQuerySet):
    natural_fields = ("event__slug", "status", "source__key")

    def newest_first(self):
        return self.order_by("-starts", "-pk")


class ParticipationQuerySet(SourcedQuerySet):
    def get_by_natural_key(self, event, area, organisation):
        party = {"area": area} if area else {"organisation__slug": organisation}
        return self.get(event__slug=event, **party)


class MetricQuerySet(MeasurementQuerySet):
    def _vintages(self, lookup):
        same = {name: OuterRef(name) for name in ("event", "measure", "nature", "unit")}
        rows = self.model.objects.filter(**same, **{f"vintage__{lookup}": OuterRef("vintage")})
        # As in the unique index: no participant is the whole event.
        return rows.alias(whose=Coalesce("participation", 0)).filter(whose=Coalesce(OuterRef("participation"), 0))

    def get_by_natural_key(self, event, area, organisation, measure, nature, unit, vintage):
        return self.get(
            event__slug=event,
            participation__area=area or None,
            participation__organisation__slug=organisation or None,
            measure=measure,
            nature=nature,
            unit=unit,
            vintage=vintage,
        )

    def vintages_of(self, metric):
        """Every recorded value of the same measure, oldest first."""
        return self.filter(**metric.identity()).order_by("vintage")

    def with_provenance(self):
        return self.select_related(
            "event", "source", "participation__area", "participation__organisation"
        ).prefetch_related("citations__source")


class AgreementQuerySet(NamedSlugQuerySet):
    def between(self, *areas: str):
        """Agreements that every one of *areas* is a party to."""
        agreements = self
        for area in areas:
            agreements = agreements.filter(parties__area=area)
        return agreements


class AgreementStatusQuerySet(SourcedQuerySet):
    natural_fields = ("agreement__slug", "status", "source__key")


class PartyQuerySet(NaturalKeyQuerySet):
    """Rows that tie an area or an organisation to an agreement or initiative."""

    def get_by_natural_key(self, parent, area, organisation):
        party = {"area": area} if area else {"organisation__slug": organisation}
        return self.get(**{f"{self.model.parent_name}__slug": parent}, **party)


class SupportQuerySet(SourcedQuerySet, PartyQuerySet):
    """Parties that each have a source of their own."""
