"""Initiatives: programmes and slogans, and who supports them."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from events.admin.base import NamedAdmin, party_name
from events.models import Initiative, InitiativeSupport
from trade.admin.citations import SourcedInline


class InitiativeSupportInline(SourcedInline):
    model = InitiativeSupport
    fields = (("area", "organisation"), "source")
    autocomplete_fields = ("area", "organisation", "source")
    related = ("area", "organisation", "source")
    verbose_name = _("supporter")
    verbose_name_plural = _("supporters")


@admin.register(Initiative)
class InitiativeAdmin(NamedAdmin):
    main_fields = ("slug", "kind")
    inlines = (InitiativeSupportInline,)
    list_display = ("name_now", "kind", "supporters_named", "publisher")
    list_filter = ("kind",)

    def get_queryset(self, request):
        supporters = Prefetch("supporters", InitiativeSupport.objects.select_related("area", "organisation"))
        return super().get_queryset(request).prefetch_related(supporters)

    @admin.display(description=_("supporters"))
    def supporters_named(self, initiative: Initiative) -> str:
        return ", ".join(party_name(row) for row in initiative.supporters.all())
