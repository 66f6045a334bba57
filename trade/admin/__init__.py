"""The desk of the data editor: areas, commodities, sources, series and the vintages of what was measured."""

from trade.admin import codes, imports, observations, rates, series, sources

__all__ = ("codes", "imports", "observations", "rates", "series", "sources")
