"""What readers may not see leaves no trace: every public URL name × every hidden state.

Each URL name has a line in :data:`TABLE`; a name without one fails. A line gives the addresses of pages that exist,
which must answer the same bytes whether or not anything hidden exists, and the addresses of what is hidden beside
made-up ones, which must get identical answers (status, body and headers).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver, reverse

from articles.models import Article, ArticleRedirect, Claim, Correction
from articles.services import publish_article, rename_article, sync_claims, withdraw_article
from events.models import Agreement, Event, EventSeries, Initiative, Metric, Person
from tests.factories import make_organisation, make_published_article
from tests.visibility import MARK, NUMBER, STATES, Hidden, make_hidden
from trade.models import Observation, Source

pytestmark = pytest.mark.django_db

FORMATS = ("", "?format=json", "?format=csv")
SEED = "kitai-i-kazahstan-ukreplyayut-torgovoe-sotrudnichestvo"
SERIES = "_X.CHN.KAZ.T.TOTAL.V.USD"
HIDDEN_SERIES = "_X.CHN.KAZ.T.TOTAL.V.CNY"
MADE_UP_SERIES = "_X.CHN.KAZ.T.TOTAL.V.EUR"
MADE_UP = "no-such-thing"
NOBODY = 999_999_999
NO_UUID = UUID("00000000-0000-4000-8000-000000000000")
# What differs between any two answers to the same request.
PER_REQUEST = ("X-Request-ID", "Date")


@dataclass(frozen=True)
class Line:
    """``known`` gives the arguments of addresses that answer; ``pairs`` (hidden, made up) arguments that must not."""

    known: Callable[[], list[tuple]] = lambda: [()]
    pairs: Callable[[Hidden], list[tuple[tuple, tuple]]] = lambda hidden: []
    formats: tuple[str, ...] = ("",)


def by_slug(model, name: str) -> Line:
    """A page of a record with a slug."""
    return Line(
        known=lambda: [(slug,) for slug in model.objects.exclude(slug__contains=MARK).values_list("slug", flat=True)[:2]],
        pairs=lambda hidden: [((hidden.records[name].slug,), (MADE_UP,))],
        formats=FORMATS,
    )


def by_pk(model, pk: Callable[[Hidden], int] | None = None) -> Line:
    """A record of the API that is known by its number."""
    return Line(
        known=lambda: [(pk,) for pk in model.objects.public().order_by("pk").values_list("pk", flat=True)[:1]],
        pairs=lambda hidden: [((pk(hidden),), (NOBODY,))] if pk else [],
        formats=FORMATS,
    )


def seed_claim() -> Claim:
    return Claim.objects.public().get(quote="41 миллиарда")


STILL = Line()
LIST = Line(formats=FORMATS)
CLAIM = Line(
    known=lambda: [(seed_claim().uuid,)],
    pairs=lambda hidden: [((hidden.records["claim"].uuid,), (NO_UUID,))],
    formats=FORMATS,
)
ONE_SERIES = Line(
    known=lambda: [(SERIES,)], pairs=lambda hidden: [((HIDDEN_SERIES,), (MADE_UP_SERIES,))], formats=FORMATS
)
COLLECTIONS = (
    "articles stories claims observations series areas commodities sources events event-series metrics people "
    "organisations agreements initiatives corrections changes"
).split()
TABLE: dict[str, Line] = {
    # Pages that show no records.
    **dict.fromkeys(("root", "robots", "healthz", "readyz", "api", "api-docs", "schema", "api-root"), STILL),
    **dict.fromkeys(("articles:method", "articles:accessibility", "articles:about"), STILL),
    # Lists.
    **dict.fromkeys(("articles:home", "articles:data"), STILL),
    **dict.fromkeys(("articles:list", "articles:corrections", "articles:changes"), LIST),
    **dict.fromkeys(("trade:index", "events:list", "events:agreement_list"), LIST),
    **{f"{name}-list": LIST for name in COLLECTIONS},
    **{
        f"feeds:{name}": Line(known=lambda: [("ru",), ("zh-hans",)])
        for name in ("articles", "articles_json", "corrections", "changes")
    },
    "feeds:area": Line(known=lambda: [("ru", "kaz"), ("ru", "deu"), ("ru", "uzb")]),
    "sitemap": STILL,
    "sitemap_section": Line(known=lambda: [(section,) for section in sections()]),
    # Texts.
    "articles:article": Line(
        known=lambda: [(SEED,)], pairs=lambda hidden: [((hidden.article.slug,), (MADE_UP,))], formats=FORMATS
    ),
    "articles:version": Line(
        known=lambda: [(SEED, 1)],
        pairs=lambda hidden: [((hidden.article.slug, 1), (MADE_UP, 1)), ((SEED, 3), (SEED, 4))],
    ),
    "articles:diff": Line(
        known=lambda: [(SEED, 1, 2)],
        pairs=lambda hidden: [((hidden.article.slug, 1, 2), (MADE_UP, 1, 2)), ((SEED, 2, 3), (SEED, 2, 4))],
    ),
    "articles:topic": Line(
        known=lambda: [("trade",)],
        pairs=lambda hidden: [((hidden.records["topic"].slug,), (MADE_UP,))],
        formats=FORMATS,
    ),
    "articles:claim": CLAIM,
    # Records.
    "trade:pair": Line(
        known=lambda: [("chn-kaz",), ("kaz-chn",)],
        pairs=lambda hidden: [(("deu-uzb",), ("fra-ita",)), (("uzb-deu",), ("ita-fra",))],
        formats=FORMATS,
    ),
    "trade:series": ONE_SERIES,
    "trade:source": Line(
        known=lambda: [(pk,) for pk in Source.objects.public().order_by("pk").values_list("pk", flat=True)[:3]],
        pairs=lambda hidden: [((hidden.source.pk,), (NOBODY,))],
        formats=FORMATS,
    ),
    "events:event": by_slug(Event, "event"),
    "events:series": by_slug(EventSeries, "event_series"),
    "events:agreement": by_slug(Agreement, "agreement"),
    "events:initiative": by_slug(Initiative, "initiative"),
    "events:person": by_slug(Person, "person"),
    "events:organisation": Line(
        known=lambda: [("chamber",)],
        pairs=lambda hidden: [((hidden.records["organisation"].slug,), (MADE_UP,))],
        formats=FORMATS,
    ),
    # The API's single records.
    "articles-detail": by_pk(Article, lambda hidden: hidden.article.pk),
    "stories-detail": Line(
        known=lambda: [("china-kazakhstan-trade-ciie-7",)],
        pairs=lambda hidden: [((hidden.article.story.slug,), (MADE_UP,))],
        formats=FORMATS,
    ),
    "claims-detail": CLAIM,
    "observations-detail": by_pk(Observation, lambda hidden: hidden.records["observation"].pk),
    "series-detail": ONE_SERIES,
    "areas-detail": Line(known=lambda: [("KAZ",), ("DEU",)], formats=FORMATS),
    "commodities-detail": Line(known=lambda: [("TOTAL",)], formats=FORMATS),
    "sources-detail": by_pk(Source, lambda hidden: hidden.source.pk),
    "events-detail": by_slug(Event, "event"),
    "event-series-detail": by_slug(EventSeries, "event_series"),
    "metrics-detail": by_pk(Metric, lambda hidden: hidden.records["metric"].pk),
    "people-detail": by_slug(Person, "person"),
    "organisations-detail": Line(
        known=lambda: [("chamber",)],
        pairs=lambda hidden: [((hidden.records["organisation"].slug,), (MADE_UP,))],
        formats=FORMATS,
    ),
    "agreements-detail": by_slug(Agreement, "agreement"),
    "initiatives-detail": by_slug(Initiative, "initiative"),
    "corrections-detail": by_pk(Correction),
    "changes-detail": Line(),
}
NEEDS_ARGUMENTS = {"changes-detail"}


def sections() -> list[str]:
    from articles.sitemaps import SITEMAPS

    return list(SITEMAPS)
