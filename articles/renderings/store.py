"""Giving out a page that was kept, or making it and keeping it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import split_domain_port
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.translation import override

from articles.models import Rendering, RenderingRow, StaleRendering
from articles.moments import next_moment
from articles.renderings.rows import ALL, Noted, noting
from articles.renderings.watch import EVERY, are_watched, lock_alone
from trade.models import Source

logger = logging.getLogger(__name__)

LONGEST_ADDRESS = 1000
RELEASES_OVERLAP = timedelta(days=1)
# What a page looks like besides its rows: the words, templates and code of a release, and how it is set up.
PARTS = ("articles", "config", "events", "templates", "trade", "requirements.txt")
KINDS = frozenset({".py", ".html", ".mo", ".txt", ".css", ".svg", ".js", ".woff2"})
SETTINGS = (
    *("ALLOWED_HOSTS", "DEMO", "HASHED_STATIC", "HTTPS", "LANGUAGE_CODE", "SITE_CONTACT", "SITE_IMPRINT"),
    *("SITE_NAME", "SITE_TAGLINE", "STATIC_URL", "TIME_ZONE"),
)
# Asked of every reader; to write it anew by the ORM costs as much as all the rest.
_KEPT = """
SELECT page.content FROM articles_rendering AS page
WHERE page.address = %s AND page.release = %s AND (page.until IS NULL OR page.until > %s)
AND NOT EXISTS (SELECT 1 FROM articles_stalerendering AS stale WHERE stale.rendering_id IN (page.id, %s))
"""


def kept_or_made(
    request: HttpRequest, make: Callable[[], HttpResponseBase], prepare: Callable[[], None] = lambda: None
) -> HttpResponseBase:
    """The answer to *request* as *make* gives it, from what was kept of it where that is still true.

    *prepare* is done before a page is made that is to be kept: what writes or waits belongs there, for writers wait
    while the page is made. Only what an address alone asks for is kept: no parameters, no cookies, and not what a
    transaction sees of itself.
    """
    if not _may_be_asked(request):
        return make()
    address = request.build_absolute_uri(request.path)
    if len(address) > LONGEST_ADDRESS:
        return make()
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [address, release(), timezone.now(), EVERY])
        kept = cursor.fetchone()
    if kept is not None:
        return HttpResponse(kept[0])
    return _made(address, make, prepare) if _is_watched() else make()


def _may_be_asked(request: HttpRequest) -> bool:
    if not settings.KEEP_PAGES or connection.vendor != "postgresql" or connection.in_atomic_block:
        return False
    is_plain = request.method == "GET" and not request.META.get("QUERY_STRING")
    return is_plain and not request.COOKIES and "HTTP_AUTHORIZATION" not in request.META and _is_own_host(request)


def _is_own_host(request: HttpRequest) -> bool:
    """As a name in full, on the port of the server or none: others could ask for as many addresses as they like."""
    try:
        host, port = split_domain_port(request.get_host())
    except DisallowedHost:
        return False
    return host in settings.ALLOWED_HOSTS and port in ("", request.META.get("SERVER_PORT", ""))


@cache
def _is_watched() -> bool:
    """Asked once in the life of a process: triggers come with a release."""
    watched = are_watched(DEFAULT_DB_ALIAS)
    if not watched:
        logger.warning("pages are not kept: triggers are missing (run `manage.py migrate`)")
    return watched


def _made(address: str, make: Callable[[], HttpResponseBase], prepare: Callable[[], None]) -> HttpResponseBase:
    """Makes the page; keeps it if nobody writes meanwhile."""
    prepare()
    with transaction.atomic():
        with connection.cursor() as cursor:
            alone = lock_alone(cursor)
        if alone:
            asked = timezone.now()
            with noting() as rows:
                response = make()
                if isinstance(response, SimpleTemplateResponse):
                    response.render()
            _keep(address, response, rows, next_moment(asked))
    return response if alone else make()


def _keep(address: str, response: HttpResponseBase, rows: Noted, until: datetime | None) -> None:
    if not rows.keepable or not isinstance(response, HttpResponse) or response.status_code != 200:
        return
    if response.cookies or set(response.headers) != {"Content-Type"}:
        return
    try:
        with transaction.atomic():
            _give_up(address)
            page = Rendering.objects.create(
                address=address, release=release(), content=response.content.decode(), until=until
            )
            tables = {*rows, f"{Source._meta.db_table}:{ALL}"}
            RenderingRow.objects.bulk_create(RenderingRow(rendering_id=page.pk, row=row) for row in sorted(tables))
    except DatabaseError:
        logger.exception("the page %s could not be kept", address)


def _give_up(address: str) -> None:
    """The page that was kept at *address*, and those that nobody will be given any more."""
    now = timezone.now()
    gone = Q(address=address) | Q(pk__in=StaleRendering.objects.values("rendering_id")) | Q(until__lte=now)
    gone |= ~Q(release=release()) & Q(made_at__lt=now - RELEASES_OVERLAP)
    if StaleRendering.objects.filter(rendering_id=EVERY).exists():
        gone = Q()
        StaleRendering.objects.filter(rendering_id=EVERY).delete()
    keys = list(Rendering.objects.filter(gone).values_list("pk", flat=True))
    for model in (RenderingRow, StaleRendering):
        model.objects.filter(rendering_id__in=keys).delete()
    Rendering.objects.filter(pk__in=keys).delete()


@cache
def release() -> str:
    """The same for processes that make the same pages of the same rows."""
    # A name that is translated is the same for readers of every language.
    with override(None):
        digest = sha256(repr([str(getattr(settings, name)) for name in SETTINGS]).encode())
    root = Path(settings.BASE_DIR)
    for part in PARTS:
        for path in sorted([root / part] if (root / part).is_file() else (root / part).rglob("*")):
            if path.suffix in KINDS and path.is_file():
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
