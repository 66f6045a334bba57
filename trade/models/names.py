"""Names in four languages, one plain column each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trade.models.fields import LineField
from trade.models.rules import CheckAtField
from trade.words.languages import COLUMNS, Localised


class Named(models.Model):
    """A record with a name in up to four languages; :attr:`name` is the one for the page being rendered."""

    name_ru = LineField(_("name in Russian"), max_length=300, blank=True, default="")
    name_kk = LineField(_("name in Kazakh"), max_length=300, blank=True, default="")
    name_en = LineField(_("name in English"), max_length=300, blank=True, default="")
    name_zh = LineField(_("name in Chinese"), max_length=300, blank=True, default="")
    name_source = LineField(
        _("origin of the names"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Say which spellings are our own translation and which a source prints."),
    )
    name = Localised("name")

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


def has_a_name(prefix: str) -> CheckAtField:
    """The constraint that at least one of the four names is given."""
    return CheckAtField(
        field=f"name_{COLUMNS[0]}",
        condition=in_some_language("name"),
        name=f"{prefix}_has_a_name",
        violation_error_message=_("Give the name in at least one of the four languages."),
    )


def in_some_language(name: str) -> models.Q:
    """The condition that one of the four columns of *name* is filled in."""
    condition = models.Q()
    for column in COLUMNS:
        condition |= ~models.Q(**{f"{name}_{column}": ""})
    return condition
