"""The public log of what changed, ready to be read: was and now, the reason, and the articles that it touches."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from articles import records
from articles.models import Change, Claim
from articles.uses import Entry, claims_citing, entries_with, numbers_in
from events.models import Metric
from trade.models import Measurement, Observation
from trade.words.languages import active_tag


@dataclass(slots=True)
class Line:
    """One change. ``was`` and ``now`` are rows of a measurement, either may be missing; a correction has neither."""

    change: Change
    label: str
    url: str
    reason: str = ""
    was: Measurement | None = None
    now: Measurement | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def reporter(self) -> str:
        """Whose statistics were revised; empty where that makes no sense."""
        record = self.change.record
        return "" if self.change.kind == Change.Kind.CORRECTED else records.reporter_of(record)

    @property
    def was_words(self) -> str:
        return records.value_of(self.was) if self.was else ""

    @property
    def now_words(self) -> str:
        return records.value_of(self.now) if self.now else ""


def changes_for_readers() -> QuerySet[Change]:
    """Public changes, newest first; corrections only of texts in the language of the page."""
    ours = Q(correction__isnull=True) | Q(correction__version__article__language=active_tag())
    return with_lines(Change.objects.public().filter(ours)).newest_first()


def with_lines(changes: QuerySet[Change]) -> QuerySet[Change]:
    """*changes* with everything that :func:`lines_of` reads of them."""
    related = [f"{name}__{path}" for name in ("observation", "metric") for path in records.NEEDED[name]]
    return changes.with_records().select_related(*related, "observation__withdrawal", "metric__withdrawal")


def lines_of(changes: Sequence[Change]) -> list[Line]:
    """*changes* in words, in a number of queries that does not grow with them."""
    changes = list(changes)
    before = _previous(changes)
    uses = _uses(changes)
    return [_line(change, before, uses) for change in changes]


def _line(change: Change, before: dict[tuple, Measurement | None], uses: dict[int, list[Entry]]) -> Line:
    record = change.record
    if change.kind == Change.Kind.CORRECTED:
        version = record.version
        return Line(change, version.headline, version.article.get_absolute_url() + "#corrections")
    line = Line(change, records.label_of(record), record.get_absolute_url(), entries=uses[change.pk])
    if change.kind == Change.Kind.WITHDRAWN:
        line.was, line.reason = record, record.withdrawal.reason
    else:
        line.was, line.now, line.reason = before[record.pk, type(record)], record, record.revision_reason
    return line


def _key(record: Measurement, vintage: int) -> tuple:
    if isinstance(record, Observation):
        return Observation, record.series_id, record.period_start, record.period_end, vintage
    return type(record), *record.identity().values(), vintage


def _previous(changes: Iterable[Change]) -> dict[tuple, Measurement | None]:
    """The newest rows before the revised ones that readers may see, by key and type of the latter."""
    revised = [change.record for change in changes if change.kind == Change.Kind.REVISED]
    observations = [row for row in revised if isinstance(row, Observation)]
    metrics = [row for row in revised if isinstance(row, Metric)]
    found: list[Measurement] = []
    if observations:
        series = {row.series_id for row in observations}
        found += Observation.objects.public().filter(series__in=series).select_related("series")
    if metrics:
        found += Metric.objects.public().filter(event__in={row.event_id for row in metrics})
    rows: dict[tuple, list[Measurement]] = defaultdict(list)
    for row in found:
        rows[_key(row, 0)].append(row)
    return {(row.pk, type(row)): _newest_before(row, rows[_key(row, 0)]) for row in revised}


def _newest_before(revised: Measurement, rows: Iterable[Measurement]) -> Measurement | None:
    earlier = (row for row in rows if row.vintage < revised.vintage)
    return max(earlier, key=lambda row: row.vintage, default=None)


def _uses(changes: Iterable[Change]) -> dict[int, list[Entry]]:
    """The articles that each change touches: one question for all records, the answers told apart afterwards."""
    touched = {change.pk: change.record for change in changes if change.kind != Change.Kind.CORRECTED}
    claims = claims_citing(touched.values())
    numbers = numbers_in({claim.version for claim in claims})
    bound: dict[tuple, list[Claim]] = defaultdict(list)
    for claim in claims:
        bound[_key(claim.record, 0)].append(claim)
    return {pk: entries_with(bound[_key(record, 0)], numbers) for pk, record in touched.items()}
