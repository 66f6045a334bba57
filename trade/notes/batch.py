"""What is odd about the series of an import: first what the import brings, then what was odd before it.

This looks at rows that are written, so a preview asks before it is undone. Of an import of many series those that stand
out are judged (:mod:`trade.importing.suspects`), and what is told says of how many.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef

from trade.importing.suspects import suspects
from trade.models import ImportBatch, Observation, Series
from trade.notes.stored import editions_of, judged, values_of
from trade.notes.words import words_of
from trade.periods import Period
from trade.quality import Code, Note

MOST_SERIES, MOST_NOTES = 100, 200
Lines = Mapping[int, Mapping[Period, int]]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a series. ``line`` of the file is None where it is not known; ``is_held`` if the series was before."""

    series: Series
    note: Note
    is_new: bool
    is_held: bool
    line: int | None = None

    @property
    def words(self) -> str:
        return words_of(self.note, self.series.unit)


@dataclass(frozen=True, slots=True)
class BatchNotes:
    """The notes that are listed, ``more`` that are not, and how many of how many series were looked at."""

    remarks: list[Remark] = field(default_factory=list)
    more: int = 0
    looked_at: int = 0
    series: int = 0

    @property
    def new(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.is_new]

    @property
    def old(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.is_new]

    @property
    def is_partial(self) -> bool:
        return self.looked_at < self.series


def notes_of_batch(batch: ImportBatch, *, has_lines: bool = False) -> BatchNotes:
    """At most 200 notes on the series that *batch* wrote values of, the new ones first.

    A note is new if it would not stand without the values of *batch*. *has_lines*: the temporary tables of the import
    are still there, and tell the lines of its file.
    """
    keys, count = suspects(batch, MOST_SERIES)
    looked_at = Series.objects.filter(pk__in=keys).select_related("area", "counterpart", "commodity", "reporter")
    series, rows = values_of(looked_at.order_by("key"))
    editions = editions_of(series)
    earlier = list(_without(batch, rows))
    before = {each.pk: notes for each, notes in judged(series, earlier, editions)}
    held = {row.series_id for row in earlier}
    lines = _lines(each.pk for each in series) if has_lines else {}
    remarks = [
        Remark(each, note, _is_new(note, before[each.pk]), each.pk in held, _line(lines.get(each.pk, {}), note))
        for each, notes in judged(series, rows, editions)
        for note in notes
    ]
    remarks.sort(key=lambda remark: (not remark.is_new, remark.line or 0))
    return BatchNotes(remarks[:MOST_NOTES], len(remarks[MOST_NOTES:]), len(series), count)


def _without(batch: ImportBatch, rows: Iterable[Observation]) -> Iterator[Observation]:
    """*rows* as they were before *batch*: what it revised instead of what it wrote."""
    rows = list(rows)
    same = {name: OuterRef(name) for name in ("series", "period_start", "period_end")}
    later = Observation.objects.filter(batch=batch, valid_to__isnull=True, vintage=OuterRef("vintage") + 1, **same)
    written = [row for row in rows if row.batch_id == batch.pk]
    revised = Observation.objects.filter(
        Exists(later),
        series__in={row.series_id for row in written if row.vintage > 1},
        valid_to__isnull=False,
        withdrawal__isnull=True,
    )
    yield from (row for row in rows if row.batch_id != batch.pk)
    yield from revised.select_related("series")


def _is_new(note: Note, before: Iterable[Note]) -> bool:
    return not any(_is_same(note, other) for other in before)


def _is_same(note: Note, before: Note) -> bool:
    """The same matter: a neighbour may have changed, or a gap have become smaller."""
    if note.code != before.code:
        return False
    if note.code == Code.GAP:
        return before.period.contains(note.period)
    if note.code == Code.EDITION:
        return note.facts["key"] == before.facts["key"]
    own = ("reporter", "value", "other", "sum", "status")
    return note.period == before.period and all(note.facts.get(name) == before.facts.get(name) for name in own)


def _lines(series: Iterable[int]) -> Lines:
    """Series → period → line of the file, of what the import wrote."""
    keys = list(series)
    found: dict[int, dict[Period, int]] = defaultdict(dict)
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""SELECT series_id, CAST(period_start AS text), CAST(period_end AS text), line FROM import_fate
                WHERE fate IN ('added', 'revised') AND series_id IN ({", ".join(["%s"] * len(keys))})""",
                keys,
            )
            for key, start, end, line in cursor.fetchall():
                found[key][Period(date.fromisoformat(start), date.fromisoformat(end))] = line
    return found


def _line(lines: Mapping[Period, int], note: Note) -> int | None:
    """The line that states the value, or else one that the note speaks of, or the first of the series."""
    periods = (note.period, *(fact for fact in note.facts.values() if isinstance(fact, Period)))
    return next((lines[period] for period in periods if period in lines), min(lines.values(), default=None))
