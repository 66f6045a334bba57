import pytest

from trade.readers import Refused, codes
from trade.readers.codes import CodeRow
from trade.readers.row import Refusal

M49 = (
    "Global Code,Global Name,Region Code,Region Name,Sub-region Code,Sub-region Name,Intermediate Region Code,"
    "Intermediate Region Name,Country or Area,M49 Code,ISO-alpha2 Code,ISO-alpha3 Code,LDC,LLDC,SIDS\n"
)


def test_harmonized_system_keeps_levels_and_parents_and_restores_zeros():
    found = codes.read(
        b"section,hscode,description,parent,level\nI,01,Chapter,TOTAL,2\nI,101,Heading,01,4\nI,010121,Item,0101,6\n"
        b"TOTAL,TOTAL,All,TOTAL,5\nI,1x,Nonsense,01,4\n"
    )

    assert (found.kind, found.layout, found.language) == ("codes", "hs", "en")
    assert list(found.items) == [
        CodeRow(2, "01", "Chapter", "I", 2),
        CodeRow(3, "0101", "Heading", "01", 4),
        CodeRow(4, "010121", "Item", "0101", 6),
        Refusal(6, "hscode", "1X", "commodity_code"),
    ]


@pytest.mark.parametrize(
    ("world", "name", "language"),
    [("World", "Kazakhstan", "en"), ("Весь мир", "Казахстан", "ru"), ("世界", "哈萨克斯坦", "zh")],
)
def test_m49_tells_its_language_and_groups(world, name, language):
    found = codes.read((M49 + f"001,{world},142,Asia,143,Central Asia,,,{name},398,KZ,KAZ,,x,\n").encode())

    assert (found.layout, found.language) == ("m49", language)
    (row,) = found.items
    assert (row.code, row.name, row.parent, row.extra["alpha3"]) == ("398", name, "143", "KAZ")
    assert row.extra["group:142"] == "Asia"


def test_partners_and_sections():
    partners = codes.read(
        b",id,text,PartnerCode,PartnerDesc,partnerNote,PartnerCodeIsoAlpha2,PartnerCodeIsoAlpha3,entryEffectiveDate,"
        b"isGroup,entryExpiredDate\n0,4,A,490,Elsewhere,A,,S19,1900-01-01,False,1990-12-31T00:00:00\n"
    )
    sections = codes.read("\ufeffsection,name\nI,Made up\n".encode())

    (partner,) = partners.items
    assert (partners.layout, partner.code, partner.name, partner.extra["until"]) == (
        "comtrade-partners",
        "490",
        "Elsewhere",
        "1990-12-31",
    )
    assert list(sections.items) == [CodeRow(2, "I", "Made up")]


def test_table_that_is_no_code_list_is_refused():
    with pytest.raises(Refused):
        codes.read(b"a,b\n1,2\n")
