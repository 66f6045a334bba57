"""What an editor does with found figures, what is stored of findings, and what keeps a text from being published."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from articles.change_reasons import words_of
from articles.checking import check_article
from articles.figures import find_figures
from articles.models import Article, Claim, Finding
from articles.services import (
    advance_article,
    blockers_of,
    explain_claim,
    publish_article,
    save_article,
    settle_figures,
    store_findings,
)
from articles.services.settling import width_of_mark
from tests.desk import member
from tests.factories import BILLION, make_article, make_story
from trade.models import Area, Observation

RIGHT = "Товарооборот Китая и Казахстана в 2023 году составил 31,5 млрд долларов по данным Казахстана."
WRONG = "Товарооборот Китая и Казахстана в 2023 году составил 31,5 млн долларов по данным Казахстана."


@pytest.fixture
def story(seeded):
    story = make_story("pair")
    story.areas.set(Area.objects.filter(pk__in=("CHN", "KAZ")))
    return story


def article_saying(story, *sentences: str, **fields) -> Article:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return make_article(story=story, body=body, **{"state": "checking"} | fields)


def settle(article: Article, **choices: str) -> None:
    """By the words of the figure: ``settle(article, **{"31,5 млрд долларов": "bind"})`` takes the first proposal."""
    checked = check_article(article)
    chosen = {}
    for row in checked.rows:
        choice = choices.get(row.figure.surface, "")
        chosen[row.number] = f"bind:{row.candidates[0].record.key}" if choice == "bind" else choice
    settle_figures(article=article, checked=checked, choices=chosen)


def test_a_found_figure_is_marked_and_bound_in_one_step(story):
    article = article_saying(story, RIGHT)
    settle(article, **{"31,5 млрд долларов": "bind"})
    claim = article.claims.get()
    assert (claim.quote, claim.value, claim.resolution) == ("31,5 млрд", Decimal("31.5") * BILLION, BILLION / 10)
    assert (claim.kind, claim.unit, claim.unit_inferred) == ("money", "USD", False)
    assert (claim.period.iso, claim.observation.series.reporter_id) == ("2023", "KAZ")
    # The text names whose data these are, so that another reporter's value is a note and no dispute.
    assert (claim.reporter_id, claim.verdict.state) == ("KAZ", "verified")
    assert f'data-claim="{claim.uuid}">31,5 млрд</data> долларов' in article.body
    assert (check_article(article).bound, check_article(article).found) == (1, 1)


def test_a_currency_that_the_text_leaves_out_is_inferred_from_the_record(story):
    article = article_saying(story, "По данным Казахстана, товарооборот с Китаем в 2023 году достиг суммы в 31,5 млрд.")
    [row] = [row for row in check_article(article).rows if row.candidates]
    settle(article, **{row.figure.surface: "bind"})
    claim = article.claims.get()
    if claim.kind == Claim.Kind.MONEY:
        assert (claim.unit, claim.unit_inferred) == ("USD", True)


@pytest.mark.parametrize(("choice", "reason"), [("exempt:not_a_fact", "not_a_fact"), ("exempt:example", "example")])
def test_a_figure_that_is_no_claim_is_exempt_for_a_reason(story, choice, reason):
    article = article_saying(story, "Допустим, компания продала 12 вагонов.")
    settle(article, **{"12": choice})
    assert article.claims.get().exempt_reason == reason
    assert blockers_of(article) == []


@pytest.mark.parametrize("choice", ["bind:observation:0:2023-01-01:2023-12-31", "exempt:nonsense", "explode", "bind:"])
def test_a_choice_that_is_not_offered_is_refused_and_nothing_changes(story, choice):
    article = article_saying(story, RIGHT)
    with pytest.raises(ValidationError):
        settle(article, **{"31,5 млрд долларов": choice})
    stored = Article.objects.get(pk=article.pk)
    assert ("<data" in stored.body, stored.claims.count()) == (False, 0)


@pytest.mark.parametrize(
    ("lang", "surface", "marked"),
    [
        ("ru", "41 миллиарда долларов США", "41 миллиарда"),
        ("ru", "80,01 млрд долларов", "80,01 млрд"),
        ("ru", "13%", "13%"),
        ("ru", "12 500 тонн", "12 500"),
        ("en", "41 billion US dollars", "41 billion"),
        ("en", "$41 billion", "$41 billion"),
        ("zh", "410亿美元", "410亿"),
        ("zh", "50多家", "50"),
    ],
)
def test_a_mark_covers_number_and_scale_and_no_unit(lang, surface, marked):
    figure = next(f for f in find_figures(surface + (" " if lang != "zh" else ""), lang) if f.start == 0)
    assert figure.surface[: width_of_mark(figure, lang)] == marked


# -- findings ----------------------------------------------------------------------------------------------------


def wrong_article(story) -> Article:
    article = article_saying(story, WRONG)
    settle(article, **{"31,5 млн долларов": "bind"})
    store_findings(article=article)
    return article


def test_a_finding_is_stored_once_and_goes_when_the_text_is_mended(story):
    article = wrong_article(story)
    [error] = article.findings.filter(severity="error", rule="R1b")
    assert "31,5" in error.sides["ru"]["text"]
    store_findings(article=article)
    assert article.findings.get(rule="R1b").pk == error.pk
    claim = article.claims.get()
    claim.value = claim.value * 1000
    claim.resolution = claim.resolution * 1000
    claim.save()
    article.body = article.body.replace("31,5 млн", "31,5 млрд")
    save_article(article=article, seen=article.revision)
    assert not article.findings.filter(severity="error").exists()


def test_what_an_editor_settled_stays_settled_while_it_says_the_same(story):
    article = wrong_article(story)
    finding = article.findings.get(rule="R1b")
    Finding.objects.filter(pk=finding.pk).update(resolution_reason="Quoted as printed.", resolved_at=article.created_at)
    article.body = "<p>Новый абзац.</p>" + Article.objects.get(pk=article.pk).body
    article.revision = Article.objects.get(pk=article.pk).revision
    save_article(article=article, seen=article.revision)
    assert article.findings.get(rule="R1b").resolution_reason == "Quoted as printed."


# -- the gate ----------------------------------------------------------------------------------------------------


def test_a_figure_that_nobody_marked_blocks_approval_and_publication(story):
    article = article_saying(story, RIGHT)
    assert "31,5 млрд долларов" in blockers_of(article)[0]
    with pytest.raises(ValidationError, match="31,5"):
        advance_article(article=article, to="approved")
    Article.objects.filter(pk=article.pk).update(state="approved")
    with pytest.raises(ValidationError, match="31,5"):
        publish_article(article=article)


def test_an_open_error_blocks_until_it_is_settled(story):
    article = wrong_article(story)
    assert blockers_of(article) != []
    explain_claim(claim=article.claims.get(), explanation="The source prints millions.")
    assert blockers_of(article) == []


def test_publication_against_the_checks_needs_a_permission_and_a_reason(story):
    article = wrong_article(story)
    with pytest.raises(PermissionDenied):
        publish_article(article=article, user=member("editor"), override_reason="In a hurry.")
    chief = member("administrator")
    with pytest.raises(ValidationError, match="override_reason"):
        publish_article(article=article, user=chief, override_reason="  ")
    version = publish_article(article=article, user=chief, override_reason="The minister's own words.")
    assert version.override_reason == "The minister's own words."
    assert article.history.latest().history_change_reason == "overridden 1 The minister's own words."
    with override("en"):
        told = words_of(article.history.latest().history_change_reason)
    assert told == "Version 1 was published against the checks: The minister’s own words.".replace("’", "'")


def test_a_version_stores_how_many_of_its_figures_are_bound(story):
    article = article_saying(story, RIGHT, "Всего заключено 12 соглашений.", state="approved")
    settle(article, **{"31,5 млрд долларов": "bind", "12": "exempt:example"})
    version = publish_article(article=article)
    assert (version.figures_bound, version.figures_found) == (2, 2)


def test_a_draft_cannot_be_published_even_against_the_checks(story):
    article = article_saying(story, RIGHT, state="draft")
    with pytest.raises(ValidationError):
        publish_article(article=article, user=member("administrator"), override_reason="In a hurry.")


def test_a_mark_made_by_hand_says_what_the_finder_reads(story):
    article = article_saying(story, RIGHT, state="draft")
    article.body = article.body.replace("31,5 млрд", '<data value="31500000000">31,5 млрд</data>')
    save_article(article=article, seen=article.revision)
    claim = article.claims.get()
    assert (claim.kind, claim.unit, claim.period.iso) == ("money", "USD", "2023")
    assert Observation.objects.exists()
