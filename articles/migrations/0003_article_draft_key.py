from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="draft_key",
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
    ]
