"""Agreements: parties, value, and what sources say of their legal status."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from events import services
from events.admin.base import SOURCE_FIELDSET, NamedAdmin, party_name
from events.models import Agreement, AgreementParty, AgreementStatus, AgreementStatusCitation
from trade.admin import words
from trade.admin.base import QUANTITY, FieldsMixin, HistoryAdmin
from trade.admin.citations import CitationInline, SourcedInline

VALUE = _("Value")
STATUS = (("status", "on"), "place", "note", "source")


class AgreementPartyInline(FieldsMixin, admin.TabularInline):
    model = AgreementParty
    extra = 0
    fields = ("area", "organisation")
    autocomplete_fields = ("area", "organisation")
    verbose_name = _("party")
    verbose_name_plural = _("parties")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("area", "organisation")


class AgreementStatusInline(SourcedInline):
    model = AgreementStatus
    fields = STATUS
    related = ("source", "agreement")
    show_change_link = True


@admin.register(Agreement)
class AgreementAdmin(NamedAdmin):
    main_fields = ("slug", "kind", "event", "text_url")
    more_fieldsets = (
        (
            VALUE,
            {
                "fields": (*QUANTITY, "unit"),
                "description": _("Fill this in only if the agreement itself states a sum."),
                "classes": ("collapse",),
            },
        ),
    )
    autocomplete_fields = ("event", "source")
    inlines = (AgreementPartyInline, AgreementStatusInline)
    list_display = ("name_now", "kind", "parties_named", "legal_status", "amount", "event")
    list_filter = ("kind", "statuses__status", ("parties__area", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("event", "source")

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return fieldsets
        return tuple((name, {"fields": ("amount",)}) if name == VALUE else (name, own) for name, own in fieldsets)

    def get_queryset(self, request):
        parties = Prefetch("parties", AgreementParty.objects.select_related("area", "organisation"))
        statuses = Prefetch("statuses", AgreementStatus.objects.order_by("-on", "-pk"))
        return super().get_queryset(request).prefetch_related(parties, statuses)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        services.tell_agreements([form.instance])

    @admin.display(description=_("parties"))
    def parties_named(self, agreement: Agreement) -> str:
        return ", ".join(party_name(party) for party in agreement.parties.all())

    @admin.display(description=_("legal status"))
    def legal_status(self, agreement: Agreement) -> str:
        newest = next(iter(agreement.statuses.all()), None)
        return " ".join(filter(None, (newest.get_status_display(), newest.on))) if newest else ""

    @admin.display(description=_("value"), ordering="value")
    def amount(self, agreement: Agreement) -> str:
        return words.amount(agreement)


class AgreementStatusCitationInline(CitationInline):
    model = AgreementStatusCitation
    fields = ("relation", "source", "printed", "note")
    related = ("source", "status__agreement")


@admin.register(AgreementStatus)
class AgreementStatusAdmin(HistoryAdmin):
    fieldsets = ((None, {"fields": ("agreement", *STATUS[:-1])}), SOURCE_FIELDSET)
    autocomplete_fields = ("agreement", "source")
    inlines = (AgreementStatusCitationInline,)
    list_display = ("agreement", "status", "on", "place", "publisher")
    list_filter = ("status",)
    list_select_related = ("agreement", "source")
    search_fields = (
        "agreement__slug",
        "agreement__name_ru",
        "agreement__name_en",
        "source__title",
        "source__publisher",
    )
    search_help_text = _("Search by agreement or by source.")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        services.tell_agreements([form.instance.agreement])

    @admin.display(description=_("source"), ordering="source__publisher")
    def publisher(self, row: AgreementStatus) -> str:
        return row.source.publisher or row.source.title
