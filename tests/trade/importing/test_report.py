"""What a batch keeps of its import, as editors read it."""

from decimal import Decimal

import pytest

from trade.importing.report import Revised, report_of
from trade.models import ImportBatch


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("old", "new", "times", "has_grown", "is_gone", "is_doubtful"),
    [
        ("1550000000000", "1550000000", "1000", False, False, True),
        ("1550", "1550000", "1000", True, False, True),
        ("100", "1000", "10", True, False, True),
        ("100", "999", "9.99", True, False, False),
        ("-100", "-250", "2.5", True, False, False),
        ("3", "1", "3", False, False, False),
        ("123456", "1", "123000", False, False, True),
        ("100", "100.01", "1", True, False, False),
        ("100", "-100", None, False, False, True),
        ("100", "0", None, False, False, True),
        ("0", "0", None, False, False, False),
        ("0", None, None, False, True, True),
        (None, "5", None, False, False, False),
        (None, None, None, False, False, False),
    ],
)
def test_a_revision_says_how_large_it_is_and_whether_it_may_be_a_mistake(
    old, new, times, has_grown, is_gone, is_doubtful
):
    revised = Revised(2, "KAZ", "2023", number(old), number(new))

    assert (revised.times, revised.has_grown) == (number(times), has_grown)
    assert (revised.is_gone, revised.is_doubtful) == (is_gone, is_doubtful)
    assert revised.times is None or "E" not in str(revised.times)


def test_what_the_scope_says_stands_once_and_an_old_report_is_read():
    kept = {"facts": {"unit": "USD", "scale": "1000", "flow": "X"}, "scope": {"unit": ["USD"], "flow": []}}

    assert [value for _name, value in report_of(ImportBatch(report=kept)).facts] == ["1000", "X"]
    assert report_of(ImportBatch(report={})).revisions == []
