"""People, organisations and the roles that people hold."""

from django.contrib import admin
from django.db.models import Count, Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.admin.base import SOURCE_FIELDSET, NamedAdmin
from events.models import Organisation, Person, Role, RoleCitation
from trade.admin.base import HistoryAdmin
from trade.admin.citations import CitationInline, SourcedInline
from trade.models import Source
from trade.services import tell_sources

TITLES = ("title_ru", "title_kk", "title_en", "title_zh")
ROLE = ("organisation", ("area", "accredited_to"), ("starts", "ends"))


class RoleInline(SourcedInline):
    model = Role
    fields = (*TITLES, *ROLE, "source")
    autocomplete_fields = ("organisation", "area", "accredited_to", "source")
    related = ("person", "source", "organisation", "area", "accredited_to")
    show_change_link = True


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    more_fieldsets = ((_("Own words"), {"fields": ("speaks_in",)}),)
    autocomplete_fields = ("source", "speaks_in")
    inlines = (RoleInline,)
    list_display = ("name_now", "roles_held", "publisher")
    list_filter = (("roles__area", admin.RelatedOnlyFieldListFilter),)

    def get_queryset(self, request):
        return (
            super().get_queryset(request).prefetch_related(Prefetch("roles", Role.objects.order_by("-starts", "-pk")))
        )

    def save_related(self, request, form, formsets, change):
        before = set(form.instance.speaks_in.all())
        super().save_related(request, form, formsets, change)
        moved = before ^ set(Source.objects.filter(speakers=form.instance))
        if moved:
            # A source that carries a person's own words confirms no article that quotes the person.
            tell_sources(moved)

    @admin.display(description=_("roles"))
    def roles_held(self, person: Person) -> str:
        return "; ".join(role.title for role in person.roles.all())


@admin.register(Organisation)
class OrganisationAdmin(NamedAdmin):
    main_fields = ("slug", "kind", "area", "website")
    autocomplete_fields = ("area", "source")
    list_display = ("name_now", "kind", "area", "publisher")
    list_filter = ("kind", ("area", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("area", "source")


class RoleCitationInline(CitationInline):
    model = RoleCitation
    fields = ("relation", "source", "printed", "note")
    related = ("source", "role__person")


@admin.register(Role)
class RoleAdmin(HistoryAdmin):
    fieldsets = (
        (None, {"fields": ("person",)}),
        (pgettext_lazy("role", "Title"), {"fields": TITLES}),
        (_("Held where and when"), {"fields": ROLE}),
        SOURCE_FIELDSET,
    )
    autocomplete_fields = ("person", *RoleInline.autocomplete_fields)
    inlines = (RoleCitationInline,)
    list_display = ("title_now", "person", "organisation", "area", "starts", "ends", "sources")
    list_filter = (("area", admin.RelatedOnlyFieldListFilter), ("organisation", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "organisation", "area")
    search_fields = (*TITLES, "person__name_ru", "person__name_kk", "person__name_en", "person__name_zh")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(cited=Count("citations"))

    @admin.display(description=pgettext_lazy("role", "title"))
    def title_now(self, role: Role) -> str:
        return role.title

    @admin.display(description=_("sources"), ordering="cited")
    def sources(self, role: Role) -> int:
        return 1 + role.cited
