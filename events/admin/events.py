"""Events and their series: editions, what became of them, who took part, and their figures."""

from django.contrib import admin
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from events import services
from events.admin.base import SOURCE_FIELDSET, NamedAdmin, party_name
from events.models import Event, EventCitation, EventSeries, EventStatus, Metric, Participation
from trade.admin import words
from trade.admin.base import HistoryAdmin
from trade.admin.citations import CitationInline, SourcedInline

PLACES = ("place_ru", "place_kk", "place_en", "place_zh")
FOCUS = ("focus_ru", "focus_kk", "focus_en", "focus_zh")


@admin.register(EventSeries)
class EventSeriesAdmin(NamedAdmin):
    main_fields = ("slug", "acronym")
    list_display = ("name_now", "acronym", "editions", "publisher")
    search_fields = (*NamedAdmin.search_fields, "acronym")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(edition_count=Count("events"))

    @admin.display(description=_("events"), ordering="edition_count")
    def editions(self, series: EventSeries) -> int:
        return series.edition_count


class EventStatusInline(SourcedInline):
    model = EventStatus
    fields = ("status", ("starts", "ends"), "note", "source")
    related = ("source", "event")


class ParticipationInline(SourcedInline):
    model = Participation
    fields = (("area", "organisation"), "head_of_delegation", "has_pavilion", *FOCUS, "source")
    autocomplete_fields = ("area", "organisation", "head_of_delegation", "source")
    related = ("area", "organisation", "event", "source", "head_of_delegation")
    classes = ("collapse",)


class EventCitationInline(CitationInline):
    model = EventCitation
    fields = ("relation", "source", "value", "resolution", "printed", "note")
    related = ("source", "event")


class MetricInline(admin.TabularInline):
    """The current figures of an event; each has a page of its own, where it is revised."""

    model = Metric
    fields = readonly_fields = ("measure", "nature", "whose", "amount", "vintage")
    extra = 0
    show_change_link = True
    can_delete = False
    verbose_name_plural = _("current figures")

    def get_queryset(self, request):
        return super().get_queryset(request).current().with_provenance()

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("participant"))
    def whose(self, metric: Metric) -> str:
        return party_name(metric.participation) if metric.participation else str(_("the whole event"))

    @admin.display(description=_("value"))
    def amount(self, metric: Metric) -> str:
        return words.amount(metric)


@admin.register(Event)
class EventAdmin(NamedAdmin):
    main_fields = ("slug", ("series", "edition"), "area")
    more_fieldsets = ((_("Place"), {"fields": PLACES}),)
    autocomplete_fields = ("series", "area", "source")
    inlines = (EventStatusInline, EventCitationInline, ParticipationInline, MetricInline)
    list_display = ("name_now", "series", "edition", "what_became", "place_now", "figures")
    list_filter = (
        ("series", admin.RelatedOnlyFieldListFilter),
        "statuses__status",
        ("area", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("series", "source")

    def get_queryset(self, request):
        statuses = Prefetch("statuses", EventStatus.objects.newest_first())
        current = Count("metrics", filter=Q(metrics__valid_to__isnull=True))
        return super().get_queryset(request).prefetch_related(statuses).annotate(figure_count=current)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        services.tell_events([form.instance])

    @admin.display(description=_("what became of it"))
    def what_became(self, event: Event) -> str:
        newest = next(iter(event.statuses.all()), None)
        return " ".join(filter(None, (newest.get_status_display(), newest.starts))) if newest else ""

    @admin.display(description=_("place"))
    def place_now(self, event: Event) -> str:
        return event.place

    @admin.display(description=_("figures"), ordering="figure_count")
    def figures(self, event: Event) -> int:
        return event.figure_count


@admin.register(Participation)
class ParticipationAdmin(HistoryAdmin):
    fieldsets = (
        (None, {"fields": ("event", ("area", "organisation"), "head_of_delegation")}),
        (_("Pavilion"), {"fields": ("has_pavilion", *FOCUS)}),
        SOURCE_FIELDSET,
    )
    autocomplete_fields = ("event", *ParticipationInline.autocomplete_fields)
    list_display = ("party", "event", "head_of_delegation", "has_pavilion")
    list_filter = (("area", admin.RelatedOnlyFieldListFilter), "has_pavilion")
    list_select_related = ("event", "area", "organisation", "head_of_delegation")
    search_fields = (
        "event__slug",
        "event__name_ru",
        "event__name_en",
        "area__code",
        "organisation__name_ru",
        "organisation__name_en",
    )
    search_help_text = _("Search by event, by the code of an area or by organisation.")

    @admin.display(description=_("participant"))
    def party(self, row: Participation) -> str:
        return party_name(row)
