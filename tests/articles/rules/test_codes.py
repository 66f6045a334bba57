"""Codes are words-to-be: every one that the modules can give is in the tables, and nothing else is."""

import ast
import subprocess
import sys
from pathlib import Path

import articles.binding.reasons
import articles.rules
from articles.binding.codes import REASON_CODES
from articles.rules.codes import CODES

ROOT = Path(articles.rules.__file__).parent


def strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_every_code_of_a_finding_is_in_the_table():
    used = set().union(*(strings(path) for path in ROOT.glob("*.py") if path.name != "codes.py"))
    assert set(CODES) <= used
    assert {rule for rules in CODES.values() for rule in rules.split()} <= set(articles.rules.RULES)


def test_every_code_of_a_reason_is_in_the_table():
    tree = ast.parse(Path(articles.binding.reasons.__file__).read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "_reason"]
    assert {call.args[1].value for call in calls} == REASON_CODES


def test_both_rooms_do_without_django():
    code = (
        "import sys, articles.rules, articles.binding; sys.exit(any(m.split('.')[0] == 'django' for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT.parents[1], check=False).returncode == 0
