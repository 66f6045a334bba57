"""Where a record comes from."""

import hashlib
from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from trade.models.fields import LineField, PartialDateField, ProseField, partial_date_check
from trade.models.rules import CheckAtField
from trade.querysets import SourcedQuerySet, SourceQuerySet


class Source(models.Model):
    """A publication, register, text or speech that states what a record holds.

    ``public_from`` is empty while the source may not be shown, as for an article that is not out yet; records that
    rest on such sources alone are hidden with it.
    """

    class Kind(models.TextChoices):
        RELEASE = "release", _("statistics release")
        REGISTER = "register", _("register")
        ARTICLE = "article", _("article")
        SPEECH = "speech", _("speech")

    key = models.SlugField(
        _("key"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("A short stable name for exchange files; it is made from the publisher and date if left empty."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = LineField(_("title"), max_length=500, help_text=_("Write the title as the publisher prints it."))
    author = LineField(
        _("author or speaker"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Name whoever wrote or said it, as printed; leave it empty if the source does not say."),
    )
    publisher = LineField(_("publisher"), max_length=200, blank=True, default="", db_index=True)
    url = models.URLField(_("address"), max_length=1000, blank=True, default="")
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        default="",
        help_text=_("Give the BCP 47 tag, such as ru or zh."),
    )
    published = PartialDateField(
        _("published"), help_text=_("Write 2024, 2024-11 or 2024-11-05, as precisely as the source says.")
    )
    accessed_on = models.DateField(_("last checked on"), null=True, blank=True)
    sha256 = models.CharField(
        _("SHA-256 of the kept copy"),
        max_length=64,
        blank=True,
        default="",
        help_text=_("Leave empty if none is kept."),
    )
    licence = LineField(_("licence"), max_length=200, blank=True, default="")
    note = ProseField(_("note"), blank=True, default="")
    public_from = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        db_index=True,
        default=timezone.now,
        help_text=_("Records that rest on this source alone are hidden before this moment, or always if it is empty."),
    )

    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("publisher", "title")
        constraints = (
            models.UniqueConstraint(
                fields=("title", "author", "publisher", "url", "published"),
                name="trade_source_is_registered_once",
                violation_error_message=_("This source is already registered; choose it from the list instead."),
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="trade_source_has_a_title"),
            CheckAtField(
                field="sha256",
                condition=models.Q(sha256__regex=r"^([0-9a-f]{64})?\Z"),
                name="trade_source_sha256_is_64_hex_digits",
                violation_error_message=_(
                    "Write SHA-256 as 64 digits and small letters from a to f; leave it empty if no copy is kept."
                ),
            ),
            models.CheckConstraint(
                condition=partial_date_check("published"), name="trade_source_published_is_a_partial_date"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=("release", "register", "article", "speech")),
                name="trade_source_kind_is_known",
            ),
        )

    def __str__(self):
        return ", ".join(part for part in (self.publisher, self.title, self.published) if part)

    def save(self, *args, **kwargs):
        if not self.key:
            self.key = self.make_key()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("trade:source", args=(self.pk,))

    def make_key(self) -> str:
        """Equal publications get equal keys, so that a source cannot be registered twice under two keys."""
        text = "\n".join((self.title, self.author, self.publisher, self.url, self.published))
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        parts = (slugify(self.publisher)[:60] or self.kind, self.published, digest)
        return "-".join(part for part in parts if part)

    def natural_key(self):
        return (self.key,)

    @property
    def is_public(self) -> bool:
        return self.was_public(timezone.now())

    def was_public(self, moment: datetime) -> bool:
        return self.public_from is not None and self.public_from <= moment


class Sourced(models.Model):
    """A record that cannot be saved without its source, and is public when its source is."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        verbose_name=_("source"),
        related_name="%(class)s_set",
        help_text=_("Say where this is stated; a record without a source cannot be saved."),
    )

    objects = SourcedQuerySet.as_manager()

    class Meta:
        abstract = True
