"""Texts and claims in the API: the shape of a claim, its filters, and that an unpublished text leaves no trace."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from articles.models import Article, Claim
from articles.services import publish_article, recheck_claims, sync_claims, withdraw_article
from articles.uses import articles_citing
from tests.factories import (
    BILLION,
    make_agreement,
    make_article,
    make_citation,
    make_claim,
    make_event,
    make_event_series,
    make_hidden_source,
    make_marked_article,
    make_metric,
    make_observation,
    make_published_article,
    make_source,
    make_topic,
    make_version,
)
from trade.services import revise_observation, set_public_from

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims/"
MIRROR = "KAZ.CHN.KAZ.T.TOTAL.V.USD"


def found(client, collection="claims", language="en", **parameters):
    answer = client.get(f"/api/v1/{collection}/", parameters, headers={"accept-language": language})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def bound_to(**target):
    """A claim in a published article, bound to *target*."""
    article = make_article(state="published", publish_at=timezone.now() - timedelta(hours=2))
    return make_claim(version=make_version(article), **target)


@pytest.fixture
def judged():
    """To be called when claims were made by hand: gives them their states."""
    return lambda: recheck_claims(Claim.objects.published())


# -- shape --------------------------------------------------------------------------------------------------------
def test_a_claim_has_the_shape_of_the_contract(client):
    source = make_source(title="Customs", publisher="Customs", url="https://customs.example/")
    record = make_observation("_X.CHN.KAZ.T.TOTAL.V.USD", source=source)
    article = make_published_article(record, language="ru")
    claim = Claim.objects.public().get()

    (answer,) = found(client)

    sources = answer.pop("sources")
    assert [(line["title"], line["publisher"], line["link"]) for line in sources] == [
        ("Customs", "Customs", "https://customs.example/")
    ]
    assert answer == {
        "uuid": str(claim.uuid),
        "url": f"http://testserver/en/claims/{claim.uuid}/",
        "article": {
            "slug": article.slug,
            "lang": "ru",
            "url": f"http://testserver/ru/articles/{article.slug}/",
            "version": 1,
        },
        "quote": "41 миллиарда",
        "context": "Товарооборот достиг 41 миллиарда долларов.",
        "kind": "money",
        "value": "41000000000",
        "low": "40500000000",
        "high": "41500000000",
        "unit": "USD",
        "unit_inferred": False,
        "qualifier": "eq",
        "period": None,
        "state": "verified",
        "reasons": ["Confirmed by an independent source: Customs, $41bn."],
        "target": {
            "type": "observation",
            "url": f"http://testserver/en/trade/series/_X.CHN.KAZ.T.TOTAL.V.USD/#record-{record.pk}",
            "series": "_X.CHN.KAZ.T.TOTAL.V.USD",
            "vintage": 1,
            "current": True,
        },
    }
    assert client.get(f"{CLAIMS}{claim.uuid}/", headers={"accept-language": "en"}).json() == answer | {
        "sources": sources
    }


def test_the_reasons_are_words_in_the_language_of_the_answer(client):
    make_observation(MIRROR, value=BILLION * 31)
    make_published_article()

    texts = {language: " ".join(found(client, language=language)[0]["reasons"]) for language in ("en", "ru")}

    assert "Kazakhstan" in texts["en"]
    assert "Казахстан" in texts["ru"]


def test_the_seed_s_claims_have_the_states_of_the_seed(client, seeded):
    states = {claim["quote"]: claim["state"] for claim in found(client, lang="ru")}

    assert states == {
        "7-е": "verified",
        "129": "unverified",
        "80,01 миллиарда": "verified",
        "41 миллиарда": "disputed",
        "33 миллиарда": "unverified",
        "13%": "unverified",
        "50": "unverified",
        "2,5 миллиарда": "unverified",
    }
    for language in ("ru", "kk", "en", "zh-Hans"):
        assert len(found(client, lang=language)) == 8


def test_claims_come_in_the_order_of_the_text(client, seeded):
    quotes = [claim["quote"] for claim in found(client, lang="ru")]

    assert quotes == ["7-е", "129", "80,01 миллиарда", "41 миллиарда", "33 миллиарда", "13%", "50", "2,5 миллиарда"]


def test_a_claim_says_when_its_record_was_revised_since(client):
    record = make_observation()
    make_published_article(record)
    revise_observation(observation=record, source=make_source(), reason="newer", value=BILLION * 42)

    (claim,) = found(client)

    assert claim["state"] == "revised"
    assert (claim["target"]["vintage"], claim["target"]["current"]) == (1, False)


@pytest.mark.parametrize(
    ("make", "type_", "path"),
    [
        (lambda: {"metric": make_metric(make_event("ciie-7"))}, "metric", "/en/events/ciie-7/#metric-"),
        (lambda: {"event": make_event("ciie-7", edition=7, series=make_event_series())}, "event", "/en/events/ciie-7/"),
        (
            lambda: {"agreement": make_agreement("treaty", value=41 * BILLION, resolution=BILLION, unit="USD")},
            "agreement",
            "/en/agreements/treaty/",
        ),
        (lambda: {"source": make_source()}, "source", "/en/sources/"),
    ],
)
def test_every_kind_of_target_is_named_with_its_page(client, judged, make, type_, path):
    bound_to(**make())
    judged()

    (claim,) = found(client)

    assert claim["target"]["type"] == type_
    assert path in claim["target"]["url"]
    assert claim["target"]["series"] is None
    assert claim["sources"]


def test_a_figure_that_needs_no_record_is_no_claim(client, judged):
    claim = bound_to(exempt_reason="example")
    judged()

    assert found(client) == []
    assert client.get(f"{CLAIMS}{claim.uuid}/").status_code == 404


def test_only_the_current_version_s_claims_are_shown(client):
    article = make_published_article()
    article.headline = "Corrected"
    article.save()
    publish_article(article=article, correction={"wrong": "The headline.", "right": "Corrected."})

    (claim,) = found(client)

    assert claim["article"]["version"] == 2
    assert Claim.objects.published().count() == 2


def test_nothing_of_the_working_copy_shows(client):
    article = make_published_article()
    article.body = article.body.replace("Товарооборот", "Секретный товарооборот")
    article.headline = "Secret"
    article.save()
    sync_claims(article)

    for answer in (client.get(CLAIMS), client.get("/api/v1/articles/"), client.get(f"/api/v1/articles/{article.pk}/")):
        assert "Секретный" not in answer.content.decode()
        assert b"Secret" not in answer.content


# -- filters ------------------------------------------------------------------------------------------------------
def test_claims_are_found_by_their_article(client):
    article = make_published_article()
    make_published_article(make_observation(MIRROR))

    assert {claim["article"]["slug"] for claim in found(client, article=article.slug)} == {article.slug}
    assert found(client, article="no-such-article") == []


def test_claims_are_found_by_state_kind_and_language(client, seeded):
    assert {claim["quote"] for claim in found(client, state="disputed", lang="ru")} == {"41 миллиарда"}
    assert {claim["quote"] for claim in found(client, kind="ordinal", lang="en")} == {"7th"}
    assert len(found(client, state=["disputed", "verified"], lang="ru")) == 3


WAYS = {
    "key": "{key}",
    "key in lower case": "chn.chn.kaz.t.total.v.usd",
    "page": "/ru/trade/series/{key}/",
    "page in another language": "/zh-hans/trade/series/{key}/",
    "whole address": "http://testserver/en/trade/series/{key}/",
    "row on the page": "/en/trade/series/{key}/#record-{pk}",
    "record in the API": "/api/v1/observations/{pk}/",
    "series in the API": "/api/v1/series/{key}/",
}


@pytest.mark.parametrize("way", WAYS)
def test_claims_are_found_by_their_record_however_it_is_written(client, way):
    observation = make_observation()
    address = WAYS[way].format(key=observation.series.key, pk=observation.pk)
    make_published_article(observation)
    make_published_article(make_observation("RUS.RUS.KAZ.X.TOTAL.V.USD"))

    assert [claim["target"]["series"] for claim in found(client, record=address)] == [observation.series.key]


def test_every_vintage_of_a_value_is_the_same_record(client):
    observation = make_observation()
    make_published_article(observation)
    later = revise_observation(observation=observation, source=make_source(), reason="newer", value=BILLION * 42)

    assert len(found(client, record=f"/api/v1/observations/{later.pk}/")) == 1


def test_an_event_stands_for_its_figures_as_well(client, judged):
    event = make_event("ciie-7", edition=7, series=make_event_series())
    metric = make_metric(event)
    bound_to(metric=metric)
    bound_to(event=event)
    judged()

    assert len(found(client, record="/en/events/ciie-7/")) == 2
    assert len(found(client, record=f"/en/events/ciie-7/#metric-{metric.pk}")) == 1
    assert len(found(client, record=f"/api/v1/metrics/{metric.pk}/")) == 1


def test_agreements_and_sources_are_records_too(client, judged):
    agreement = make_agreement("treaty", value=41 * BILLION, resolution=BILLION, unit="USD")
    source = make_source()
    bound_to(agreement=agreement)
    bound_to(source=source)
    judged()

    assert len(found(client, record="/kk/agreements/treaty/")) == 1
    assert len(found(client, record=f"/api/v1/sources/{source.pk}/")) == 1


def test_a_source_stands_for_what_rests_on_it_as_its_page_does(client):
    stated, cited = make_source(title="A release"), make_source(title="Another publisher")
    observation = make_observation(source=stated)
    make_citation(observation, source=cited)
    make_published_article(observation)

    for source in (stated, cited):
        assert len(articles_citing(source)) == 1
        assert len(found(client, record=f"/ru/sources/{source.pk}/")) == 1


@pytest.mark.parametrize("address", ["observations", "metrics", "sources", "events", "agreements"])
@pytest.mark.parametrize("number", ["9" * 19, "9" * 30])
def test_a_number_that_no_column_holds_is_never_a_server_error(client, address, number):
    for record in (f"/api/v1/{address}/{number}/", f"/ru/sources/{number}/", f"/ru/events/ciie-7/#metric-{number}"):
        assert client.get(CLAIMS, {"record": record}).status_code in (200, 400)


@pytest.mark.parametrize(
    "record", ["/api/v1/observations/999/", "/api/v1/metrics/999/", "/en/events/no-such/", "/en/sources/999/", MIRROR]
)
def test_a_record_that_nobody_cites_or_that_is_not_there_gives_no_claims(client, record):
    make_published_article()

    assert found(client, record=record) == []


@pytest.mark.parametrize(
    "record", ["41", "/", "/ru/", "/ru/about/", "https://example.org/en/events/ciie-7/", "http://[", "ftp://a/b", "//"]
)
def test_what_is_no_record_is_a_400_that_says_what_is(client, record):
    response = client.get(CLAIMS, {"record": record})

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["record"]


def test_articles_are_found_by_what_their_story_is_about(client):
    article, other = make_published_article(), make_published_article(make_observation(MIRROR))
    article.story.topics.add(make_topic("trade"))
    other.story.topics.add(make_topic("tourism"))

    assert [row["slug"] for row in found(client, "articles", topic="trade")] == [article.slug]
    assert [row["slug"] for row in found(client, "stories", topic="tourism")] == [other.story.slug]
    assert [row["slug"] for row in found(client, "articles", story=other.story.slug)] == [other.slug]


def test_a_topic_of_drafts_alone_and_a_made_up_one_answer_alike(client):
    make_article().story.topics.add(make_topic("secret-topic"))

    hidden, made_up = (client.get("/api/v1/articles/", {"topic": slug}) for slug in ("secret-topic", "made-up"))

    assert hidden.status_code == made_up.status_code == 400
    assert hidden.content.decode().replace("secret-topic", "made-up") == made_up.content.decode()


# -- texts --------------------------------------------------------------------------------------------------------
def test_one_article_comes_with_its_text_and_its_claims(client):
    article = make_published_article()
    (claim,) = found(client)

    answer = client.get(f"/api/v1/articles/{article.pk}/", headers={"accept-language": "en"}).json()

    assert f'data-claim="{claim["uuid"]}"' in answer["body"]
    assert 'value="41000000000"' in answer["body"]
    assert answer["claims"] == [claim]


def test_the_text_is_cleaned_again_on_its_way_out(client):
    article = make_article(state="published", publish_at=timezone.now() - timedelta(hours=2))
    make_version(article, body="<p>Safe<script>alert(1)</script></p><img src=x onerror=alert(1)>")

    assert client.get(f"/api/v1/articles/{article.pk}/").json()["body"] == "<p>Safe</p>"


def test_articles_come_newest_first(client):
    ages = (5, 1, 3)
    for age in ages:
        make_published_article(
            make_observation(f"CHN.CHN.KAZ.X.H6-{age:02}.V.USD"), publish_at=timezone.now() - timedelta(hours=age)
        )

    moments = [row["published_at"] for row in found(client, "articles")]

    assert moments == sorted(moments, reverse=True)


# -- what is hidden -----------------------------------------------------------------------------------------------
def draft():
    return make_marked_article(state="draft")


def in_review():
    return make_marked_article(state="review")


def scheduled():
    return make_published_article(publish_at=timezone.now() + timedelta(hours=1))


def embargoed():
    return make_published_article(embargo_until=timezone.now() + timedelta(hours=1))


def held():
    article = make_published_article()
    Article.objects.filter(pk=article.pk).update(held=True, held_reason="wait")
    return article


def withdrawn():
    article = make_published_article()
    withdraw_article(article=article, reason="wrong")
    return article


@pytest.mark.parametrize("state", [draft, in_review, scheduled, embargoed, held, withdrawn])
def test_an_article_that_readers_may_not_see_leaves_no_trace(client, state):
    article = state()
    uuid = article.claims.get().uuid

    for collection in ("articles", "stories", "claims", "corrections", "changes"):
        for form in ("json", "csv"):
            text = client.get(f"/api/v1/{collection}/", {"format": form}).content.decode()
            assert article.slug not in text
            assert article.story.slug not in text
            assert str(uuid) not in text
    assert client.get("/api/v1/articles/").json()["count"] == 0
    assert found(client, lang="ru", article=article.slug) == []
    assert_alike(client, f"/api/v1/articles/{article.pk}/", f"/api/v1/articles/{article.pk + 999}/")
    assert_alike(client, f"/api/v1/stories/{article.story.slug}/", "/api/v1/stories/made-up/")
    assert_alike(client, f"{CLAIMS}{uuid}/", f"{CLAIMS}{uuid4()}/")


def assert_alike(client, hidden, made_up):
    one, other = client.get(hidden), client.get(made_up)
    ours = {"X-Request-ID", "Date"}
    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert {k: v for k, v in one.items() if k not in ours} == {k: v for k, v in other.items() if k not in ours}


def test_a_claim_whose_record_was_hidden_since_gives_nothing_of_it_away(client):
    source = make_source(publisher="Secret publisher")
    make_published_article(make_observation(source=source))
    set_public_from(source=source, moment=None)

    (claim,) = found(client)

    assert (claim["target"], claim["sources"], claim["state"]) == (None, [], "unverified")
    assert "Secret publisher" not in str(claim)


def test_people_and_events_of_a_story_are_shown_when_they_are_public(client):
    story = make_published_article().story
    story.events.add(make_event("fair"), make_event("secret-fair", source=make_hidden_source()))

    (answer,) = found(client, "stories")

    assert answer["events"] == ["fair"]


# -- the log ------------------------------------------------------------------------------------------------------
def test_a_revision_is_in_the_log_with_was_now_and_why(client):
    record = make_observation()
    later = revise_observation(observation=record, source=make_source(), reason="newer release", value=BILLION * 42)

    (change,) = found(client, "changes")

    assert (change["kind"], change["was"], change["now"], change["reason"]) == (
        "revised",
        "41000000000",
        "42000000000",
        "newer release",
    )
    assert change["record"]["type"] == "observation"
    assert change["record"]["id"] == later.pk
    assert change["record"]["series"] == record.series.key


def test_a_change_says_when_it_was_last_modified(client):
    record = make_observation()
    revise_observation(observation=record, source=make_source(), reason="newer release", value=BILLION * 42)
    (change,) = found(client, "changes")

    first = client.get(f"/api/v1/changes/{change['id']}/")
    again = client.get(f"/api/v1/changes/{change['id']}/", headers={"if-modified-since": first["Last-Modified"]})

    assert again.status_code == 304


def test_the_revision_of_a_hidden_record_is_not_in_the_log(client):
    record = make_observation(source=make_hidden_source())
    revise_observation(observation=record, source=make_hidden_source(), reason="secret", value=BILLION * 42)

    assert found(client, "changes") == []


def test_changes_can_be_followed(client):
    revise_observation(observation=make_observation(), source=make_source(), reason="newer release", value=BILLION * 42)
    (change,) = found(client, "changes")

    assert found(client, "changes", updated_after="2020-01-01") == [change]
    assert found(client, "changes", updated_after=change["at"]) == []
