"""The answer of ``/api/v1/changes/?since=``: what a copy of the observations has to take over, from a place onwards."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from trade.changes import Identity, Place, now_of, touched_since
from trade.export import HEADER, rows_of, table_of
from trade.models import Observation, Series
from trade.pagination import read_page_size
from trade.parameters import hidden_sources
from trade.strict import refuse_unknown

BEGINNING = "0"
PARAMETERS = frozenset({"since", "page_size", "format"})


def answer_since(request: Request) -> Response:
    """One page of changes. ``next`` is where to go on, at once while ``has_more``, else whenever one likes.

    ValidationError for a place that we did not give out.
    """
    refuse_unknown(request.query_params, PARAMETERS)
    if request.accepted_renderer.format != "json":
        raise ValidationError({"format": [_("With «since» there is JSON alone.")]})
    touched = touched_since(read_place(request.query_params["since"]), read_page_size(request))
    lines = lines_of(touched.identities, hidden_sources(request))
    following = replace_query_param(request.build_absolute_uri(), "since", write_place(touched.place))
    return Response({"next": following, "has_more": touched.has_more, "results": lines})


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


def _signer() -> Signer:
    return Signer(salt="places among the changes of observations", sep=".")


def write_place(place: Place) -> str:
    return _signer().sign_object(place.values)


def read_place(text: str) -> Place:
    if text in ("", BEGINNING):
        return Place.beginning()
    try:
        return Place.of(_signer().unsign_object(text))
    except (BadSignature, ValueError):
        message = _("Write since=0 for everything, or follow «next» of an earlier answer as it is.")
        raise ValidationError({"since": [message]}) from None
