"""``manage.py rebuild_totals``: adds up the annual totals anew, should ``check_integrity`` find that they disagree."""

from django.core.management.base import BaseCommand
from django.db import transaction

from trade.totals import rollups


class Command(BaseCommand):
    help = "Add up the annual totals of all observations anew."

    def handle(self, **options):
        with transaction.atomic():
            count = rollups.rebuild()
        self.stdout.write(f"{count} annual totals.")
