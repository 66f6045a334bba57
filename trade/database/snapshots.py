"""Several statements that see one state of the database, as if they were one.

What may be shown is asked first and rows are read afterwards. What somebody records on a hidden source in between is
not there for whoever reads within :func:`one_snapshot`. Nothing is cleared away meanwhile that a snapshot may still
see, so whoever stops reading a long answer is not waited for longer than :data:`PATIENCE`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

PATIENCE = 60  # seconds


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Reads within see what the first of them sees; nothing can be written. Within a transaction it changes nothing."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        yield
        return
    is_postgresql = connection.vendor == "postgresql"
    mode = getattr(connection, "transaction_mode", None)
    if not is_postgresql:
        connection.transaction_mode = "DEFERRED"  # who only reads need not wait for those who write
    try:
        with transaction.atomic():
            connection.transaction_mode = mode
            if is_postgresql:
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; "
                        f"SET LOCAL idle_in_transaction_session_timeout = '{PATIENCE}s'"
                    )
            yield
    finally:
        connection.transaction_mode = mode


def at_one_moment(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The *view*, all of whose statements see one state of the database; those of its template as well."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with one_snapshot():
            response = view(request, *args, **kwargs)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response

    return inner
