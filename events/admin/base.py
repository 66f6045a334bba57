"""What the forms of named records have in common."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from trade.admin.base import NAMES, NAMES_FIELDSET, HistoryAdmin

SOURCE_FIELDSET = (_("Where it is stated"), {"fields": ("source",)})
NAME_SEARCH = ("slug", *(name for name in NAMES if name != "name_source"))


class NamedAdmin(HistoryAdmin):
    """A record with a slug, names in four languages and a source."""

    main_fields: tuple = ("slug",)
    more_fieldsets: tuple = ()
    autocomplete_fields: tuple[str, ...] = ("source",)
    prepopulated_fields: ClassVar = {"slug": ("name_en",)}
    list_select_related: tuple[str, ...] = ("source",)
    search_fields: tuple[str, ...] = NAME_SEARCH
    search_help_text = _("Search by name in any language, or by slug.")

    def get_fieldsets(self, request, obj=None):
        return ((None, {"fields": self.main_fields}), NAMES_FIELDSET, *self.more_fieldsets, SOURCE_FIELDSET)

    def get_readonly_fields(self, request, obj=None):
        # Addresses are permanent, and exchange files find the record by its slug.
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    @admin.display(description=_("name"))
    def name_now(self, record: Any) -> str:
        return record.name

    @admin.display(description=_("source"), ordering="source__publisher")
    def publisher(self, record: Any) -> str:
        return record.source.publisher or record.source.title


def party_name(row: Model) -> str:
    return str(row.party or "")
