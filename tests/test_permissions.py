"""Who may do what: every address of the admin against every role, and every article against every role and stage.

An address without a row in the table fails the suite.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse

from articles.models import Article, Change, Correction, Finding, Statement
from articles.services import publish_article
from events.models import AgreementStatus, EventStatus, Role
from tests.desk import ROLE_NAMES, admin_url, desk_of, member
from tests.factories import (
    make_agreement,
    make_article,
    make_citation,
    make_claim,
    make_event,
    make_event_series,
    make_initiative,
    make_metric,
    make_observation,
    make_organisation,
    make_participation,
    make_person,
    make_published_article,
    make_rate,
    make_source,
    make_story,
    make_topic,
)
from trade.models import ImportBatch

pytestmark = pytest.mark.django_db

NOBODY: frozenset[str] = frozenset()
STAFF = frozenset(ROLE_NAMES)
EDITORS = frozenset({"editor", "administrator"})
DATA = frozenset({"data editor", "administrator"})
WRITERS = frozenset({"author", "editor", "translator", "administrator"})
AUTHORS = frozenset({"author", "editor", "administrator"})
ADMINISTRATORS = frozenset({"administrator"})


@dataclass(frozen=True)
class Rights:
    """Who may add, change and delete the records of one model; all of the newsroom may read them."""

    add: frozenset[str] = NOBODY
    change: frozenset[str] = NOBODY
    delete: frozenset[str] = NOBODY
    view: frozenset[str] = STAFF


def all_of(roles: frozenset[str]) -> Rights:
    return Rights(roles, roles, roles)


MODELS = {
    "trade_area": all_of(DATA),
    "trade_commodity": all_of(DATA),
    "trade_series": all_of(DATA),
    "trade_exchangerate": all_of(DATA),
    "trade_source": Rights(EDITORS | DATA, EDITORS | DATA, DATA),
    "trade_observation": Rights(DATA, DATA),
    "trade_importbatch": Rights(),
    "events_person": all_of(EDITORS),
    "events_organisation": all_of(EDITORS),
    "events_role": all_of(EDITORS),
    "events_eventseries": all_of(EDITORS),
    "events_event": all_of(EDITORS),
    "events_participation": all_of(EDITORS),
    "events_metric": Rights(DATA, DATA),
    "events_agreement": all_of(EDITORS),
    "events_agreementstatus": all_of(EDITORS),
    "events_initiative": all_of(EDITORS),
    "articles_topic": all_of(EDITORS),
    # A story or article of somebody else, as the world below has it; one's own are in the second table.
    "articles_story": Rights(AUTHORS, EDITORS, EDITORS),
    "articles_article": Rights(WRITERS, EDITORS, EDITORS),
    "articles_claim": Rights(),
    "articles_finding": Rights(change=EDITORS),
    "articles_articleversion": Rights(),
    "articles_correction": Rights(),
    "articles_change": Rights(),
    "auth_user": Rights(ADMINISTRATORS, ADMINISTRATORS, view=ADMINISTRATORS),
    "auth_group": Rights(view=ADMINISTRATORS),
}
# Pages besides the usual ones: who may open them.
PAGES = {
    "trade_observation_choices": STAFF,
    "trade_observation_revise": DATA,
    "trade_observation_withdraw": DATA,
    "trade_importbatch_upload": DATA,
    "trade_importbatch_template_csv": DATA,
    "trade_importbatch_template_xlsx": DATA,
    "trade_importbatch_roll_back": DATA,
    "trade_importbatch_revised": STAFF,
    "events_metric_choices": STAFF,
    "events_metric_revise": DATA,
    "events_metric_withdraw": DATA,
    "articles_article_publish": EDITORS,
    "articles_article_accept": EDITORS,
    "articles_article_record": EDITORS,
    "articles_article_withdraw": EDITORS,
    "articles_article_hold": EDITORS,
    "auth_user_password_change": ADMINISTRATORS,
}
# Taken by POST alone.
ACTIONS = {
    "articles_article_release": EDITORS,
    "articles_article_recheck": EDITORS,
    "articles_article_revoke": EDITORS,
    "articles_article_figure": STAFF,
}
# Of the site as a whole: open to whoever is logged in as staff, with or without a role.
SITE = {
    "index",
    "logout",
    "password_change",
    "password_change_done",
    "jsi18n",
    "app_list",
    "view_on_site",
    "autocomplete",
}
OPEN = {"login"}
VIEWS = ("changelist", "add", "change", "delete", "history", "simple_history")


def admin_names(patterns=None) -> Iterator[str]:
    for pattern in admin.site.urls[0] if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from admin_names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def names_with_a_row() -> set[str]:
    registered = {f"{m._meta.app_label}_{m._meta.model_name}": m for m in admin.site._registry}
    usual = {
        f"{name}_{view}"
        for name in MODELS
        for view in VIEWS
        if view != "simple_history" or hasattr(registered[name], "history")
    }
    return usual | set(PAGES) | set(ACTIONS) | SITE | OPEN


def test_every_address_of_the_admin_has_a_row():
    assert set(admin_names()) == names_with_a_row()


# -- the world: one record of every kind, all of them somebody else's


@pytest.fixture
def world():
    somebody = member("author", username="somebody")
    observation = make_observation()
    make_citation(observation)
    event = make_event(series=make_event_series())
    make_participation(event)
    make_metric(event)
    EventStatus.objects.create(event=event, status="held", source=make_source())
    agreement = make_agreement()
    AgreementStatus.objects.create(agreement=agreement, status="signed", source=make_source())
    make_organisation()
    make_initiative()
    make_topic()
    person = make_person()
    Role.objects.create(person=person, title_en="minister", source=make_source())
    make_rate()
    ImportBatch.objects.create(file_name="file.csv", sha256="0" * 64, format="csv")
    draft = make_article(author=somebody, story=make_story("somebodys-story"))
    Statement.objects.create(story=draft.story, person=person, text_en="So it is.")
    claim = make_claim(draft, observation=observation)
    Finding.objects.create(article=draft, claim=claim, rule="sum", severity="note", code="parts_differ", quote="1")
    published = make_published_article(observation, author=somebody)
    published.headline = "Corrected"
    published.save()
    publish_article(article=published, correction={"wrong": "This.", "right": "That."})
    assert Correction.objects.exists()
    assert Change.objects.exists()
    return draft


def instance_of(model: type[Model], draft: Article) -> Model:
    if model is Article:
        return draft
    instance = draft.story if model.__name__ == "Story" else model._base_manager.first()
    assert instance is not None, f"the world has no {model.__name__}"
    return instance


def requests_for(role: str, draft: Article) -> Iterator[tuple[str, str, str, bool]]:
    """Verb, address and name of every request of the table, and whether *role* may make it."""
    for model in list(admin.site._registry):
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        rights, instance = MODELS[name], instance_of(model, draft)
        yield "get", admin_url(f"{name}_changelist"), f"{name}_changelist", role in rights.view
        yield "get", admin_url(f"{name}_add"), f"{name}_add", role in rights.add
        yield "get", admin_url(f"{name}_change", instance.pk), f"{name}_change", role in rights.view
        yield "post", admin_url(f"{name}_change", instance.pk), f"{name}_change", role in rights.change
        yield "get", admin_url(f"{name}_delete", instance.pk), f"{name}_delete", role in rights.delete
        yield "get", admin_url(f"{name}_history", instance.pk), f"{name}_history", role in rights.view
        if hasattr(model, "history"):
            entry = model.history.latest()
            url = admin_url(f"{name}_simple_history", getattr(entry, model._meta.pk.attname), entry.pk)
            yield "get", url, f"{name}_simple_history", role in rights.view
            yield "post", url, f"{name}_simple_history", False
        for page, roles in (PAGES | ACTIONS).items():
            if page.startswith(f"{name}_"):
                verb = "post" if page in ACTIONS else "get"
                yield verb, address(page, name, instance), page, role in roles


def address(page: str, name: str, instance: Model) -> str:
    try:
        if page == "articles_article_record":
            return admin_url(page, instance.pk, instance.claims.get().uuid)
        return admin_url(page, instance.pk)
    except NoReverseMatch:
        field = name.split("_")[1]
        return f"{admin_url(page)}?app_label=articles&model_name=claim&field_name={field}"


@pytest.mark.parametrize("role", [*ROLE_NAMES, None])
def test_every_role_opens_what_its_row_says_and_nothing_else(role, world):
    desk = desk_of(role)
    wrong = []
    for verb, url, name, allowed in list(requests_for(role, world)):
        status = getattr(desk, verb)(url).status_code
        if (status in (200, 302, 409)) != allowed or (not allowed and status != 403):
            wrong.append((verb, name, status, "should be allowed" if allowed else "should be forbidden"))
    assert wrong == []


def test_strangers_are_asked_to_log_in_everywhere(world):
    urls = [(verb, url) for verb, url, _name, _allowed in requests_for("editor", world)]
    urls += [("get", admin_url(name)) for name in ("index", "password_change", "jsi18n", "autocomplete")]
    asked = {getattr(Client(), verb)(url).headers.get("Location", "").split("?")[0] for verb, url in urls}
    assert asked == {admin_url("login")}


def test_readers_with_an_account_are_not_staff(world):
    desk = desk_of(None, member("editor", is_staff=False))
    assert {getattr(desk, verb)(url).status_code for verb, url, *_rest in requests_for("editor", world)} == {302}


@pytest.mark.parametrize("name", sorted(SITE - {"view_on_site", "app_list", "logout"}))
def test_pages_of_the_site_need_no_role(name):
    status = desk_of(None).get(admin_url(name)).status_code
    assert status == (403 if name == "autocomplete" else 200)


def test_an_app_without_permissions_is_not_there():
    assert desk_of(None).get(admin_url("app_list", "trade")).status_code == 404
    assert desk_of("author").get(admin_url("app_list", "trade")).status_code == 200


def test_view_on_site_leads_to_the_page_of_the_record():
    source = make_source()
    answer = desk_of(None).get(admin_url("view_on_site", ContentType.objects.get_for_model(source).pk, source.pk))
    assert answer.headers["Location"].endswith(source.get_absolute_url())


# -- secondary views: what a choice offers follows the right to read


@pytest.mark.parametrize(
    ("model", "field"),
    [("observation", "source"), ("series", "reporter"), ("claim", "event"), ("article", "story")],
)
@pytest.mark.parametrize("role", [*ROLE_NAMES, None])
def test_choices_are_offered_to_those_who_may_read_the_records(model, field, role, world):
    app = "trade" if model in ("observation", "series") else "articles"
    query = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
    assert desk_of(role).get(admin_url("autocomplete"), query).status_code == (200 if role else 403)


def test_uses_of_a_record_in_drafts_show_to_those_who_may_read_articles(world):
    observation = world.claims.get().observation
    user = member(None)
    user.user_permissions.add(Permission.objects.get(codename="view_observation"))
    url = admin_url("trade_observation_change", observation.pk)
    assert world.headline not in desk_of(None, user).get(url).content.decode()
    assert world.headline in desk_of("data editor").get(url).content.decode()


def test_the_login_page_is_open():
    assert Client().get(reverse("admin:login")).status_code == 200
