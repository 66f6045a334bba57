"""Fairs, forums and visits: series, editions, what happened to them and who took part."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from events.models.parties import Party, party_checks
from events.models.people import Person
from events.querysets import EventQuerySet, EventStatusQuerySet, NamedSlugQuerySet, ParticipationQuerySet
from trade.models import Area, Citation, Sourced
from trade.models.fields import LineField, PartialDateField, ProseField, ends_after_start, partial_date_check
from trade.models.measurements import citation_checks
from trade.models.names import Named, has_a_name
from trade.models.rules import CheckAtField, UniqueAtField
from trade.quantities import Quantity
from trade.querysets import CitationQuerySet
from trade.words.languages import Localised


class EventSeries(Named, Sourced):
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    acronym = LineField(_("acronym"), max_length=30, blank=True, default="")

    objects = NamedSlugQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event series")
        verbose_name_plural = pgettext_lazy("plural", "event series")
        ordering = ("slug",)
        constraints = (has_a_name("events_eventseries"),)

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ("trade.source",)

    def get_absolute_url(self):
        return reverse("events:series", args=(self.slug,))


class Event(Named, Sourced):
    """One event. Edition 7 of a series may exist without editions 1 to 6."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    series = models.ForeignKey(
        EventSeries,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=pgettext_lazy("event", "series"),
    )
    edition = models.PositiveSmallIntegerField(_("edition number"), null=True, blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("country"),
    )
    place_ru = LineField(_("place in Russian"), max_length=200, blank=True, default="")
    place_kk = LineField(_("place in Kazakh"), max_length=200, blank=True, default="")
    place_en = LineField(_("place in English"), max_length=200, blank=True, default="")
    place_zh = LineField(_("place in Chinese"), max_length=200, blank=True, default="")
    place = Localised("place")

    objects = EventQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("series", "-edition", "slug")
        constraints = (
            UniqueAtField(
                field="edition",
                fields=("series", "edition"),
                name="events_event_edition_is_unique_in_its_series",
                violation_error_message=_("This series has an edition with this number already."),
            ),
            CheckAtField(
                field="edition",
                condition=Q(edition__isnull=True) | Q(edition__gte=1, series__isnull=False),
                name="events_event_edition_counts_within_a_series",
                violation_error_message=_("An edition number starts at 1 and needs a series."),
            ),
            has_a_name("events_event"),
        )

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ("events.eventseries", "trade.area", "trade.source")

    def get_absolute_url(self):
        return reverse("events:event", args=(self.slug,))

    @property
    def quantity(self) -> Quantity | None:
        """The edition number, as a claim such as «7-е» is compared with it."""
        return None if self.edition is None else Quantity(Decimal(self.edition), Decimal(1))


class EventStatus(Sourced):
    """What a source says became of an event, with dates as precise as the source."""

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="statuses", verbose_name=_("event"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    starts = PartialDateField(_("from"), help_text=_("Leave this empty if the source gives no date; never guess."))
    ends = PartialDateField(_("to"))
    note = ProseField(_("note"), blank=True, default="")

    objects = EventStatusQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("status of an event")
        verbose_name_plural = _("statuses of events")
        ordering = ("event", "-starts", "pk")
        constraints = (
            UniqueAtField(
                field="source",
                fields=("event", "status", "source"),
                name="events_eventstatus_is_stated_once_by_a_source",
                violation_error_message=_("This source is recorded for this status already; change that row instead."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("announced", "held", "postponed", "cancelled")),
                name="events_eventstatus_is_known",
            ),
            models.CheckConstraint(
                condition=partial_date_check("starts", "ends"),
                name="events_eventstatus_dates_are_partial_dates",
            ),
            CheckAtField(
                field="ends",
                condition=ends_after_start(),
                name="events_eventstatus_ends_after_it_starts",
                violation_error_message=_("The last day must not lie before the first."),
            ),
        )

    def __str__(self):
        return f"{self.event}: {self.get_status_display()}"

    def natural_key(self):
        return (self.event.slug, self.status, *self.source.natural_key())

    natural_key.dependencies = ("events.event",)


class EventCitation(Citation):
    """A further source for an event; ``value`` is the edition number that it prints."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="citations", verbose_name=_("event"))

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("citation of an event")
        verbose_name_plural = _("citations of events")
        ordering = ("event", "pk")
        constraints = (
            UniqueAtField(
                field="source",
                fields=("event", "source"),
                name="events_eventcitation_source_is_cited_once",
                violation_error_message=_("This source is cited on this record already."),
            ),
            *citation_checks("events_eventcitation"),
        )

    def __str__(self):
        return f"{self.event}: {self.source}"

    def natural_key(self):
        return (self.event.slug, *self.source.natural_key())

    natural_key.dependencies = ("events.event",)


class Participation(Party, Sourced):
    """A country or organisation taking part in an event."""

    parent_name = "event"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="participations", verbose_name=_("event"))
    head_of_delegation = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("head of the delegation"),
    )
    has_pavilion = models.BooleanField(
        _("has a pavilion"), null=True, blank=True, help_text=_("Choose «unknown» if no source says.")
    )
    focus_ru = LineField(_("pavilion focus in Russian"), max_length=300, blank=True, default="")
    focus_kk = LineField(_("pavilion focus in Kazakh"), max_length=300, blank=True, default="")
    focus_en = LineField(_("pavilion focus in English"), max_length=300, blank=True, default="")
    focus_zh = LineField(_("pavilion focus in Chinese"), max_length=300, blank=True, default="")
    focus = Localised("focus")

    objects = ParticipationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ("event", "pk")
        constraints = party_checks("events_participation", "event")

    def __str__(self):
        return f"{self.party}, {self.event}"

    def clean(self):
        """Who took part in what is fixed once a figure is recorded of it (the database refuses the change as well)."""
        super().clean()
        stored = Participation.objects.filter(pk=self.pk, metrics__isnull=False).first()
        fixed = ("event_id", "area_id", "organisation_id")
        if stored and any(getattr(stored, name) != getattr(self, name) for name in fixed):
            message = _("Figures are recorded for this participation, so its event and party stay; add another one.")
            raise ValidationError(message)

    def natural_key(self):
        return (self.event.slug, *self.party_key())

    natural_key.dependencies = ("events.event", "events.organisation", "events.person", "trade.area")
