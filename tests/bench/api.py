"""What lists, filters, totals and exports of observations cost, against a plain DRF viewset, on PostgreSQL.

Run by `make bench`, or `python -m tests.postgres python -m tests.bench.api [ROWS]`. Rows are made here and loaded by
COPY. CPU time is that of this process and of its PostgreSQL backend together; only the ratios of one run mean
something. The peer says less of a row than we do (no ends, no other reporters, no count of publishers, one source);
two more peers, which no mark speaks of, give our rows in our order and the same JSON as ours.
"""

import cProfile
import os
import pstats
import sys
import time
import tracemalloc
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count, Sum  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402
from django_filters.rest_framework import DjangoFilterBackend  # noqa: E402
from rest_framework import serializers, viewsets  # noqa: E402
from rest_framework.pagination import CursorPagination  # noqa: E402
from rest_framework.renderers import JSONRenderer  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.routers import SimpleRouter  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

from config.urls import handler400, handler403, handler404, handler500  # noqa: E402, F401
from config.urls import urlpatterns as site  # noqa: E402
from tests.bench.marks import verdict  # noqa: E402
from trade import dataflow  # noqa: E402
from trade.api.export import table_of, write_csv, write_ndjson  # noqa: E402
from trade.models import Observation, Series  # noqa: E402
from trade.provenance import attach_facts  # noqa: E402
from trade.sdmx.data import write_csv as write_sdmx  # noqa: E402
from trade.serializers import ObservationSerializer  # noqa: E402
from trade.totals import rollups  # noqa: E402

ROWS = 1_000_000
YEARS = range(2010, 2025)
AREAS = (
    *("CHN", "KAZ", "RUS", "UZB", "DEU", "USA", "JPN", "KOR", "IND", "TUR", "FRA", "ITA"),
    *("GBR", "NLD", "POL", "KGZ", "TJK", "TKM", "MNG", "PAK", "IRN", "VNM", "IDN", "THA"),
)
CHAPTERS = [f"{number:02}" for number in range(1, 98) if number != 77]
MOMENT = datetime(2025, 6, 1, tzinfo=UTC)
MONTHLY = {"CHN", "KAZ"}
WARM_UP, TURNS, ROUNDS = 6, 10, 10
PAIR = "area=CHN&counterpart=KAZ&flow=X"


# -- the peer: what one writes in an afternoon ----------------------------------------------------------------------
class PlainSource(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    publisher = serializers.CharField()
    url = serializers.CharField()


class PlainSerializer(serializers.ModelSerializer):
    key = serializers.CharField(source="series.key")
    reporter = serializers.CharField(source="series.reporter_id")
    area = serializers.CharField(source="series.area_id")
    counterpart = serializers.CharField(source="series.counterpart_id")
    flow = serializers.CharField(source="series.flow")
    commodity = serializers.CharField(source="series.commodity_id")
    measure = serializers.CharField(source="series.measure")
    unit = serializers.CharField(source="series.unit")
    source = PlainSource()

    class Meta:
        model = Observation
        fields = (
            *("id", "key", "reporter", "area", "counterpart", "flow", "commodity", "measure", "unit", "period_start"),
            *("period_end", "value", "qualifier", "resolution", "status", "vintage", "valid_from", "valid_to"),
            *("reporter_basis", "source"),
        )


class PlainPagination(CursorPagination):
    page_size, page_size_query_param, ordering = 50, "page_size", "-id"


class PlainViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Observation.objects.filter(valid_to=None).select_related("series", "source")
    serializer_class = PlainSerializer
    pagination_class = PlainPagination
    renderer_classes = (JSONRenderer,)
    authentication_classes = ()
    permission_classes = ()
    filter_backends = (DjangoFilterBackend,)
    filterset_fields = ("series__area", "series__counterpart", "series__flow")


class OrderedPagination(PlainPagination):
    ordering = ("series_id", "-period_end", "-period_start")


class OrderedViewSet(PlainViewSet):
    """The rows of our page, in our order."""

    pagination_class = OrderedPagination


class FullViewSet(OrderedViewSet):
    """The JSON of our page by models and a serializer."""

    queryset = Observation.objects.filter(valid_to=None).prefetch_related("series", "source", "citations__source")
    serializer_class = ObservationSerializer

    def get_serializer_context(self):
        return super().get_serializer_context() | {"root": self.request.build_absolute_uri("/").rstrip("/")}

    def paginate_queryset(self, queryset):
        return attach_facts(super().paginate_queryset(queryset))


class PlainTotals(APIView):
    """Totals by year, pair and flow, by a plain aggregate query."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request):
        rows = Observation.objects.filter(valid_to=None, series__measure="V", series__area="CHN", series__flow="X")
        rows = rows.exclude(series__commodity="TOTAL").order_by()
        totals = rows.values("period_start", "series__area", "series__counterpart", "series__flow", "series__unit")
        return Response(list(totals.annotate(value=Sum("value"), observations=Count("pk"))))


plain = SimpleRouter()
plain.register("observations", PlainViewSet)
plain.register("ordered", OrderedViewSet, "ordered")
plain.register("full", FullViewSet, "full")
# Below /api/, where no middleware looks for a page.
urlpatterns = [path("api/plain/totals/", PlainTotals.as_view()), path("api/plain/", include(plain.urls)), *site]


# -- rows -----------------------------------------------------------------------------------------------------------
def load(count: int) -> int:
    """Loads about *count* observations of goods between :data:`AREAS`, and says how many there are."""
    chapters = CHAPTERS[: max(1, min(len(CHAPTERS), count // (len(AREAS) * 23 * 2 * len(YEARS)) + 1))]
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # on a busy machine it takes longer than a page may
        copy(cursor, "trade_area", "code kind alpha2 m49 name_ru name_kk name_en name_zh name_source", areas())
        commodity = "key scheme code parent_id name_ru name_kk name_en name_zh name_source"
        copy(cursor, "trade_commodity", commodity, commodities(chapters))
        copy(
            cursor,
            "trade_source",
            "id key kind title author publisher url language published sha256 licence note public_from",
            sources(),
        )
        series = list(every_series(chapters))
        names = "id reporter_id area_id counterpart_id flow commodity_id measure unit trade_type valuation"
        copy(cursor, "trade_series", names, series)
        names = (
            "series_id period_start period_end value resolution qualifier unit_inferred status claimed_record printed "
            "note valid_from revision_reason source_id vintage reporter_basis reporter_note"
        )
        copy(cursor, "trade_observation", names, observations(series, count))
        rollups.rebuild()
        cursor.execute("ANALYZE")
        cursor.execute("SELECT count(*) FROM trade_observation")
        return cursor.fetchone()[0]


def copy(cursor, table: str, names: str, rows: Iterator[tuple]) -> None:
    with cursor.copy(f"COPY {table} ({names.replace(' ', ', ')}) FROM STDIN") as file:
        for row in rows:
            file.write_row(row)


def areas() -> Iterator[tuple]:
    for code in ("_X", "WLD", *AREAS):
        yield code, "country" if code in AREAS else "special", "", "", "", "", code, "", ""


def commodities(chapters: list[str]) -> Iterator[tuple]:
    yield "TOTAL", "TOTAL", "", None, "", "", "all commodities", "", ""
    for chapter in chapters:
        yield f"H6-{chapter}", "H6", chapter, None, "", "", f"chapter {chapter}", "", ""


def sources() -> Iterator[tuple]:
    for number, code in enumerate(AREAS, 1):
        title, publisher = f"Trade of {code}", f"Customs of {code}"
        yield number, code.lower(), "release", title, "", publisher, "", "en", "2025", "", "", "", MOMENT


def every_series(chapters: list[str]) -> Iterator[tuple]:
    number = 0
    for chapter in ("TOTAL", *(f"H6-{chapter}" for chapter in chapters)):
        for area in AREAS:
            for counterpart in AREAS:
                for flow in "XM" if area != counterpart else "":
                    number += 1
                    yield (
                        number,
                        area,
                        area,
                        counterpart,
                        flow,
                        chapter,
                        "V",
                        "USD",
                        "C",
                        "FOB" if flow == "X" else "CIF",
                    )


def observations(series: list[tuple], count: int) -> Iterator[tuple]:
    left = count
    for number, area, _area, other, *_rest in series:
        source = AREAS.index(area) + 1
        for year in YEARS:
            if not left:
                return
            left -= 1
            value = (number * 7919 + year * 104_729) % 9_999_991 * 100
            start, end = date(year, 1, 1), date(year, 12, 31)
            yield observation(number, start, end, value, source)
            if {area, other} == MONTHLY:
                for month in range(1, 13):
                    start, end = date(year, month, 1), date(year, month, monthrange(year, month)[1])
                    yield observation(number, start, end, value // 1200 * 100, source)


def observation(series: int, start: date, end: date, value: int, source: int) -> tuple:
    return series, start, end, value, 100, "eq", False, "A", False, "", "", MOMENT, "", source, 1, "stated", ""


# -- costs ----------------------------------------------------------------------------------------------------------
def ask(application: Callable, address: str) -> int:
    """One GET without a server: the number of bytes. Anything but 200 is an error."""
    where, _, query = address.partition("?")
    environ: dict[str, object] = {"PATH_INFO": where, "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(environ)
    status: list[str] = []
    answer = application(environ, lambda line, headers: status.append(line))
    size = sum(len(part) for part in answer)
    if hasattr(answer, "close"):
        answer.close()
    assert status[0].startswith("200"), (address, status)
    return size


def backend_seconds() -> float:
    """CPU time of our PostgreSQL backend, to the clock tick."""
    ticks = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """Milliseconds of CPU per request ``here`` and in the database ``there``, queries and bytes."""

    here: float = 0
    there: float = 0
    queries: int = 0
    size: int = 0

    @property
    def total(self) -> float:
        return self.here + self.there


def costs(application: Callable, *addresses: str) -> list[Cost]:
    """What each of *addresses* costs. They take turns, so that all of them meet the same busy and quiet moments."""
    connection.ensure_connection()
    found = [Cost() for _address in addresses]
    for address, each in zip(addresses, found, strict=True):
        for _ in range(WARM_UP):
            ask(application, address)
        with CaptureQueriesContext(connection) as queries:
            each.size = ask(application, address)
            each.queries = len(queries)
    for _turn in range(TURNS):
        for address, each in zip(addresses, found, strict=True):
            here, there = time.process_time(), backend_seconds()
            for _ in range(ROUNDS):
                ask(application, address)
            each.here += (time.process_time() - here) / ROUNDS / TURNS * 1000
            each.there += (backend_seconds() - there) / ROUNDS / TURNS * 1000
    return found


PEER, OURS = "/api/plain/{}/?page_size=100", "/api/v1/observations/?page_size=100"
THEIR_PAIR = "&series__area=CHN&series__counterpart=KAZ&series__flow=X"
# What is asked for, of whom, by us, and how many times cheaper we are to be.
COMPARED: tuple[tuple[str, str, str, float | None], ...] = (
    ("100 observations", PEER.format("observations"), OURS, 3),
    ("… in our order", PEER.format("ordered"), OURS, None),
    ("… with the same JSON", PEER.format("full"), OURS, None),
    ("a pair, 100 rows", PEER.format("observations") + THEIR_PAIR, f"{OURS}&{PAIR}", 4),
    ("… in our order", PEER.format("ordered") + THEIR_PAIR, f"{OURS}&{PAIR}", None),
    ("… with the same JSON", PEER.format("full") + THEIR_PAIR, f"{OURS}&{PAIR}", None),
    (
        "annual totals, a page",
        "/api/plain/totals/",
        "/api/v1/observations/totals/?area=CHN&flow=X&page_size=100",
        5,
    ),
)
COPY_MARK = 0.7
PROFILED, NAMED = 50, 6


def compare(application: Callable) -> None:
    print(f"{'':24} {'peer':>8} {'ours':>8} {'ratio':>6}  (ms of CPU a request, ours: here + database, queries)")
    for name, peer, ours, mark in COMPARED:
        theirs, mine = costs(application, peer, ours)
        ratio = theirs.total / mine.total
        said = "no mark" if mark is None else verdict(ratio, mark)
        print(
            f"{name:24} {theirs.total:8.2f} {mine.total:8.2f} {ratio:6.1f}  {said:15} "
            f"{mine.here:.2f} + {mine.there:.2f}, {mine.queries} queries, {mine.size / 1000:.0f} kB"
        )
        if mark and ratio < mark:
            print(f"{'':24} {profile(application, ours)}")


def profile(application: Callable, address: str) -> str:
    """Where our time goes here: the functions that take most of it themselves, in percent."""
    profiler = cProfile.Profile(time.process_time)
    profiler.enable()
    for _ in range(PROFILED):
        ask(application, address)
    profiler.disable()
    found = pstats.Stats(profiler)
    own = sorted(((row[2], key[2]) for key, row in found.stats.items()), reverse=True)[:NAMED]
    return "here: " + ", ".join(f"{name} {spent / found.total_tt:.0%}" for spent, name in own)


def export(count: int) -> None:
    """A whole table as CSV, NDJSON and SDMX-CSV, against what COPY gives of the same columns without any rule."""
    hidden: frozenset[int] = frozenset()
    rows = Observation.objects.shown_in_order(hidden=hidden)
    table = table_of(rows, hidden)
    query, parameters = table.query.sql_with_params()
    statement = connection.ops.compose_sql(f"COPY ({query}) TO STDOUT (FORMAT csv)", parameters)

    def copied() -> Iterator[bytes]:
        with connection.cursor() as cursor, cursor.copy(statement) as file:
            yield from map(bytes, file)

    series = dataflow.series_of(dataflow.rows_for({}, None, None, hidden).iterator(chunk_size=2_000), hidden)
    print(f"\n{'export of all rows':24} {'rows/s':>9} {'of COPY':>8} {'peak MB':>8}  (a second of CPU of both; here)")
    base = 0.0
    for name, pieces in (
        ("plain COPY", copied()),
        ("export.csv", write_csv(table)),
        ("export.ndjson", write_ndjson(table)),
        ("SDMX-CSV", write_sdmx(dataflow.the_dataflow(), series)),
    ):
        start = time.process_time() + backend_seconds()
        size = sum(map(len, pieces))
        speed = count / (time.process_time() + backend_seconds() - start)
        base = base or speed
        said = verdict(speed / base, COPY_MARK) if name == "export.csv" else ""
        print(f"{name:24} {speed:9.0f} {speed / base:8.0%} {peak(name, table):>8}  {size / 1e6:.0f} MB  {said}")


def peak(name: str, table) -> str:
    """Megabytes at the highest point of an export, measured on its own, for measuring slows it down."""
    write = {"export.csv": write_csv, "export.ndjson": write_ndjson}.get(name)
    if write is None:
        return ""
    tracemalloc.start()
    for _piece in write(table):
        pass
    _now, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return f"{highest / 1e6:.1f}"


def main() -> None:
    if connection.vendor != "postgresql":
        print("This compares on PostgreSQL: python -m tests.postgres python -m tests.bench.api")
        return

    connection.settings_dict["CONN_MAX_AGE"] = None  # one backend throughout: it is its time that is counted
    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    if Series.objects.exists():
        print("This fills a database of its own: python -m tests.postgres python -m tests.bench.api")
        return
    count = load(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    print(f"{count} observations loaded in {time.perf_counter() - start:.0f} s")
    with override_settings(ROOT_URLCONF=__name__):
        application = import_string(settings.WSGI_APPLICATION)
        compare(application)
    export(count)


if __name__ == "__main__":
    main()
