"""`manage.py seed`: inserts what is missing, in one transaction, and never touches what is there."""

from collections.abc import Callable
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles import seeding
from articles.models import Article, Claim, Statement, Story, Topic
from articles.seeding import SETS, read, seed
from articles.services import hold_article, rename_article, withdraw_article
from events.models import Event, Metric
from events.services import revise_metric
from tests import seeds
from tests.factories import make_observation, make_source
from trade.models import Observation, Source
from trade.services import revise_observation, withdraw_observation

EXPECTED = sum(len(read(fixture)) for fixtures in SETS.values() for fixture in fixtures)


def everything() -> list[seeds.Table]:
    return list(seeds.read())


def turnover(vintage: int = 1) -> Observation:
    return Observation.objects.get_by_natural_key("_X.CHN.KAZ.T.TOTAL.V.USD", "2023-01-01", "2023-12-31", vintage)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("seed", *arguments, stdout=out, stderr=out)
    return out.getvalue()


# -- What it inserts -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_empty_base_gets_every_row_and_nothing_is_left_out():
    report = seed()
    assert (report.added.total(), report.there.total(), report.left_out) == (EXPECTED, 0, [])


def test_a_second_run_changes_nothing_at_all(seeded):
    before = everything()
    report = seed()
    assert (report.added.total(), report.there.total(), report.left_out) == (0, EXPECTED, [])
    assert everything() == before


def test_the_context_can_follow_the_seed_later(seed_only):
    report = seed()
    assert report.added.total() == sum(len(read(fixture)) for fixture in SETS["context"])
    assert [state for _quote, state in report.states] == ["verified", "unverified", "verified", "disputed"] + [
        "unverified"
    ] * 4


def test_a_record_that_went_missing_comes_back(seeded):
    Topic.objects.get(slug="tourism").delete()
    assert seed().added == {"articles.Topic": 1}


@pytest.mark.django_db
def test_a_run_that_fails_leaves_nothing(monkeypatch):
    def fail(rows):
        raise RuntimeError

    monkeypatch.setattr(seeding, "recheck_claims", fail)
    with pytest.raises(RuntimeError):
        seed()
    assert everything() == []


@pytest.mark.django_db
def test_claims_of_other_articles_learn_of_what_was_recorded():
    """The context is recorded like anything else: whoever rests on the same thing is told."""
    seed(("seed",))
    other = Claim.objects.filter(article__language="ru", observation=turnover()).get()
    assert other.verdict.state == "unverified"
    seed(("context",))
    assert Claim.objects.get(pk=other.pk).verdict.state == "disputed"


def test_the_first_state_of_a_record_is_in_its_history(seeded):
    assert [row.history_type for row in Topic.objects.get(slug="tourism").history.all()] == ["+"]
    story = Story.objects.get().history.get()
    assert story.topics.count() == 5
    assert story.history_change_reason == "manage.py seed"


# -- What it never touches -----------------------------------------------------------------------------------------


def edit_a_name():
    topic = Topic.objects.get(slug="tourism")
    topic.name_en = "travel"
    topic.save()


def loosen_a_tie():
    Story.objects.get().topics.remove(Topic.objects.get(slug="tourism"))


def revise_an_observation():
    revise_observation(observation=turnover(), source=make_source(), reason="release", value=42 * 10**9)


def withdraw_an_observation():
    withdraw_observation(observation=turnover(), source=make_source(), reason="printed by mistake")


def revise_a_metric():
    metric = Metric.objects.get(measure="deals", event__slug="ciie-7")
    revise_metric(metric=metric, source=make_source(), reason="recount", value=Decimal("80.02") * 10**9)


def rename_the_article():
    rename_article(article=Article.objects.get(language="ru"), slug="moved")


def rename_a_translation():
    rename_article(article=Article.objects.get(language="en"), slug="moved")


def withdraw_the_article():
    withdraw_article(article=Article.objects.get(language="ru"), reason="doubtful")


def hold_a_translation():
    hold_article(article=Article.objects.get(language="kk"), reason="being checked")


def hide_a_source():
    Source.objects.filter(key="shine-2024-11-10").update(public_from=None)


def renumber_an_event():
    Event.objects.filter(slug="ciie-6").update(slug="sixth-fair")


def drop_a_claim():
    Claim.objects.filter(article__language="ru", position=2).delete()


def drop_a_statement():
    Statement.objects.get(position=2).delete()


@pytest.mark.parametrize(
    "change",
    [
        edit_a_name,
        loosen_a_tie,
        revise_an_observation,
        withdraw_an_observation,
        revise_a_metric,
        rename_the_article,
        rename_a_translation,
        withdraw_the_article,
        hold_a_translation,
        hide_a_source,
        renumber_an_event,
        drop_a_claim,
        drop_a_statement,
    ],
)
def test_what_was_changed_here_stays_as_it_is(seeded, change: Callable[[], None]):
    change()
    before = everything()
    seed()
    assert everything() == before


def test_what_cannot_be_inserted_beside_a_change_is_told(seeded):
    rename_the_article()
    left_out = seed().left_out
    assert any(line.startswith("articles.article ") for line in left_out)
    assert len([line for line in left_out if line.startswith("articles.claim")]) == 16


@pytest.mark.django_db
def test_records_that_were_there_before_the_seed_are_kept():
    observation = make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", value=Decimal("31.4") * 10**9)
    seed()
    current = Observation.objects.filter(series__key="KAZ.CHN.KAZ.T.TOTAL.V.USD", period_end="2023-12-31")
    assert [row.pk for row in current] == [observation.pk]


# -- What it says --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_command_tells_its_counts_and_the_states_of_the_eight_claims():
    told = run().splitlines()
    assert "trade.Observation: 25 added" in told
    assert f"{EXPECTED} rows added, 0 were there." in told
    assert [line for line in told if line.startswith("«")] == [
        "«7-е»: verified",
        "«129»: unverified",
        "«80,01 миллиарда»: verified",
        "«41 миллиарда»: disputed",
        "«33 миллиарда»: unverified",
        "«13%»: unverified",
        "«50»: unverified",
        "«2,5 миллиарда»: unverified",
    ]


@pytest.mark.django_db
def test_only_loads_one_set():
    run("--only", "seed")
    assert Source.objects.count() == 1


@pytest.mark.django_db
def test_a_set_that_does_not_exist_is_refused():
    with pytest.raises(CommandError, match="context"):
        run("--only", "harvest")


def test_the_command_writes_the_files_again(seeded, tmp_path):
    told = run("--dump", str(tmp_path), "--only", "context")
    assert sorted(told.split()) == [str(tmp_path / f"{name}_context.json") for name in ("events", "trade")]
