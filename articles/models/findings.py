"""What the checks found, for editors only, and what changed, for everybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.models.articles import Article, Correction
from articles.models.claims import Claim
from articles.querysets import ChangeQuerySet, FindingQuerySet
from events.models import Metric
from trade.models import Observation
from trade.models.fields import LineField, ProseField
from trade.words.languages import active_tag


class Finding(models.Model):
    """A contradiction that a rule found in a working copy, with both sides and the arithmetic spelled out.

    ``key`` is the same for the same finding of a later check, so that what an editor settled stays settled. ``sides``
    has what is shown of it by language tag: ``{"text": …, "record": …, "sum": …}`` each, and ``facts`` what its words
    need besides.
    """

    class Severity(models.TextChoices):
        ERROR = "error", _("error")
        WARNING = "warning", _("warning")
        NOTE = "note", _("note")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="findings", verbose_name=_("article"))
    claim = models.ForeignKey(
        Claim,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("claim"),
    )
    key = models.CharField(max_length=64, editable=False)
    rule = models.CharField(_("rule"), max_length=5)
    code = models.CharField(_("what is wrong"), max_length=40)
    severity = models.CharField(_("severity"), max_length=7, choices=Severity.choices)
    quote = LineField(_("in the text"), max_length=200)
    position = models.PositiveIntegerField(_("position"), default=0)
    sides = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    resolution_reason = ProseField(_("why it is settled"), blank=True, default="")
    resolved_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FindingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("article", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("article", "key"), name="articles_finding_is_told_once"),
            models.CheckConstraint(
                condition=Q(severity__in=("error", "warning", "note")),
                name="articles_finding_severity_is_known",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | ~Q(resolution_reason=""),
                name="articles_finding_is_settled_for_a_reason",
                violation_error_message=_("Say why the finding is settled."),
            ),
        )

    def __str__(self):
        return f"{self.rule}: «{self.quote}» {self.shown('sum')}".rstrip()

    def shown(self, side: str) -> str:
        """``text``, ``record`` or ``sum`` in figures, as the active language writes them."""
        return self.sides.get(active_tag(), {}).get(side, "")


class Change(models.Model):
    """One line of the public log: a record revised or withdrawn, or an article corrected."""

    class Kind(models.TextChoices):
        REVISED = "revised", _("revised")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CORRECTED = "corrected", _("corrected")

    at = models.DateTimeField(_("when"), default=timezone.now)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    observation = models.ForeignKey(
        Observation, on_delete=models.PROTECT, null=True, blank=True, related_name="changes"
    )
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, null=True, blank=True, related_name="changes")
    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, null=True, blank=True, related_name="change"
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("-at", "-id"), name="articles_change_newest"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(observation__isnull=False, metric__isnull=True, correction__isnull=True)
                | Q(observation__isnull=True, metric__isnull=False, correction__isnull=True)
                | Q(observation__isnull=True, metric__isnull=True, correction__isnull=False),
                name="articles_change_is_about_one_record",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("revised", "withdrawn", "corrected")),
                name="articles_change_kind_is_known",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()}: {self.record}"

    @property
    def record(self):
        return self.observation or self.metric or self.correction
