"""A party: either an area or an organisation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.people import Organisation
from trade.models import Area
from trade.models.rules import UniqueAtField


class Party(models.Model):
    """Ties exactly one area or organisation to something; ``parent_name`` names the foreign key to that."""

    parent_name = ""

    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_set",
        verbose_name=_("area"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_set",
        verbose_name=_("organisation"),
    )

    class Meta:
        abstract = True

    @property
    def party(self) -> Area | Organisation | None:
        return self.area or self.organisation

    def party_key(self) -> tuple[str, str]:
        return self.area_id or "", self.organisation.slug if self.organisation else ""


def party_checks(prefix: str, parent: str) -> tuple[models.BaseConstraint, ...]:
    return (
        models.CheckConstraint(
            condition=Q(area__isnull=True, organisation__isnull=False)
            | Q(area__isnull=False, organisation__isnull=True),
            name=f"{prefix}_is_an_area_or_an_organisation",
            violation_error_message=_("Choose either an area or an organisation, not both."),
        ),
        UniqueAtField(
            field="area",
            fields=(parent, "area"),
            name=f"{prefix}_area_is_named_once",
            violation_error_message=_("This area is listed already."),
        ),
        UniqueAtField(
            field="organisation",
            fields=(parent, "organisation"),
            name=f"{prefix}_organisation_is_named_once",
            violation_error_message=_("This organisation is listed already."),
        ),
    )
