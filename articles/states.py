"""The state of a claim, as readers see it: one pure function of what the text says and what the records say.

Four states, the first that applies: *revised*, *disputed*, *verified*, *unverified* (see ``/method/``). Nothing here
touches the database; :mod:`articles.evidence` gathers a :class:`Case` for each claim.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from trade.quantities import Quantity

NOT_STATED = "_X"


class State(models.TextChoices):
    REVISED = "revised", _("revised")
    DISPUTED = "disputed", _("disputed")
    VERIFIED = "verified", _("verified")
    UNVERIFIED = "unverified", _("unverified")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source's word on the thing that a claim states.

    ``reporter`` is the code of the area whose statistics it is, ``_X`` if not stated, or empty where reporters make no
    sense; ``elsewhere`` marks a record of the same thing by another reporter than that of the bound record; ``own`` the
    value of a record rather than a further citation; ``facts`` is what a reason shows of it.
    """

    quantity: Quantity | None
    relation: str
    independent: bool
    reporter: str = ""
    elsewhere: bool = False
    own: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """What a claim says (``text``) and everything that bears on it.

    ``bound`` is the record's value when the claim was bound, ``current`` its value now (None after a withdrawal);
    both are None for a claim that is attributed to a source alone. ``reporter`` is the reporter that the text names.
    """

    text: Quantity
    bound: Quantity | None = None
    current: Quantity | None = None
    has_record: bool = True
    reporter: str = ""
    explained: bool = False
    unit_inferred: bool = False
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[dict[str, Any], ...] = ()
    current_facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state with the reasons for it: ``{"code": …, **facts}``, worded by :mod:`articles.reasons`."""

    state: State
    reasons: tuple[dict[str, Any], ...] = ()


def state_of(case: Case) -> Verdict:
    """The first state that applies, with its reasons and with the notes that hold whatever the state."""
    for state, decide in (
        (State.REVISED, why_revised),
        (State.DISPUTED, why_disputed),
        (State.VERIFIED, why_verified),
    ):
        reasons = tuple(decide(case))
        if reasons:
            return Verdict(state, (*reasons, *_notes(case, reasons)))
    return Verdict(State.UNVERIFIED, (*why_unverified(case), *_notes(case, ())))


def why_revised(case: Case) -> Iterator[dict[str, Any]]:
    """The record's value held in the text when it was bound, and its current value does not."""
    if not case.has_record or case.bound is None or not case.bound.holds(case.text):
        return
    if case.current is None:
        yield {"code": "record_withdrawn", **case.current_facts}
    elif not case.current.holds(case.text):
        yield {"code": "record_revised", **case.current_facts}


def why_disputed(case: Case) -> Iterator[dict[str, Any]]:
    for evidence in case.evidence:
        if not contradicts(evidence, case.text):
            continue
        if evidence.elsewhere and not is_note(evidence, case):
            yield {"code": "other_reporter_differs", **evidence.facts}
        elif not evidence.elsewhere and evidence.relation == "differs":
            yield {"code": "source_differs", **evidence.facts}
    if case.explained:
        yield {"code": "explained_by_editor"}


def why_verified(case: Case) -> Iterator[dict[str, Any]]:
    for evidence in case.evidence:
        if confirms(evidence, case.text):
            yield {"code": "source_confirms", **evidence.facts}


def why_unverified(case: Case) -> Iterator[dict[str, Any]]:
    supporting = [e for e in case.evidence if e.relation == "supports" and e.independent and e.quantity]
    near = [e for e in supporting if e.quantity.interval.overlaps(case.text.interval)]
    if not case.has_record:
        yield {"code": "attributed_only"}
    elif all(evidence.elsewhere for evidence in supporting):
        yield {"code": "only_this_article"}
    elif not near:
        yield {"code": "none_confirms"}
    for evidence in near:
        code = "source_is_coarser" if is_coarser(evidence.quantity, case.text) else "source_overlaps"
        yield {"code": code, **evidence.facts}


def is_coarser(quantity: Quantity, text: Quantity) -> bool:
    """Stated with fewer digits than the text states."""
    own, allowed = quantity.interval.width, text.interval.width
    return allowed is not None and (own is None or own > allowed)


def contradicts(evidence: Evidence, text: Quantity) -> bool:
    """Its interval and the text's have nothing in common; only a record's value or a *differs* citation counts."""
    stands = evidence.own or evidence.relation == "differs"
    return bool(stands and evidence.quantity and evidence.quantity.contradicts(text))


def is_note(evidence: Evidence, case: Case) -> bool:
    """A text that names its reporter is not contradicted by another reporter's number."""
    return bool(case.reporter) and evidence.reporter != case.reporter


def confirms(evidence: Evidence, text: Quantity) -> bool:
    return bool(
        evidence.relation == "supports"
        and evidence.independent
        and evidence.quantity
        and evidence.quantity.confirms(text)
    )


def _notes(case: Case, reasons: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if case.unit_inferred:
        yield {"code": "unit_inferred"}
    told = [{k: v for k, v in reason.items() if k != "code"} for reason in reasons]
    for evidence in case.evidence:
        if evidence.facts in told:
            continue
        if evidence.relation == "context":
            yield {"code": "context", **evidence.facts}
        elif evidence.elsewhere and contradicts(evidence, case.text):
            yield {"code": "mirror_note" if is_note(evidence, case) else "other_reporter_differs", **evidence.facts}
    yield from case.notes
