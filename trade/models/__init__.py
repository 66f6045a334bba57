"""Ground floor: areas, sources, series and what was measured."""

from trade.models.codes import Area, Commodity
from trade.models.measurements import Citation, Measurement, Quantified, Status, Withdrawal
from trade.models.observations import (
    ImportBatch,
    Observation,
    ObservationCitation,
    ObservationWithdrawal,
    ReporterBasis,
)
from trade.models.rates import ExchangeRate
from trade.models.restorations import Restoration
from trade.models.rollups import AnnualTotal, AwaitedTotal, Basis, PairTotal
from trade.models.series import Series
from trade.models.sources import Source, Sourced

__all__ = (
    "AnnualTotal",
    "Area",
    "AwaitedTotal",
    "Basis",
    "Citation",
    "Commodity",
    "ExchangeRate",
    "ImportBatch",
    "Measurement",
    "Observation",
    "ObservationCitation",
    "ObservationWithdrawal",
    "PairTotal",
    "Quantified",
    "ReporterBasis",
    "Restoration",
    "Series",
    "Source",
    "Sourced",
    "Status",
    "Withdrawal",
)
