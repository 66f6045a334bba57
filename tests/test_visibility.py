"""What readers may not see leaves no trace: every public URL name × every hidden state.

Each URL name has a line in :data:`TABLE`; a name without one fails. A line gives the addresses of pages that exist,
which must answer the same bytes whether or not anything hidden exists, and the addresses of what is hidden beside
made-up ones, which must get identical answers (status, body and headers).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Q
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from articles.models import Article, ArticleRedirect, Change, Claim, Correction
from articles.richtext import write_mark
from articles.services import (
    hold_article,
    publish_article,
    release_article,
    rename_article,
    sync_claims,
    withdraw_article,
)
from articles.sitemaps import SITEMAPS
from events.models import Agreement, Event, EventSeries, Initiative, Metric, Person
from events.services import revise_metric
from tests.factories import (
    BILLION,
    make_commodity,
    make_hidden_source,
    make_metric,
    make_observation,
    make_organisation,
    make_published_article,
    make_series,
    make_source,
)
from tests.visibility import MARK, NUMBER, STATES, Hidden, make_hidden
from trade.database.append_only import lifted_triggers
from trade.models import Observation, Source
from trade.services import revise_observation

pytestmark = pytest.mark.django_db

FORMATS = ("", "?format=json", "?format=csv")
CHARTED = (*FORMATS, "?format=svg")
SEED = "kitai-i-kazahstan-ukreplyayut-torgovoe-sotrudnichestvo"
SERIES = "_X.CHN.KAZ.T.TOTAL.V.USD"
HIDDEN_SERIES = "_X.CHN.KAZ.T.TOTAL.V.CNY"
MADE_UP_SERIES = "_X.CHN.KAZ.T.TOTAL.V.EUR"
MADE_UP = "no-such-thing"
NOBODY = 999_999_999
NO_UUID = UUID("00000000-0000-4000-8000-000000000000")
# What differs between any two answers to the same request.
PER_REQUEST = ("X-Request-ID", "Date", "Expires")


@dataclass(frozen=True)
class Line:
    """``known`` gives the arguments of addresses that answer; ``pairs`` (hidden, made up) arguments that must not."""

    known: Callable[[], list[tuple]] = lambda: [()]
    pairs: Callable[[Hidden], list[tuple[tuple, tuple]]] = lambda hidden: []
    formats: tuple[str, ...] = ("",)


def by_slug(model, name: str, formats: tuple[str, ...] = FORMATS) -> Line:
    """A page of a record with a slug."""
    return Line(
        known=lambda: [
            (slug,) for slug in model.objects.exclude(slug__contains=MARK).values_list("slug", flat=True)[:2]
        ],
        pairs=lambda hidden: [((hidden.records[name].slug,), (MADE_UP,))],
        formats=formats,
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
    *("articles", "stories", "claims", "observations", "series", "areas", "commodities", "sources", "events"),
    *("event-series", "metrics", "people", "organisations", "agreements", "initiatives", "corrections", "changes"),
)
TABLE: dict[str, Line] = {
    # Pages that show no records.
    **dict.fromkeys(("root", "robots", "healthz", "readyz", "api", "api-docs", "schema", "api-root"), STILL),
    **dict.fromkeys(("articles:method", "articles:accessibility", "articles:about"), STILL),
    # Lists.
    **dict.fromkeys(("articles:home", "articles:data"), STILL),
    **dict.fromkeys(("articles:list", "articles:corrections", "articles:changes"), LIST),
    **dict.fromkeys(("trade:index", "events:list", "events:agreement_list"), LIST),
    **{f"{name}-list": LIST for name in COLLECTIONS},
    # Takes a text by POST, from editors; asked otherwise it says so, whatever exists.
    "check": Line(known=list, pairs=lambda hidden: []),
    "computed": Line(formats=tuple(f"?area=CHN&counterpart=KAZ{more}" for more in ("", "&format=csv", "&kind=share"))),
    **{
        f"feeds:{name}": Line(known=lambda: [("ru",), ("zh-hans",)])
        for name in ("articles", "articles_json", "corrections", "changes")
    },
    "feeds:area": Line(known=lambda: [("ru", "kaz"), ("ru", "deu"), ("ru", "uzb")]),
    "sitemap": STILL,
    "sitemap_section": Line(known=lambda: [(section,) for section in SITEMAPS]),
    # Texts.
    "articles:article": Line(
        known=lambda: [(SEED,)], pairs=lambda hidden: [((hidden.article.slug,), (MADE_UP,))], formats=FORMATS
    ),
    "articles:card": Line(known=lambda: [(SEED,)], pairs=lambda hidden: [((hidden.article.slug,), (MADE_UP,))]),
    "articles:version": Line(
        known=lambda: [(SEED, 1)],
        pairs=lambda hidden: [((hidden.article.slug, 1), (MADE_UP, 1)), ((SEED, 3), (SEED, 4))],
    ),
    "articles:diff": Line(
        known=lambda: [(SEED, 1, 2)],
        pairs=lambda hidden: [((hidden.article.slug, 1, 2), (MADE_UP, 1, 2)), ((SEED, 2, 3), (SEED, 2, 4))],
    ),
    # Signed links alone lead there, and none of them to a public text's neighbour.
    "articles:draft": Line(known=list, pairs=lambda hidden: [((hidden.article.slug,), (MADE_UP,))]),
    "articles:topic": Line(
        known=lambda: [("trade",)],
        pairs=lambda hidden: [((hidden.records["topic"].slug,), (MADE_UP,))],
        formats=FORMATS,
    ),
    "articles:claim": CLAIM,
    # Records.
    "trade:commodities": Line(formats=(*FORMATS, "?q=fuel")),
    # A code list: a heading is no secret, what is recorded of it is.
    "trade:commodity": Line(known=lambda: [(make_commodity("H6-27").key,)], formats=FORMATS),
    "trade:pair": Line(
        known=lambda: [("chn-kaz",), ("kaz-chn",)],
        pairs=lambda hidden: [(("deu-uzb",), ("fra-ita",)), (("uzb-deu",), ("ita-fra",))],
        formats=CHARTED,
    ),
    "trade:pair_card": Line(
        known=lambda: [("chn-kaz",), ("kaz-chn",)], pairs=lambda hidden: [(("deu-uzb",), ("fra-ita",))]
    ),
    "trade:series": replace(ONE_SERIES, formats=CHARTED),
    "trade:source": Line(
        known=lambda: [(pk,) for pk in Source.objects.public().order_by("pk").values_list("pk", flat=True)[:3]],
        pairs=lambda hidden: [((hidden.source.pk,), (NOBODY,))],
        formats=FORMATS,
    ),
    "events:event": by_slug(Event, "event", CHARTED),
    "events:series": by_slug(EventSeries, "event_series", CHARTED),
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
    "corrections-detail": by_pk(Correction, lambda hidden: Correction.objects.get(wrong__contains=MARK).pk),
    "observations-history": Line(
        known=lambda: [(seed_claim().observation_id,)],
        pairs=lambda hidden: [((hidden.records["observation"].pk,), (NOBODY,))],
        formats=FORMATS,
    ),
    "observations-totals": Line(known=lambda: [()], formats=("?area=CHN", "?area=DEU&format=csv")),
    "observations-export": Line(known=lambda: [("csv",), ("ndjson",)]),
    # A copy made earlier: what may stand in it, tests/articles/test_dump.py says.
    "dump-file": Line(known=list, pairs=lambda hidden: [(("secret.csv",), ("no-such.csv",))]),
    "sdmx:structure": Line(
        known=lambda: [("dataflow",), ("datastructure", "SVERKA", "TRADE", "1.0"), ("codelist",)],
        formats=("?references=all",),
    ),
    "sdmx:data": Line(
        known=lambda: [("TRADE", "all"), ("TRADE", "..CHN.KAZ......")],
        pairs=lambda hidden: [(("TRADE", "..DEU.UZB......"), ("TRADE", "..FRA.ITA......"))],
        formats=("", "?format=csv"),
    ),
    "changes-detail": by_pk(Change, lambda hidden: hidden.records["observation"].changes.get().pk),
}


def names_of(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            yield from names_of(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


def test_every_public_url_name_has_a_line():
    names = {name for name in names_of(get_resolver()) if not name.startswith("admin:")}
    assert names == set(TABLE)


@pytest.fixture
def world(seeded) -> Article:
    """The seed, and what it has none of: an organisation, a revised value, a corrected article. Gives that article."""
    make_organisation("chamber")
    row = Observation.objects.current().get(series__key=SERIES, period_end=date(2024, 9, 30))
    revise_observation(observation=row, source=make_source(title="Newer release"), reason="newer", value=row.value)
    article = Article.objects.get(language="ru", slug=SEED)
    article.deck = "Второе издание."
    article.save()
    publish_article(article=article, correction={"wrong": "Было.", "right": "Стало."})
    article.refresh_from_db()
    return article


def hide_all(article: Article) -> list[Hidden]:
    """Everything at once: texts in every hidden state, a later version, and edits that nobody has published."""
    hidden = [make_hidden(state) for state in STATES]
    article.headline = f"{MARK} scheduled version"
    article.save()
    tomorrow = timezone.now() + timedelta(days=1)
    publish_article(article=article, public_from=tomorrow, correction={"wrong": MARK, "right": MARK})
    article.refresh_from_db()
    article.headline = article.deck = article.note = f"{MARK} working copy"
    article.body += f"<p>{write_mark(uuid4(), str(NUMBER), str(NUMBER))}</p>"
    sync_claims(article)
    article.save()
    return hidden


def answer(client, url: str) -> tuple:
    response = client.get(url)
    headers = {name: value for name, value in response.headers.items() if name not in PER_REQUEST}
    return response.status_code, headers, b"".join(response) if response.streaming else response.content


def addresses() -> list[str]:
    return [
        reverse(name, args=args) + form
        for name, line in TABLE.items()
        for args in line.known()
        for form in line.formats
    ]


def test_what_is_hidden_leaves_no_trace_anywhere(client, world):
    urls = addresses()
    before = {url: answer(client, url) for url in urls}
    assert {status for status, _headers, _body in before.values()} <= {200, 301, 302}
    hide_all(world)
    after = {url: answer(client, url) for url in urls}
    assert [url for url in urls if MARK in str(after[url]) or str(NUMBER) in str(after[url])] == []
    assert [url for url in urls if after[url] != before[url]] == []


def test_a_value_that_was_recorded_in_secret_first_looks_like_any_other(client, world):
    """A public source revises what a hidden one said: to readers, hers is the first value."""
    draft, public = make_hidden_source(title=MARK), Source.objects.public().first()
    year = {"period_start": date(2019, 1, 1), "period_end": date(2019, 12, 31)}
    row = make_observation(make_series(SERIES), **year, source=draft, printed=MARK)
    row = revise_observation(observation=row, source=public, reason=MARK, value=BILLION)
    fair = Event.objects.get(slug="ciie-7")
    metric = make_metric(fair, measure=Metric.Measure.VISITORS, nature="estimated", unit="people", source=draft)
    metric = revise_metric(metric=metric, source=public, reason=MARK, value=BILLION)
    urls = [*addresses(), f"/api/v1/observations/{row.pk}/", f"/api/v1/metrics/{metric.pk}/"]
    found = {url: answer(client, url) for url in urls}
    assert [url for url in urls if MARK in str(found[url])] == []
    with lifted_triggers(connection):
        Change.objects.filter(Q(observation=row) | Q(metric=metric)).delete()
        for kept in (row, metric):
            type(kept).objects.filter(source=draft).delete()
            type(kept).objects.filter(pk=kept.pk).update(vintage=1, revision_reason="")
    assert [url for url in urls if found[url] != answer(client, url)] == []


def test_a_value_that_was_revised_in_secret_still_stands_everywhere(client, world):
    urls = [*addresses(), *(reverse("articles:claim", args=(claim.uuid,)) for claim in Claim.objects.public()[:8])]
    row = Observation.objects.current().get(series__key=SERIES, period_end=date(2023, 12, 31))
    before = {url: answer(client, url) for url in urls}
    revise_observation(observation=row, source=make_hidden_source(), reason=MARK, value=row.value * 2)
    after = {url: answer(client, url) for url in urls}
    assert [url for url in urls if after[url] != before[url]] == []


def test_the_same_texts_leave_traces_once_they_are_public(client, world):
    """Teeth: the pages compared above do show such things."""
    hide_all(world)
    release_article(article=Article.objects.get(slug=f"{MARK}-held"))
    showing = [
        *(reverse(f"articles:{name}") for name in ("home", "list", "changes")),
        *(reverse(name) for name in ("events:list", "events:agreement_list")),
        *(reverse(f"{name}-list") for name in ("articles", "claims", "observations", "people", "sources", "metrics")),
        *(reverse("feeds:articles", args=("ru",)), reverse("feeds:area", args=("ru", "deu"))),
        *(reverse("trade:series", args=(SERIES,)), reverse("events:event", args=("ciie-7",))),
    ]
    assert [url for url in showing if MARK not in str(answer(client, url))] == []


@pytest.mark.parametrize("state", STATES)
def test_the_address_of_what_is_hidden_answers_like_a_made_up_one(client, world, state):
    hidden = next(each for each in hide_all(world) if each.article.slug.endswith(state))
    asked = [
        (reverse(name, args=hidden_args) + form, reverse(name, args=made_up) + form)
        for name, line in TABLE.items()
        for hidden_args, made_up in line.pairs(hidden)
        for form in line.formats
    ]
    answers = {url: answer(client, url) for pair in asked for url in pair}
    assert {status for status, _headers, _body in answers.values()} == {404}
    assert [own for own, made_up in asked if answers[own] != answers[made_up]] == []


def test_an_old_slug_of_a_hidden_text_leads_nowhere(client, world):
    hidden = make_hidden("held").article
    old = hidden.slug
    release_article(article=hidden)
    rename_article(article=hidden, slug=f"{MARK}-moved")
    hold_article(article=hidden, reason="again")
    assert ArticleRedirect.objects.filter(slug=old).exists()
    assert answer(client, reverse("articles:article", args=(old,))) == answer(
        client, reverse("articles:article", args=(MADE_UP,))
    )


def test_a_text_withdrawn_before_anybody_saw_it_is_not_found(client, world):
    hidden = make_hidden("scheduled").article
    withdraw_article(article=hidden, reason=MARK)
    assert client.get(reverse("articles:article", args=(hidden.slug,))).status_code == 404


# -- withdrawn ----------------------------------------------------------------------------------------------------


def current(series: str) -> Observation:
    return Observation.objects.current().filter(series__key=series).first()


@pytest.fixture
def withdrawn(world) -> Article:
    """An article that was public, with a version of its own, and is withdrawn."""
    article = make_published_article(current(SERIES), slug=f"{MARK}-gone", headline=f"{MARK} headline")
    withdraw_article(article=article, reason="Снята: источник отозван.")
    article.refresh_from_db()
    return article


@pytest.mark.parametrize("page", ["article", "version", "claim"])
def test_a_withdrawn_article_says_why_at_its_own_addresses(client, withdrawn, page):
    claim = Claim.objects.get(version__article=withdrawn)
    arguments = {"article": (withdrawn.slug,), "version": (withdrawn.slug, 1), "claim": (claim.uuid,)}
    response = client.get(reverse(f"articles:{page}", args=arguments[page]))
    assert response.status_code == 410
    assert "Снята: источник отозван." in response.content.decode()
    assert MARK not in response.content.decode()


def test_the_data_twin_of_a_withdrawn_article_is_a_problem_with_the_reason(client, withdrawn):
    response = client.get(reverse("articles:article", args=(withdrawn.slug,)) + "?format=json")
    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "Снята: источник отозван."


def test_a_version_that_never_came_out_of_a_withdrawn_article_is_not_found(client, withdrawn):
    assert client.get(reverse("articles:version", args=(withdrawn.slug, 2))).status_code == 404


def test_a_withdrawn_article_is_nowhere_else(client, world):
    lists = [reverse(name) for name in ("articles:list", "articles:home", "articles-list", "claims-list")]
    before = [answer(client, url) for url in lists]
    article = make_published_article(current(SERIES), slug=f"{MARK}-gone", headline=f"{MARK} headline")
    assert [answer(client, url) for url in lists] != before
    withdraw_article(article=article, reason="Снята.")
    assert [answer(client, url) for url in lists] == before
    assert [url for url in addresses() if MARK in str(answer(client, url))] == []
