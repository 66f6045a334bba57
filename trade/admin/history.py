"""What a history list says of each change: old and new value as the change form would word them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.template_utils import HistoricalRecordContextHelper

from trade.admin.words import moment
from trade.words.languages import active_tag
from trade.words.numbers import plain

LONG = 100


class ChangeWords(HistoricalRecordContextHelper):
    """``old`` and ``new`` in the language of the editor; ``is_long`` where they are to be compared word by word."""

    def context_for_delta_changes(self, delta: Any) -> list[dict[str, Any]]:
        return [self._words(change) for change in delta.changes]

    def _words(self, change: Any) -> dict[str, Any]:
        field = self.model._meta.get_field(change.field)
        old, new = (words_of(field, self.prepare_delta_change_value(change, side)) for side in (change.old, change.new))
        is_long = max(len(old), len(new)) > LONG
        return {"field": capfirst(field.verbose_name), "old": old, "new": new, "is_long": is_long}


def words_of(field: Field, value: Any) -> str:
    """The words for *value*: its choice, «yes», a moment of the editor's day, a number as the editor writes it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "—"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Decimal):
        return plain(value, active_tag())
    # Only a field with choices has words for its values; those of others, such as JSON, need not be hashable.
    choices = dict(getattr(field, "flatchoices", ()))
    return str(choices.get(value, value) if choices else value)
