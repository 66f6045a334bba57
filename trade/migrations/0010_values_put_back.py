"""What a roll-back put back is noted with the row whose value it is, that of earlier roll-backs as well."""

import django.db.models.deletion
from django.db import migrations, models

from trade.database.append_only import AppendOnly

# A roll-back put back the newest row below that of its import which says the same.
_NOTE = """INSERT INTO trade_restoration (observation_id, original_id)
SELECT n.id, COALESCE(z.original_id, p.id) FROM trade_observation n
JOIN trade_observation m ON m.series_id = n.series_id AND m.period_start = n.period_start
    AND m.period_end = n.period_end AND m.batch_id = %s
JOIN trade_observation p ON p.series_id = n.series_id AND p.period_start = n.period_start
    AND p.period_end = n.period_end AND p.vintage = (
        SELECT MAX(q.vintage) FROM trade_observation q WHERE q.series_id = n.series_id
        AND q.period_start = n.period_start AND q.period_end = n.period_end AND q.vintage < m.vintage
        AND q.source_id = n.source_id AND q.status = n.status AND q.value IS NOT DISTINCT FROM n.value)
LEFT JOIN trade_restoration z ON z.observation_id = p.id
WHERE n.batch_id = %s"""


def note_earlier_ones(apps, schema_editor):
    batches = apps.get_model("trade", "ImportBatch").objects.filter(rolls_back__isnull=False).order_by("pk")
    with schema_editor.connection.cursor() as cursor:
        for key, undone in batches.values_list("pk", "rolls_back"):
            cursor.execute(_NOTE, [undone, key])


class Migration(migrations.Migration):
    dependencies = [("trade", "0009_ranking_of_chapters")]

    operations = [
        migrations.CreateModel(
            name="Restoration",
            fields=[
                (
                    "observation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="restoration",
                        serialize=False,
                        to="trade.observation",
                        verbose_name="observation",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restorations",
                        to="trade.observation",
                        verbose_name="observation",
                    ),
                ),
            ],
            options={"verbose_name": "value put back", "verbose_name_plural": "values put back"},
        ),
        migrations.RunPython(note_earlier_ones, migrations.RunPython.noop),
        AppendOnly("Restoration"),
    ]
