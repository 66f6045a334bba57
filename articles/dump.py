"""The full dump: every public record as CSV, JSON lines and SQLite, with what it is and check sums beside it.

All files are written from one snapshot of the database, in memory that does not grow with it, and take the place of
the dump before only when all are complete. ``observations`` are the table that the API exports; every other file has
the rows of the API's collection of that name.
"""

import csv
import hashlib
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone

from articles import viewsets as articles
from articles.dump_check import Holds, holds, is_outdated
from events import viewsets as events
from trade import viewsets as trade
from trade.api.export import HEADER, rows_of, table_of
from trade.api.flat import in_chunks
from trade.api.strict import lean
from trade.collections import CollectionViewSet
from trade.models import Observation, Source
from trade.renderers import cell_of, columns_of, safe_cell

OBSERVATIONS = "observations"
COLLECTIONS: tuple[type[CollectionViewSet], ...] = (
    *(trade.SeriesViewSet, trade.AreaViewSet, trade.CommodityViewSet, trade.SourceViewSet),
    *(events.EventViewSet, events.EventSeriesViewSet, events.MetricViewSet, events.PersonViewSet),
    *(events.OrganisationViewSet, events.AgreementViewSet, events.InitiativeViewSet),
    *(articles.ArticleViewSet, articles.StoryViewSet, articles.ClaimViewSet, articles.CorrectionViewSet),
)
README, MANIFEST, SUMS = "README.md", "metadata.json", "SHA256SUMS"
DATABASE, ARCHIVE = "sverka.sqlite3", "sverka-csv.zip"
ABOUT_SOURCES = ("key", "title", "publisher", "url", "licence")
CHUNK = 200
# Columns of observations that SQLite should compare as numbers.
NUMERIC = frozenset(("id", "value", "value_upper", "resolution"))
Row = tuple[dict[str, Any], list[str]]  # as JSON, and as cells


@dataclass(frozen=True, slots=True)
class Dumped:
    """One file of a dump: its name, bytes, SHA-256 (empty of those that list the others) and, of a table, rows."""

    name: str
    size: int
    sha256: str = ""
    rows: int | None = None


def dump(directory: Path, root: str) -> list[Dumped]:
    """Writes a dump to *directory*; addresses in it begin with *root*, such as ``https://sverka.example``.

    They are whole, as in the API: a copy that follows the changes afterwards compares equal, and a file that went
    elsewhere still leads back here.

    OSError where the directory cannot be written; a dump that was there before stays then.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory, prefix=".new-") as name:
        new = Path(name)
        with snapshot():
            made = timezone.now()
            rows = {table: _write(new, table, header, found) for table, header, found in tables(root)}
            held = holds()
            sources = list(
                Source.objects.public().order_by("key").values("key", "title", "publisher", "url", "licence")
            )
        (new / README).write_text(_readme(made, rows, sources))
        with zipfile.ZipFile(new / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in (*sorted(new.glob("*.csv")), new / README):
                archive.write(path, path.name)
        files = [_described(path, rows.get(path.stem)) for path in sorted(new.iterdir())]
        (new / MANIFEST).write_text(_manifest(made, files, sources, held))
        files.append(_described(new / MANIFEST))
        (new / SUMS).write_text("".join(f"{file.sha256}  {file.name}\n" for file in files))
        # What speaks of the others comes last, so that it never speaks of files that are not there yet.
        for path in sorted(new.iterdir(), key=lambda path: (path.name in (MANIFEST, SUMS), path.name)):
            path.replace(directory / path.name)
    return files


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything that is read inside is of one moment."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                if not connection.savepoint_ids:  # in a test there is a transaction around this one
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SET LOCAL statement_timeout = 0")
        yield


def tables(root: str) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    """(name, columns, rows) of every table."""
    yield OBSERVATIONS, list(HEADER), _observations()
    for viewset in COLLECTIONS:
        view = viewset(action="list", kwargs={}, format_kwarg=None, request=None)
        serializer = view.get_serializer_class()()
        paths = columns_of(serializer)
        yield viewset.collection, [".".join(path) for path in paths], _collection(view, paths, root)


def _observations() -> Iterator[Row]:
    hidden = Source.objects.hidden_keys()
    shown = Observation.objects.shown_in_order(hidden=hidden)
    for row in rows_of(table_of(shown, hidden)):
        yield dict(zip(HEADER, row, strict=True)), ["" if cell is None else str(cell) for cell in row]


def _collection(view: CollectionViewSet, paths: list[tuple[str, ...]], root: str) -> Iterator[Row]:
    rows = view.get_queryset()
    if view.filterset_class is not None:
        filterset = lean(view.filterset_class, frozenset())
        rows = filterset(QueryDict(), queryset=rows, request=SimpleNamespace()).qs
    serializer = view.get_serializer_class()
    for chunk in in_chunks(rows.order_by(*view.ordering).iterator(chunk_size=CHUNK), CHUNK):
        context = {"root": root, "view": view, "request": None}
        for data in serializer(view.prepare(chunk), many=True, context=context).data:
            yield data, [safe_cell(cell_of(data, path)) for path in paths]


# -- files --------------------------------------------------------------------------------------------------------
def _write(directory: Path, name: str, header: list[str], rows: Iterator[Row]) -> int:
    """The table as CSV and JSON lines and in the database; says how many rows it has."""
    count = 0
    with (
        (directory / f"{name}.csv").open("w", newline="") as table,
        (directory / f"{name}.jsonl").open("wb") as lines,
        closing(sqlite3.connect(directory / DATABASE)) as database,
    ):
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(header)
        insert = _create(database, name, header)
        for chunk in in_chunks(rows):
            writer.writerows(cells for _data, cells in chunk)
            lines.writelines(orjson.dumps(data, default=str) + b"\n" for data, _cells in chunk)
            insert(cells for _data, cells in chunk)
            count += len(chunk)
        database.commit()
    return count


def _create(database: sqlite3.Connection, name: str, header: list[str]) -> Callable[[Iterable[list[str]]], Any]:
    """Makes the table; gives what inserts rows into it. An empty cell is NULL there."""
    types = ("NUMERIC" if name == OBSERVATIONS and column in NUMERIC else "TEXT" for column in header)
    columns = ", ".join(f'"{column}" {kind}' for column, kind in zip(header, types, strict=True))
    database.execute(f'CREATE TABLE "{name}" ({columns})')
    statement = f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(header))})'
    return lambda rows: database.executemany(statement, ([cell or None for cell in cells] for cells in rows))


def _described(path: Path, rows: int | None = None) -> Dumped:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Dumped(path.name, path.stat().st_size, digest, rows)


LICENCE = (
    "There is no one licence for everything. Each text says which licence it is under, and an empty licence grants "
    "nothing. A figure belongs to whoever published it: cite the source that its record names, and this site for "
    "having checked it."
)


def _readme(made: datetime, rows: dict[str, int], sources: list[dict[str, str]]) -> str:
    tables_ = "".join(f"| {name} | {count} |\n" for name, count in rows.items())
    listed = "".join(
        f"- {', '.join(filter(None, (s['publisher'], s['title'], s['url'])))} "
        f"(key `{s['key']}`; licence: {s['licence'] or 'not stated'})\n"
        for s in sources
    )
    return f"""# {settings.SITE_NAME}: all public records

Made on {made.isoformat(timespec="seconds")}. Every table is here three times: as CSV (UTF-8, no byte order mark), as
JSON lines, and in `{DATABASE}`. `{SUMS}` has the check sums: `sha256sum --check {SUMS}`.

`observations` has one row for each value that readers are shown now. Its `source` is the `key` of a row of `sources`;
values are in base units, to the digit that the source states (`resolution`); an empty value is missing, not nought.
To follow what changes, read `/api/v1/changes/?since=0`, and then the `next` of each answer; the sources likewise from
`/api/v1/changes/?since=0&table=sources`. Areas and commodities are code lists, of which nothing is ever taken away.
Words that depend on the reader's language are English here; `Accept-Language: en` asks the API for the same.

| table | rows |
|---|---|
{tables_}
## Licence
{LICENCE}

## Sources
{listed}"""


def _manifest(made: datetime, files: list[Dumped], sources: list[dict[str, str]], held: Holds) -> str:
    listed = [
        {"name": file.name, "bytes": file.size, "sha256": file.sha256}
        | ({} if file.rows is None else {"rows": file.rows})
        for file in files
    ]
    about = {"made_at": made.isoformat(), "licence": LICENCE, "files": listed, "sources": sources}
    # Keys in one line, for there may be many.
    rest = json.dumps(about, ensure_ascii=False, indent=2).removesuffix("\n}")
    return f'{rest},\n  "holds": {json.dumps(held)}\n}}\n'


# -- reading ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Found:
    """A dump that is there; ``holds`` are the keys of what is in it and may be hidden one day, None if it has none."""

    made_at: datetime
    files: tuple[Dumped, ...]
    holds: Holds | None = None

    @property
    def is_outdated(self) -> bool:
        """Something in it is no longer public: it is not to be given out."""
        return is_outdated(self.holds)

    @property
    def main_names(self) -> tuple[str, ...]:
        """What most people want: the whole, the observations, and what they are."""
        return (ARCHIVE, DATABASE, f"{OBSERVATIONS}.csv", f"{OBSERVATIONS}.jsonl", README, MANIFEST, SUMS)

    @property
    def archive(self) -> Dumped | None:
        return next((file for file in self.files if file.name == ARCHIVE), None)


def find(directory: Path) -> Found | None:
    """The dump in *directory*; None where there is none, or none that can be read."""
    try:
        about = json.loads((directory / MANIFEST).read_text())
        files = [Dumped(f["name"], f["bytes"], f["sha256"], f.get("rows")) for f in about["files"]]
        files += [Dumped(name, (directory / name).stat().st_size) for name in (MANIFEST, SUMS)]
        return Found(datetime.fromisoformat(about["made_at"]), tuple(files), about.get("holds"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
