"""Pages of a list by key, not by number: the cost of a page does not grow with its place, and nothing is skipped or
shown twice while rows are added."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

PAGE_SIZE, MAX_PAGE_SIZE, FILE_SIZE = 50, 200, 1000
MOST_COUNTED = 1000


class Cursor(NamedTuple):
    """The key of the row that a page starts behind, or ends before if *backwards*."""

    values: tuple[Any, ...]
    backwards: bool = False


class KeysetPagination(BasePagination):
    """``cursor`` and ``page_size``; the view's ``ordering`` names fields that together are unique and never empty.

    Cursors are signed, so that only positions which we gave out reach the database.
    """

    parameters = ("cursor", "page_size")
    counted = True
    size = PAGE_SIZE

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list[Any]:
        self.start(request, view)
        self.count = self.count_of(queryset) if self.counted else None
        return self.turn(list(self.rows_from(queryset, self.cursor)[: self.limit]))

    def count_of(self, queryset: QuerySet) -> int | None:
        return queryset.count()

    def start(self, request: Request, view: Any) -> None:
        """Reads where the page begins and how long it is; ``limit`` is a row more, to tell whether others follow."""
        self.request, self.ordering = request, tuple(view.ordering)
        self.signer = Signer(salt=f"cursor of {view.collection} by {','.join(self.ordering)}", sep=".")
        self.limit = read_page_size(request, self.size) + 1
        self.cursor = self.read_cursor(request.query_params.get("cursor", ""))

    def turn(self, rows: Sequence[Any]) -> list[Any]:
        """The rows of the page, of those that ``cursor`` and ``limit`` gave, in the order of the list."""
        size, cursor = self.limit - 1, self.cursor
        backwards = bool(cursor and cursor.backwards)
        more, rows = len(rows) > size, list(rows[:size])
        if backwards:
            rows.reverse()
        self.rows = rows
        self.has_next, self.has_previous = (True, more) if backwards else (more, cursor is not None)
        return rows

    def rows_from(self, queryset: QuerySet, cursor: Cursor | None) -> QuerySet:
        ordering = self.ordering
        if cursor and cursor.backwards:
            ordering = tuple(name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in ordering)
        queryset = queryset.order_by(*ordering)
        return queryset.filter(behind(ordering, cursor.values)) if cursor else queryset

    # -- cursors ----------------------------------------------------------------------------------------------
    def read_cursor(self, text: str) -> Cursor | None:
        if not text:
            return None
        try:
            values, backwards = self.signer.unsign_object(text)
        except (BadSignature, ValueError):
            message = _("This is not a cursor of this list; follow «next» and «previous» as they are.")
            raise ValidationError({"cursor": [message]}) from None
        return Cursor(tuple(values), backwards)

    def write_cursor(self, row: Any, backwards: bool) -> str:
        values = [_plain(attrgetter(_path(name))(row)) for name in self.ordering]
        return self.signer.sign_object([values, backwards])

    def link_to(self, row: Any, backwards: bool) -> str:
        url = self.request.build_absolute_uri()
        return replace_query_param(url, "cursor", self.write_cursor(row, backwards))

    # -- answers ----------------------------------------------------------------------------------------------
    def get_paginated_response(self, data: Any) -> Response:
        following = self.link_to(self.rows[-1], False) if self.rows and self.has_next else None
        previous = self.link_to(self.rows[0], True) if self.rows and self.has_previous else None
        count = {"count": self.count} if self.counted else {}
        response = Response({**count, "next": following, "previous": previous, "results": data})
        links = {"next": following, "prev": previous}
        if any(links.values()):
            response["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url)
        return response

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        properties: dict[str, Any] = {"next": link, "previous": link, "results": schema}
        if self.counted:
            properties = {"count": {"type": "integer", "minimum": 0}, **properties}
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "default": PAGE_SIZE}
        about_size = _("Rows on a page; at most %(limit)d, a larger number gives as many.") % {"limit": MAX_PAGE_SIZE}
        about_cursor = _("A place in the list; take it from «next» or «previous».")
        return [
            {"name": "cursor", "in": "query", "schema": {"type": "string"}, "description": about_cursor},
            {"name": "page_size", "in": "query", "schema": size, "description": about_size},
        ]


class UncountedPagination(KeysetPagination):
    """For tables so large that counting costs more than the page."""

    counted = False


class FewCountedPagination(KeysetPagination):
    """For tables that may be large: how many rows there are is said of a few, for that costs no more than a few."""

    def count_of(self, queryset: QuerySet) -> int | None:
        count = queryset.order_by()[: MOST_COUNTED + 1].count()
        return None if count > MOST_COUNTED else count

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        answer = super().get_paginated_response_schema(schema)
        about = _("How many rows there are; null where they are more than %(limit)d.") % {"limit": MOST_COUNTED}
        answer["properties"]["count"] = {"type": ["integer", "null"], "minimum": 0, "description": about}
        return answer


class FilePagination(UncountedPagination):
    """For files that a reader keeps: as good as always all rows; a longer list says where it goes on."""

    size = FILE_SIZE


def read_page_size(request: Request, default: int = PAGE_SIZE) -> int:
    text = request.query_params.get("page_size", "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise ValidationError({"page_size": [_("Write a whole number of rows, such as 100.")]})
    return min(int(text[-9:]) if len(text) <= 9 else MAX_PAGE_SIZE, MAX_PAGE_SIZE)


def behind(ordering: Sequence[str], values: Sequence[Any]) -> Q:
    """The rows that come after the key *values*: (a > x) or (a = x and b > y) …, where ``-a`` counts down."""
    condition, equal = Q(), {}
    for name, value in zip(ordering, values, strict=True):
        field = name.removeprefix("-")
        condition |= Q(**equal, **{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal[field] = value
    first = ordering[0].removeprefix("-")
    # Says no more than the above, but in words that let the database start in the middle of an index.
    bound = Q(**{f"{first}__{'lte' if ordering[0].startswith('-') else 'gte'}": values[0]})
    return bound & condition


def _path(name: str) -> str:
    return name.removeprefix("-").replace("__", ".")


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # times are dates too
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
