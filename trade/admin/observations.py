"""Observations: what was measured, vintage by vintage."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from trade import services
from trade.admin import words
from trade.admin.base import QUANTITY
from trade.admin.citations import CITATION, CitationInline
from trade.admin.notes import NotesMixin
from trade.admin.vintages import STATED, VINTAGE, VintageAdmin, VintageStanding
from trade.forms import REPORTER_FIELDS, REVISED_FIELDS, ObservationForm, ObservationRevisionForm, WithdrawalForm
from trade.models import Observation, ObservationCitation

MONEY = (*QUANTITY, ("status", "unit_inferred"))


class ObservationCitationInline(CitationInline):
    model = ObservationCitation
    fields = (*CITATION, *REPORTER_FIELDS)
    related = ("source", "observation__series")


@admin.register(Observation)
class ObservationAdmin(NotesMixin, VintageAdmin):
    form = ObservationForm
    revision_form = ObservationRevisionForm
    revised_fields = (*REVISED_FIELDS, *REPORTER_FIELDS)
    withdrawal_form = WithdrawalForm
    citation_inlines = (ObservationCitationInline,)
    error_fields: ClassVar = {"period_start": "period", "period_end": "period"}
    autocomplete_fields = ("series", "source")
    fieldsets = (
        (None, {"fields": ("series", "period")}),
        (_("Value"), {"fields": MONEY}),
        (_("Where it is stated"), {"fields": (*STATED, *REPORTER_FIELDS)}),
    )
    change_fieldsets = (
        (None, {"fields": ("series", "what", "reporter", "period_words", "standing")}),
        (_("Value"), {"fields": ("amount", "exact_amount", "meaning", "status", "unit_inferred")}),
        (_("Where it is stated"), {"fields": (*STATED, *REPORTER_FIELDS)}),
        (VINTAGE[0], {"fields": (*VINTAGE[1]["fields"], "batch")}),
        (_("Its series"), {"fields": ("quality",)}),
    )
    list_display = ("what", "reporter", "period_words", "amount", "standing", "publisher")
    list_filter = (
        VintageStanding,
        "series__flow",
        "series__measure",
        ("series__reporter", admin.RelatedOnlyFieldListFilter),
        "reporter_basis",
        "status",
    )
    list_select_related = (
        "series__reporter",
        "series__area",
        "series__counterpart",
        "series__commodity",
        "source",
        "recorded_by",
        "withdrawal",
    )
    search_fields = ("series__key", "period_start", "source__title", "source__publisher", "printed")
    search_help_text = _("Search by codes and years, such as CHN KAZ 2023, or by the title or publisher of a source.")
    date_hierarchy = "period_end"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    def record(self, values: dict[str, Any], user: Any) -> Observation:
        return services.record_observation(user=user, **values)

    def revise(self, record: Observation, **values: Any) -> Observation:
        return services.revise_observation(observation=record, **values)

    def withdraw(self, record: Observation, **values: Any) -> Any:
        return services.withdraw_observation(observation=record, **values)

    def cite(self, **values: Any) -> ObservationCitation:
        return services.cite_observation(**values)

    def recite(self, record: Observation) -> None:
        services.recite_observation(observation=record)

    def choices(self, queryset):
        return queryset.current().order_by("series__key", "-period_end")

    def choice_label(self, record: Observation) -> str:
        parts = (words.amount(record), record.period.iso, record.series, record.source.publisher)
        return " · ".join(str(part) for part in parts if part)

    @admin.display(description=_("what"), ordering="series__key")
    def what(self, record: Observation) -> str:
        return words.series(record.series)

    @admin.display(description=_("reporter"), ordering="series__reporter")
    def reporter(self, record: Observation) -> str:
        return record.series.reporter.name

    @admin.display(description=_("period"), ordering="period_end")
    def period_words(self, record: Observation) -> str:
        return words.period(record.period)

    @admin.display(description=_("publisher"), ordering="source__publisher")
    def publisher(self, record: Observation) -> str:
        return record.source.publisher or record.source.title
