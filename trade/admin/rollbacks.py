"""Taking imports back in the admin: one from its page, several from the list; both ask first."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trade.forms import add_errors
from trade.models import ImportBatch
from trade.services import roll_back_batch, roll_back_batches

MOST = 50  # imports taken back at once


class RollbackForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Say why the import is taken back; readers see this in the history of each record."),
    )


class RollbackMixin:
    """For the admin of imports, beside :class:`trade.admin.uploads.UploadMixin`."""

    actions = ("take_back",)

    def has_import_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("trade.import_file")

    def may_roll_back(self, request: HttpRequest, batch: ImportBatch) -> bool:
        is_done = batch.dry_run or batch.rolls_back_id or hasattr(batch, "rolled_back_by")
        return not is_done and self.has_import_permission(request)

    def roll_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        batch = self.object_or_404(request, object_id)
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = RollbackForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                undone = roll_back_batch(batch=batch, reason=form.cleaned_data["reason"], user=request.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.done(request, taken_back([undone]))
                return HttpResponseRedirect(self.url_of("change", undone.pk))
        return self.page(
            request,
            "admin/trade/importbatch/roll_back.html",
            batch,
            title=_("Take «%(record)s» back") % {"record": batch},
            batches=[batch],
            **_asking(self, form),
        )

    @admin.action(description=_("Take the chosen imports back"), permissions=["import"])
    def take_back(self, request: HttpRequest, chosen: QuerySet[ImportBatch]) -> HttpResponse | None:
        """Asks for a reason on a page of its own, then takes all of them back, the newest first, or none."""
        batches = list(chosen.select_related("rolled_back_by", "user").order_by("-pk")[: MOST + 1])
        if refusal := self._refusal(request, batches):
            self.message_user(request, refusal, messages.ERROR)
            return None
        form = RollbackForm(request.POST if "confirm" in request.POST else None)
        if form.is_valid():
            try:
                undone = roll_back_batches(batches=batches, reason=form.cleaned_data["reason"], user=request.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.done(request, taken_back(undone))
                return None
        return self._frame(
            request,
            "admin/trade/importbatch/take_back.html",
            title=_("Take imports back"),
            batches=batches,
            chosen_name=helpers.ACTION_CHECKBOX_NAME,
            **_asking(self, form),
        )

    def _refusal(self, request: HttpRequest, batches: Sequence[ImportBatch]) -> str:
        if len(batches) > MOST:
            return _("Choose %(count)s imports at most.") % {"count": MOST}
        for batch in batches:
            if not self.may_roll_back(request, batch):
                words = _("«%(name)s» cannot be taken back: it was taken back before, or it took another one back.")
                return words % {"name": batch}
        return ""


def _asking(model_admin: Any, form: RollbackForm) -> dict[str, Any]:
    fieldset = helpers.AdminForm(form, [(None, {"fields": ["reason"]})], {}, model_admin=model_admin)
    return {"adminform": fieldset, "form": form, "errors": helpers.AdminErrorList(form, [])}


def taken_back(undone: Sequence[ImportBatch]) -> str:
    count = sum(batch.rows - batch.unchanged for batch in undone)
    words = ngettext("%(count)s value was taken back.", "%(count)s values were taken back.", count)
    return words % {"count": count}
