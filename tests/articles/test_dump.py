"""The full dump: whole, public, of one moment, and linked where it is."""

import csv
import hashlib
import json
import sqlite3
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from lxml import html

from articles import dump as dumping
from articles.dump import COLLECTIONS, dump, find
from config.api import COLLECTIONS as VIEWSETS
from tests.trade.test_changes import everything, follow
from tests.visibility import MARK, NUMBER, STATES, make_hidden

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
        dump(made)
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


def test_without_a_dump_nothing_links_to_one(seeded, client, settings, tmp_path):
    settings.DUMP_DIR = tmp_path
    assert b"/dump/" not in client.get("/en/data/").content
    assert client.get("/dump/sverka-csv.zip").status_code == 404
    (tmp_path / "metadata.json").write_text('{"files": 7}')
    assert client.get("/en/data/").status_code == 200


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
