"""Events, agreements and people in the API: their filters, and that nothing hidden shows beside what is public."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events.models import (
    AgreementParty,
    AgreementStatus,
    EventStatus,
    InitiativeSupport,
    Role,
)
from events.services import revise_metric
from tests.factories import (
    BILLION,
    make_agreement,
    make_area,
    make_event,
    make_event_series,
    make_hidden_source,
    make_initiative,
    make_metric,
    make_organisation,
    make_participation,
    make_person,
    make_source,
)

pytestmark = pytest.mark.django_db


def found(client, collection, **parameters):
    answer = client.get(f"/api/v1/{collection}/", parameters, headers={"accept-language": "en"})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def slugs(client, collection, **parameters):
    return [row["slug"] for row in found(client, collection, **parameters)]


def became(event, status, starts="", ends="", source=None):
    return EventStatus.objects.create(
        event=event, status=status, starts=starts, ends=ends, source=source or make_source()
    )


def is_now(agreement, status, on="", source=None):
    return AgreementStatus.objects.create(agreement=agreement, status=status, on=on, source=source or make_source())


# -- filters ------------------------------------------------------------------------------------------------------
def test_events_are_found_by_their_latest_status(client):
    event = make_event("fair")
    became(event, "announced", "2024-01")
    became(event, "held", "2024-11-05", "2024-11-10")

    assert slugs(client, "events", status="held") == ["fair"]
    assert slugs(client, "events", status="announced") == []
    assert slugs(client, "events", status=["announced", "held"]) == ["fair"]


@pytest.mark.parametrize(
    ("starts", "ends", "years"),
    [
        ("2024-11-05", "2024-11-10", {2024}),
        ("2024", "", {2024}),
        ("", "2024-11", {2024}),
        ("2023-12-30", "2025-01-02", {2023, 2024, 2025}),
        ("", "", set()),
    ],
)
def test_events_are_found_by_every_year_in_which_they_take_place(client, starts, ends, years):
    became(make_event("fair"), "held", starts, ends)

    assert {year for year in range(2021, 2028) if slugs(client, "events", year=str(year))} == years


def test_events_are_found_by_series_and_country(client):
    make_event("fair-7", series=make_event_series("fair"), edition=7, area=make_area("CHN"))
    make_event("other")

    assert slugs(client, "events", series="fair") == ["fair-7"]
    assert slugs(client, "events", area="chn") == ["fair-7"]


def test_words_are_found_in_a_name_of_any_language_whatever_their_case(client):
    make_event("fair", name_en="China Expo", name_ru="Китайское ЭКСПО", name_kk="Қытай көрмесі", name_zh="中国博览会")

    for words in ("expo", "ЭКСПО", "экспо", "КИТАЙСКОЕ", "қытай", "博览"):
        assert slugs(client, "events", q=words) == ["fair"], words
    assert slugs(client, "events", q="fair.*") == []
    assert slugs(client, "events", q="100%_") == []


def test_agreements_are_found_by_all_the_parties_named(client):
    both, one = make_agreement("both"), make_agreement("one")
    for area in ("CHN", "KAZ"):
        AgreementParty.objects.create(agreement=both, area=make_area(area))
    AgreementParty.objects.create(agreement=one, area=make_area("KAZ"))

    assert slugs(client, "agreements", party="KAZ") == ["both", "one"]
    assert slugs(client, "agreements", party=["KAZ", "chn"]) == ["both"]


def test_agreements_are_found_by_legal_status_and_year(client):
    agreement = make_agreement("treaty")
    is_now(agreement, "signed", "2023-05-17")
    is_now(agreement, "in_force", "2023-11-10")

    assert slugs(client, "agreements", status="in_force", year="2023") == ["treaty"]
    assert slugs(client, "agreements", status="signed") == []
    assert slugs(client, "agreements", year="2024") == []


def test_statuses_come_latest_first(client):
    agreement = make_agreement("treaty")
    is_now(agreement, "unstated")
    is_now(agreement, "in_force", "2023-11-10")
    is_now(agreement, "signed", "2023-05-17")

    assert [status["status"] for status in found(client, "agreements")[0]["statuses"]] == [
        "in_force",
        "signed",
        "unstated",
    ]


def test_metrics_have_vintages_like_observations(client):
    metric = make_metric(make_event("fair"), valid_from=datetime(2024, 5, 1, tzinfo=UTC))
    later = revise_metric(metric=metric, source=make_source(), reason="newer", value=BILLION * 81)

    assert [row["id"] for row in found(client, "metrics", event="fair")] == [later.pk]
    assert [row["id"] for row in found(client, "metrics", as_of="2024-06-01")] == [metric.pk]
    assert [row["id"] for row in found(client, "metrics", updated_after="2024-06-01")] == [later.pk]
    assert client.get(f"/api/v1/metrics/{metric.pk}/").json()["valid_to"]


def test_the_part_of_a_participant_is_told_from_the_whole_event(client):
    event = make_event("fair")
    whole = make_metric(event)
    part = make_metric(event, participation=make_participation(event, "KAZ"))

    rows = {row["id"]: row["participant"] for row in found(client, "metrics")}

    assert rows == {whole.pk: None, part.pk: {"area": "KAZ", "organisation": None, "name": "Kazakhstan"}}
    assert [row["id"] for row in found(client, "metrics", area="KAZ")] == [part.pk]


# -- what is not stated -------------------------------------------------------------------------------------------
def test_what_no_source_states_is_null_and_never_guessed(client):
    became(make_event("fair"), "held")

    (event,) = found(client, "events")

    assert (event["series"], event["edition"], event["area"], event["place"]) == (None, None, None, None)
    assert (event["statuses"][0]["starts"], event["statuses"][0]["ends"]) == (None, None)


# -- what is hidden -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("collection", "make"),
    [
        ("events", make_event),
        ("event-series", make_event_series),
        ("people", make_person),
        ("organisations", make_organisation),
        ("agreements", make_agreement),
        ("initiatives", make_initiative),
    ],
)
def test_records_of_an_unpublished_text_are_nowhere(client, collection, make):
    make("secret-record", source=make_hidden_source())
    make("late-record", source=make_source(public_from=timezone.now() + timedelta(minutes=1)))

    assert found(client, collection) == []
    assert client.get(f"/api/v1/{collection}/").json()["count"] == 0
    hidden, made_up = (client.get(f"/api/v1/{collection}/{slug}/") for slug in ("secret-record", "made-up"))
    assert hidden.status_code == made_up.status_code == 404
    assert hidden.content == made_up.content


def test_nothing_hidden_shows_beside_a_public_event(client):
    secret = make_hidden_source()
    event = make_event("fair", series=make_event_series("secret-series", source=secret), edition=1)
    became(event, "held", "2024", source=secret)
    make_participation(event, "KAZ", source=secret)
    make_participation(event, None, organisation=make_organisation("secret-company", source=secret))
    make_participation(event, "CHN", head_of_delegation=make_person("secret-person", source=secret))

    answer = client.get("/api/v1/events/fair/")

    assert "secret" not in answer.content.decode()
    assert answer.json()["statuses"] == []
    assert [party["area"] for party in answer.json()["participations"]] == ["CHN"]
    assert slugs(client, "events", series="secret-series") == []
    assert slugs(client, "events", status="held") == []
    assert slugs(client, "events", year="2024") == []


def test_nothing_hidden_shows_beside_a_public_agreement(client):
    secret = make_hidden_source()
    agreement = make_agreement("treaty", event=make_event("secret-fair", source=secret))
    is_now(agreement, "signed", "2024", source=secret)
    AgreementParty.objects.create(agreement=agreement, organisation=make_organisation("secret-company", source=secret))

    answer = client.get("/api/v1/agreements/treaty/")

    assert "secret" not in answer.content.decode()
    assert (answer.json()["event"], answer.json()["statuses"], answer.json()["parties"]) == (None, [], [])
    assert slugs(client, "agreements", status="signed") == []


def test_nothing_hidden_shows_beside_a_public_person_or_initiative(client):
    secret = make_hidden_source()
    person, initiative = make_person("minister"), make_initiative("road")
    Role.objects.create(person=person, title_en="secret post", source=secret)
    employer = make_organisation("secret-ministry", source=secret)
    Role.objects.create(person=person, title_en="minister", organisation=employer, source=make_source())
    InitiativeSupport.objects.create(initiative=initiative, area=make_area("KAZ"), source=secret)

    person, initiative = client.get("/api/v1/people/minister/"), client.get("/api/v1/initiatives/road/")

    assert "secret" not in person.content.decode()
    assert [role["title"] for role in person.json()["roles"]] == ["minister"]
    assert initiative.json()["supporters"] == []


def test_figures_of_a_hidden_event_are_hidden_with_it(client):
    make_metric(make_event("secret-fair", source=make_hidden_source()))

    assert found(client, "metrics") == []
