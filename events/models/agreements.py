"""Agreements and initiatives: what was signed, and what is a programme or a slogan."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.events import Event
from events.models.parties import Party, party_checks
from events.querysets import (
    AgreementQuerySet,
    AgreementStatusQuerySet,
    NamedSlugQuerySet,
    PartyQuerySet,
    SupportQuerySet,
)
from trade.models import Citation, Quantified, Sourced
from trade.models.fields import LineField, PartialDateField, ProseField, partial_date_check
from trade.models.measurements import citation_checks, quantity_checks
from trade.models.names import Named, has_a_name
from trade.models.rules import CheckAtField, UniqueAtField
from trade.querysets import CitationQuerySet


class Agreement(Named, Quantified, Sourced):
    """Something that parties agreed; how far in force it is and how well it is sourced are different things."""

    class Kind(models.TextChoices):
        TREATY = "treaty", _("treaty")
        PROTOCOL = "protocol", _("protocol")
        MEMORANDUM = "memorandum", _("memorandum of understanding")
        REGIME = "regime", _("regime")
        CONTRACT = "contract", _("commercial contract")
        OTHER = "other", _("other agreement")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    unit = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        default="",
        help_text=_("Give the ISO 4217 code of the value."),
    )
    text_url = models.URLField(_("address of the text"), max_length=1000, blank=True, default="")
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("signed at"),
    )

    objects = AgreementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ("slug",)
        constraints = (
            has_a_name("events_agreement"),
            models.CheckConstraint(
                condition=Q(kind__in=("treaty", "protocol", "memorandum", "regime", "contract", "other")),
                name="events_agreement_kind_is_known",
            ),
            CheckAtField(
                field="unit",
                condition=(Q(value__isnull=True) & Q(unit=""))
                | (Q(value__isnull=False) & Q(unit__regex=r"^[A-Z]{3}\Z")),
                name="events_agreement_value_has_a_currency",
                violation_error_message=_("Give a value together with its currency, or neither."),
            ),
            *quantity_checks("events_agreement"),
        )

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ("events.event", "trade.source")

    def get_absolute_url(self):
        return reverse("events:agreement", args=(self.slug,))


class AgreementParty(Party):
    parent_name = "agreement"

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party to an agreement")
        verbose_name_plural = _("parties to agreements")
        ordering = ("agreement", "pk")
        constraints = party_checks("events_agreementparty", "agreement")

    def __str__(self):
        return str(self.party)

    def natural_key(self):
        return (self.agreement.slug, *self.party_key())

    natural_key.dependencies = ("events.agreement", "events.organisation", "trade.area")


class AgreementStatus(Sourced):
    """The legal status of an agreement as a source states it; ``unstated`` where it is implied but not said."""

    class Status(models.TextChoices):
        UNSTATED = "unstated", _("not stated")
        ANNOUNCED = "announced", _("announced")
        SIGNED = "signed", _("signed")
        IN_FORCE = "in_force", _("in force")
        EXPIRED = "expired", _("expired")
        TERMINATED = "terminated", _("terminated")

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="statuses", verbose_name=_("agreement")
    )
    status = models.CharField(_("legal status"), max_length=10, choices=Status.choices)
    on = PartialDateField(_("date"), help_text=_("Leave this empty if the source gives no date; never guess."))
    place = LineField(_("place"), max_length=200, blank=True, default="")
    note = ProseField(_("note"), blank=True, default="")

    objects = AgreementStatusQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("status of an agreement")
        verbose_name_plural = _("statuses of agreements")
        ordering = ("agreement", "-on", "-pk")
        constraints = (
            UniqueAtField(
                field="source",
                fields=("agreement", "status", "source"),
                name="events_agreementstatus_is_stated_once_by_a_source",
                violation_error_message=_("This source is recorded for this status already; change that row instead."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("unstated", "announced", "signed", "in_force", "expired", "terminated")),
                name="events_agreementstatus_is_known",
            ),
            models.CheckConstraint(
                condition=partial_date_check("on"), name="events_agreementstatus_date_is_a_partial_date"
            ),
        )

    def __str__(self):
        return f"{self.agreement}: {self.get_status_display()}"

    def natural_key(self):
        return (self.agreement.slug, self.status, *self.source.natural_key())

    natural_key.dependencies = ("events.agreement",)


class AgreementStatusCitation(Citation):
    status = models.ForeignKey(
        AgreementStatus, on_delete=models.PROTECT, related_name="citations", verbose_name=_("status")
    )

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("citation of an agreement's status")
        verbose_name_plural = _("citations of agreements' statuses")
        ordering = ("status", "pk")
        constraints = (
            UniqueAtField(
                field="source",
                fields=("status", "source"),
                name="events_agreementstatuscitation_source_is_cited_once",
                violation_error_message=_("This source is cited on this record already."),
            ),
            *citation_checks("events_agreementstatuscitation"),
        )

    def __str__(self):
        return f"{self.status}: {self.source}"

    def natural_key(self):
        return (*self.status.natural_key(), *self.source.natural_key())

    natural_key.dependencies = ("events.agreementstatus",)


class Initiative(Named, Sourced):
    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("programme")
        SLOGAN = "slogan", _("slogan")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)

    objects = NamedSlugQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ("slug",)
        constraints = (
            has_a_name("events_initiative"),
            models.CheckConstraint(
                condition=Q(kind__in=("programme", "slogan")), name="events_initiative_kind_is_known"
            ),
        )

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ("trade.source",)

    def get_absolute_url(self):
        return reverse("events:initiative", args=(self.slug,))


class InitiativeSupport(Party, Sourced):
    parent_name = "initiative"

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="supporters", verbose_name=_("initiative")
    )

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("supporter of an initiative")
        verbose_name_plural = _("supporters of initiatives")
        ordering = ("initiative", "pk")
        constraints = party_checks("events_initiativesupport", "initiative")

    def __str__(self):
        return str(self.party)

    def natural_key(self):
        return (self.initiative.slug, *self.party_key())

    natural_key.dependencies = ("events.initiative", "events.organisation", "trade.area")
