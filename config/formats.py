"""What holds for every API endpoint: how a format is chosen and how JSON is read.

REST framework imports this module while its own views are loading, so nothing here imports views or routers.
"""

import re
from collections.abc import Mapping
from typing import Any, BinaryIO

from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import BaseRenderer

MAX_DEPTH = 32
NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")


class Negotiation(DefaultContentNegotiation):
    """A format that does not exist is a wrong parameter (400), not a page that is missing."""

    def filter_renderers(self, renderers: list[BaseRenderer], format: str) -> list[BaseRenderer]:
        fitting = [renderer for renderer in renderers if renderer.format == format]
        if not fitting:
            known = ", ".join(dict.fromkeys(renderer.format for renderer in renderers))
            raise ValidationError({"format": [f"Unknown format; this address has: {known}."]})
        return fitting


class StrictJSONParser(JSONParser):
    """JSON as the standard has it: no NaN, no lone surrogates, no NUL, at most 32 levels deep."""

    def parse(
        self, stream: BinaryIO, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(f"JSON is nested deeper than {MAX_DEPTH} levels.") from None
        _check(data)
        return data


def _check(data: Any, depth: int = 1) -> None:
    if depth > MAX_DEPTH and isinstance(data, dict | list):
        raise ParseError(f"JSON is nested deeper than {MAX_DEPTH} levels.")
    if isinstance(data, str) and NOT_TEXT.search(data):
        raise ParseError("A string holds characters that are not text.")
    if isinstance(data, dict):
        for key, value in data.items():
            _check(key, depth)
            _check(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            _check(value, depth + 1)
