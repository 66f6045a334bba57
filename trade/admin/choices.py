"""Choosing a record by what it says: an autocomplete whose lines show the value, not only the key."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


class ChoicesView(AutocompleteJsonView):
    def serialize_result(self, obj, to_field_name):
        return {"id": str(getattr(obj, to_field_name)), "text": self.model_admin.choice_label(obj)}

    def get_queryset(self):
        return self.model_admin.choices(super().get_queryset())


class ChoicesAdmin:
    """Adds the address that :class:`RecordSelect` asks."""

    def choice_label(self, record: Any) -> str:
        return str(record)

    def choices(self, queryset: models.QuerySet) -> models.QuerySet:
        """The rows that may be chosen, with all that their labels need."""
        return queryset

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_choices"
        return [path("choices/", self.admin_site.admin_view(self.choices_view), name=name), *super().get_urls()]

    def choices_view(self, request: HttpRequest) -> HttpResponse:
        return ChoicesView.as_view(admin_site=self.admin_site)(request)


class KeysOnly:
    """Looks up what was chosen only if it can be a key: a refused form is shown again with whatever was sent.

    Where no script runs, the key of a record is typed instead: its number, code, slug or series key.
    """

    def render(self, name, value, attrs=None, renderer=None):
        keys = value if isinstance(value, list | tuple) else [value]
        return format_html(
            '{}<noscript><input name="{}" value="{}" aria-label="{}"></noscript>',
            super().render(name, value, attrs, renderer),
            name,
            ", ".join(str(key) for key in keys if key),
            _("Key of the record"),
        )

    def optgroups(self, name, value, attr=None):
        key = self.field.remote_field.model._meta.pk
        return super().optgroups(name, [text for text in value if is_key(key, text)], attr)


def is_key(field: models.Field, text: Any) -> bool:
    text = str(text)
    if isinstance(field, models.CharField):
        return "\x00" not in text
    return text.isascii() and text.isdecimal() and len(text) < 19


class KeySelect(KeysOnly, AutocompleteSelect):
    """An autocomplete of one record."""


class KeysSelect(KeysOnly, AutocompleteSelectMultiple):
    """An autocomplete of several records; typed keys are parted by commas."""

    def value_from_datadict(self, data, files, name):
        chosen = super().value_from_datadict(data, files, name) or []
        return list(dict.fromkeys(key.strip() for text in chosen for key in text.split(",") if key.strip()))


class RecordSelect(KeySelect):
    """An autocomplete whose lines come from :class:`ChoicesAdmin`."""

    @property
    def url_name(self) -> str:
        meta = self.field.remote_field.model._meta
        return f"%s:{meta.app_label}_{meta.model_name}_choices"
