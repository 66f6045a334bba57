"""The records around the seed article: what it says itself, and what others say, each with its own source."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps

from articles.models import Article, ArticleVersion, Claim, Statement, Story
from events.models import AgreementStatus, Event, EventStatus, Metric, Participation, Person, Role
from tests.seeds import APPS, SEEDED_AT
from trade.models import Observation, Source

pytestmark = pytest.mark.usefixtures("seeded")
KAZ = ("ciie-7", "KAZ", "")
ROOT = Path(__file__).resolve().parents[2]


def test_everything_recorded_from_the_article_was_recorded_on_the_day_it_was_added():
    source = Source.objects.get(key="seed-article")
    moments = {
        source.public_from,
        *source.observation_set.values_list("valid_from", flat=True),
        *source.metric_set.values_list("valid_from", flat=True),
        *Article.objects.values_list("publish_at", flat=True),
        *ArticleVersion.objects.values_list("public_from", flat=True),
        *Claim.objects.values_list("bound_at", flat=True),
    }
    assert len(moments) == 1
    assert moments.pop() < SEEDED_AT
    assert "день добавления на этот сайт" in source.note


def test_the_fair_was_held_says_the_article_and_a_newspaper_says_when():
    statuses = EventStatus.objects.filter(event__slug="ciie-7").order_by("starts")
    assert [(s.status, s.starts, s.ends, s.source.key == "seed-article") for s in statuses] == [
        ("held", "", "", True),
        ("held", "2024-11-05", "2024-11-10", False),
    ]


def test_kazakhstan_took_part_with_a_pavilion_and_its_prime_minister():
    taking_part = Participation.objects.get()
    assert taking_part.natural_key() == KAZ
    assert taking_part.has_pavilion
    assert taking_part.head_of_delegation.slug == "olzhas-bektenov"
    assert taking_part.focus_ru == "цифровизация и высокие технологии"


def test_three_statements_are_told_in_the_role_that_the_article_names():
    told = Statement.objects.order_by("position").values_list("person__slug", "role__title_ru", "mode")
    ambassador = ("zhang-xiao", "посол Китая в Казахстане", "indirect")
    assert list(told) == [ambassador, ("olzhas-bektenov", "премьер-министр", "indirect"), ambassador]


def test_the_story_leads_to_all_that_it_is_about():
    story = Story.objects.get()
    assert set(story.areas.values_list("pk", flat=True)) == {"CHN", "KAZ"}
    assert [event.slug for event in story.events.all()] == ["ciie-7"]
    assert story.agreements.get().statuses.count() == 3
    assert {initiative.slug for initiative in story.initiatives.all()} == {"belt-and-road", "golden-thirty-years"}
    assert story.topics.count() == 5


@pytest.mark.parametrize("app", APPS)
def test_every_row_would_pass_its_own_form(app):
    for model in apps.get_app_config(app).get_models():
        if not model.__name__.startswith("Historical"):
            for row in model._base_manager.all():
                row.full_clean()


# -- The context ---------------------------------------------------------------------------------------------------


def test_the_three_columns_of_2023_are_three_reporters():
    rows = Observation.objects.filter(series__thing="CHN-KAZ.TOTAL.V.USD.C", period_start="2023-01-01")
    year = rows.filter(period_end="2023-12-31").values_list("series__reporter", "value")
    assert dict(year) == {"_X": 41 * 10**9, "CHN": 41 * 10**9, "KAZ": Decimal("31.5") * 10**9}


def test_an_inferred_reporter_is_labelled_with_the_reason():
    inferred = Observation.objects.filter(reporter_basis="inferred")
    assert inferred.count() == 7
    assert not inferred.filter(reporter_note="").exists()


def test_the_same_number_from_a_second_paper_is_a_citation_and_no_row():
    kazakh = Observation.objects.get_by_natural_key("KAZ.CHN.KAZ.T.TOTAL.V.USD", "2023-01-01", "2023-12-31", 1)
    assert [c.source.publisher for c in kazakh.citations.all()] == ["The Astana Times"]
    assert [c.reporter_basis for c in kazakh.citations.all()] == ["inferred"]


def test_what_the_ambassador_says_elsewhere_is_his_own_word():
    said = Person.objects.get(slug="zhang-xiao").speaks_in.get()
    assert (said.kind, said.author) == ("speech", "Zhang Xiao")
    assert said.observation_set.get().value == Decimal("32.7") * 10**9


def test_six_earlier_editions_come_with_the_context_each_with_its_own_source():
    earlier = Event.objects.exclude(slug="ciie-7")
    assert sorted(earlier.values_list("edition", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert not earlier.filter(source__key="seed-article").exists()


def test_the_agreement_is_implied_here_and_in_force_elsewhere():
    statuses = AgreementStatus.objects.order_by("on").values_list("status", "on", "place")
    assert list(statuses) == [
        ("unstated", "", ""),
        ("signed", "2023-05-17", "Xi'an"),
        ("in_force", "2023-11-10", ""),
    ]


def test_terms_of_office_are_roles_of_their_own():
    dated = Role.objects.exclude(starts="").order_by("starts").values_list("person__slug", "starts", "ends")
    assert list(dated) == [("zhang-xiao", "2018-08-31", ""), ("olzhas-bektenov", "2024-02-06", "")]


def test_countries_and_regions_are_not_countries():
    seventh = Metric.objects.filter(event__slug="ciie-7", value=129)
    assert set(seventh.values_list("measure", flat=True)) == {"countries", "countries_and_regions"}


def test_no_note_speaks_of_the_project_to_readers():
    words = {
        value
        for file in sorted(ROOT.glob("*/fixtures/*.json"))
        for row in json.loads(file.read_text())
        for name, value in row["fields"].items()
        if isinstance(value, str) and name.removeprefix("reporter_") in ("note", "printed", "place", "explanation")
    }
    assert not [text for text in words if re.search(r"\bseed\b|\bfixture|\bobservation\b", text, re.IGNORECASE)]


@pytest.mark.parametrize("page", ["trade/series/KAZ.CHN.KAZ.T.TOTAL.V.USD", "events/ciie-7", "sources/{first}"])
def test_notes_are_in_the_language_of_the_site_and_marked_on_pages_in_others(client, page):
    path = page.format(first=Source.objects.earliest("pk").pk)
    assert '<span lang="ru">' in client.get(f"/en/{path}/").content.decode()
