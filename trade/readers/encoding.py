"""Which encoding the bytes of a text have: proven where it can be, inferred from the shape of the words where not.

A byte order mark and valid UTF-8 are proof. Latin-1, cp1251 and GB18030 have none: in Latin-1 text single bytes above
127 stand among ASCII letters (caf\xe9), in Cyrillic text they fill whole words, in Chinese text they come in pairs that
nearly all are common characters. What fits badly is named, but flagged.
"""

import codecs
import re
from dataclasses import dataclass
from typing import IO

from trade.readers import reasons
from trade.readers.row import Refused

_BLOCK = 1 << 16
_SAMPLE = 1 << 20  # bytes above 127 that are looked at
_USUAL = re.compile(r"[\t\r\n -~\u00a0-\u00ff\u0400-\u04ff\u2010-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_HIGH = re.compile(rb"[A-Za-z]?[\x80-\xff]+[A-Za-z]?")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """``name`` is Python's; ``doubt`` shows a word as decoded where the bytes would allow another reading too."""

    name: str
    doubt: str = ""


def detect(file: IO[bytes]) -> Encoding:
    """Reads *file* from its start to its end and leaves it at its start. Refused if no encoding fits."""
    file.seek(0)
    head = file.read(4096)
    try:
        for mark, name in _MARKS:
            if head.startswith(mark):
                return _proven(file, name)
        if wide := _wide(head):
            return _proven(file, wide)
        if b"\0" in head:
            raise Refused(reasons.BINARY)
        if _decodes(file, "utf-8"):
            return Encoding("utf-8")
        _refuse_damaged(file)
        return _legacy(file)
    finally:
        file.seek(0)


def _proven(file: IO[bytes], name: str) -> Encoding:
    if not _decodes(file, name):
        raise Refused(reasons.ENCODING, name)
    return Encoding(name)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark shows as ASCII text with a zero in every second byte."""
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half // 2 and even < half // 8:
        return "utf-16-le"
    if even > half // 2 and odd < half // 8:
        return "utf-16-be"
    # Where most letters are Chinese or Cyrillic the zeros are few: then the text itself has to make sense.
    return next((name for name in ("utf-16-le", "utf-16-be") if b"\0" in head and _is_text(head, name)), "")


def _is_text(head: bytes, name: str) -> bool:
    text = head[: len(head) // 2 * 2].decode(name, "ignore")
    known = len(_USUAL.findall(text))
    return ("\n" in text or "\r" in text) and known > 0.97 * len(text)


def _refuse_damaged(file: IO[bytes]) -> None:
    """Refused for UTF-8 with a few bytes gone wrong: read as anything else, every name in it would be garbled."""
    file.seek(0)
    head = file.read(_SAMPLE)
    while head and len(head) < _SAMPLE and (more := file.read(_SAMPLE - len(head))):
        head += more
    text = head.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not letter.isascii() for letter in text) - bad
    if good > 10 * bad > 0:
        line = text[: text.index("\ufffd")].count("\n") + 1
        at_end = bad == 1 and text.endswith("\ufffd") and len(head) < _SAMPLE
        raise Refused(reasons.INCOMPLETE if at_end else reasons.ENCODING, f"utf-8: {line}")


def _decodes(file: IO[bytes], name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _legacy(file: IO[bytes]) -> Encoding:
    runs = _runs(file)
    high = b"".join(runs).translate(None, bytes(range(128)))
    votes = {"latin": 0, "cyrillic": 0, "chinese": 0}
    for run in runs:
        votes[_looks_like(run)] += 1
    total = sum(votes.values())
    kind = max(votes, key=lambda name: votes[name])
    sure = votes[kind] >= 0.8 * total
    if kind != "latin" and _decodes(file, "gb18030"):
        common = _share_of_common_characters(high)
        if common > 0.7 or kind == "chinese":
            return Encoding("gb18030", "" if common > 0.7 else _example(runs, "gb18030"))
    if kind == "latin":
        windows = any(0x80 <= byte <= 0x9F for byte in high)
        if windows and not _decodes(file, "cp1252"):
            raise Refused(reasons.ENCODING, "cp1252")
        name = "cp1252" if windows else "latin-1"
        return Encoding(name, "" if sure else _example(runs, name))
    if not _decodes(file, "cp1251"):
        raise Refused(reasons.ENCODING, "cp1251")
    small = sum(byte >= 0xE0 for byte in high)
    # Russian text has more small letters than capitals; in KOI8-R, cp866 and the like the counts turn round.
    plausible = small > 0.6 * len(high) or all(0xC0 <= byte <= 0xDF for byte in high)
    return Encoding("cp1251", "" if sure and plausible else _example(runs, "cp1251"))


def _runs(file: IO[bytes]) -> list[bytes]:
    runs: list[bytes] = []
    taken = 0
    file.seek(0)
    while taken < _SAMPLE and (block := file.read(_BLOCK)):
        found = _HIGH.findall(block)
        runs += found
        taken += sum(map(len, found))
    return runs


def _looks_like(run: bytes) -> str:
    high = run.strip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    if len(high) <= 2 and len(run) > len(high):
        return "latin"
    if all(byte >= 0xC0 or byte in (0xA8, 0xB8, 0xA3, 0xBC, 0xB3, 0xBF, 0xB9, 0xA0) for byte in high):
        return "cyrillic"
    return "chinese" if len(high) >= 2 else "latin"


def _share_of_common_characters(high: bytes) -> float:
    """How many pairs are GB 2312 level 1 (B0–D7, sorted by sound) or punctuation, not the rare level 2."""
    pairs = list(zip(high[0::2], high[1::2], strict=False))
    common = sum((0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3) and trail >= 0xA1 for lead, trail in pairs)
    return common / len(pairs) if pairs else 0.0


def _example(runs: list[bytes], name: str) -> str:
    return max(runs[:200], key=len)[:60].decode(name, "replace")
