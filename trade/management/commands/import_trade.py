"""``manage.py import_trade``: files of trade statistics into the database; exit status 1 if one was refused."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from trade.importing.outcome import Outcome
from trade.importing.words import error_words
from trade.models import ImportBatch, Source
from trade.notes.batch import BatchNotes, notes_of_batch
from trade.readers import AUTO, LAYOUTS, template
from trade.services import import_file
from trade.signals import BatchChanges

TOLD = 20  # refused lines, and notes, that people are shown
GIVEN = ("unit", "scale", "flow", "reporter", "commodity", "classification")


class Command(BaseCommand):
    help = (
        "Import files of trade statistics, each in one transaction; a second import of the same file changes nothing. "
        "With --json print one JSON object a line. Exit with 1 if a file was refused as a whole. People are told "
        "besides what is odd about the series of the file; the JSON has flags alone, which say what the file shows. "
        f"The layout «template» is a table of your own with the columns {', '.join(template.REQUIRED)}, in any order, "
        f"and, if need be, {', '.join(template.COLUMNS[len(template.REQUIRED) :])}; the admin has it as a file, and "
        "says what they hold, where a file is imported."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--format", default=AUTO, choices=(AUTO, *LAYOUTS), help="layout; recognised if left out")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and leave nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object for each file")
        source = parser.add_argument_group("source", "the release that the files are")
        source.add_argument("--title", default="", help="title as printed; the name of the file if left out")
        source.add_argument("--publisher", default="")
        source.add_argument("--url", default="")
        source.add_argument("--published", default="", help="2024, 2024-11 or 2024-11-05")
        source.add_argument("--licence", default="")
        parser.add_argument("--reason", default="", help="why values change; the title of the source if left out")
        given = parser.add_argument_group("given", "what a file does not say itself")
        for name in GIVEN:
            given.add_argument(f"--{name}", default="")

    def handle(self, *, files: list[Path], **options: Any):
        refused = 0
        for path in files:
            self.notes = BatchNotes()
            outcome = self._import(path, options)
            refused += outcome.error is not None
            if options["json"]:
                self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
            else:
                with override("en"):  # as all else that the command says
                    self._say(outcome)
        if refused:
            raise CommandError(f"{refused} of {len(files)} files refused.")

    def _import(self, path: Path, options: dict[str, Any]) -> Outcome:
        source = Source(
            kind=Source.Kind.RELEASE,
            title=options["title"] or path.name,
            **{name: options[name] for name in ("publisher", "url", "published", "licence")},
        )
        try:
            return import_file(
                path,
                source=source,
                format=options["format"],
                dry_run=options["dry_run"],
                reason=options["reason"],
                progress=self._progress if sys.stderr.isatty() else None,
                given={name: options[name] for name in GIVEN},
                before_undo=self._look,
            )
        except ValidationError as error:
            return Outcome(path.name, error="; ".join(error.messages))
        except OSError as error:
            return Outcome(path.name, error=error.strerror or str(error))

    def _progress(self, rows: int) -> None:
        self.stderr.write(f"\r{rows:,} numbers read", ending="")

    def _look(self, changes: BatchChanges) -> None:
        """Of a dry run, while there is something to look at."""
        self.notes = notes_of_batch(changes.batch, has_lines=True)

    def _say(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.stdout.write(f"{outcome.file}: {error_words(outcome.error)}")
            return
        self.stdout.write(
            f"{outcome.file} ({outcome.format}, {outcome.encoding}): {outcome.rows} numbers, {outcome.added} added, "
            f"{outcome.revised} revised, {outcome.unchanged} unchanged, {outcome.refusals} refused."
        )
        for refusal in outcome.refused[:TOLD]:
            self.stdout.write(f"  line {refusal.line}, {refusal.column} «{refusal.value}»: {refusal.reason}")
        if outcome.refusals > TOLD:
            self.stdout.write(f"  … and {outcome.refusals - TOLD} more")
        # After the import, so that judging keeps nobody waiting for its locks.
        batch = ImportBatch.objects.filter(pk=outcome.batch).first()
        self._say_notes(notes_of_batch(batch) if batch else self.notes)

    def _say_notes(self, notes: BatchNotes) -> None:
        if not notes.remarks:
            return
        of = f" ({notes.looked_at} of {notes.series} series looked at)" if notes.is_partial else ""
        self.stdout.write(f"  to be looked at{of}:")
        for remark in notes.remarks[:TOLD]:
            line = f"line {remark.line}, " if remark.line else ""
            mark = "new" if remark.is_new else "odd before"
            self.stdout.write(f"  {mark}: {line}{remark.series}: {remark.words}")
        if more := len(notes.remarks[TOLD:]) + notes.more:
            self.stdout.write(f"  … and {more} more")
