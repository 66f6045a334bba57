"""Exchange rates, against which converted sums are checked."""

from django.contrib import admin

from trade.admin.base import HistoryAdmin
from trade.models import ExchangeRate


@admin.register(ExchangeRate)
class ExchangeRateAdmin(HistoryAdmin):
    fieldsets = (
        (None, {"fields": (("average", "currency", "per_currency"), ("period_start", "period_end"), "source")}),
    )
    autocomplete_fields = ("source",)
    list_display = ("currency", "per_currency", "average", "period_start", "period_end", "source")
    list_display_links = ("currency", "per_currency")
    list_filter = ("currency", "per_currency")
    list_select_related = ("source",)
    search_fields = ("currency", "per_currency", "source__title", "source__publisher")
    date_hierarchy = "period_start"
