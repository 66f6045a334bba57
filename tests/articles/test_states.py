"""The state of a claim as a table of cases: what the text says, what the records say, what readers are told."""

from decimal import Decimal

import pytest

from articles.states import Case, Evidence, State, state_of
from trade.quantities import Qualifier, Quantity

BN = Decimal(10) ** 9


def q(value, resolution="1", qualifier="eq", upper=None) -> Quantity:
    """A quantity in billions."""
    upper = None if upper is None else Decimal(upper) * BN
    return Quantity(Decimal(value) * BN, Decimal(resolution) * BN, Qualifier(qualifier), upper)


def own(quantity, independent=False):
    """The first source of the bound record: by default the article itself."""
    return Evidence(quantity, "supports", independent, reporter="_X", own=True, facts={"source": 1})


def cited(quantity, relation="supports", independent=True, **more):
    return Evidence(quantity, relation, independent, reporter="_X", facts={"source": 2}, **more)


def elsewhere(quantity, reporter="KAZ", independent=True, relation="supports", own=True):
    return Evidence(quantity, relation, independent, reporter, elsewhere=True, own=own, facts={"source": 3})


TEXT = q(41)
MORE_THAN_50 = q(50, qualifier="gt")
FINE = q("80.01", "0.01")

CASES = {
    # name: (case, state, the first reason)
    "only this article": (Case(TEXT, TEXT, TEXT, evidence=(own(TEXT),)), "unverified", "only_this_article"),
    "attributed to a source alone": (Case(TEXT, has_record=False), "unverified", "attributed_only"),
    "an independent citation of the same number": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(TEXT))),
        "verified",
        "source_confirms",
    ),
    "a finer citation inside the text's interval": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(q("41.2", "0.1")))),
        "verified",
        "source_confirms",
    ),
    "a coarser citation overlaps only": (
        Case(FINE, FINE, FINE, evidence=(own(FINE), cited(q(80)))),
        "unverified",
        "source_is_coarser",
    ),
    "a citation of the text's own publisher": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(TEXT, independent=False))),
        "unverified",
        "only_this_article",
    ),
    "context neither confirms": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(TEXT, "context"))),
        "unverified",
        "only_this_article",
    ),
    "nor does context contradict": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(q(30), "context"))),
        "unverified",
        "only_this_article",
    ),
    "the record's own first source is independent": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT, independent=True),)),
        "verified",
        "source_confirms",
    ),
    "another reporter says the same": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), elsewhere(TEXT, "CHN"))),
        "verified",
        "source_confirms",
    ),
    "another reporter says otherwise": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), elsewhere(q("31.5", "0.1")))),
        "disputed",
        "other_reporter_differs",
    ),
    "a dispute outweighs a confirmation": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), elsewhere(TEXT, "CHN"), elsewhere(q("31.5", "0.1")))),
        "disputed",
        "other_reporter_differs",
    ),
    "every independent source is far off": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(q(38)))),
        "unverified",
        "none_confirms",
    ),
    "another reporter's rounding overlaps": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), elsewhere(q("41.5", "0.1")))),
        "unverified",
        "only_this_article",
    ),
    "a text that names its reporter turns the mirror into a note": (
        Case(TEXT, TEXT, TEXT, reporter="CHN", evidence=(own(TEXT), elsewhere(q("31.5", "0.1")))),
        "unverified",
        "only_this_article",
    ),
    "and is verified by its own side": (
        Case(
            TEXT, TEXT, TEXT, reporter="CHN", evidence=(own(TEXT, independent=True), elsewhere(q("31.5", "0.1"), "KAZ"))
        ),
        "verified",
        "source_confirms",
    ),
    "but not from the very reporter that it names": (
        Case(TEXT, TEXT, TEXT, reporter="KAZ", evidence=(own(TEXT), elsewhere(q("31.5", "0.1"), "KAZ"))),
        "disputed",
        "other_reporter_differs",
    ),
    "a source that differs": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(q(38), "differs"))),
        "disputed",
        "source_differs",
    ),
    "a source marked as differing whose value overlaps": (
        Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(q("41.3", "0.1"), "differs"))),
        "unverified",
        "only_this_article",
    ),
    "an editor explained an open contradiction": (
        Case(TEXT, TEXT, TEXT, explained=True, evidence=(own(TEXT), cited(TEXT))),
        "disputed",
        "explained_by_editor",
    ),
    "a revision inside the text's interval": (
        Case(TEXT, TEXT, q("41.02", "0.01"), evidence=(own(q("41.02", "0.01")),)),
        "unverified",
        "only_this_article",
    ),
    "a revision out of the text's interval": (
        Case(TEXT, TEXT, q(42), evidence=(own(q(42)), cited(TEXT))),
        "revised",
        "record_revised",
    ),
    "a revision outweighs a dispute": (
        Case(TEXT, TEXT, q(42), evidence=(own(q(42)), elsewhere(q("31.5", "0.1")))),
        "revised",
        "record_revised",
    ),
    "a revision to the interval's open end": (
        Case(TEXT, TEXT, q("41.5", "0.1"), evidence=(own(q("41.5", "0.1")),)),
        "revised",
        "record_revised",
    ),
    "the record was withdrawn": (Case(TEXT, TEXT, None), "revised", "record_withdrawn"),
    "a record that never held was not revised": (
        Case(TEXT, q(38), q(37), evidence=(own(q(37)),)),
        "unverified",
        "only_this_article",
    ),
    "a bound is held by the same bound": (
        Case(MORE_THAN_50, MORE_THAN_50, MORE_THAN_50, evidence=(own(MORE_THAN_50),)),
        "unverified",
        "only_this_article",
    ),
    "a bound is confirmed by a count above it": (
        Case(MORE_THAN_50, MORE_THAN_50, MORE_THAN_50, evidence=(own(MORE_THAN_50), cited(q(53)))),
        "verified",
        "source_confirms",
    ),
    "a bound is contradicted by a count below it": (
        Case(MORE_THAN_50, MORE_THAN_50, MORE_THAN_50, evidence=(own(MORE_THAN_50), cited(q(40), "differs"))),
        "disputed",
        "source_differs",
    ),
    "a bound is revised when the record falls to it": (
        Case(MORE_THAN_50, MORE_THAN_50, q(49), evidence=(own(q(49)),)),
        "revised",
        "record_revised",
    ),
}


@pytest.mark.parametrize(("case", "state", "reason"), CASES.values(), ids=CASES)
def test_the_first_state_that_applies_is_told_with_its_reason(case, state, reason):
    verdict = state_of(case)
    assert verdict.state == State(state)
    assert verdict.reasons[0]["code"] == reason


@pytest.mark.parametrize(("value", "code"), [(q(40, "10"), "source_is_coarser"), (q("41.5", "0.1"), "source_overlaps")])
def test_a_source_that_almost_confirms_is_told_for_what_it_is(value, code):
    reasons = state_of(Case(TEXT, TEXT, TEXT, evidence=(own(TEXT), cited(value)))).reasons
    assert [reason["code"] for reason in reasons] == [code]


def test_an_inferred_unit_is_noted_whatever_the_state():
    case = Case(TEXT, TEXT, TEXT, unit_inferred=True, evidence=(own(TEXT), cited(TEXT)))
    assert [reason["code"] for reason in state_of(case).reasons] == ["source_confirms", "unit_inferred"]


def test_context_and_lifted_mirrors_are_notes():
    evidence = (own(TEXT), cited(q(30), "context"), elsewhere(q("31.5", "0.1"), "KAZ"))
    codes = [r["code"] for r in state_of(Case(TEXT, TEXT, TEXT, reporter="CHN", evidence=evidence)).reasons]
    assert codes == ["only_this_article", "context", "mirror_note"]


def test_every_state_but_the_last_needs_a_reason_of_its_own():
    """No claim is verified without a source that a reader can open."""
    assert state_of(Case(TEXT, TEXT, TEXT)).state is State.UNVERIFIED
