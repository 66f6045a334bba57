"""``manage.py roll_back_import``: takes an import back by compensating vintages; nothing is deleted."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from trade.models import ImportBatch
from trade.services import roll_back_batch


class Command(BaseCommand):
    help = "Take an import back: what it revised gets the value before it as the next vintage, the rest is withdrawn."

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, help="number of the import")
        parser.add_argument("--reason", required=True, help="why; readers see this in the history of each record")

    def handle(self, *, batch: int, reason: str, **options):
        try:
            done = roll_back_batch(batch=ImportBatch.objects.get(pk=batch), reason=reason)
        except ImportBatch.DoesNotExist as error:
            raise CommandError(f"There is no import {batch}.") from error
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(
            f"{done}: {done.revised} values put back, {done.withdrawn} withdrawn, {done.unchanged} changed since."
        )
