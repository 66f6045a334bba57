"""`manage.py check_integrity` finds what the database's own constraints would have refused, had they been there."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from articles import integrity
from articles.integrity import faults
from articles.models import Article, ArticleVersion, Claim, ClaimState
from articles.services import exempt_claim, withdraw_article
from events.models import Metric, Person, Role
from events.services import revise_metric
from tests.factories import make_article, make_claim, make_published_article, make_source
from trade.database.append_only import drop_triggers
from trade.models import AnnualTotal, ImportBatch, Observation
from trade.services import revise_observation, withdraw_observation
from trade.totals.rollups import rebuild

pytestmark = pytest.mark.usefixtures("damage")
ABSENT = 10**9


@pytest.fixture
def damage(seeded):
    """Whatever a test breaks is undone before the database looks at it."""
    connection.check_constraints()
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def found() -> list[str]:
    return [fault.rule for fault in faults()]


def detail() -> str:
    [fault] = faults()
    return fault.detail


def turnover() -> Observation:
    return Observation.objects.get_by_natural_key("_X.CHN.KAZ.T.TOTAL.V.USD", "2023-01-01", "2023-12-31", 1)


def whole_fair() -> Metric:
    return Metric.objects.get(event__slug="ciie-7", measure="exhibitors", participation=None)


def of_kazakhstan() -> Metric:
    return Metric.objects.get(event__slug="ciie-7", measure="exhibitors", participation__area="KAZ")


# -- Sound ---------------------------------------------------------------------------------------------------------


def test_the_seeded_site_is_sound():
    assert found() == []


def test_revisions_withdrawals_and_publications_leave_it_sound():
    revise_observation(observation=turnover(), source=make_source(), reason="release", value=42 * 10**9)
    revise_metric(metric=whole_fair(), source=make_source(), reason="recount", value=3500)
    withdraw_observation(
        observation=Observation.objects.current().first(), source=make_source(), reason="printed by mistake"
    )
    make_published_article(Observation.objects.current().last())
    withdraw_article(article=Article.objects.get(language="kk"), reason="doubtful")
    exempt_claim(claim=Claim.objects.filter(article__language="en").first(), reason="example")
    assert found() == []


# -- Broken: one rule each -----------------------------------------------------------------------------------------


def test_a_claim_bound_to_an_absent_record_is_found():
    claim = Claim.objects.get(article__language="ru", position=4)
    Claim.objects.filter(pk=claim.pk).update(observation=ABSENT)
    assert [(fault.rule, fault.detail) for fault in faults()] == [
        ("orphans", f"articles.Claim.observation refers to an absent row: {claim.pk}"),
        ("orphans", "the other rules wait until no row is absent"),
    ]


@pytest.mark.parametrize(
    "orphan",
    [
        lambda: Role.objects.exclude(area=None).update(area="ZZZ"),
        lambda: Person.speaks_in.through.objects.update(source=ABSENT),
        lambda: Article.objects.filter(language="kk").update(translation_of=ABSENT),
    ],
    ids=["a country", "a tie of two records", "an original"],
)
def test_any_reference_to_an_absent_row_is_found(orphan):
    orphan()
    assert "orphans" in found()


def test_of_many_orphans_a_few_are_named():
    claims = list(Claim.objects.filter(article__isnull=False).exclude(observation=None).order_by("pk"))
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(observation=ABSENT)
    told = next(faults()).detail
    assert told.endswith(f" and {len(claims) - integrity.NAMED} more")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda states: states.update(state="verified"),
        lambda states: states.update(reasons=[]),
        lambda states: states.delete(),
    ],
    ids=["another state", "other reasons", "no state"],
)
def test_a_state_that_does_not_follow_from_the_records_is_found(wrong):
    claim = Claim.objects.public().get(quote="41 миллиарда")
    wrong(ClaimState.objects.filter(claim=claim))
    assert f"claim {claim.pk} «41 миллиарда» should be disputed" in detail()


def test_a_state_of_a_figure_that_is_exempt_is_found():
    claim = make_claim(exempt_reason="example")
    ClaimState.objects.create(claim=claim, state="verified")
    assert found() == ["states"]


def test_two_open_vintages_of_one_value_are_found():
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX trade_observation_has_one_open_vintage")
    row = turnover()
    row.pk, row.vintage, row.revision_reason = None, 2, "release"
    row.save(force_insert=True)
    [told] = [fault.detail for fault in faults() if fault.rule == "vintages"]
    assert told.startswith("trade.Observation has 2 open vintages")


@pytest.mark.parametrize("row", [turnover, whole_fair, of_kazakhstan])
def test_a_value_closed_without_successor_or_withdrawal_is_found(row):
    row = row()
    type(row).objects.filter(pk=row.pk).update(valid_to=timezone.now())
    assert [f.detail for f in faults() if f.rule == "vintages"] == [
        f"{row._meta.label} is closed without a successor or a withdrawal: {row.pk}"
    ]


def test_a_successor_of_another_participant_is_no_successor():
    revise_metric(metric=whole_fair(), source=make_source(), reason="recount", value=Decimal(3500), unit="companies")
    row = of_kazakhstan()
    Metric.objects.filter(pk=row.pk).update(valid_to=timezone.now())
    assert "vintages" in found()


def test_a_mark_of_a_version_without_its_claim_is_found():
    version = ArticleVersion.objects.get(article__language="ru")
    values = {f.attname: getattr(version, f.attname) for f in version._meta.concrete_fields if not f.primary_key}
    ArticleVersion.objects.create(**values | {"number": 2})
    assert found() == ["versions"]


def test_a_claim_of_a_version_without_its_mark_is_found():
    lonely = make_claim(version=ArticleVersion.objects.get(article__language="en"), exempt_reason="example")
    assert str(lonely.uuid) in detail()


def test_a_mark_whose_value_is_not_its_claims_is_found():
    article = make_published_article(turnover())
    version = article.versions.get()
    other = version.body.replace('value="41000000000"', 'value="42000000000"')
    second = ArticleVersion.objects.create(
        article=article, number=2, headline=version.headline, body=other, public_from=version.public_from
    )
    claim = version.claims.get()
    claim.pk, claim.version = None, second
    claim.save(force_insert=True)
    assert "versions" in found()


def test_a_published_article_without_a_version_is_found():
    article = make_article()
    Article.objects.filter(pk=article.pk).update(state="published", publish_at=timezone.now())
    assert detail() == f"article {article.pk} «{article}» is published without a version"


def make_batch(**fields) -> ImportBatch:
    return ImportBatch.objects.create(file_name="trade.csv", sha256="0" * 64, format="csv", **fields)


def test_an_import_whose_counts_disagree_with_its_rows_is_found():
    make_batch(added=1)
    assert found() == ["batches"]


def test_an_import_that_was_tried_only_may_say_what_it_would_have_added():
    make_batch(added=1, dry_run=True)
    assert found() == []


def test_rows_of_an_import_that_was_tried_only_are_found():
    row = turnover()
    row.pk, row.batch = None, make_batch(dry_run=True)
    row.period_start, row.period_end = "1999-01-01", "1999-12-31"
    row.save(force_insert=True)
    rebuild()
    assert found() == ["batches"]


def test_totals_that_are_not_what_the_observations_add_up_to_are_found():
    AnnualTotal.objects.filter(pk=AnnualTotal.objects.first().pk).update(value=1)
    AnnualTotal.objects.filter(pk=AnnualTotal.objects.last().pk).update(year=1901)
    assert set(found()) == {"totals"}
    rebuild()
    assert found() == []


def test_a_table_that_is_no_longer_guarded_is_found():
    drop_triggers(connection, "events_metric")
    assert set(found()) == {"triggers"}


# -- The command ---------------------------------------------------------------------------------------------------


def test_the_command_says_that_all_is_well():
    out = StringIO()
    call_command("check_integrity", stdout=out)
    assert out.getvalue() == "No faults; checked triggers, orphans, vintages, versions, states, batches, totals.\n"


def test_the_command_fails_and_tells_each_fault():
    make_batch(added=1)
    out = StringIO()
    with pytest.raises(CommandError, match=r"^1 faults") as error:
        call_command("check_integrity", stdout=out)
    assert error.value.returncode == 1
    assert out.getvalue().startswith("batches: import ")


def test_large_tables_are_read_in_pieces(monkeypatch):
    monkeypatch.setattr(integrity, "AT_ONCE", 3)
    assert found() == []
    ClaimState.objects.filter(claim=Claim.objects.order_by("-pk").first()).update(state="revised")
    assert found() == ["states"]
