"""People, organisations and the roles that people hold."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.querysets import NamedSlugQuerySet, RoleQuerySet
from trade.models import Area, Citation, Source, Sourced
from trade.models.fields import LineField, PartialDateField, ends_after_start, partial_date_check
from trade.models.measurements import citation_checks
from trade.models.names import Named, has_a_name, in_some_language
from trade.models.rules import CheckAtField, UniqueAtField
from trade.querysets import CitationQuerySet
from trade.words.languages import Localised


class Person(Named, Sourced):
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    speaks_in = models.ManyToManyField(
        Source,
        blank=True,
        related_name="speakers",
        verbose_name=_("speaks or writes in"),
        help_text=_("Sources that report this person's own words do not confirm an article that quotes the person."),
    )

    objects = NamedSlugQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[speaks_in])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("slug",)
        constraints = (has_a_name("events_person"),)

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ("trade.source",)

    def get_absolute_url(self):
        return reverse("events:person", args=(self.slug,))


class Organisation(Named, Sourced):
    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("government body")
        COMPANY = "company", _("company")
        INTERNATIONAL = "international", _("international organisation")
        OTHER = "other", _("other organisation")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices, default=Kind.OTHER)
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("area"),
    )
    website = models.URLField(_("website"), max_length=500, blank=True, default="")

    objects = NamedSlugQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("slug",)
        constraints = (
            has_a_name("events_organisation"),
            models.CheckConstraint(
                condition=Q(kind__in=("government", "company", "international", "other")),
                name="events_organisation_kind_is_known",
            ),
        )

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ("trade.source",)

    def get_absolute_url(self):
        return reverse("events:organisation", args=(self.slug,))


class Role(Sourced):
    """An office that a person holds, as one source states it, from and to as precisely as that source says."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles", verbose_name=_("person"))
    title_ru = LineField(_("title in Russian"), max_length=200, blank=True, default="")
    title_kk = LineField(_("title in Kazakh"), max_length=200, blank=True, default="")
    title_en = LineField(_("title in English"), max_length=200, blank=True, default="")
    title_zh = LineField(_("title in Chinese"), max_length=200, blank=True, default="")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("organisation"),
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("acts for"),
        help_text=_("Choose the country that the person represents."),
    )
    accredited_to = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accredited_roles",
        verbose_name=_("accredited to"),
    )
    starts = PartialDateField(_("from"))
    ends = PartialDateField(_("to"))
    title = Localised("title")

    objects = RoleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ("person", "-starts", "pk")
        constraints = (
            UniqueAtField(
                field="source",
                fields=("person", "source", "title_en"),
                name="events_role_is_stated_once_by_a_source",
                violation_error_message=_(
                    "This source is recorded for this role of the person already; change that row instead."
                ),
            ),
            CheckAtField(
                field="title_ru",
                condition=in_some_language("title"),
                name="events_role_has_a_title",
                violation_error_message=_("Give the title in at least one of the four languages."),
            ),
            models.CheckConstraint(
                condition=partial_date_check("starts", "ends"), name="events_role_dates_are_partial_dates"
            ),
            CheckAtField(
                field="ends",
                condition=ends_after_start(),
                name="events_role_ends_after_it_starts",
                violation_error_message=_("The end of the role must not lie before its start."),
            ),
        )

    def __str__(self):
        return f"{self.person}, {self.title}"

    def natural_key(self):
        return (self.person.slug, *self.source.natural_key(), self.title_en)

    natural_key.dependencies = ("events.person", "events.organisation", "trade.source")


class RoleCitation(Citation):
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="citations", verbose_name=_("role"))

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("citation of a role")
        verbose_name_plural = _("citations of roles")
        ordering = ("role", "pk")
        constraints = (
            UniqueAtField(
                field="source",
                fields=("role", "source"),
                name="events_rolecitation_source_is_cited_once",
                violation_error_message=_("This source is cited on this record already."),
            ),
            *citation_checks("events_rolecitation"),
        )

    def __str__(self):
        return f"{self.role}: {self.source}"

    def natural_key(self):
        return (*self.role.natural_key(), *self.source.natural_key())

    natural_key.dependencies = ("events.role",)
