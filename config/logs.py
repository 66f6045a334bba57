"""Logs: one JSON object per line on stderr, times in UTC, never a secret and never a line break from input.

Any app logs with the standard library: `logger.info("article published", extra={"user": …, "article": …})`;
simple values in `extra` become keys of the line. Inside a request the line also carries its id, verb,
path (without the query) and client address.
"""

import json
import logging
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
REFUSED = frozenset({401, 403, 405, 413, 429})
logger = logging.getLogger("sverka.access")
current: ContextVar[dict[str, str] | None] = ContextVar("current_request", default=None)


class JsonFormatter(logging.Formatter):
    """Turns a log record into one line of ASCII JSON; escapes keep control characters out."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **(current.get() or {}),
            **_simple_extras(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def _simple_extras(record: logging.LogRecord) -> dict[str, Any]:
    extras = {key: value for key, value in vars(record).items() if key not in STANDARD}
    return {key: value for key, value in extras.items() if isinstance(value, str | int | float | None)}


class RequestLog:
    """Gives every request an id (`X-Request-ID` of the answer) and logs refusals with user and address.

    It stands behind `config.limits.ClientAddress`, so the address is the client's, not the proxy's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = current.set(_describe(request))
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = (current.get() or {})["request_id"]
            if response.status_code in REFUSED:
                logger.warning("refused", extra={"status": response.status_code, "user": _username(request)})
            return response
        finally:
            current.reset(token)


def _describe(request: HttpRequest) -> dict[str, str]:
    return {
        "request_id": uuid.uuid4().hex,
        "method": (request.method or "")[:16],
        "path": request.path_info[:500],
        "address": request.META.get("REMOTE_ADDR", ""),
    }


def _username(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    return user.get_username() if user is not None else ""


@receiver(user_logged_in)
def log_login(sender: object, user: Any, **kwargs: Any) -> None:
    logger.info("login", extra={"user": user.get_username()})


@receiver(user_logged_out)
def log_logout(sender: object, user: Any, **kwargs: Any) -> None:
    logger.info("logout", extra={"user": user.get_username() if user else ""})


@receiver(user_login_failed)
def log_failed_login(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    logger.warning("login failed", extra={"user": str(credentials.get("username", ""))[:150]})
