"""Whatever the bytes, a reading gives items or says why not: nothing but Refused ever comes out of it."""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trade.readers import test_comtrade_json, test_gacc, test_sdmx_csv, test_trademap, test_wits, test_worldbank
from tests.trade.readers.files import new_export, new_line, refusals_of
from trade.readers import Flag, Refusal, Refused, Row, codes, read, reasons, template

GIVEN = {"unit": "USD", "scale": "1000", "flow": "X", "reporter": "KAZ", "commodity": "TOTAL", "classification": "H6"}
FILES = (
    new_export(*(new_line(cmdCode=f"{number}") for number in range(10, 30))),
    test_comtrade_json.body(*[test_comtrade_json.RECORD] * 3),
    test_gacc.export(*test_gacc.LINES),
    test_sdmx_csv.v1("A,KZ,CN,X,H6-27,USD,6,2031,12.5,P"),
    test_trademap.PAIR.encode(),
    test_trademap.PARTNERS.encode("utf-16"),
    test_wits.table("Kazakhstan,World,Fuels,Export,Export(US$ Mil),1,,"),
    test_worldbank.table(test_worldbank.line("Kazakhstan", "KAZ")),
    template.as_csv(template.form("example")),
    template.as_xlsx(template.form("example")),
)


def consume(source: bytes) -> None:
    codes_seen = [
        refusal(lambda words=words: list(map(check, read("file", source, given=words).items)))
        for words in (None, GIVEN)
    ]
    codes_seen.append(refusal(lambda: list(codes.read(source).items)))
    assert {*codes_seen} <= {*reasons.FILE_REASONS, ""}


def refusal(reading: Callable[[], object]) -> str:
    """The code of the refusal that *reading* ends with; empty if it does not."""
    try:
        reading()
    except Refused as refused:
        return refused.code
    return ""


def check(item) -> None:
    texts = [
        part for part in (getattr(item, name, "") for name in ("value", "detail", "column")) if isinstance(part, str)
    ]
    assert all(text.isprintable() and len(text) <= 200 for text in texts)
    match item:
        case Refusal():
            assert item.reason in reasons.CELL_REASONS
        case Flag():
            assert item.kind in reasons.FLAG_KINDS
        case Row():
            assert (item.value is None) == (item.status in "OMQ") == (item.resolution is None)
            assert item.value is None or (item.resolution > 0 and item.value % item.resolution == 0)


@given(st.binary(max_size=300))
def test_arbitrary_bytes(source):
    consume(source)


@given(st.text(max_size=300), st.sampled_from(("utf-8", "utf-16", "cp1251", "gb18030", "latin-1")))
def test_arbitrary_text(text, encoding):
    consume(text.encode(encoding, "ignore"))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_real_layouts_with_damaged_bytes(source, seed):
    dice = random.Random(seed)
    damaged = bytearray(source)
    for _blow in range(dice.randint(1, 12)):
        place = dice.randrange(len(damaged) + 1)
        match dice.randrange(4):
            case 0:
                damaged[place : place + 1] = bytes([dice.randrange(256)])
            case 1:
                del damaged[place : place + dice.randint(1, 60)]
            case 2:
                damaged[place:place] = dice.choice([b'"', b",", b"\n", b"\t", b"\0", b"1,5", b"e99", b"-", b"9" * 40])
            case 3:
                damaged[place:place] = damaged[max(0, place - 100) : place]
    consume(bytes(damaged))


@pytest.mark.parametrize("source", FILES)
def test_every_prefix_of_a_file(source):
    for end in range(0, len(source), max(1, len(source) // 60)):
        consume(source[:end])


@pytest.mark.parametrize("evil", ["\0", "\x1b[31m", "\u202e", "\u2028", "x" * 5000])
def test_what_is_shown_of_a_file_is_printable_and_short(evil):
    good = [new_line(cmdCode=f"{number}") for number in range(10, 60)]  # a NUL in the first lines refuses the file
    source = new_export(*good, new_line(cmdDesc=f"a{evil}b", partnerCode=evil, partnerISO=""), new_line(period=evil))

    assert len(refusals_of(source)) == 2
    for item in read("file", source).items:
        check(item)


@pytest.mark.parametrize("size", [10, 40_000])
def test_long_cells_cost_no_more_than_their_length(size):
    blanks, digits = " " * size, "9" * size
    consume(test_wits.table(f"Kazakhstan,World,Fuels,Export,Export{blanks}x,1,,"))
    consume(f"Product code\tA's{blanks}exports to B\tx Value in 2031\n1\t{digits}.{digits}E-5\n".encode())
    consume((f"exported by {blanks}" * 3 + "\n" + test_trademap.PARTNERS).encode())


def test_facts_are_known_codes():
    for source in FILES:
        with suppress(Refused):
            reading = read("file", source, given=GIVEN)
            assert reading.facts.keys() <= reasons.FACTS
            with suppress(Refused):
                list(reading.items)
            assert reading.facts.keys() <= reasons.FACTS
