"""The fixtures and the database say the same, in both directions."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from articles.models import Change, ClaimState, Finding
from articles.seeding import SETS, dump, path_of, read, seed
from tests.seeds import APPS
from trade.models import AnnualTotal, AwaitedTotal, PairTotal

FILES = tuple(fixture for fixtures in SETS.values() for fixture in fixtures)
SEED_FILES, CONTEXT_FILES = SETS["seed"], SETS["context"]


def assert_same_files(folder: Path, fixtures) -> None:
    for fixture in fixtures:
        path = path_of(fixture)
        assert (folder / path.name).read_bytes() == path.read_bytes(), fixture


def test_dumping_what_was_loaded_gives_the_same_files_byte_for_byte(seeded, tmp_path):
    assert len(dump(tmp_path)) == len(FILES) == len(list(tmp_path.iterdir()))
    assert_same_files(tmp_path, FILES)


def test_the_context_only_adds_rows(seed_only, tmp_path):
    seed(("context",))
    dump(tmp_path)
    assert_same_files(tmp_path, FILES)


def test_a_value_that_changed_in_the_database_shows_in_the_dump(seeded, tmp_path):
    topics = apps.get_model("articles", "Topic").objects
    topics.filter(slug="tourism").update(name_en="travel")
    dump(tmp_path)
    assert "travel" in (tmp_path / "articles_seed.json").read_text(encoding="utf-8")


def test_what_was_emptied_is_told_apart_from_what_was_left_to_its_default(seeded, tmp_path):
    """A source without a time is hidden; one that says nothing of it would be public from the day of loading."""
    apps.get_model("trade", "Source").objects.filter(key="caixin-2019-11-11").update(public_from=None)
    dump(tmp_path)
    assert '"public_from": null' in (tmp_path / "trade_context.json").read_text(encoding="utf-8")


def test_the_database_holds_no_row_that_no_file_names(seeded):
    named = Counter(entry["model"] for fixture in FILES for entry in read(fixture))
    derived = (AnnualTotal, AwaitedTotal, PairTotal, ClaimState, Change, Finding)
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if model not in derived and not model.__name__.startswith("Historical"):
                assert model._base_manager.count() == named[model._meta.label_lower], model


@pytest.mark.django_db
def test_djangos_own_loaddata_reads_the_files(tmp_path):
    call_command("loaddata", *(path_of(fixture).stem for fixture in FILES), verbosity=0)
    dump(tmp_path)
    assert_same_files(tmp_path, FILES)


@pytest.mark.parametrize("fixture", FILES)
def test_a_file_has_natural_keys_and_no_computed_column(fixture):
    for entry in read(fixture):
        assert "pk" not in entry or entry["model"] in ("trade.area", "trade.commodity")
        assert "thing" not in entry["fields"]
        assert not entry["model"].endswith(("claimstate", "change", "user"))


@pytest.mark.parametrize("fixture", CONTEXT_FILES)
def test_every_row_of_the_context_cites_a_source_of_its_own(fixture):
    sources = {entry["fields"]["key"] for entry in read("trade/trade_context") if entry["model"] == "trade.source"}
    sourceless = {"trade.source", "trade.series"}
    for entry in read(fixture):
        if entry["model"] not in sourceless:
            assert entry["fields"]["source"][0] in sources, entry


def test_every_source_of_the_context_has_a_publisher_and_an_address():
    for entry in read("trade/trade_context"):
        if entry["model"] == "trade.source":
            assert entry["fields"]["publisher"], entry
            assert entry["fields"]["url"].startswith(("http://", "https://")), entry


def test_every_source_of_the_context_is_cited():
    text = json.dumps([read(fixture) for fixture in CONTEXT_FILES])
    for entry in read("trade/trade_context"):
        if entry["model"] == "trade.source":
            assert text.count(json.dumps(entry["fields"]["key"])) > 1, entry["fields"]["key"]
