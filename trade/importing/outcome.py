"""What an import did, or would do, in the shape of contracts.md («import_trade --json»)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from trade.importing.words import with_words
from trade.readers.row import Flag, Refusal

# Kept while a file is read, and with the batch afterwards; the counts are exact whatever is kept.
MOST_TOLD, MOST_STORED, SAMPLE = 20_000, 1_000, 20


@dataclass(frozen=True, slots=True)
class Revision:
    """One value that another supersedes, None where it is missing."""

    line: int
    series: str
    period: str
    old: Decimal | None
    new: Decimal | None

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "old": _text(self.old), "new": _text(self.new)}


@dataclass(slots=True)
class Outcome:
    """``error`` is why the whole file was refused; ``rows`` counts the numbers met in the file, refused ones included.

    ``refused`` and ``flags`` hold the first 20,000 of each; ``refusals`` is the exact count of refused numbers.
    ``vanished`` counts the revisions that leave no value where there was one; ``revisions`` is a sample of them all.
    ``repeated`` counts numbers that the file states again with the same value; ``batch`` is a primary key. A dry
    run has a ``digest`` of all that it would do: a file does the same as long as it comes to the same digest.
    """

    file: str
    format: str = ""
    encoding: str = ""
    rows: int = 0
    added: int = 0
    revised: int = 0
    vanished: int = 0
    unchanged: int = 0
    repeated: int = 0
    refusals: int = 0
    refused: list[Refusal] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    batch: int | None = None
    error: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    scope: dict[str, Any] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    digest: str = ""

    def refuse(self, refusal: Refusal) -> None:
        self.refusals += 1
        if len(self.refused) < MOST_TOLD:
            self.refused.append(refusal)

    def flag(self, flag: Flag) -> None:
        if len(self.flags) < MOST_TOLD:
            self.flags.append(flag)

    def as_json(self) -> dict[str, Any]:
        """The line that ``import_trade --json`` prints."""
        return {
            "file": self.file,
            "format": self.format,
            "encoding": self.encoding,
            "rows": self.rows,
            "added": self.added,
            "revised": self.revised,
            "unchanged": self.unchanged,
            "refused": _plain(self.refused),
            "flags": _plain(self.flags),
            "batch": self.batch,
            "error": None if self.error is None else with_words(self.error),
        }

    def as_report(self) -> dict[str, Any]:
        """What a batch keeps for editors, bounded."""
        return {
            "encoding": self.encoding,
            "facts": self.facts,
            "scope": self.scope,
            "repeated": self.repeated,
            "vanished": self.vanished,
            "refused": _plain(self.refused[:MOST_STORED]),
            "flags": _plain(self.flags[:MOST_STORED]),
            "revisions": [revision.as_json() for revision in self.revisions],
        }


def _plain(items: Iterable[Refusal | Flag]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
