"""Findings: contradictions that the checks found, and why they are settled."""

from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.access import may_edit
from articles.admin.words import link_to
from articles.checking.words import RULES, message_of
from articles.models import Finding
from trade.admin.base import FieldsMixin, HistoryAdmin

FOUND = ("quote", "what", "arithmetic", "severity")


class FindingMixin:
    """A finding in words, and its sum in figures."""

    @admin.display(description=_("what is wrong"), ordering="rule")
    def what(self, finding: Finding) -> str:
        return str(message_of(finding.code))

    @admin.display(description=_("arithmetic"))
    def arithmetic(self, finding: Finding) -> str:
        return finding.shown("sum")


def settle(formset: Any, user: Any) -> None:
    """Stores the reasons given in *formset*; a finding is settled for as long as it has one."""
    for finding in formset.save(commit=False):
        save_settled(finding, user)


def save_settled(finding: Finding, user: Any) -> None:
    finding.resolved_at, finding.resolved_by = (timezone.now(), user) if finding.resolution_reason else (None, None)
    finding.full_clean()
    finding.save()


class FindingInline(FindingMixin, FieldsMixin, admin.TabularInline):
    model = Finding
    extra = max_num = 0
    can_delete = False
    fields = (*FOUND, "resolution_reason")
    readonly_fields = FOUND
    verbose_name_plural = _("what the checks found")

    def has_add_permission(self, request, obj=None):
        return False


class Settled(admin.SimpleListFilter):
    title = _("settled")
    parameter_name = "settled"

    def lookups(self, request, model_admin):
        return ("no", _("open")), ("yes", _("settled"))

    def queryset(self, request, queryset):
        if self.value() in ("yes", "no"):
            return queryset.filter(resolved_at__isnull=self.value() == "no")
        return queryset


class Rule(admin.SimpleListFilter):
    title = _("rule")
    parameter_name = "rule"

    def lookups(self, request, model_admin):
        return tuple(RULES.items())

    def queryset(self, request, queryset):
        return queryset.filter(rule=self.value()) if self.value() in RULES else queryset


@admin.register(Finding)
class FindingAdmin(FindingMixin, HistoryAdmin):
    fieldsets = (
        (None, {"fields": ("text", "claim", *FOUND, "found_at")}),
        (_("Settled"), {"fields": ("resolution_reason", "resolved_at", "resolved_by")}),
    )
    readonly_fields = ("text", "claim", *FOUND, "found_at", "resolved_at", "resolved_by")
    list_display = ("quote", "what", "arithmetic", "severity", "text", "found_at", "resolved_at")
    list_filter = (Settled, "severity", Rule)
    list_select_related = ("article", "claim", "resolved_by")
    search_fields = ("quote", "rule", "code", "article__headline")
    date_hierarchy = "found_at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_edit(request.user, obj.article))

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        save_settled(obj, request.user)

    @admin.display(description=_("article"), ordering="article__headline")
    def text(self, finding: Finding) -> str:
        return link_to(finding.article)
