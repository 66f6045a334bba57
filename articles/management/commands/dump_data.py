"""``manage.py dump_data [DIR]``: every public record as CSV, JSON lines and SQLite, with check sums."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from articles.dump import dump


class Command(BaseCommand):
    help = "Write every public record to a directory, as CSV, JSON lines and SQLite, of one moment, with check sums."

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", type=Path, default=settings.DUMP_DIR, help="by default DUMP_DIR")
        parser.add_argument(
            "--root", default="", help="what addresses begin with, such as https://sverka.example; by default SITE_URL"
        )

    def handle(self, *, directory: Path, root: str, **options):
        root = (root or settings.SITE_URL).rstrip("/")
        if not root:
            raise CommandError("Say what addresses begin with: set SITE_URL, or give --root https://your.site.")
        try:
            with override("en"):
                files = dump(directory, root)
        except OSError as error:
            raise CommandError(f"The dump cannot be written: {error}") from error
        for file in files:
            rows = "" if file.rows is None else f"{file.rows:>9} rows"
            self.stdout.write(f"{file.name:28} {file.size:>12} bytes {rows}".rstrip())
