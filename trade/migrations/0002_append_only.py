"""The database itself refuses to change or delete what was recorded."""

from django.db import migrations

from trade.database.append_only import AppendOnly, FixedOnceUsed


class Migration(migrations.Migration):
    dependencies = (("trade", "0001_initial"),)

    operations = (
        AppendOnly("Observation", closing=("valid_to",)),
        AppendOnly("ObservationWithdrawal"),
        FixedOnceUsed("Series", user="Observation", field="series"),
    )
