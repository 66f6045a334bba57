"""The database itself refuses to change or delete what was published."""

from django.db import migrations

from trade.database.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = (("articles", "0001_initial"),)

    operations = (
        AppendOnly("ArticleVersion"),
        AppendOnly("Claim", guard="OLD.version_id IS NOT NULL"),
        AppendOnly("Correction"),
        AppendOnly("Change"),
    )
