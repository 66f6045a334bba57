"""Figures of an event: append-only vintages, like observations."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.events import Event, Participation
from events.querysets import MetricQuerySet
from trade.models import Citation, Measurement, Withdrawal
from trade.models.measurements import citation_checks, measurement_checks
from trade.models.rules import CheckAtField, UniqueAtField
from trade.querysets import CitationQuerySet


class Metric(Measurement):
    """One figure of an event, of the whole event or of one participant's part in it.

    ``nature`` says what kind of figure it is; unlike natures are never summed or compared.
    """

    class Measure(models.TextChoices):
        COUNTRIES = "countries", _("countries represented")
        COUNTRIES_AND_REGIONS = "countries_and_regions", _("countries and regions represented")
        EXHIBITORS = "exhibitors", _("exhibiting companies")
        VISITORS = "visitors", _("visitors")
        EXHIBITION_AREA = "exhibition_area", _("exhibition area")
        DEALS = "deals", _("value of deals")
        DEALS_GROWTH = "deals_growth", _("growth of the value of deals on the previous edition")
        AGREEMENTS = "agreements", _("value of agreements")
        AGREEMENTS_COUNT = "agreements_count", _("number of agreements")

    class Nature(models.TextChoices):
        INTENDED = "intended", _("intended")
        CONCLUDED = "concluded", _("concluded")
        COUNTED = "counted", _("counted")
        ESTIMATED = "estimated", _("estimated")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="metrics", verbose_name=_("event"))
    participation = models.ForeignKey(
        Participation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="metrics",
        verbose_name=_("participant"),
        help_text=_("Leave this empty for a figure of the whole event."),
    )
    measure = models.CharField(_("measure"), max_length=30, choices=Measure.choices)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature.choices)
    unit = models.CharField(
        _("unit"),
        max_length=12,
        help_text=_("Give the ISO 4217 code of a currency, PC for percent, or what is counted: countries, companies."),
    )

    objects = MetricQuerySet.as_manager()

    class Meta:
        verbose_name = _("event metric")
        verbose_name_plural = _("event metrics")
        ordering = ("event", "participation", "measure", "nature", "-vintage")
        constraints = (
            models.UniqueConstraint(
                "event",
                Coalesce("participation", Value(0)),
                "measure",
                "nature",
                "unit",
                "vintage",
                name="events_metric_vintage_is_unique",
            ),
            models.UniqueConstraint(
                "event",
                Coalesce("participation", Value(0)),
                "measure",
                "nature",
                "unit",
                condition=Q(valid_to__isnull=True),
                name="events_metric_has_one_open_vintage",
                violation_error_message=_("This figure is recorded already; revise it instead."),
            ),
            models.CheckConstraint(
                condition=Q(nature__in=("intended", "concluded", "counted", "estimated")),
                name="events_metric_nature_is_known",
            ),
            CheckAtField(
                field="unit",
                condition=~Q(measure__in=("deals", "agreements")) | Q(unit__regex=r"^[A-Z]{3}\Z"),
                name="events_metric_money_has_a_currency",
                violation_error_message=_("A sum of money needs a currency: write its ISO 4217 code, such as USD."),
            ),
            CheckAtField(
                field="unit",
                condition=~Q(measure="deals_growth") | Q(unit="PC"),
                name="events_metric_growth_is_in_percent",
                violation_error_message=_("Growth is measured in percent: write PC as the unit."),
            ),
            models.CheckConstraint(condition=~Q(unit=""), name="events_metric_has_a_unit"),
            *measurement_checks("events_metric"),
        )

    def __str__(self):
        whose = f" ({self.participation.party})" if self.participation else ""
        return f"{self.event}: {self.get_measure_display()}{whose}"

    def clean(self):
        super().clean()
        if self.participation_id and self.participation.event_id != self.event_id:
            raise ValidationError({"participation": _("This participant belongs to another event.")})

    def identity(self) -> dict:
        """What all vintages of this figure share."""
        return {
            "event": self.event_id,
            "participation": self.participation_id,
            "measure": self.measure,
            "nature": self.nature,
            "unit": self.unit,
        }

    def natural_key(self):
        party = self.participation.party_key() if self.participation else ("", "")
        return (self.event.slug, *party, self.measure, self.nature, self.unit, self.vintage)

    natural_key.dependencies = ("events.event", "events.participation", "trade.source")

    def get_absolute_url(self):
        return f"{self.event.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"metric-{self.pk}"


class MetricCitation(Citation):
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="citations", verbose_name=_("metric"))

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("citation of an event metric")
        verbose_name_plural = _("citations of event metrics")
        ordering = ("metric_id", "added_at", "pk")
        constraints = (
            UniqueAtField(
                field="source",
                fields=("metric", "source"),
                name="events_metriccitation_source_is_cited_once",
                violation_error_message=_("This source is cited on this record already."),
            ),
            *citation_checks("events_metriccitation"),
        )

    def __str__(self):
        return f"{self.metric}: {self.source}"

    def natural_key(self):
        return (*self.metric.natural_key(), *self.source.natural_key())

    natural_key.dependencies = ("events.metric",)


class MetricWithdrawal(Withdrawal):
    metric = models.OneToOneField(Metric, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("metric"))

    class Meta:
        verbose_name = _("withdrawal of an event metric")
        verbose_name_plural = _("withdrawals of event metrics")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="events_metricwithdrawal_has_a_reason"),)

    def __str__(self):
        return str(self.metric)

    def natural_key(self):
        return self.metric.natural_key()

    natural_key.dependencies = ("events.metric",)
