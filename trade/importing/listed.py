"""What loading a list of codes does to the database: it adds what is missing and names what has no name."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from trade.models import Area
from trade.models.fields import CONTROLS
from trade.words.languages import COLUMNS

LONGEST = 300


class NoCodeList(Exception):
    """The file is no list of codes that we know, or is broken; the text says why, and in which line."""


class Loaded(NamedTuple):
    """How many codes were added, how many of those that were there got a name, and where list and table differ."""

    added: int
    named: int
    notes: Sequence[str] = ()


def store(model: Any, wanted: Mapping[str, Any], notes: Sequence[str] = ()) -> Loaded:
    """Adds the rows of *wanted* (by key; areas or commodities) that are not there and fills in names of those that are.

    What an editor wrote stays, and the same list once more changes nothing.
    """
    there = model.objects.in_bulk(list(wanted))
    new = [row for key, row in wanted.items() if key not in there]
    if model is Area:
        _leave_taken_numbers(new)
    added = model.objects.bulk_create(new, batch_size=1000)
    named = _name(model, [(there[key], row) for key, row in wanted.items() if key in there])
    return Loaded(len(added), named, notes)


def _leave_taken_numbers(new: Sequence[Area]) -> None:
    """A number stands once in the table: where an editor gave it to another area, it stays there."""
    numbers = [area.m49 for area in new if area.m49]
    taken = set(Area.objects.filter(m49__in=numbers).values_list("m49", flat=True))
    for area in new:
        if area.m49 in taken:
            area.m49 = ""


def _name(model: Any, pairs: Sequence[tuple]) -> int:
    """Fills in the names that the stored rows lack; what an editor wrote stays."""
    columns = tuple(f"name_{column}" for column in COLUMNS)
    changed = []
    for stored, listed in pairs:
        new = [name for name in columns if getattr(listed, name) and not getattr(stored, name)]
        for name in new:
            setattr(stored, name, getattr(listed, name))
        if new:
            stored.name_source = stored.name_source or listed.name_source
            changed.append(stored)
    model.objects.bulk_update(changed, (*columns, "name_source"), batch_size=200)
    return len(changed)


def line_of(text: str | None) -> str:
    """*text* of a cell as one line that a name column takes."""
    return " ".join(CONTROLS.sub(" ", text or "").split())[:LONGEST]
