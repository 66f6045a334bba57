"""Small valid records for tests; each maker takes the fields that its test is about and fills in the rest."""

import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from articles.models import Article, ArticleVersion, Claim, Story, Topic
from articles.richtext import write_mark
from articles.services import publish_article
from events.models import (
    Agreement,
    AgreementParty,
    AgreementStatus,
    Event,
    EventSeries,
    EventStatus,
    Initiative,
    Metric,
    Organisation,
    Participation,
    Person,
    Role,
)
from trade.models import Area, Commodity, ExchangeRate, Observation, ObservationCitation, Series, Source
from trade.quantities import last_digit
from trade.series_keys import SeriesKey
from trade.words.languages import Language

_numbers = itertools.count(1)
BILLION = Decimal(10) ** 9
ALPHA2 = {"CHN": "CN", "KAZ": "KZ", "RUS": "RU", "UZB": "UZ", "DEU": "DE"}


def make_area(code: str = "CHN") -> Area:
    kind = Area.Kind.SPECIAL if code == "_X" else Area.Kind.COUNTRY
    area, _created = Area.objects.get_or_create(
        code=code,
        defaults={"kind": kind, "alpha2": ALPHA2.get(code, ""), "name_en": "not stated" if code == "_X" else ""},
    )
    return area


def make_commodity(key: str = "TOTAL") -> Commodity:
    scheme, _dash, code = key.partition("-")
    commodity, _created = Commodity.objects.get_or_create(
        key=key, defaults={"scheme": scheme, "code": code, "name_en": key.lower()}
    )
    return commodity


def make_source(**fields) -> Source:
    number = next(_numbers)
    defaults = {"title": f"Source {number}", "publisher": f"Publisher {number}", "kind": Source.Kind.ARTICLE}
    # Long ago, so that what rests on it is public at once, whenever a test says that it was recorded.
    return Source.objects.create(**defaults | {"public_from": datetime(2000, 1, 1, tzinfo=UTC)} | fields)


def make_hidden_source(**fields) -> Source:
    """A text that is not out yet: records that rest on it alone are hidden."""
    return make_source(public_from=None, **fields)


def make_rate(average: str = "2", currency: str = "CNY", per_currency: str = "USD", year: int = 2023, **fields):
    defaults = {
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "source": fields.pop("source", None),
    }
    defaults["source"] = defaults["source"] or make_source()
    pair = {"currency": currency, "per_currency": per_currency, "average": Decimal(average)}
    return ExchangeRate.objects.create(**pair | defaults | fields)


def make_series(key: str = "CHN.CHN.KAZ.T.TOTAL.V.USD") -> Series:
    parts = SeriesKey.parse(key)
    found = Series.objects.filter(key=key).first()
    if found:
        return found
    series = Series.objects.create(
        reporter=make_area(parts.reporter),
        area=make_area(parts.area),
        counterpart=make_area(parts.counterpart),
        flow=parts.flow,
        commodity=make_commodity(parts.commodity),
        measure=parts.measure,
        unit=parts.unit,
        valuation=parts.valuation,
        trade_type=parts.trade_type,
    )
    series.refresh_from_db()
    return series


def stated(fields: dict, resolution: Decimal) -> dict:
    """*fields* with *resolution*, or the last digit of a value that it does not fit, unless they have their own."""
    value = fields.get("value")
    if "resolution" in fields or value is None or not Decimal(value) % resolution:
        return {"resolution": resolution} | fields
    return {"resolution": last_digit(Decimal(value).normalize())} | fields


def make_observation(series: str | Series = "CHN.CHN.KAZ.T.TOTAL.V.USD", **fields) -> Observation:
    series = make_series(series) if isinstance(series, str) else series
    defaults = {
        "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31),
        "value": 41 * BILLION,
        "reporter_basis": "not_stated" if series.reporter_id == "_X" else "stated",
    }
    if "source" not in fields:
        fields["source"] = make_source()
    return Observation.objects.create(series=series, **defaults | stated(fields, BILLION))


def make_citation(observation: Observation, relation: str = "supports", **fields) -> ObservationCitation:
    if "source" not in fields:
        fields["source"] = make_source()
    return ObservationCitation.objects.create(observation=observation, relation=relation, **fields)


def make_person(slug: str = "", **fields) -> Person:
    slug = slug or f"person-{next(_numbers)}"
    return Person.objects.create(
        slug=slug, **{"name_en": slug, "source": fields.pop("source", None) or make_source()} | fields
    )


def make_organisation(slug: str = "", **fields) -> Organisation:
    slug = slug or f"organisation-{next(_numbers)}"
    defaults = {"name_en": slug, "source": fields.pop("source", None) or make_source()}
    return Organisation.objects.create(slug=slug, **defaults | fields)


def make_event_series(slug: str = "", **fields) -> EventSeries:
    slug = slug or f"fair-{next(_numbers)}"
    defaults = {"name_en": slug, "source": fields.pop("source", None) or make_source()}
    return EventSeries.objects.create(slug=slug, **defaults | fields)


def make_event(slug: str = "", **fields) -> Event:
    slug = slug or f"event-{next(_numbers)}"
    defaults = {"name_en": slug, "source": fields.pop("source", None) or make_source()}
    return Event.objects.create(slug=slug, **defaults | fields)


def make_participation(event: Event, area: str | None = "KAZ", **fields) -> Participation:
    defaults = {"source": fields.pop("source", None) or make_source(), "area": make_area(area) if area else None}
    return Participation.objects.create(event=event, **defaults | fields)


def make_metric(event: Event | None = None, **fields) -> Metric:
    defaults = {
        "measure": Metric.Measure.DEALS,
        "nature": Metric.Nature.INTENDED,
        "unit": "USD",
        "value": Decimal("80010000000"),
        "source": fields.pop("source", None) or make_source(),
    }
    return Metric.objects.create(event=event or make_event(), **defaults | stated(fields, BILLION / 100))


def make_agreement(slug: str = "", **fields) -> Agreement:
    slug = slug or f"agreement-{next(_numbers)}"
    defaults = {"name_en": slug, "kind": Agreement.Kind.TREATY, "source": fields.pop("source", None) or make_source()}
    return Agreement.objects.create(slug=slug, **defaults | fields)


def make_event_status(event: Event | None = None, status: str = "held", **fields) -> EventStatus:
    defaults = {"source": fields.pop("source", None) or make_source()}
    return EventStatus.objects.create(event=event or make_event(), status=status, **defaults | fields)


def make_agreement_status(agreement: Agreement | None = None, status: str = "signed", **fields) -> AgreementStatus:
    defaults = {"source": fields.pop("source", None) or make_source()}
    return AgreementStatus.objects.create(agreement=agreement or make_agreement(), status=status, **defaults | fields)


def make_party(agreement: Agreement, area: str = "KAZ", organisation: Organisation | None = None) -> AgreementParty:
    party = {"organisation": organisation} if organisation else {"area": make_area(area)}
    return AgreementParty.objects.create(agreement=agreement, **party)


def make_role(person: Person | None = None, **fields) -> Role:
    defaults = {"title_en": "minister", "source": fields.pop("source", None) or make_source()}
    return Role.objects.create(person=person or make_person(), **defaults | fields)


def make_initiative(slug: str = "", **fields) -> Initiative:
    slug = slug or f"initiative-{next(_numbers)}"
    defaults = {
        "name_en": slug,
        "kind": Initiative.Kind.PROGRAMME,
        "source": fields.pop("source", None) or make_source(),
    }
    return Initiative.objects.create(slug=slug, **defaults | fields)


def make_topic(slug: str = "") -> Topic:
    slug = slug or f"topic-{next(_numbers)}"
    return Topic.objects.create(slug=slug, name_en=slug)


def make_story(slug: str = "") -> Story:
    return Story.objects.create(slug=slug or f"story-{next(_numbers)}")


def make_article(language: str = Language.RU, **fields) -> Article:
    """A draft with a plain sentence; give ``body`` with marks and bind their claims for more."""
    number = next(_numbers)
    defaults = {
        "slug": f"article-{number}",
        "headline": f"Headline {number}",
        "body": f"<p>Sentence number {number} without figures.</p>".replace(str(number), "one"),
        "story": fields.pop("story", None) or make_story(),
    }
    return Article.objects.create(language=language, **defaults | fields)


def make_claim(article: Article | None = None, version: ArticleVersion | None = None, **fields) -> Claim:
    """A money claim of 41 bn, bound to a fresh observation unless a target is given."""
    owner = {"version": version} if version else {"article": article or make_article()}
    targets = {"observation", "metric", "event", "agreement", "source", "exempt_reason"}
    if not targets & fields.keys():
        fields["observation"] = Observation.objects.filter(valid_to=None).first() or make_observation()
    defaults = {
        "uuid": uuid4(),
        "quote": "41 миллиарда",
        "context": "Товарооборот достиг 41 миллиарда долларов.",
        "kind": Claim.Kind.MONEY,
        "unit": "USD",
        "value": 41 * BILLION,
    }
    return Claim.objects.create(**owner, **defaults | stated(fields, BILLION))


def make_version(article: Article | None = None, number: int = 1, **fields) -> ArticleVersion:
    article = article or make_article()
    defaults = {
        "headline": article.headline,
        "body": article.body,
        "public_from": timezone.now() - timedelta(hours=1),
    }
    return ArticleVersion.objects.create(article=article, number=number, **defaults | fields)


def make_marked_article(observation: Observation | None = None, quote: str = "", **fields) -> Article:
    """An approved working copy with one marked figure bound to *observation* (a fresh one by default)."""
    observation = observation or make_observation()
    quote = quote or _quote_of(observation)
    key = uuid4()
    mark = write_mark(key, format(observation.value.normalize(), "f"), quote)
    noun = {"USD": " долларов", "CNY": " юаней", "EUR": " евро", "KZT": " тенге"}.get(observation.series.unit, "")
    article = make_article(body=f"<p>Товарооборот достиг {mark}{noun}.</p>", **{"state": "approved"} | fields)
    make_claim(
        article,
        uuid=key,
        quote=quote,
        observation=observation,
        value=observation.value,
        resolution=observation.resolution,
    )
    return article


def _quote_of(observation: Observation) -> str:
    """«41 миллиарда», «31,5 миллиарда»; «13 %»."""
    if observation.series.unit == "PC":
        return f"{observation.value.normalize():f} %".replace(".", ",")
    return f"{(observation.value / BILLION).normalize():f} миллиарда".replace(".", ",")


def make_published_article(observation: Observation | None = None, **fields) -> Article:
    """The same, published an hour ago."""
    hour_ago = timezone.now() - timedelta(hours=1)
    article = make_marked_article(observation, **{"publish_at": hour_ago} | fields)
    publish_article(article=article)
    article.refresh_from_db()
    return article
