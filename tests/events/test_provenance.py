"""How well a status is sourced: publishers count for what they state, not for what others state of the same thing."""

import pytest

from events.details import agreements_in_full, events_in_full
from events.models import AgreementStatusCitation, EventStatus
from events.provenance import publishers_of_agreement, publishers_of_event
from tests.factories import make_agreement, make_event, make_source

pytestmark = pytest.mark.django_db


def agreement_with(*statuses: tuple[str, str]) -> int:
    agreement = make_agreement(source=make_source(publisher="Article"))
    for number, (status, on) in enumerate(statuses):
        agreement.statuses.create(status=status, on=on, source=make_source(publisher=f"Publisher {number}"))
    return publishers_of_agreement(agreements_in_full().get())


@pytest.mark.parametrize(
    ("statuses", "publishers"),
    [
        ([], 1),
        ([("unstated", "")], 1),
        ([("in_force", "2023-11-10"), ("signed", "2023-05-17"), ("unstated", "")], 1),
        ([("in_force", "2023-11-10"), ("in_force", "2023-11"), ("signed", "2023-05-17")], 2),
    ],
)
def test_a_legal_status_counts_those_who_state_it(statuses, publishers):
    assert agreement_with(*statuses) == publishers


def test_a_further_source_of_the_status_counts():
    agreement = make_agreement()
    status = agreement.statuses.create(status="signed", on="2024", source=make_source(publisher="One"))
    AgreementStatusCitation.objects.create(status=status, source=make_source(publisher="Two"), relation="supports")
    assert publishers_of_agreement(agreements_in_full().get()) == 2


def test_what_became_of_an_event_counts_those_who_state_it():
    event = make_event(source=make_source(publisher="Article"))
    for status, starts in (("held", "2024-11-05"), ("announced", "2024"), ("held", "2024-11")):
        EventStatus.objects.create(event=event, status=status, starts=starts, source=make_source(publisher=starts))
    assert publishers_of_event(events_in_full().get()) == 2
