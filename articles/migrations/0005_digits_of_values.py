"""PostgreSQL divides decimals instead of doubles to see whether a value has more digits than it was stated to."""

from django.db import migrations, models
from django.db.models import F, Q

from trade.database.expressions import IsMultipleOf
from trade.database.restated import RestateConstraint


def _fits(name):
    return Q(**{f"{name}__isnull": True}) | Q(IsMultipleOf(F(name), F("resolution")))


def _restated(model, prefix):
    constraint = models.CheckConstraint(
        condition=_fits("value") & _fits("value_upper"),
        name=f"{prefix}_value_fits_its_resolution",
        violation_error_message=(
            "The value has more digits than the resolution says: give the size of the last stated digit, such as "
            "10000000 for «80.01 billion»."
        ),
    )
    return RestateConstraint(model, constraint)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_kept_pages"),
        ("trade", "0008_checked_by_statement"),
    ]

    operations = [
        _restated("Claim", "articles_claim"),
    ]
