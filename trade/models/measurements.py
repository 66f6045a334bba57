"""What every measured value, citation and withdrawal has in common, whatever it measures."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trade.database.expressions import IsMultipleOf
from trade.models.fields import LineField, ProseField
from trade.models.rules import CheckAtField
from trade.models.sources import Source, Sourced
from trade.quantities import Interval, Qualifier, Quantity

QUALIFIERS = (
    (Qualifier.EQ.value, _("exactly as printed")),
    (Qualifier.APPROX.value, _("about")),
    (Qualifier.GT.value, _("more than")),
    (Qualifier.GE.value, _("at least")),
    (Qualifier.LT.value, _("less than")),
    (Qualifier.LE.value, _("at most")),
    (Qualifier.RANGE.value, _("range")),
)
QUALIFIER_CODES = tuple(code for code, _label in QUALIFIERS)


class Status(models.TextChoices):
    """SDMX observation status (code list CL_OBS_STATUS)."""

    NORMAL = "A", _("normal")
    BREAK = "B", _("break in the series")
    DEFINITION = "D", _("definition differs")
    ESTIMATED = "E", _("estimated")
    FORECAST = "F", _("forecast")
    PROVISIONAL = "P", _("provisional")
    UNRELIABLE = "U", _("low reliability")
    MISSING = "O", _("missing")
    CANNOT_EXIST = "M", _("cannot exist")
    SUPPRESSED = "Q", _("suppressed")


MISSING = (Status.MISSING.value, Status.CANNOT_EXIST.value, Status.SUPPRESSED.value)


def amount_field(label, **kwargs):
    """A decimal of up to 24 digits, 6 of them after the point; PostgreSQL keeps all, SQLite the first 15."""
    return models.DecimalField(label, max_digits=24, decimal_places=6, **kwargs)


def _fits_resolution(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(IsMultipleOf(F(name), F("resolution")))


def quantity_checks(prefix: str) -> tuple[models.CheckConstraint, ...]:
    """Constraints for the four columns of a quantity: value, value_upper, resolution, qualifier."""
    return (
        CheckAtField(
            field="value_upper",
            condition=Q(qualifier="range", value_upper__isnull=False, value_upper__gt=F("value"))
            | (~Q(qualifier="range") & Q(value_upper__isnull=True)),
            name=f"{prefix}_upper_value_makes_a_range",
            violation_error_message=_("A range needs an upper value above the lower one; other qualifiers have none."),
        ),
        CheckAtField(
            field="resolution",
            condition=Q(value__isnull=True, resolution__isnull=True)
            | Q(value__isnull=False, resolution__isnull=False, resolution__gt=0),
            name=f"{prefix}_value_has_a_resolution",
            violation_error_message=_("Give the size of the last stated digit, such as 1000000000 for «41 billion»."),
        ),
        models.CheckConstraint(
            condition=_fits_resolution("value") & _fits_resolution("value_upper"),
            name=f"{prefix}_value_fits_its_resolution",
            violation_error_message=_(
                "The value has more digits than the resolution says: give the size of the last stated digit, such as "
                "10000000 for «80.01 billion»."
            ),
        ),
        models.CheckConstraint(condition=Q(qualifier__in=QUALIFIER_CODES), name=f"{prefix}_qualifier_is_known"),
    )


class Quantified(models.Model):
    """A number as stated: value, size of its last stated digit, and whether it is exact, a bound or a range."""

    value = amount_field(_("value"), null=True, blank=True, help_text=_("Write the value in base units: 41000000000."))
    value_upper = amount_field(_("upper value"), null=True, blank=True, help_text=_("Fill this in for a range only."))
    resolution = amount_field(
        _("resolution"),
        null=True,
        blank=True,
        help_text=_(
            "Give the size of the last stated digit: 1000000000 for «41 billion», 10000000 for «80.01 billion»."
        ),
    )
    qualifier = models.CharField(_("qualifier"), max_length=6, choices=QUALIFIERS, default=Qualifier.EQ.value)

    class Meta:
        abstract = True

    @property
    def quantity(self) -> Quantity | None:
        """None where no value is stated."""
        if self.value is None:
            return None
        resolution = Decimal(0) if self.resolution is None else self.resolution
        return Quantity(self.value, resolution, Qualifier(self.qualifier), self.value_upper)

    def interval(self) -> Interval | None:
        """What the stated value can mean: 41 bn is [40.5, 41.5) bn. None where no value is stated."""
        quantity = self.quantity
        return quantity and quantity.interval


def recorded_by_field(**kwargs):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
        **kwargs,
    )


class Measurement(Quantified, Sourced):
    """One recorded value, of which only ``valid_to`` may ever change: a new value is a new vintage."""

    vintage = models.PositiveSmallIntegerField(_("vintage"), default=1, editable=False)
    unit_inferred = models.BooleanField(
        _("unit inferred"),
        default=False,
        help_text=_("Tick this if the source does not name the unit or currency."),
    )
    status = models.CharField(_("status"), max_length=1, choices=Status.choices, default=Status.NORMAL)
    claimed_record = models.BooleanField(
        _("called a record"),
        default=False,
        help_text=_("Tick this if the source itself calls the value a record."),
    )
    printed = LineField(
        _("as printed"), max_length=200, blank=True, default="", help_text=_("Copy the words of the source.")
    )
    note = ProseField(_("note"), blank=True, default="")
    valid_from = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    valid_to = models.DateTimeField(_("superseded at"), null=True, blank=True, editable=False)
    revision_reason = ProseField(
        _("reason for the revision"),
        blank=True,
        default="",
        help_text=_("Say why the value changed; readers see this in the history of the record."),
    )
    recorded_by = recorded_by_field()

    class Meta:
        abstract = True

    @property
    def is_current(self) -> bool:
        return self.valid_to is None


def measurement_checks(prefix: str) -> tuple[models.CheckConstraint, ...]:
    """Constraints that every measurement table carries."""
    return (
        *quantity_checks(prefix),
        CheckAtField(
            field="value",
            condition=(Q(value__isnull=True) & Q(status__in=MISSING))
            | (Q(value__isnull=False) & ~Q(status__in=MISSING)),
            name=f"{prefix}_missing_is_not_zero",
            violation_error_message=_("Leave the value empty exactly when the status says that it is missing."),
        ),
        models.CheckConstraint(condition=Q(status__in=Status.values), name=f"{prefix}_status_is_known"),
        models.CheckConstraint(
            condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            name=f"{prefix}_is_superseded_after_it_was_recorded",
        ),
        models.CheckConstraint(
            condition=Q(vintage=1) | (Q(vintage__gt=1) & ~Q(revision_reason="")),
            name=f"{prefix}_later_vintage_has_a_reason",
            violation_error_message=_("Say why the value changed."),
        ),
    )


class Citation(Quantified):
    """A further source for a record: what it prints, and how that relates to the record."""

    class Relation(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        DIFFERS = "differs", _("differs")
        CONTEXT = "context", _("context")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="%(class)s_set", verbose_name=_("source"))
    relation = models.CharField(
        _("relation"),
        max_length=8,
        choices=Relation.choices,
        help_text=_("Context is a note for readers: it neither confirms nor contradicts."),
    )
    printed = LineField(_("as printed"), max_length=300, blank=True, default="")
    note = ProseField(_("note"), blank=True, default="")
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)

    class Meta:
        abstract = True


def citation_checks(prefix: str) -> tuple[models.CheckConstraint, ...]:
    return (
        *quantity_checks(prefix),
        models.CheckConstraint(condition=Q(relation__in=Citation.Relation.values), name=f"{prefix}_relation_is_known"),
    )


class Withdrawal(Sourced):
    """Why a record was taken back without a successor. The value itself stays readable."""

    reason = ProseField(_("reason"), help_text=_("Say why the value is withdrawn; readers see this."))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
