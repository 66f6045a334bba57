"""Pages that were made already, kept in memory for as long as nothing at all has changed in the database.

A kept page is given out only while the database shows exactly what it showed when the page was made. PostgreSQL names
what a statement sees by its snapshot; SQLite counts the commits of other connections and the changes of one's own. So a
revision, a withdrawal or a correction needs no list of the pages that it touches, and none is ever stale. What time
alone changes is told by ``settings.PAGE_CACHE_MOMENT``, a function that names the next such moment.
"""

import itertools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, TypeGuard
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.module_loading import import_string

from config.headers import ADMIN

# A bound for what nobody thought of: words such as «today» are never older than this.
SECONDS = 60
LARGEST = 1_000_000
_numbers = itertools.count()
_number_of: WeakKeyDictionary[BaseDatabaseWrapper, int] = WeakKeyDictionary()


def _now() -> float:
    return timezone.now().timestamp()


@receiver(connection_created)
def _number_connection(sender: type, connection: Any, **kwargs: Any) -> None:
    """SQLite compares its counters within one connection only."""
    _number_of[connection] = next(_numbers)


@dataclass(frozen=True, slots=True)
class Sight:
    """What the database shows: equal sights of one ``scope`` show the same rows."""

    scope: Hashable
    version: Hashable


def sight() -> Sight | None:
    """What the next statement would see. None inside a transaction, which sees changes of its own as well."""
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_current_snapshot()::text")
            return Sight("", cursor.fetchone()[0])
        cursor.execute("PRAGMA data_version")
        version = cursor.fetchone()[0], connection.connection.total_changes
        wrapper = connections[DEFAULT_DB_ALIAS]
        if wrapper not in _number_of:
            # It was opened before this module was there to number it.
            _number_connection(type(wrapper), wrapper)
        return Sight(_number_of[wrapper], version)


@dataclass(frozen=True, slots=True)
class Kept:
    version: Hashable
    until: float
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes

    def answer(self) -> HttpResponse:
        return HttpResponse(self.content, status=self.status, headers=dict(self.headers))


class Store:
    """The pages of one process, the least recently read given up first once they take more than *size* bytes."""

    def __init__(self, size: int) -> None:
        self.size, self.used = size, 0
        self.pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable, version: Hashable) -> Kept | None:
        with self.lock:
            kept = self.pages.get(key)
            if kept is None:
                return None
            if kept.version != version or kept.until <= _now():
                self._drop(key)
                return None
            self.pages.move_to_end(key)
            return kept

    def put(self, key: Hashable, kept: Kept) -> None:
        with self.lock:
            self._drop(key)
            self.pages[key] = kept
            self.used += len(kept.content)
            while self.used > self.size:
                self._drop(next(iter(self.pages)))

    def _drop(self, key: Hashable) -> None:
        if kept := self.pages.pop(key, None):
            self.used -= len(kept.content)


class PageCache:
    """Answers GET requests of readers from :class:`Store`; whoever has a session or is in the admin is served anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = Store(settings.PAGE_CACHE_MB * 1_000_000)
        self.next_moment: Callable[[datetime], datetime | None] = import_string(settings.PAGE_CACHE_MOMENT)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        seen = self._sight(request)
        if seen is None:
            return self.get_response(request)
        key = seen.scope, request.build_absolute_uri()
        if kept := self.store.get(key, seen.version):
            return kept.answer()
        # A moment that passes while the page is made counts: the page may have been made before it.
        asked = timezone.now()
        response = self.get_response(request)
        if _may_be_kept(response) and (until := self._until(asked)) > asked.timestamp():
            headers = tuple(response.headers.items())
            self.store.put(key, Kept(seen.version, until, response.status_code, headers, response.content))
        return response

    def _sight(self, request: HttpRequest) -> Sight | None:
        if not self.store.size or not _is_reader(request):
            return None
        try:
            request.get_host()
            return sight()
        except (DatabaseError, DisallowedHost):
            # The page itself says what is wrong.
            return None

    def _until(self, asked: datetime) -> float:
        latest = asked.timestamp() + SECONDS
        try:
            moment = self.next_moment(asked)
        except DatabaseError:
            return asked.timestamp()
        return min(latest, moment.timestamp()) if moment else latest


def _is_reader(request: HttpRequest) -> bool:
    # What the API says varies with the language that is asked for, so none of it is kept: it need not ask either.
    if request.method != "GET" or request.path_info.startswith("/api/") or ADMIN.match(request.path_info):
        return False
    return not request.COOKIES and "HTTP_AUTHORIZATION" not in request.META


def _may_be_kept(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Made for everybody alike, by the address alone, and whole."""
    if response.status_code != 200 or not isinstance(response, HttpResponse) or response.cookies:
        return False
    control = response.headers.get("Cache-Control", "")
    if response.headers.get("Vary") or "no-store" in control or "private" in control:
        return False
    return len(response.content) <= LARGEST
