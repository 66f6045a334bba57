"""``manage.py find_figures``: figures for people, and JSON lines for programs."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def run(monkeypatch, capsys):
    def run(text: str, *arguments: str) -> list[str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        call_command("find_figures", *arguments)
        return capsys.readouterr().out.splitlines()

    return run


def test_a_text_gives_one_readable_line_a_figure(run):
    assert run("За девять месяцев 2024 года вывоз вырос на 13%, до 5 млрд долларов.") == [
        "[3:27] девять месяцев 2024 года: date, 2024-01-01/P9M",
        "[43:46] 13%: percent_change 13 %, up, 2024-01-01/P9M",
        "[51:66] 5 млрд долларов: money 5000000000 USD, 2024-01-01/P9M",
    ]


def test_the_language_may_be_given(run):
    assert run("3-4%", "--lang", "en") == ["[0:4] 3-4%: percent_share 3–4 %, range"]


def test_json_lines_are_answered_in_order(run):
    lines = [{"id": "a", "lang": "en", "text": "Over 50 firms came."}, {"id": "b", "lang": "zh", "text": "没有数字。"}]
    first, second = map(json.loads, run("\n".join(map(json.dumps, lines)) + "\n\n", "--jsonl"))
    assert first == {
        "id": "a",
        "figures": [
            {
                "start": 5,
                "end": 7,
                "surface": "50",
                "kind": "count",
                "value": 50,
                "low": None,
                "high": None,
                "unit": "companies",
                "approx": "more_than",
                "direction": None,
                "comparison": None,
                "period": None,
            }
        ],
    }
    assert second == {"id": "b", "figures": []}


def test_a_period_is_written_as_two_dates(run):
    (line,) = run(json.dumps({"id": 1, "text": "В мае 2024 года открыли 5 школ."}), "--jsonl")
    assert json.loads(line)["figures"][0]["period"] == {"start": "2024-05-01", "end": "2024-05-31"}


@pytest.mark.parametrize(
    "line", ["no json", "[]", '{"id": 1}', '{"id": 1, "text": 5}', '{"text": "5 %", "lang": "de"}']
)
def test_a_line_that_is_no_text_is_named(run, line):
    with pytest.raises(CommandError, match="Line 1 is no object with a text"):
        run(line, "--jsonl")
