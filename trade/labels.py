"""What series of trade figures are called, in the language of the page."""

from django.utils.text import capfirst

from trade.models import Area, Commodity, Series


def series_label(series: Series) -> str:
    """«Товарооборот: Китай — Казахстан», with the commodity and the measure where they are not the usual ones."""
    words = [f"{capfirst(series.get_flow_display())}: {pair_label(series.area, series.counterpart)}"]
    if series.commodity_id != Commodity.TOTAL:
        words.append(series.commodity.name or series.commodity_id)
    if series.trade_type == Series.TradeType.SERVICES:
        words.append(series.get_trade_type_display())
    if series.measure != Series.Measure.VALUE:
        words.append(series.get_measure_display())
    return ", ".join(words)


def pair_label(area: Area, counterpart: Area) -> str:
    return f"{area.name} — {counterpart.name}"
