"""A page of thirty records costs as many queries as a page of five, whatever hangs on each record."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Statement
from articles.services import publish_article
from events.models import (
    AgreementParty,
    AgreementStatus,
    AgreementStatusCitation,
    EventCitation,
    EventStatus,
    InitiativeSupport,
    MetricCitation,
    Role,
    RoleCitation,
)
from tests.api import COLLECTIONS
from tests.factories import (
    make_agreement,
    make_area,
    make_citation,
    make_commodity,
    make_event,
    make_event_series,
    make_initiative,
    make_metric,
    make_observation,
    make_organisation,
    make_participation,
    make_person,
    make_published_article,
    make_series,
    make_source,
    make_topic,
)
from trade.models import Area, Commodity, Observation
from trade.services import revise_observation

pytestmark = pytest.mark.django_db
MANY, FEW = 30, 5
TURNOVER = "CHN.CHN.KAZ.T.TOTAL.V.USD"


def areas():
    Area.objects.bulk_create(Area(code=f"G{number:03}", kind="group") for number in range(MANY))


def commodities():
    make_commodity("H6-27")
    Commodity.objects.bulk_create(
        Commodity(key=f"H6-27{number:02}", scheme="H6", code=f"27{number:02}", parent_id="H6-27")
        for number in range(MANY)
    )


def sources():
    for _number in range(MANY):
        make_source()


def series():
    for number in range(MANY):
        make_observation(f"CHN.CHN.KAZ.X.H6-{number:02}.V.USD")


def observations():
    for number in range(MANY):
        year = 1950 + number
        for key in (TURNOVER, "KAZ.CHN.KAZ.T.TOTAL.V.USD"):
            row = make_observation(make_series(key), period_start=date(year, 1, 1), period_end=date(year, 12, 31))
            make_citation(row)


def people():
    for _number in range(MANY):
        person = make_person()
        role = Role.objects.create(
            person=person, title_en="minister", organisation=make_organisation(), source=make_source()
        )
        RoleCitation.objects.create(role=role, source=make_source(), relation="supports")


def organisations():
    for _number in range(MANY):
        make_organisation(area=make_area("KAZ"))


def event_series():
    for _number in range(MANY):
        make_event_series()


def events():
    for _number in range(MANY):
        event = make_event(series=make_event_series(), edition=1, area=make_area("CHN"))
        EventStatus.objects.create(event=event, status="held", starts="2024-11", source=make_source())
        EventCitation.objects.create(event=event, source=make_source(), relation="supports")
        make_participation(event, "KAZ", head_of_delegation=make_person())
        make_participation(event, area=None, organisation=make_organisation())


def metrics():
    for _number in range(MANY):
        event = make_event()
        metric = make_metric(event, participation=make_participation(event, "KAZ"))
        MetricCitation.objects.create(metric=metric, source=make_source(), relation="supports")


def agreements():
    for _number in range(MANY):
        agreement = make_agreement(event=make_event())
        AgreementParty.objects.create(agreement=agreement, area=make_area("KAZ"))
        AgreementParty.objects.create(agreement=agreement, organisation=make_organisation())
        status = AgreementStatus.objects.create(agreement=agreement, status="signed", source=make_source())
        AgreementStatusCitation.objects.create(status=status, source=make_source(), relation="supports")


def initiatives():
    for _number in range(MANY):
        initiative = make_initiative()
        InitiativeSupport.objects.create(initiative=initiative, area=make_area("KAZ"), source=make_source())
        InitiativeSupport.objects.create(initiative=initiative, organisation=make_organisation(), source=make_source())


def articles():
    for number in range(MANY):
        article = make_published_article(
            make_observation(f"CHN.CHN.KAZ.X.H6-{number:02}.V.USD"),
            publish_at=timezone.now() - timedelta(hours=number + 1),
        )
        story = article.story
        story.topics.add(make_topic())
        story.areas.add(make_area("KAZ"))
        story.events.add(make_event())
        person = make_person()
        role = Role.objects.create(person=person, title_en="minister", source=make_source())
        Statement.objects.create(story=story, person=person, role=role, text_en="Trade grows.")


def corrections():
    articles()
    for article in Article.objects.public():
        article.headline += "!"
        article.save()
        publish_article(article=article, correction={"wrong": "The headline.", "right": "The headline!"})


def changes():
    corrections()
    for row in Observation.objects.current():
        revise_observation(
            observation=row, source=make_source(), reason="newer release", value=row.value + row.resolution
        )


MAKERS = {
    "articles": articles,
    "stories": articles,
    "claims": articles,
    "observations": observations,
    "series": series,
    "areas": areas,
    "commodities": commodities,
    "sources": sources,
    "events": events,
    "event-series": event_series,
    "metrics": metrics,
    "people": people,
    "organisations": organisations,
    "agreements": agreements,
    "initiatives": initiatives,
    "corrections": corrections,
    "changes": changes,
}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_thirty_records_cost_as_many_queries_as_five(client, name):
    MAKERS[name]()

    few, many = (cost(client, f"/api/v1/{name}/?page_size={size}", size) for size in (FEW, MANY))

    assert many == few


def cost(client, url, size):
    with CaptureQueriesContext(connection) as queries:
        results = client.get(url).json()["results"]
    assert len(results) == size
    return len(queries)
