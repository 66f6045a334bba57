"""What any history of imports must come to, in plain Python: a list of what was said, by whom, and what was taken back.

Nothing here knows vintages or tables. A value is what the last saying says that was not taken back; readers see the
last one of those that rest on a source which is out. As of a moment the same holds of what was said until then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

Identity = tuple[str, str]  # key of a series, period


@dataclass(eq=False)
class Origin:
    """A source; ``since`` is the moment from which readers may see what rests on it, None if they may not."""

    key: int
    since: datetime | None

    def is_out(self, at: datetime) -> bool:
        return self.since is not None and self.since <= at


@dataclass(eq=False)
class File:
    """An import; ``back`` is when it was taken back."""

    number: int
    origin: Origin
    back: datetime | None = None

    def counts(self, at: datetime) -> bool:
        return self.back is None or self.back > at


@dataclass(eq=False)
class Saying:
    """A value (None: the source marks it as missing), or with ``ends`` that there is none any more."""

    at: datetime
    origins: list[Origin]
    value: Decimal | None = None
    file: File | None = None
    ends: bool = False

    def counts(self, at: datetime) -> bool:
        return self.at <= at and (self.file is None or self.file.counts(at))

    def is_out(self, at: datetime) -> bool:
        return any(origin.is_out(at) for origin in self.origins)

    @property
    def told(self) -> tuple[Decimal | None, int]:
        return self.value, self.origins[0].key


@dataclass
class History:
    """Everything that was ever said of each identity, in its order."""

    said: dict[Identity, list[Saying]] = field(default_factory=dict)

    def held(self, identity: Identity, at: datetime) -> Saying | None:
        """The value that we hold, if any."""
        last = next((each for each in reversed(self.said.get(identity, [])) if each.counts(at)), None)
        return None if last is None or last.ends else last

    def seen(self, identity: Identity, now: datetime, moment: datetime | None = None) -> Saying | None:
        """What readers see now, or saw at *moment* of what they may see now."""
        then = moment or now
        for each in reversed(self.said.get(identity, [])):
            if each.counts(then) and each.is_out(now) and each.is_out(then):
                return None if each.ends else each
        return None

    def all_held(self, now: datetime) -> dict[Identity, tuple]:
        return {identity: held.told for identity in self.said if (held := self.held(identity, now))}

    def all_seen(self, now: datetime, moment: datetime | None = None) -> dict[Identity, tuple]:
        return {identity: seen.told for identity in self.said if (seen := self.seen(identity, now, moment))}

    def say(self, identity: Identity, saying: Saying) -> None:
        self.said.setdefault(identity, []).append(saying)

    def take(self, file: File, values: Iterable[tuple[Identity, Decimal | None]], at: datetime) -> tuple[int, int, int]:
        """A file with *values*; how many of them are added, revised and unchanged."""
        added = revised = unchanged = 0
        for identity, value in values:
            held = self.held(identity, at)
            origins = [file.origin]
            if held is None:
                added += 1
            elif held.value != value:
                revised += 1
            elif held.is_out(at) or not file.origin.is_out(at):
                unchanged += 1
                continue
            else:  # readers did not see the number; from this release on they do
                revised += 1
                origins += held.origins
            self.say(identity, Saying(at, origins, value, file))
        return added, revised, unchanged

    def files_above(self, file: File) -> Iterator[File]:
        """Imports in force that said something of what *file* says, after it."""
        for sayings in self.said.values():
            places = [place for place, each in enumerate(sayings) if each.file is file]
            if places:
                yield from (each.file for each in sayings[places[0] + 1 :] if each.file and each.file.back is None)
