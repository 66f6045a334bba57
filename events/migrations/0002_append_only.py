"""The database itself refuses to change or delete what was recorded."""

from django.db import migrations

from trade.database.append_only import AppendOnly, FixedOnceUsed


class Migration(migrations.Migration):
    dependencies = (("events", "0001_initial"),)

    operations = (
        AppendOnly("Metric", closing=("valid_to",)),
        AppendOnly("MetricWithdrawal"),
        FixedOnceUsed("Participation", user="Metric", field="participation", fixed=("event", "area", "organisation")),
    )
