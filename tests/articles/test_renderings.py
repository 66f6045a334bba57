"""An article's page is kept in PostgreSQL until a row that it was made of changes, and is never a change behind."""

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Event as Moment
from threading import Thread

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimState,
    Correction,
    Rendering,
    RenderingRow,
    StaleRendering,
    Statement,
    Story,
)
from articles.renderings import store
from articles.renderings.rows import noting
from articles.renderings.watch import WATCHED, are_watched, install, model_of
from articles.services import hold_article, publish_article, recheck_claims, rename_article, withdraw_article
from events.models import Event, Initiative, Person, Role, RoleCitation
from tests.factories import (
    BILLION,
    make_article,
    make_citation,
    make_event,
    make_hidden_source,
    make_observation,
    make_organisation,
    make_published_article,
    make_role,
    make_source,
    make_topic,
    make_version,
)
from trade.models import Area, Observation, Source
from trade.services import revise_observation, set_public_from

pytestmark = pytest.mark.django_db(transaction=True)

# On SQLite every page is made anew; what is asked there of the same tests is that nothing is ever kept.
KEEPS = connection.vendor == "postgresql"
# Read by the page, and no part of it: what waits to be judged, and what is asked of the session.
NOT_SHOWN = {"articles_awaited", "articles_rendering", "articles_renderingrow", "articles_stalerendering"}
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


@pytest.fixture(autouse=True)
def _no_memory(settings):
    """The pages that a process keeps in its memory are another matter (tests/config/test_page_cache.py)."""
    settings.PAGE_CACHE_MB = 0


@pytest.fixture
def article(seeded) -> Article:
    return Article.objects.get(language="ru")


def made_anew(article: Article) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.KEEP_PAGES", False)
        return Client().get(article.get_absolute_url()).content


def read(article: Article) -> tuple[bytes, int]:
    """The page and the number of queries that it cost."""
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(article.get_absolute_url())
    return response.content, len(queries)


def test_the_second_reader_costs_one_query(article):
    first, _cost = read(article)
    second, cost = read(article)
    assert second == first == made_anew(article)
    assert (cost == 1, Rendering.objects.count()) == (KEEPS, int(KEEPS))


def test_a_kept_answer_has_the_headers_of_a_made_one(client, article):
    made, kept = (client.get(article.get_absolute_url()) for _time in range(2))
    assert {**kept.headers, "X-Request-ID": ""} == {**made.headers, "X-Request-ID": ""}


# -- what is written shows at once -----------------------------------------------------------------------------------


def revise(article: Article) -> None:
    row = Observation.objects.current().get(claims__version__article=article, claims__value=41 * BILLION)
    revise_observation(observation=row, source=make_source(), reason="new", value=45 * BILLION, resolution=BILLION)


def state_more(article: Article) -> None:
    said = Statement.objects.filter(story=article.story).latest("position")
    said.pk, said.position, said.text_ru = None, said.position + 1, "Сказано ещё кое-что."
    said.save()


def correct(article: Article) -> None:
    article.state = Article.State.APPROVED
    article.headline = "Новый заголовок"
    article.save()
    publish_article(
        article=article, correction={"wrong": "Старый заголовок", "right": "Новый заголовок", "changes_meaning": False}
    )


def translate_back(article: Article) -> None:
    """The Kazakh text is withdrawn: the switcher no longer leads to it."""
    withdraw_article(article=Article.objects.get(story=article.story, language="kk"), reason="Қате.")


def hide_a_source(article: Article) -> None:
    claim = article.versions.get().claims.filter(metric__isnull=False).first()
    set_public_from(source=claim.metric.source, moment=None)


def rename(model: type[models.Model], name: str, **which) -> Callable[[Article], object]:
    return lambda article: model.objects.filter(**which).update(**{name: "Переименовано"})


CHANGES: dict[str, Callable[[Article], object]] = {
    "a record is revised": revise,
    "a citation is added": lambda article: make_citation(
        Observation.objects.filter(claims__version__article=article).first(), value=41 * BILLION, resolution=BILLION
    ),
    "an article is withdrawn": lambda article: withdraw_article(article=article, reason="Отозвано."),
    "an article is held": lambda article: hold_article(article=article, reason="Проверяем."),
    "an embargo is set": lambda article: Article.objects.filter(pk=article.pk).update(
        embargo_until=timezone.now() + timedelta(hours=1)
    ),
    "an address changes": lambda article: rename_article(article=article, slug="another"),
    "a correction is published": correct,
    "a translation is withdrawn": translate_back,
    "a source is hidden": hide_a_source,
    "a statement is added": state_more,
    "a role is added": lambda article: make_role(Person.objects.first(), title_ru="Ещё одна роль"),
    "a person is renamed": rename(Person, "name_ru"),
    "a role is renamed": rename(Role, "title_ru"),
    "an event is renamed": rename(Event, "name_ru", slug="ciie-7"),
    "an initiative is renamed": rename(Initiative, "name_ru"),
    "a publisher is renamed": rename(Source, "publisher"),
    "a topic is added": lambda article: article.story.topics.add(make_topic()),
    "a topic is removed": lambda article: article.story.topics.clear(),
    "an event is added": lambda article: article.story.events.add(make_event(name_ru="Ещё одна выставка")),
    "a section changes": lambda article: Story.objects.filter(pk=article.story_id).update(section="agreements"),
    "a state changes": lambda article: ClaimState.objects.filter(claim__version__article=article).update(
        state="unverified", reasons=[]
    ),
    "SQL by hand": lambda article: connection.cursor().execute("UPDATE events_person SET name_ru = 'Другое имя'"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_is_written_shows_at_once(article, kind):
    before, _cost = read(article)
    CHANGES[kind](article)
    after, _cost = read(article)
    assert after == made_anew(article)
    assert after != before or kind == "a citation is added"
    assert read(article)[0] == after


def test_what_bears_on_no_figure_of_the_page_leaves_it_kept(article):
    read(article)
    make_published_article(make_observation("UZB.UZB.KGZ.X.TOTAL.V.USD"))
    make_version(make_article(), headline="Other")
    make_organisation()
    Area.objects.filter(code="UZB").update(name_ru="Другая страна")
    assert (read(article)[1] == 1) is KEEPS


def test_a_draft_that_is_edited_leaves_the_page_of_other_stories_kept(article):
    draft = make_article()
    read(article)
    draft.headline = "Typed by its author"
    draft.save()
    assert (read(article)[1] == 1) is KEEPS


def test_a_change_that_is_rolled_back_leaves_the_page_kept(article):
    first, _cost = read(article)
    with transaction.atomic():
        Person.objects.update(name_ru="Никто")
        transaction.set_rollback(True)
    assert read(article)[0] == first
    assert (read(article)[1] == 1) is KEEPS


# -- every row and every table ---------------------------------------------------------------------------------------


def test_every_table_that_the_page_reads_is_watched(client, article):
    with CaptureQueriesContext(connection) as queries, noting():
        client.get(article.get_absolute_url())
    tables = {table for query in queries for table in TABLE.findall(query["sql"])}
    assert len(tables) > 20
    assert tables - {model_of(label)._meta.db_table for label in WATCHED} - NOT_SHOWN == set()


def test_every_row_that_becomes_an_instance_is_noted(article):
    with noting() as rows:
        person = Person.objects.select_related("source").first()
    assert rows == {f"events_person:{person.pk}", f"trade_source:{person.source_id}"}


def a_row_of(label: str) -> models.Model:
    """A row that has every parent; made where the seed has none."""
    found = model_of(label).objects.filter(**{f"{parent}__isnull": False for parent in WATCHED[label]}).first()
    return found or MISSING[label]()


MISSING: dict[str, Callable[[], models.Model]] = {
    "events.Organisation": make_organisation,
    "events.RoleCitation": lambda: RoleCitation.objects.create(
        role=Role.objects.first(), source=make_source(), relation="supports"
    ),
    "articles.Correction": lambda: Correction.objects.create(
        version=ArticleVersion.objects.first(), wrong="So", right="Thus", changes_meaning=False
    ),
}


@pytest.mark.postgresql
@pytest.mark.parametrize("label", WATCHED)
def test_a_row_that_is_written_marks_the_pages_made_of_it(article, label):
    meta, row = model_of(label)._meta, a_row_of(label)
    page = Rendering.objects.create(address="http://testserver/", release="", content="")
    others = Rendering.objects.create(address="http://testserver/others/", release="", content="")
    RenderingRow.objects.create(rendering_id=page.pk, row=f"{meta.db_table}:{row.pk}")
    RenderingRow.objects.create(rendering_id=others.pk, row=f"{meta.db_table}:0")
    with connection.cursor() as cursor:
        column = meta.pk.column
        cursor.execute(f'UPDATE "{meta.db_table}" SET "{column}" = "{column}"')
    assert [stale.rendering_id for stale in StaleRendering.objects.all()] == [page.pk]


@pytest.mark.postgresql
@pytest.mark.parametrize(("label", "parent"), [(label, name) for label, names in WATCHED.items() for name in names])
def test_a_row_that_is_written_marks_the_pages_of_what_it_belongs_to(article, label, parent):
    model = model_of(label)
    row, field = a_row_of(label), model._meta.get_field(parent)
    page = Rendering.objects.create(address="http://testserver/", release="", content="")
    key = f"{field.related_model._meta.db_table}:{getattr(row, field.attname)}"
    RenderingRow.objects.create(rendering_id=page.pk, row=key)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET "{field.column}" = "{field.column}"')
    assert [stale.rendering_id for stale in StaleRendering.objects.all()] == [page.pk]


def test_a_figure_that_nobody_has_judged_yet_is_noted_too(article):
    ClaimState.objects.filter(claim__version__article=article).delete()
    read(article)
    claims = Claim.objects.filter(version__article=article)
    noted = RenderingRow.objects.filter(row__in=[f"articles_claim:{claim.pk}" for claim in claims])
    assert noted.count() == (claims.count() if KEEPS else 0)


# -- when nothing is kept --------------------------------------------------------------------------------------------


@pytest.mark.postgresql
def test_nothing_is_kept_while_somebody_writes(article):
    """The page could show what was before, and be kept after."""
    is_written, is_read = Moment(), Moment()

    def write() -> None:
        try:
            with transaction.atomic():
                Person.objects.update(name_ru="Другое имя")
                is_written.set()
                is_read.wait(10)
        finally:
            connection.close()

    thread = Thread(target=write)
    thread.start()
    is_written.wait(10)
    before, _cost = read(article)
    assert not Rendering.objects.exists()
    is_read.set()
    thread.join()
    after, _cost = read(article)
    assert "Другое имя" in after.decode()
    assert "Другое имя" not in before.decode()


ASKED: dict[str, Callable[[Client, str], object]] = {
    "with parameters": lambda client, path: client.get(path, {"format": "json"}),
    "with a parameter that means nothing": lambda client, path: client.get(path, {"utm_source": "x"}),
    "for its head": lambda client, path: client.head(path),
    "with a session": lambda client, path: (client.force_login(User.objects.create_user("reader")), client.get(path)),
    "with a key": lambda client, path: client.get(path, headers={"Authorization": "Token x"}),
    "where there is no text": lambda client, path: client.get(path.replace("kitai", "nikakoi")),
    "in another language": lambda client, path: client.get(path.replace("/ru/", "/en/")),
}


@pytest.mark.parametrize("how", ASKED)
def test_only_what_the_address_alone_asks_for_is_kept(client, article, how):
    ASKED[how](client, article.get_absolute_url())
    assert not Rendering.objects.exists()


def test_nothing_is_kept_of_what_a_transaction_sees_of_itself(article):
    with transaction.atomic():
        Person.objects.update(name_ru="Никто")
        assert "Никто" in read(article)[0].decode()
        transaction.set_rollback(True)
    assert not Rendering.objects.exists()


def test_a_release_is_the_same_for_readers_of_every_language():
    """The name and the tagline of the site are translated."""
    found = set()
    for language in ("ru", "kk", "en", "zh-hans"):
        store.release.cache_clear()
        with override(language):
            found.add(store.release())
    assert len(found) == 1


@pytest.mark.parametrize(
    ("host", "keeps"), [("one.example", 1), ("one.example:80", 1), ("one.example:4711", 0), ("a.two.example", 0)]
)
def test_only_addresses_of_a_host_named_in_full_are_kept(client, article, settings, host, keeps):
    """Whoever may ask for as many as they like must not fill the table with them."""
    settings.ALLOWED_HOSTS = ["one.example", ".two.example"]
    assert client.get(article.get_absolute_url(), headers={"Host": host}).status_code == 200
    assert Rendering.objects.count() == keeps * KEEPS


@pytest.mark.postgresql
def test_a_writer_who_sees_the_past_marks_every_page(article):
    """Such a transaction cannot see the page that was kept since it began."""
    read(article)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        Person.objects.update(name_ru="Другое имя")
    assert "Другое имя" in read(article)[0].decode()
    assert read(article)[1] == 1
    assert not StaleRendering.objects.exists()


def test_an_event_that_gets_another_source_appears(article):
    event = make_event(name_ru="Ещё одна выставка", source=make_hidden_source())
    article.story.events.add(event)
    assert "Ещё одна выставка" not in read(article)[0].decode()
    Event.objects.filter(pk=event.pk).update(source=make_source())
    assert "Ещё одна выставка" in read(article)[0].decode()


def test_what_is_due_is_judged_before_a_page_is_made_and_kept(article):
    """Writers wait for the page; it must not wait for them."""
    hour = timezone.now() + timedelta(hours=1)
    record = Observation.objects.get(claims__version__article=article, claims__value=41 * BILLION)
    make_citation(
        record, source=make_source(public_from=hour), value=45 * BILLION, resolution=BILLION, relation="differs"
    )
    recheck_claims(Claim.objects.about_observations([record]))
    with time_machine.travel(hour + timedelta(seconds=1), tick=False):
        page, _cost = read(article)
        assert page == made_anew(article)
        assert (read(article)[1] == 1) is KEEPS


@pytest.mark.postgresql
def test_tables_that_are_not_there_have_no_triggers(monkeypatch):
    """Else a migration backwards would leave triggers that refuse every write."""
    try:
        names = connection.introspection.table_names()
        monkeypatch.setattr(connection.introspection, "table_names", lambda: set(names) - {"articles_rendering"})
        install("default")
        assert not are_watched("default")
        Person.objects.update(name_ru="Другое имя")
    finally:
        monkeypatch.undo()
        install("default")
    assert are_watched("default")


def test_another_release_makes_its_own_page(article, monkeypatch):
    first, _cost = read(article)
    monkeypatch.setattr(store, "release", lambda: "another")
    again, cost = read(article)
    assert again == first
    assert cost > 1
    assert [page.release for page in Rendering.objects.all()] == ["another"] * KEEPS


def test_a_page_is_made_anew_when_time_shows_something(article):
    hour = timezone.now() + timedelta(hours=1)
    make_published_article(make_observation("UZB.UZB.KGZ.X.TOTAL.V.USD"), slug="waiting", publish_at=hour)
    with time_machine.travel(hour - timedelta(seconds=1), tick=False) as clock:
        read(article)
        assert (read(article)[1] == 1) is KEEPS
        clock.shift(timedelta(seconds=2))
        assert read(article)[1] > 1


def test_a_pair_that_has_no_page_yet_is_not_kept_out_of_it(article):
    """No row tells when the first record of a pair comes, so such a page is made anew for every reader."""
    article.story.areas.set(Area.objects.filter(pk__in=("UZB", "KAZ")))
    read(article)
    assert not Rendering.objects.exists()


def test_what_is_given_up_leaves_nothing_behind(article):
    read(article)
    Person.objects.update(name_ru="Другое имя")
    read(article)
    assert Rendering.objects.count() == int(KEEPS)
    assert set(RenderingRow.objects.values_list("rendering_id", flat=True)) == set(
        Rendering.objects.values_list("pk", flat=True)
    )
    assert not StaleRendering.objects.exists()


@pytest.mark.postgresql
def test_a_trigger_that_is_missing_is_noticed_and_put_back(article):
    read(article)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER kept_pages_events_person_update ON events_person")
    assert not are_watched("default")
    install("default")
    assert are_watched("default")
    assert not Rendering.objects.exists()


def test_versions_of_their_own_are_made_anew(client, article):
    client.get(ArticleVersion.objects.get(article=article).get_absolute_url())
    assert not Rendering.objects.exists()
