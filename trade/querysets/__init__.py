"""Reads of the ground floor: chainable, named for what the caller wants to know."""

from trade.querysets.base import (
    CitationQuerySet,
    CountOf,
    NaturalKeyQuerySet,
    SlugQuerySet,
    SourcedQuerySet,
    SourcedSlugQuerySet,
    SourceQuerySet,
    SumOfWeights,
)
from trade.querysets.measurements import A_FEW, MeasurementQuerySet
from trade.querysets.observations import ObservationQuerySet
from trade.querysets.series import AreaQuerySet, CommodityQuerySet, NamedQuerySet, SeriesQuerySet
from trade.querysets.totals import TOTALS, AnnualTotalQuerySet, PairTotalQuerySet

__all__ = (
    "A_FEW",
    "TOTALS",
    "AnnualTotalQuerySet",
    "AreaQuerySet",
    "CitationQuerySet",
    "CommodityQuerySet",
    "CountOf",
    "MeasurementQuerySet",
    "NamedQuerySet",
    "NaturalKeyQuerySet",
    "ObservationQuerySet",
    "PairTotalQuerySet",
    "SeriesQuerySet",
    "SlugQuerySet",
    "SourceQuerySet",
    "SourcedQuerySet",
    "SourcedSlugQuerySet",
    "SumOfWeights",
)
