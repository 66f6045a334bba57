"""Articles: the working copy that editors write, and the immutable versions that readers see."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from simple_history.models import HistoricalRecords

from articles.models.stories import Story
from articles.querysets import ArticleQuerySet, ArticleVersionQuerySet, CorrectionQuerySet
from trade.models import Source
from trade.models.fields import LineField, ProseField
from trade.models.rules import CheckAtField, UniqueAtField
from trade.words.languages import Language, code_of


class Content(models.Model):
    """The words of an article, in the working copy and in every version."""

    headline = LineField(_("headline"), max_length=300)
    deck = ProseField(
        _("deck"),
        blank=True,
        default="",
        help_text=_("One or two sentences below the headline, at most 300 characters."),
    )
    body = ProseField(
        _("text"),
        help_text=_(
            'Mark a figure as <data value="41000000000" data-claim="…">41 billion</data>; other markup is simple HTML.'
        ),
    )
    byline = LineField(_("byline"), max_length=200, blank=True, default="")
    licence = LineField(
        _("licence of the text"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Leave this empty if none is granted."),
    )
    note = ProseField(
        _("note for readers"),
        blank=True,
        default="",
        help_text=_("Say what readers must know of this text, such as who translated it."),
    )

    class Meta:
        abstract = True


CONTENT_FIELDS = ("headline", "deck", "body", "byline", "licence", "note")


class Article(Content):
    """One language version of a story, as its editors are writing it.

    Readers only ever see an :class:`ArticleVersion`; nothing of this row but its slug and its time of publication
    reaches them.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        CHECKING = "checking", _("figures being checked")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="articles", verbose_name=_("story"))
    language = models.CharField(_("language"), max_length=8, choices=Language.choices)
    slug = models.SlugField(
        _("slug"),
        max_length=150,
        help_text=_("The last part of the address; a published article keeps its old ones."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("Leave this empty to publish as soon as the text is approved."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nobody outside sees the text before this moment."),
    )
    held = models.BooleanField(
        pgettext_lazy("article", "held"),
        default=False,
        help_text=_("Tick this to keep the article from readers until it is checked again."),
    )
    held_reason = ProseField(_("why it is held"), blank=True, default="")
    withdrawn_reason = ProseField(
        _("why it was withdrawn"),
        blank=True,
        default="",
        help_text=_("Readers see this at the article's address."),
    )
    withdrawn_after_publication = models.BooleanField(default=False, editable=False)
    translation_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    source = models.OneToOneField(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="article",
        verbose_name=_("this text as a source"),
        help_text=_("Records made from this text cite it; they stay hidden until it is published."),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("author in the newsroom"),
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    # Links to the draft are signed with it: the next one revokes them all.
    draft_key = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["revision", "draft_key"])

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-publish_at", "-pk")
        permissions = (
            ("approve_article", _("Can approve articles")),
            ("publish_article", _("Can publish articles")),
            ("withdraw_article", _("Can withdraw articles")),
            ("translate_article", _("Can change translations")),
            ("override_checks", _("Can publish against what the checks found")),
        )
        constraints = (
            UniqueAtField(
                field="slug",
                fields=("language", "slug"),
                name="articles_article_slug_is_unique_in_its_language",
                violation_error_message=_("Another article in this language has this slug; choose a different one."),
            ),
            UniqueAtField(
                field="language",
                fields=("story", "language"),
                name="articles_article_is_one_for_each_language",
                violation_error_message=_("This story has an article in this language already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "review", "checking", "approved", "published", "withdrawn")),
                name="articles_article_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="articles_article_language_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(publish_at__isnull=False),
                name="articles_article_published_has_a_time",
                violation_error_message=_("A published article needs the time of its publication."),
            ),
            CheckAtField(
                field="withdrawn_reason",
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="articles_article_withdrawn_has_a_reason",
                violation_error_message=_("Say why the article is withdrawn; readers see this."),
            ),
            CheckAtField(
                field="held_reason",
                condition=Q(held=False) | ~Q(held_reason=""),
                name="articles_article_held_has_a_reason",
                violation_error_message=_("Say why the article is held."),
            ),
            CheckAtField(
                field="translation_of",
                condition=Q(translation_of__isnull=True) | ~Q(translation_of=F("id")),
                name="articles_article_translates_another",
                violation_error_message=_("An article is no translation of itself; choose another one."),
            ),
            models.CheckConstraint(condition=~Q(headline=""), name="articles_article_has_a_headline"),
        )
        indexes = (
            models.Index(fields=("state", "language", "-publish_at"), name="articles_article_newest"),
            # Pages beside a record walk it from the newest public article on, until they have enough.
            models.Index(
                fields=("-publish_at", "-id"),
                condition=Q(state="published", held=False),
                name="articles_article_public",
            ),
        )

    def __str__(self):
        return f"{self.headline} ({self.get_language_display()})"

    def get_absolute_url(self):
        with override(code_of(self.language)):
            return reverse("articles:article", args=(self.slug,))

    def natural_key(self):
        return (self.language, self.slug)

    natural_key.dependencies = ("articles.story", "trade.source")

    def clean(self):
        super().clean()
        if self.translation_of_id and self.translation_of.story_id != self.story_id:
            raise ValidationError({"translation_of": _("A translation belongs to the story of what it translates.")})
        taken = ArticleRedirect.objects.filter(language=self.language, slug=self.slug)
        if taken.exclude(article=self.pk).exists():
            raise ValidationError({"slug": _("This address leads to another article, which had it before.")})

    @property
    def is_public(self) -> bool:
        return type(self).objects.public().filter(pk=self.pk).exists()


class ArticleVersion(Content):
    """What readers see: a copy made at publication that nothing changes any more."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    public_from = models.DateTimeField(_("public from"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )

    figures_found = models.PositiveIntegerField(_("figures found"), null=True)
    figures_bound = models.PositiveIntegerField(_("figures bound"), null=True)
    override_reason = ProseField(
        _("why it was published against the checks"),
        blank=True,
        default="",
        help_text=_("For the newsroom; readers do not see this."),
    )

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an article")
        verbose_name_plural = _("versions of articles")
        ordering = ("article", "-number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="articles_articleversion_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="articles_articleversion_numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(figures_found__isnull=True, figures_bound__isnull=True)
                | Q(figures_bound__lte=F("figures_found")),
                name="articles_articleversion_binds_what_is_found",
            ),
        )
        indexes = (models.Index(fields=("public_from",), name="articles_version_public_from"),)

    def __str__(self):
        return f"{self.headline}, {self.number}"

    def get_absolute_url(self):
        with override(code_of(self.article.language)):
            return reverse("articles:version", args=(self.article.slug, self.number))

    def natural_key(self):
        return (*self.article.natural_key(), self.number)

    natural_key.dependencies = ("articles.article",)


class Correction(models.Model):
    """What was wrong in an earlier version, and what is right in this one."""

    version = models.OneToOneField(
        ArticleVersion,
        on_delete=models.PROTECT,
        related_name="correction",
        verbose_name=_("corrected version"),
    )
    wrong = ProseField(_("what was wrong"))
    right = ProseField(_("what is right"))
    changes_meaning = models.BooleanField(
        _("changes the meaning of the headline or lead"),
        default=False,
        help_text=_("Such a correction stands above the text."),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(wrong="") & ~Q(right=""),
                name="articles_correction_says_what_was_wrong_and_what_is_right",
            ),
        )

    def __str__(self):
        return f"{self.version}: {self.right[:80]}"

    def natural_key(self):
        return self.version.natural_key()

    natural_key.dependencies = ("articles.articleversion",)


class ArticleRedirect(models.Model):
    """An address that an article had when readers could see it."""

    language = models.CharField(_("language"), max_length=8, choices=Language.choices)
    slug = models.SlugField(_("old slug"), max_length=150)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="redirects", verbose_name=_("article"))

    class Meta:
        verbose_name = _("moved address")
        verbose_name_plural = _("moved addresses")
        ordering = ("language", "slug")
        constraints = (models.UniqueConstraint(fields=("language", "slug"), name="articles_articleredirect_is_unique"),)

    def __str__(self):
        return f"{self.language}/{self.slug}"
