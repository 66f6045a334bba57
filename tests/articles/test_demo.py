"""The logins of a demo: two, with DEMO=1 alone, and their passwords can be told again."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from articles import demo

pytestmark = pytest.mark.usefixtures("seed_only")


def run_seed() -> str:
    out = StringIO()
    call_command("seed", "--only", "seed", stdout=out)
    return out.getvalue()


def test_there_are_no_logins_outside_a_demo():
    run_seed()
    assert not User.objects.exists()


def test_making_them_outside_a_demo_is_an_error():
    with pytest.raises(ImproperlyConfigured):
        demo.ensure_users()


def test_a_demo_has_an_editor_and_a_data_editor_who_can_log_in(settings, client):
    settings.DEMO = True
    told = run_seed()
    for username, group in (("editor", "editor"), ("data-editor", "data editor")):
        user = User.objects.get(username=username)
        assert (user.is_staff, user.is_superuser) == (True, False)
        assert [g.name for g in user.groups.all()] == [group]
        [line] = [line for line in told.splitlines() if line.startswith(f"Demo login: {username},")]
        assert client.login(username=username, password=line.split()[-1])


def test_every_run_tells_the_same_passwords(settings):
    settings.DEMO = True
    assert demo.ensure_users() == demo.ensure_users()


def test_another_secret_makes_other_passwords(settings):
    first = demo.password_of("editor")
    settings.SECRET_KEY = "another"
    assert demo.password_of("editor") != first


def test_a_password_that_was_set_here_is_kept_and_not_told(settings):
    settings.DEMO = True
    demo.ensure_users()
    user = User.objects.get(username="editor")
    user.set_password("mine now, thank you")
    user.save()
    assert demo.ensure_users()[0].password == ""
    assert User.objects.get(username="editor").check_password("mine now, thank you")
