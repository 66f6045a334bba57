"""Users: whoever keeps the accounts of the newsroom gives roles, and cannot make a superuser of anybody."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trade.admin.base import RecordAdmin

SUPERUSERS_ONLY = ("is_superuser", "user_permissions")

admin.site.unregister(User)


@admin.register(User)
class NewsroomUserAdmin(RecordAdmin, UserAdmin):
    list_display = ("username", "full_name", "roles", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    search_help_text = _("Search by name or mail address.")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        return () if request.user.is_superuser else SUPERUSERS_ONLY

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or request.user.is_superuser or not obj.is_superuser)

    def has_delete_permission(self, request, obj=None):
        """Whoever has written something stays in its history; an account is deactivated, not deleted."""
        return False

    @admin.display(description=pgettext_lazy("user", "name"))
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=pgettext_lazy("user", "roles"))
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())
