"""The full dump: whole, public, of one moment, and linked where it is."""

import csv
import hashlib
import json
import sqlite3
import zipfile
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone
from lxml import html

from articles import dump as dumping
from articles.dump import COLLECTIONS, dump, find
from articles.dump_check import CHANGING, MEASURED
from articles.models import Article, Awaited, Claim
from articles.services import hold_article, withdraw_article
from config.api import COLLECTIONS as VIEWSETS
from events.models import (
    Agreement,
    AgreementStatus,
    EventCitation,
    EventStatus,
    Initiative,
    InitiativeSupport,
    Metric,
    MetricWithdrawal,
    Participation,
    Role,
)
from events.services import cite_metric
from tests.factories import (
    make_agreement,
    make_area,
    make_article,
    make_citation,
    make_event,
    make_hidden_source,
    make_initiative,
    make_metric,
    make_observation,
    make_role,
    make_source,
)
from tests.trade.changes.test_observations import everything, follow
from tests.trade.changes.test_sources import follow as follow_sources
from tests.visibility import MARK, NUMBER, STATES, make_hidden
from trade.models import (
    AwaitedTotal,
    ExchangeRate,
    ImportBatch,
    Observation,
    ObservationCitation,
    ObservationWithdrawal,
    Source,
)
from trade.services import revise_observation, set_public_from, withdraw_observation

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(seeded, tmp_path, settings):
    settings.DUMP_DIR = tmp_path / "dump"
    for state in STATES:
        make_hidden(state)
    out = StringIO()
    call_command("dump_data", "--root", "https://sverka.example/", stdout=out)
    assert "observations.csv" in out.getvalue()
    return settings.DUMP_DIR


def rows(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_collection_is_there_in_every_format(made):
    names = {viewset.collection for viewset in VIEWSETS} - {"changes"}
    assert {"observations", *(viewset.collection for viewset in COLLECTIONS)} == names
    database = sqlite3.connect(made / "sverka.sqlite3")
    for name in names:
        lines = (made / f"{name}.jsonl").read_text().splitlines()
        (count,) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()
        assert len(rows(made / f"{name}.csv")) == len(lines) == count, name


def test_check_sums_and_sizes_are_those_of_the_files(made):
    sums = dict(reversed(line.split("  ")) for line in (made / "SHA256SUMS").read_text().splitlines())
    files = {path.name for path in made.iterdir()}
    assert set(sums) == files - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((made / name).read_bytes()).hexdigest() == digest
    for file in find(made).files:
        assert (made / file.name).stat().st_size == file.size


def test_nothing_hidden_is_in_any_file(made):
    for path in made.iterdir():
        assert MARK.encode() not in path.read_bytes(), path.name
        assert str(NUMBER).encode() not in path.read_bytes(), path.name
    with zipfile.ZipFile(made / "sverka-csv.zip") as archive:
        assert {"README.md", "observations.csv"} <= set(archive.namelist())
        assert not any(MARK.encode() in archive.read(name) for name in archive.namelist())


def test_the_dump_is_what_a_replay_of_all_changes_gives(made, client):
    copy = {}
    follow(client, copy, page_size=50)
    dumped = [json.loads(line) for line in (made / "observations.jsonl").read_text().splitlines()]

    assert {(row["series"], row["period_start"], row["period_end"]): row for row in dumped} == copy == everything()
    assert rows(made / "observations.csv") == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in dumped
    ]


def test_sources_of_a_replay_are_those_of_a_dump_with_whole_addresses(made, client):
    call_command("dump_data", "--root", "http://testserver", stdout=StringIO())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    copy = {}
    follow_sources(client, copy)
    dumped = [json.loads(line) for line in (made / "sources.jsonl").read_text().splitlines()]

    assert copy
    assert {row["id"]: row for row in dumped} == copy
    assert all(row["url"].startswith("http://testserver/en/sources/") for row in dumped)


def test_addresses_begin_with_that_of_the_site_where_none_is_given(seed_only, tmp_path, settings):
    settings.SITE_URL = "https://news.example/"
    call_command("dump_data", tmp_path, stdout=StringIO())
    assert '"https://news.example/en/sources/' in (tmp_path / "sources.jsonl").read_text()
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL"):
        call_command("dump_data", tmp_path)


def test_values_are_numbers_in_the_database(made):
    database = sqlite3.connect(made / "sverka.sqlite3")
    (total,) = database.execute(
        "SELECT sum(value) FROM observations WHERE series = '_X.CHN.KAZ.T.TOTAL.V.USD'"
    ).fetchone()
    assert total == 74_000_000_000


def test_the_files_say_what_they_are_whose_and_under_which_licence(made):
    readme = (made / "README.md").read_text()
    about = json.loads((made / "metadata.json").read_text())
    assert "## Licence" in readme
    assert {source["key"] for source in about["sources"]} == {row["key"] for row in rows(made / "sources.csv")}
    assert all(source["key"] in readme for source in about["sources"])
    assert "https://sverka.example/" in (made / "claims.jsonl").read_text()


def test_a_dump_that_fails_leaves_the_one_before(made, monkeypatch):
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    monkeypatch.setattr(dumping, "_readme", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        dump(made, "https://sverka.example")
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before


def test_a_directory_that_cannot_be_written_is_told(seed_only, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("dump_data", tmp_path / "file")


# -- on the site --------------------------------------------------------------------------------------------------
def test_the_data_page_links_the_dump_with_its_size(made, client):
    page = html.fromstring(client.get("/en/data/").content)
    (link,) = page.xpath("//a[contains(@class, 'button')][contains(@href, '/dump/')]")
    assert link.get("href") == "/dump/sverka-csv.zip"
    assert "KB" in link.text
    response = client.get(link.get("href"))
    assert b"".join(response) == (made / "sverka-csv.zip").read_bytes()
    assert "attachment" in response["Content-Disposition"]


def test_every_file_of_the_check_sums_can_be_had_and_they_are_linked(made, client):
    sums = b"".join(client.get("/dump/SHA256SUMS")).decode()
    for line in sums.splitlines():
        digest, name = line.split("  ")
        answer = client.get(f"/dump/{name}")
        assert answer.status_code == 200, name
        assert hashlib.sha256(b"".join(answer)).hexdigest() == digest, name
    links = html.fromstring(client.get("/en/data/").content).xpath("//a/@href")
    assert {"/dump/SHA256SUMS", "/dump/metadata.json"} <= set(links)


def test_without_a_dump_nothing_links_to_one(seeded, client, settings, tmp_path):
    settings.DUMP_DIR = tmp_path
    assert b"/dump/" not in client.get("/en/data/").content
    assert client.get("/dump/sverka-csv.zip").status_code == 404
    (tmp_path / "metadata.json").write_text('{"files": 7}')
    assert client.get("/en/data/").status_code == 200


def hidden_since(kind: str) -> None:
    """Something that is in the dump is hidden now, in one of the ways in which that happens."""
    article = Article.objects.public().order_by("pk").first()
    match kind:
        case "withdrawn article":
            withdraw_article(article=article, reason="an error")
        case "held article":
            hold_article(article=article, reason="an error")
        case "embargoed article":
            article.embargo_until = timezone.now() + timedelta(days=1)
            article.save()
        case "article for later":
            article.publish_at = timezone.now() + timedelta(days=1)
            article.save()
        case "hidden source":
            set_public_from(source=Observation.objects.shown().first().source, moment=None)
        case "source for later":
            source = Observation.objects.shown().first().source
            set_public_from(source=source, moment=timezone.now() + timedelta(days=1))
        case "record on another source":
            agreement = Agreement.objects.public().first()
            agreement.source = make_hidden_source()
            agreement.save()
        case "deleted record":
            make_initiative("gone")
            call_command("dump_data", stdout=StringIO())
            Initiative.objects.get(slug="gone").delete()
        case str() if kind in PARTS:
            part = PARTS[kind].objects.get(source__title="of a part")
            part.source = make_hidden_source()
            part.save()
        case "deleted part":
            AgreementStatus.objects.get(source__title="of a part").delete()
        case "observation without its citation":
            Observation.objects.get(note="cited").citations.get().delete()
        case "metric without its citation":
            Metric.objects.get(note="cited").citations.get().delete()


PARTS = {
    "role on another source": Role,
    "status of an event on another source": EventStatus,
    "status of an agreement on another source": AgreementStatus,
    "participation on another source": Participation,
    "supporter on another source": InitiativeSupport,
    "citation on another source": EventCitation,
}
HIDDEN = (
    *("withdrawn article", "held article", "embargoed article", "article for later", "hidden source"),
    *("source for later", "record on another source", "observation without its citation"),
    *("metric without its citation", "deleted record", "deleted part", *PARTS),
)


@pytest.fixture
def shown_by_citations(seeded):
    make_citation(make_observation("KAZ.KAZ.CHN.X.H6-01.V.USD", source=make_hidden_source(), note="cited"))
    cite_metric(
        metric=make_metric(source=make_hidden_source(), note="cited"), source=make_source(), relation="supports"
    )
    source = make_source(title="of a part")
    make_role(source=source)
    EventStatus.objects.create(event=make_event(), status="held", source=source)
    EventCitation.objects.create(event=make_event(), source=source, relation="supports")
    AgreementStatus.objects.create(agreement=make_agreement(), status="signed", source=source)
    Participation.objects.create(event=make_event(), area=make_area("KAZ"), source=source)
    InitiativeSupport.objects.create(initiative=make_initiative(), area=make_area("KAZ"), source=source)


def test_all_that_rests_on_a_source_is_looked_after():
    """A new kind of record has to say how a dump notices that it is hidden."""
    models = (model for model in apps.get_models() if not model.__name__.startswith("Historical"))
    sourced = {model for model in models if any(field.name == "source" for field in model._meta.fields)}
    others = {Article, Awaited, Claim}  # hang on their texts
    others |= {ImportBatch, AwaitedTotal, ObservationCitation, ExchangeRate}  # stand in no table of a dump
    others |= {ObservationWithdrawal, MetricWithdrawal}  # hide more than they show
    assert sourced - others == {*CHANGING.values(), *MEASURED.values()} - {Source}


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_dump_is_not_given_out_once_something_in_it_is_hidden(shown_by_citations, made, client, kind):
    assert client.get("/dump/observations.csv").status_code == 200
    hidden_since(kind)

    page = client.get("/en/data/").content.decode()
    assert "/dump/" not in page
    assert "is no longer public, so they are not given out" in page
    for name in ("observations.csv", "sverka-csv.zip", "README.md", "SHA256SUMS"):
        answer = client.get(f"/dump/{name}", headers={"accept-language": "ru"})
        assert (answer.status_code, answer.streaming) == (503, False), name
        assert "больше не" in answer.content.decode()

    call_command("dump_data", stdout=StringIO())
    assert client.get("/dump/observations.csv").status_code == 200
    assert "/dump/" in client.get("/en/data/").content.decode()


@pytest.mark.parametrize(
    "kind", ["revision", "withdrawal", "new draft", "source that comes out", "hidden and shown again"]
)
def test_a_dump_stays_while_all_that_it_holds_is_public(shown_by_citations, made, client, kind):
    row = Observation.objects.shown().first()
    match kind:
        case "revision":
            revise_observation(observation=row, source=make_source(), reason="newer", value=row.value)
        case "withdrawal":
            withdraw_observation(observation=row, source=make_source(), reason="an error")
        case "new draft":
            make_article(source=make_hidden_source())
        case "source that comes out":
            set_public_from(source=Observation.objects.get(note="cited").source, moment=timezone.now())
        case "hidden and shown again":
            moment = row.source.public_from
            for each in (None, moment):
                set_public_from(source=row.source, moment=each)
    assert client.get("/dump/observations.csv").status_code == 200


def test_a_dump_that_does_not_say_what_it_holds_is_not_given_out(made, client):
    about = json.loads((made / "metadata.json").read_text())
    del about["holds"]
    (made / "metadata.json").write_text(json.dumps(about))
    assert client.get("/dump/observations.csv").status_code == 503


def test_asking_whether_a_dump_is_outdated_costs_the_same_for_a_large_one(
    shown_by_citations, made, django_assert_num_queries
):
    found = find(made)
    with django_assert_num_queries(4):
        assert not found.is_outdated


@pytest.mark.parametrize(
    "name", ["nosuch.csv", "..", "%2e%2e%2fsettings.py", "..%2f..%2fetc%2fpasswd", "metadata.json~"]
)
def test_no_other_file_is_given_out(made, client, name):
    (made / "secret.txt").write_text("secret")
    for each in (name, "secret.txt"):
        assert client.get(f"/dump/{each}").status_code == 404


def test_every_address_of_the_data_page_answers(seeded, client):
    page = html.fromstring(client.get("/en/data/").content)
    links = page.xpath("//main//a/@href | //header[contains(@class, 'head')]/following-sibling::p//a/@href")
    ours = {link.removeprefix("http://testserver") for link in links if "://" not in link or "testserver" in link}
    assert len([link for link in ours if link.startswith(("/api/", "/sdmx/"))]) > 20
    for link in ours:
        assert client.get(link).status_code in (200, 302), link
