"""The ground floor: areas, sources, measurements, series, observations."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TradeConfig(AppConfig):
    name = "trade"
    verbose_name = _("Trade")

    def ready(self):
        from trade import checks  # noqa: F401  Registers the system checks.

        post_migrate.connect(_add_up_totals, sender=self)


def _add_up_totals(using: str, **kwargs: Any) -> None:
    """Not by a migration, which must not change with the code that adds up."""
    from trade.totals import rollups

    rollups.add_up_where_missing(using)
