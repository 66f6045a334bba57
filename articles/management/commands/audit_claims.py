"""``manage.py audit_claims``: re-checks every published figure; exit status 1 if something stored has drifted."""

import json

from django.core.management.base import BaseCommand, CommandError

from articles.audit import audit


class Command(BaseCommand):
    help = "Re-check the state of every claim and the coverage of every published text; exit with 1 if any drifted."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, json: bool = False, **options):
        found = audit()
        if json:
            self.stdout.write(_dumps(found.as_json()))
        else:
            for drift in found.drift:
                self.stdout.write(f"{drift.kind}: {drift.where}: stored {drift.stored}, now {drift.now}")
            self.stdout.write(
                f"{found.claims} claims, {found.versions} published texts, "
                f"{found.figures_bound} of {found.figures_found} figures bound, {len(found.drift)} drifted."
            )
        if found.drift:
            raise CommandError(f"{len(found.drift)} drifted.")


def _dumps(data) -> str:
    return json.dumps(data, ensure_ascii=False)
