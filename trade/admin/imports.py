"""Imports: which file brought which numbers; importing one, and taking one back."""

from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trade.admin.base import ReadOnlyMixin, RecordAdmin
from trade.admin.notes import notes_of_batch
from trade.admin.uploads import UploadMixin
from trade.forms import add_errors
from trade.importing.report import report_of
from trade.models import ImportBatch
from trade.services import roll_back_batch


class RollbackForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Say why the import is taken back; readers see this in the history of each record."),
    )


@admin.register(ImportBatch)
class ImportBatchAdmin(UploadMixin, ReadOnlyMixin, RecordAdmin):
    change_list_template = "admin/trade/importbatch/change_list.html"
    fieldsets = (
        (None, {"fields": ("file_name", "format", "sha256", "source")}),
        (
            _("What it brought"),
            {"fields": ("rows", "added", "revised", "unchanged", "refused", "withdrawn", "its_rows")},
        ),
        (_("When and by whom"), {"fields": ("created_at", "user", "rolls_back", "reason")}),
    )
    readonly_fields = ("its_rows",)
    list_display = ("file_name", "created_at", "format", "added", "revised", "unchanged", "refused", "user")
    list_filter = ("format",)
    list_select_related = ("user",)
    search_fields = ("file_name", "sha256")
    date_hierarchy = "created_at"

    @admin.display(description=_("its observations"))
    def its_rows(self, batch: ImportBatch) -> str:
        url = reverse("admin:trade_observation_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{}</a>', url, batch.pk, _("show them"))

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("upload/", view(self.upload_view), name="trade_importbatch_upload"),
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
                "may_roll_back": self._may_roll_back(request, batch),
                "notes": notes_of_batch(batch),
            }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def _may_roll_back(self, request: HttpRequest, batch: ImportBatch) -> bool:
        is_done = batch.dry_run or batch.rolls_back_id or hasattr(batch, "rolled_back_by")
        return not is_done and request.user.has_perm("trade.import_file")

    def roll_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        batch = self.object_or_404(request, object_id)
        if not request.user.has_perm("trade.import_file"):
            raise PermissionDenied
        form = RollbackForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                undone = roll_back_batch(batch=batch, reason=form.cleaned_data["reason"], user=request.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.done(request, _taken_back(undone))
                return HttpResponseRedirect(self.url_of("change", undone.pk))
        return self.page(
            request,
            "admin/trade/importbatch/roll_back.html",
            batch,
            title=_("Take «%(record)s» back") % {"record": batch},
            adminform=helpers.AdminForm(form, [(None, {"fields": ["reason"]})], {}, model_admin=self),
            form=form,
            errors=helpers.AdminErrorList(form, []),
        )


def _taken_back(undone: ImportBatch) -> str:
    count = undone.revised + undone.withdrawn
    words = ngettext("%(count)s value was taken back.", "%(count)s values were taken back.", count)
    return words % {"count": count}
