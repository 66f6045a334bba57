"""Claims: one figure in one text, tied to the record that it states. This table answers «who uses this record?»."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article, ArticleVersion
from articles.querysets import ClaimQuerySet
from articles.states import State
from events.models import Agreement, Event, Metric
from trade.models import Area, Observation, Quantified, Source
from trade.models.fields import LineField, ProseField
from trade.models.measurements import quantity_checks
from trade.periods import Period

RECORDS = ("observation", "metric", "event", "agreement")
TARGETS = (*RECORDS, "source")


def _only(name: str) -> Q:
    """The condition that *name* is the one binding that a claim has."""
    condition = Q()
    for target in TARGETS:
        condition &= Q(**{f"{target}__isnull": target != name})
    return condition & (~Q(exempt_reason="") if name == "exempt_reason" else Q(exempt_reason=""))


def _any_of(*names: str) -> Q:
    condition = Q()
    for name in names:
        condition |= _only(name)
    return condition


BOUND = _any_of(*TARGETS, "exempt_reason")


class Claim(Quantified):
    """A marked figure with its parsed quantity, belonging to a working copy or to a version, never to both.

    Its ``uuid`` is the same in the working copy and in every version. It is bound to exactly one record (for
    measurements at a given vintage), attributed to a source alone, exempt for a reason, or, in a working copy, not
    bound yet.
    """

    class Kind(models.TextChoices):
        MONEY = "money", _("money")
        PERCENT_CHANGE = "percent_change", _("percentage change")
        PERCENT_SHARE = "percent_share", _("percentage share")
        COUNT = "count", _("count")
        RATIO = "ratio", _("ratio")
        QUANTITY = "quantity", _("quantity")
        DURATION = "duration", _("duration")
        RANK = "rank", _("rank")
        ORDINAL = "ordinal", _("ordinal")

    class Direction(models.TextChoices):
        UP = "up", _("up")
        DOWN = "down", _("down")

    class Exempt(models.TextChoices):
        NOT_A_FACT = "not_a_fact", _("not a fact")
        EXAMPLE = "example", _("example")
        QUOTED_PRICE = "quoted_price", _("price quoted")
        NAME = "name", _("part of a name")
        OTHER = "other", _("other reason, see the explanation")

    class Field(models.TextChoices):
        HEADLINE = "headline", _("headline")
        DECK = "deck", _("deck")
        BODY = "body", _("text")

    uuid = models.UUIDField(_("UUID"), default=uuid.uuid4, editable=False, db_index=True)
    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="claims",
        verbose_name=_("article"),
    )
    version = models.ForeignKey(
        ArticleVersion,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="claims",
        verbose_name=_("version"),
    )
    position = models.PositiveSmallIntegerField(_("number in the text"), default=1)
    field = models.CharField(_("where"), max_length=8, choices=Field.choices, default=Field.BODY)
    quote = LineField(_("quote"), max_length=200)
    context = ProseField(_("context"), blank=True, default="")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    unit = models.CharField(_("unit"), max_length=12, blank=True, default="")
    unit_inferred = models.BooleanField(_("unit inferred"), default=False)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction.choices, blank=True, default="")
    comparison = LineField(_("compared with"), max_length=60, blank=True, default="")
    period_start = models.DateField(_("first day of the period"), null=True, blank=True)
    period_end = models.DateField(_("last day of the period"), null=True, blank=True)
    reporter = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reporter named in the text"),
        help_text=_("Choose whose statistics the text says these are; leave it empty if it does not say."),
    )
    observation = models.ForeignKey(
        Observation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("observation"),
    )
    metric = models.ForeignKey(
        Metric,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("event metric"),
    )
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("event")
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("agreement"),
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("attributed to"),
        help_text=_("Choose a source if the figure has no record of its own."),
    )
    exempt_reason = models.CharField(_("exempt because"), max_length=12, choices=Exempt.choices, blank=True, default="")
    explanation = ProseField(
        _("explanation"),
        blank=True,
        default="",
        help_text=_("Explain a contradiction that stays open; readers see the figure as disputed, with these words."),
    )
    lost = models.BooleanField(_("mark is gone from the text"), default=False, editable=False)
    bound_at = models.DateTimeField(_("bound at"), null=True, blank=True, editable=False)
    bound_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        # By the keys: the order of the articles themselves would join three tables to every list of claims.
        ordering = ("article_id", "version_id", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(article__isnull=True, version__isnull=False)
                | Q(article__isnull=False, version__isnull=True),
                name="articles_claim_belongs_to_a_working_copy_or_a_version",
            ),
            models.UniqueConstraint(
                fields=("uuid",),
                condition=Q(article__isnull=False),
                name="articles_claim_is_once_in_working_copies",
            ),
            models.UniqueConstraint(fields=("version", "uuid"), name="articles_claim_is_once_in_a_version"),
            models.CheckConstraint(
                condition=BOUND | Q(article__isnull=False, **{f"{t}__isnull": True for t in TARGETS}, exempt_reason=""),
                name="articles_claim_has_one_binding",
                violation_error_message=_("Bind a figure to exactly one record, or attribute it, or exempt it."),
            ),
            models.CheckConstraint(
                condition=Q(lost=False) | Q(article__isnull=False),
                name="articles_claim_of_a_version_has_its_mark",
            ),
            models.CheckConstraint(condition=Q(value__isnull=False), name="articles_claim_has_a_value"),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__isnull=False, period_end__isnull=False, period_end__gte=F("period_start")),
                name="articles_claim_period_is_whole",
                violation_error_message=_("Give both days of the period, the first before the last, or neither."),
            ),
            models.CheckConstraint(
                condition=~Q(exempt_reason="other") | ~Q(explanation=""),
                name="articles_claim_other_exemption_is_explained",
                violation_error_message=_("Explain why this figure needs no record."),
            ),
            *quantity_checks("articles_claim"),
        )

    def __str__(self):
        return f"{self.quote} ({self.article or self.version})"

    def natural_key(self):
        owner = self.article or self.version.article
        return (*owner.natural_key(), self.version.number if self.version else 0, str(self.uuid))

    natural_key.dependencies = (
        "articles.article",
        "articles.articleversion",
        "events.agreement",
        "events.event",
        "events.metric",
        "trade.observation",
    )

    def get_absolute_url(self):
        return reverse("articles:claim", args=(self.uuid,))

    @property
    def text_of(self) -> Article:
        """The article whose working copy or version this claim stands in."""
        return self.article or self.version.article

    @property
    def period(self) -> Period | None:
        return Period(self.period_start, self.period_end) if self.period_start and self.period_end else None

    @property
    def record(self):
        """The bound observation, metric, event or agreement; None if the claim is attributed, exempt or not bound."""
        return next((getattr(self, name) for name in RECORDS if getattr(self, f"{name}_id")), None)

    @property
    def is_bound(self) -> bool:
        return bool(self.exempt_reason or any(getattr(self, f"{name}_id") for name in TARGETS))


class ClaimState(models.Model):
    """What readers are told of a claim: derived from records by ``services.recheck_claims``, never edited."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="verdict")
    state = models.CharField(max_length=10, choices=State.choices, db_index=True)
    reasons = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("state of a claim")
        verbose_name_plural = _("states of claims")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="articles_claimstate_is_known"),
        )
        indexes = (models.Index(fields=("since",), name="articles_claimstate_since"),)

    def __str__(self):
        return self.get_state_display()


class Awaited(models.Model):
    """A source that was not public yet when claims were judged: once it is, ``services.judge_due`` judges them anew."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("awaited source")
        verbose_name_plural = _("awaited sources")

    def __str__(self):
        return str(self.source)
