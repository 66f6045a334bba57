"""Texts that readers may not see, with a record of every kind made from them, some on the seed's own records."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from articles.models import Article, Topic
from articles.richtext import write_mark
from articles.services import bind_claim, hold_article, publish_article, sync_claims
from events.models import Agreement, AgreementParty, Event, EventStatus, Initiative, Metric, Person, Role
from events.services import cite_event
from tests.factories import (
    make_agreement,
    make_event,
    make_event_series,
    make_hidden_source,
    make_initiative,
    make_metric,
    make_observation,
    make_organisation,
    make_participation,
    make_person,
    make_series,
    make_story,
)
from trade.models import Area, Observation, Source
from trade.services import cite_observation, revise_observation

# In every name, slug, title, headline and number of what is hidden, and in nothing else.
MARK = "zyxhidden"
NUMBER = 77_123_451_987
STATES = ("draft", "scheduled", "embargoed", "held")
PAIR = ("DEU", "UZB")
PARTICIPANTS = ("FRA", "ITA", "ESP", "POL")


@dataclass(frozen=True)
class Hidden:
    """One hidden article and what was made from it."""

    article: Article
    source: Source
    records: dict[str, object]


def make_hidden(state: str) -> Hidden:
    """A Russian article in *state* whose story, topic, source and records belong to it alone."""
    mark = f"{MARK}-{state}"
    source = make_hidden_source(title=mark, publisher=mark, url=f"https://example.org/{mark}/")
    records = make_records(mark, source)
    key, seed = uuid4(), seed_records()
    keys = {name: uuid4() for name in seed}
    more = {name: f"<p>{mark} {name}: {write_mark(each, '7', '7')}.</p>" for name, each in keys.items()}
    article = Article.objects.create(
        language="ru",
        story=make_story(mark),
        slug=mark,
        headline=mark,
        deck=mark,
        note=mark,
        body=f"<p>{mark}: {write_mark(key, str(NUMBER), str(NUMBER))} юаней.</p>{''.join(more.values())}",
        source=source,
    )
    article.story.topics.add(records["topic"])
    article.story.areas.set(Area.objects.filter(pk__in=(*PAIR, "KAZ")))
    article.story.events.add(records["event"])
    article.story.agreements.add(records["agreement"])
    article.story.initiatives.add(records["initiative"])
    article.story.statements.create(person=records["person"], position=1, text_en=mark)
    sync_claims(article)
    article.refresh_from_db()
    bind_claim(claim=article.claims.get(uuid=key), record=records["observation"])
    for name, each in keys.items():
        claim = article.claims.get(uuid=each)
        record = seed[name]
        if isinstance(record, Observation | Metric):
            claim.value, claim.resolution = record.value, record.resolution
        # Explained, for the words «7» contradict the record, and the checks would not let them be published.
        bind_claim(claim=claim, record=record, explanation=mark)
    _reach(article, state)
    article.refresh_from_db()
    return Hidden(article, source, records | {"claim": article.claims.get(uuid=key)})


def seed_records() -> dict[str, Observation | Metric | Event | Agreement]:
    """Public records of every kind that a figure can be bound to, each with a page that lists who cites it."""
    return {
        "observation": Observation.objects.current().get(
            series__key="_X.CHN.KAZ.T.TOTAL.V.USD", period_start=date(2023, 1, 1), period_end=date(2023, 12, 31)
        ),
        "metric": Metric.objects.get(event__slug="ciie-7", measure="exhibitors", participation=None),
        "event": Event.objects.get(slug="ciie-7"),
        "agreement": Agreement.objects.get(slug="mutual-visa-free-regime-china-kazakhstan"),
    }


def make_records(mark: str, source: Source) -> dict[str, object]:
    """One record of every kind, resting on *source* alone; the observation of a known pair was revised as well."""
    name = {"name_en": mark, "source": source}
    series = make_event_series(mark, acronym=mark, **name)
    event = make_event(mark, series=series, edition=1, place_en=mark, area_id="KAZ", **name)
    EventStatus.objects.create(event=event, status="held", starts="2031-01-01", source=source)
    participation = make_participation(event, "DEU", source=source, focus_en=mark)
    person = make_person(mark, **name)
    Role.objects.create(person=person, title_en=mark, area_id="KAZ", source=source)
    agreement = make_agreement(mark, event=event, **name)
    AgreementParty.objects.create(agreement=agreement, area_id="KAZ")
    agreement.statuses.create(status="signed", on="2031-01-01", source=source)
    value = {"value": NUMBER, "resolution": 1, "source": source, "printed": mark, "note": mark}
    first = make_observation(
        make_series("_X.CHN.KAZ.T.TOTAL.V.CNY"),
        period_start=_year(mark),
        period_end=date(_year(mark).year, 12, 31),
        **value,
    )
    observation = revise_observation(observation=first, source=source, reason=mark, value=Decimal(NUMBER))
    make_observation("_X.DEU.UZB.T.TOTAL.V.USD", period_start=_year(mark), period_end=_year(mark), **value)
    attach_to_seed(mark, source, value)
    return {
        "topic": Topic.objects.create(slug=mark, name_en=mark),
        "event_series": series,
        "event": event,
        "metric": make_metric(event, participation=participation, **value),
        "person": person,
        "organisation": make_organisation(mark, **name),
        "agreement": agreement,
        "initiative": make_initiative(mark, **name),
        "observation": observation,
    }


def attach_to_seed(mark: str, source: Source, value: dict) -> None:
    """What *source* says of things that are public: more values, statuses, roles and words for and against."""
    seed = "_X.CHN.KAZ.T.TOTAL.V.USD"
    make_observation(seed, period_start=_year(mark), period_end=_year(mark), **value)
    stated = Observation.objects.get(series__key=seed, period_start=date(2023, 1, 1), period_end=date(2023, 12, 31))
    cite_observation(observation=stated, source=source, relation="differs", value=NUMBER, resolution=1, printed=mark)
    fair = Event.objects.get(slug="ciie-7")
    cite_event(event=fair, source=source, relation="differs", value=8, resolution=1, printed=mark)
    fair.statuses.create(status="postponed", starts="2031-02-02", source=source, note=mark)
    make_metric(fair, **value | {"measure": Metric.Measure.VISITORS, "nature": "estimated", "unit": mark[-12:]})
    area = PARTICIPANTS[STATES.index(mark.removeprefix(f"{MARK}-"))]
    make_participation(fair, area, source=source, focus_en=mark)
    Role.objects.create(person=Person.objects.get(slug="zhang-xiao"), title_en=mark, area_id="KAZ", source=source)
    regime = Agreement.objects.get(slug="mutual-visa-free-regime-china-kazakhstan")
    regime.statuses.create(status="terminated", on="2031-03-03", source=source, note=mark)
    Initiative.objects.get(slug="belt-and-road").supporters.create(area_id=area, source=source)


def _year(mark: str) -> date:
    """Each state has a year of its own, for one series holds one value for a period."""
    return date(2031 + STATES.index(mark.removeprefix(f"{MARK}-")), 1, 1)


def _reach(article: Article, state: str) -> None:
    later = timezone.now() + timedelta(days=2)
    match state:
        case "scheduled":
            article.publish_at = later
        case "embargoed":
            article.embargo_until = later
    if state == "draft":
        return
    article.state = Article.State.APPROVED
    article.save()
    if state == "held":
        # Before it is published: what readers saw for a moment would rightly leave its mark in «in this state since».
        hold_article(article=article, reason=MARK)
    publish_article(article=article)
