"""Code lists: areas and commodities."""

from babel import Locale
from django.db import models
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trade.goods.commodities import own_names
from trade.models.fields import LineField
from trade.models.names import Named
from trade.models.rules import CheckAtField, UniqueAtField
from trade.querysets import AreaQuerySet, CommodityQuerySet
from trade.words.languages import Localised, active_tag, cldr_of, column_of


class Area(Named):
    """A country, group or special area of trade statistics.

    The key is ISO 3166-1 alpha-3 for countries; ``WLD`` is the world and ``_X`` «not stated» (SDMX). Names come from
    CLDR by ``alpha2``; the name columns are filled only where CLDR has none.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country or territory")
        GROUP = "group", _("group of countries")
        EXPIRED = "expired", _("former country")
        SPECIAL = "special", _("special area")

    NOT_STATED = "_X"
    WORLD = "WLD"

    code = models.CharField(
        _("code"),
        max_length=8,
        primary_key=True,
        help_text=_("Give the ISO 3166-1 alpha-3 code of a country."),
    )
    alpha2 = models.CharField(_("two-letter code"), max_length=2, blank=True, default="")
    m49 = models.CharField(_("UN M49 code"), max_length=3, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.COUNTRY)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ("code",)
        constraints = (
            CheckAtField(
                field="code",
                condition=models.Q(code__regex=r"^(_X|[A-Z][A-Z0-9]{2,7})\Z"),
                name="trade_area_code_is_a_code",
                violation_error_message=_(
                    "Write the ISO 3166-1 alpha-3 code of a country, or three to eight capital letters and digits."
                ),
            ),
            CheckAtField(
                field="code",
                condition=~models.Q(kind="country") | models.Q(code__regex=r"^[A-Z]{3}\Z"),
                name="trade_area_country_has_alpha3",
                violation_error_message=_(
                    "A country has a code of three capital letters (ISO 3166-1 alpha-3); choose another kind otherwise."
                ),
            ),
            CheckAtField(
                field="m49",
                condition=models.Q(m49__regex=r"^([0-9]{3})?\Z"),
                name="trade_area_m49_is_three_digits",
                violation_error_message=_("Write the UN M49 code as three digits, such as 398, or leave it empty."),
            ),
            CheckAtField(
                field="alpha2",
                condition=models.Q(alpha2__regex=r"^([A-Z]{2})?\Z"),
                name="trade_area_alpha2_is_two_letters",
                violation_error_message=_(
                    "Write the two-letter code as two capital letters, such as KZ, or leave it empty."
                ),
            ),
            UniqueAtField(
                field="m49",
                fields=("m49",),
                condition=~models.Q(m49=""),
                name="trade_area_m49_is_unique",
                violation_error_message=_("Another area has this UN M49 code."),
            ),
        )

    @property
    def name(self) -> str:
        return self.name_in(active_tag())

    def name_in(self, tag: str) -> str:
        """The stored name where there is one, else CLDR's in the language *tag*, else the code."""
        cldr = Locale.parse(cldr_of(tag)).territories.get(self.alpha2) if self.alpha2 else None
        return cldr or Localised("name").read(self, tag) or self.code

    @property
    def is_stated(self) -> bool:
        return self.code != self.NOT_STATED


class Commodity(Named):
    """A heading of a goods classification, in one edition of it (``H6-27``), or the total of all goods."""

    class Scheme(models.TextChoices):
        TOTAL = "TOTAL", _("all commodities")
        H0 = "H0", "HS 1988/92"
        H1 = "H1", "HS 1996"
        H2 = "H2", "HS 2002"
        H3 = "H3", "HS 2007"
        H4 = "H4", "HS 2012"
        H5 = "H5", "HS 2017"
        H6 = "H6", "HS 2022"
        S1 = "S1", "SITC rev. 1"
        S2 = "S2", "SITC rev. 2"
        S3 = "S3", "SITC rev. 3"
        S4 = "S4", "SITC rev. 4"
        EB = "EB", "EBOPS"
        WITS = "WITS", _("product groups of WITS")

    TOTAL = "TOTAL"

    key = models.CharField(
        _("key"),
        max_length=20,
        primary_key=True,
        help_text=_("Write the edition and the code, such as H6-27."),
    )
    scheme = models.CharField(_("classification and edition"), max_length=5, choices=Scheme.choices)
    code = LineField(_("code"), max_length=12, blank=True, default="")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )

    objects = CommodityQuerySet.as_manager()

    class Meta:
        verbose_name = _("commodity")
        verbose_name_plural = _("commodities")
        ordering = ("scheme", "code")
        constraints = (
            UniqueAtField(
                field="code",
                fields=("scheme", "code"),
                name="trade_commodity_code_is_unique_in_its_edition",
                violation_error_message=_("This edition has a heading with this code already."),
            ),
            CheckAtField(
                field="key",
                condition=models.Q(key="TOTAL", scheme="TOTAL", code="")
                | (
                    ~models.Q(scheme="TOTAL")
                    & ~models.Q(code="")
                    & models.Q(key=Concat("scheme", models.Value("-"), "code", output_field=models.CharField()))
                ),
                name="trade_commodity_key_is_scheme_and_code",
                violation_error_message=_(
                    "The key is the edition and the code with a hyphen between them: H6-27 for the code 27 of H6."
                ),
            ),
        )

    def __str__(self):
        return f"{self.key} {self.name}".strip()

    @property
    def name(self) -> str:
        """In the language of the page: as it is stored, else as we name it; else as it is stored in another one."""
        return self.name_here or Localised("name").read(self, active_tag())

    @property
    def name_here(self) -> str:
        """The name in the language of the page; empty where there is none."""
        column = column_of(active_tag())
        return getattr(self, f"name_{column}") or own_names(self.scheme, self.code).get(column, "")

    def get_absolute_url(self):
        return reverse("trade:commodity", args=(self.key,))
