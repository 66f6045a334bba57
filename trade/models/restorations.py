"""What roll-backs put back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trade.models.observations import Observation


class Restoration(models.Model):
    """A row that a roll-back put back, and the row whose value it is: that of a file, of an editor or of a text.

    ``original`` is never such a row itself, however often its value was put back. Where the import of ``original`` is
    taken back, the row that stands for it is as well.
    """

    observation = models.OneToOneField(
        Observation,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="restoration",
        verbose_name=_("observation"),
    )
    original = models.ForeignKey(
        Observation, on_delete=models.PROTECT, related_name="restorations", verbose_name=_("observation")
    )

    class Meta:
        verbose_name = _("value put back")
        verbose_name_plural = _("values put back")

    def __str__(self):
        return str(self.observation)
