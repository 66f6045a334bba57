"""Imports: which file brought which numbers; importing one, and taking one back."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from trade import import_words
from trade.admin.base import ReadOnlyMixin, RecordAdmin
from trade.admin.notes import told
from trade.admin.rollbacks import RollbackMixin
from trade.admin.uploads import UploadMixin
from trade.batch_notes import notes_of_batch
from trade.importing.report import report_of
from trade.models import ImportBatch
from trade.readers import LAYOUTS


@admin.register(ImportBatch)
class ImportBatchAdmin(UploadMixin, RollbackMixin, ReadOnlyMixin, RecordAdmin):
    change_list_template = "admin/trade/importbatch/change_list.html"
    fieldsets = (
        (None, {"fields": ("file_name", "layout", "sha256", "source")}),
        (
            _("What it brought"),
            {"fields": ("rows", "added", "revised", "unchanged", "refused", "withdrawn", "its_rows")},
        ),
        (_("When and by whom"), {"fields": ("created_at", "user", "rolls_back", "reason")}),
    )
    readonly_fields = ("layout", "its_rows")
    list_display = ("file_name", "created_at", "layout", "added", "revised", "unchanged", "refused", "user")
    list_filter = ("format",)
    list_select_related = ("user",)
    search_fields = ("file_name", "sha256")
    date_hierarchy = "created_at"

    @admin.display(description=_("Layout"), ordering="format")
    def layout(self, batch: ImportBatch) -> str:
        return import_words.layout(batch.format) if batch.format in LAYOUTS else batch.format

    @admin.display(description=_("its observations"))
    def its_rows(self, batch: ImportBatch) -> str:
        url = reverse("admin:trade_observation_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{}</a>', url, batch.pk, _("show them"))

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("upload/", view(self.upload_view), name="trade_importbatch_upload"),
            *(
                path(f"template.{kind}", view(self.template_view), {"kind": kind}, f"trade_importbatch_template_{kind}")
                for kind in ("csv", "xlsx")
            ),
            path("<path:object_id>/roll-back/", view(self.roll_back_view), name="trade_importbatch_roll_back"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        may = {"may_import": request.user.has_perm("trade.import_file")}
        return super().changelist_view(request, may | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        batch = self.get_object(request, unquote(object_id))
        context = {}
        if batch:
            context = {
                "report": report_of(batch),
                "may_roll_back": self.may_roll_back(request, batch),
                "told": told(notes_of_batch(batch)),
            }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))
