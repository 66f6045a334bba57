"""What every answer carries, errors and static files included: protection, sharing and caching."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware

from config.problems import DATA_TWIN

FEATURES = (
    "accelerometer autoplay browsing-topics camera display-capture encrypted-media geolocation gyroscope hid "
    "magnetometer microphone midi payment screen-wake-lock serial usb xr-spatial-tracking"
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in FEATURES.split())
OPEN_PATHS = ("/api/", "/sdmx/", "/feeds/", "/dump/")
OPEN_METHODS = "GET, HEAD, OPTIONS"
# What a reader elsewhere may send: what is asked for, and what they have already (a 304 is cheap).
OPEN_HEADERS = "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since"
EXPOSED = "ETag, Last-Modified, Link, Content-Disposition, Content-Language, X-Request-ID"
PRIVATE = "private, no-store"
# Readers ask again each time (a 304 is cheap); a shared cache may hold a page for one minute, so what is
# withdrawn is gone everywhere within 60 seconds.
PUBLIC = "public, max-age=0, s-maxage=60"
CACHEABLE = frozenset({200, 301, 302, 304, 307, 308, 404, 410})
ADMIN = re.compile(r"/admin(/|$)")


class AnswerHeaders:
    """Outermost: puts its headers on the answer of any middleware, view, error handler or static file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # Django's own headers (HSTS, nosniff, referrer, opener) once more, for answers given before its turn.
        self.security = SecurityMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_open = _is_open(request)
        preflight = is_open and _is_preflight(request)
        response = HttpResponse(status=204) if preflight else self.get_response(request)
        self.security.process_response(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_open else "same-origin")
        if is_open:
            _share(response, preflight)
        response.headers["Cache-Control"] = _cache_control(request, response)
        if request.method == "HEAD":
            _leave_out_body(response)
        return response


def _is_open(request: HttpRequest) -> bool:
    """Whether other sites may read the answer: the API, statistics, feeds, the dump and the data twins of pages."""
    if request.path_info.startswith(OPEN_PATHS):
        return True
    return not ADMIN.match(request.path_info) and bool(DATA_TWIN.search(request.META.get("QUERY_STRING", "")))


def _leave_out_body(response: HttpResponseBase) -> None:
    """HEAD is answered with the headers of GET; nothing is streamed that nobody reads."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = iter(())  # what would have been sent is closed with the answer
        if isinstance(response, FileResponse):
            response.file_to_stream = None
    elif isinstance(response, HttpResponse) and response.content:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""


def _is_preflight(request: HttpRequest) -> bool:
    return request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META


def _share(response: HttpResponse, preflight: bool) -> None:
    """CORS for reading, never with credentials."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if preflight:
        response.headers["Access-Control-Allow-Methods"] = OPEN_METHODS
        response.headers["Access-Control-Allow-Headers"] = OPEN_HEADERS
        response.headers["Access-Control-Max-Age"] = "86400"


def _cache_control(request: HttpRequest, response: HttpResponse) -> str:
    if ADMIN.match(request.path_info) or response.cookies or _used_session(request, response):
        return PRIVATE
    if request.method not in ("GET", "HEAD") or response.status_code not in CACHEABLE:
        return "no-store"
    return response.headers.get("Cache-Control", PUBLIC)


def _used_session(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer was made for a session that the request brought."""
    asked = settings.SESSION_COOKIE_NAME in request.COOKIES
    return asked and "cookie" in response.headers.get("Vary", "").lower()
