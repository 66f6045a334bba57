"""The source article in four languages: the right record comes first, and the traps bind nothing."""

import pytest

from articles.binding import CheckedText, Context, candidates, is_unambiguous
from tests.articles.binding.seed import LANGUAGES, NAMES, article, claimed, found, records, target


def context_of(text: str, lang: str, figures) -> Context:
    checked = CheckedText.of(text, lang, figures)
    return Context(checked, NAMES, areas=frozenset(("CHN", "KAZ")), events=frozenset(("ciie-7",)))


def best(context: Context, number: int):
    ranked = candidates(context.article.figures[number], context, records())
    return ranked[0].record.key if ranked else None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_claim_has_its_record_first(lang):
    claims = claimed(lang)
    context = context_of(article(lang)[0], lang, [figure for _claim, figure in claims])
    assert len(claims) == 8
    assert [best(context, number) for number in range(8)] == [target(claim) for claim, _figure in claims]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_found_figures_bind_to_their_record_and_traps_to_none(lang):
    wanted = {(figure.start, figure.end): target(claim) for claim, figure in claimed(lang)}
    figures = found(lang)
    context = context_of(article(lang)[0], lang, figures)
    bound = {}
    for number, figure in enumerate(figures):
        key = next((k for (start, end), k in wanted.items() if figure.start < end and start < figure.end), None)
        bound[figure.surface, figure.start] = (best(context, number), key)
    assert {place: pair for place, pair in bound.items() if pair[0] != pair[1]} == {}
    assert {key for _best, key in bound.values()} >= set(wanted.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_some_claims_need_no_look(lang):
    context = context_of(article(lang)[0], lang, [figure for _claim, figure in claimed(lang)])
    settled = [is_unambiguous(candidates(stated, context, records())) for stated in context.article.figures]
    assert settled[0]
    assert sum(settled) >= 5
