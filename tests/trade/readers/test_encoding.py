import pytest

from tests.trade.readers.files import flags_of, rows_of
from trade.readers import Refused, read

HEADER = "area,counterpart,flow,period,value,unit,note\n"


def table(note: str) -> str:
    return HEADER + f"KAZ,CHN,X,2031,5,USD,{note}\n" * 5


RUSSIAN = "Внешняя торговля Казахстана, пересмотренные данные"
CHINESE = "中国海关统计数据，哈萨克斯坦出口总值"
FRENCH = "valeur déclarée des échanges, Türkiye"


@pytest.mark.parametrize(
    ("note", "encoding", "name"),
    [
        ("plain", "ascii", "utf-8"),
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "utf-8-sig", "utf-8-sig"),
        (RUSSIAN, "utf-16", "utf-16"),
        ("plain", "utf-16-le", "utf-16-le"),
        ("plain", "utf-16-be", "utf-16-be"),
        (RUSSIAN, "cp1251", "cp1251"),
        ("Данные товары", "cp1251", "cp1251"),
        (CHINESE, "gb18030", "gb18030"),
        (FRENCH, "latin-1", "latin-1"),
        ("the bank’s “value”, déclarée", "cp1252", "cp1252"),
    ],
)
def test_encoding_is_recognised_and_reported_without_doubt(note, encoding, name):
    source = table(f'"{note}"').encode(encoding)

    assert read("file", source).encoding == name
    assert len(rows_of(source)) == 5
    assert not flags_of(source, "encoding_guessed")


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_encoding_that_fits_badly_is_flagged_with_what_it_would_say(encoding):
    source = table(f'"{RUSSIAN}"').encode(encoding)

    (flag,) = flags_of(source, "encoding_guessed")

    assert flag.detail.startswith(f"{read('file', source).encoding}: ")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"\xef\xbb\xbf" + HEADER.encode() + b"\xff\xff", "encoding"),
        (HEADER.encode() + b"\0\0\0", "binary"),
        (b"\xff\xfe" + b"a\0,\0b\0\n\0\x00\xd8", "encoding"),
    ],
)
def test_bytes_that_no_encoding_fits_are_refused(source, code):
    with pytest.raises(Refused) as refused:
        read("file", source)

    assert refused.value.code == code


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("note", [CHINESE * 20, RUSSIAN.replace(",", "") * 20])
def test_wide_text_without_a_mark_whose_letters_are_not_latin(note, encoding):
    source = table(note).encode(encoding)

    assert read("file", source).encoding == encoding
    assert len(rows_of(source)) == 5


def test_a_damaged_byte_in_utf_8_is_refused_with_its_line_instead_of_garbling_every_name():
    source = table(f'"{RUSSIAN}"').encode()
    damaged = source.replace("т".encode(), b"\xff", 1)

    for bytes_read, code, detail in ((damaged, "encoding", "utf-8: 2"), (source[:-3], "incomplete", "utf-8: 6")):
        with pytest.raises(Refused) as refused:
            read("file", bytes_read)
        assert (refused.value.code, refused.value.detail) == (code, detail)
