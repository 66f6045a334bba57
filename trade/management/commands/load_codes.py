"""``manage.py load_codes``: lists of codes from files: the Harmonised System and its sections; areas and partners."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from trade.importing.code_lists import load
from trade.importing.listed import NoCodeList
from trade.models import Commodity

EDITIONS = tuple(scheme for scheme in Commodity.Scheme.values if scheme.startswith("H"))


class Command(BaseCommand):
    help = (
        "Load lists of codes: the HS as CSV with the columns section, hscode, description, parent, level; its sections "
        "(section, name); the UN's table of areas with their M49 codes; UN Comtrade's list of partners. What is there "
        "keeps its names and its kind; loading a list again changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--edition", default="H6", choices=EDITIONS, help="edition of the HS")
        parser.add_argument("--origin", default="", help="whose names these are; the name of the file if left out")

    def handle(self, *, files: list[Path], edition: str, origin: str, **options):
        for path in files:
            try:
                loaded = load(path, edition, origin or path.name)
            except NoCodeList as error:
                raise CommandError(f"{path.name}: {error}") from error
            except OSError as error:
                raise CommandError(f"{path.name}: {error.strerror or error}") from error
            self.stdout.write(f"{path.name}: {loaded.added} codes added, {loaded.named} named.")
            for note in loaded.notes:
                self.stdout.write(f"  {note}")
