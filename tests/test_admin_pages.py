"""What holds on every page of the admin, whatever it shows."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Change, Finding
from events.models import AgreementParty, AgreementStatus, EventStatus, InitiativeSupport, Participation, Role
from tests.desk import admin_url, desk_of, fill_in
from tests.factories import (
    make_agreement,
    make_area,
    make_article,
    make_citation,
    make_claim,
    make_event,
    make_event_series,
    make_initiative,
    make_metric,
    make_observation,
    make_organisation,
    make_person,
    make_series,
    make_source,
    make_story,
    make_topic,
    make_version,
)
from trade.models import ImportBatch, Observation

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"""<[^>]*\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|<[^>]*\son\w+\s*=|javascript:""", re.IGNORECASE)
MODELS = {f"{m._meta.app_label}_{m._meta.model_name}": m for m in admin.site._registry}


def pages() -> list[str]:
    """Every page that the admin has of the records that exist."""
    found = [admin_url(name) for name in ("index", "password_change", "password_change_done")]
    for name, model in MODELS.items():
        found += [admin_url(f"{name}_changelist"), admin_url(f"{name}_add")]
        for record in model._base_manager.order_by("pk")[:2]:
            found += [admin_url(f"{name}_{view}", record.pk) for view in ("change", "delete", "history")]
        if hasattr(model, "history") and (entry := model.history.first()):
            found.append(admin_url(f"{name}_simple_history", getattr(entry, model._meta.pk.attname), entry.pk))
    for name in ("trade_observation", "events_metric"):
        record = MODELS[name].objects.current().first()
        found += [admin_url(f"{name}_{view}", record.pk) for view in ("revise", "withdraw")]
    found.append(admin_url("trade_importbatch_upload"))
    article = MODELS["articles_article"].objects.first()
    return found + [admin_url(f"articles_article_{view}", article.pk) for view in ("publish", "withdraw", "hold")]


def test_no_page_has_inline_code_and_none_is_stored_anywhere(seeded, admin_client):
    failures = []
    for url in pages():
        answer = admin_client.get(url)
        inline = INLINE.findall(answer.content.decode())
        if answer.status_code not in (200, 403) or inline or answer["Cache-Control"] != "private, no-store":
            failures.append((url, answer.status_code, inline, answer["Cache-Control"]))
    assert failures == []


@pytest.mark.parametrize("url", ["/admin/login/", "/admin/nowhere/", "/admin/jsi18n/", "/admin"])
def test_answers_to_strangers_are_not_stored_either(url):
    assert Client().get(url)["Cache-Control"] == "private, no-store"


# -- addresses that make no sense

LISTS = (
    "trade_observation",
    "trade_area",
    "events_event",
    "events_metric",
    "articles_article",
    "articles_claim",
    "articles_articleversion",
    "auth_user",
)
NONSENSE = ["0", "abc", "9" * 30, "1.5", "%D1%8F"]


@pytest.mark.parametrize("key", NONSENSE)
def test_no_address_breaks_the_admin(admin_client, key):
    broken = []
    for name, model in MODELS.items():
        paths = [f"{key}/{view}/" for view in ("change", "delete", "history")]
        paths += [f"{key}/history/1/", f"1/history/{key}/"] if hasattr(model, "history") else []
        if name in ("trade_observation", "events_metric", "articles_article"):
            paths += [f"{key}/{view}/" for view in ("revise", "withdraw", "publish", "hold")]
        broken += [
            path for path in paths if admin_client.get(admin_url(f"{name}_changelist") + path).status_code >= 500
        ]
    assert broken == []


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "x" * 5000,
        "q=%27%22%3C%25_",
        "p=99999999999999999999",
        "p=x",
        "o=1.2.3.99.-x",
        "all=",
        "e=1",
        "pk=abc",
        "id__exact=99999999999999999999999",
        "pk__in=1,x",
        "password__startswith=a",
        "nonsense=1",
        "_to_field=password",
        "period_end__year=99999",
        "date_joined__year=99999",
        "publish_at__gte=x",
        "standing=x",
        "where=x",
    ],
)
def test_no_query_breaks_a_list(admin_client, query):
    statuses = {name: admin_client.get(f"{admin_url(f'{name}_changelist')}?{query}").status_code for name in LISTS}
    assert {name: status for name, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "app_label=trade",
        "app_label=trade&model_name=series&field_name=unit",
        "app_label=trade&model_name=series&field_name=nonsense",
        "app_label=x&model_name=y&field_name=z",
        "app_label=auth&model_name=user&field_name=password",
    ],
)
@pytest.mark.parametrize("name", ["autocomplete", "trade_observation_choices", "events_metric_choices"])
def test_nonsense_is_offered_no_choices(admin_client, name, query):
    assert admin_client.get(f"{admin_url(name)}?{query}").status_code == 403


def test_a_post_without_anything_is_a_page_of_errors(seeded, admin_client):
    broken = []
    for name, model in MODELS.items():
        urls = [admin_url(f"{name}_add")]
        urls += [admin_url(f"{name}_change", record.pk) for record in model._base_manager.all()[:1]]
        broken += [url for url in urls if admin_client.post(url, {}).status_code >= 500]
    assert broken == []


def test_history_is_read_and_never_put_back(admin_client):
    source = make_source(title="First")
    source.title = "Second"
    source.save()
    entry = source.history.earliest()
    url = admin_url("trade_source_simple_history", source.pk, entry.pk)
    assert "First" in admin_client.get(url).content.decode()
    assert admin_client.post(url, {"title": "First", "kind": "article", "_save": "1"}).status_code == 403
    source.refresh_from_db()
    assert source.title == "Second"


# -- lists ask as often for a hundred rows as for ten


def fill(count: int) -> None:
    """*count* rows in every list, each with rows of its own."""
    area = make_area("KAZ")
    for number in range(count):
        own = make_source()
        year = 1900 + Observation.objects.count()
        series = make_series(f"CHN.CHN.KAZ.T.H6-{year}.V.USD")
        observation = make_observation(
            series, source=own, period_start=date(year, 1, 1), period_end=date(year, 12, 31), value=Decimal(year)
        )
        make_citation(observation)
        Change.objects.create(kind="revised", observation=observation)
        event = make_event(series=make_event_series(source=own), source=own)
        EventStatus.objects.create(event=event, status="held", source=own)
        Participation.objects.create(event=event, area=area, source=own)
        make_metric(event, source=own)
        organisation = make_organisation(source=own)
        agreement = make_agreement(source=own, event=event)
        AgreementStatus.objects.create(agreement=agreement, status="signed", source=own)
        AgreementParty.objects.create(agreement=agreement, area=area)
        AgreementParty.objects.create(agreement=agreement, organisation=organisation)
        InitiativeSupport.objects.create(initiative=make_initiative(source=own), area=area, source=own)
        Role.objects.create(person=make_person(source=own), title_en="minister", area=area, source=own)
        story = make_story()
        story.topics.add(make_topic())
        draft = make_article(story=story)
        claim = make_claim(draft, observation=observation)
        make_version(draft)
        Finding.objects.create(article=draft, claim=claim, rule="r", severity="note", code="c", quote="a")
        ImportBatch.objects.create(file_name=f"{number}.csv", sha256="0" * 64, format="csv")


def queries_of(client: Client) -> dict[str, int]:
    """How often each list and the start page ask the database, the second time they are opened."""
    urls = {name: admin_url(f"{name}_changelist") for name in MODELS} | {"start page": admin_url("index")}
    found = {}
    for name, url in urls.items():
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        found[name] = len(queries)
    return found


def test_lists_ask_as_often_for_many_rows_as_for_few(admin_client):
    fill(2)
    few = queries_of(admin_client)
    fill(10)
    assert queries_of(admin_client) == few
    assert {name: count for name, count in few.items() if count > 25} == {}


# -- accounts


def test_the_time_of_a_text_is_told_in_the_time_of_the_newsroom(admin_client):
    article = make_article(publish_at=timezone.make_aware(timezone.datetime(2024, 11, 12, 9, 30)))
    page = admin_client.get(admin_url("articles_article_change", article.pk)).content.decode()
    assert 'value="09:30:00"' in page


def test_a_password_changes_and_ends_other_sessions():
    desk = desk_of("author")
    desk.user.set_password("an old and long password")
    desk.user.save()
    desk.force_login(desk.user)
    elsewhere = Client()
    elsewhere.force_login(desk.user)
    new = "quite another password"
    fill_in(
        desk,
        admin_url("password_change"),
        press="",
        old_password="an old and long password",
        new_password1=new,
        new_password2=new,
    )
    assert desk.get(admin_url("index")).status_code == 200
    assert elsewhere.get(admin_url("index")).status_code == 302


def test_reading_the_log_out_address_logs_nobody_out():
    desk = desk_of("author")
    assert desk.get(admin_url("logout")).status_code == 405
    assert desk.get(admin_url("index")).status_code == 200
    desk.post(admin_url("logout"))
    assert desk.get(admin_url("index")).status_code == 302


def test_a_deactivated_user_is_out_at_once():
    desk = desk_of("editor")
    desk.user.is_active = False
    desk.user.save()
    assert desk.get(admin_url("index")).status_code == 302
