"""The addresses that programs ask for, with what each gives: for ``/data/`` and for the reference of the API."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from trade.pages.frame import Text

# What the API offers, in the order of interest: (collection, what a row is).
COLLECTIONS = (
    ("articles", _("articles with their figures, in four languages")),
    ("claims", _("figures of the articles: quote, value, state, reasons, record, sources")),
    ("observations", _("trade records: pair, period, value, reporter, vintage, mirror data")),
    ("series", _("what is measured: pair, flow, commodity, measure, unit")),
    ("events", _("fairs, forums and visits")),
    ("event-series", _("series of events")),
    ("metrics", _("figures of events")),
    ("agreements", _("agreements, their parties and legal status")),
    ("initiatives", _("programmes and slogans with their supporters")),
    ("people", _("people and the offices they hold")),
    ("organisations", _("organisations")),
    ("sources", _("where records come from")),
    ("areas", _("countries and groups, with their codes")),
    ("commodities", _("headings of goods classifications")),
    ("stories", _("what articles in several languages are about")),
    ("corrections", _("corrections of articles")),
    ("changes", _("what changed: corrections and revisions")),
)


class Endpoint(NamedTuple):
    """An address besides the collections: its path, a request to try, what it gives, in which formats."""

    path: str
    example: str
    gives: Text
    formats: str


MORE = (
    Endpoint(
        "/api/v1/observations/export.csv",
        "/api/v1/observations/export.csv?area=CHN&counterpart=KAZ",
        _("all observations that the filters leave, as one file"),
        "CSV, NDJSON, XLSX",
    ),
    Endpoint(
        "/api/v1/observations/totals/",
        "/api/v1/observations/totals/?area=CHN&counterpart=KAZ",
        _(
            "annual sums by pair and flow, computed here; only with the scheme TOTAL is that a total that a source "
            "states, with any other it is the sum of the recorded headings of one level"
        ),
        "JSON, CSV",
    ),
    Endpoint(
        "/api/v1/computed/",
        "/api/v1/computed/?area=CHN&counterpart=KAZ",
        _("growth, balances, what is left of years and shares, computed here, with their inputs and bounds"),
        "JSON, CSV, XLSX",
    ),
    Endpoint(
        "/api/v1/changes/?since=",
        "/api/v1/changes/?since=0",
        _("what a copy of the observations has to take over, deletions included"),
        "JSON",
    ),
    Endpoint(
        "/api/v1/changes/?since=…&table=sources",
        "/api/v1/changes/?since=0&table=sources",
        _("the same for a copy of the sources that observations name"),
        "JSON",
    ),
    Endpoint(
        "/sdmx/2.1/data/TRADE/",
        "/sdmx/2.1/data/TRADE/..CHN.KAZ.T.TOTAL....?startPeriod=2023",
        _("observations for programs of statisticians"),
        "SDMX-ML 2.1, SDMX-CSV",
    ),
    Endpoint(
        "/sdmx/2.1/datastructure/",
        "/sdmx/2.1/datastructure/SVERKA/TRADE/1.0?references=all",
        _("their structure and code lists with names in four languages"),
        "SDMX-ML 2.1",
    ),
)
