"""What may come in: whose forwarded headers are believed, which verbs, which bytes, how much."""

import re
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase

from config.problems import is_clean, method_not_allowed

Handler = Callable[[HttpRequest], HttpResponseBase]

VERBS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
FORWARDED = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")
JSON_BYTES = 1_000_000
UPLOAD_BYTES = 21_000_000  # an import file of 20 MB and the form around it
ESCAPED_NUL = re.compile(r"\\000")


class ClientAddress:
    """Believes forwarded headers only from TRUSTED_PROXY; behind it REMOTE_ADDR becomes the client's address.

    TRUSTED_PROXY holds addresses or networks; `unix` stands for a proxy on a Unix socket.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.socket = "unix" in settings.TRUSTED_PROXY
        self.networks = [ip_network(item, strict=False) for item in settings.TRUSTED_PROXY if item != "unix"]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._is_proxy(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = self._client(request)
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)

    def _is_proxy(self, address: str) -> bool:
        if not address:
            return self.socket
        return bool(self.networks) and any(ip_address(address) in network for network in self.networks)

    def _client(self, request: HttpRequest) -> str:
        """The last forwarded address that is no proxy of ours: those before it are the client's own words."""
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        for hop in reversed(hops):
            if not _is_address(hop):
                break
            if not self._is_proxy(hop):
                return hop
        return request.META.get("REMOTE_ADDR", "")


class RefuseNonsense:
    """Answers 405 to verbs nobody uses, 400 to NUL and broken UTF-8, 413 to bodies that are too long.

    SQLite would take such bytes where PostgreSQL raises, so they stop here, on both, before any view.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in VERBS:
            return method_not_allowed(request, VERBS)
        _refuse_broken_text(request)
        _refuse_long_body(request)
        return self.get_response(request)


def _refuse_broken_text(request: HttpRequest) -> None:
    # Django leaves bytes of the path that are not UTF-8 as %XX.
    for text in (request.path_info, request.META.get("QUERY_STRING", "")):
        if ("%" in text or "\x00" in text or not text.isascii()) and not is_clean(text):
            raise BadRequest("The address holds bytes that are not text.")
    cookies = request.META.get("HTTP_COOKIE", "")
    if "\x00" in cookies or ESCAPED_NUL.search(cookies):
        raise BadRequest("A cookie holds bytes that are not text.")


def _refuse_long_body(request: HttpRequest) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    limit = JSON_BYTES if "json" in (request.content_type or "") else UPLOAD_BYTES
    if not length.isdecimal():
        raise BadRequest("Content-Length is not a number.")
    if int(length) > limit:
        raise RequestDataTooBig(f"The body is longer than {limit} bytes.")


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
