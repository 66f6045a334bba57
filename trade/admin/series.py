"""Series: whose statistics of what."""

from django.contrib import admin
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from trade.admin import words
from trade.admin.base import RecordAdmin
from trade.admin.notes import NotesMixin
from trade.models import Series

DIMENSIONS = ("reporter", "area", "counterpart", "flow", "commodity", "measure", "unit", "trade_type", "valuation")


@admin.register(Series)
class SeriesAdmin(NotesMixin, RecordAdmin):
    """What a series measures stays as it is once a value was recorded: changing it would rewrite published numbers."""

    fieldsets = (
        (_("Whose statistics"), {"fields": ("reporter",)}),
        (
            _("Of what"),
            {"fields": (("area", "counterpart"), "flow", "commodity", ("measure", "unit"), "trade_type", "valuation")},
        ),
    )
    autocomplete_fields = ("reporter", "area", "counterpart", "commodity")
    list_display = ("what", "reporter", "unit", "periods", "last_period", "key")
    list_filter = ("flow", "measure", "unit", ("reporter", admin.RelatedOnlyFieldListFilter), "trade_type", "valuation")
    list_select_related = ("reporter", "area", "counterpart", "commodity")
    search_fields = ("key", "commodity__name_ru", "commodity__name_kk", "commodity__name_en", "commodity__name_zh")
    search_help_text = _("Search by codes, such as CHN KAZ, or by the name of a commodity.")

    def get_queryset(self, request):
        current = Q(observations__valid_to__isnull=True)
        return (
            super()
            .get_queryset(request)
            .annotate(current_values=Count("observations", filter=current))
            .annotate(last_end=Max("observations__period_end", filter=current))
        )

    def get_readonly_fields(self, request, obj=None):
        return (*DIMENSIONS, "periods", "quality") if obj and obj.observations.exists() else ()

    def get_fieldsets(self, request, obj=None):
        recorded = ((_("Recorded values"), {"fields": ("periods", "quality")}),)
        return (*self.fieldsets, *recorded) if obj and obj.observations.exists() else self.fieldsets

    @admin.display(description=_("what"), ordering="key")
    def what(self, series: Series) -> str:
        return words.series(series)

    @admin.display(description=_("recorded periods"), ordering="current_values")
    def periods(self, series: Series) -> str:
        url = reverse("admin:trade_observation_changelist")
        return format_html('<a href="{}?series__id__exact={}">{}</a>', url, series.pk, series.current_values)

    @admin.display(description=_("last period ends"), ordering="last_end")
    def last_period(self, series: Series):
        return series.last_end
