"""Observations: the append-only numbers of a series, and what further sources say of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from trade.models.fields import LineField, ProseField
from trade.models.measurements import (
    Citation,
    Measurement,
    Withdrawal,
    citation_checks,
    measurement_checks,
    recorded_by_field,
)
from trade.models.rules import CheckAtField, UniqueAtField
from trade.models.series import Series
from trade.models.sources import Source
from trade.periods import Period
from trade.querysets import CitationQuerySet, ObservationQuerySet


class ReporterBasis(models.TextChoices):
    """How we know whose statistics a number comes from."""

    STATED = "stated", _("the source names the reporter")
    INFERRED = "inferred", _("inferred by an editor")
    NOT_STATED = "not_stated", _("not stated")


def _basis_field():
    return models.CharField(
        _("basis of the reporter"),
        max_length=10,
        choices=ReporterBasis.choices,
        default=ReporterBasis.STATED,
        help_text=_("Say whether this source names the reporter or an editor inferred it."),
    )


def _basis_note_field():
    return ProseField(
        _("why the reporter is inferred"),
        blank=True,
        default="",
        help_text=_("Give the reasons if the source does not name the reporter."),
    )


def _basis_checks(prefix: str) -> tuple[models.CheckConstraint, ...]:
    return (
        models.CheckConstraint(
            condition=Q(reporter_basis__in=ReporterBasis.values), name=f"{prefix}_reporter_basis_is_known"
        ),
        CheckAtField(
            field="reporter_note",
            condition=~Q(reporter_basis="inferred") | ~Q(reporter_note=""),
            name=f"{prefix}_inferred_reporter_has_reasons",
            violation_error_message=_("Say why the reporter is inferred."),
        ),
    )


class ImportBatch(models.Model):
    """One file read into the database, with what it added, revised, left unchanged and refused.

    ``report`` keeps the first of the refused lines and flags, and what was recognised, as ``Outcome.as_report`` writes
    it. A batch that ``rolls_back`` another has the compensating vintages as its rows, which ``revised`` counts;
    ``withdrawn`` counts the values of which readers see that they were taken back and nothing in their place.
    """

    file_name = LineField(_("file name"), max_length=255)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    format = models.CharField(_("format"), max_length=40)
    added = models.PositiveIntegerField(_("added"), default=0)
    revised = models.PositiveIntegerField(_("revised"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)
    rows = models.PositiveIntegerField(_("numbers read"), default=0)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("source")
    )
    report = models.JSONField(_("report"), default=dict, blank=True)
    reason = ProseField(_("reason"), blank=True, default="")
    dry_run = models.BooleanField(_("dry run"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("user"),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    rolls_back = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rolled_back_by",
        verbose_name=_("rolls back"),
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = pgettext_lazy("files", "imports")
        permissions = (("import_file", _("Can import files and roll imports back")),)
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}\Z"), name="trade_importbatch_sha256_is_64_hex_digits"
            ),
            models.CheckConstraint(
                condition=Q(rolls_back__isnull=True) | ~Q(reason=""), name="trade_importbatch_rollback_has_a_reason"
            ),
        )

    def __str__(self):
        return f"{self.file_name} ({self.created_at:%Y-%m-%d})"


class Observation(Measurement):
    """The value of a series for one period, as recorded at one time.

    Rows are never changed or deleted (the database refuses it); a revision closes the open row and adds the next.
    """

    # Every index costs each row of an import; the constraints below have indexes that begin with the series.
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="observations", db_index=False, verbose_name=_("series")
    )
    period_start = models.DateField(_("first day of the period"))
    period_end = models.DateField(_("last day of the period"))
    reporter_basis = _basis_field()
    reporter_note = _basis_note_field()
    batch = models.ForeignKey(
        ImportBatch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="observations",
        verbose_name=_("import"),
    )

    # Only asked for when a user is deleted.
    recorded_by = recorded_by_field(db_index=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ("series", "-period_end", "-period_start", "-vintage")
        constraints = (
            models.UniqueConstraint(
                fields=("series", "period_start", "period_end", "vintage"),
                name="trade_observation_vintage_is_unique",
            ),
            # In the order in which lists show open rows, so that they walk its index.
            models.UniqueConstraint(
                F("series"),
                F("period_end").desc(),
                F("period_start").desc(),
                condition=Q(valid_to__isnull=True),
                name="trade_observation_has_one_open_vintage",
                violation_error_message=_("There is a value for this period already; revise it instead."),
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="trade_observation_period_ends_after_it_starts",
                violation_error_message=_("The last day of the period must not lie before its first day."),
            ),
            *_basis_checks("trade_observation"),
            *measurement_checks("trade_observation"),
        )
        indexes = (
            # Few rows are closed: what was before a new value is found here at once, mostly nothing.
            models.Index(
                fields=("series", "period_start", "period_end"),
                condition=Q(valid_to__isnull=False),
                name="trade_observation_closed",
            ),
            models.Index(fields=("valid_from",), name="trade_observation_valid_from"),
        )

    def __str__(self):
        return f"{self.series} {self.period.iso}" if self.period else str(self.series)

    @property
    def period(self) -> Period | None:
        """None only while a form still lacks its dates."""
        return Period(self.period_start, self.period_end) if self.period_start and self.period_end else None

    @property
    def unit(self) -> str:
        return self.series.unit

    def natural_key(self):
        return (*self.series.natural_key(), str(self.period_start), str(self.period_end), self.vintage)

    natural_key.dependencies = ("trade.series", "trade.source")

    def get_absolute_url(self):
        return f"{reverse('trade:series', args=(str(self.series.series_key),))}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"record-{self.pk}"


class ObservationCitation(Citation):
    observation = models.ForeignKey(
        Observation, on_delete=models.PROTECT, related_name="citations", verbose_name=_("observation")
    )
    reporter_basis = _basis_field()
    reporter_note = _basis_note_field()

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("citation of an observation")
        verbose_name_plural = _("citations of observations")
        ordering = ("observation", "added_at", "pk")
        constraints = (
            UniqueAtField(
                field="source",
                fields=("observation", "source"),
                name="trade_observationcitation_source_is_cited_once",
                violation_error_message=_("This source is cited on this record already."),
            ),
            *_basis_checks("trade_observationcitation"),
            *citation_checks("trade_observationcitation"),
        )

    def __str__(self):
        return f"{self.observation}: {self.source}"

    def natural_key(self):
        return (*self.observation.natural_key(), *self.source.natural_key())

    natural_key.dependencies = ("trade.observation", "trade.source")


class ObservationWithdrawal(Withdrawal):
    observation = models.OneToOneField(
        Observation, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("observation")
    )

    class Meta:
        verbose_name = _("withdrawal of an observation")
        verbose_name_plural = _("withdrawals of observations")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="trade_observationwithdrawal_has_a_reason"),
        )

    def __str__(self):
        return str(self.observation)

    def natural_key(self):
        return self.observation.natural_key()

    natural_key.dependencies = ("trade.observation",)
