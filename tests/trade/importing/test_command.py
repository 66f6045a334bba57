"""``manage.py import_trade`` keeps to its contract: one JSON line a file, and its exit status."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from trade.importing.words import error_words
from trade.models import ImportBatch, Observation, Source
from trade.readers.reasons import FILE_REASONS

pytestmark = pytest.mark.django_db
KEYS = {"file", "format", "encoding", "rows", "added", "revised", "unchanged", "refused", "flags", "batch", "error"}
TABLE = "reporter,area,counterpart,flow,period,unit,value\nKAZ,KAZ,CHN,X,2023,USD,100\nKAZ,KAZ,CHN,X,2022,USD,much\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "trade.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file_is_one_line_of_json(table, capsys):
    call_command("import_trade", table, "--json", "--title", "Release", "--published", "2024-05")
    [told] = lines(capsys)
    assert set(told) == KEYS
    assert (told["file"], told["format"], told["encoding"]) == ("trade.csv", "template", "utf-8")
    assert (told["rows"], told["added"], told["revised"], told["unchanged"]) == (2, 1, 0, 0)
    assert told["refused"] == [{"line": 3, "column": "value", "value": "much", "reason": "number"}]
    assert (told["batch"], told["error"]) == (ImportBatch.objects.get().pk, None)
    assert (Source.objects.get().title, Source.objects.get().published) == ("Release", "2024-05")


def test_a_second_run_changes_nothing_and_a_dry_run_leaves_nothing(table, capsys):
    call_command("import_trade", table, "--json", "--dry-run")
    assert not Observation.objects.exists()
    call_command("import_trade", table, "--json")
    call_command("import_trade", table, "--json")
    assert [(told["added"], told["unchanged"], bool(told["batch"])) for told in lines(capsys)] == [
        (1, 0, False),
        (1, 0, True),
        (0, 1, True),
    ]
    assert Observation.objects.count() == 1


@pytest.mark.parametrize("bad", ["foreign", "absent", "published"])
def test_a_file_that_is_refused_fails_alone_and_says_why(table, tmp_path, capsys, bad):
    other = tmp_path / "other.csv"
    options = {}
    if bad == "foreign":
        other.write_text("a,b\n1,2\n", encoding="utf-8")
    if bad == "published":
        other, options = table, {"published": "last year"}
    with pytest.raises(CommandError, match=r"1 of 2 files|2 of 2 files"):
        call_command("import_trade", other, table, json=True, **options)
    first, second = lines(capsys)
    assert first["error"]
    assert first["batch"] is None
    assert (second["added"] == 1) == (bad != "published")


def told_in_english(error):
    with override("en"):
        return error_words(error)


def test_a_program_is_told_the_code_first_and_then_the_words(tmp_path, capsys):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError), override("ru"):
        call_command("import_trade", path, json=True)
    (told,) = lines(capsys)
    code, dash, words = told["error"].partition(" — ")
    assert dash
    assert code.partition(": ")[0] in FILE_REASONS
    assert words == told_in_english(code)


def test_a_person_is_told_in_words(table, capsys):
    call_command("import_trade", table)
    assert "2 numbers, 1 added, 0 revised, 0 unchanged, 1 refused" in capsys.readouterr().out


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_person_is_told_what_is_odd_and_a_program_is_not(tmp_path, capsys, dry_run):
    path = tmp_path / "odd.csv"
    path.write_text(TABLE.replace("much", "-7"), encoding="utf-8")
    call_command("import_trade", path, dry_run=True, json=True)
    assert [flag["kind"] for flag in lines(capsys)[0]["flags"]] == ["negative"]
    call_command("import_trade", path, dry_run=dry_run)
    line = "line 3, " if dry_run else ""
    assert f"  new: {line}KAZ.KAZ.CHN.X.TOTAL.V.USD: 2022: −$7 is less than nothing." in capsys.readouterr().out
