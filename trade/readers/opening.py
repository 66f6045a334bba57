"""The bytes of an upload, whatever they come as, and what kind of thing they are before anybody reads a cell."""

import io
import os
import re
import zipfile
from typing import IO

from trade.readers import encoding, reasons
from trade.readers.encoding import Encoding
from trade.readers.limits import Limits
from trade.readers.row import Refused

WORKBOOK, JSON, TEXT = "xlsx", "json", "text"
_ARCHIVES = (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"(\xb5/\xfd")
_OLD_EXCEL = (b"\xd0\xcf\x11\xe0", b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_TITLE = re.compile(r"<title[^>]*>([^<]{0,200})", re.IGNORECASE)
_JSON = re.compile(r"\{\s*[\"}]|\[\s*(?:[\]{\[\"]|-?\d+\s*,)")  # a title may well stand in brackets
_PART = re.compile(r"<[^>]{0,500}>|\s+")

Source = str | os.PathLike | bytes | IO[bytes]


class Opened:
    """A seekable file at its start. ``close`` closes what was opened here and leaves the caller's own file open."""

    def __init__(self, source: Source, limits: Limits):
        self.owned = True
        if isinstance(source, bytes):
            self.file: IO[bytes] = io.BytesIO(source)
        elif isinstance(source, str | os.PathLike):
            self.file = io.BufferedReader(io.FileIO(source))
        elif source.seekable():
            self.file, self.owned = source, False
        else:
            self.file = _spooled(source, limits)
        self.size = self.file.seek(0, os.SEEK_END)
        self.file.seek(0)
        if self.size > limits.size:
            self.close()
            raise Refused(reasons.TOO_LARGE, str(limits.size))

    def close(self) -> None:
        if self.owned:
            self.file.close()


def kind_of(opened: Opened, limits: Limits) -> tuple[str, Encoding]:
    """WORKBOOK, JSON or TEXT and the encoding. Refused for everything that is no table at all."""
    head = opened.file.read(8192)
    opened.file.seek(0)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Refused(reasons.EMPTY)
    if head.startswith(b"PK\x03\x04"):
        _check_workbook(opened.file, limits)
        return WORKBOOK, Encoding("xlsx")
    if head.startswith(_OLD_EXCEL):
        raise Refused(reasons.OLD_EXCEL)
    if head.startswith(b"%PDF"):
        raise Refused(reasons.PDF)
    if head.startswith(_ARCHIVES) or head.startswith(b"PK"):
        raise Refused(reasons.ARCHIVE)
    if head.startswith(_PICTURES):
        raise Refused(reasons.BINARY)
    found = encoding.detect(opened.file)
    text = _beginning(opened.file, found.name)
    if text.startswith("<"):
        _refuse_markup(text)
    if not text:
        raise Refused(reasons.EMPTY)
    return (JSON if _JSON.match(text) else TEXT), found


def _spooled(source: IO[bytes], limits: Limits) -> IO[bytes]:
    copy = io.BytesIO()
    while block := source.read(2**16):
        copy.write(block)
        if copy.tell() > limits.size:
            raise Refused(reasons.TOO_LARGE, str(limits.size))
    return copy


def _beginning(file: IO[bytes], name: str) -> str:
    head = file.read(2**16)
    file.seek(0)
    return head.decode(name, "ignore").lstrip("\ufeff \t\r\n\0")


def _refuse_markup(text: str) -> None:
    low = text[:2000].casefold()
    title = _TITLE.search(text)
    words = " ".join((title[1] if title else _PART.sub(" ", text)).split())[:200]
    if re.match(r"<!doctype html|<html|<head|<body|<table|<div|<p>|<h1", low) or "<html" in low:
        raise Refused(reasons.HTML_TABLE if _has_table(text) else reasons.HTML, words)
    if "sdmx.org" in low:
        raise Refused(reasons.SDMX_ML, _root(text))
    if "urn:schemas-microsoft-com:office:spreadsheet" in low:
        raise Refused(reasons.OLD_EXCEL, "SpreadsheetML 2003")
    if re.match(r"<\?xml|<!--|<[a-z][\w.:-]*[\s/>]", low):
        raise Refused(reasons.ERROR_BODY if re.search(r"<[\w:]*(error|fault|exception)", low) else reasons.XML, words)


def _has_table(text: str) -> bool:
    """Whether a web page is a table that a publisher calls a workbook."""
    low = text.casefold()
    return low.count("<tr") > 1 and low.count("<td") > 3


def _root(text: str) -> str:
    names = re.findall(r"<([A-Za-z][\w.:-]*)", text)
    return names[0] if names else ""


def _check_workbook(file: IO[bytes], limits: Limits) -> None:
    try:
        with zipfile.ZipFile(file) as book:
            parts = book.infolist()
            names = {part.filename for part in parts}
            kind = b""
            if "mimetype" in names:
                # No more than these: it may be a bomb of its own.
                with book.open("mimetype") as part:
                    kind = part.read(100)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError) as error:
        raise Refused(reasons.DAMAGED) from error
    finally:
        file.seek(0)
    if b"opendocument" in kind:
        raise Refused(reasons.OPEN_DOCUMENT)
    if "xl/workbook.xml" not in names:
        raise Refused(reasons.OLD_EXCEL, "xlsb") if "xl/workbook.bin" in names else Refused(reasons.ARCHIVE)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > limits.unpacked or unpacked > limits.ratio * max(packed, 2**14):
        raise Refused(reasons.ZIP_BOMB, f"{unpacked}/{packed}")
