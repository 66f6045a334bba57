"""People at their desks: users with a role, and forms filled in as a browser would send them."""

import itertools
from typing import Any

from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from articles.roles import ROLES

_numbers = itertools.count(1)
ROLE_NAMES = tuple(ROLES)


def member(role: str | None, **fields: Any) -> User:
    """A user of the newsroom in the group *role* (None: staff without a role)."""
    user = User.objects.create(**{"username": f"{role or 'nobody'}-{next(_numbers)}", "is_staff": True} | fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def desk_of(role: str | None, user: User | None = None) -> Client:
    """A client that reads English, logged in as *user* or as a new member of the newsroom with *role*."""
    client = Client(headers={"accept-language": "en"})
    client.user = user or member(role)
    client.force_login(client.user)
    return client


def admin_url(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


def forms_of(response: HttpResponse) -> list[html.FormElement]:
    return html.fromstring(response.content.decode()).xpath('//main//form[@method="post"]')


def typed(response: HttpResponse, **changes: Any) -> dict[str, Any]:
    """What the last form of the page would send, with *changes* typed into it; None takes a field out."""
    values: dict[str, list[str]] = {}
    for name, value in forms_of(response)[-1].form_values():
        values.setdefault(name, []).append(value)
    for name, value in changes.items():
        values[name] = value if isinstance(value, list) else [value]
    return {name: value for name, value in values.items() if value != [None]}


def fill_in(client: Client, url: str, press: str = "_continue", **changes: Any) -> HttpResponse:
    """Opens *url*, types *changes*, and presses a button; what comes back is not followed."""
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    return client.post(url, typed(page, **changes) | ({press: "1"} if press else {}))


def errors_of(response: HttpResponse) -> dict[str, list[str]]:
    """What the change form of the page says is wrong, by field."""
    context = response.context
    form = context["adminform"].form
    found = {name: list(map(str, errors)) for name, errors in form.errors.items()}
    for inline in context.get("inline_admin_formsets", ()):
        for number, errors in enumerate(inline.formset.errors):
            found |= {f"{inline.formset.prefix}-{number}-{name}": list(map(str, e)) for name, e in errors.items()}
    return found


def fields_of(response: HttpResponse) -> set[str]:
    """The fields of the page's change form that can be typed into."""
    return set(response.context["adminform"].form.fields)


def text_of(response: HttpResponse) -> str:
    """The words of the page's main part, in one line."""
    return " ".join(html.fromstring(response.content.decode()).xpath("//main")[0].text_content().split())
