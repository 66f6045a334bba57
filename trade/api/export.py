"""Whole tables of observations as files: CSV, NDJSON and XLSX, in memory that does not grow with them.

A table is plainer than the API's list: codes, numbers and the key of the source, nothing that has to be worked out.
On PostgreSQL the database writes CSV and NDJSON itself (COPY); SQLite's rows are written here, byte for byte the same.
"""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

import orjson
from django.db import connection, transaction
from django.db.models import Case, F, Func, QuerySet, TextField, Value, When
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from trade.api.shapes import decimal_text
from trade.database.snapshots import one_snapshot

# Column → where it comes from.
COLUMNS = {
    "id": "pk",
    "series": "series__key",
    "reporter": "series__reporter_id",
    "area": "series__area_id",
    "counterpart": "series__counterpart_id",
    "flow": "series__flow",
    "commodity": "series__commodity_id",
    "measure": "series__measure",
    "unit": "series__unit",
    "valuation": "series__valuation",
    "trade_type": "series__trade_type",
    "period_start": "period_start",
    "period_end": "period_end",
    "value": "value",
    "value_upper": "value_upper",
    "qualifier": "qualifier",
    "resolution": "resolution",
    "status": "status",
    "reporter_basis": "reporter_basis",
    "valid_from": "valid_from",
    "source": "shown_source",
}
HEADER = tuple(COLUMNS)
ORDER = ("series_id", "-period_end", "-period_start", "-vintage")
MOST_XLSX_ROWS = 100_000
PIECE = 1 << 16
CHUNK = 2_000
# A reader on a slow line may take this long; other queries have their own, shorter limit.
PATIENCE = "15min"


def table_of(observations: QuerySet, hidden: frozenset[int]) -> QuerySet:
    """*observations* as tuples of :data:`COLUMNS`, by series; the key of a source that is *hidden* is left out."""
    shown = Case(When(source__in=hidden, then=Value(None)), default=F("source__key"), output_field=TextField())
    rows = observations.prefetch_related(None).annotate(shown_source=shown if hidden else F("source__key"))
    return rows.order_by(*ORDER).values_list(*COLUMNS.values())


def streamed(write: Callable[[QuerySet], Iterator[bytes]], table: Callable[[], QuerySet]) -> Iterator[bytes]:
    """What *write* makes of a *table* that is asked for when reading begins: what is hidden then stays so."""
    with one_snapshot():
        yield from write(table())


def write_csv(table: QuerySet) -> Iterator[bytes]:
    """RFC 4180 but for the line ends, which are those of Unix. No cell can act as a formula: all are codes."""
    yield (",".join(HEADER) + "\n").encode()
    yield from _copied(table) if connection.vendor == "postgresql" else _written(table)


def _copied(
    table: QuerySet, template: str = "{}", options: str = "FORMAT csv", decimal: str = "trim_scale(%(expressions)s)"
) -> Iterator[bytes]:
    """What the database writes of *template* around the query of *table*: as fast as it reads."""
    exact = {name: Func(F(name), template=decimal, output_field=TextField()) for name in _DECIMALS}
    moment = Func(
        F("valid_from"),
        template="to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
        output_field=TextField(),
    )
    texts = {f"{name}_text": expression for name, expression in (exact | {"valid_from": moment}).items()}
    names = [f"{name}_text" if f"{name}_text" in texts else name for name in COLUMNS.values()]
    query, parameters = table.annotate(**texts).values_list(*names).query.sql_with_params()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}'")
        whole = f"COPY ({template.format(query)}) TO STDOUT ({options})"
        statement = connection.ops.compose_sql(whole, parameters)
        with cursor.copy(statement) as copy:
            pieces, size = [], 0
            for piece in copy:
                pieces.append(bytes(piece))
                size += len(piece)
                if size >= PIECE:
                    yield b"".join(pieces)
                    pieces, size = [], 0
            yield b"".join(pieces)


_DECIMALS = ("value", "value_upper", "resolution")


def _written(table: QuerySet) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows_of(table):
        writer.writerow(row)
        if text.tell() >= PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def rows_of(table: QuerySet) -> Iterator[list[Any]]:
    """Rows as files write them: decimals as text without closing noughts, times in UTC."""
    for row in table.iterator(chunk_size=CHUNK):
        yield [_plain(value) for value in row]


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return decimal_text(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value if value is None or isinstance(value, int | str) else value.isoformat()


def write_ndjson(table: QuerySet) -> Iterator[bytes]:
    """One JSON object a line; numbers that are measured are strings, as everywhere in the API."""
    if connection.vendor == "postgresql":
        yield from _copied(table, _OBJECTS, _LINES, "trim_scale(%(expressions)s)::text")
    else:
        yield from _written_objects(table)


_OBJECTS = f"SELECT row_to_json(line) FROM ({{}}) AS line({', '.join(HEADER)})"
# A format that leaves the one column as it is: JSON has neither of these characters, nor ends of lines.
_LINES = r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'"


def _written_objects(table: QuerySet) -> Iterator[bytes]:
    rows = rows_of(table)
    while chunk := list(islice(rows, CHUNK)):
        yield b"".join(orjson.dumps(dict(zip(HEADER, row, strict=True))) + b"\n" for row in chunk)


class TooManyRows(ValueError):
    """A sheet that long opens nowhere."""


def write_xlsx(table: QuerySet) -> IO[bytes]:
    """A workbook of one sheet, in a file on disk. Values are numbers, all else is text and never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("observations")
    sheet.append(HEADER)
    for number, row in enumerate(rows_of(table), 1):
        if number > MOST_XLSX_ROWS:
            sheet.close()
            raise TooManyRows
        sheet.append([_cell(sheet, name, value) for name, value in zip(HEADER, row, strict=True)])
    file = TemporaryFile()  # noqa: SIM115  Whoever reads it closes it.
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: Any, name: str, value: Any) -> Any:
    if name in _DECIMALS and value is not None:
        return Decimal(value)
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
        return cell
    return value


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
