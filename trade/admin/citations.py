"""Further sources of a record, read and edited together with it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.utils.translation import gettext_lazy as _

from trade.admin import words
from trade.admin.base import QUANTITY, FieldsMixin

CITATION = ("relation", "source", *QUANTITY, "printed", "note")


class SourcedInline(FieldsMixin, admin.StackedInline):
    """Rows that rest on a source of their own; ``related`` is what their names need."""

    extra = 0
    autocomplete_fields: tuple[str, ...] = ("source",)
    related: tuple[str, ...] = ("source",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.related)


class CitationInline(SourcedInline):
    fields: tuple = CITATION
    readonly_fields = ("amount",)
    verbose_name = _("further source")
    verbose_name_plural = _("further sources")

    def get_fields(self, request, obj=None):
        """To be read, a number is written as readers see it; to be edited, in its parts."""
        if self.has_change_permission(request, obj) or "value" not in flatten(self.fields):
            return self.fields
        parts = {"qualifier", "value", "value_upper", "resolution"}
        return (*(name for name in flatten(self.fields) if name not in parts), "amount")

    @admin.display(description=_("value"))
    def amount(self, citation: Any) -> str:
        return words.amount(citation)
