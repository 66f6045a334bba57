"""What the checks find of planted errors, with what precision: printed, and held to the marks we set ourselves."""

import pytest

from articles.binding import CheckedText, Context, Stated, propose
from articles.rules import check
from tests.articles.binding.seed import LANGUAGES as SEED_LANGUAGES
from tests.articles.binding.seed import NAMES, article, claimed, found, records, target
from tests.articles.rules.planted import KINDS, measure

ARTICLES = 50


@pytest.mark.parametrize("bind", ["confirmed", "proposed"])
def test_flags_are_right_and_errors_found(bind):
    scores = measure(ARTICLES, bind)
    for kind in KINDS:
        score = scores[kind]
        print(f"{bind:10} {kind:22} precision {score.precision:.3f} recall {score.recall:.3f} of {score.planted}")
    assert scores["clean"].wrong == 0, scores["clean"].missed
    for kind in KINDS:
        assert scores[kind].planted == ARTICLES
        assert scores[kind].precision >= 0.95, scores[kind].missed
        assert scores[kind].recall >= 0.85, scores[kind].missed
    assert sum(scores[kind].found for kind in KINDS) >= 0.85 * len(KINDS) * ARTICLES


@pytest.mark.parametrize("lang", SEED_LANGUAGES)
def test_the_source_article_gives_no_flag(lang):
    text, _marks, _claims = article(lang)
    bound = [Stated(figure, target(claim), "confirmed") for claim, figure in claimed(lang)]
    assert [f for f in check(CheckedText.of(text, lang, bound), records()) if f.is_flag] == []
    fresh = CheckedText.of(text, lang, found(lang))
    context = Context(fresh, NAMES, areas=frozenset(("CHN", "KAZ")), events=frozenset(("ciie-7",)))
    assert [f for f in check(propose(fresh, context, records()), records()) if f.is_flag] == []


def test_four_versions_of_the_source_article_agree():
    versions = [
        CheckedText.of(article(lang)[0], lang, [Stated(f, target(c), "confirmed") for c, f in claimed(lang)])
        for lang in SEED_LANGUAGES
    ]
    own = CheckedText.of(versions[0].text, "ru", versions[0].figures, others=tuple(versions[1:]))
    assert [f for f in check(own, records()) if f.rule == "R13"] == []
