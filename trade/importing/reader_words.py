"""The words for what readers of trade files say: why a file or a cell is refused, what is flagged, what was recognised.

Readers give codes (:mod:`trade.readers.reasons`) with what they saw, so that one reading is told in four languages.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trade.readers import template
from trade.readers.row import Flag, Refusal, Refused


def file_refused(refused: Refused) -> str:
    """One or two sentences: why the whole file is refused and what to do, and what was seen in it."""
    return _with_detail(_FILES[refused.code], refused.detail)


def file_reason(code: str, detail: str = "") -> str:
    """The same from the code and detail alone, as an import keeps them."""
    return _with_detail(_FILES[code], detail)


def refusal(item: Refusal) -> str:
    """Why a cell or its line is refused, with what stands there."""
    return _with_detail(_CELLS[item.reason], item.value)


def flag(item: Flag) -> str:
    return _with_detail(_FLAGS[item.kind], item.detail)


def refusal_reason(code: str) -> str:
    """The sentence for a kind of refusal, without what stands in the cell: the heading of a count."""
    return str(_CELLS[code])


def flag_kind(code: str) -> str:
    return str(_FLAGS[code])


def layout(name: str) -> str:
    """The name of a layout as editors know it."""
    return str(_LAYOUTS[name])


def fact(name: str) -> str:
    """The label of something recognised; values of facts are codes and stand as they are."""
    return str(_FACTS[name])


@dataclass(frozen=True, slots=True)
class Column:
    """A column of our own template: its name in the header, what it holds, and a cell of it."""

    name: str
    words: str
    is_required: bool
    example: str


def template_columns() -> list[Column]:
    """Of the template, in its order, in the language of the reader."""
    example = {**template.EXAMPLE, template.NOTE: example_label()}
    return [Column(name, str(words), name in template.REQUIRED, example[name]) for name, words in _COLUMNS.items()]


def template_notes() -> list[tuple[str, str, str, str]]:
    """The same as lines of a sheet, with what heads them."""
    head = (_("Column"), _("Meaning"), _("Required"), _("Example"))
    lines = [(c.name, c.words, _("yes") if c.is_required else "", c.example) for c in template_columns()]
    return [tuple(map(str, line)) for line in (head, *lines)]


def example_label() -> str:
    """What stands beside the example line of the template."""
    return str(_("Example: write your own line in its place"))


def _with_detail(words: str | Promise, detail: str) -> str:
    # What was seen comes from the file itself: after a dash it reads as a quotation in any language.
    return f"{words} — {detail}" if detail else str(words)


_FILES: dict[str, str | Promise] = {
    "empty": _("The file has no lines of data."),
    "too_large": _("The file is larger than allowed; split it into parts."),
    "too_many_rows": _("The file has more lines than allowed; split it into parts."),
    "too_many_cells": _("The file has more cells than allowed; remove columns that are not needed, or split it."),
    "cell_too_long": _("A cell is longer than allowed; perhaps a quotation mark is not closed."),
    "too_many_texts": _(
        "The workbook holds more texts than allowed; remove what is not needed, split it, or save the sheet as CSV."
    ),
    "zip_bomb": _("The workbook unpacks to far more than it weighs and is not opened."),
    "archive": _("This is an archive: unpack it and upload the tables in it one by one."),
    "old_excel": _(
        "This is a workbook in an old or binary format: open it, save it as .xlsx without a password, and upload that."
    ),
    "open_document": _("This is an OpenDocument file: save it as .xlsx or CSV and upload that."),
    "damaged": _("The workbook is damaged or unsafe; save it anew and upload it again."),
    "binary": _("This is no table: the file is a picture or another binary file."),
    "pdf": _("This is a PDF: get the same table as CSV or XLSX from its publisher."),
    "html": _("This is a web page, not a table: the download probably failed."),
    "error_body": _("This is a message of a server, not a table: download the file again."),
    "xml": _("This is XML of a kind that is not read; get the same table as CSV."),
    "sdmx_ml": _("This is SDMX-ML; get the same data as SDMX-CSV."),
    "sdmx_json": _("This is SDMX-JSON; get the same data as SDMX-CSV."),
    "sdmx_not_trade": _("This dataflow is no trade between two areas: it lacks a counterpart or a flow."),
    "json": _("This JSON has no records of UN Comtrade."),
    "encoding": _("The bytes are no text in any known encoding; save the file as UTF-8."),
    "broken_quotes": _("A quotation mark is not closed, so lines run together; mend the line that is named."),
    "code_list": _("This is a list of codes, not trade; load it as a code list."),
    "foreign_table": _("This table has no columns by which trade can be told; use the template."),
    "template_columns": _("The header lacks columns of our template"),
    "not_this_layout": _("The file does not have the layout that was chosen."),
    "unknown_layout": _("There is no layout of this name."),
    "not_trade": _("The indicators of this table are no trade in goods or services."),
    "unit_missing": _("The file does not state its unit: say which currency and scale its values have."),
    "flow_missing": _("The file does not state whether it shows exports or imports: say which."),
    "reporter_missing": _("The file does not state whose statistics it shows: name the reporter."),
    "commodity_missing": _("The file does not state which goods it covers: name the commodity."),
    "bad_assumption": _("What was said about the file cannot be understood."),
    "incomplete": _("The file is cut short: download it again."),
    "lines_quoted": _("Every line stands in quotation marks as one cell; save the table anew with its columns apart."),
    "html_table": _(
        "This is a web page with a table, whatever its name says: open it in a spreadsheet program, save it "
        "as .xlsx, and upload that."
    ),
    "unit_contradicts": _(
        "The file says two different things about its unit, or another than you said; correct the title, the "
        "column or what you said."
    ),
    "duplicate_column": _(
        "Two columns have the same name, so it cannot be told which one counts; rename or remove one."
    ),
    "given_contradicts": _(
        "The file says something else than you said of it; correct one of the two, or leave the field empty."
    ),
    "second_table": _("Another table with other columns begins below; put each table into a file of its own."),
    "signs_contradict": _(
        "A number far down shows that numbers above it were read with the wrong decimal sign; write all "
        "numbers in one way."
    ),
}
_CELLS: dict[str, str | Promise] = {
    "columns": _("The line has another number of cells than the header."),
    "area_unknown": _("No area has this code or name."),
    "area_missing": _("The area is missing."),
    "areas_disagree": _("The code and the name mean two different areas."),
    "aggregate_reporter": _("A group of countries reports nothing itself."),
    "reporter_is_partner": _("The reporter is its own partner."),
    "reporter_not_in_pair": _("The reporter is not the side whose trade this is."),
    "flow_unknown": _("This flow is not known."),
    "period": _("This is no period such as 2024, 2024-Q1 or 2024-01."),
    "number": _("This is no number."),
    "number_ambiguous": _("This number reads in two ways; write it without separators of thousands."),
    "number_too_large": _("The number has more digits than can be kept."),
    "formula": _("The formula was saved without its value; open the workbook, save it, and upload it again."),
    "status_unknown": _("This observation status is not known."),
    "status_and_value": _("The status and the value contradict each other."),
    "classification_unknown": _("This classification of goods is not kept here."),
    "edition_missing": _("The edition of the classification is not stated."),
    "code_level": _("The code does not have as many digits as its level says."),
    "commodity_code": _("This is no code of the classification."),
    "breakdown": _("The line is a part of a total and would stand in its place."),
    "indicator": _("This indicator is no value of trade."),
    "unit": _("The unit is no currency or unit code that fits the measure."),
    "scale": _("The scale is no power of ten."),
    "measure": _("The measure is neither V, Q nor G."),
    "valuation": _("The valuation is neither FOB nor CIF."),
    "trade_type": _("The kind of trade is neither C (goods) nor S (services)."),
    "resolution": _("The value is no multiple of its last stated digit."),
    "deletion": _("The file asks to delete this value; withdraw the record instead."),
    "scaled_format": _(
        "The workbook shows this number divided by thousands, so it is unclear which one is meant; give the "
        "cell a plain number format."
    ),
    "percent": _("This is a percentage, which only growth (measure G, unit PC) may be."),
    "frequency": _("The frequency and the period of the line contradict each other."),
    "scales_disagree": _("The words for the unit name another scale than its multiplier."),
}
_FLAGS: dict[str, str | Promise] = {
    "encoding_guessed": _("The encoding fits badly; check the words"),
    "trailing_column": _("Empty cells after the last column were dropped"),
    "preamble": _("Lines above the header were not read as data"),
    "repeated_header": _("The header comes again"),
    "footnote": _("A note below the table was not read as data"),
    "zero_restored": _("A leading zero was put back"),
    "precision_lost": _("A spreadsheet has rounded the value"),
    "rounded": _("Digits beyond the sixth decimal were rounded"),
    "mixed_signs": _("Both a comma and a point stand before decimals"),
    "thousands_assumed": _("A comma or point was read as a separator of thousands"),
    "aggregate": _("A group of countries stands among the areas"),
    "special_area": _("An area that is no country"),
    "reimports": _("Imports of a country from itself are kept as re-imports"),
    "edition_inferred": _("The edition of the classification follows from the year"),
    "several_editions": _("Several editions of the classification in one file"),
    "services": _("Services are kept apart from goods"),
    "negative": _("The value is negative"),
    "outlier": _("The value is hundreds of times its neighbours, or a small part of them"),
    "outliers_unchecked": _("The file has more series than are checked for outliers"),
    "status_mapped": _("An observation status was replaced by the nearest one"),
    "unit_assumed": _("The unit is what the editor said"),
    "other_sheets": _("Other sheets of the workbook were not read"),
    "more_flags": _("Further remarks are not listed"),
    "decimals_assumed": _("A comma or point before three digits was read as a decimal sign"),
    "scale_assumed": _("No scale is stated; the values were read as they stand"),
    "columns_unread": _("Columns that were not read"),
    "single_days": _("A period is a single day, the first of a month; perhaps a spreadsheet made it of a month"),
    "ends_open": _("The file does not end with a line break, so its last number may be cut short"),
    "count_differs": _("The file states another number of records than it holds; perhaps it is one page of several"),
    "hidden_sheet": _("The table stands on a hidden sheet"),
    "total_assumed": _("Where nothing stands in this column, the total was read"),
    "example_kept": _("The example of the template was read as a number; take its line out"),
}
_FACTS: dict[str, str | Promise] = {
    "separator": pgettext_lazy("file", "separator"),
    "decimal": pgettext_lazy("file", "decimal sign"),
    "header_line": pgettext_lazy("file", "line of the header"),
    "sheet": pgettext_lazy("file", "sheet"),
    "unit": pgettext_lazy("file", "unit"),
    "scale": pgettext_lazy("file", "scale"),
    "values": pgettext_lazy("file", "column of values"),
    "reporter": pgettext_lazy("file", "reporter"),
    "flow": pgettext_lazy("file", "flow"),
    "commodity": pgettext_lazy("file", "commodity"),
    "structure": pgettext_lazy("file", "dataflow"),
    "title": pgettext_lazy("file", "title"),
    "years": pgettext_lazy("file", "years"),
}
_LAYOUTS: dict[str, str | Promise] = {
    "comtrade": "UN Comtrade, CSV",
    "comtrade-old": _("UN Comtrade, old site, CSV"),
    "comtrade-json": "UN Comtrade, JSON",
    "sdmx-csv": "SDMX-CSV",
    "wits": "WITS",
    "worldbank": _("World Bank indicators"),
    "gacc": _("China’s customs"),
    "trademap": "ITC Trade Map",
    "template": _("our template"),
}
_COLUMNS: dict[str, str | Promise] = {
    "area": _("Whose trade this is: ISO 3166-1 alpha-3 code, such as KAZ."),
    "counterpart": _("The other side; WLD is the world."),
    "flow": _("X exports, M imports, RX re-exports, RM re-imports, T turnover."),
    "period": _("2024, 2024-Q1, 2024-01, 2024-01-05 or 2024-01-01/P9M."),
    "value": _("A number; two points (..) if it is missing."),
    "unit": _("A currency such as USD; for quantities a unit such as T; for growth PC."),
    "reporter": _("Whose statistics these are; empty if not stated."),
    "commodity": _("Edition and code, such as H6-27; empty for all goods."),
    "measure": _("V value, Q quantity, G growth on the same period a year earlier; empty for value."),
    "scale": _("The factor of the value: 1, 1000, 1000000; empty for 1."),
    "valuation": _("FOB or CIF; empty if not stated."),
    "trade_type": _("S for services; C or empty for goods."),
    "status": _("SDMX observation status; empty for A."),
    "resolution": _("The size of the last stated digit in base units; empty for the last digit written."),
    "note": _("For yourself; it is not read."),
}
