"""Citations that move on with their value to its next vintage, each with a history of its own."""

from collections.abc import Iterable, Sequence
from typing import Any

from simple_history.utils import bulk_create_with_history

from trade.models import Observation, ObservationCitation

AT_ONCE = 500
_OWN = ("id", "observation")
_MOVED = [f.attname for f in ObservationCitation._meta.concrete_fields if f.name not in _OWN]
_STATED = ("value", "value_upper", "resolution", "qualifier", "reporter_basis", "reporter_note")


def carry_citations(cursor: Any, pairs: str, parameters: Sequence[Any] = ()) -> None:
    """Cites on the newer row of each pair what is cited on the older; *pairs* is SQL of the columns «older» and
    «newer», their keys.

    Citations are made by hand, so there are few of them however many pairs there are.
    """
    cursor.execute(
        f"SELECT c.id, pairs.newer FROM ({pairs}) pairs JOIN trade_observationcitation c "
        "ON c.observation_id = pairs.older ORDER BY c.id",
        parameters,
    )
    for some in _chunks(cursor.fetchall()):
        found = ObservationCitation.objects.in_bulk([key for key, _newer in some])
        _add(_moved(found[key], newer) for key, newer in some)


def cite_the_older(cursor: Any, pairs: str, parameters: Sequence[Any] = ()) -> None:
    """Cites on the newer row of each pair the source of the older, which states the same value."""
    cursor.execute(pairs, parameters)
    for some in _chunks(cursor.fetchall()):
        found = Observation.objects.in_bulk([older for older, _newer in some])
        _add(_supporting(found[older], newer) for older, newer in some)


def _moved(citation: ObservationCitation, newer: int) -> ObservationCitation:
    return ObservationCitation(observation_id=newer, **{name: getattr(citation, name) for name in _MOVED})


def _supporting(older: Observation, newer: int) -> ObservationCitation:
    stated = {name: getattr(older, name) for name in _STATED}
    return ObservationCitation(
        observation_id=newer, source_id=older.source_id, relation="supports", printed=older.printed, **stated
    )


def _add(citations: Iterable[ObservationCitation]) -> None:
    bulk_create_with_history(list(citations), ObservationCitation, batch_size=AT_ONCE)


def _chunks(rows: Sequence[tuple]) -> Iterable[Sequence[tuple]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
