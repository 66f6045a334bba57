import io
import zipfile
from pathlib import Path

import pytest

from tests.trade.readers.files import new_export, new_line
from tests.trade.readers.test_comtrade import old_export, old_line
from trade.readers import LAYOUTS, Limits, Refused, close, detect, read


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("source", "code", "detail"),
    [
        (b"", "empty", ""),
        (b" \r\n\t\n", "empty", ""),
        (b"\xef\xbb\xbf", "empty", ""),
        (b"<!DOCTYPE html><html><head><title>Service unavailable</title></head></html>", "html", "Service unavailable"),
        (b"\n <html><body>Log in</body></html>", "html", None),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "error_body", None),
        (b"<?xml version='1.0'?><feed><a>1</a></feed>", "xml", None),
        (
            b'<?xml version="1.0"?><m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message">',
            "sdmx_ml",
            "m:GenericData",
        ),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "old_excel", None),
        (b"<html><table>" + b"<tr><td>area</td><td>value</td></tr>" * 3, "html_table", None),
        (b'"area,counterpart,flow,period,value,unit"\n"KAZ,CHN,X,2031,5,USD"\n', "lines_quoted", ""),
        (b"\n".join(b"A sentence without a table." for _line in range(30)), "foreign_table", None),
        (b"Quota exceeded. Try again later.", "error_body", "Quota exceeded. Try again later."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_excel", ""),
        (b"\x09\x08\x10\x00\x00\x06", "old_excel", ""),
        (b"%PDF-1.7", "pdf", ""),
        (b"\x1f\x8b\x08\x00", "archive", ""),
        (b"PK\x03\x04broken", "damaged", ""),
        (zipped(data=b"a,b\n1,2"), "archive", ""),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "open_document", ""),
        (b"\x89PNG\r\n\x1a\n", "binary", ""),
        (b"Year,UNIT_MEASURE,Value\n2031,PT,21.0\n", "foreign_table", "Year, UNIT_MEASURE, Value"),
        (b"section,hscode,description,parent,level\nI,01,Made up,TOTAL,2\n", "code_list", "hs"),
    ],
)
def test_what_is_no_trade_table_is_refused_as_a_whole_with_the_reason(source, code, detail):
    with pytest.raises(Refused) as refused:
        read("file.csv", source)

    assert refused.value.code == code
    assert detail is None or refused.value.detail == detail


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(size=100), "too_large"),
        (Limits(rows=3), "too_many_rows"),
        (Limits(cells=200), "too_many_cells"),
    ],
)
def test_limits_refuse_the_whole_file(limits, code):
    source = new_export(*(new_line(cmdCode=f"{10 + number}") for number in range(20)))

    with pytest.raises(Refused) as refused:
        list(read("file", source, limits=limits).items)

    assert refused.value.code == code


def test_limit_beyond_the_first_lines_stops_the_reading():
    source = new_export(*(new_line(cmdCode=f"{10 + number % 80}") for number in range(900)))
    reading = read("file", source, limits=Limits(rows=600))

    with pytest.raises(Refused):
        list(reading.items)


def test_quote_that_is_never_closed_refuses_the_file():
    lines = [old_line(f"{number}", code=f"{10 + number}") for number in range(60)]
    lines[3] = lines[3].replace("Made up", '"Made up')

    with pytest.raises(Refused) as refused:
        list(read("file", old_export(*lines)).items)

    assert refused.value.code == "broken_quotes"


def test_cell_without_end_is_refused():
    with pytest.raises(Refused) as refused:
        list(read("file", new_export(new_line(), new_line(cmdDesc="x" * 200_000))).items)

    assert refused.value.code == "cell_too_long"


def test_path_stream_and_bytes_read_alike(tmp_path):
    source = new_export(new_line())
    path = tmp_path / "misleading.xls"
    path.write_bytes(source)

    class Pipe(io.RawIOBase):
        """A stream that cannot go back."""

        def __init__(self):
            self._file = io.BytesIO(source)

        def readable(self):
            return True

        def read(self, size=-1):
            return self._file.read(size)

    results = [list(read("file", each).items) for each in (source, path, str(path), io.BytesIO(source), Pipe())]

    assert all(result == results[0] for result in results)


def test_callers_file_stays_open_and_ours_is_closed(tmp_path):
    stream = io.BytesIO(new_export(new_line()))
    list(read("file", stream).items)
    assert not stream.closed

    path = tmp_path / "file.csv"
    path.write_bytes(stream.getvalue())
    read_out, left = read("file", path), read("file", path)
    list(read_out.items)
    close(left)
    assert list(left.items) == []
    assert not open_descriptors(path)


def open_descriptors(path) -> list[str]:
    """Those of *path* among the files that this process has open, where the system tells."""
    folder = Path("/proc/self/fd")
    links = list(folder.iterdir()) if folder.exists() else []
    return [link.name for link in links if link.exists() and link.resolve() == path]


def test_detection_tells_layout_encoding_and_facts_without_reading_rows():
    found = detect("file", new_export(new_line()))

    assert (found.layout, found.encoding, found.facts["separator"]) == ("comtrade", "utf-8", ",")
    assert list(found.items) == []


@pytest.mark.parametrize("layout", sorted({*LAYOUTS} - {"comtrade"}))
def test_named_layout_that_the_file_does_not_have_is_refused(layout):
    with pytest.raises(Refused) as refused:
        read("file", new_export(new_line()), format=layout)

    assert refused.value.code == "not_this_layout"


def test_named_layout_is_read_and_an_unknown_name_is_refused():
    assert read("file", new_export(new_line()), format="comtrade").layout == "comtrade"
    with pytest.raises(Refused) as refused:
        read("file", new_export(new_line()), format="parquet")

    assert refused.value.code == "unknown_layout"


@pytest.mark.parametrize("title", ["[Table 1] Trade", "{draft}", "[1] Trade"])
def test_title_in_brackets_does_not_make_it_json(title):
    source = f"{title}\narea,counterpart,flow,period,value,unit\nKAZ,CHN,X,2031,5,USD\n".encode()

    assert read("file", source).layout == "template"


def test_separator_is_that_of_the_header_where_decimal_commas_agree_as_well():
    source = (
        "Importers;Exported value in 2031, US Dollar;Exported value in 2032, US Dollar\nChina;1,5;2,5\nIndia;3,5;4,5\n"
    )
    reading = read("file", source.encode(), given={"reporter": "KAZ", "commodity": "TOTAL"})

    assert (reading.facts["separator"], reading.facts["decimal"]) == (";", ",")
