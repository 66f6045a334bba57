"""Which periods a reader looks at: years, quarters, months, or what has come together since January.

:func:`kinds_of` says of one period what it is, :func:`condition` says the same to the database; a test holds the two
together. January to March is both a quarter and the sum since January.
"""

from datetime import timedelta

from django.db.models import DateField, ExpressionWrapper, F, Q, TextChoices, Value
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from trade.periods import Period


class Every(TextChoices):
    ALL = "all", _("all periods")
    YEARS = "years", _("years")
    QUARTERS = "quarters", _("quarters")
    MONTHS = "months", _("months")
    CUMULATIVE = "cumulative", _("since January")


def kinds_of(period: Period) -> frozenset[str]:
    """Empty for what is neither: days, spans over two years, July to September and October together."""
    found = {"A": Every.YEARS, "Q": Every.QUARTERS, "M": Every.MONTHS}.get(period.frequency)
    kinds = {found.value} if found else set()
    months = period.months_count
    if months and 1 < months < 12 and period.start.month == 1:
        kinds.add(Every.CUMULATIVE.value)
    return frozenset(kinds)


def condition(every: str) -> Q:
    """The condition on ``period_start`` and ``period_end`` of observations."""
    if every == Every.ALL:
        return Q()
    day_after = ExpressionWrapper(F("period_end") + Value(timedelta(days=1)), output_field=DateField())
    whole_months = (
        Q(period_start__day=1)
        & Q(Exact(ExtractDay(day_after), 1))
        & Q(Exact(ExtractYear("period_end"), ExtractYear("period_start")))
    )
    last, first = ExtractMonth("period_end"), ExtractMonth("period_start")
    match every:
        case Every.YEARS:
            return whole_months & Q(period_start__month=1, period_end__month=12)
        case Every.QUARTERS:
            return whole_months & Q(period_start__month__in=(1, 4, 7, 10)) & Q(Exact(last, first + 2))
        case Every.MONTHS:
            return whole_months & Q(Exact(last, first))
        case _:
            return whole_months & Q(period_start__month=1, period_end__month__gte=2, period_end__month__lte=11)
