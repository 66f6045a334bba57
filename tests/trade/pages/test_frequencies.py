"""What a period is to a reader, said by Python and by the database alike."""

import pytest

from tests.factories import make_observation
from trade.models import Observation
from trade.pages.frequencies import Every, condition, kinds_of
from trade.periods import Period

KINDS = {
    "2023": {"years"},
    "2023-Q1": {"quarters", "cumulative"},
    "2023-Q4": {"quarters"},
    "2023-02": {"months"},
    "2024-02": {"months"},
    "2023-12": {"months"},
    "2024-01-01/P2M": {"cumulative"},
    "2023-01-01/P9M": {"cumulative"},
    "2023-S1": {"cumulative"},
    "2023-S2": set(),
    "2023-02-01/P8M": set(),
    "2023-07-01/P12M": set(),
    "2022-01-01/P24M": set(),
    "2024-02-01/2024-02-28": set(),
    "2023-11-05/P6D": set(),
    "2023-01-31": set(),
}


@pytest.mark.parametrize(("text", "kinds"), KINDS.items())
def test_kinds_of_a_period(text, kinds):
    assert kinds_of(Period.parse(text)) == kinds


@pytest.mark.django_db
def test_the_database_says_the_same():
    for text in KINDS:
        period = Period.parse(text)
        make_observation(period_start=period.start, period_end=period.end)
    for every in Every:
        found = {row.period for row in Observation.objects.filter(condition(every))}
        expected = {text for text, kinds in KINDS.items() if every in kinds or every == Every.ALL}
        assert {period.iso for period in found} == {Period.parse(text).iso for text in expected}, every
