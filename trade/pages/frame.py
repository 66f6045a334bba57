"""What every public HTML page has in common, whichever floor it belongs to.

:class:`PageMixin` fills the frame (base.html), :class:`DataTwinMixin` answers ``?format=json`` through the API's own
viewset. Lists that are filtered, sorted and paged: :mod:`trade.pages.lists`; how a page is cited:
:mod:`trade.pages.reuse`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from trade.api.pagination import FilePagination
from trade.models import Source
from trade.renderers import CSVRenderer, JSONRenderer, XLSXRenderer
from trade.templatetags.site import site_name
from trade.words.chinese import typeset
from trade.words.languages import Language, active_tag, code_of

Text = str | Promise
RENDERERS = (JSONRenderer, CSVRenderer, XLSXRenderer)
TWIN_FORMATS = MappingProxyType({renderer.format: renderer.media_type for renderer in RENDERERS})


class Alternate(NamedTuple):
    """A page in another language; where it does not exist ``url`` is that language's home."""

    tag: str
    name: str
    url: str
    exists: bool


class Twin(NamedTuple):
    """The data of a page as a file."""

    label: str
    media_type: str
    url: str


def in_language(tag: str, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of the page *name* in the language *tag*."""
    with override(code_of(tag)):
        return reverse(name, args=args, kwargs=kwargs)


def homes() -> list[Alternate]:
    """What the language switcher offers where a page has no translation at all."""
    return [Alternate(lang.value, lang.label, in_language(lang.value, "articles:home"), False) for lang in Language]


class PageMixin:
    """The frame of a page: attributes for what is constant, ``get_…`` methods for what depends on the record.

    A record that exists in every language needs nothing for the switcher; a page of one language overrides
    :meth:`get_alternates`.
    """

    request: HttpRequest
    kwargs: dict[str, Any]

    title: Text = ""
    description: Text = ""
    section: str | None = None
    robots = ""

    def get_title(self) -> Text:
        return self.title

    def get_description(self) -> Text:
        return self.description

    def get_breadcrumbs(self) -> list[tuple[Text, str | None]]:
        """(label, address) from below the home page down to this page, whose address is None."""
        return [(self.get_title(), None)]

    def get_alternates(self) -> list[Alternate]:
        """This page in the four languages, in the order of the switcher."""
        match = self.request.resolver_match
        return [
            Alternate(
                lang.value, lang.label, in_language(lang.value, match.view_name, *match.args, **match.kwargs), True
            )
            for lang in Language
        ]

    def get_canonical(self) -> str:
        return self.request.path

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        if active_tag() == Language.ZH:
            response.add_post_render_callback(set_chinese_marks)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context |= {
            "title": self.get_title(),
            "description": self.get_description(),
            "breadcrumbs": self.get_breadcrumbs(),
            "alternates": self.get_alternates(),
            "canonical": self.get_canonical(),
            "robots": self.robots,
        }
        return context if self.section is None else context | {"section": self.section}


def set_chinese_marks(response: HttpResponse) -> None:
    response.content = typeset(response.content.decode())


class DataTwinMixin:
    """``?format=json``, ``csv`` and ``xlsx``: the same rows, written by the API's viewset, serializers and renderers.

    A view names its ``twin_viewset`` and ``twin_action``; :meth:`get_twin_queryset` narrows a list to the rows of the
    page. CSV and XLSX are files to be opened in a spreadsheet: above the rows they say where these come from
    (:meth:`get_file_head`), which the API's own CSV, made for programs, does not. Formats that do not exist get a page
    which names those that do (406).
    """

    request: HttpRequest
    kwargs: dict[str, Any]

    twin_viewset: Any = None
    twin_action = "retrieve"
    twin_formats = TWIN_FORMATS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "html")
        if wanted == "html" or self.twin_viewset is None:
            return super().get(request, *args, **kwargs)
        return self.answer_format(wanted)

    def answer_format(self, wanted: str) -> HttpResponseBase:
        return self.get_twin() if wanted in self.twin_formats else self.refuse_format()

    def get_twin(self) -> HttpResponseBase:
        arguments: dict[str, Any] = {"renderer_classes": RENDERERS}
        if self.request.GET["format"] != "json":
            arguments |= {"file_head": self.get_file_head, "pagination_class": FilePagination}
        if (rows := self.get_twin_queryset()) is not None:
            arguments["queryset"] = rows
        if errors := self.get_twin_errors():
            arguments["page_errors"] = errors
        view = self.twin_viewset.as_view({"get": self.twin_action}, **arguments)
        # The API refuses parameters that a page ignores.
        self.request.GET = QueryDict(self.get_twin_parameters().urlencode())
        return view(self.request, **self.get_twin_kwargs())

    # -- where the rows come from --------------------------------------------------------------------------------
    def get_sources(self) -> Sequence[Source]:
        """The public sources that the page rests on, the first one first; none where each row names its own."""
        return ()

    def get_revised(self) -> date | None:
        """The day on which the data of the page last changed, if any record says so."""
        return None

    def get_file_head(self, rows: Sequence[Mapping[str, Any]] = ()) -> list[tuple[str, str]]:
        """(word, what it says) for the lines above the *rows* of a file: title, source, licence, revision, date.

        A page may show less than its file holds: rows that name their sources and times are asked for both.
        """
        sources = sources_of_lines(rows) or self.get_sources()
        revised = last_recorded(rows) or self.get_revised()
        lines = [
            (_("Title"), str(self.get_title())),
            (_("Site"), site_name()),
            (_("Page"), self.request.build_absolute_uri(self.request.path)),
            (_("Sources"), "; ".join(map(str, sources)) or _("Each row names its own.")),
            (_("Licence"), licence_words(sources)),
            (_("Data as of"), revised.isoformat() if revised else ""),
            (_("Retrieved"), localdate().isoformat()),
        ]
        return [(word, says) for word, says in lines if says]

    def get_twin_queryset(self):
        """The rows of this page, or None for all that the viewset has."""
        return None

    def get_twin_errors(self) -> dict[str, list[str]]:
        """What is wrong with parameters that the page knows and the API does not, by name."""
        return {}

    def get_twin_kwargs(self) -> dict[str, Any]:
        """What the viewset looks the record up by."""
        return {} if self.twin_action == "list" else self.kwargs

    def get_twin_parameters(self) -> QueryDict:
        """The parameters of the address that the API knows."""
        return only(self.request.GET, self.twin_viewset.known_parameters(self.twin_action))

    def get_kept_parameters(self) -> QueryDict:
        """The parameters that links to the twins take over."""
        return self.get_twin_parameters()

    def refuse_format(self, reason: str = "") -> HttpResponseBase:
        """*reason* says more than that there is no such format. Programs are told by the API, in its shape."""
        if not reason and self.request.get_preferred_type(("text/html", "application/json")) == "application/json":
            answer = self.get_twin()
            patch_vary_headers(answer, ["Accept"])
            return answer
        context = {"twins": self.get_twins(), "page_url": self.request.path, "title": _("No such format")}
        context["reason"] = reason
        return TemplateResponse(self.request, "unknown_format.html", context, status=406, headers={"Vary": "Accept"})

    def get_twins(self) -> list[Twin]:
        if self.twin_viewset is None:
            return []
        return [
            Twin(name.upper(), media_type, f"?{replaced(self.get_kept_parameters(), format=name)}")
            for name, media_type in self.twin_formats.items()
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        twins = self.get_twins()
        downloads = [(twin.label, twin.url) for twin in twins]
        return super().get_context_data(**kwargs) | {"twins": twins, "downloads": downloads}


def sources_of_lines(rows: Iterable[Mapping[str, Any]]) -> list[Source]:
    """The public sources that *rows* of JSON name, each once, in the order in which they come."""
    keys = dict.fromkeys(each["id"] for row in rows for each in row.get("sources") or () if "id" in each)
    found = Source.objects.public().in_bulk(keys)
    return [found[key] for key in keys if key in found]


def last_recorded(rows: Iterable[Mapping[str, Any]]) -> date | None:
    """The day on which the newest of *rows* of JSON was recorded, where they say so."""
    moments = [datetime.fromisoformat(row["valid_from"]) for row in rows if row.get("valid_from")]
    return localdate(max(moments)) if moments else None


def licence_words(sources: Iterable[Source]) -> str:
    """The licences that *sources* state; that none does where it is so."""
    stated = {f"{source.publisher or source.title}: {source.licence}": None for source in sources if source.licence}
    return "; ".join(stated) or _(
        "Figures belong to their sources, on the terms of those; the records name no licence."
    )


def only(parameters: QueryDict, names: Iterable[str]) -> QueryDict:
    """*parameters* without those that are not among *names*."""
    kept = QueryDict(mutable=True)
    for name in names:
        if name in parameters:
            kept.setlist(name, parameters.getlist(name))
    return kept


def replaced(parameters: QueryDict, **changes: str) -> str:
    """The query string of *parameters* with *changes*."""
    changed = parameters.copy()
    for name, value in changes.items():
        changed[name] = value
    return changed.urlencode()
