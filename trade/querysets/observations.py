"""Reads of observations: what an import brought and took back, pairs, and annual totals added up."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import ExtractYear, Length

from trade.querysets.measurements import MeasurementQuerySet
from trade.querysets.totals import TOTALS


class ObservationQuerySet(MeasurementQuerySet):
    natural_fields = ("series__key", "period_start", "period_end", "vintage")

    def _vintages(self, lookup):
        same = {name: OuterRef(name) for name in ("series", "period_start", "period_end")}
        return self.model.objects.filter(**same, **{f"vintage__{lookup}": OuterRef("vintage")})

    def never_taken_back(self, moment=None):
        is_open = Q(valid_to__isnull=True)
        return self.filter((is_open | Q(valid_to__gt=moment) if moment else is_open) | ~self._taken_back(moment))

    def withdrawn_for_good(self, at=None, moment=None):
        # The withdrawal by which an import was taken back takes nothing from what was there before it.
        withdrawal = self.model._meta.get_field("withdrawal").related_model
        since = Subquery(withdrawal.objects.filter(observation=OuterRef("pk")).values("withdrawn_at"))
        withdrawn = super().withdrawn_for_good(at, moment).annotate(since=since)
        return withdrawn.exclude(self._taken_back(OuterRef("since")))

    def _taken_back(self, moment=None):
        """Whether an outer row is of an import that was taken back (until *moment*), or stands for a row of one."""
        until = {"created_at__lte": moment} if moment else {}
        rollbacks = self.model._meta.get_field("batch").related_model.objects.filter(**until)
        stands_for = self.model._meta.get_field("restoration").related_model.objects.filter(observation=OuterRef("pk"))
        of_file = {f"original__batch__rolled_back_by__{name}": value for name, value in until.items()}
        taken = stands_for.filter(original__batch__rolled_back_by__isnull=False, **of_file)
        return Exists(rollbacks.filter(rolls_back=OuterRef("batch"))) | Exists(taken)

    def for_pair(self, one: str, other: str):
        series = self.model._meta.get_field("series").related_model.objects.for_pair(one, other)
        return self.filter(series__in=series)

    def vintages_of(self, observation):
        """Every recorded value for the same series and period, oldest first."""
        return self.filter(
            series=observation.series_id,
            period_start=observation.period_start,
            period_end=observation.period_end,
        ).order_by("vintage")

    def same_thing(self, observation):
        """Open rows of the same flow, pair, commodity, measure and period by any reporter."""
        return self.current().filter(
            series__thing=observation.series.thing,
            period_start=observation.period_start,
            period_end=observation.period_end,
        )

    def annual_totals(self):
        """Sums of whole years by reporter, pair, flow, unit, classification and number of digits of its headings.

        Named tuples with ``value`` and ``observations``, how many were added up. Headings of one length alone are
        summed, so nothing counts twice; the product groups of WITS overlap and are left out. Bounds and ranges have no
        value to add.
        """
        whole_years = self.filter(
            *(Q(series__measure="V"), Q(qualifier__in=("eq", "approx"))),
            value__isnull=False,
            period_start__month=1,
            period_start__day=1,
            period_end__month=12,
            period_end__day=31,
            period_end__year=ExtractYear("period_start"),
        )
        parts = {name: F(f"series__{name}_id") for name in ("reporter", "area", "counterpart")}
        parts |= {name: F(f"series__{name}") for name in ("flow", "unit", "valuation", "trade_type")}
        parts |= {"year": ExtractYear("period_start"), "scheme": F("series__commodity__scheme")}
        parts |= {"digits": Length("series__commodity__code")}
        # Ordering is the caller's; columns of the same name as a relation of the model need another one.
        rows = (
            whole_years.exclude(series__commodity__scheme="WITS")
            .order_by()
            .values(**{f"by_{name}": each for name, each in parts.items()})
        )
        return rows.annotate(total=Sum("value"), observations=Count("pk")).values_list(*TOTALS, named=True)

    def with_provenance(self):
        """Everything that a page or the API shows of an observation besides its mirror, in two queries."""
        return self.select_related("series", "source").prefetch_related("citations__source")
