"""What a program is told of a slip: the parameter, what is possible, all at once, in its own shape."""

from datetime import datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override
from lxml import html

pytestmark = pytest.mark.django_db

OBSERVATIONS = "/api/v1/observations/"
# Address → words of the message at each parameter.
SLIPS = [
    (f"{OBSERVATIONS}?period_from=2024&period_to=2020", {"period_from": "period_to", "period_to": "period_from"}),
    (f"{OBSERVATIONS}totals/?area=CHN&period_from=2024&period_to=2020", {"period_from": "period_to"}),
    (f"{OBSERVATIONS}export.csv?period_from=2024-02&period_to=2024-01", {"period_to": "period_from"}),
    ("/api/v1/areas/?m49=abc", {"m49": "three digits"}),
    ("/api/v1/sources/?language=zz", {"language": "choose from en, "}),
    ("/api/v1/changes/?since=", {"since": "since=0"}),
    ("/api/v1/changes/?since=&table=sources", {"since": "since=0"}),
    (f"{OBSERVATIONS}?area=%ff%fe", {"area": "UTF-8"}),
    (f"{OBSERVATIONS}?flow=T&area=%00", {"area": "UTF-8"}),
    (f"{OBSERVATIONS}?cursor=%ff%00", {"cursor": "UTF-8"}),
    (f"{OBSERVATIONS}?as_of=9999-12-31", {"as_of": "out of range"}),
    (f"{OBSERVATIONS}?as_of=soon", {"as_of": "2024-11-05"}),
    (f"{OBSERVATIONS}?foo=1&area=QQQ", {"foo": "no such parameter", "area": "QQQ"}),
    (f"{OBSERVATIONS}export.xlsx?format=csv", {"format": "export.csv, export.ndjson or export.xlsx"}),
    ("/sdmx/2.1/data/TRADE/all?format=exe", {"format": "generic, structurespecific, csv, xml."}),
    ("/sdmx/2.1/data/TRADE/all?detail=keys", {"detail": "choose from full, dataonly, serieskeysonly, nodata"}),
    ("/sdmx/2.1/dataflow/?detail=allstubs", {"detail": "choose from full"}),
    (
        "/sdmx/2.1/data/TRADE/all?detail=x&dimensionAtObservation=zz",
        {"detail": "full", "dimensionAtObservation": "TIME_PERIOD"},
    ),
    ("/sdmx/2.1/data/TRADE/A.ZZZ.CHN.KAZ.T.TOTAL.V.USD..", {"key": "“ZZZ” is not a code of REPORTER"}),
]


@pytest.mark.parametrize(("address", "expected"), SLIPS)
def test_a_slip_is_named_with_what_is_possible(client, seeded, address, expected):
    answer = client.get(address, headers={"accept-language": "en"})

    assert answer.status_code == (404 if "key" in expected else 400)
    assert answer["Content-Type"] == "application/problem+json"
    errors = answer.json()["errors"]
    assert expected.keys() <= errors.keys()
    for name, words in expected.items():
        assert words in errors[name][0]


def test_a_span_of_one_day_and_known_codes_are_no_slips(client, seeded):
    for query in ("period_from=2023&period_to=2023", "period_from=2024-01-05&period_to=2024-01-05"):
        assert client.get(f"{OBSERVATIONS}?{query}").status_code == 200
    assert [row["code"] for row in client.get("/api/v1/areas/?m49=398").json()["results"]] == ["KAZ"]
    rows = client.get("/api/v1/sources/?language=RU").json()["results"]
    assert {row["language"] for row in rows} == {"ru"}


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("/api/v1/areas/", "application/json, text/csv"),
        ("/sdmx/2.1/dataflow/", "application/vnd.sdmx.structure+xml;version=2.1"),
        ("/sdmx/2.1/data/TRADE/all", "application/vnd.sdmx.data+csv;version=1.0.0"),
    ],
)
def test_whoever_accepts_nothing_of_ours_is_told_what_there_is(client, seeded, address, offered):
    answer = client.get(address, headers={"accept": "application/pdf"})
    assert answer.status_code == 406
    assert offered in answer.json()["errors"]["Accept"][0]


def test_an_export_is_given_to_whoever_asks_for_its_kind(client, seeded):
    answer = client.get(f"{OBSERVATIONS}export.csv", headers={"accept": "text/csv"})
    assert answer.status_code == 200
    assert b"".join(answer).startswith(b"id,series,")


# -- pages ----------------------------------------------------------------------------------------------------------
def test_pages_tell_programs_in_json_and_readers_in_html(client, seeded):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for address, status in (("/en/articles/?format=exe", 406), ("/en/no-such-page/", 404)):
        page = client.get(address, headers={"accept": browser})
        assert (page.status_code, page["Content-Type"].partition(";")[0]) == (status, "text/html"), address
        told = client.get(address, headers={"accept": "application/json"})
        assert told.status_code in {400, status}
        assert told["Content-Type"] == "application/problem+json", address
        assert "Accept" in page["Vary"], address
        assert "Accept" in told["Vary"].split(", "), address


@pytest.mark.parametrize(
    "address",
    [
        "/en/data/",
        "/en/",
        "/feeds/en/articles.atom",
        "/feeds/en/areas/kaz.atom",
        "/robots.txt",
        "/sitemap.xml",
        "/dump/x",
    ],
)
def test_a_form_sent_where_none_is_taken_is_a_405_that_says_what_is(client, seeded, address):
    client.handler.enforce_csrf_checks = True
    answer = client.post(address)
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer["Allow"].split(", "))
    assert "POST" not in answer["Allow"]


def test_a_form_without_its_token_is_refused_where_forms_are_taken(client, seeded):
    client.handler.enforce_csrf_checks = True
    assert client.post("/admin/login/").status_code == 403


# -- spelling of keys -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/api/v1/areas/kaz/?format=csv", "/api/v1/areas/KAZ/?format=csv"),
        ("/api/v1/commodities/total/", "/api/v1/commodities/TOTAL/"),
        ("/api/v1/series/_x.chn.kaz.t.total.v.usd/", "/api/v1/series/_X.CHN.KAZ.T.TOTAL.V.USD/"),
        ("/feeds/en/areas/KAZ.atom", "/feeds/en/areas/kaz.atom"),
    ],
)
def test_another_spelling_of_a_key_leads_to_the_one_address(client, seeded, address, leads_to):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, leads_to)
    assert client.get(leads_to).status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/areas/kzz/", "/api/v1/series/kaz/", "/feeds/en/areas/kzz.atom"])
def test_what_is_not_there_leads_nowhere(client, seeded, address):
    assert client.get(address).status_code == 404


# -- what the reference says ------------------------------------------------------------------------------------------
def test_the_reference_knows_exports_and_what_stands_beside_the_api(client, seeded):
    schema = client.get("/api/schema/?format=json", headers={"accept-language": "en"}).json()
    export = schema["paths"]["/api/v1/observations/export.{form}"]["get"]
    assert {"form", "area", "period_from", "as_of"} <= {parameter["name"] for parameter in export["parameters"]}
    changes = schema["paths"]["/api/v1/changes/"]["get"]["parameters"]
    table = next(parameter for parameter in changes if parameter["name"] == "table")
    assert table["schema"]["enum"] == ["observations", "sources"]
    assert {"sdmx", "dump", "feeds"} <= {tag["name"] for tag in schema["tags"]}


def test_the_reference_is_of_use_without_a_script(client, db):
    page = client.get("/api/docs/").content.decode()
    for address in ("/api/v1/observations/", "/api/v1/claims/", "/sdmx/2.1/data/TRADE/", "/api/schema/"):
        assert f'href="{address}' in page


@pytest.mark.parametrize("lang", ["ru", "kk", "en", "zh-hans"])
def test_the_request_in_sdmx_on_the_data_page_is_answered(client, seeded, lang):
    page = html.fromstring(client.get(f"/{lang}/data/").content)
    (link,) = page.xpath("//section[@aria-labelledby='sdmx-title']//a/@href")
    answer = client.get(link.removeprefix("http://testserver"))
    assert answer.status_code == 200
    assert b"Obs" in b"".join(answer)
    assert "FREQ.REPORTER.REF_AREA" in page.text_content()


# -- dates ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lang", "long", "short"),
    [
        ("en", "29 November 2026, 07:46", "29 Nov 2026, 07:46"),
        ("kk", "2026 ж. 29 қараша, 07:46", "29.11.2026 07:46"),
        ("ru", "29 ноября 2026 г. 7:46", "29.11.2026 07:46"),
    ],
)
def test_dates_are_day_month_year_and_24_hours(lang, long, short):
    moment = datetime(2026, 11, 29, 7, 46)
    with override(lang):
        assert date_format(moment, "DATETIME_FORMAT").lower() == long.lower()
        assert date_format(moment, "SHORT_DATETIME_FORMAT") == short
