"""Notes for editors: each rule with what it finds and what it leaves alone."""

from decimal import Decimal

import pytest

from trade.periods import Period
from trade.quality import Code, Edition, Note, Point, Rival, notes_of
from trade.quantities import Quantity


def q(text: str, qualifier: str = "eq") -> Quantity:
    value = Decimal(text)
    return Quantity(value, Decimal(1).scaleb(value.as_tuple().exponent), qualifier)


def run(**values: str | None) -> list[Point]:
    """Points by period, spelled ``y2023``, ``m2023_05``, ``q2023_1`` or ``c2023_9`` (January to September)."""
    return [
        Point(period(name), None if text is None else q(text), "A" if text else "O") for name, text in values.items()
    ]


def period(name: str) -> Period:
    kind, year, _dash, rest = name[0], int(name[1:5]), name[5:6], name[6:]
    match kind:
        case "m":
            return Period.month(year, int(rest))
        case "q":
            return Period.quarter(year, int(rest))
        case "c":
            return Period.months(year, 1, int(rest))
    return Period.year(year)


def found(points: list[Point], **more) -> list[tuple[str, str]]:
    return [(note.code.value, note.period.iso) for note in notes_of(points, **more)]


STEADY = {f"y{year}": "100" for year in range(2018, 2024)}

TABLE = [
    ("a steady series has no notes", run(**STEADY), []),
    ("nothing at all has no notes", [], []),
    # -- outliers
    ("a thousand times its neighbours", run(y2020="41", y2021="42000", y2022="43"), [("outlier", "2021")]),
    ("a thousandth of its neighbours", run(y2020="41000", y2021="42", y2022="43000"), [("outlier", "2021")]),
    ("the last value, against two alike", run(y2020="41", y2021="42", y2022="43000"), [("outlier", "2022")]),
    ("the first value, against two alike", run(y2020="41000", y2021="42", y2022="43"), [("outlier", "2020")]),
    ("a hundred times is growth or trouble, no slip of three places", run(y2020="41", y2021="4100", y2022="43"), []),
    ("neighbours that are not alike say nothing", run(y2020="1", y2021="30000", y2022="900"), []),
    ("rounding could explain it: about 300 times of «1»", run(y2020="1", y2021="400", y2022="1"), []),
    ("a month is no neighbour of a year", run(m2022_12="41", y2022="41000", y2023="42000", y2024="43000"), []),
    # -- negative
    ("less than nothing", run(y2023="-5"), [("negative", "2023")]),
    ("nought is a value", run(y2023="0"), []),
    # -- gaps
    ("a year between others", run(y2019="5", y2020="5", y2022="5"), [("gap", "2021")]),
    ("three months are one note", run(m2023_01="5", m2023_05="5"), [("gap", "2023-02-01/P3M")]),
    ("a value that is marked missing is no gap", run(y2020="5", y2021=None, y2022="5"), []),
    ("years and months have runs of their own", run(y2022="60", m2023_01="5", m2023_02="5"), []),
    # -- parts
    ("months that add up", run(m2023_01="5", m2023_02="6", m2023_03="7", c2023_3="18"), []),
    ("months that do not", run(m2023_01="5", m2023_02="6", m2023_03="7", c2023_3="25"), [("parts", "2023-Q1")]),
    ("months whose rounding may explain it", run(m2023_01="5", m2023_02="6", m2023_03="7", c2023_3="19"), []),
    ("one month is missing: nothing follows", run(m2023_01="5", m2023_03="7", c2023_3="99"), [("gap", "2023-02")]),
    (
        "quarters that do not make the year",
        run(q2023_1="5", q2023_2="5", q2023_3="5", q2023_4="5", y2023="30"),
        [("parts", "2023")],
    ),
    # -- since January
    ("what grows since January fell", run(c2023_6="60", c2023_9="40"), [("falling", "2023-01-01/P9M")]),
    ("the year is less than its nine months", run(c2023_9="60", y2023="50"), [("falling", "2023")]),
    ("the next year begins anew", run(c2023_9="60", c2024_2="9"), []),
    # -- shifts
    (
        "a level that changes and stays",
        run(y2018="10", y2019="11", y2020="12", y2021="50", y2022="52"),
        [("shift", "2021")],
    ),
    ("growth by a half is no shift", run(y2018="10", y2019="11", y2020="12", y2021="18", y2022="19"), []),
    ("one high year is no shift", run(y2018="10", y2019="11", y2020="12", y2021="50", y2022="12"), []),
]


@pytest.mark.parametrize(("points", "notes"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_notes(points, notes):
    assert found(points) == notes


@pytest.mark.parametrize(
    ("mine", "theirs", "notes"),
    [
        ("41", "19", [("mirror", "2023")]),
        ("19", "41", [("mirror", "2023")]),
        ("41", "31.5", []),
        ("41", "20.6", []),  # 40.5 is less than twice 20.65
        ("0", "41", []),
    ],
)
def test_a_mirror_is_noted_from_twice_on(mine, theirs, notes):
    rivals = {Period.year(2023): [Rival("KAZ", q(theirs))]}
    assert found(run(y2023=mine), rivals=rivals) == notes


@pytest.mark.parametrize(("qualifier", "notes"), [("gt", [("mirror", "2023")]), ("lt", [])])
def test_a_bound_is_compared_as_far_as_it_goes(qualifier, notes):
    """«More than 50» is certainly more than twice 1, «less than 50» may be anything below."""
    points = [Point(Period.year(2023), q("50", qualifier))]
    assert found(points, rivals={Period.year(2023): [Rival("KAZ", q("1"))]}) == notes


@pytest.mark.parametrize(("status", "notes"), [("B", 1), ("D", 1), ("P", 0)])
def test_a_break_that_the_source_marks_is_noted(status, notes):
    assert len(notes_of([Point(Period.year(2023), q("5"), status)])) == notes


def test_another_edition_is_noted_where_one_ends_and_the_other_begins():
    points = run(y2020="5", y2021="5")
    later = Edition("H6-27", Period.year(2022), Period.year(2024))
    earlier = Edition("H4-27", Period.year(2015), Period.year(2019))
    beside = Edition("H3-27", Period.year(2020), Period.year(2021))
    assert found(points, editions=[later, earlier, beside]) == [("edition", "2021"), ("edition", "2020")]
    facts = [(note.facts["key"], note.facts["is_later"]) for note in notes_of(points, editions=[later, earlier])]
    assert facts == [("H6-27", True), ("H4-27", False)]


def test_a_note_says_what_it_rests_on():
    (note,) = notes_of(run(y2020="41", y2021="42000", y2022="43"))
    assert note == Note(Code.OUTLIER, Period.year(2021), {"value": Decimal(42000), "neighbour": Decimal(41)})
