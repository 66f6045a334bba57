"""The exchange rates that a text with sums in two currencies is checked against."""

from articles.binding import CheckedText, Rate
from trade.models import ExchangeRate


def rates_for(text: CheckedText) -> tuple[Rate, ...]:
    """The public rates between the currencies of *text* in one query; none is asked for a text with one currency."""
    currencies = {stated.unit for stated in text.core if stated.kind == "money" and stated.unit}
    if len(currencies) < 2:
        return ()
    rows = ExchangeRate.objects.public().filter(currency__in=currencies, per_currency__in=currencies)
    return tuple(Rate(row.per_currency, row.currency, row.period, row.quantity) for row in rows)
