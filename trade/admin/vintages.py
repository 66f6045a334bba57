"""The change form of an append-only value: read it with its history, revise it, withdraw it, cite further sources.

:class:`VintageAdmin` knows no particular record; observations and event metrics say which services write theirs.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from trade.admin import words
from trade.admin.base import RecordAdmin
from trade.admin.choices import ChoicesAdmin
from trade.admin.rehearsal import Rehearsal
from trade.forms import REVISED_FIELDS, ConfirmedForm, RevisionForm, add_errors

VINTAGE = _("This vintage"), {"fields": ("vintage", "recorded", "revision_reason")}
STATED = ("source", "printed", "claimed_record", "note")
RENAMED = {"revision_reason": "reason"}


class VintageStanding(admin.SimpleListFilter):
    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return ("current", _("current")), ("revised", _("superseded")), ("withdrawn", _("withdrawn"))

    def queryset(self, request, queryset):
        match self.value():
            case "current":
                return queryset.filter(valid_to__isnull=True)
            case "revised":
                return queryset.filter(valid_to__isnull=False, withdrawal__isnull=True)
            case "withdrawn":
                return queryset.filter(withdrawal__isnull=False)
        return queryset


class VintageAdmin(ChoicesAdmin, RecordAdmin):
    """Adding, revising and withdrawing go through services; a stored value is read-only from then on."""

    revision_form: type[RevisionForm]
    revised_fields: tuple[str, ...] = REVISED_FIELDS
    withdrawal_form: type[ConfirmedForm]
    citation_inlines: tuple[type, ...] = ()
    change_fieldsets: tuple = ()
    autocomplete_fields: tuple[str, ...] = ("source",)

    # -- what each kind of record says of itself

    def record(self, values: dict[str, Any], user: Any) -> models.Model:
        """Adds the first vintage."""
        raise NotImplementedError

    def revise(self, record: Any, **values: Any) -> models.Model:
        raise NotImplementedError

    def withdraw(self, record: Any, **values: Any) -> models.Model:
        raise NotImplementedError

    def cite(self, **values: Any) -> models.Model:
        raise NotImplementedError

    def recite(self, record: Any) -> None:
        raise NotImplementedError

    # -- the change form

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj:
            kwargs["form"] = forms.ModelForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_inlines(self, request, obj):
        return self.citation_inlines if obj else ()

    def get_fieldsets(self, request, obj=None):
        return self.change_fieldsets if obj else self.fieldsets

    def get_readonly_fields(self, request, obj=None):
        return flatten_fieldsets(self.change_fieldsets) if obj else ()

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id))
        context = self.history_of(request, record) if record else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def history_of(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        rows = type(record).objects.vintages_of(record).select_related("source", "recorded_by", "withdrawal__source")
        return {
            "vintages": [(row, words.amount(row), self.url_of("change", row.pk)) for row in rows],
            "may_revise": record.is_current and self.has_change_permission(request, record),
            "revise_url": self.url_of("revise", record.pk),
            "withdraw_url": self.url_of("withdraw", record.pk),
        }

    def save_form(self, request, form, change):
        return form.instance if change else self.record(dict(form.cleaned_data), request.user)

    def save_model(self, request, obj, form, change):
        """The service has saved a new row; a stored one never changes."""

    def save_related(self, request, form, formsets, change):
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for citation in formset.new_objects:
            self.cite(**_values_of(citation))
        for citation, _fields in formset.changed_objects:
            citation.full_clean()
            citation.save()
        for citation in formset.deleted_objects:
            citation.delete()
        if formset.changed_objects or formset.deleted_objects:
            self.recite(form.instance)

    # -- revising and withdrawing

    def get_urls(self):
        names = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/revise/", view(self.revise_view), name=f"{names}_revise"),
            path("<path:object_id>/withdraw/", view(self.withdraw_view), name=f"{names}_withdraw"),
            *super().get_urls(),
        ]

    def revise_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self.object_or_404(request, object_id)
        initial = {name: getattr(record, name) for name in self.revised_fields}
        form_class = self.form_for(request, self.model, self.revision_form, self.revised_fields)
        initial |= {"source": None, "printed": "", "note": "", "claimed_record": False}
        return self.change_by(
            request,
            record,
            form_class(request.POST or None, initial=initial),
            lambda form: self.revise(
                record,
                source=form.cleaned_data["source"],
                reason=form.cleaned_data["reason"],
                user=request.user,
                **form.values(),
            ),
            title=_("Revise «%(record)s»") % {"record": record},
            action=_("Record the next vintage"),
            done=_("The value is revised. The earlier vintage stays readable."),
        )

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self.object_or_404(request, object_id)
        fields = ("source", "reason")
        form_class = self.form_for(request, self.withdrawal_form._meta.model, self.withdrawal_form, fields)
        return self.change_by(
            request,
            record,
            form_class(request.POST or None),
            lambda form: self.withdraw(record, user=request.user, **form.cleaned_data),
            title=_("Withdraw «%(record)s»") % {"record": record},
            action=_("Withdraw the value"),
            done=_("The value is withdrawn. It stays readable, with the reason."),
        )

    def form_for(self, request: HttpRequest, model: Any, form: Any, fields: tuple[str, ...]) -> type:
        """*form* with the widgets that the change form has."""
        callback = partial(self.formfield_for_dbfield, request=request)
        return forms.modelform_factory(model, form=form, fields=fields, formfield_callback=callback)

    def change_by(
        self, request: HttpRequest, record: Any, form: Any, change: Callable[[Any], Any], done: str, **page: Any
    ) -> HttpResponse:
        """Shows *form*, then what would follow, and carries out *change* when the editor has seen that."""
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if not record.is_current:
            self.message_user(request, _("This vintage is closed; revise the current one."), messages.WARNING)
            return HttpResponseRedirect(self.url_of("change", record.pk))
        rehearsal = None
        if request.method == "POST" and form.is_valid():
            try:
                if form.is_confirmed:
                    return self._done(request, change(form), record, done)
                rehearsal = Rehearsal(partial(change, form))
                with rehearsal.held():
                    pass
            except ValidationError as error:
                rehearsal = None
                add_errors(form, error, RENAMED)
        fieldset = helpers.AdminForm(form, [(None, {"fields": list(form.fields)})], {}, model_admin=self)
        return self.page(
            request,
            "admin/trade/change_of_value.html",
            record,
            adminform=fieldset,
            form=form,
            errors=helpers.AdminErrorList(form, []),
            rehearsal=rehearsal,
            was=words.amount(record),
            media=self.media + form.media,
            **page,
        )

    def _done(self, request: HttpRequest, result: Any, record: Any, message: str) -> HttpResponse:
        current = result if isinstance(result, self.model) else record
        amounts = [words.amount(row) for row in dict.fromkeys((record, current))]
        self.log_change(request, current, f"{message} {' → '.join(amounts)}")
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(self.url_of("change", current.pk))

    # -- list columns and readonly fields

    @admin.display(description=_("value"), ordering="value")
    def amount(self, record: Any) -> str:
        return words.amount(record)

    @admin.display(description=_("exactly"))
    def exact_amount(self, record: Any) -> str:
        return words.exact_amount(record)

    @admin.display(description=_("can mean"))
    def meaning(self, record: Any) -> str:
        return words.meaning(record)

    @admin.display(description=_("standing"))
    def standing(self, record: Any) -> str:
        """Whether it is what we hold now, and which vintage it is."""
        if record.is_current:
            word = _("current")
        else:
            word = _("withdrawn") if hasattr(record, "withdrawal") else _("superseded")
        return f"{word} ({record.vintage})" if record.vintage > 1 else str(word)

    @admin.display(description=_("recorded"))
    def recorded(self, record: Any) -> str:
        return ", ".join(filter(None, (words.moment(record.valid_from), str(record.recorded_by or ""))))


def _values_of(citation: models.Model) -> dict[str, Any]:
    generated = {"id", "added_at"}
    return {f.name: getattr(citation, f.name) for f in citation._meta.concrete_fields if f.name not in generated}
