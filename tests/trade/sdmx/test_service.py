"""SDMX over HTTP: a client of statisticians reads it unchanged, and what cannot be answered is refused in one shape."""

import csv
import io
import json
from decimal import Decimal

import pytest
import sdmx
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests.factories import BILLION, make_hidden_source, make_observation, make_series, make_source
from trade.dataflow import AGENCY, CODELISTS, DIMENSIONS, all_codelists, the_dataflow
from trade.models import Observation, Series
from trade.sdmx.data import GENERIC
from trade.services import revise_observation, withdraw_observation
from trade.words.languages import TAGS

pytestmark = pytest.mark.django_db
DATA = "/sdmx/2.1/data/TRADE"
TURNOVER = "..CHN.KAZ.T.TOTAL.V.USD.."
NAMES = {"gen": GENERIC}


def table(client, key=TURNOVER, **parameters):
    response = client.get(f"{DATA}/{key}", {"format": "csv", **parameters})
    assert response.status_code == 200, b"".join(response)
    return list(csv.DictReader(io.StringIO(b"".join(response).decode())))


# -- the independent client ---------------------------------------------------------------------------------------
@pytest.fixture
def statistician(live_server, seeded):
    # The client takes the id of the source for the agency of what it asks for.
    sdmx.add_source({"id": AGENCY, "name": "Sverka", "url": f"{live_server.url}/sdmx/2.1"}, override=True)
    return sdmx.Client(AGENCY)


@pytest.mark.django_db(transaction=True)
def test_the_sdmx1_client_lists_reads_and_loads_what_the_api_says(statistician, client):
    assert list(statistician.dataflow().dataflow) == ["TRADE"]

    message = statistician.dataflow("TRADE", params={"references": "all"})
    structure = message.structure["TRADE"]
    dimensions = [d.id for d in structure.dimensions.components]
    assert dimensions == [*DIMENSIONS, "TIME_PERIOD"]
    for component in (*structure.dimensions.components, *structure.attributes.components):
        assert set(component.concept_identity.name.localizations) == set(TAGS), component.id
    assert message.codelist["CL_FLOW"]["T"].name.localizations["ru"] == "товарооборот"
    assert {"A", "P"} <= set(message.codelist["CL_FREQ"].items)
    assert message.codelist["CL_AREA"]["_X"].name

    parts = {"REF_AREA": "CHN", "COUNTERPART_AREA": "KAZ", "FLOW": "T", "MEASURE": "V"}
    for headers in ({}, {"Accept": "application/vnd.sdmx.structurespecificdata+xml;version=2.1"}):
        found = sdmx.to_pandas(statistician.data("TRADE", key=parts, headers=dict(headers)))
        series = {}
        for (*_key,), value in found.items():
            key = dict(zip(found.index.names, _key, strict=True))
            series[key["REPORTER"], key["TIME_PERIOD"]] = Decimal(str(value))
        rows = client.get(
            "/api/v1/observations/", {"area": "CHN", "counterpart": "KAZ", "flow": "T", "measure": "V"}
        ).json()["results"]
        stated = {(row["reporter"], period_of(row)): Decimal(row["value"]) for row in rows}
        assert series == stated
        assert series["KAZ", "2023"] == Decimal("31.5") * BILLION


@pytest.mark.django_db(transaction=True)
def test_the_sdmx1_client_previews_which_series_there_are(statistician, client):
    structure = statistician.dataflow("TRADE", params={"references": "all"}).structure["TRADE"]

    found = statistician.preview_data("TRADE", {"REF_AREA": "CHN"})

    assert {key["REF_AREA"].value for key in found} == {"CHN"}
    assert len(found) == len({tuple(row[name] for name in DIMENSIONS) for row in table(client, "..CHN.......")})
    keys = statistician.data("TRADE", params={"detail": "serieskeysonly"}, dsd=structure).data[0].series
    assert len(keys) == len({tuple(row[name] for name in DIMENSIONS) for row in table(client, "all")})


@pytest.mark.parametrize("form", ["generic", "structurespecific", "csv"])
def test_first_and_last_observations_are_those_of_each_series(client, form):
    for year in range(2018, 2023):
        day = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        make_observation("CHN.CHN.KAZ.T.TOTAL.V.USD", value=year, resolution=1, **day)
        make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", value=year + 100, resolution=1, **day)

    def values(**asked):
        text = b"".join(client.get(f"{DATA}/{TURNOVER}", {"format": form, **asked})).decode()
        return [year for year in range(2018, 2023) if str(year + 100) in text and f"{year}" in text]

    assert values(lastNObservations=2) == [2021, 2022]
    assert values(firstNObservations=1) == [2018]
    assert values(firstNObservations=1, lastNObservations=1) == [2018, 2022]
    assert values(firstNObservations=3, lastNObservations=4) == [*range(2018, 2023)]
    assert values(lastNObservations=999) == [*range(2018, 2023)]


def test_less_detail_leaves_out_attributes_or_values(client, seeded):
    full, data, keys = (table(client, detail=detail) for detail in ("full", "dataonly", "serieskeysonly"))
    told = (*DIMENSIONS, "TIME_PERIOD", "OBS_VALUE")

    assert [{name: row[name] for name in told} for row in full] == [{name: row[name] for name in told} for row in data]
    assert {row[name] for row in data for name in row.keys() - {*told, "DATAFLOW"}} == {""}
    assert [tuple(row[name] for name in DIMENSIONS) for row in keys] == list(
        dict.fromkeys(tuple(row[name] for name in DIMENSIONS) for row in full)
    )
    assert {row["OBS_VALUE"] for row in keys} == {""}
    assert table(client, detail="nodata") == keys
    message = etree.fromstring(b"".join(client.get(f"{DATA}/{TURNOVER}", {"detail": "nodata"})))
    assert len(message.findall(".//gen:Series", NAMES)) == len(keys)
    assert message.findall(".//gen:Obs", NAMES) == []


def period_of(row):
    observation = Observation.objects.get(pk=row["id"])
    return observation.period.iso


# -- data ---------------------------------------------------------------------------------------------------------
def test_frequency_and_not_stated_are_codes(client, seeded):
    rows = table(client)

    assert {row["FREQ"] for row in rows} == {"A", "P"}
    assert "_X" in {row["REPORTER"] for row in rows}
    assert {row["TIME_PERIOD"] for row in rows} >= {"2023", "2024-01-01/P9M"}
    assert {row["FREQ"] for row in table(client, "P" + TURNOVER)} == {"P"}


def test_every_code_that_data_use_is_in_its_list(client, seeded):
    make_observation(make_series("KAZ.KAZ.CHN.X.TOTAL.Q.ABC7"), value=7, resolution=1)
    lists = {codelist.id: {code.id for code in codelist.codes} for codelist in all_codelists()}
    flow = the_dataflow()

    for row in table(client, "all"):
        for component in (*flow.dimensions, *flow.attributes):
            if component.codelist and row[component.id]:
                assert row[component.id] in lists[component.codelist], component.id
    assert set(lists) == CODELISTS


def test_every_code_has_a_name_in_four_languages(seeded):
    for codelist in all_codelists():
        assert set(codelist.names) == set(TAGS)
        if codelist.id != "CL_COMMODITY":
            assert all(set(code.names) == set(TAGS) and all(code.names.values()) for code in codelist.codes)


@pytest.mark.parametrize(
    ("parameters", "periods"),
    [
        ({"startPeriod": "2023", "endPeriod": "2023"}, {"2023", "2023-01-01/P9M", "2023-01-01/P10M"}),
        ({"startPeriod": "2024"}, {"2024-01-01/P9M"}),
        ({"startPeriod": "2024-Q1", "endPeriod": "2024-09"}, {"2024-01-01/P9M"}),
    ],
)
def test_periods_lie_between_start_and_end(client, seeded, parameters, periods):
    assert {row["TIME_PERIOD"] for row in table(client, **parameters)} == periods


def test_all_formats_say_the_same(client, seeded):
    rows = table(client)
    generic = etree.fromstring(b"".join(client.get(f"{DATA}/{TURNOVER}")))
    accept = "application/vnd.sdmx.structurespecificdata+xml"
    specific = etree.fromstring(b"".join(client.get(f"{DATA}/{TURNOVER}", headers={"accept": accept})))

    expected = [(row["REPORTER"], row["TIME_PERIOD"], row["OBS_VALUE"]) for row in rows]
    assert expected == [
        (s.find("gen:SeriesKey/gen:Value[@id='REPORTER']", NAMES).get("value"), *_generic(obs))
        for s in generic.findall(".//gen:Series", NAMES)
        for obs in s.findall("gen:Obs", NAMES)
    ]
    assert expected == [
        (s.get("REPORTER"), obs.get("TIME_PERIOD"), obs.get("OBS_VALUE")) for s in specific.iter("Series") for obs in s
    ]


def _generic(obs):
    return tuple(obs.find(f"gen:{name}", NAMES).get("value") for name in ("ObsDimension", "ObsValue"))


def test_only_what_readers_are_shown_is_told(client):
    row = make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", value=BILLION)
    make_observation("CHN.CHN.KAZ.T.TOTAL.V.USD", source=make_hidden_source())
    revised = revise_observation(observation=row, source=make_source(), reason="newer", value=BILLION * 2)
    assert [(r["REPORTER"], r["OBS_VALUE"]) for r in table(client)] == [("KAZ", "2000000000")]
    assert [r["OBS_VALUE"] for r in table(client, asOf=row.valid_from.isoformat())] == ["1000000000"]

    withdraw_observation(observation=revised, source=make_source(), reason="an error")

    assert client.get(f"{DATA}/{TURNOVER}").status_code == 404


def test_a_thousand_rows_cost_as_many_queries_as_ten(client):
    series = make_series("CHN.CHN.KAZ.T.TOTAL.V.USD")
    source = make_source()
    costs = []
    for first, last in ((1000, 1010), (1010, 1300)):
        for year in range(first, last):
            make_observation(series, source=source, period_start=f"{year}-01-01", period_end=f"{year}-12-31")
        with CaptureQueriesContext(connection) as queries:
            assert len(table(client)) == last - 1000
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 4


# -- negotiation --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/vnd.sdmx.genericdata+xml; version=2.1"),
        ("*/*", "application/vnd.sdmx.genericdata+xml; version=2.1"),
        ("application/xml", "application/vnd.sdmx.genericdata+xml; version=2.1"),
        ("application/vnd.sdmx.genericdata+xml;version=2.1", "application/vnd.sdmx.genericdata+xml; version=2.1"),
        ("application/vnd.sdmx.data+csv;version=1.0.0", "application/vnd.sdmx.data+csv; version=1.0.0; charset=utf-8"),
        ("application/vnd.sdmx.data+csv;version=2.0.0", "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_is_negotiated(client, seeded, accept, kind):
    response = client.get(f"{DATA}/{TURNOVER}", headers={"accept": accept} if accept else {})

    assert response["Content-Type"] == kind
    assert "Accept" in response["Vary"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_structures_are_found_again_by_their_etag(client, seeded):
    address = "/sdmx/2.1/datastructure/SVERKA/TRADE/1.0?references=all"
    first = client.get(address)

    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("dataflow", {"Dataflows"}),
        ("dataflow/", {"Dataflows"}),
        ("dataflow/all/all/latest", {"Dataflows"}),
        ("dataflow/SVERKA/TRADE/1.0?references=children", {"Dataflows", "DataStructures"}),
        ("datastructure/SVERKA/TRADE", {"DataStructures"}),
        ("datastructure/all/TRADE/latest?references=parents", {"DataStructures", "Dataflows"}),
        ("datastructure/SVERKA/TRADE?references=descendants", {"DataStructures", "Codelists", "Concepts"}),
        ("datastructure/SVERKA/TRADE?references=all", {"Dataflows", "DataStructures", "Codelists", "Concepts"}),
        ("codelist/SVERKA/CL_FLOW", {"Codelists"}),
        ("conceptscheme/SVERKA/CS_TRADE/1.0", {"Concepts"}),
    ],
)
def test_structures_come_with_what_is_referred_to(client, seeded, address, parts):
    root = etree.fromstring(client.get(f"/sdmx/2.1/{address}").content)

    assert {etree.QName(each).localname for each in root[1]} == parts


# -- refusals -----------------------------------------------------------------------------------------------------
REFUSED = (
    ("data/TRADE/A", 400, "key"),
    ("data/TRADE/A.B.C.D.E.F.G.H.I.J.K", 400, "key"),
    (f"data/TRADE/{'x' * 3000}", 400, "key"),
    ("data/TRADE/A.B'--........", 400, "key"),
    ("data/TRADE/A.%F0%9F%98%80........", 400, "key"),
    ("data/TRADE/A.%00........", 400, ""),
    ("data/TRADE/A.%ff........", 400, ""),
    ("data/TRADE/.ZZZ........", 404, "key"),
    ("data/TRADE/all?format=exe", 400, "format"),
    ("data/TRADE/Z..........", 400, "key"),
    ("data/TRADE/Z.........", 404, "key"),
    ("data/NOSUCH/all", 404, ""),
    ("data/OTHER,TRADE,1.0/all", 404, ""),
    ("data/SVERKA,TRADE,9.9/all", 404, ""),
    ("data/A,B,C,D/all", 400, "flow"),
    ("data/TRADE/all/OTHER", 404, ""),
    ("data/TRADE/all?startPeriod=soon", 400, "startPeriod"),
    ("data/TRADE/all?startPeriod=99999999999", 400, "startPeriod"),
    ("data/TRADE/all?startPeriod=2024-01-01/P9999999Y", 400, "startPeriod"),
    ("data/TRADE/all?startPeriod=0000", 400, "startPeriod"),
    ("data/TRADE/all?endPeriod=2024-13", 400, "endPeriod"),
    ("data/TRADE/all?startPeriod=2024&endPeriod=2020", 400, "endPeriod"),
    ("data/TRADE/all?startPeriod=9998", 404, ""),
    ("data/TRADE/all?updatedAfter=never", 400, "updatedAfter"),
    ("data/TRADE/all?asOf=never", 400, "asOf"),
    ("data/TRADE/all?detail=some", 400, "detail"),
    ("data/TRADE/all?lastNObservations=0", 400, "lastNObservations"),
    ("data/TRADE/all?firstNObservations=-1", 400, "firstNObservations"),
    ("data/TRADE/all?firstNObservations=٣", 400, "firstNObservations"),
    ("data/TRADE/all?dimensionAtObservation=AllDimensions", 400, "dimensionAtObservation"),
    ("data/TRADE/all?nosuch=1", 400, "nosuch"),
    ("data/TRADE/all?format=parquet", 400, "format"),
    ("data/TRADE/all?startPeriod=2023&startPeriod=2024", 400, "startPeriod"),
    ("dataflow/OTHER", 404, ""),
    ("dataflow/SVERKA/NOSUCH", 404, ""),
    ("dataflow/SVERKA/TRADE/7.0", 404, ""),
    ("dataflow?references=everything", 400, "references"),
    ("dataflow?detail=allstubs", 400, "detail"),
    ("codelist/SVERKA/CL_NOSUCH", 404, ""),
    ("metadataflow", 404, ""),
    ("", 404, ""),
)


@pytest.mark.parametrize(("address", "status", "name"), REFUSED)
def test_what_cannot_be_answered_is_a_problem_that_names_it(client, seeded, address, status, name):
    response = client.get(f"/sdmx/2.1/{address}")
    problem = json.loads(response.content)

    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, problem["status"]) == (status, status)
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert list(problem["errors"]) == ([name] if name else [])


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("data/TRADE/all", "text/html"),
        ("data/TRADE/all", "application/json"),
        ("data/TRADE/all", "application/vnd.sdmx.genericdata+xml;version=3.0"),
        ("data/TRADE/all", "application/vnd.sdmx.data+csv;version=9"),
        ("dataflow", "application/vnd.sdmx.structure+json"),
        ("dataflow", "application/vnd.sdmx.structure+xml;version=3.0.0"),
    ],
)
def test_a_type_or_version_that_we_do_not_have_is_a_406(client, seeded, address, accept):
    response = client.get(f"/sdmx/2.1/{address}", headers={"accept": accept})

    assert response.status_code == 406
    assert json.loads(response.content)["status"] == 406


def test_nothing_can_be_written(client, seeded):
    for address in ("data/TRADE/all", "dataflow"):
        assert client.post(f"/sdmx/2.1/{address}?nosuch=1").status_code == 405


def test_a_unit_of_hidden_series_alone_is_in_no_list(seeded):
    make_observation(make_series("KAZ.KAZ.CHN.X.TOTAL.Q.SECRET7"), source=make_hidden_source(), value=7, resolution=1)
    units = next(codelist for codelist in all_codelists() if codelist.id == "CL_UNIT")

    assert Series.objects.filter(unit="SECRET7").exists()
    assert "SECRET7" not in {code.id for code in units.codes}
