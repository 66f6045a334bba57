"""What is written as SDMX, without a database: every part in its place, in the order of the standard."""

import csv
import io
from datetime import date

import pytest
from lxml import etree

from trade.sdmx.data import GENERIC, SeriesOf, write_csv, write_generic, write_specific
from trade.sdmx.keys import LONGEST_KEY, MOST_CODES, parse_flow, parse_key
from trade.sdmx.structure import COMMON, LANG, STRUCTURE, Code, Codelist, Component, Dataflow, write_structures

DAY = date(2026, 11, 28)
FLOW = Dataflow(
    "AGENCY",
    "FLOW",
    "1.0",
    {"en": "Flow", "zh-Hans": "流"},
    dimensions=(Component("FREQ", {"en": "Frequency"}, "CL_FREQ"), Component("AREA", {"en": "Area"}, "CL_AREA")),
    time=Component("TIME_PERIOD", {"en": "Period"}, text_type="ObservationalTimePeriod"),
    measure=Component("OBS_VALUE", {"en": "Value"}, text_type="Decimal"),
    attributes=(
        Component("OBS_STATUS", {"en": "Status"}, "CL_STATUS", is_mandatory=True),
        Component("NOTE", {"en": "N"}),
    ),
    codelists=(
        Codelist("CL_FREQ", {"en": "Frequency"}, (Code("A", {"en": "yearly", "ru": "годовая"}),)),
        Codelist("CL_AREA", {"en": "Area"}, (Code("WLD", {"en": "world"}), Code("KAZ", {"en": "Kazakhstan"}, "WLD"))),
    ),
)
SERIES = [
    SeriesOf(("A", "KAZ"), [("2023", "31.5", "A", "<&\"'"), ("2024", None, "O", None)]),
    SeriesOf(("A", "WLD"), [("2023", "0", "A", None)]),
]
ROOT = {"gen": GENERIC, "str": STRUCTURE, "com": COMMON}


def parsed(pieces):
    return etree.fromstring(b"".join(pieces))


def test_generic_data_tell_dimensions_from_attributes():
    root = parsed(write_generic(FLOW, SERIES, DAY))
    series = root.findall(".//gen:Series", ROOT)

    assert [[v.get("value") for v in s.findall("gen:SeriesKey/gen:Value", ROOT)] for s in series] == [
        ["A", "KAZ"],
        ["A", "WLD"],
    ]
    first, second = series[0].findall("gen:Obs", ROOT)
    assert [etree.QName(part).localname for part in first] == ["ObsDimension", "ObsValue", "Attributes"]
    assert first.find("gen:ObsValue", ROOT).get("value") == "31.5"
    assert {v.get("id"): v.get("value") for v in first.findall(".//gen:Attributes/gen:Value", ROOT)} == {
        "OBS_STATUS": "A",
        "NOTE": "<&\"'",
    }
    assert second.find("gen:ObsValue", ROOT) is None, "what is missing is not nought"


def test_specific_data_name_each_value_by_its_concept():
    root = parsed(write_specific(FLOW, SERIES, DAY))
    rows = [dict(series.attrib) | dict(obs.attrib) for series in root.iter("Series") for obs in series]

    assert rows == [
        {"FREQ": "A", "AREA": "KAZ", "TIME_PERIOD": "2023", "OBS_VALUE": "31.5", "OBS_STATUS": "A", "NOTE": "<&\"'"},
        {"FREQ": "A", "AREA": "KAZ", "TIME_PERIOD": "2024", "OBS_STATUS": "O"},
        {"FREQ": "A", "AREA": "WLD", "TIME_PERIOD": "2023", "OBS_VALUE": "0", "OBS_STATUS": "A"},
    ]


@pytest.mark.parametrize(
    ("version", "lead", "first"),
    [
        ("1.0.0", ["DATAFLOW"], ["AGENCY:FLOW(1.0)"]),
        ("2.0.0", ["STRUCTURE", "STRUCTURE_ID", "ACTION"], ["dataflow", "AGENCY:FLOW(1.0)", "R"]),
    ],
)
def test_csv_has_a_column_for_each_concept(version, lead, first):
    text = b"".join(write_csv(FLOW, SERIES, version)).decode()
    header, *rows = csv.reader(io.StringIO(text))

    assert header == [*lead, "FREQ", "AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "NOTE"]
    assert rows[0] == [*first, "A", "KAZ", "2023", "31.5", "A", "<&\"'"]
    assert rows[1][-3:] == ["", "O", ""]


@pytest.mark.parametrize("write", [write_generic, write_specific, write_csv])
def test_data_are_handed_on_while_they_are_read(write):
    read = []

    def endless():
        for number in range(100_000):
            read.append(number)
            yield SeriesOf(("A", f"A{number}"), [("2023", "1", "A", None)])

    arguments = () if write is write_csv else (DAY,)
    pieces = write(FLOW, endless(), *arguments)
    for _count in range(3):
        assert len(next(pieces)) < 200_000
    assert 0 < len(read) < 5_000


def test_no_series_are_a_message_all_the_same():
    assert parsed(write_generic(FLOW, [], DAY)).findall(".//gen:Series", ROOT) == []


def test_every_concept_and_code_has_its_names():
    resources = ("dataflow", "datastructure", "codelist", "conceptscheme")
    root = etree.fromstring(write_structures(FLOW, resources, DAY))
    concepts = root.findall(".//str:Concept", ROOT)

    assert [concept.get("id") for concept in concepts] == [c.id for c in FLOW.concepts]
    assert all(concept.findtext("com:Name", namespaces=ROOT) for concept in concepts)
    code = root.find(".//str:Code[@id='A']", ROOT)
    assert {name.get(LANG): name.text for name in code.findall("com:Name", ROOT)} == {"en": "yearly", "ru": "годовая"}
    assert root.find(".//str:Code[@id='KAZ']/str:Parent/Ref", ROOT).get("id") == "WLD"


def test_structures_stand_in_the_order_of_the_schema():
    resources = ("conceptscheme", "codelist", "datastructure", "dataflow")
    root = etree.fromstring(write_structures(FLOW, resources, DAY))

    assert [etree.QName(each).localname for each in root[1]] == ["Dataflows", "Codelists", "Concepts", "DataStructures"]


def test_one_codelist_can_be_asked_for():
    root = etree.fromstring(write_structures(FLOW, ("codelist",), DAY, {"CL_AREA"}))

    assert [each.get("id") for each in root.findall(".//str:Codelist", ROOT)] == ["CL_AREA"]


# -- addresses ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("all", {}),
        ("", {}),
        ("..", {}),
        ("A..", {"FREQ": {"A"}}),
        (".KAZ+_X.H6-27", {"AREA": {"KAZ", "_X"}, "COMMODITY": {"H6-27"}}),
        ("A.*.", {"FREQ": {"A"}}),
    ],
)
def test_a_key_has_a_code_several_or_none_for_each_dimension(text, found):
    assert parse_key(text, ("FREQ", "AREA", "COMMODITY")) == found


@pytest.mark.parametrize(
    "text",
    ["A", "A.B", "A.B.C.D", "A.B+.C", "A.+.C", "A. .C", "A.Қаз.C", "A.B'--.C", "A..\n", "." * (LONGEST_KEY + 1)],
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(ValueError, match=r"key|code"):
        parse_key(text, ("FREQ", "AREA", "COMMODITY"))


def test_too_many_codes_are_refused():
    with pytest.raises(ValueError, match="at most"):
        parse_key("+".join(["A"] * (MOST_CODES + 1)) + "..", ("FREQ", "AREA", "COMMODITY"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TRADE", ("all", "TRADE", "latest")),
        ("SVERKA,TRADE", ("SVERKA", "TRADE", "latest")),
        ("SVERKA,TRADE,1.0", ("SVERKA", "TRADE", "1.0")),
    ],
)
def test_a_dataflow_is_named_shortly_or_in_full(text, found):
    assert parse_flow(text) == found


@pytest.mark.parametrize("text", ["", ",", "A,,B", "A,B,C,D", "TR ADE", "<x>"])
def test_what_is_no_dataflow_is_refused(text):
    with pytest.raises(ValueError, match="dataflow"):
        parse_flow(text)
