"""What changed among the sources, for programs that keep a copy of them beside the observations that name them.

A line puts a source as it is now, or deletes one that readers saw and may not see any more. First all sources are
walked by their keys, then their history: it only grows, and its places are certain (:mod:`trade.changes.settled`). A
source that time alone shows is told when it comes out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from trade.changes.settled import NOTHING, settled
from trade.models import Source


def history() -> QuerySet:
    return Source.history.model.objects.order_by()


def once_public() -> QuerySet:
    """The states of sources that readers saw: public when they were recorded, or by time alone until the next state."""
    later = history().filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id")).order_by("history_id")
    until = Coalesce(Subquery(later.values("history_date")[:1]), timezone.now())
    return history().alias(until=until).filter(public_from__lte=F("until"))


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """How far the sources were walked, then their history, which begins at ``back``; ``due`` is when that was read."""

    source: int = 0
    change: int = 0
    due: str = ""
    back: int | None = None

    @classmethod
    def beginning(cls) -> "SourcePlace":
        return cls(due=timezone.now().isoformat(), back=settled(NOTHING).source)

    @classmethod
    def of(cls, values: Any) -> "SourcePlace":
        """ValueError if *values* are no place."""
        if not isinstance(values, list) or len(values) != 4:
            raise ValueError("no place among the changes")
        return cls(*values)

    @property
    def values(self) -> list[Any]:
        return [self.source, self.change, self.due, self.back]


def touched_since(place: SourcePlace, size: int) -> tuple[list[int], SourcePlace, bool]:
    """About *size* keys of sources that may have changed after *place*, the place behind them, and if there is more."""
    if place.back is not None:
        keys = list(Source.objects.filter(pk__gt=place.source).order_by("pk").values_list("pk", flat=True)[:size])
        if len(keys) >= size:
            return keys, replace(place, source=keys[-1]), True
        return keys, replace(place, source=0, change=place.back, back=None), False
    certain = settled(NOTHING._replace(source=place.change)).source
    found = list(
        history().filter(history_id__gt=place.change).order_by("history_id").values_list("history_id", "id")[:size]
    )
    keys = list(dict.fromkeys(key for _number, key in found))
    if len(found) >= size:
        # What is not certain yet is told again; a page that holds nothing else would be told for ever.
        return keys, replace(place, change=max(min(found[-1][0], certain), place.change)), found[-1][0] <= certain
    due, now = datetime.fromisoformat(place.due), timezone.now()
    came_out = Source.objects.filter(public_from__gt=due, public_from__lte=now).order_by("pk")
    keys += [key for key in came_out.values_list("pk", flat=True) if key not in keys]
    return keys, replace(place, change=max(certain, place.change), due=now.isoformat()), False


def now_of(keys: Iterable[int]) -> tuple[dict[int, Source], dict[int, str]]:
    """Those of the sources that readers may see; and the stable keys of those that they saw and may see no more."""
    wanted = set(keys)
    shown = {source.pk: source for source in Source.objects.public().filter(pk__in=wanted)}
    lost = wanted - shown.keys()
    gone = once_public().filter(id__in=lost).order_by("history_id") if lost else ()
    return shown, {row.id: row.key for row in gone}
