"""Reads of the totals that are kept."""

from django.db import connections, models
from django.db.models import Exists, F, Q, Window
from django.db.models.functions import RowNumber

# The columns of an annual total: what tells it from others, the sum, and how many values were added up.
TOTALS = (
    *("by_reporter", "by_area", "by_counterpart", "by_flow", "by_unit", "by_valuation", "by_trade_type", "by_year"),
    *("by_scheme", "by_digits", "total", "observations"),
)


class AnnualTotalQuerySet(models.QuerySet):
    def for_pair(self, one: str, other: str):
        """Totals between two areas, whichever of them reports."""
        return self.filter(Q(area=one, counterpart=other) | Q(area=other, counterpart=one))

    def of_all_goods(self):
        return self.filter(scheme="TOTAL")

    def by_chapter(self):
        """One of these totals for each chapter and whatever else tells totals apart: that of the coarsest level.

        Annual values come before the sum of months. A year of which only some months are there says so in ``rows``.
        """
        keys = [F(name) for name in self.model.KEY if name not in ("level", "basis")]
        place = Window(RowNumber(), partition_by=keys, order_by=[F("basis"), F("level")])
        return self.filter(pk__in=self.order_by().annotate(place=place).filter(place=1).values("pk"))

    def years_between(self, one: str, other: str) -> list[int]:
        """The years of which single goods are recorded between two areas, newest first.

        The database jumps from year to year in the index, however many totals a year has.
        """
        table = self.model._meta.db_table

        def newest(before: str = "") -> str:
            each = f"""SELECT MAX(year) AS year FROM {table} WHERE area_id = %s AND counterpart_id = %s
                AND scheme NOT IN ('TOTAL', 'WITS', 'EB') {before}"""
            return f"SELECT MAX(year) FROM ({each} UNION ALL {each}) AS newest"

        pair = [one, other, other, one]
        query = f"""WITH RECURSIVE years(year) AS (
            {newest()} UNION ALL SELECT ({newest("AND year < years.year")}) FROM years WHERE years.year IS NOT NULL
        ) SELECT year FROM years WHERE year IS NOT NULL"""
        with connections[self.db].cursor() as cursor:
            cursor.execute(query, pair * 2)
            return [year for (year,) in cursor.fetchall()]


class PairTotalQuerySet(models.QuerySet):
    def in_step(self, at):
        """The totals if they hold all that readers may see, and none while one awaits a source that is out by now."""
        awaited = self.model._meta.apps.get_model("trade", "AwaitedTotal").objects.order_by()
        return self.filter(~Exists(awaited.filter(source__public_from__lte=at)))

    def as_annual_totals(self, at=None):
        """The same named tuples, in the same order, as :meth:`ObservationQuerySet.annual_totals` adds up."""
        names = {name: F(f"{name}_id") for name in ("reporter", "area", "counterpart")}
        names |= {name: F(name) for name in ("flow", "unit", "valuation", "trade_type", "year", "scheme")}
        rows = self.annotate(**{f"by_{name}": each for name, each in names.items()}, by_digits=F("level"))
        return rows.annotate(total=F("value"), observations=F("rows")).values_list(*TOTALS, named=True)
