"""Who uses a record: the public articles that cite it or are about it, one entry for each story.

Every function here starts from ``public()`` and asks a fixed number of queries, however many records it is given.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import DenseRank

from articles.models import Article, ArticleVersion, Claim, Statement, Story, Topic
from articles.richtext import paragraphs
from articles.services import judge_due
from events.models import Agreement, Event, EventSeries, Initiative, Metric, Person
from trade.models import Area, Observation, Series, Source
from trade.pages.frame import in_language
from trade.words.languages import Language, active_tag

LONGEST_SUMMARY = 160
# How many stories stand beside a record; there may be thousands. One more is loaded, to know whether there are more.
BESIDE_A_RECORD = 10
# A story has a version in each language at most.
_VERSIONS = (BESIDE_A_RECORD + 1) * len(Language)
STATEMENTS = 50
# The articles of so many figures at most are looked at, instead of all from the newest on.
A_FEW = 200


@dataclass(frozen=True, slots=True)
class Use:
    """One figure of an article: its number there, its words, the sentence around them and its state."""

    number: int
    quote: str
    context: str
    state: str
    url: str


@dataclass(slots=True)
class Entry:
    """An article as lists show it: its current version in the language of the page, else in the original's."""

    version: ArticleVersion
    figures: list[Use] = field(default_factory=list)

    def __str__(self):
        return self.headline

    @property
    def headline(self) -> str:
        return self.version.headline

    @property
    def deck(self) -> str:
        return self.version.deck

    @property
    def summary(self) -> str:
        return summary_of(self.version)

    @property
    def language(self) -> str:
        return self.version.article.language

    @property
    def language_name(self) -> str:
        return Language(self.language).label

    @property
    def is_foreign(self) -> bool:
        return self.language != active_tag()

    @property
    def original(self) -> bool:
        return self.version.article.translation_of_id is None

    @property
    def publish_at(self) -> datetime:
        return self.version.article.publish_at

    @property
    def url(self) -> str:
        return url_of(self.version)


def summary_of(version: ArticleVersion) -> str:
    """The deck, else the beginning of the text, cut at a word."""
    text = version.deck or next(paragraphs(version.body), "")
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"


def url_of(version: ArticleVersion) -> str:
    """The address of the article whose version this is."""
    return in_language(version.article.language, "articles:article", version.article.slug)


def entries(versions: QuerySet[ArticleVersion]) -> list[Entry]:
    """The stories of *versions* (current ones), newest first."""
    return [Entry(version) for version in one_for_each_story(versions.select_related("article").newest_first())]


def one_for_each_story(versions: Iterable[ArticleVersion]) -> list[ArticleVersion]:
    """Of the versions of one story that in the language of the page, else the original, else the first."""
    chosen: dict[int, ArticleVersion] = {}
    for version in versions:
        best = chosen.get(version.article.story_id)
        chosen[version.article.story_id] = version if best is None else min(best, version, key=_preference)
    return list(chosen.values())


def _preference(version: ArticleVersion) -> tuple[bool, bool]:
    article = version.article
    return article.language != active_tag(), article.translation_of_id is not None


# -- articles that cite ------------------------------------------------------------------------------------------


def articles_citing(records: models.Model | Iterable[models.Model] | None) -> list[Entry]:
    """The newest articles with a claim bound to one of *records*, at whatever vintage, or resting on those sources.

    One more than :data:`BESIDE_A_RECORD` at most.
    """
    records = _as_list(records)
    if not records:
        return []
    judge_due()
    bound = Claim.objects.filter(citing(records), verdict__isnull=False)
    stories = newest_stories(_articles_with(bound))
    claims = list(with_texts(bound.filter(version__in=ArticleVersion.objects.current()), stories)) if stories else []
    return entries_with(claims, numbers_in({claim.version for claim in claims}))


def newest_stories(articles: QuerySet[Article]) -> list[int]:
    """The stories of public *articles*, the newest first, one more than :data:`BESIDE_A_RECORD` at most."""
    found = articles.newest_first().values_list("story", flat=True)[:_VERSIONS]
    return list(dict.fromkeys(found))[: BESIDE_A_RECORD + 1]


def _articles_with(claims: QuerySet[Claim]) -> QuerySet[Article]:
    """The public articles of whose current version any of *claims* is a part.

    Of a few claims, those of their articles are looked at; of many, the newest articles one after the other.
    """
    published = claims.filter(version__isnull=False).order_by()
    found = list(published.values_list("version__article", flat=True)[: A_FEW + 1])
    current = ArticleVersion.objects.shown_of(OuterRef("pk"))
    articles = Article.objects.public().filter(Exists(published.filter(version=current)))
    return articles if len(found) > A_FEW else articles.filter(pk__in=found)


def with_texts(claims: QuerySet[Claim], stories: Iterable[int]) -> QuerySet[Claim]:
    claims = claims.filter(version__article__story__in=stories)
    return claims.select_related("version__article", "verdict").in_order()


def entries_with(claims: Iterable[Claim], numbers: Mapping[int, int]) -> list[Entry]:
    """The articles that *claims* stand in, newest first, with those of their figures; *numbers* as they have there."""
    found: dict[ArticleVersion, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.version].append(claim)
    versions = one_for_each_story(sorted(found, key=_newest_first))
    return [Entry(version, list(_uses(found[version], version, numbers))) for version in versions]


def _uses(claims: Iterable[Claim], version: ArticleVersion, numbers: Mapping[int, int]) -> Iterator[Use]:
    for claim in claims:
        # One that was judged a moment ago has no number yet.
        if claim.pk in numbers:
            yield use_of(claim, version, numbers[claim.pk])


def claims_citing(records: models.Model | Iterable[models.Model] | None) -> list[Claim]:
    """The newest public claims with a state that are bound to each of *records*, in the order of their texts."""
    newest = Window(
        DenseRank(),
        partition_by=[F("observation"), F("metric")],
        order_by=(F("version__article__publish_at").desc(), F("version__article")),
    )
    claims = Claim.objects.public().filter(citing(records), verdict__isnull=False)
    claims = claims.annotate(place=newest).filter(place__lte=_VERSIONS)
    return list(claims.select_related("version__article", "verdict", "observation", "metric").in_order())


def citing(records: models.Model | Iterable[models.Model] | None) -> Q:
    """The condition that a claim is bound to one of *records*, public or not."""
    groups: dict[type, list] = defaultdict(list)
    for record in _as_list(records):
        groups[type(record)].append(record)
    condition = Q(pk__in=[])
    for kind, members in groups.items():
        condition |= _CITING[kind](members)
    return condition


def use_of(claim: Claim, version: ArticleVersion, number: int) -> Use:
    url = f"{url_of(version)}#figure-{number}"
    return Use(number, claim.quote, claim.context, claim.verdict.state, url)


def numbers_in(versions: Iterable[ArticleVersion]) -> dict[int, int]:
    """The number that each judged claim has in its text, by primary key."""
    numbers: dict[int, int] = {}
    counts: dict[int, int] = defaultdict(int)
    judged = Claim.objects.filter(version__in=versions, verdict__isnull=False).in_order()
    for pk, version in judged.values_list("pk", "version"):
        counts[version] += 1
        numbers[pk] = counts[version]
    return numbers


def _newest_first(version: ArticleVersion) -> tuple[float, int]:
    return -version.article.publish_at.timestamp(), -version.article_id


def _as_list(records: models.Model | Iterable[models.Model] | None) -> list[models.Model]:
    if not records:
        return []
    return [records] if isinstance(records, models.Model) else list(records)


def _bound_to_observations(observations: Sequence[Observation]) -> Q:
    """Every vintage of the same value counts: what was bound before a revision still cites the record."""
    wanted = {(row.series_id, row.period_start, row.period_end) for row in observations}
    series, starts, ends = (set(parts) for parts in zip(*wanted, strict=True))
    rows = Observation.objects.filter(series__in=series, period_start__in=starts, period_end__in=ends)
    found = rows.values_list("pk", "series", "period_start", "period_end")
    return Q(observation__in=[pk for pk, *identity in found if tuple(identity) in wanted])


def _bound_to_metrics(metrics: Sequence[Metric]) -> Q:
    wanted = {tuple(metric.identity().values()) for metric in metrics}
    rows = Metric.objects.filter(event__in={metric.event_id for metric in metrics})
    found = rows.values_list("pk", *metrics[0].identity())
    return Q(metric__in=[pk for pk, *identity in found if tuple(identity) in wanted])


def _resting_on(sources: Sequence[Source]) -> Q:
    """Attributed to one of *sources*, or bound to a record that rests on it or is cited from it."""
    condition = Q(source__in=sources) | Q(agreement__source__in=sources)
    for name, model in (("observation", Observation), ("metric", Metric), ("event", Event)):
        # Each by an index of its own: as one condition the database would read all there are.
        citations = model._meta.get_field("citations").related_model.objects.filter(source__in=sources)
        condition |= Q(**{f"{name}__in": model.objects.filter(source__in=sources).values("pk")})
        condition |= Q(**{f"{name}__in": citations.order_by().values(name)})
    return condition


_CITING: dict[type, Callable[[Sequence], Q]] = {
    Observation: _bound_to_observations,
    Metric: _bound_to_metrics,
    Series: lambda series: Q(observation__series__in=series),
    Event: lambda events: Q(event__in=events),
    Agreement: lambda agreements: Q(agreement__in=agreements),
    Source: _resting_on,
}

# -- articles that are about -------------------------------------------------------------------------------------


def articles_about(*things: models.Model) -> list[Entry]:
    """The newest articles whose story is about every one of *things*, one more than :data:`BESIDE_A_RECORD` at most."""
    articles = Article.objects.public()
    for thing in things:
        articles = articles.filter(story__in=Story.objects.filter(about(thing)))
    return entries(ArticleVersion.objects.current().filter(article__story__in=newest_stories(articles)))


def about(thing: models.Model) -> Q:
    """The condition that a story is about *thing*."""
    return _ABOUT[type(thing)](thing)


def _about_person(person: Person) -> Q:
    return Q(statements__person=person) | Q(events__participations__head_of_delegation=person)


_ABOUT: dict[type, Callable[[Any], Q]] = {
    Agreement: lambda agreement: Q(agreements=agreement),
    Area: lambda area: Q(areas=area),
    Event: lambda event: Q(events=event),
    EventSeries: lambda series: Q(events__series=series),
    Initiative: lambda initiative: Q(initiatives=initiative),
    Person: _about_person,
    Topic: lambda topic: Q(topics=topic),
}


def statements_by(person: Person) -> list[Statement]:
    """What *person* says in public stories, the latest first, each with ``story_entry``, the article to read it in.

    One more than :data:`STATEMENTS` at most.
    """
    said = Statement.objects.public().filter(person=person).select_related("role").order_by("-story", "position")
    statements = list(said[: STATEMENTS + 1])
    stories = {statement.story_id for statement in statements}
    found = entries(ArticleVersion.objects.current().filter(article__story__in=stories))
    by_story = {entry.version.article.story_id: entry for entry in found}
    for statement in statements:
        statement.story_entry = by_story.get(statement.story_id)
    return statements
