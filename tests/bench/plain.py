"""The table that one makes in an afternoon, to measure imports against: a row for each number, with its codes.

Every code is a foreign key, as Django makes them: with a constraint and an index each. It knows no vintages and no
totals, and asks neither what a value was nor who may see it; it only refuses what is there already.
"""

from django.db import connection, models

from trade.models import Source


class PlainArea(models.Model):
    code = models.CharField(max_length=8, unique=True)

    class Meta:
        app_label = "bench"

    def __str__(self):
        return self.code


class PlainCommodity(models.Model):
    code = models.CharField(max_length=20, unique=True)

    class Meta:
        app_label = "bench"

    def __str__(self):
        return self.code


class PlainTrade(models.Model):
    reporter = models.ForeignKey(PlainArea, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(PlainArea, on_delete=models.PROTECT, related_name="+")
    counterpart = models.ForeignKey(PlainArea, on_delete=models.PROTECT, related_name="+")
    flow = models.CharField(max_length=2)
    commodity = models.ForeignKey(PlainCommodity, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=1)
    unit = models.CharField(max_length=8)
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "bench"
        constraints = (
            models.UniqueConstraint(
                fields=(
                    *("reporter", "area", "counterpart", "flow", "commodity", "measure", "unit"),
                    *("period_start", "period_end"),
                ),
                name="bench_plaintrade_is_there_once",
            ),
        )

    def __str__(self):
        return f"{self.reporter}.{self.area}.{self.counterpart}.{self.flow}.{self.commodity} {self.period_start}"


STAGED = """reporter text, area text, counterpart text, flow text, commodity text, measure text, unit text,
    period_start date, period_end date, value numeric"""
_NAMES = "reporter_id, area_id, counterpart_id, flow, commodity_id, measure, unit, period_start, period_end, value"
_INSERT = f"""INSERT INTO bench_plaintrade ({_NAMES}, source_id)
    SELECT r.id, a.id, p.id, t.flow, c.id, t.measure, t.unit, t.period_start, t.period_end, t.value, %s
    FROM {{table}} t JOIN bench_plainarea r ON r.code = t.reporter JOIN bench_plainarea a ON a.code = t.area
    JOIN bench_plainarea p ON p.code = t.counterpart JOIN bench_plaincommodity c ON c.code = t.commodity"""
_LOADED = """(SELECT s.reporter_id AS reporter, s.area_id AS area, s.counterpart_id AS counterpart, s.flow,
    s.commodity_id AS commodity, s.measure, s.unit, o.period_start, o.period_end, o.value
    FROM trade_observation o JOIN trade_series s ON s.id = o.series_id
    WHERE o.valid_to IS NULL AND o.value IS NOT NULL AND s.measure = 'V' AND s.valuation = '_X'
    AND s.trade_type = 'C')"""


def create() -> None:
    """Makes the tables and puts the numbers in that ours hold."""
    with connection.schema_editor() as editor:
        for model in (PlainArea, PlainCommodity, PlainTrade):
            editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_plainarea (code) SELECT code FROM trade_area ORDER BY code")
        cursor.execute("INSERT INTO bench_plaincommodity (code) SELECT key FROM trade_commodity ORDER BY key")
        cursor.execute(_INSERT.format(table=_LOADED), [Source.objects.first().pk])
        cursor.execute("VACUUM ANALYZE bench_plaintrade")


def copy_and_insert(rows: list) -> None:
    """COPY into a temporary table, and from there into the table in one statement."""
    lines = "".join(
        f"{row.key.reporter}\t{row.key.area}\t{row.key.counterpart}\t{row.key.flow}\t{row.key.commodity}\t"
        f"{row.key.measure}\t{row.key.unit}\t{row.period.start}\t{row.period.end}\t{row.value:f}\n"
        for row in rows
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bench_plain ({STAGED}) ON COMMIT DROP")
        with cursor.copy("COPY bench_plain FROM STDIN") as copy:
            copy.write(lines)
        cursor.execute("ANALYZE bench_plain")
        cursor.execute(_INSERT.format(table="bench_plain"), [Source.objects.first().pk])


def bulk_create(rows: list) -> None:
    areas = dict(PlainArea.objects.values_list("code", "pk"))
    goods = dict(PlainCommodity.objects.values_list("code", "pk"))
    source = Source.objects.first()
    PlainTrade.objects.bulk_create(
        (
            PlainTrade(
                reporter_id=areas[row.key.reporter],
                area_id=areas[row.key.area],
                counterpart_id=areas[row.key.counterpart],
                flow=row.key.flow,
                commodity_id=goods[row.key.commodity],
                measure=row.key.measure,
                unit=row.key.unit,
                period_start=row.period.start,
                period_end=row.period.end,
                value=row.value,
                source=source,
            )
            for row in rows
        ),
        batch_size=5_000,
    )
