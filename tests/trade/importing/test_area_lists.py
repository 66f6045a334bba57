"""The UN's regions, UN Comtrade's partners and the sections of the HS are loaded from their lists, once."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_area
from trade.models import Area, Commodity

pytestmark = pytest.mark.django_db

SECTIONS = """\ufeffsection,name
I,live beasts
V,Minerals
"""
M49 = """"Global Code","Global Name","Region Code","Region Name","Sub-region Code","Sub-region Name",\
"Intermediate Region Code","Intermediate Region Name","Country or Area","M49 Code","ISO-alpha2 Code","ISO-alpha3 Code"
"001","{world}","142","{asia}","143","{central}","","","{kaz}","398","KZ","KAZ"
"001","{world}","142","{asia}","143","{central}","","","{uzb}","860","UZ","UZB"
"""
RUSSIAN = M49.format(world="Весь мир", asia="Азия", central="Центральная Азия", kaz="Казахстан", uzb="Узбекистан")
CHINESE = M49.format(world="世界", asia="亚洲", central="中亚", kaz="哈萨克斯坦", uzb="乌兹别克斯坦")
HEADER = (
    "id,text,PartnerCode,PartnerDesc,partnerNote,PartnerCodeIsoAlpha2,PartnerCodeIsoAlpha3,entryEffectiveDate,isGroup,"
    "entryExpiredDate\n"
)


def partner(number, name="Somewhere", alpha2="", alpha3="", group="False", expired="") -> str:
    return f'{number},,{number},"{name}",,{alpha2},{alpha3},1900-01-01T00:00:00,{group},{expired}\n'


PARTNERS = HEADER + "".join(
    [
        partner(398, "Kazakhstan", "KZ", "KAZ"),
        partner(842, "USA", "US", "USA"),
        partner(841, "USA and islands (...1980)", "US", "USA", expired="1980-12-31T00:00:00"),
        partner(810, "USSR (...1990)", "SU", "SUN", expired="1990-12-31T00:00:00"),
        partner(492, "Europe EU, nes", "MC", "MCO"),
        partner(899, "Areas, nes", "", "_X "),
        partner(0, "World", "", "W00", group="True"),
        partner(356, "India (...1974)", "IN", "IND", expired="1974-12-31T00:00:00"),
        # What our table does not know
        partner(941, "Old Land (...1950)", "KZ", "KAZ", expired="1950-12-31T00:00:00"),
        partner(942, "Club of Lands", "", "R94", group="True"),
        partner(943, "Newland", "QQ", "QQQ"),
        partner(944, "Newland's twin", "KZ", "KAZ"),
    ]
)


def load(tmp_path, text: str, name: str = "list.csv") -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    call_command("load_codes", tmp_path / name)


def areas() -> dict[str, tuple]:
    """Every column of every area, so that any change shows."""
    return {area.pk: tuple(getattr(area, field.attname) for field in Area._meta.fields) for area in Area.objects.all()}


def test_partners_are_countries_former_states_groups_and_what_is_not_elsewhere_specified(tmp_path):
    load(tmp_path, PARTNERS)
    found = {area.pk: (area.kind, area.m49, area.alpha2, area.name_en) for area in Area.objects.all()}
    assert found == {
        "KAZ": ("country", "398", "KZ", ""),
        "USA": ("country", "840", "US", ""),
        "X841": ("expired", "", "", "USA and islands (...1980)"),
        "SUN": ("expired", "810", "", "USSR (...1990)"),
        "X492": ("special", "", "", "Europe EU, nes"),
        "X899": ("special", "", "", "Areas, nes"),
        "WLD": ("group", "001", "", "World"),
        "IND": ("country", "356", "IN", ""),
        "X941": ("expired", "", "", "Old Land (...1950)"),
        "G942": ("group", "", "", "Club of Lands"),
        "QQQ": ("country", "", "", "Newland"),
        "X944": ("special", "", "", "Newland's twin"),
    }
    assert Area.objects.get(pk="KAZ").name_in("ru") == "Казахстан"
    assert Area.objects.get(pk="SUN").name_source == "list.csv"


def test_where_list_and_table_differ_the_line_is_told_and_the_table_stays(tmp_path, capsys):
    load(tmp_path, PARTNERS)
    told = capsys.readouterr().out
    assert "line 9: 356 «India (...1974)» is expired in the list and country IND here" in told
    assert "line 6: 492 «Europe EU, nes» is country in the list and special X492 here" in told
    assert told.count("here; it stays") == 2


@pytest.mark.parametrize("text", [PARTNERS, RUSSIAN, SECTIONS])
def test_a_list_twice_changes_nothing(tmp_path, capsys, text):
    load(tmp_path, text)
    before, commodities = areas(), list(Commodity.objects.values_list())
    load(tmp_path, text)
    assert (areas(), list(Commodity.objects.values_list())) == (before, commodities)
    assert "0 codes added, 0 named" in capsys.readouterr().out


def test_what_an_editor_wrote_stays_kind_and_number_included(tmp_path):
    Area.objects.create(code="SUN", kind="special", name_en="The Union", name_ru="Союз", name_source="editor")
    Area.objects.create(code="OWN1", kind="special", m49="398", name_en="Ours")
    load(tmp_path, PARTNERS)
    union = Area.objects.get(pk="SUN")
    assert (union.kind, union.name_en, union.name_source, union.m49) == ("special", "The Union", "editor", "")
    assert [Area.objects.get(pk=code).m49 for code in ("OWN1", "KAZ")] == ["398", ""]


def test_a_code_is_that_of_the_first_country_that_has_it(tmp_path):
    make_area("QQQ")
    two = HEADER + partner(943, "Newland", "QQ", "QQQ") + partner(945, "Newland's rest", "QQ", "QQQ")
    for _time in (1, 2):
        load(tmp_path, two)
        found = {area.pk: (area.kind, area.name_en) for area in Area.objects.all()}
        assert found == {"QQQ": ("country", "Newland"), "X945": ("special", "Newland's rest")}


def test_regions_are_named_in_the_language_of_their_list(tmp_path):
    load(tmp_path, RUSSIAN)
    load(tmp_path, CHINESE)
    central = Area.objects.get(pk="G143")
    assert (central.kind, central.m49, central.name_ru, central.name_zh) == ("group", "143", "Центральная Азия", "中亚")
    assert Area.objects.get(pk="WLD").name_ru == "Весь мир"
    assert (Area.objects.get(pk="UZB").m49, Area.objects.get(pk="UZB").name_ru) == ("860", "")


def test_sections_have_our_own_names(tmp_path):
    load(tmp_path, SECTIONS)
    assert list(Commodity.objects.values_list("key", "name_en", "parent")) == [
        ("H6-I", "Live animals and animal products", None),
        ("H6-V", "Mineral products", None),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SECTIONS + "XXII,More\n", "line 4, column section: «XXII» is no section of the HS"),
        (SECTIONS + "\n,\n", "is no section of the HS"),
        ("section,hscode,description\nVI,27,Fuels\n", "line 2, column section: 27 stands in VI; in the HS it is in V"),
        (HEADER + partner("12a"), "line 2, column PartnerCode: «12a» is no number"),
        (HEADER + partner("", "Nameless"), "column PartnerCode"),
        (HEADER + partner(398, group="maybe"), "column isGroup: «maybe» is neither True nor False"),
        (HEADER + partner(398, name=" "), "column PartnerDesc: the name is missing"),
        (HEADER + partner(398, expired="soon"), "column entryExpiredDate: «soon» is no date"),
        (HEADER + "1\n", "line 2, column PartnerCode"),
        (HEADER.replace("isGroup", "group") + partner(398), "needs the columns .*partners of UN Comtrade"),
        ("name,capital\nKazakhstan,Astana\n", "needs the columns hscode, description"),
        ("", "needs the columns"),
    ],
)
def test_another_table_is_refused_with_line_column_and_reason_and_nothing_is_stored(tmp_path, text, words):
    with pytest.raises(CommandError, match=words.replace("(", r"\(")):
        load(tmp_path, text)
    assert not Area.objects.exists()
    assert not Commodity.objects.exists()


def test_an_entry_that_ends_in_the_future_is_not_expired(tmp_path):
    load(tmp_path, HEADER + partner(943, "Newland", "QQ", "QQQ", expired="2999-12-31T00:00:00"))
    assert Area.objects.get().kind == "country"
