"""CSV is what programs and spreadsheets read: the same rows as the JSON, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from rest_framework import serializers

from trade.renderers import cell_of, columns_of, csv_text, safe_cell, table_text

FORMULAS = (
    "=1+1",
    "+7 727 250",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "%0A",
    "\tcmd",
    "\rcmd",
    " =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\u200b \ufeff\u2060=1+1",
    " \tcmd",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "｜calc",
    "％0A",
    "﹦1+1",
    "-",
    "-1e5",
    "+5",
)
HARMLESS = ("", "41", "-41", "-9500000000.25", "0.5", "_X.CHN.KAZ.T.TOTAL.V.USD", "Астана", "a=b", "1-2", "33%", "— 41")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_cells_stay_as_they_are(text):
    assert safe_cell(text) == text


def test_real_numbers_stay_numbers():
    assert [safe_cell(value) for value in (-5, 17, -2.5, "-9500000000")] == ["-5", "17", "-2.5", "-9500000000"]


def test_nothing_is_an_empty_cell_and_truth_is_written_as_in_json():
    assert [safe_cell(value) for value in (None, True, False)] == ["", "true", "false"]


def test_csv_quotes_what_would_break_a_row():
    text = csv_text([["a,b", 'say "x"', "two\nlines"]], ["one", "two", "three"])

    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["one", "two", "three"],
        ["a,b", 'say "x"', "two\nlines"],
    ]


def test_csv_has_no_byte_order_mark_which_would_rename_the_first_column():
    assert csv_text([], ["id"]) == "id\r\n"


class PeriodSerializer(serializers.Serializer):
    start = serializers.DateField()


class SourceSerializer(serializers.Serializer):
    title = serializers.CharField()


class RowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    period = PeriodSerializer(allow_null=True)
    sources = SourceSerializer(many=True)
    topics = serializers.ListField(child=serializers.CharField())


def test_columns_are_named_like_the_json():
    assert columns_of(RowSerializer()) == [("id",), ("period", "start"), ("sources", "title"), ("topics",)]


def test_several_values_share_a_cell():
    row = {"sources": [{"title": "One"}, {"title": "Two"}], "topics": ["trade", "tourism"]}

    assert cell_of(row, ("sources", "title")) == "One; Two"
    assert cell_of(row, ("topics",)) == "trade; tourism"


def test_an_unknown_period_leaves_its_cells_empty():
    rows = [{"id": 1, "period": None, "sources": [], "topics": []}]

    assert table_text(rows, RowSerializer()) == "id,period.start,sources.title,topics\r\n1,,,\r\n"


def test_an_empty_list_still_says_what_its_columns_are():
    assert table_text([], RowSerializer()) == "id,period.start,sources.title,topics\r\n"
