"""What series of trade figures are called, in the language of the page."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trade.goods.commodities import own_names, whole_of
from trade.models import Area, Commodity, Series
from trade.pairs.tables import Way
from trade.words.languages import active_tag, column_of


def reporter_name(reporter: Area) -> str:
    return reporter.name if reporter.is_stated else _("reporter not stated")


def series_label(series: Series, *, with_commodity: bool = True) -> str:
    """«Товарооборот: Китай — Казахстан», with the commodity and the measure where they are not the usual ones."""
    words = [f"{capfirst(series.get_flow_display())}: {pair_label(series.area, series.counterpart)}"]
    if with_commodity and series.commodity_id != Commodity.TOTAL:
        words.append(commodity_label(series.commodity))
    if series.trade_type == Series.TradeType.SERVICES:
        words.append(series.get_trade_type_display())
    if series.measure != Series.Measure.VALUE:
        words.append(series.get_measure_display())
    return ", ".join(words)


def commodity_label(commodity: Commodity) -> str:
    """Its name; of a code without one «H6-2709 (в составе: Минеральное топливо…)», for the code alone tells nobody."""
    whole = "" if commodity.name else whole_of(commodity.scheme, commodity.code)
    if not whole:
        return commodity.name or commodity.key
    name = own_names(commodity.scheme, whole)[column_of(active_tag())]
    return _("%(key)s (part of: %(whole)s)") % {"key": commodity.key, "whole": name}


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
