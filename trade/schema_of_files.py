"""What OpenAPI says of the addresses that are no collections: exports as paths, SDMX, dump and feeds as tags."""

from typing import Any

from django.utils.translation import gettext as _

from trade.api.export import MOST_XLSX_ROWS
from trade.api.strict import described
from trade.filters import ObservationFilters
from trade.renderers import XLSXRenderer
from trade.views.sdmx import DataView

EXPORT = "/api/v1/observations/export.{form}"
FORMS = {"csv": "text/csv", "ndjson": "application/x-ndjson", "xlsx": XLSXRenderer.media_type}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def add_files(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: *result* with all that is no collection."""
    result["paths"] = dict(sorted((result["paths"] | {EXPORT: {"get": _export()}}).items()))
    result["tags"] = [
        {"name": name, "description": str(words), "externalDocs": {"url": address}}
        for name, words, address in _elsewhere()
    ]
    about = _("The first request, all addresses and their formats.")
    result["externalDocs"] = {"url": "/en/data/", "description": about}
    return result


def _export() -> dict[str, Any]:
    form = {"name": "form", "in": "path", "required": True, "schema": {"type": "string", "enum": list(FORMS)}}
    form["description"] = _("The format: CSV, JSON lines, or a workbook of at most %(limit)d rows.") % {
        "limit": MOST_XLSX_ROWS
    }
    binary = {"type": "string", "format": "binary"}
    content = {media: {"schema": binary if name == "xlsx" else {"type": "string"}} for name, media in FORMS.items()}
    summary = _("All observations as one file")
    return {
        "operationId": "observations-export",
        "tags": ["observations"],
        "summary": summary,
        "description": _("All observations that the filters leave, in one file without pages."),
        "parameters": [form, *described(ObservationFilters)],
        "responses": {
            "200": {"description": summary, "content": content},
            "400": {"description": _("A parameter is not known, or cannot be read."), "content": PROBLEM},
        },
    }


def _elsewhere() -> tuple[tuple[str, str, str], ...]:
    """(tag, words, address) of what stands beside the API."""
    return (
        (
            "sdmx",
            _(
                "/sdmx/2.1/: the same observations for programs of statisticians: dataflow/, datastructure/, codelist/ "
                "and data/SVERKA,TRADE,1.0/<key>, as SDMX-ML 2.1 and SDMX-CSV."
            )
            + " "
            + _("Parameters of data: %(names)s.") % {"names": ", ".join(sorted(DataView.parameters))},
            "/sdmx/2.1/dataflow/SVERKA/TRADE/1.0?references=all",
        ),
        (
            "dump",
            _("/dump/<file>: all public records as whole files, where one was made; /data/ lists them."),
            "/en/data/",
        ),
        (
            "feeds",
            _(
                "/feeds/<lang>/: articles.atom, articles.json, corrections.atom, changes.atom and areas/<code>.atom, "
                "in ru, kk, en and zh-hans."
            ),
            "/feeds/en/articles.atom",
        ),
    )
