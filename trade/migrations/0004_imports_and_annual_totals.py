"""Imports keep their source, their report and why they were rolled back; annual totals are kept, not counted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import trade.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("trade", "0003_exchange_rates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="importbatch",
            options={
                "ordering": ("-created_at",),
                "permissions": (("import_file", "Can import files and roll imports back"),),
                "verbose_name": "import",
                "verbose_name_plural": "imports",
            },
        ),
        migrations.CreateModel(
            name="AnnualTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("flow", models.CharField(max_length=2, verbose_name="flow")),
                ("scheme", models.CharField(max_length=5, verbose_name="classification and edition")),
                ("chapter", models.CharField(blank=True, default="", max_length=2, verbose_name="chapter")),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("measure", models.CharField(max_length=1, verbose_name="measure")),
                ("unit", models.CharField(max_length=8, verbose_name="unit")),
                ("trade_type", models.CharField(max_length=1, verbose_name="trade type")),
                ("valuation", models.CharField(max_length=3, verbose_name="valuation")),
                (
                    "basis",
                    models.CharField(
                        choices=[("A", "annual values"), ("M", "monthly values")], max_length=1, verbose_name="basis"
                    ),
                ),
                ("value", models.DecimalField(decimal_places=6, max_digits=30, verbose_name="value")),
                ("rows", models.PositiveIntegerField(verbose_name="rows")),
            ],
            options={
                "verbose_name": "annual total",
                "verbose_name_plural": "annual totals",
                "ordering": ("area", "counterpart", "year", "flow", "reporter", "scheme", "chapter", "level"),
            },
        ),
        migrations.AddField(
            model_name="importbatch",
            name="reason",
            field=trade.models.fields.ProseField(blank=True, default="", verbose_name="reason"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="report",
            field=models.JSONField(blank=True, default=dict, verbose_name="report"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="rows",
            field=models.PositiveIntegerField(default=0, verbose_name="numbers read"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches",
                to="trade.source",
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="withdrawn",
            field=models.PositiveIntegerField(default=0, verbose_name="withdrawn"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rolls_back__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="trade_importbatch_rollback_has_a_reason",
            ),
        ),
        migrations.AddField(
            model_name="annualtotal",
            name="area",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="trade.area",
                verbose_name="area",
            ),
        ),
        migrations.AddField(
            model_name="annualtotal",
            name="counterpart",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="trade.area",
                verbose_name="counterpart",
            ),
        ),
        migrations.AddField(
            model_name="annualtotal",
            name="reporter",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="trade.area",
                verbose_name="reporter",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualtotal",
            constraint=models.UniqueConstraint(
                fields=(
                    "area",
                    "counterpart",
                    "year",
                    "flow",
                    "reporter",
                    "scheme",
                    "chapter",
                    "level",
                    "measure",
                    "unit",
                    "trade_type",
                    "valuation",
                    "basis",
                ),
                name="trade_annualtotal_is_kept_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualtotal",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gt", 0), ("chapter", ""), _connector="OR"),
                name="trade_annualtotal_level_is_of_codes",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualtotal",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis__in", ["A", "M"])), name="trade_annualtotal_basis_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="annualtotal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("flow", "T"), _negated=True), ("area__lt", models.F("counterpart")), _connector="OR"
                ),
                name="trade_annualtotal_pair_is_alphabetical",
            ),
        ),
    ]
