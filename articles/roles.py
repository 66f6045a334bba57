"""The roles of the newsroom: which permissions each group has.

:data:`ROLES` is the authority: `migrate` and `seed` set the groups to it. Whoever needs an exception makes a group of
their own beside these.
"""

from collections.abc import Iterable

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

APPS = ("trade", "events", "articles")

# What has no form of its own, or is written by services alone: nobody adds, changes or deletes it by hand.
WRITTEN_BY_SERVICES = frozenset(
    {
        "trade.importbatch",
        "trade.observationwithdrawal",
        "events.metricwithdrawal",
        "articles.articleredirect",
        "articles.articleversion",
        "articles.change",
        "articles.claimstate",
        "articles.correction",
    }
)
# Vintages are never deleted; claims follow the marks in a text; findings come from the checks.
NEVER_DELETED = frozenset({"trade.observation", "events.metric", "articles.finding"})
NEVER_ADDED = frozenset({"articles.claim", "articles.finding"})

TRADE = ("area", "commodity", "source", "series", "observation", "observationcitation", "exchangerate")
METRICS = ("metric", "metriccitation")
EVENTS = (
    "person",
    "organisation",
    "role",
    "rolecitation",
    "eventseries",
    "event",
    "eventstatus",
    "eventcitation",
    "participation",
    "agreement",
    "agreementparty",
    "agreementstatus",
    "agreementstatuscitation",
    "initiative",
    "initiativesupport",
)
NEWSROOM = ("topic", "story", "statement", "article", "claim", "finding")
STEPS = ("articles.approve_article", "articles.publish_article", "articles.withdraw_article")


def _may(app: str, models: Iterable[str], *actions: str) -> set[str]:
    return {
        f"{app}.{action}_{model}" for model in models for action in actions if _is_possible(f"{app}.{model}", action)
    }


def _is_possible(model: str, action: str) -> bool:
    if model in WRITTEN_BY_SERVICES:
        return action == "view"
    return not (action == "delete" and model in NEVER_DELETED) and not (action == "add" and model in NEVER_ADDED)


ALL = ("add", "change", "delete")
READ = {
    f"{app}.view_{model._meta.model_name}"
    for app in APPS
    for model in installed.get_app_config(app).get_models()
    if not model._meta.model_name.startswith("historical")
}
WRITE = {"articles.add_article", "articles.change_article", "articles.change_claim"}
AUTHOR = READ | WRITE | _may("articles", ("story", "statement"), "add", "change")
TRANSLATOR = READ | WRITE | {"articles.translate_article"}
EDITOR = (
    AUTHOR
    | TRANSLATOR
    | _may("articles", NEWSROOM, *ALL)
    | _may("events", EVENTS, *ALL)
    | _may("trade", ("source",), "add", "change")
    | set(STEPS)
)
DATA_EDITOR = READ | _may("trade", TRADE, *ALL) | _may("events", METRICS, *ALL) | {"trade.import_file"}
USERS = {"auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group"}

ROLES: dict[str, frozenset[str]] = {
    "author": frozenset(AUTHOR),
    "editor": frozenset(EDITOR),
    "data editor": frozenset(DATA_EDITOR),
    "translator": frozenset(TRANSLATOR),
    "administrator": frozenset(EDITOR | DATA_EDITOR | USERS | {"articles.override_checks"}),
}


def sync_roles(apps=installed, using: str = "default", **kwargs) -> None:
    """Makes the groups and sets their permissions to :data:`ROLES`; running it again changes nothing.

    A receiver of ``post_migrate`` and part of `seed`. Where users are not migrated yet, there is nothing to do.
    """
    try:
        group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return
    for label in (*APPS, "auth"):
        # Apps report one by one; the permissions of those that come later are wanted now.
        create_permissions(installed.get_app_config(label), verbosity=0, apps=apps, using=using)
    rows = permission_model.objects.using(using).values_list("content_type__app_label", "codename", "pk")
    keys = {f"{app}.{codename}": pk for app, codename, pk in rows}
    for name, permissions in ROLES.items():
        group, _created = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.set([keys[permission] for permission in permissions if permission in keys])
