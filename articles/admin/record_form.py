"""The form that makes a record of a figure: what it measures, the value, and where it is stated."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.models import Claim
from articles.services import EventThing, TradeThing
from events.models import Metric
from trade.admin.choices import KeySelect
from trade.forms import AmountField, PeriodField, RecordField
from trade.models import Observation, Series, Source
from trade.models.measurements import QUALIFIERS

TRADE, EVENT = "trade", "event"
OWN, KNOWN, NEW = "own", "known", "new"
DIMENSIONS = ("reporter", "area", "counterpart", "flow", "commodity", "measure", "trade_type")
SOURCE_FIELDS = ("title", "publisher", "url", "kind", "published")
VALUES = ("value", "value_upper", "qualifier", "resolution", "unit_inferred", "claimed_record", "printed")
FIELDSETS = (
    (None, {"fields": ("what",)}),
    (
        _("Trade figure"),
        {
            "fields": (
                ("flow", "area", "counterpart"),
                ("reporter", "commodity", "measure"),
                ("period", "trade_type"),
                ("reporter_basis", "reporter_note"),
            ),
            "classes": ("of-trade",),
        },
    ),
    (
        _("Figure of an event"),
        {"fields": (("event", "participation"), ("event_measure", "nature")), "classes": ("of-event",)},
    ),
    (
        _("Value"),
        {
            "fields": (
                ("qualifier", "value", "value_upper"),
                ("resolution", "unit", "unit_inferred"),
                ("printed", "claimed_record"),
            )
        },
    ),
    (_("Where it is stated"), {"fields": ("source_is",)}),
    (_("Registered source"), {"fields": ("source",), "classes": ("of-known",)}),
    (
        _("New source"),
        {
            "fields": (("source_title", "source_publisher", "source_url"), ("source_kind", "source_published")),
            "classes": ("of-new",),
        },
    ),
)
# Which field of the form stands for a field of the records.
RENAMED = {"period_start": "period", "period_end": "period", "series": "flow"}
# What each choice needs; everything else may be left empty.
NEEDED: Mapping[str, tuple[str, ...]] = {
    TRADE: ("flow", "area", "counterpart", "reporter", "commodity", "measure", "period", "trade_type"),
    EVENT: ("event", "event_measure", "nature"),
    OWN: (),
    KNOWN: ("source",),
    NEW: ("source_title", "source_publisher", "source_url", "source_kind"),
}


def _of(model: type, name: str, **options: Any) -> forms.Field:
    """A field of *model* as its own form would have it, which may be left empty."""
    field = model._meta.get_field(name)
    if field.related_model:
        options = {"form_class": RecordField, "widget": KeySelect(field, admin.site)} | options
    found = field.formfield(**options)
    found.required = False
    return found


class RecordForm(forms.Form):
    """Both kinds of record and all three kinds of source in one form, so that it works where no script runs."""

    what = forms.ChoiceField(
        label=_("What the figure is"),
        choices=((TRADE, _("a trade figure of two areas")), (EVENT, _("a figure of an event"))),
        widget=forms.RadioSelect(attrs={"class": "radiolist"}),
    )
    flow = _of(Series, "flow")
    area = _of(Series, "area")
    counterpart = _of(Series, "counterpart")
    reporter = _of(Series, "reporter")
    commodity = _of(Series, "commodity")
    measure = _of(Series, "measure")
    trade_type = _of(Series, "trade_type")
    period = PeriodField(
        label=_("Period"), required=False, help_text=_("Write 2023, 2024-Q1, or 2024-01-01/P9M for nine months.")
    )
    reporter_basis = _of(Observation, "reporter_basis")
    reporter_note = _of(Observation, "reporter_note", widget=forms.Textarea(attrs={"rows": 2}))
    event = _of(Metric, "event")
    participation = _of(Metric, "participation")
    event_measure = _of(Metric, "measure")
    nature = _of(Metric, "nature")
    qualifier = forms.ChoiceField(label=capfirst(Claim._meta.get_field("qualifier").verbose_name), choices=QUALIFIERS)
    value = _of(Metric, "value", form_class=AmountField)
    value_upper = _of(Metric, "value_upper", form_class=AmountField)
    resolution = _of(Metric, "resolution", form_class=AmountField)
    unit = _of(Metric, "unit")
    unit_inferred = _of(Metric, "unit_inferred")
    printed = _of(Metric, "printed")
    claimed_record = _of(Metric, "claimed_record")
    source_is = forms.ChoiceField(
        label=_("The source"),
        choices=(
            (OWN, _("this text itself: the record stays hidden until the text is published")),
            (KNOWN, _("a source that is registered")),
            (NEW, _("a new source: readers may open it, so the record is public at once")),
        ),
        widget=forms.RadioSelect(attrs={"class": "radiolist"}),
    )
    source = _of(Metric, "source")
    source_title = _of(Source, "title")
    source_publisher = _of(Source, "publisher")
    source_url = _of(Source, "url", assume_scheme="https")
    source_kind = _of(Source, "kind")
    source_published = _of(Source, "published")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        needed = ("value", "unit", *NEEDED.get(cleaned.get("what"), ()), *NEEDED.get(cleaned.get("source_is"), ()))
        for name in needed:
            if not self.errors.get(name) and cleaned.get(name) in (None, ""):
                message = _("The record needs this: fill in «%(field)s».") % {"field": self.fields[name].label}
                self.add_error(name, ValidationError(message, code="required"))
        return cleaned

    @property
    def thing(self) -> TradeThing | EventThing:
        """What a valid form measures."""
        cleaned = self.cleaned_data
        if cleaned["what"] == TRADE:
            dimensions = {name: cleaned[name] for name in DIMENSIONS} | {"unit": cleaned["unit"]}
            # The text does not say who reports it unless an area is named; then the source does or an editor inferred.
            reporter = {name: cleaned[name] for name in ("reporter_basis", "reporter_note") if cleaned[name]}
            return TradeThing(dimensions, cleaned["period"], reporter)
        names = {"participation": "participation", "measure": "event_measure", "nature": "nature", "unit": "unit"}
        return EventThing(cleaned["event"], {field: cleaned[name] for field, name in names.items()})

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in VALUES}

    @property
    def stated_in(self) -> Source | dict[str, str] | None:
        """A registered source, the fields of a new one, or None for the text itself."""
        cleaned = self.cleaned_data
        if cleaned["source_is"] == NEW:
            return {name: cleaned[f"source_{name}"] for name in SOURCE_FIELDS}
        return cleaned["source"] if cleaned["source_is"] == KNOWN else None
