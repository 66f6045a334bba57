"""What every change form of the newsroom does alike; the floors above build theirs on it."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, DataError, models
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from trade.admin.choices import KeySelect, KeysSelect
from trade.admin.history import ChangeWords, words_of
from trade.forms import AmountField, RecordField, RecordsField, add_errors

NAMES = ("name_ru", "name_kk", "name_en", "name_zh", "name_source")
NAMES_FIELDSET = (
    _("Names"),
    {
        "fields": NAMES,
        "description": _("One language is enough; a page in another language falls back to a name that is there."),
    },
)
FIELDS = {
    models.DecimalField: {"form_class": AmountField},
    models.ForeignKey: {"form_class": RecordField},
    models.OneToOneField: {"form_class": RecordField},
    models.ManyToManyField: {"form_class": RecordsField},
    models.URLField: {"assume_scheme": "https"},
}
QUANTITY = (("qualifier", "value", "value_upper"), "resolution")
CLASH = _(
    "The database refused this; perhaps somebody else has just saved the same. Look at the stored record and try again."
)


class FieldsMixin:
    """Fields that read numbers and keys as people type them; a form never offers to delete what it refers to.

    ``rows`` is the height of the text areas that want more than three lines.
    """

    formfield_overrides = FIELDS
    rows: ClassVar[dict[str, int]] = {}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeySelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeysSelect(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        elif isinstance(db_field, models.TextField):
            field.widget.attrs["rows"] = self.rows.get(db_field.name, 3)
        return field


class RecordAdmin(FieldsMixin, admin.ModelAdmin):
    """A change form that shows what a service or the database refuses at its fields, with everything typed kept.

    ``error_fields`` says which field of the form stands for a field of the record that the form does not have.
    """

    error_fields: ClassVar[dict[str, str]] = {}
    list_per_page = 50
    show_full_result_count = False

    def get_ordering(self, request):
        # Said aloud, for a query that counts forgets the order of its model.
        return self.ordering or self.opts.ordering

    def get_actions(self, request: HttpRequest) -> dict:
        """Records are deleted one at a time, with what depends on them on the screen."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError, DataError) as error:
            # A filter that no calendar or column has, such as the year 99999: the list says so, like any other.
            raise IncorrectLookupParameters from error

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        kind = self.opts.verbose_name
        title = capfirst(kind) if object_id else _("New record: %(kind)s") % {"kind": kind}
        extra_context = {"title": title} | (extra_context or {})
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:
            request.refusal = error
        except DatabaseError:
            request.refusal = ValidationError(CLASH)
        # The transaction of the first attempt is rolled back; this one stops at the form and shows why.
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return refused(form, refusal, self.error_fields) if refusal else form

    def get_deleted_objects(self, objs, request):
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        # What uses the record says more than that the user may not delete that either.
        return to_delete, counts, set() if protected else lacking, protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except (ProtectedError, RestrictedError, DatabaseError):
            # Somebody began to use the record after the page had asked; the page lists the use now.
            self.message_user(request, CLASH, messages.ERROR)
            return HttpResponseRedirect(request.path)

    def object_or_404(self, request: HttpRequest, object_id: str) -> models.Model:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        return obj

    def url_of(self, view: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=args)

    def page(self, request: HttpRequest, template: str, obj: models.Model, **context: Any) -> TemplateResponse:
        """A page about *obj* besides its change form, in the frame of the admin."""
        request.current_app = self.admin_site.name
        frame = {"opts": self.opts, "original": obj, "media": self.media, "change_url": self.url_of("change", obj.pk)}
        return TemplateResponse(request, template, self.admin_site.each_context(request) | frame | context)


class ReadOnlyMixin:
    """Rows that are written by services alone."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class HistoryAdmin(RecordAdmin, SimpleHistoryAdmin):
    """A record whose earlier states can be read; they are never put back behind the back of the form."""

    object_history_list_template = "admin/history_list.html"

    def revert_disabled(self, request, obj=None):
        return True

    def get_historical_record_context_helper(self, request, historical_record):
        return ChangeWords(self.model, historical_record)

    def history_view_title(self, request, obj):
        return _("History of «%(record)s»") % {"record": obj}

    def history_view(self, request, object_id, extra_context=None):
        try:
            return super().history_view(request, object_id, extra_context)
        except (ValueError, ValidationError) as error:
            raise Http404 from error

    def history_form_view(self, request, object_id, version_id, extra_context=None) -> HttpResponse:
        """One earlier state, to be read. A POST would save it without any of the form's checks, so there is none."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        try:
            row = self.model.history.select_related("history_user").get(
                **{self.opts.pk.attname: unquote(object_id), "history_id": version_id}
            )
        except (ValueError, ValidationError, self.model.history.model.DoesNotExist) as error:
            raise Http404 from error
        if not self.has_view_permission(request, row.instance):
            raise PermissionDenied
        return self.page(
            request,
            "admin/history_entry.html",
            row.instance,
            title=_("Earlier state of «%(record)s»") % {"record": row.instance},
            entry=row,
            fields=[(capfirst(f.verbose_name), _shown(row.instance, f)) for f in row.tracked_fields],
        )


def _shown(instance: models.Model, field: models.Field) -> Any:
    try:
        return words_of(field, getattr(instance, field.name))
    except field.related_model.DoesNotExist:
        return getattr(instance, field.attname)


def refused(form_class: type, error: ValidationError, renamed: dict[str, str]) -> type:
    """*form_class* with *error* added to what it finds wrong itself."""

    class RefusedForm(form_class):
        def clean(self):
            cleaned = super().clean()
            add_errors(self, error, renamed)
            return cleaned

    return RefusedForm
