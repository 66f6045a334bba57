"""``manage.py seed``: the seed article, its records and the public facts around them."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from articles import demo, seeding


class Command(BaseCommand):
    help = "Insert what is missing of the seed article and its context; touch nothing that is there."

    def add_arguments(self, parser):
        parser.add_argument("--only", choices=tuple(seeding.SETS), help="load one set of fixtures alone")
        parser.add_argument(
            "--dump", metavar="DIR", type=Path, help="insert nothing; write the fixtures again from the database"
        )

    def handle(self, *, only=None, dump=None, **options):
        sets = (only,) if only else tuple(seeding.SETS)
        if dump:
            for path in seeding.dump(dump, sets):
                self.stdout.write(str(path))
            return
        self._say(seeding.seed(sets))
        if settings.DEMO:
            for login in demo.ensure_users():
                self.stdout.write(f"Demo login: {login.username}, {login.words}")

    def _say(self, report: seeding.Report) -> None:
        for label, count in sorted(report.added.items()):
            self.stdout.write(f"{label}: {count} added")
        self.stdout.write(f"{report.added.total()} rows added, {report.there.total()} were there.")
        for entry in report.left_out:
            self.stderr.write(f"Left out, because what it belongs to was changed or removed here: {entry}")
        for quote, state in report.states:
            self.stdout.write(f"«{quote}»: {state or 'not judged'}")
