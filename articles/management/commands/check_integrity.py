"""``manage.py check_integrity``: exit status 1 if something that must hold does not."""

from django.core.management.base import BaseCommand, CommandError

from articles.integrity import RULES, faults


class Command(BaseCommand):
    help = "Check that records, claims, versions and triggers agree with each other; exit with 1 if they do not."

    def handle(self, **options):
        found = list(faults())
        for fault in found:
            self.stdout.write(f"{fault.rule}: {fault.detail}")
        if found:
            raise CommandError(f"{len(found)} faults.")
        self.stdout.write(f"No faults; checked {', '.join(RULES)}.")
