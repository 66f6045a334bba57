"""Whole tables as files: the same rows in each format, of the moment that was asked for, without what is hidden."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from itertools import zip_longest
from urllib.parse import parse_qsl

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    BILLION,
    make_citation,
    make_hidden_source,
    make_observation,
    make_series,
    make_source,
)
from trade.api import export
from trade.models import Observation, Source
from trade.services import revise_observation
from trade.totals import rollups
from trade.viewsets import ObservationViewSet

pytestmark = pytest.mark.django_db
EXPORT = "/api/v1/observations/export."
TURNOVER = "CHN.CHN.KAZ.T.TOTAL.V.USD"


def answer(client, form, **parameters):
    response = client.get(f"{EXPORT}{form}", parameters)
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response)


def table(client, **parameters):
    return list(csv.DictReader(io.StringIO(answer(client, "csv", **parameters).decode())))


@pytest.fixture
def odd(seeded):
    """Rows of every shape that the seed has none of."""
    make_observation("KAZ.KAZ.CHN.X.H6-01.V.USD", value=None, resolution=None, status="O")
    make_observation("KAZ.KAZ.CHN.X.H6-02.V.USD", qualifier="range", value_upper=60 * BILLION)
    make_observation("KAZ.KAZ.CHN.X.H6-03.V.USD.FOB.S", value=Decimal("-0.000001"), resolution=Decimal("0.000001"))
    moment = datetime(2024, 12, 31, 20, 30, 0, 120, tzinfo=UTC)
    make_observation("KAZ.KAZ.CHN.X.H6-04.V.USD", value=Decimal("123456789012.5"), resolution=Decimal("0.1"))
    make_observation("KAZ.KAZ.CHN.X.H6-05.V.USD", valid_from=moment)
    make_citation(make_observation("KAZ.KAZ.CHN.X.H6-06.V.USD", source=make_hidden_source(key="secret")))
    make_observation("KAZ.KAZ.CHN.X.H6-07.V.USD", source=make_hidden_source())


def test_all_formats_have_the_same_rows(client, odd):
    rows = table(client)
    lines = [json.loads(line) for line in answer(client, "ndjson").splitlines()]
    sheet = openpyxl.load_workbook(io.BytesIO(answer(client, "xlsx")), read_only=True).active
    header, *cells = sheet.iter_rows(values_only=True)

    assert len(rows) > 30
    assert [{name: "" if value is None else str(value) for name, value in line.items()} for line in lines] == rows
    assert list(header) == list(rows[0])
    for row, found in zip(rows, cells, strict=True):
        # A reader of sheets leaves out what is empty at the end of a row.
        for name, cell in zip_longest(header, found):
            if name in ("value", "value_upper", "resolution") and cell is not None:
                assert Decimal(str(cell)) == pytest.approx(Decimal(row[name]))
            else:
                assert ("" if cell is None else str(cell)) == row[name]


def test_the_database_and_python_write_the_same_bytes(odd):
    hidden = Source.objects.hidden_keys()
    rows = export.table_of(Observation.objects.shown_in_order(hidden=hidden), hidden)
    written = b"".join(export._written(rows))

    assert b"".join(export.write_csv(rows)) == (",".join(export.HEADER) + "\n").encode() + written
    assert b"".join(export.write_ndjson(rows)) == b"".join(export._written_objects(rows))
    assert b"\n2024-12-31T20:30:00.000120Z" not in written
    assert b",2024-12-31T20:30:00.000120Z," in written


@pytest.mark.postgresql
def test_the_database_escapes_in_json_as_python_does():
    source = make_source(key="odd")
    words = "".join(map(chr, [*range(1, 32), 34, 39, 47, 92, 127, 0x85, 0xE9, 0x2028, 0xFEFF, 0x1F600])) + "\\."
    Source.objects.filter(pk=source.pk).update(key=words)
    make_observation(TURNOVER, source=Source.objects.get(pk=source.pk))
    rows = export.table_of(Observation.objects.all(), frozenset())

    copied = b"".join(export.write_ndjson(rows))

    assert copied == b"".join(export._written_objects(rows))
    assert json.loads(copied)["source"] == words


def test_the_rows_are_those_of_the_list(client, odd):
    listed = client.get("/api/v1/observations/", {"page_size": 200, "area": "KAZ"}).json()["results"]
    rows = table(client, area="KAZ")

    assert [row["id"] for row in rows] == [str(row["id"]) for row in listed]
    for row, expected in zip(rows, listed, strict=True):
        for name in ("series", "reporter", "flow", "commodity", "unit", "qualifier", "status"):
            assert row[name] == expected[name]
        assert (row["value"] or None) == expected["value"]
        assert row["period_start"] == expected["period"]["start"]


def test_a_hidden_source_is_not_named(client, odd):
    (row,) = table(client, commodity="H6-06")

    assert row["source"] == ""
    assert table(client, commodity="H6-07") == []


def test_as_of_a_moment_ago_is_what_was_shown_before_a_revision(client):
    row = make_observation(TURNOVER)
    before = answer(client, "csv")
    revised = revise_observation(observation=row, source=make_source(), reason="newer", value=40 * BILLION)

    assert [r["value"] for r in table(client)] == ["40000000000"]
    assert answer(client, "csv", as_of=row.valid_from.isoformat()) == before
    listed = client.get("/api/v1/observations/", {"as_of": row.valid_from.isoformat()}).json()["results"]
    assert [each["value"] for each in listed] == ["41000000000"]
    assert revised.vintage == 2


def test_what_is_no_filter_of_an_export_is_refused(client):
    for query in ("cursor=x", "page_size=3", "nosuch=1", "format=json", "area=ZZZZ", "period_from=2024-13"):
        response = client.get(f"{EXPORT}csv?{query}")
        assert response.status_code == 400
        assert list(response.json()["errors"]) == [query.partition("=")[0]]


@pytest.mark.parametrize("form", ["json", "parquet", "csv/", "CSV", "%00", ""])
def test_there_are_no_other_formats(client, form):
    assert client.get(f"{EXPORT}{form}").status_code in (400, 404)


def test_a_sheet_that_opens_nowhere_is_refused(client, seeded, monkeypatch):
    monkeypatch.setattr(export, "MOST_XLSX_ROWS", 3)
    response = client.get(f"{EXPORT}xlsx")

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["format"]


def test_an_export_is_read_while_it_is_written(client):
    series, source = make_series(TURNOVER), make_source()
    costs = []
    for first, last in ((1000, 1010), (1010, 1300)):
        for year in range(first, last):
            make_observation(series, source=source, period_start=f"{year}-01-01", period_end=f"{year}-12-31")
        with CaptureQueriesContext(connection) as queries:
            assert len(table(client)) == last - 1000
        costs.append(len(queries))
    assert costs[0] == costs[1]


# -- history and totals -------------------------------------------------------------------------------------------
def test_history_is_every_value_that_was_shown_newest_first(client):
    row = make_observation(TURNOVER)
    for number, source in enumerate((make_source(), make_hidden_source(), make_source())):
        row = revise_observation(observation=row, source=source, reason="newer", value=(42 + number) * BILLION)
    address = f"/api/v1/observations/{row.pk}/history/"

    results = client.get(address).json()["results"]
    assert [(r["value"], r["vintage"], r["valid_to"] is None) for r in results] == [
        ("44000000000", 3, True),
        ("42000000000", 2, False),
        ("41000000000", 1, False),
    ]
    first = client.get(address, {"page_size": 2}).json()
    assert [r["vintage"] for r in first["results"]] == [3, 2]
    assert [r["vintage"] for r in client.get(first["next"]).json()["results"]] == [1]
    hidden = make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", source=make_hidden_source())
    for pk in (hidden.pk, 0, 10**17):
        assert client.get(f"/api/v1/observations/{pk}/history/").status_code == 404
    assert client.get(address, {"area": "CHN"}).status_code == 400


def totals(client, **parameters):
    rollups.rebuild()
    response = client.get("/api/v1/observations/totals/", parameters)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def test_totals_add_up_headings_of_one_length_in_whole_years(client):
    for key, value in {"H6-01": 1, "H6-02": 2, "H6-0101": 5, "TOTAL": 100}.items():
        make_observation(f"KAZ.KAZ.CHN.X.{key}.V.USD", value=value * BILLION)
    months = {"period_start": "2023-01-01", "period_end": "2023-09-30"}
    make_observation("KAZ.KAZ.CHN.X.H6-01.V.USD", value=70 * BILLION, **months)
    make_observation("KAZ.KAZ.CHN.X.H6-03.V.USD", value=80 * BILLION, qualifier="gt")
    make_observation("KAZ.KAZ.CHN.X.H6-04.V.USD", value=90 * BILLION, source=make_hidden_source())
    make_observation("KAZ.KAZ.CHN.X.H6-01.G.PC", value=13, resolution=1)

    rows = totals(client, area="KAZ", counterpart="CHN")

    assert [(r["year"], r["scheme"], r["digits"], r["value"], r["observations"]) for r in rows] == [
        (2023, "H6", 2, "3000000000", 2),
        (2023, "H6", 4, "5000000000", 1),
        (2023, "TOTAL", 0, "100000000000", 1),
    ]


def test_totals_are_paged_by_key(client):
    for year in range(2000, 2010):
        make_observation(TURNOVER, period_start=f"{year}-01-01", period_end=f"{year}-12-31")
    rollups.rebuild()
    first = client.get("/api/v1/observations/totals/", {"area": "KAZ", "page_size": 4}).json()
    second = client.get(first["next"]).json()

    assert [row["year"] for row in first["results"] + second["results"]] == list(range(2009, 2001, -1))
    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    "query",
    [
        "area=KAZ",
        "area=CHN",
        "area=KAZ&counterpart=CHN",
        "area=CHN&counterpart=KAZ",
        "area=RUS",
        "area=KAZ&reporter=KAZ",
        "area=KAZ&flow=X",
        "area=KAZ&flow=X&flow=T",
        "area=KAZ&commodity=TOTAL",
        "area=KAZ&commodity=H6-27",
        "area=KAZ&commodity=H6-2709",
        "area=KAZ&period_from=2022",
        "area=KAZ&period_from=2022-02",
        "area=KAZ&period_to=2022",
        "area=KAZ&period_to=2022-06",
    ],
)
def test_kept_totals_are_what_adding_everything_up_anew_gives(client, monkeypatch, query):
    keys = ("X.H6-27.V.USD", "X.H6-2709.V.USD", "X.H6-2711.V.USD", "X.TOTAL.V.USD", "M.TOTAL.V.USD", "X.H6-27.Q.T")
    for number, year in enumerate(range(2020, 2025), 1):
        span = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        for key in keys:
            make_observation(f"KAZ.KAZ.CHN.{key}", value=number * BILLION, **span)
        make_observation("CHN.CHN.KAZ.T.TOTAL.V.USD", value=number * BILLION, **span)
        make_observation("RUS.KAZ.RUS.T.TOTAL.V.USD", value=number * BILLION, **span)
        make_observation("CHN.CHN.KAZ.X.H6-27.V.USD", value=number * BILLION, qualifier="ge", **span)
    rows = totals(client, **dict(parse_qsl(query)) | ({"flow": ["X", "T"]} if "flow=T" in query else {}))
    monkeypatch.setattr(ObservationViewSet, "kept_totals", lambda view: None)
    anew = client.get(f"/api/v1/observations/totals/?{query}").json()["results"]
    assert rows == anew
    assert rows


@pytest.mark.parametrize("query", ["", "area=ZZZZ", "area=KAZ&measure=V", "area=KAZ&as_of=2024", "area=KAZ&shown=1"])
def test_totals_need_an_area_and_know_their_filters(client, seeded, query):
    assert client.get(f"/api/v1/observations/totals/?{query}").status_code == 400


@pytest.mark.postgresql
def test_lists_and_filters_walk_an_index_of_postgresql(client, seeded):
    for query in ("", "area=CHN&counterpart=KAZ&flow=T", f"series={TURNOVER}"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/v1/observations/?page_size=10&{query}")
        (asked,) = [q["sql"] for q in queries if '"recorded"' in q["sql"]]
        assert "COUNT(" not in asked
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {asked}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "Index" in plan, plan
        assert "Seq Scan on trade_observation" not in plan, plan
