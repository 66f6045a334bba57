"""Errors: one shape for programs (`application/problem+json`), one page each for readers.

Programs are those who ask below /api/ or /sdmx/ or for a data twin (`?format=json`). The shape is
`{"type", "title", "status", "detail", "errors": {"field": ["…"]}}`, also for addresses outside any router,
for hosts that are not ours and for our own failures.
"""

import logging
import re
import sys
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelError
from django.db import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.template import loader
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.views import set_rollback

logger = logging.getLogger("sverka.errors")
DATA_PATHS = ("/api/", "/sdmx/")
LONGEST_NAME = 40
KINDS = ("text/html", "application/json", "application/problem+json")
DATA_TWIN = re.compile(r"(?:^|&)format=(?:json|csv|xlsx)(?:&|$)")


def wants_data(request: HttpRequest) -> bool:
    """Whether a program asks: below /api/ and /sdmx/, for a page's data twin, or for JSON rather than a page."""
    # The raw query: request.GET itself can be what is wrong.
    if request.path_info.startswith(DATA_PATHS) or DATA_TWIN.search(request.META.get("QUERY_STRING", "")):
        return True
    return request.get_preferred_type(KINDS) in KINDS[1:]


def problem(status: int, detail: str = "", errors: dict[str, list[str]] | None = None) -> JsonResponse:
    """An error answer for programs; `errors` maps field or parameter names to messages."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or {},
    }
    return JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


# -- Django REST framework --------------------------------------------------------------------------------
def answer_exception(exception: Exception, context: dict[str, Any]) -> HttpResponseBase | None:
    """REST framework's exception handler. What it does not know (None) becomes Django's own 500."""
    known = _as_api_exception(exception)
    if known is None:
        return None
    set_rollback()
    structured = isinstance(known.detail, dict | list)
    errors = dict(_flatten(known.detail)) if structured else {}
    detail = _("The request is not valid; see errors.") if structured else str(known.detail)
    if isinstance(known, exceptions.NotAcceptable) and known.available_renderers:
        errors = {"Accept": [_("Choose from %(known)s.") % {"known": ", ".join(_media_types(known))}]}
    response = problem(known.status_code, detail, errors)
    if challenge := getattr(known, "auth_header", None):
        response.headers["WWW-Authenticate"] = challenge
    if wait := getattr(known, "wait", None):
        response.headers["Retry-After"] = str(int(wait) + 1)
    return response


def _media_types(refused: exceptions.NotAcceptable) -> Iterator[str]:
    """What the address has, with the versions of those that have several."""
    for renderer in refused.available_renderers or ():
        versions = getattr(renderer, "versions", ())
        yield from (f"{renderer.media_type};version={version}" for version in versions)
        if not versions:
            yield renderer.media_type


def _as_api_exception(exception: Exception) -> exceptions.APIException | None:
    match exception:
        case exceptions.APIException():
            return exception
        case Http404():  # its words can name a model or a row: never passed on
            return exceptions.NotFound()
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case ModelError():
            return exceptions.ValidationError(get_error_detail(exception))
    return None


def _flatten(detail: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Nested messages as (dotted field name, messages); those of no field stand under `non_field_errors`."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _flatten(value, f"{name}.{key}" if name else str(key))
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for number, item in enumerate(detail):
            yield from _flatten(item, f"{name}.{number}" if name else str(number))
    else:
        messages = detail if isinstance(detail, list) else [detail]
        if messages:
            yield name or "non_field_errors", [str(message) for message in messages]


# -- Django's own error handlers --------------------------------------------------------------------------
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, and 413 for a body that is too long."""
    if isinstance(exception, RequestDataTooBig):
        return _answer(request, 413, _("The request body is too long."), "400.html")
    return _answer(request, 400, _("The request cannot be understood."), "400.html", errors=_unreadable(request))


def _unreadable(request: HttpRequest) -> dict[str, list[str]]:
    """The parameters whose name or value is no text, by name."""
    pairs = (part.partition("=") for part in request.META.get("QUERY_STRING", "").split("&"))
    names = [_as_text(name) for name, _sign, value in pairs if not (is_clean(name) and is_clean(value))]
    return {name: [_("This holds bytes that are no text in UTF-8.")] for name in names}


def is_clean(text: str) -> bool:
    """Whether *text* of an address stands for UTF-8 without NUL."""
    try:
        return "\x00" not in unquote_to_bytes(text).decode()
    except UnicodeError:
        return False


def _as_text(name: str) -> str:
    return unquote_to_bytes(name).decode(errors="replace").replace("\x00", "\ufffd")[:LONGEST_NAME]


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403, _("You do not have permission to do this."), "403.html", request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its token; the reason is logged by Django and not shown.

    Where nothing takes the verb at all, that is what is said (405): a token would not help.
    """
    view = getattr(request.resolver_match and request.resolver_match.func, "view_class", None)
    if view is not None and not hasattr(view, str(request.method).lower()):
        heads = {"head"} if hasattr(view, "get") else set()
        allowed = [verb.upper() for verb in view.http_method_names if verb in heads or hasattr(view, verb)]
        return method_not_allowed(request, allowed)
    return permission_denied(request)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same answer for what is not public yet and for what never was."""
    return _answer(request, 404, _("There is nothing at this address."), "404.html", request)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database does not answer. Touches neither the database nor the session."""
    gone = isinstance(sys.exception(), OperationalError | InterfaceError)
    status = 503 if gone else 500
    detail = _("The site cannot reach its database right now.") if gone else _("Something went wrong on our side.")
    try:
        response = _answer(request, status, detail, "500.html")
    except Exception:  # what broke the page can break its error page too
        logger.exception("the error page failed")
        response = HttpResponse(detail, status=status, content_type="text/plain; charset=utf-8")
    if gone:
        response.headers["Retry-After"] = "30"
    return response


def method_not_allowed(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405 for a verb that nothing here answers."""
    response = problem(405) if wants_data(request) else HttpResponseNotAllowed(allowed)
    response.headers["Allow"] = ", ".join(allowed)
    return response


def _answer(
    request: HttpRequest,
    status: int,
    detail: str,
    template: str,
    context_request: HttpRequest | None = None,
    errors: dict[str, list[str]] | None = None,
) -> HttpResponse:
    """A problem for programs, a page for readers in the language of the address.

    Pages for requests that failed before or inside the machinery (400, 500) are rendered without the
    request: its host, session or user may be what is broken.
    """
    if wants_data(request):
        response: HttpResponse = problem(status, detail, errors)
        patch_vary_headers(response, ["Accept"])
        return response
    # An early failure happens before the language is set, and the thread still has the last reader's.
    language = translation.get_language_from_path(request.path_info) or translation.get_language_from_request(request)
    with translation.override(language):
        response = HttpResponse(loader.render_to_string(template, {}, context_request), status=status)
    patch_vary_headers(response, ["Accept"])  # programs are told the same in their own shape
    return response
