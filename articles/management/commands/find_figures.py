"""``manage.py find_figures``: the figures of a text on standard input, for people or as JSON lines."""

import json
import sys
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError

from articles.figures import LANGUAGES, Figure, find_figures


class Command(BaseCommand):
    help = (
        "Find the figures of a text read from standard input and print one a line. With --jsonl read lines of "
        '{"id", "lang", "text"} and write lines of {"id", "figures"}.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--lang", choices=LANGUAGES, help="language of the text; detected if left out")
        parser.add_argument("--jsonl", action="store_true", help="read and write one JSON object a line")

    def handle(self, *, lang=None, jsonl=False, **options):
        if jsonl:
            self._answer_lines(sys.stdin, lang)
            return
        for figure in find_figures(sys.stdin.read(), lang):
            self.stdout.write(describe(figure))

    def _answer_lines(self, lines: Iterable[str], lang: str | None) -> None:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                found = find_figures(row["text"], lang or row.get("lang"))
                answer = {"id": row.get("id"), "figures": [figure.as_json() for figure in found]}
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise CommandError(f"Line {number} is no object with a text: {error}") from error
            self.stdout.write(json.dumps(answer, ensure_ascii=False))


def describe(figure: Figure) -> str:
    """«[12:20] 33,1 млрд тенге: money 33100000000 KZT, more_than, up, 2024-01-01/P9M»."""
    value = "–".join(
        f"{number.normalize():f}" for number in (figure.value, figure.low, figure.high) if number is not None
    )
    words = [figure.kind, value, figure.unit or ""]
    extras = [figure.approx if figure.approx != "exact" else "", figure.direction, figure.comparison, figure.period]
    surface = " ".join(figure.surface.split())
    facts = [" ".join(word for word in words if word), *(str(extra) for extra in extras if extra)]
    return f"[{figure.start}:{figure.end}] {surface}: {', '.join(facts)}"
