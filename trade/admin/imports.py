"""Imports: which file brought which numbers. They are made by `manage.py import_trade` alone."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from trade.admin.base import ReadOnlyMixin, RecordAdmin
from trade.models import ImportBatch


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyMixin, RecordAdmin):
    fieldsets = (
        (None, {"fields": ("file_name", "format", "sha256", "dry_run")}),
        (_("What it brought"), {"fields": ("added", "revised", "unchanged", "refused", "rows")}),
        (_("When and by whom"), {"fields": ("created_at", "user", "rolls_back")}),
    )
    readonly_fields = ("rows",)
    list_display = ("file_name", "created_at", "format", "added", "revised", "unchanged", "refused", "dry_run", "user")
    list_filter = ("dry_run", "format")
    list_select_related = ("user",)
    search_fields = ("file_name", "sha256")
    date_hierarchy = "created_at"

    @admin.display(description=_("its observations"))
    def rows(self, batch: ImportBatch) -> str:
        url = reverse("admin:trade_observation_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{}</a>', url, batch.pk, _("show them"))
