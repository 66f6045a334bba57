"""Observations as the API writes them, without one model instance: long lists and whole exports.

:class:`trade.serializers.ObservationSerializer` says the same of one record in the words of the models; a test holds
the two together. :func:`lines_of` takes rows of :func:`flat` and costs three queries at most, however many they are;
:func:`quick_lines_of` takes those of :func:`flat_with_rivals` and mostly costs none.
"""

from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

import orjson
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import get_current_timezone

from trade.api.shapes import decimal_text, moment_text, period_words
from trade.database.statements import run
from trade.models import Observation, ObservationCitation, ReporterBasis, Series, Source
from trade.quantities import ends_of_stated, gap_of_values
from trade.querysets import TOTALS
from trade.words.languages import active_tag

FIELDS = (
    *("pk", "series_id", "period_start", "period_end", "value", "value_upper", "resolution", "qualifier", "status"),
    *("vintage", "recorded", "reporter_basis", "printed", "source_id", "series__key", "series__thing"),
    *("source__title", "source__publisher", "source__url", "cited"),
)
# The fields are named for the queries.
QuickRow = namedtuple("QuickRow", (*FIELDS, "rivals", "is_source_shown"))
Total = namedtuple("Total", TOTALS)
ENDS = ("superseded_at", "withdrawn_at")
PARTS = ("reporter", "area", "counterpart", "flow", "commodity", "measure", "unit")
RIVAL = ("pk", "series_id", "series__thing", "series__key", "period_start", "period_end", "value")
BASES = tuple(basis.value for basis in (ReporterBasis.STATED, ReporterBasis.INFERRED, ReporterBasis.NOT_STATED))
NOUGHT, TENTH = Decimal(0), Decimal("0.1")
# As many digits as the engine keeps.
DIGITS = Context(prec=15 if connection.vendor == "sqlite" else 60)
CHUNK = 500
BETWEEN_PARTS, BETWEEN_RIVALS = " ", ","
CITATIONS, SOURCES = ObservationCitation._meta.db_table, Source._meta.db_table
OBSERVATIONS, SERIES = Observation._meta.db_table, Series._meta.db_table


def flat(observations: QuerySet) -> QuerySet:
    """The same rows as named tuples of :data:`FIELDS`, with when readers saw them end if that was asked for."""
    ends = [name for name in ENDS if name in observations.query.annotations]
    # The driver takes longer to read a time with its zone than anything else in the row, and mostly all are the same.
    # Few rows are cited; whether one is costs less than to ask for the citations of all.
    observations = observations.prefetch_related(None).annotate(
        recorded=Cast("valid_from", TextField()),
        # As EXISTS the database might list all citations instead of looking for each row.
        cited=Subquery(ObservationCitation.objects.filter(observation=OuterRef("pk")).order_by().values("pk")[:1]),
    )
    return observations.values_list(*FIELDS, *ends, named=True)


def flat_with_rivals(observations: QuerySet, at: datetime) -> QuerySet:
    """Rows of ``as_recorded()`` as tuples of :class:`QuickRow`: ``rivals`` are the other open rows of the same thing
    and period that may be shown, as one text, «key value,key value»."""
    same = {name: OuterRef(name) for name in ("series__thing", "period_start", "period_end")}
    others = Observation.objects.current().public(at)
    others = others.filter(~Q(series=OuterRef("series_id")), **same, value__isnull=False)
    each = Concat("series__key", Value(BETWEEN_PARTS), Cast("value", TextField()), output_field=TextField())
    name = "STRING_AGG" if connection.vendor == "postgresql" else "GROUP_CONCAT"
    rivals = Func(each, Value(BETWEEN_RIVALS), function=name, output_field=TextField())
    is_shown = ExpressionWrapper(Q(source__public_from__lte=at), BooleanField())
    rows = flat(observations).annotate(rivals=Subquery(others.order_by().values(all=rivals)), is_source_shown=is_shown)
    return rows.values_list(*FIELDS, "rivals", "is_source_shown")


def in_chunks(rows: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, size)):
        yield chunk


def lines_of(
    rows: Sequence[Any],
    root: str,
    at: datetime | None = None,
    hidden: Collection[int] | None = None,
    as_of: datetime | None = None,
) -> list[dict[str, Any]]:
    """The JSON of *rows* with addresses below *root*, such as ``https://sverka.example``.

    Whoever knows the keys of the *hidden* sources already says so. With *as_of* the mirror and the citations are those
    of that moment.
    """
    if not rows:
        return []
    if hidden is None:
        hidden = Source.objects.hidden_keys(at)
    cited = _citations(rows, at, as_of)
    rivals = _rivals(rows, hidden, at, as_of)
    numbers = Observation.objects.numbers(rows, at)
    pages = _Pages(root)
    return [
        _line(row, rivals.get(_thing(row), ()), cited.get(row[0], ()), numbers[row[0]], hidden, row[20:], pages)
        for row in rows
    ]


def quick_lines_of(rows: Sequence[Any], root: str) -> list[dict[str, Any]]:
    """The same of rows of :func:`flat_with_rivals`."""
    cited, pages = _citations(rows), _Pages(root)
    return [
        _line(row, _split(row[20]), cited.get(row[0], ()), row[9], () if row[21] else row[13:14], (), pages)
        for row in rows
    ]


def _split(rivals: str | None) -> list[tuple[str, Decimal]]:
    if not rivals:
        return []
    # By the order of code points, whatever the database's own is.
    found = (each.split(BETWEEN_PARTS) for each in sorted(rivals.split(BETWEEN_RIVALS)))
    return [(key, DIGITS.create_decimal(value)) for key, value in found]


@cache
def _paths(tag: str) -> tuple[str, str]:
    """The addresses of a series and of a source in the active language, whose tag it is."""
    return reverse("trade:series", args=("KEY",)), reverse("trade:source", args=(0,))


class _Pages:
    """Addresses of pages in the active language, each worked out once."""

    def __init__(self, root: str):
        self.tag, self.zone = active_tag(), get_current_timezone()
        series, source = _paths(self.tag)
        self.before, _key, self.behind = f"{root}{series}#record-".partition("KEY")
        self.source = root + source
        self._sources: dict[int, str] = {}
        self.lines: dict[tuple, dict[str, Any]] = {}

    def of_series(self, key: str, pk: int) -> str:
        return f"{self.before}{key}{self.behind}{pk}"

    def of_source(self, pk: int) -> str:
        if pk not in self._sources:
            self._sources[pk] = self.source.replace("/0/", f"/{pk}/")
        return self._sources[pk]


def _thing(row: Any) -> tuple:
    """What makes two reporters' rows comparable."""
    return row.series__thing, row.period_start, row.period_end


def _citations(rows: Sequence[Any], at: datetime | None = None, as_of: datetime | None = None) -> dict[int, list[Any]]:
    """Public citations by observation. Written out, for compiling the query costs more than running it."""
    found = defaultdict(list)
    keys = [row.pk for row in rows if row.cited]
    if not keys:
        return found
    now, then = (each and connection.ops.adapt_datetimefield_value(each) for each in (at or timezone.now(), as_of))
    condition = "AND c.added_at <= %s AND s.public_from <= %s" if as_of else ""
    query = f"""
        SELECT c.observation_id, c.source_id, c.relation, c.reporter_basis, c.printed, s.title, s.publisher, s.url
        FROM {CITATIONS} c JOIN {SOURCES} s ON s.id = c.source_id
        WHERE c.observation_id {_one_of("bigint")} AND s.public_from <= %s {condition} ORDER BY c.added_at, c.id"""
    for citation in run(query, [_list(keys), now, *([then] * 2 if as_of else ())]):
        found[citation[0]].append(citation)
    return found


def _rivals(
    rows: Sequence[Any],
    hidden: Collection[int],
    at: datetime | None,
    as_of: datetime | None,
) -> dict[tuple, list[tuple[str, Decimal]]]:
    """(key, value) that are shown of the same things by all reporters, by thing and period, in the order of their keys.

    They are the open rows, less those that rest on hidden sources alone, and what was closed by such.
    """
    found = defaultdict(list)
    valued = [row for row in rows if row.value is not None]
    things, ends = {row.series__thing for row in valued}, {row.period_end for row in valued}
    if not things:
        return found
    # SQLite's driver knows neither dates nor decimals; compiling costs little beside what it reads anyway.
    if as_of or hidden or connection.vendor == "sqlite":
        values = Observation.objects
        others = values.shown_as_of(as_of, at) if as_of else values.shown_in_order(at, hidden)
        others = others.filter(series__thing__in=things, period_end__in=ends, value__isnull=False)
        others = others.order_by().values_list(*RIVAL, named=True)
    else:
        query = f"""
            SELECT o.id, o.series_id, s.thing, s.key, o.period_start, o.period_end, o.value
            FROM {OBSERVATIONS} o JOIN {SERIES} s ON s.id = o.series_id
            WHERE s.thing {_one_of("text")} AND o.period_end {_one_of("date")} AND o.series_id <> ALL(%s::bigint[])
            AND o.valid_to IS NULL AND o.value IS NOT NULL"""
        others = run(query, [_list(things), _list(ends), _list(_alone(valued))])
    # By the order of code points, whatever the database's own is.
    for other in sorted(others, key=itemgetter(3, 0)):
        found[other[2], other[4], other[5]].append((other[3], other[6]))
    return found


def _alone(rows: Sequence[Any]) -> list[int]:
    """The series that measure their thing alone among *rows*: no other row is a rival of theirs."""
    of_thing = defaultdict(set)
    for row in rows:
        of_thing[row.series__thing].add(row.series_id)
    return [series for found in of_thing.values() if len(found) == 1 for series in found]


def _one_of(kind: str) -> str:
    """SQL that compares with a :func:`_list` of this type in one parameter, however long it is."""
    return f"= ANY(%s::{kind}[])" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"


def _list(values: Iterable[Any]) -> str:
    """Keys, codes or days, none of which holds a quotation mark, as one parameter."""
    if connection.vendor == "postgresql":
        return f"{{{','.join(map(str, values))}}}"  # the driver would take ten times as long
    return orjson.dumps(list(values)).decode()


def _line(
    row: Any,
    rivals: Sequence[tuple[str, Decimal]],
    cited: Sequence[Any],
    number: int,
    hidden: Collection[int],
    ends: Sequence[datetime | None],
    pages: _Pages,
) -> dict[str, Any]:
    pk, _series, start, end, value, upper, resolution, qualifier, status, _vintage = row[:10]
    recorded, basis, printed, source, key, _same, title, publisher, link, _is_cited = row[10:20]
    low, high = (None, None) if value is None else ends_of_stated(value, resolution or NOUGHT, qualifier, upper)
    sources, publishers = [], 0
    if source not in hidden:
        publishers = 1
        sources.append(_source(source, title, publisher, link, "supports", printed, pages))
    if cited:
        supporting = [each for each in cited if each[2] == "supports"]
        own = {publisher or source} if publishers else set()
        publishers = len(own | {each[6] or each[1] for each in supporting})
        bases = {basis, *(each[3] for each in supporting)}
        basis = next(each for each in BASES if each in bases)
        for _observation, other, relation, _basis, words, *about in cited:
            sources.append(_source(other, *about, relation, words, pages))
    return {
        "id": pk,
        "url": pages.of_series(key, pk),
        "series": key,
        **_parts(key),
        "period": _period(start, end, pages.tag),
        "value": decimal_text(value),
        "qualifier": qualifier,
        "resolution": decimal_text(resolution),
        "low": decimal_text(low),
        "high": decimal_text(high),
        "status": status,
        "vintage": number,
        "valid_from": _moment(recorded, pages.zone),
        "valid_to": moment_text(min(filter(None, ends), default=None)) if ends else None,
        "reporter_basis": basis,
        "publishers": publishers,
        "mirror": []
        if value is None
        else [_mirror(value, low, whose, theirs) for whose, theirs in rivals if whose != key],
        "sources": sources,
    }


@lru_cache(maxsize=4096)
def _parts(key: str) -> dict[str, str]:
    """What a series is by its key, which holds it all and never changes. Shared by many rows, and changed by none."""
    return dict(zip(PARTS, key.split("."), strict=False))


@lru_cache(maxsize=4096)
def _period(start: date, end: date, tag: str) -> dict[str, str]:
    """Shared by many rows, and changed by none."""
    return {"start": start.isoformat(), "end": end.isoformat(), "text": period_words(start, end, tag)}


@lru_cache(maxsize=4096)
def _moment(text: str, zone: tzinfo) -> str:
    """A time as a database writes it, which is in UTC, as the API does."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone).isoformat()


def total_line(row: Any) -> dict[str, Any]:
    """The JSON of a row of :data:`trade.querysets.TOTALS`."""
    return {
        "year": row.by_year,
        "reporter": row.by_reporter,
        "area": row.by_area,
        "counterpart": row.by_counterpart,
        "flow": row.by_flow,
        "scheme": row.by_scheme,
        "digits": row.by_digits,
        "unit": row.by_unit,
        "valuation": row.by_valuation,
        "trade_type": row.by_trade_type,
        "value": decimal_text(row.total),
        "observations": row.observations,
    }


def _mirror(mine: Decimal, low: Decimal | None, key: str, theirs: Decimal) -> dict[str, str | None]:
    difference, percent = gap_of_values(mine, theirs, low is not None and mine > 0 and low > 0)
    return {
        "series": key,
        "value": decimal_text(theirs),
        "gap": decimal_text(difference),
        "gap_percent": None if percent is None else format(percent.quantize(TENTH, ROUND_HALF_UP), "f"),
    }


def _source(
    pk: int, title: str, publisher: str, link: str, relation: str, printed: str, pages: _Pages
) -> dict[str, Any]:
    """Shared by the rows of a page that rest on the same source, and changed by none."""
    line = pages.lines.get((pk, relation, printed))
    if line is None:
        line = pages.lines[pk, relation, printed] = {
            "id": pk,
            "title": title,
            "publisher": publisher or None,
            "url": pages.of_source(pk),
            "link": link or None,
            "relation": relation,
            "printed": printed or None,
        }
    return line
