"""Sums kept in step with the observations, so that no page adds up a million rows."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trade.models.codes import Area
from trade.models.sources import Source
from trade.querysets import AnnualTotalQuerySet, PairTotalQuerySet

TOTAL_KEY = (
    "area",
    "counterpart",
    "year",
    "flow",
    "reporter",
    "scheme",
    "chapter",
    "level",
    "measure",
    "unit",
    "trade_type",
    "valuation",
    "basis",
)


class Basis(models.TextChoices):
    YEARS = "A", _("annual values")
    MONTHS = "M", _("monthly values")


def _code(name: str) -> models.ForeignKey:
    # The observations behind a total have the constraints already; checking them again would slow every import down.
    return models.ForeignKey(
        Area, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+", verbose_name=name
    )


class Total(models.Model):
    """What tables of sums have in common: whose trade with whom, which way, in which terms, and how much it is."""

    year = models.PositiveSmallIntegerField(_("year"))
    reporter = _code(_("reporter"))
    area = _code(_("area"))
    counterpart = _code(_("counterpart"))
    flow = models.CharField(_("flow"), max_length=2)
    scheme = models.CharField(_("classification and edition"), max_length=5)
    level = models.PositiveSmallIntegerField(_("level"))
    unit = models.CharField(_("unit"), max_length=8)
    trade_type = models.CharField(_("trade type"), max_length=1)
    valuation = models.CharField(_("valuation"), max_length=3)
    value = models.DecimalField(_("value"), max_digits=30, decimal_places=6)
    rows = models.PositiveIntegerField(_("rows"))

    class Meta:
        abstract = True


class AnnualTotal(Total):
    """What readers may see of one reporter's trade with one partner in one year, chapter by chapter.

    ``value`` adds up the ``rows`` values of all codes of one ``level`` (the number of characters: a chapter of the HS
    has two) in one ``chapter`` (the first two characters; empty for all goods), annual values and months apart
    (``basis``). A chapter that is stated is a row of level 2; the sum of its subheadings is another, of level 6: a
    reader of the table takes the coarsest, and never adds levels up. Growths and other periods have no totals; bounds
    and ranges have no value to add and count for nothing.
    """

    chapter = models.CharField(_("chapter"), max_length=2, blank=True, default="")
    measure = models.CharField(_("measure"), max_length=1)
    basis = models.CharField(_("basis"), max_length=1, choices=Basis.choices)

    objects = AnnualTotalQuerySet.as_manager()

    KEY = TOTAL_KEY

    class Meta:
        verbose_name = _("annual total")
        verbose_name_plural = _("annual totals")
        ordering = ("area", "counterpart", "year", "flow", "reporter", "scheme", "chapter", "level")
        constraints = (
            models.UniqueConstraint(
                fields=TOTAL_KEY,
                name="trade_annualtotal_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(level__gt=0) | Q(chapter=""), name="trade_annualtotal_level_is_of_codes"
            ),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="trade_annualtotal_basis_is_known"),
            models.CheckConstraint(
                condition=~Q(flow="T") | Q(area__lt=F("counterpart")), name="trade_annualtotal_pair_is_alphabetical"
            ),
        )
        indexes = (
            # For rankings of a chapter. Months, of which most imports are, cost nothing here.
            models.Index(
                fields=("scheme", "chapter", "year", "value"),
                condition=Q(measure="V", basis="A", trade_type="C", flow__in=("X", "M")),
                name="trade_annualtotal_ranking",
            ),
        )

    def __str__(self):
        what = "-".join(filter(None, (self.scheme, self.chapter)))
        return f"{self.reporter_id}.{self.area_id}.{self.counterpart_id}.{self.flow}.{what} {self.year}"


class PairTotal(Total):
    """One reporter's trade with one partner in one year: the sum of the :class:`AnnualTotal` of all chapters.

    ``value`` adds up the ``rows`` values of whole years, in one currency, of all codes of one ``level`` of one
    classification. It is what the API's annual totals read, a page of which would add up thousands of chapters.
    """

    objects = PairTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual total of a pair")
        verbose_name_plural = _("annual totals of pairs")
        ordering = ("area", "-year", "counterpart", "flow", "reporter", "scheme", "level")
        constraints = (
            models.UniqueConstraint(
                fields=(
                    *("area", "year", "counterpart", "flow", "reporter", "scheme", "level", "unit", "trade_type"),
                    "valuation",
                ),
                name="trade_pairtotal_is_kept_once",
            ),
            models.CheckConstraint(
                condition=~Q(flow="T") | Q(area__lt=F("counterpart")), name="trade_pairtotal_pair_is_alphabetical"
            ),
        )
        indexes = (
            models.Index(fields=("counterpart", "year"), condition=Q(flow="T"), name="trade_pairtotal_turnover"),
        )

    def __str__(self):
        return f"{self.reporter_id}.{self.area_id}.{self.counterpart_id}.{self.flow}.{self.scheme} {self.year}"


class AwaitedTotal(models.Model):
    """A source that time alone will show: its values are in no total yet, and from ``public_from`` on they should be.

    Nobody writes when that moment comes. From then until the totals are refreshed, readers get sums that are added up
    for them.
    """

    source = models.OneToOneField(
        Source, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("source")
    )

    class Meta:
        verbose_name = _("source that totals await")
        verbose_name_plural = _("sources that totals await")

    def __str__(self):
        return str(self.source)
