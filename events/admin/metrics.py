"""Figures of events, vintage by vintage."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events import services
from events.admin.base import party_name
from events.forms import MetricForm, MetricRevisionForm, MetricWithdrawalForm
from events.models import Metric, MetricCitation
from trade.admin import words
from trade.admin.base import QUANTITY
from trade.admin.citations import CitationInline
from trade.admin.vintages import STATED, VINTAGE, VintageAdmin, VintageStanding


class MetricCitationInline(CitationInline):
    model = MetricCitation
    related = ("source", "metric__event", "metric__participation")


@admin.register(Metric)
class MetricAdmin(VintageAdmin):
    form = MetricForm
    revision_form = MetricRevisionForm
    withdrawal_form = MetricWithdrawalForm
    citation_inlines = (MetricCitationInline,)
    autocomplete_fields = ("event", "participation", "source")
    fieldsets = (
        (None, {"fields": ("event", "participation", ("measure", "nature", "unit"))}),
        (_("Value"), {"fields": (*QUANTITY, ("status", "unit_inferred"))}),
        (_("Where it is stated"), {"fields": STATED}),
    )
    change_fieldsets = (
        (None, {"fields": ("event", "participation", "measure", "nature", "standing")}),
        (_("Value"), {"fields": ("amount", "exact_amount", "meaning", "status", "unit_inferred")}),
        (_("Where it is stated"), {"fields": STATED}),
        VINTAGE,
    )
    list_display = ("event", "measure", "nature", "whose", "amount", "standing", "publisher")
    list_filter = (VintageStanding, "measure", "nature", ("event", admin.RelatedOnlyFieldListFilter), "status")
    list_select_related = (
        "event",
        "participation__area",
        "participation__organisation",
        "source",
        "recorded_by",
        "withdrawal",
    )
    search_fields = ("event__slug", "event__name_ru", "event__name_kk", "event__name_en", "event__name_zh", "printed")
    search_help_text = _("Search by the name of the event or the words of the source.")
    date_hierarchy = "valid_from"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    def record(self, values: dict[str, Any], user: Any) -> Metric:
        return services.record_metric(user=user, **values)

    def revise(self, record: Metric, **values: Any) -> Metric:
        return services.revise_metric(metric=record, **values)

    def withdraw(self, record: Metric, **values: Any) -> Any:
        return services.withdraw_metric(metric=record, **values)

    def cite(self, **values: Any) -> MetricCitation:
        return services.cite_metric(**values)

    def recite(self, record: Metric) -> None:
        services.recite_metric(metric=record)

    def choices(self, queryset):
        return queryset.current().order_by("event__slug", "measure")

    def choice_label(self, record: Metric) -> str:
        return " · ".join(filter(None, (words.amount(record), str(record), record.source.publisher)))

    @admin.display(description=_("participant"))
    def whose(self, record: Metric) -> str:
        return party_name(record.participation) if record.participation else str(_("the whole event"))

    @admin.display(description=_("publisher"), ordering="source__publisher")
    def publisher(self, record: Metric) -> str:
        return record.source.publisher or record.source.title
