"""Notes on the quality of what is recorded, where editors see it and nobody else."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trade.admin import words
from trade.models import ImportBatch, Observation, Series
from trade.notes import SeriesNotes, notes_on

SAMPLE, SERIES_OF_A_BATCH = 2_000, 100


def notes_of_series(series: Series) -> SafeString:
    """A list of what to look at; that there is nothing, where there is nothing."""
    found = notes_on([series])
    return as_list(found[0].words) if found else SafeString(_("Nothing remarkable."))


def as_list(lines: list[str]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


def notes_of_batch(batch: ImportBatch) -> list[tuple[str, str, list[str]]]:
    """(series, its address, notes) of the first series that the import wrote values of, those with notes alone."""
    rows = Observation.objects.filter(batch=batch).order_by()[:SAMPLE].values_list("series", flat=True)
    keys = list(dict.fromkeys(rows))[:SERIES_OF_A_BATCH]
    series = Series.objects.filter(pk__in=keys).order_by("key")
    found = notes_on(series.select_related("area", "counterpart", "commodity", "reporter"))
    return [(_label(each), _address(each), each.words) for each in found]


def _label(each: SeriesNotes) -> str:
    return f"{words.series(each.series)} ({each.series.reporter.name})"


def _address(each: SeriesNotes) -> str:
    return reverse("admin:trade_series_change", args=(each.series.pk,))


class NotesMixin:
    """Adds ``quality`` to the read-only fields of a change form of a series or a value."""

    @admin.display(description=gettext_lazy("to be looked at"))
    def quality(self, record: Any) -> SafeString:
        return notes_of_series(record if isinstance(record, Series) else record.series)
