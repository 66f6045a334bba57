"""Further sources of a record, read and edited together with it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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
    verbose_name = _("further source")
    verbose_name_plural = _("further sources")
