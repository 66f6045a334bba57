"""Pieces of JSON that the serializers of all floors are made of.

Decimals are strings, times carry an offset, what is not stated is null, and every record has its address as ``url``.
"""

from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from trade.models import Quantified, Source
from trade.periods import Period
from trade.quantities import Interval
from trade.words.languages import active_tag

WHOLE = ".000000"
DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}


def decimal_text(value: Decimal | None) -> str | None:
    """``41000000000``, ``80.01``: never an exponent, never zeros at the end."""
    if value is None:
        return None
    text = str(value)
    if text.endswith(WHOLE):  # as a database writes nearly all of them
        return text[: -len(WHOLE)]
    if "E" in text or "." not in text:
        return format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".")


def moment_text(moment: datetime | None) -> str | None:
    """A time in the site's time zone, with its offset."""
    return None if moment is None else _moment_text(moment, get_current_timezone())


@lru_cache(maxsize=4096)
def _moment_text(moment: datetime, zone: tzinfo) -> str:
    # Rows of one import share their moment.
    return moment.astimezone(zone).isoformat()


def end_of(row: Any) -> datetime | None:
    """When readers saw the value of *row* end; None for what they are shown now (see ``with_public_end``)."""
    ends = (getattr(row, "superseded_at", None), getattr(row, "withdrawn_at", None))
    return min((end for end in ends if end), default=None)


@lru_cache(maxsize=4096)
def period_words(start: date, end: date, tag: str) -> str:
    return Period(start, end).words(tag)


def period_shape(start: date | None, end: date | None) -> dict[str, str] | None:
    """A period with its words in the active language; None if it is not known."""
    if start is None or end is None:
        return None
    return {"start": start.isoformat(), "end": end.isoformat(), "text": period_words(start, end, active_tag())}


def ends_of(interval: Interval | None) -> tuple[str | None, str | None]:
    """The ends of what a value can mean; None where it is open."""
    return (decimal_text(interval.low), decimal_text(interval.high)) if interval else (None, None)


def public_or_none(record: Any) -> Any:
    """*record*, loaded with its source, if readers may see it."""
    return record if record is not None and record.source.is_public else None


# -- Fields -------------------------------------------------------------------------------------------------------
@extend_schema_field(DECIMAL)
class DecimalField(serializers.Field):
    def to_representation(self, value: Decimal) -> str | None:
        return decimal_text(value)


class TextField(serializers.CharField):
    """Words or a code; null where the column is empty."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"allow_null": True, **kwargs})

    def to_representation(self, value: Any) -> str | None:
        return str(value) or None


class PartialDateField(TextField):
    """A date as precise as its source (EDTF level 0): ``2024``, ``2024-11`` or ``2024-11-05``; null if unknown."""


class KeysField(serializers.ListField):
    """The keys (codes or slugs) of related records, which the queryset has narrowed to public ones."""

    child = serializers.CharField()

    def __init__(self, key: str, **kwargs: Any):
        super().__init__(**kwargs)
        self.key = key

    def to_representation(self, related: Any) -> list[str]:
        return [getattr(row, self.key) for row in related.all()]


@extend_schema_field({"type": "string", "format": "uri"})
class PageField(serializers.Field):
    """The address of the record's page, in the language of the answer."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"source": "*", **kwargs})

    def to_representation(self, row: models.Model) -> str:
        return page_url(row, self.context)


class RecordField(PageField):
    """The address of the record in the API, for what has no page of its own."""

    def __init__(self, collection: str, key: str = "pk"):
        super().__init__()
        self.collection, self.key = collection, key

    def to_representation(self, row: models.Model) -> str:
        return self.context["root"] + reverse(f"{self.collection}-detail", args=(getattr(row, self.key),))


def page_url(row: Any, context: dict[str, Any]) -> str:
    """The absolute address of the page of *row*, worked out once for each row of an answer."""
    known = context.setdefault("pages", {})
    key = row._meta.label, row.pk
    if key not in known:
        known[key] = context["root"] + row.get_absolute_url()
    return known[key]


class PublicEndField(serializers.DateTimeField):
    """When the value was superseded or withdrawn, as far as readers may know."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"source": "*", "allow_null": True, **kwargs})

    def to_representation(self, row: Any) -> str | None:
        return moment_text(end_of(row))


class LowField(DecimalField):
    """The low end of what the value can mean; null where it is open."""

    def __init__(self):
        super().__init__(source="*", allow_null=True)

    def to_representation(self, row: Quantified) -> str | None:
        return ends_of(row.interval())[0]


class HighField(LowField):
    """The high end of what the value can mean; null where it is open."""

    def to_representation(self, row: Quantified) -> str | None:
        return ends_of(row.interval())[1]


# -- Parts --------------------------------------------------------------------------------------------------------
class PeriodSerializer(serializers.Serializer):
    """The period of a row with ``period_start`` and ``period_end``."""

    start = serializers.DateField()
    end = serializers.DateField()
    text = serializers.CharField(help_text=_("The period in the language of the answer."))

    def __init__(self, **kwargs: Any):
        super().__init__(**{"source": "*", **kwargs})

    def to_representation(self, row: Any) -> dict[str, str] | None:
        return period_shape(row.period_start, row.period_end)


class SourceLineSerializer(serializers.Serializer):
    """A source as the records that rest on it list it."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    publisher = TextField()
    url = serializers.URLField(help_text=_("Page of the source on this site."))
    link = serializers.URLField(allow_null=True, help_text=_("Address of the publication itself."))
    relation = serializers.ChoiceField(choices=("supports", "differs", "context"))
    printed = TextField(help_text=_("Words of the source."))


class SourceLines(serializers.ListSerializer):
    """The public sources of a row: its own, and those of its ``citations`` where it has any."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"child": SourceLineSerializer(), "source": "*", **kwargs})

    def to_representation(self, row: Any) -> list[dict[str, Any]]:
        return source_lines(row, self.context)


def source_lines(row: Any, context: dict[str, Any]) -> list[dict[str, Any]]:
    """*row* comes with its ``source``, and with ``citations__source`` if it has citations."""
    lines = [source_line(row.source, "supports", getattr(row, "printed", ""), context)] if row.source.is_public else []
    if hasattr(row, "citations"):
        cited = (citation for citation in row.citations.all() if citation.source.is_public)
        lines += [source_line(c.source, c.relation, c.printed, context) for c in cited]
    return lines


def source_line(source: Source, relation: str, printed: str, context: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": source.pk,
        "title": source.title,
        "publisher": source.publisher or None,
        "url": page_url(source, context),
        "link": source.url or None,
        "relation": relation,
        "printed": printed or None,
    }
