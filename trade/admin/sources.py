"""Sources: where records come from."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from trade import services
from trade.admin.base import HistoryAdmin
from trade.models import Source


class SourceVisibility(admin.SimpleListFilter):
    title = _("shown to readers")
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return ("yes", _("shown")), ("no", _("hidden"))

    def queryset(self, request, queryset):
        match self.value():
            case "yes":
                return queryset.public()
            case "no":
                return queryset.hidden()
        return queryset


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    fieldsets = (
        (None, {"fields": ("kind", "title", "author", "publisher", "url")}),
        (_("When and in which language"), {"fields": (("published", "accessed_on"), "language")}),
        (_("Rights and kept copy"), {"fields": ("licence", "sha256", "note")}),
        (_("In this database"), {"fields": ("key", "public_from")}),
    )
    list_display = ("title", "publisher", "kind", "published", "accessed_on", "language", "shown", "records")
    list_display_links = ("title",)
    list_filter = ("kind", SourceVisibility, "language")
    search_fields = ("title", "publisher", "author", "url", "key")
    search_help_text = _("Search by title, publisher, author or address.")
    date_hierarchy = "accessed_on"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(observed=Count("observation_set"))

    def get_fieldsets(self, request, obj=None):
        return (*self.fieldsets, (_("Records that rest on it"), {"fields": ("resting",)})) if obj else self.fieldsets

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        return ("key", "resting", "public_from") if belongs_to_text(obj) else ("key", "resting")

    def save_model(self, request, obj, form, change):
        if change:
            services.change_source(source=obj)
        else:
            super().save_model(request, obj, form, change)

    @admin.display(description=_("shown"), boolean=True, ordering="public_from")
    def shown(self, source: Source) -> bool:
        return source.is_public

    @admin.display(description=_("observations"), ordering="observed")
    def records(self, source: Source) -> int:
        return source.observed

    @admin.display(description=_("records"))
    def resting(self, source: Source) -> str:
        """What was taken from this source, kind by kind, with the way there."""
        rows = (
            (url, capfirst(meta.verbose_name_plural), count)
            for meta, url, count in _counts(source, self.admin_site)
            if count
        )
        return format_html_join("", '<p><a href="{}">{}</a>: {}</p>', rows) or _("None.")


def _counts(source: Source, site: admin.AdminSite):
    for relation in source._meta.related_objects:
        if not relation.one_to_many or relation.related_model not in site._registry:
            continue
        meta, field = relation.related_model._meta, relation.field.name
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
        count = relation.related_model._base_manager.filter(**{field: source}).count()
        yield meta, f"{url}?{field}__id__exact={source.pk}", count


def belongs_to_text(source: Source) -> bool:
    """Whether it is a text of this site, which alone decides when the source is shown."""
    owners = (relation for relation in source._meta.related_objects if relation.one_to_one)
    return any(hasattr(source, owner.get_accessor_name()) for owner in owners)
