"""What the newsroom writes about: topics, stories, and who said what."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.querysets import StatementQuerySet, StoryQuerySet, TopicQuerySet
from events.models import Agreement, Event, Initiative, Person, Role
from trade.models import Area
from trade.models.fields import ProseField
from trade.models.names import Named, has_a_name, in_some_language
from trade.models.rules import CheckAtField, UniqueAtField
from trade.words.languages import Localised


class Topic(Named):
    slug = models.SlugField(_("slug"), max_length=100, unique=True)

    objects = TopicQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("slug",)
        constraints = (has_a_name("articles_topic"),)

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("articles:topic", args=(self.slug,))


class Story(models.Model):
    """What one or more articles, one for each language, are about."""

    class Section(models.TextChoices):
        TRADE = "trade", _("Trade")
        EVENTS = "events", _("Events")
        AGREEMENTS = "agreements", _("Agreements")

    slug = models.SlugField(_("slug"), max_length=150, unique=True)
    section = models.CharField(_("section"), max_length=10, choices=Section.choices, default=Section.TRADE)
    topics = models.ManyToManyField(Topic, blank=True, related_name="stories", verbose_name=_("topics"))
    areas = models.ManyToManyField(Area, blank=True, related_name="stories", verbose_name=_("areas"))
    events = models.ManyToManyField(Event, blank=True, related_name="stories", verbose_name=_("events"))
    agreements = models.ManyToManyField(Agreement, blank=True, related_name="stories", verbose_name=_("agreements"))
    initiatives = models.ManyToManyField(Initiative, blank=True, related_name="stories", verbose_name=_("initiatives"))

    objects = StoryQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[topics, areas, events, agreements, initiatives])

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                condition=Q(section__in=("trade", "events", "agreements")),
                name="articles_story_section_is_known",
            ),
        )

    def __str__(self):
        return self.slug

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = (
        "articles.topic",
        "events.agreement",
        "events.event",
        "events.initiative",
        "trade.area",
    )


class Statement(models.Model):
    """What a person said according to a story, and the role in which it was said."""

    class Mode(models.TextChoices):
        DIRECT = "direct", _("direct speech")
        INDIRECT = "indirect", _("indirect speech")

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="statements", verbose_name=_("story"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="statements", verbose_name=_("who said it")
    )
    role = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("in which role"),
        help_text=_("Choose the role that the person held then."),
    )
    mode = models.CharField(_("mode"), max_length=8, choices=Mode.choices, default=Mode.INDIRECT)
    text_ru = ProseField(_("what was said, in Russian"), blank=True, default="")
    text_kk = ProseField(_("what was said, in Kazakh"), blank=True, default="")
    text_en = ProseField(_("what was said, in English"), blank=True, default="")
    text_zh = ProseField(_("what was said, in Chinese"), blank=True, default="")
    text = Localised("text")

    objects = StatementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("story", "position")
        constraints = (
            UniqueAtField(
                field="position",
                fields=("story", "position"),
                name="articles_statement_position_is_unique",
                violation_error_message=_("Another statement of this story has this number."),
            ),
            CheckAtField(
                field="text_ru",
                condition=in_some_language("text"),
                name="articles_statement_says_something",
                violation_error_message=_("Write what was said in at least one of the four languages."),
            ),
            models.CheckConstraint(
                condition=Q(mode__in=("direct", "indirect")), name="articles_statement_mode_is_known"
            ),
        )

    def __str__(self):
        return f"{self.person}: {self.text[:80]}"

    def clean(self):
        super().clean()
        if self.role_id and self.role.person_id != self.person_id:
            raise ValidationError({"role": _("This role is held by somebody else.")})

    def natural_key(self):
        return (self.story.slug, self.position)

    natural_key.dependencies = ("articles.story", "events.person", "events.role")
