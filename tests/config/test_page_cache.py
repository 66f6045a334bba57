"""A page that was made already is given out again while nothing has changed, and never a moment longer."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.moments import next_moment
from articles.services import hold_article, withdraw_article
from config.page_cache import Kept, Store, _may_be_kept
from tests.factories import BILLION, make_published_article, make_source
from trade.models import Source
from trade.services import revise_observation, set_public_from

# Inside a transaction nothing is kept: the tests that ask for pages need real commits.
commits = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def article(db) -> Article:
    return make_published_article()


def path_of(article: Article) -> str:
    return reverse("articles:article", args=(article.slug,))


def queries_of(client: Client, path: str, **extra) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(path, **extra)
    return len(queries)


def ask_until_kept(client: Client, path: str, **extra) -> HttpResponse:
    """The first answer that costs a single query. On PostgreSQL the other databases of a server disturb the sight."""
    for _ in range(200):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, **extra)
        if len(queries) == 1:
            return response
    raise AssertionError("the page is made anew for every reader")


@commits
def test_the_second_reader_costs_one_query_and_gets_the_same_answer(client, article):
    first = client.get(path_of(article))
    second = ask_until_kept(client, path_of(article))
    assert second.content == first.content
    assert {**second.headers, "X-Request-ID": ""} == {**first.headers, "X-Request-ID": ""}
    etag = {"If-None-Match": first.headers["ETag"]}
    assert ask_until_kept(client, path_of(article), headers=etag).status_code == 304


def revise(article: Article) -> None:
    observation = article.claims.get().observation
    revise_observation(
        observation=observation, source=make_source(), reason="new release", value=42 * BILLION, resolution=BILLION
    )


CHANGES: dict[str, tuple[Callable[[Article], object], int, str]] = {
    "revision": (revise, 200, "status--revised"),
    "withdrawal": (lambda article: withdraw_article(article=article, reason="Отозвано."), 410, "Отозвано."),
    "hold": (lambda article: hold_article(article=article, reason="Проверяем."), 404, ""),
}


@commits
@pytest.mark.parametrize("kind", CHANGES)
def test_what_is_written_shows_at_once(client, article, kind):
    change, status, words = CHANGES[kind]
    before = client.get(path_of(article))
    assert before.status_code == 200
    assert not words or words not in before.content.decode()
    change(article)
    after = client.get(path_of(article))
    assert after.status_code == status
    assert words in after.content.decode()


@commits
def test_what_another_connection_writes_shows_at_once(client, article):
    def rename() -> None:
        Source.objects.filter(pk=source.pk).update(title="Another title")
        connection.close()

    source = article.claims.get().observation.source
    path = source.get_absolute_url()
    assert "Another title" not in client.get(path).content.decode()
    thread = Thread(target=rename)
    thread.start()
    thread.join()
    assert "Another title" in client.get(path).content.decode()


@commits
def test_a_text_that_waits_for_its_hour_shows_at_that_hour(client, article):
    hour, observation = timezone.now() + HOUR, article.claims.get().observation
    waiting = make_published_article(observation, slug="waiting", headline="Ждёт часа", publish_at=hour)
    path = reverse("articles:list")
    with time_machine.travel(hour - timedelta(seconds=1), tick=False) as clock:
        assert waiting.headline not in client.get(path).content.decode()
        clock.shift(timedelta(seconds=2))
        assert waiting.headline in client.get(path).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["publish_at", "embargo_until"])
def test_the_next_moment_is_that_of_the_first_text_that_waits(article, name):
    assert next_moment(timezone.now()) is None
    later, sooner = timezone.now() + 3 * HOUR, timezone.now() + 2 * HOUR
    for moment in (later, sooner):
        make_published_article(
            article.claims.get().observation, slug=f"waits-{moment:%H}", **{"publish_at": timezone.now(), name: moment}
        )
    assert next_moment(timezone.now()) == sooner


@pytest.mark.django_db
def test_a_source_that_waits_is_such_a_moment_too():
    moment = timezone.now() + HOUR
    set_public_from(source=make_source(), moment=moment)
    assert next_moment(timezone.now()) == moment


@commits
def test_a_page_is_made_anew_after_a_minute(client, article):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.get(path_of(article))
        clock.shift(timedelta(seconds=61))
        assert queries_of(client, path_of(article)) > 1


@pytest.fixture
def kept(monkeypatch) -> list[str]:
    """The addresses of what a store was given to keep."""
    addresses: list[str] = []
    monkeypatch.setattr(Store, "put", lambda store, key, page: addresses.append(key[1]))
    return addresses


@commits
def test_only_what_is_made_for_every_reader_alike_is_kept(client, article, kept, settings):
    for path in ("/", "/api/v1/areas/", "/admin/login/", "/healthz", "/ru/no-such-page/"):
        client.get(path)
    client.post(path_of(article))
    settings.PAGE_CACHE_MB = 0
    Client().get(path_of(article))
    settings.PAGE_CACHE_MB = 1
    with_session = Client()
    with_session.force_login(User.objects.create_user("reader"))
    with_session.get(path_of(article))
    assert kept == []
    Client().get(path_of(article))
    assert kept == [f"http://testserver{path_of(article)}"]


@commits
def test_hosts_and_queries_are_pages_of_their_own(client, article, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    one = client.get(path_of(article), headers={"Host": "one.example"}).content.decode()
    two = client.get(path_of(article), headers={"Host": "two.example"}).content.decode()
    assert "http://one.example/" in one
    assert "one.example" not in two
    twin = client.get(path_of(article) + "?format=json", headers={"Host": "two.example"})
    assert twin.headers["Content-Type"] == "application/json"


REFUSED = [
    HttpResponse(status=404),
    HttpResponse(headers={"Cache-Control": "private, no-store"}),
    HttpResponse(headers={"Vary": "Accept"}),
    HttpResponse(b"x" * 1_000_001),
    StreamingHttpResponse([b"x"]),
]


@pytest.mark.parametrize("response", REFUSED, ids=lambda response: str(response.headers))
def test_only_whole_answers_made_for_everybody_are_kept(response):
    assert not _may_be_kept(response)
    assert _may_be_kept(HttpResponse("page"))


def test_a_store_gives_up_the_page_that_was_read_longest_ago():
    store, until = Store(250), timezone.now().timestamp() + 60
    for name in "ab":
        store.put(name, Kept(1, until, 200, (), b"x" * 100))
    assert store.get("a", 1)
    store.put("c", Kept(1, until, 200, (), b"x" * 100))
    assert (list(store.pages), store.used) == (["a", "c"], 200)


def test_a_store_forgets_what_was_made_from_other_rows():
    store = Store(1_000)
    store.put("a", Kept(1, timezone.now().timestamp() + 60, 200, (), b"page"))
    assert store.get("a", 2) is None
    assert store.used == 0
