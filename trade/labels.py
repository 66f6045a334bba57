"""What series of trade figures are called, in the language of the page."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trade.models import Area, Commodity, Series
from trade.pairs.tables import Way


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


def way_words(way: Way, origin: str, destination: str, trade_type: str = Series.TradeType.GOODS) -> str:
    """What goes which way between two areas whose names are given: «Экспорт: откуда — Китай, куда — Казахстан»."""
    names = {"origin": origin, "destination": destination}
    match way.mark:
        case "T":
            words = _("Turnover")
        case ">":
            words = _("Exports from %(origin)s to %(destination)s") % names
        case ">RX>":
            words = _("Re-exports from %(origin)s to %(destination)s") % names
        case _other:
            words = _("Re-imports of %(origin)s from %(destination)s") % names
    return f"{words} ({_('services')})" if trade_type == Series.TradeType.SERVICES else words
