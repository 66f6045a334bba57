"""Code lists: areas and commodities."""

from babel import Locale
from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trade.admin.base import NAMES_FIELDSET, RecordAdmin
from trade.models import Area, Commodity
from trade.words.languages import TAGS, cldr_of


class CodeAdmin(RecordAdmin):
    """A code is a key: once stored it never changes, for other records and addresses are made of it."""

    code_fields: tuple[str, ...] = ()

    def get_readonly_fields(self, request, obj=None):
        return self.code_fields if obj else ()


@admin.register(Area)
class AreaAdmin(CodeAdmin):
    code_fields = ("code",)
    fieldsets = (
        (None, {"fields": ("code", "kind", ("alpha2", "m49"))}),
        (
            NAMES_FIELDSET[0],
            NAMES_FIELDSET[1]
            | {"description": _("Leave these empty for a country: its names come from CLDR by its two-letter code.")},
        ),
    )
    list_display = ("code", "name_now", "kind", "alpha2", "m49")
    list_filter = ("kind",)
    search_fields = ("code", "alpha2", "m49", "name_ru", "name_kk", "name_en", "name_zh")
    search_help_text = _("Search by code or by name in any of the four languages.")

    def get_search_results(self, request, queryset, search_term):
        found, distinct = super().get_search_results(request, queryset, search_term)
        codes = alpha2_named(search_term)
        return (found | queryset.filter(Q(alpha2__in=codes)) if codes else found), distinct

    @admin.display(description=_("name"))
    def name_now(self, area: Area) -> str:
        return area.name


def alpha2_named(text: str) -> set[str]:
    """Two-letter codes of the territories whose CLDR name in one of our languages contains *text*."""
    text = text.casefold().strip()
    if not text:
        return set()
    territories = (Locale.parse(cldr_of(tag)).territories for tag in TAGS)
    return {code for names in territories for code, name in names.items() if text in name.casefold() and len(code) == 2}


@admin.register(Commodity)
class CommodityAdmin(CodeAdmin):
    code_fields = ("key", "scheme", "code")
    fieldsets = ((None, {"fields": ("key", ("scheme", "code"), "parent")}), NAMES_FIELDSET)
    autocomplete_fields = ("parent",)
    list_display = ("key", "name_now", "scheme", "parent")
    list_filter = ("scheme",)
    list_select_related = ("parent",)
    search_fields = ("key", "code", "name_ru", "name_kk", "name_en", "name_zh")
    search_help_text = _("Search by code or by name in any of the four languages.")

    @admin.display(description=_("name"))
    def name_now(self, commodity: Commodity) -> str:
        return commodity.name
