"""Notes on the quality of what is recorded, where editors see it and nobody else."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trade.admin import words
from trade.models import Series
from trade.notes.batch import BatchNotes, Remark
from trade.notes.stored import notes_on


def notes_of_series(series: Series) -> SafeString:
    """A list of what to look at; that there is nothing, where there is nothing."""
    found = notes_on([series])
    return as_list(found[0].words) if found else SafeString(_("Nothing remarkable."))


def as_list(lines: list[str]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


@dataclass(frozen=True, slots=True)
class Line:
    """A remark as a row of a table; ``url`` is empty where there is no series to go to."""

    number: int | None
    label: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """The notes on an import in the language of the editor."""

    new: list[Line]
    old: list[Line]
    notes: BatchNotes


def told(notes: BatchNotes, *, is_preview: bool = False) -> Told:
    """With *is_preview* a series that the import adds has no address yet."""
    new, old = ([_as_line(remark, is_preview) for remark in some] for some in (notes.new, notes.old))
    return Told(new, old, notes)


def _as_line(remark: Remark, is_preview: bool) -> Line:
    series = remark.series
    is_there = remark.is_held or not is_preview
    url = reverse("admin:trade_series_change", args=(series.pk,)) if is_there else ""
    return Line(remark.line, f"{words.series(series)} ({series.reporter.name})", url, remark.words)


class NotesMixin:
    """Adds ``quality`` to the read-only fields of a change form of a series or a value."""

    @admin.display(description=gettext_lazy("to be looked at"))
    def quality(self, record: Any) -> SafeString:
        return notes_of_series(record if isinstance(record, Series) else record.series)
