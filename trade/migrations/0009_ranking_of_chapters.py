from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trade", "0008_checked_by_statement")]

    operations = [
        migrations.AddIndex(
            model_name="annualtotal",
            index=models.Index(
                condition=models.Q(("basis", "A"), ("flow__in", ("X", "M")), ("measure", "V"), ("trade_type", "C")),
                fields=["scheme", "chapter", "year", "value"],
                name="trade_annualtotal_ranking",
            ),
        ),
    ]
