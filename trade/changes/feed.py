"""The answer of ``/api/v1/changes/?since=``: what a copy has to take over, from a place onwards.

A copy of the observations unless ``table=sources`` asks for those that they name. All else that a line of observations
refers to stands in it: the parts of its series, in code lists that only grow.
"""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from trade.api.export import HEADER, rows_of, table_of
from trade.api.pagination import read_page_size
from trade.api.parameters import LONGEST_KEY, hidden_sources
from trade.api.strict import refuse_unknown
from trade.changes import sources as source_changes
from trade.changes.observations import Identity, Place, now_of, touched_since
from trade.changes.sources import SourcePlace
from trade.database.snapshots import one_snapshot
from trade.models import Observation, Series
from trade.serializers import SourceSerializer

BEGINNING = "0"
PARAMETERS = frozenset({"since", "table", "page_size", "format"})
OBSERVATIONS, SOURCES = TABLES = ("observations", "sources")


def answer_since(request: Request) -> Response:
    """One page of changes. ``next`` is where to go on, at once while ``has_more``, else whenever one likes.

    ValidationError for a place that we did not give out.
    """
    refuse_unknown(request.query_params, PARAMETERS)
    if request.accepted_renderer.format != "json":
        raise ValidationError({"format": [_("With «since» there is JSON alone.")]})
    table = request.query_params.get("table", OBSERVATIONS)
    if table not in TABLES:
        words = _("«%(value)s» is not known here; choose from %(known)s.")
        raise ValidationError({"table": [words % {"value": table[:LONGEST_KEY], "known": ", ".join(TABLES)}]})
    answer = _of_sources if table == SOURCES else _of_observations
    place, has_more, lines = answer(request, request.query_params["since"], read_page_size(request))
    following = replace_query_param(request.build_absolute_uri(), "since", place)
    return Response({"next": following, "has_more": has_more, "results": lines})


Answer = tuple[str, bool, list[dict[str, Any]]]


def _of_observations(request: Request, since: str, size: int) -> Answer:
    touched = touched_since(read_place(since), size)
    # Not before the place is known: rows may come until then, and have to be seen.
    with one_snapshot():
        lines = lines_of(touched.identities, hidden_sources(request))
    return write_place(touched.place), touched.has_more, lines


def _of_sources(request: Request, since: str, size: int) -> Answer:
    place = SourcePlace.beginning() if since == BEGINNING else _read(since, SourcePlace, SOURCES)
    keys, place, has_more = source_changes.touched_since(place, size)
    shown, gone = source_changes.now_of(keys)
    context = {"root": request.build_absolute_uri("/").rstrip("/"), "request": request}
    records = SourceSerializer([shown[key] for key in keys if key in shown], many=True, context=context).data
    by_key = {record["id"]: record for record in records}
    names = gone | {key: source.key for key, source in shown.items()}
    lines = [
        {"op": "put" if key in by_key else "delete", "id": key, "key": names[key], "record": by_key.get(key)}
        for key in keys
        if key in names
    ]
    return _write(place.values, SOURCES), has_more, lines


def lines_of(identities: list[Identity], hidden: frozenset[int]) -> list[dict[str, Any]]:
    """``put`` with the record or ``delete`` for each of *identities*, in five queries at most."""
    shown, lost = now_of(identities, hidden)
    keys = dict(Series.objects.filter(pk__in={series for series, _start, _end in lost}).values_list("pk", "key"))
    table = table_of(Observation.objects.filter(pk__in=shown.values()), hidden)
    records = {row[0]: dict(zip(HEADER, row, strict=True)) for row in rows_of(table)}
    found = []
    for identity in dict.fromkeys(identities):
        if identity in shown:
            record = records[shown[identity]]
            names = ("series", "period_start", "period_end")
            found.append({"op": "put", **{name: record[name] for name in names}, "record": record})
        elif identity in lost:
            series, start, end = identity
            about = {"series": keys[series], "period_start": start.isoformat(), "period_end": end.isoformat()}
            found.append({"op": "delete", **about, "record": None})
    return found


# -- places -------------------------------------------------------------------------------------------------------
def _signer(table: str) -> Signer:
    return Signer(salt=f"places among the changes of {table}", sep=".")


def _write(values: list[Any], table: str) -> str:
    return _signer(table).sign_object(values)


def _read(text: str, kind: Any, table: str) -> Any:
    try:
        return kind.of(_signer(table).unsign_object(text))
    except (BadSignature, ValueError):
        message = _("Write since=0 for everything, or follow «next» of an earlier answer as it is.")
        raise ValidationError({"since": [message]}) from None


def write_place(place: Place) -> str:
    return _write(place.values, OBSERVATIONS)


def read_place(text: str) -> Place:
    return Place.beginning() if text == BEGINNING else _read(text, Place, OBSERVATIONS)
