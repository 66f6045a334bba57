import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from tests.trade.readers.files import NEW_NAMES, flags_of, new_line, refusals_of, rows_of, short
from trade.readers import Limits, Refused, read


def book(*sheets: list[list], titles: tuple[str, ...] = ("one", "two", "three")) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, lines in zip(titles, sheets, strict=False):
        sheet = made.create_sheet(title)
        for line in lines:
            sheet.append(line)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


HEADER = ["area", "counterpart", "flow", "period", "value", "unit", "commodity"]


def test_title_rows_blank_rows_and_numbers():
    source = book(
        [
            ["Trade of Kazakhstan"],
            [],
            ["Made up"],
            HEADER,
            ["KAZ", "CHN", "X", 2031, 0.1, "USD", "H6-101"],
            [],
            ["KAZ", "CHN", "M", date(2031, 2, 3), 12345678901234, "USD"],
            ["KAZ", "CHN", "M", "2031-04", 1.23e11, "USD"],
        ]
    )

    reading = read("file", source)

    assert (reading.layout, reading.encoding, reading.facts["sheet"]) == ("template", "xlsx", "one")
    assert short(rows_of(source)) == [
        ("_X.KAZ.CHN.X.H6-0101.V.USD", "2031", Decimal("0.1")),
        ("_X.KAZ.CHN.M.TOTAL.V.USD", "2031-02-03", Decimal(12345678901234)),
        ("_X.KAZ.CHN.M.TOTAL.V.USD", "2031-04", Decimal(123000000000)),
    ]
    assert [row.line for row in rows_of(source)] == [5, 7, 8]


def test_any_layout_may_come_as_a_workbook_on_any_sheet():
    line = [cell.strip('"') for cell in new_line(";").split(";")][: len(NEW_NAMES)]
    source = book([["Notes"], ["nothing here"]], [NEW_NAMES, line])

    assert read("file", source).facts["sheet"] == "two"
    assert [flag.detail for flag in flags_of(source, "other_sheets")] == ["one"]
    assert [str(row.key) for row in rows_of(source)] == ["KAZ.KAZ.CHN.X.H6-27.V.USD"]


def test_formula_without_a_saved_value_is_refused_and_never_evaluated():
    source = book([HEADER, ["KAZ", "CHN", "X", "2031", "=1+1", "USD"], ["KAZ", "CHN", "M", "2031", 3, "USD"]])

    assert [(item.line, item.reason) for item in refusals_of(source)] == [(2, "formula")]
    assert [row.value for row in rows_of(source)] == [Decimal(3)]


def test_saved_value_of_a_formula_is_read():
    source = patched(
        book([HEADER, ["KAZ", "CHN", "X", "2031", "=1+1", "USD"]]), "<f>1+1</f><v></v>", "<f>1+1</f><v>7</v>"
    )

    assert [row.value for row in rows_of(source)] == [Decimal(7)]


def test_error_of_a_formula_is_missing():
    source = book([HEADER, ["KAZ", "CHN", "X", "2031", "#DIV/0!", "USD"]])

    assert [(row.value, row.status) for row in rows_of(source)] == [(None, "O")]


def patched(source: bytes, old: str, new: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old.encode() in content or old.replace("<v></v>", "<v />").encode() in content
                content = content.replace(old.encode(), new.encode())
                content = content.replace(old.replace("<v></v>", "<v />").encode(), new.encode())
            after.writestr(name, content)
    return file.getvalue()


def test_entities_in_a_part_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    source = patched(book([HEADER, ["KAZ"]]), "<worksheet", bomb + "<worksheet")

    with pytest.raises(Refused) as refused:
        list(read("file", source).items)

    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(ratio=1), "zip_bomb"),
        (Limits(unpacked=1000), "zip_bomb"),
        (Limits(rows=2), "too_many_rows"),
        (Limits(cells=8), "too_many_cells"),
        (Limits(cell_length=5), "cell_too_long"),
    ],
)
def test_limits_of_a_workbook(limits, code):
    lines = [["KAZ", "CHN", "X", "2031", number, "USD"] for number in range(5000)]

    with pytest.raises(Refused) as refused:
        list(read("file", book([HEADER, *lines]), limits=limits).items)

    assert refused.value.code == code


def with_shared(texts: str, part: str = "xl/sharedStrings.xml") -> bytes:
    """A workbook as Excel writes it: the sheet refers to *texts*, XML that stands in a *part* of its own.

    The first of them is the area in the second line; the others stand in no cell.
    """
    source = book([HEADER, ["KAZ", "CHN", "X", "2031", 1, "USD"]])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    source = patched(
        source,
        "</Types>",
        f'<Override PartName="/{part}" ContentType="{kind}" /></Types>',
        part="[Content_Types].xml",
    )
    source = patched(source, 'r="A2" t="inlineStr"><is><t>KAZ</t></is>', 'r="A2" t="s"><v>0</v>')
    file = io.BytesIO(source)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, f'<sst xmlns="{MAIN}">{texts}</sst>')
    return file.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIRST = "<si><t>KAZ</t></si>"


def more(count: int, length: int) -> str:
    return "".join(f"<si><t>{number:0{length}}</t></si>" for number in range(count))


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/other.xml"])
@pytest.mark.parametrize(("limits", "detail"), [(Limits(texts=100), "100"), (Limits(texts_size=10_000), "10000 B")])
def test_texts_that_sheets_share_count_whether_they_stand_in_a_cell_or_not(limits, detail, part):
    with pytest.raises(Refused) as refused:
        read("file", with_shared(FIRST + more(200, 60), part), limits=limits)

    assert (refused.value.code, refused.value.detail) == ("too_many_texts", detail)
    few = with_shared(FIRST + more(50, 60), part)
    assert [str(row.key) for row in read("file", few, limits=limits).items] == ["_X.KAZ.CHN.X.TOTAL.V.USD"]


def test_one_text_without_end_is_not_read_to_its_end():
    endless = f"<si><t>{'x' * 300_000}</t></si>"

    with pytest.raises(Refused) as refused:
        read("file", with_shared(FIRST + endless), limits=Limits(texts_size=100_000, ratio=10_000))

    assert refused.value.code == "too_many_texts"


def test_a_text_in_pieces_is_read_whole():
    source = with_shared("<si><r><t>KA</t></r><r><t>Z</t></r></si>" + FIRST)

    assert [str(row.key) for row in rows_of(source)] == ["_X.KAZ.CHN.X.TOTAL.V.USD"]


def test_last_row_far_down_is_refused_before_blank_ones_are_made():
    source = patched(book([HEADER, ["KAZ", "CHN", "X", "2031", 1, "USD"]]), '<row r="2"', '<row r="999999999"')

    with pytest.raises(Refused) as refused:
        list(read("file", source, limits=Limits(rows=1000)).items)

    assert refused.value.code == "too_many_rows"


def formatted(value: object, number_format: str, place: str = "D2", header: list[str] = HEADER) -> bytes:
    """A line with one cell of *number_format*: the period, or whatever stands at *place*."""
    line = {"D2": ["KAZ", "CHN", "X", value, 5, "USD"], "E2": ["KAZ", "CHN", "X", "2031", value, "USD"]}[place]
    made = openpyxl.Workbook()
    made.active.append(header)
    made.active.append(line)
    made.active[place].number_format = number_format
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("number_format", "iso"),
    [
        ("mmm-yy", "2031-05"),
        ("[$-409]mmmm yyyy;@", "2031-05"),
        ("yyyy", "2031"),
        ('yyyy" day"', "2031"),
        ("yyyy-mm-dd", "2031-05-01"),
        ("dd.mm.yyyy", "2031-05-01"),
    ],
)
def test_date_is_the_period_that_its_cell_shows(number_format, iso):
    source = formatted(date(2031, 5, 1), number_format)

    assert [row.period.iso for row in rows_of(source)] == [iso]
    assert bool(flags_of(source, "single_days")) == iso.endswith("-01")


def test_year_typed_as_a_date_is_a_column_of_values():
    made = openpyxl.Workbook()
    made.active.append(["Reporter", "Partner", "Product categories", "Indicator Type", "Indicator", date(2031, 1, 1)])
    made.active.append(["Kazakhstan", "China", "All Products", "Export", "Export(US$ Mil)", 1.5])
    made.active["F1"].number_format = "yyyy"
    file = io.BytesIO()
    made.save(file)

    assert short(rows_of(file.getvalue())) == [("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2031", Decimal(1500000))]


@pytest.mark.parametrize(
    ("number_format", "reason"), [("#,##0,", "scaled_format"), ('0.0,,"M"', "scaled_format"), ("0.0%", "percent")]
)
def test_number_that_its_cell_shows_otherwise_is_refused(number_format, reason):
    assert [item.reason for item in refusals_of(formatted(1234567, number_format, "E2"))] == [reason]


@pytest.mark.parametrize("number_format", ["#,##0", "#,##0.00", "0.00E+00", '#,##0 "x,"', "[$€-407] #,##0"])
def test_format_that_only_groups_digits_changes_nothing(number_format):
    assert [row.value for row in rows_of(formatted(1234567, number_format, "E2"))] == [Decimal(1234567)]


@pytest.mark.parametrize(("value", "number_format"), [(0.125, "0.0%"), ("12.5%", "@"), (12.5, "General")])
def test_growth_is_read_in_percent_however_it_is_kept(value, number_format):
    source = book([[*HEADER[:6], "measure"], ["KAZ", "CHN", "X", "2031", value, "PC", "G"]])
    made = openpyxl.load_workbook(io.BytesIO(source))
    made.active["E2"].number_format = number_format
    file = io.BytesIO()
    made.save(file)

    assert short(rows_of(file.getvalue())) == [("_X.KAZ.CHN.X.TOTAL.G.PC", "2031", Decimal("12.5"))]


def test_number_of_a_cell_keeps_its_point_beside_texts_with_decimal_commas():
    lines = [["KAZ", "CHN", "X", "2031", 1.234, "USD"], ["KAZ", "CHN", "X", "2030", "12,5", "USD"]]

    assert [row.value for row in rows_of(book([HEADER, *lines]))] == [Decimal("1.234"), Decimal("12.5")]
    assert not flags_of(book([HEADER, lines[0]]), "decimals_assumed")


def hidden(source: bytes) -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(source))
    made.worksheets[0].sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_sheet_that_nobody_sees_is_read_last_and_said():
    first, second = (["KAZ", "CHN", "X", "2031", value, "USD"] for value in (1, 2))

    shown = hidden(book([HEADER, first], [HEADER, second]))
    alone = hidden(book([HEADER, first], [["Words"]]))

    assert [row.value for row in rows_of(shown)] == [Decimal(2)]
    assert not flags_of(shown, "hidden_sheet")
    assert [flag.detail for flag in flags_of(alone, "hidden_sheet")] == ["one"]


def test_error_of_a_broken_formula_is_refused():
    source = book([HEADER, ["KAZ", "CHN", "X", "2031", "#REF!", "USD"]])

    assert [(item.value, item.reason) for item in refusals_of(source)] == [("#REF!", "number")]


@pytest.mark.parametrize("mark", ["<f>1+1</f>", '<f ca="1">1+1</f>', "<f/>", "<f\n>1+1</f>"])
@pytest.mark.parametrize("above", [0, 3000])
def test_formula_is_noticed_however_it_is_written_and_wherever_it_stands(mark, above):
    lines = [["KAZ", "CHN", "X", f"{1950 + at % 80}", at, "USD"] for at in range(above)]
    source = patched(book([HEADER, *lines, ["KAZ", "CHN", "X", "2031", "=1+1", "USD"]]), "<f>1+1</f><v></v>", mark)

    assert [(item.line, item.reason) for item in refusals_of(source)] == [(above + 2, "formula")]
