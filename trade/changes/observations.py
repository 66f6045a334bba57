"""What changed among the observations that readers are shown, for programs that keep a copy.

A copy holds one value for each series and period. Every line says what that value is now (``put``) or that there is
none any more (``delete``); so lines may come twice, and whoever applies all of them has what a full dump has.

Nothing is logged for this: the rows themselves tell. Each of the :data:`STAGES` reads one table that only grows, by its
key, and finds what its new rows touched; a place among the changes is a position in each. Rows get their keys before
they are committed: after the last page a place goes back to where nothing can appear below any more
(:mod:`trade.changes.settled`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from trade.changes.settled import NOTHING, Bounds, settled
from trade.changes.sources import once_public
from trade.models import Observation, ObservationCitation, ObservationWithdrawal, Source

Identity = tuple[int, Any, Any]  # series, first and last day of the period


@dataclass(frozen=True, slots=True)
class Place:
    """How far each table was read. ``source`` and ``within`` stand for a source's history and its observations.

    ``back`` is where to go on after the last page of a walk; it is known while one lasts.
    """

    observation: int = 0
    withdrawal: int = 0
    citation: int = 0
    source: int = 0
    within: int = 0
    due: str = ""
    back: Bounds | None = None

    @classmethod
    def beginning(cls) -> "Place":
        """Before everything: whatever stands in the other tables already is told with the observations."""
        due, back = timezone.now().isoformat(), settled(NOTHING)
        return cls(withdrawal=back.withdrawal, citation=back.citation, source=back.source, due=due, back=back)

    @classmethod
    def of(cls, values: Any) -> "Place":
        """ValueError if *values* are no place."""
        if not isinstance(values, list) or len(values) not in (6, 6 + len(NOTHING)):
            raise ValueError("no place among the changes")
        return cls(*values[:6], back=Bounds(*values[6:]) if values[6:] else None)

    @property
    def values(self) -> list[Any]:
        at = [self.observation, self.withdrawal, self.citation, self.source, self.within, self.due]
        return [*at, *(self.back or ())]

    def walking(self) -> "Place":
        """The same, and where to come back to."""
        here = Bounds(self.observation, self.withdrawal, self.citation, self.source)
        return self if self.back else replace(self, back=settled(here))

    def after_walk(self) -> "Place":
        return replace(self, **self.back._asdict(), within=0, back=None) if self.back else self


@dataclass(frozen=True, slots=True)
class Touched:
    """Identities that may have changed, the place behind them, and whether there may be more."""

    identities: list[Identity]
    place: Place
    has_more: bool


def touched_since(place: Place, size: int) -> Touched:
    """About *size* identities touched after *place*, in the order in which they are told."""
    found: list[Identity] = []
    place = place.walking()
    for stage in STAGES:
        identities, place, has_more = stage(place, size - len(found))
        found += identities
        if has_more or len(found) >= size:
            return Touched(found, place, True)
    return Touched(found, place.after_walk(), False)


Stage = Callable[[Place, int], tuple[list[Identity], Place, bool]]
IDENTITY = ("series_id", "period_start", "period_end")


def _observations(place: Place, size: int) -> tuple[list[Identity], Place, bool]:
    """New rows: first values, revisions, values after a withdrawal."""
    rows = list(_after(Observation, place.observation, "", size))
    return [row[1:] for row in rows], replace(place, observation=_last(rows, place.observation)), len(rows) >= size


def _withdrawals(place: Place, size: int) -> tuple[list[Identity], Place, bool]:
    rows = list(_after(ObservationWithdrawal, place.withdrawal, "observation__", size))
    return [row[1:] for row in rows], replace(place, withdrawal=_last(rows, place.withdrawal)), len(rows) >= size


def _citations(place: Place, size: int) -> tuple[list[Identity], Place, bool]:
    """A public citation can show what rests on a hidden source."""
    rows = list(_after(ObservationCitation, place.citation, "observation__", size))
    return [row[1:] for row in rows], replace(place, citation=_last(rows, place.citation)), len(rows) >= size


def _sources(place: Place, size: int) -> tuple[list[Identity], Place, bool]:
    """What rests on a source that an editor changed, perhaps to show or to hide it."""
    history = Source.history.model.objects.filter(history_id__gt=place.source).order_by("history_id")
    found: list[Identity] = []
    for number, source in history.exclude(history_type="+").values_list("history_id", "id"):
        rows = list(_resting_on(source, place.within)[: max(size - len(found), 1)])
        found += [row[1:] for row in rows]
        if len(found) >= size:
            return found, replace(place, within=_last(rows, place.within)), True
        place = replace(place, source=number, within=0)
    last = history.aggregate(last=Max("history_id"))["last"]
    return found, replace(place, source=last or place.source, within=0), False


def _due(place: Place, size: int) -> tuple[list[Identity], Place, bool]:
    """What rests on sources that came out by themselves, at the time that was set for them."""
    now = timezone.now()
    due = Source.objects.filter(public_from__gt=datetime.fromisoformat(place.due), public_from__lte=now)
    rows = _resting_on_any(due.values("pk"), 0)
    return [row[1:] for row in rows], replace(place, due=now.isoformat()), False


STAGES: tuple[Stage, ...] = (_observations, _withdrawals, _citations, _sources, _due)


def _after(model: Any, key: int, path: str, size: int) -> QuerySet:
    names = (f"{path}{name}" for name in IDENTITY)
    return model.objects.filter(pk__gt=key).order_by("pk").values_list("pk", *names)[:size]


def _resting_on(source: int, after: int) -> QuerySet:
    return _resting_on_any([source], after)


def _resting_on_any(sources: Any, after: int) -> QuerySet:
    cited = ObservationCitation.objects.filter(source__in=sources).values("observation")
    withdrawn = ObservationWithdrawal.objects.filter(source__in=sources).values("observation")
    rows = Observation.objects.filter(Q(source__in=sources) | Q(pk__in=cited) | Q(pk__in=withdrawn), pk__gt=after)
    return rows.order_by("pk").values_list("pk", *IDENTITY)


def _last(rows: Sequence[tuple], otherwise: int) -> int:
    return rows[-1][0] if rows else otherwise


def now_of(identities: Sequence[Identity], hidden: frozenset[int]) -> tuple[dict[Identity, int], set[Identity]]:
    """The row that readers are shown for each of *identities*, by its key; and those that they once saw and no more.

    What nobody was ever shown is in neither.
    """
    if not identities:
        return {}, set()
    wanted = set(identities)
    rows = Observation.objects.filter(
        series__in={series for series, _start, _end in wanted},
        period_start__in={start for _series, start, _end in wanted},
        period_end__in={end for _series, _start, end in wanted},
    ).order_by()
    shown = {
        identity: pk
        for pk, *columns in rows.shown_in_order(hidden=hidden).values_list("pk", *IDENTITY)
        if (identity := tuple(columns)) in wanted
    }
    lost = wanted - shown.keys()
    seen = {identity for identity in _once_seen(rows) if identity in lost} if lost else set()
    return shown, seen


def _once_seen(rows: QuerySet) -> Iterator[Identity]:
    """Rows on a source that is public, or was at some time that its history knows of."""
    seen = once_public().filter(id=OuterRef("source_id"))
    public = Q(pk__in=rows.public().values("pk")) | Exists(seen)
    yield from (tuple(row) for row in rows.filter(public).values_list(*IDENTITY))
