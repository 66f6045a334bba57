"""The ground floor: areas, sources, measurements, series, observations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TradeConfig(AppConfig):
    name = "trade"
    verbose_name = _("Trade")

    def ready(self):
        from trade import checks  # noqa: F401  Registers the system checks.
