"""The roles of the newsroom, and who gives them."""

import pytest
from django.contrib.auth.models import Group, Permission

from articles.roles import NEVER_DELETED, ROLES, WRITTEN_BY_SERVICES, sync_roles
from tests.desk import ROLE_NAMES, admin_url, desk_of, fill_in, member

pytestmark = pytest.mark.django_db


# -- accounts


def test_an_administrator_makes_nobody_a_superuser():
    desk, user = desk_of("administrator"), member("author")
    url = admin_url("auth_user_change", user.pk)
    fill_in(desk, url, is_superuser="on", user_permissions=str(Permission.objects.first().pk))
    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.user_permissions.exists()


def test_an_administrator_does_not_change_a_superuser(admin_user):
    desk = desk_of("administrator")
    for name in ("auth_user_change", "auth_user_password_change"):
        url = admin_url(name, admin_user.pk)
        assert desk.post(url, {"password1": "x" * 20, "password2": "x" * 20}).status_code == 403


def test_an_administrator_gives_roles():
    desk, user = desk_of("administrator"), member(None)
    editors = Group.objects.get(name="editor")
    fill_in(desk, admin_url("auth_user_change", user.pk), groups=str(editors.pk))
    assert user.groups.get() == editors


# -- the roles themselves


def test_every_permission_of_a_role_exists():
    held = {
        f"{app}.{codename}"
        for app, codename in Permission.objects.filter(group__name__in=ROLES).values_list(
            "content_type__app_label", "codename"
        )
    }
    assert held == frozenset().union(*ROLES.values())


def test_setting_up_the_roles_again_changes_nothing():
    def snapshot():
        return sorted(Group.objects.values_list("pk", "name", "permissions"))

    before = snapshot()
    sync_roles()
    assert snapshot() == before


def test_a_role_that_was_tampered_with_is_put_right():
    group = Group.objects.get(name="author")
    group.permissions.add(Permission.objects.get(codename="publish_article"))
    sync_roles()
    assert not group.permissions.filter(codename="publish_article").exists()


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_no_role_writes_what_services_write(role):
    forbidden = {
        f"{app}.{action}_{model}"
        for app, model in (label.split(".") for label in WRITTEN_BY_SERVICES)
        for action in ("add", "change", "delete")
    } | {f"{label.split('.')[0]}.delete_{label.split('.')[1]}" for label in NEVER_DELETED}
    assert ROLES[role] & forbidden == set()


def test_who_publishes_withdraws_and_approves():
    steps = {"articles.publish_article", "articles.withdraw_article", "articles.approve_article"}
    assert {role for role, held in ROLES.items() if held & steps} == {"editor", "administrator"}
