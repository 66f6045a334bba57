"""Formats of the API and of the data twins of pages: JSON and CSV. A format is a renderer, not a view."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

Path = tuple[str, ...]

NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
INVISIBLE = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*")
FORMULA = frozenset("=+-@|%")
BETWEEN = "; "


class JSONRenderer(BaseRenderer):
    """UTF-8 JSON. Decimals are strings already; words in the reader's language are still lazy."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str)


class CSVRenderer(BaseRenderer):
    """The rows of the JSON as a table, named like the JSON: ``period.start`` is ``start`` within ``period``.

    There is no byte order mark: programs read these files, and it would become part of the first column's name.
    """

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str:
        if data is None:
            return ""
        view, response = renderer_context["view"], renderer_context["response"]
        response["Content-Disposition"] = f'attachment; filename="{view.get_file_name()}.csv"'
        rows = data.get("results", [data])
        return table_text(rows, view.get_serializer())


def table_text(rows: Iterable[Mapping[str, Any]], serializer: serializers.Serializer) -> str:
    """CSV of serialised *rows* with a column for each value that *serializer* declares."""
    paths = columns_of(serializer)
    return csv_text(([cell_of(row, path) for path in paths] for row in rows), [".".join(path) for path in paths])


def csv_text(rows: Iterable[Iterable[Any]], header: Iterable[str]) -> str:
    """CSV (RFC 4180) of *rows* below *header*. No cell can act as a formula in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def columns_of(serializer: serializers.Serializer) -> list[Path]:
    return list(_columns(serializer, ()))


def _columns(serializer: serializers.Serializer, above: Path) -> Iterator[Path]:
    for name, field in serializer.fields.items():
        inner = getattr(field, "child", field)
        if isinstance(inner, serializers.Serializer):
            yield from _columns(inner, (*above, name))
        else:
            yield (*above, name)


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
