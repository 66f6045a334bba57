"""Imports: which file brought which numbers; importing one, and taking one back."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trade.admin.base import ReadOnlyMixin, RecordAdmin
from trade.admin.notes import told
from trade.admin.revised import RevisedMixin
from trade.admin.rollbacks import RollbackMixin
from trade.admin.uploads import UploadMixin
from trade.importing import reader_words as import_words
from trade.importing.report import report_of
from trade.models import ImportBatch
from trade.notes.batch import notes_of_batch
from trade.readers import LAYOUTS


def _count(field: str, heading: Any) -> Callable[[ImportBatch], int]:
    """A count of imports under a heading that is short enough for their list."""

    def count(batch: ImportBatch) -> int:
        return getattr(batch, field)

    count.__name__ = field
    return admin.display(description=heading, ordering=field)(count)


COUNTS = tuple(
    _count(field, heading)
    for field, heading in (
        ("added", pgettext_lazy("heading of a count", "new")),
        ("revised", pgettext_lazy("heading of a count", "changed")),
        ("unchanged", pgettext_lazy("heading of a count", "same")),
        ("refused", pgettext_lazy("heading of a count", "refused")),
    )
)


class LayoutFilter(admin.SimpleListFilter):
    """By the names of the layouts that there are imports of."""

    title = _("Layout")
    parameter_name = "format"

    def lookups(self, request, model_admin):
        names = ImportBatch.objects.order_by().values_list("format", flat=True).distinct()
        return sorted(((name, layout_words(name)) for name in names), key=lambda pair: pair[1])

    def queryset(self, request, queryset):
        return queryset.filter(format=self.value()) if self.value() else queryset


def layout_words(name: str) -> str:
    return import_words.layout(name) if name in LAYOUTS else name


@admin.register(ImportBatch)
class ImportBatchAdmin(UploadMixin, RollbackMixin, RevisedMixin, ReadOnlyMixin, RecordAdmin):
    change_list_template = "admin/trade/importbatch/change_list.html"
    fieldsets = (
        (None, {"fields": ("file_name", "layout", "sha256", "source")}),
        (
            _("What it brought"),
            {"fields": ("rows", "added", "revised", "unchanged", "refused", "withdrawn", "its_rows")},
        ),
        (_("When and by whom"), {"fields": ("created_at", "user", "rolls_back", "reason")}),
    )
    readonly_fields = ("layout", "its_rows", "user_name", "revision_reason")
    list_display = ("file", "when", *COUNTS)
    list_filter = (LayoutFilter,)
    list_select_related = ("user", "rolled_back_by")
    search_fields = ("file_name", "sha256")
    date_hierarchy = "created_at"

    @admin.display(description=_("Layout"), ordering="format")
    def layout(self, batch: ImportBatch) -> str:
        return layout_words(batch.format)

    @admin.display(description=_("File"), ordering="file_name")
    def file(self, batch: ImportBatch) -> str:
        """With its layout; which of them took another back, and which were taken back themselves."""
        if batch.rolls_back_id:
            return _("roll-back: %(file)s") % {"file": batch.file_name}
        is_undone = hasattr(batch, "rolled_back_by")
        mark = format_html(' <span class="status status--unverified">{}</span>', _("taken back")) if is_undone else ""
        return format_html('{}{} <span class="quiet">{}</span>', batch.file_name, mark, self.layout(batch))

    @admin.display(description=_("When and by whom"), ordering="created_at")
    def when(self, batch: ImportBatch) -> str:
        moment = date_format(localtime(batch.created_at), "Y-m-d H:i")  # short, and read alike in every language
        return format_html('{} <span class="quiet">{}</span>', moment, batch.user or "")

    @admin.display(description=_("user"))
    def user_name(self, batch: ImportBatch) -> str:
        return str(batch.user or "")

    @admin.display(description=_("Reason for revisions"))
    def revision_reason(self, batch: ImportBatch) -> str:
        revised = batch.observations.filter(vintage__gt=1).exclude(revision_reason="").order_by()
        return revised.values_list("revision_reason", flat=True).first() or ""

    def get_fieldsets(self, request, obj=None):
        """Leaves out reasons that there are not, and the link to a user whom the reader may not look at."""
        *others, (title, options) = super().get_fieldsets(request, obj)
        user = "user" if request.user.has_perm("auth.view_user") else "user_name"
        names = ["created_at", user]
        if obj and obj.rolls_back_id:
            names += ["rolls_back", "reason"]
        elif obj and obj.revised and self.revision_reason(obj):
            names.append("revision_reason")
        return (*others, (title, options | {"fields": names}))

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["labels"] = {"reason": _("Reason of the roll-back")} | kwargs.get("labels", {})
        return super().get_form(request, obj, change=change, **kwargs)

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
            path("<path:object_id>/revisions/", view(self.revised_view), name="trade_importbatch_revised"),
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
