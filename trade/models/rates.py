"""Exchange rates: what a currency cost on average, for checking sums that a text gives in two currencies."""

from babel.numbers import list_currencies
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from trade.models.rules import CheckAtField
from trade.models.sources import Sourced
from trade.periods import Period
from trade.quantities import Quantity

PLACES = 8


def refuse_unknown_currency(code: str) -> None:
    if code not in list_currencies():
        raise ValidationError(
            _("«%(code)s» is no ISO 4217 code: write three capital letters such as USD.") % {"code": code},
            code="currency",
        )


def _currency_field(label, help_text):
    return models.CharField(label, max_length=3, validators=[refuse_unknown_currency], help_text=help_text)


class ExchangeRate(Sourced):
    """How much of ``currency`` one unit of ``per_currency`` cost on average in a period: 7.08 CNY per USD."""

    currency = _currency_field(
        _("currency of the price"), _("Give the ISO 4217 code, such as CNY for 7.08 CNY per USD.")
    )
    per_currency = _currency_field(
        _("price of one"), _("Give the ISO 4217 code of what one unit is bought of, such as USD for 7.08 CNY per USD.")
    )
    period_start = models.DateField(_("first day of the period"))
    period_end = models.DateField(_("last day of the period"))
    average = models.DecimalField(
        _("average rate"),
        max_digits=20,
        decimal_places=PLACES,
        help_text=_("Copy the average of the period as the source prints it."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ("currency", "per_currency", "-period_start", "-period_end")
        constraints = (
            models.UniqueConstraint(
                fields=("currency", "per_currency", "period_start", "period_end"),
                name="trade_exchangerate_is_one_per_period",
                violation_error_message=_("The rate of these currencies in this period is recorded; change that one."),
            ),
            CheckAtField(
                field="per_currency",
                condition=~Q(currency=F("per_currency")),
                name="trade_exchangerate_is_between_two_currencies",
                violation_error_message=_("Choose two different currencies."),
            ),
            CheckAtField(
                field="currency",
                condition=Q(currency__regex=r"^[A-Z]{3}\Z") & Q(per_currency__regex=r"^[A-Z]{3}\Z"),
                name="trade_exchangerate_has_currency_codes",
                violation_error_message=_("Write currencies as three capital letters, such as USD."),
            ),
            CheckAtField(
                field="period_end",
                condition=Q(period_end__gte=F("period_start")),
                name="trade_exchangerate_period_is_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
            CheckAtField(
                field="average",
                condition=Q(average__gt=0),
                name="trade_exchangerate_is_above_zero",
                violation_error_message=_("A rate is greater than zero."),
            ),
        )

    def __str__(self):
        return f"{self.average.normalize():f} {self.currency} / {self.per_currency}, {self.period}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)

    @property
    def quantity(self) -> Quantity:
        return Quantity.exactly(self.average)
