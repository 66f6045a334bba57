"""What ``record=`` may hold: the address of a record, on a page or in the API, or the key of a series."""

from collections.abc import Callable
from typing import Any, ClassVar
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http.request import validate_host
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _

from articles.uses import citing
from events.models import Agreement, Metric
from trade.api.parameters import ReadField, Schema
from trade.models import Observation, Source
from trade.series_keys import SeriesKey

LONGEST_ADDRESS = 500


class RecordField(ReadField):
    """Reads the text into a condition on claims; every vintage of a measurement is the same record."""

    schema: ClassVar[Schema] = {"type": "string", "maxLength": LONGEST_ADDRESS}
    longest = LONGEST_ADDRESS

    def read(self, text: str) -> Q:
        condition = _by_key(text) if "/" not in text else _by_address(text)
        if condition is None:
            raise ValidationError(
                _("Write the address of a record of this site, or a series key such as CHN.CHN.KAZ.T.TOTAL.V.USD."),
                code="invalid",
            )
        return condition


def _by_key(text: str) -> Q | None:
    try:
        return _series(str(SeriesKey.parse(text.upper())), "")
    except ValueError:
        return None


def _by_address(text: str) -> Q | None:
    try:
        address = urlsplit(text)
        match = _resolve(address)
    except (ValueError, Resolver404):  # urlsplit refuses addresses such as http://[
        return None
    read = _READERS.get(match.view_name)
    return read(str(_argument(match)), address.fragment) if read else None


def _resolve(address: SplitResult) -> ResolverMatch:
    if address.hostname and not validate_host(address.hostname, settings.ALLOWED_HOSTS):
        raise Resolver404
    # A page resolves only in the language that its path names.
    with override(get_language_from_path(address.path)):
        return resolve(address.path)


def _argument(match: ResolverMatch) -> Any:
    return next(iter((*match.args, *match.kwargs.values())), "")


def _series(key: str, fragment: str) -> Q:
    if fragment.startswith("record-"):
        return _observation(fragment.removeprefix("record-"))
    return Q(observation__series__key=key)


def _observation(number: str, fragment: str = "") -> Q:
    return _citing_row(Observation, number)


def _event(slug: str, fragment: str) -> Q:
    if fragment.startswith("metric-"):
        return _metric(fragment.removeprefix("metric-"))
    return Q(event__slug=slug) | Q(metric__event__slug=slug)


def _metric(number: str, fragment: str = "") -> Q:
    return _citing_row(Metric, number)


def _agreement(slug: str, fragment: str) -> Q:
    return citing(Agreement.objects.filter(slug=slug))


def _source(number: str, fragment: str) -> Q:
    return _citing_row(Source, number)


def _citing_row(model: Any, number: str) -> Q:
    """What the record's own page lists; no claim at all where readers see no such record."""
    return citing(model.objects.public().filter(pk=number) if number.isascii() and number.isdecimal() else None)


_READERS: dict[str, Callable[[str, str], Q]] = {
    "trade:series": _series,
    "series-detail": _series,
    "observations-detail": _observation,
    "metrics-detail": _metric,
    "events:event": _event,
    "events-detail": _event,
    "events:agreement": _agreement,
    "agreements-detail": _agreement,
    "trade:source": _source,
    "sources-detail": _source,
}
