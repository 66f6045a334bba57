"""SDMX 2.1 REST: structures, and data as XML or CSV, by Accept or ``?format=``. Errors are those of the API."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError as FieldError
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAcceptable, NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.utils.mediatypes import _MediaType
from rest_framework.views import APIView

from trade.api.parameters import MomentField
from trade.api.strict import refuse_unknown
from trade.database.snapshots import one_snapshot
from trade.dataflow import (
    AGENCY,
    ATTRIBUTES,
    CODELISTS,
    DIMENSIONS,
    FLOW,
    VERSION,
    all_codelists,
    rows_for,
    series_of,
    the_dataflow,
    unknown_codes,
)
from trade.models import Source
from trade.periods import Period
from trade.sdmx.data import Observation, SeriesOf, write_csv, write_generic, write_specific
from trade.sdmx.keys import ALL, parse_flow, parse_key
from trade.sdmx.structure import RESOURCES, write_structures

REFERENCES = ("none", "all", "children", "descendants", "parents", "parentsandsiblings", *RESOURCES)
# What stands one step below each resource, and what stands anywhere below it.
BELOW = {"dataflow": {"datastructure"}, "datastructure": {"codelist", "conceptscheme"}}
ABOVE = {"codelist": {"datastructure"}, "conceptscheme": {"datastructure"}, "datastructure": {"dataflow"}}
# What is told of a series; no attribute of ours is one of whole series, so without data its key alone is left.
DETAILS = ("full", "dataonly", "serieskeysonly", "nodata")
KEYS_ALONE = DETAILS[2:]
NUMBER_OF_COLUMNS = 2 + len(ATTRIBUTES)
LATEST = (ALL, "latest", VERSION, "")


class _Renderer(BaseRenderer):
    """A format to choose; the views write it themselves, as a stream."""

    charset = None
    render_style = "binary"
    content_type = ""
    versions: tuple[str, ...] = ("2.1",)


class StructureRenderer(_Renderer):
    media_type, format = "application/vnd.sdmx.structure+xml", "structure"
    content_type = "application/vnd.sdmx.structure+xml; version=2.1"


class GenericRenderer(_Renderer):
    media_type, format = "application/vnd.sdmx.genericdata+xml", "generic"
    content_type = "application/vnd.sdmx.genericdata+xml; version=2.1"


class SpecificRenderer(_Renderer):
    media_type, format = "application/vnd.sdmx.structurespecificdata+xml", "structurespecific"
    content_type = "application/vnd.sdmx.structurespecificdata+xml; version=2.1"


class SdmxCSVRenderer(_Renderer):
    media_type, format = "application/vnd.sdmx.data+csv", "csv"
    versions = ("1.0.0", "2.0.0")
    content_type = "application/vnd.sdmx.data+csv; version={version}; charset=utf-8"


class PlainCSVRenderer(SdmxCSVRenderer):
    media_type, content_type = "text/csv", "text/csv; charset=utf-8"


class XMLRenderer(_Renderer):
    """For those who ask for XML and no more."""

    media_type, format = "application/xml", "xml"


class SdmxView(APIView):
    """What structures and data have in common."""

    http_method_names = ("get", "head")
    authentication_classes = ()
    permission_classes = (AllowAny,)
    parameters: frozenset[str] = frozenset()
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method.lower() in self.http_method_names:
            refuse_unknown(request.query_params, {"format", *self.parameters})

    def media_version(self) -> str:
        """The version of the format that was asked for, else the first that we have. NotAcceptable for others."""
        renderer = self.request.accepted_renderer
        asked = _MediaType(self.request.accepted_media_type).params.get("version", "")
        if not asked:
            return renderer.versions[0]
        if asked not in renderer.versions:
            raise NotAcceptable(available_renderers=[renderer])
        return asked


class StructureView(SdmxView):
    """``dataflow/``, ``datastructure/``, ``codelist/`` and ``conceptscheme/``, whichever are asked for."""

    renderer_classes = (StructureRenderer, XMLRenderer)
    parameters = frozenset({"references", "detail"})

    def get(
        self, request: Request, resource: str, agency: str = ALL, name: str = ALL, version: str = "latest"
    ) -> HttpResponse:
        self.media_version()
        resources = {resource} | self.referenced(resource)
        if agency not in (ALL, AGENCY) or version not in LATEST or name not in self.names(resource):
            raise NotFound(_("There is no such structure here."))
        wanted = None
        if resource == "codelist" and name != ALL:
            wanted = {name}
        lists = all_codelists() if "codelist" in resources else ()
        text = write_structures(the_dataflow(lists), resources, timezone.now().date(), wanted)
        return HttpResponse(text, content_type=StructureRenderer.content_type)

    def names(self, resource: str) -> set[str]:
        match resource:
            case "codelist":
                return {ALL, *CODELISTS}
            case "conceptscheme":
                return {ALL, the_dataflow().concept_scheme}
        return {ALL, FLOW}

    def referenced(self, resource: str) -> set[str]:
        asked = self.request.query_params.get("references") or "none"
        if asked not in REFERENCES:
            known = ", ".join(REFERENCES)
            raise ValidationError({"references": [_("Choose from %(known)s.") % {"known": known}]})
        refuse_others(self.request, {"detail": ("full",)})
        match asked:
            case "none":
                return set()
            case "all":
                return set(RESOURCES)
            case "children":
                return BELOW.get(resource, set())
            case "descendants":
                below = BELOW.get(resource, set())
                return below.union(*(BELOW.get(each, set()) for each in below))
            case "parents" | "parentsandsiblings":
                return ABOVE.get(resource, set())
        return {asked}


def _read(
    ask: Callable[[], tuple[QuerySet, frozenset[int]]],
    frequency: Any,
    narrow: Callable[[list[Observation]], list[Observation]],
) -> Iterator[SeriesOf]:
    """What readers are shown at the moment when reading begins; *narrow* says which observations of a series."""
    with one_snapshot():
        rows, hidden = ask()
        for series in series_of(rows.iterator(chunk_size=2_000), hidden, frequency):
            yield series._replace(observations=narrow(series.observations))


class DataView(SdmxView):
    """``data/<flow>/<key>``: the observations that readers are shown, streamed series by series."""

    renderer_classes = (GenericRenderer, SpecificRenderer, SdmxCSVRenderer, PlainCSVRenderer, XMLRenderer)
    parameters = frozenset(
        {
            *("startPeriod", "endPeriod", "updatedAfter", "asOf", "firstNObservations", "lastNObservations", "detail"),
            *("dimensionAtObservation", "references"),
        }
    )

    def get(self, request: Request, flow: str, key: str = ALL, provider: str = ALL) -> HttpResponse:
        version = self.media_version()
        self.find(flow, provider)
        codes = self.read_key(key)
        start, end = (self.read_period(name) for name in ("startPeriod", "endPeriod"))
        if start and end and end.end < start.start:
            raise ValidationError({"endPeriod": [_("The end must not lie before the start.")]})
        self.refuse_other_shapes()
        narrow = self.read_narrowing()
        as_of, after = self.read_moment("asOf"), self.read_moment("updatedAfter")

        def ask() -> tuple[QuerySet, frozenset[int]]:
            hidden = Source.objects.hidden_keys()
            rows = rows_for(codes, start, end, hidden, as_of)
            return (rows if after is None else rows.filter(valid_from__gt=after)), hidden

        if not _has_any(ask()[0], codes.get("FREQ")):
            self.refuse_unknown_codes(codes)
            raise NotFound(_("No observations fit this key and these periods."))
        # Nothing is read before the answer is: an open cursor that nobody reads to its end would block its connection.
        return self.answer(_read(ask, codes.get("FREQ"), narrow), version)

    def answer(self, series: Iterator[Any], version: str) -> HttpResponse:
        renderer, dataflow, now = self.request.accepted_renderer, the_dataflow(), timezone.now().date()
        kind = renderer.content_type or GenericRenderer.content_type
        if isinstance(renderer, SdmxCSVRenderer):
            response = StreamingHttpResponse(
                write_csv(dataflow, series, version), content_type=kind.format(version=version)
            )
            response["Content-Disposition"] = f'attachment; filename="{FLOW.lower()}.csv"'
            return response
        write = write_specific if isinstance(renderer, SpecificRenderer) else write_generic
        return StreamingHttpResponse(write(dataflow, series, now), content_type=kind)

    def find(self, flow: str, provider: str) -> None:
        try:
            agency, name, version = parse_flow(flow)
        except ValueError:
            message = _("Write a dataflow as TRADE, SVERKA,TRADE or SVERKA,TRADE,1.0.")
            raise ValidationError({"flow": [message]}) from None
        known = agency in (ALL, AGENCY) and name == FLOW and version in LATEST
        if not known or provider not in (ALL, AGENCY, ""):
            raise NotFound(_("There is no such dataflow here; see /sdmx/2.1/dataflow/."))

    def read_key(self, key: str) -> dict[str, frozenset[str]]:
        try:
            return parse_key(key, DIMENSIONS)
        except ValueError:
            message = _("Write a key with a code, several with «+», or nothing for each of %(names)s.")
            raise ValidationError({"key": [message % {"names": ".".join(DIMENSIONS)}]}) from None

    def refuse_unknown_codes(self, codes: dict[str, frozenset[str]]) -> None:
        """NotFound that names the codes of a key that stand in no list; asked only where there is nothing to send."""
        words = _("«%(code)s» is not a code of %(dimension)s; see %(address)s.")
        unknown = [
            words % {"code": code, "dimension": name, "address": f"/sdmx/2.1/codelist/{AGENCY}/{codelist}"}
            for name, codelist, code in unknown_codes(codes)
        ]
        if unknown:
            raise NotFound({"key": unknown})

    def read_period(self, name: str) -> Period | None:
        text = self.request.query_params.get(name, "")
        try:
            return Period.parse(text) if text else None
        except (ValueError, OverflowError):
            message = _("Write a period such as 2024, 2024-Q1, 2024-01 or 2024-01-05.")
            raise ValidationError({name: [message]}) from None

    def read_moment(self, name: str) -> Any:
        try:
            return MomentField(required=False).clean(self.request.query_params.get(name, ""))
        except FieldError as error:
            raise ValidationError({name: error.messages}) from None

    def refuse_other_shapes(self) -> None:
        """Parameters of the standard of which we offer a few values, or the usual one alone."""
        offered = {"dimensionAtObservation": ("TIME_PERIOD",), "references": ("none",), "detail": DETAILS}
        refuse_others(self.request, offered)

    def read_narrowing(self) -> Callable[[list[Observation]], list[Observation]]:
        """How much of a series is asked for: its first and last observations, these without attributes, or its key."""
        first, last = (self.read_number(f"{end}NObservations") for end in ("first", "last"))
        detail = self.request.query_params.get("detail") or DETAILS[0]
        # A table has a row for each series then, with nothing behind the key; a message has no observation.
        keys = [(None,) * NUMBER_OF_COLUMNS] if isinstance(self.request.accepted_renderer, SdmxCSVRenderer) else []

        def narrow(found: list[Observation]) -> list[Observation]:
            if detail in KEYS_ALONE:
                return keys
            if first or last:
                until, since = first or 0, max(len(found) - (last or 0), first or 0)
                found = found[:until] + found[since:]
            if detail == "dataonly":
                return [(*one[:2], *(None for _attribute in one[2:])) for one in found]
            return found

        return narrow

    def read_number(self, name: str) -> int | None:
        text = self.request.query_params.get(name, "")
        if text and not (text.isascii() and text.isdigit() and text.strip("0") and len(text) < 10):
            raise ValidationError({name: [_("Write a whole number of rows, such as 100.")]})
        return int(text) if text else None


def refuse_others(request: Request, offered: Mapping[str, Sequence[str]]) -> None:
    """ValidationError for each parameter of the standard that asks for something else than what is *offered*."""
    words = _("«%(value)s» is not offered here; choose from %(known)s.")
    errors = {
        name: [words % {"value": value[:40], "known": ", ".join(known)}]
        for name, known in offered.items()
        if (value := request.query_params.get(name)) and value not in known
    }
    if errors:
        raise ValidationError(errors)


def _has_any(rows: QuerySet, frequencies: frozenset[str] | None) -> bool:
    """Whether *rows* have a period of one of *frequencies* (None: any)."""
    if frequencies is None:
        return rows.exists()
    spans = rows.order_by().values_list("period_start", "period_end").distinct()
    return any(Period(*span).frequency in frequencies for span in spans)
