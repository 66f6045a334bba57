"""Formats of the API and of the data twins of pages: JSON, CSV, XLSX. A format is a renderer, not a view."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

from trade.api.shapes import DecimalField
from trade.api.workbook import Heading, write_workbook

Path = tuple[str, ...]
Head = Sequence[tuple[str, str]]

NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
INVISIBLE = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*")
FORMULA = frozenset("=+-@|%")
BETWEEN = "; "
BYTE_ORDER_MARK = "\ufeff"
NUMBERS = (DecimalField, serializers.DecimalField, serializers.IntegerField, serializers.FloatField)


class Column(NamedTuple):
    """Where the values of a column stand in a row, and whether they are numbers."""

    path: Path
    is_number: bool


class JSONRenderer(BaseRenderer):
    """UTF-8 JSON. Decimals are strings already; words in the reader's language are still lazy."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str)


class FileRenderer(BaseRenderer):
    """The rows of the JSON as a table, named like the JSON: ``period.start`` is ``start`` within ``period``.

    A view with a ``file_head`` gets the lines that it makes of the rows above them; a list that goes on says where.
    """

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str | bytes:
        if data is None:
            return ""
        view, response = renderer_context["view"], renderer_context["response"]
        response["Content-Disposition"] = f'attachment; filename="{view.get_file_name()}.{self.format}"'
        rows = data.get("results", [data])
        head = list(view.file_head(rows)) if view.file_head else []
        if head and data.get("next"):
            head.append((_("More rows"), data["next"]))
        return self.write(rows, view.get_serializer(), head)

    def write(self, rows: Iterable[Mapping[str, Any]], serializer: serializers.Serializer, head: Head) -> str | bytes:
        raise NotImplementedError


class CSVRenderer(FileRenderer):
    """RFC 4180. Without a head there is no byte order mark either: programs read such files, and it would become part
    of the first column's name. With one, a spreadsheet does, which takes Cyrillic for Latin where the mark is missing;
    the lines of the head begin with «# », as comments do for pandas and R.
    """

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def write(self, rows: Iterable[Mapping[str, Any]], serializer: serializers.Serializer, head: Head) -> str:
        table = table_text(rows, serializer)
        return BYTE_ORDER_MARK + csv_text((("# " + word, says) for word, says in head)) + table if head else table


class XLSXRenderer(FileRenderer):
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None
    render_style = "binary"

    def write(self, rows: Iterable[Mapping[str, Any]], serializer: serializers.Serializer, head: Head) -> bytes:
        columns = list(_columns(serializer, ()))
        cells = ([cell_of(row, column.path) for column in columns] for row in rows)
        return write_workbook(head, [Heading(".".join(path), is_number) for path, is_number in columns], cells)


def table_text(rows: Iterable[Mapping[str, Any]], serializer: serializers.Serializer) -> str:
    """CSV of serialised *rows* with a column for each value that *serializer* declares."""
    paths = columns_of(serializer)
    return csv_text(([cell_of(row, path) for path in paths] for row in rows), [".".join(path) for path in paths])


def csv_text(rows: Iterable[Iterable[Any]], header: Iterable[str] = ()) -> str:
    """CSV (RFC 4180) of *rows* below *header*. No cell can act as a formula in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    if header:
        writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def columns_of(serializer: serializers.Serializer) -> list[Path]:
    return [column.path for column in _columns(serializer, ())]


def _columns(serializer: serializers.Serializer, above: Path) -> Iterator[Column]:
    for name, field in serializer.fields.items():
        inner = getattr(field, "child", field)
        if isinstance(inner, serializers.Serializer):
            yield from _columns(inner, (*above, name))
        else:
            yield Column((*above, name), isinstance(inner, NUMBERS))


def cell_of(row: Any, path: Path) -> Any:
    """The value at *path*; of a list of things the values of all, in one cell."""
    for depth, name in enumerate(path):
        if row is None:
            return None
        if isinstance(row, list):
            return _joined(cell_of(item, path[depth:]) for item in row)
        row = row[name]
    return _joined(row) if isinstance(row, list) else row


def _joined(values: Iterable[Any]) -> str:
    return BETWEEN.join(_text(value) for value in values)


def safe_cell(value: Any) -> str:
    """Text for a cell: an apostrophe goes before what a spreadsheet would run; numbers stay numbers."""
    text = _text(value)
    if NUMBER.fullmatch(text):
        return text
    blank = INVISIBLE.match(text)[0]
    first = unicodedata.normalize("NFKC", text[len(blank) : len(blank) + 1])[:1]
    return f"'{text}" if first in FORMULA or "\t" in blank or "\r" in blank else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
