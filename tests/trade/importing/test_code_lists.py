"""Lists of codes are loaded from files, once."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_area
from trade.goods.commodities import hs_names, parent_code, sections
from trade.models import Area, Commodity

HS = """section,hscode,description,parent,level
V,27,"Mineral fuels, mineral oils",TOTAL,2
V,2709,"Petroleum oils, crude",27,4
V,270900,"Petroleum oils; crude",2709,6
"""
M49 = """\ufeffCountry or Area,M49 Code,ISO-alpha2 Code,ISO-alpha3 Code
Казахстан,398,KZ,KAZ
"""


@pytest.mark.django_db
def test_the_full_list_of_the_hs_is_loaded_once_with_our_names_of_chapters(tmp_path, capsys):
    path = tmp_path / "hs.csv"
    path.write_text(HS, encoding="utf-8")
    call_command("load_codes", path)
    crude = Commodity.objects.get(key="H6-270900")
    assert (crude.name_en, crude.parent_id, crude.parent.parent_id) == ("Petroleum oils; crude", "H6-2709", "H6-27")
    assert crude.parent.parent.name_ru == "Минеральное топливо, нефть и нефтепродукты"
    assert Commodity.objects.get(key="H6-V").name_kk == "Минералдық өнімдер"
    call_command("load_codes", path)
    assert "24 codes added, 0 named" in capsys.readouterr().out
    assert Commodity.objects.count() == 24


@pytest.mark.django_db
def test_what_an_editor_wrote_stays(tmp_path):
    Commodity.objects.create(key="H6-2709", scheme="H6", code="2709", name_en="Crude")
    (tmp_path / "hs.csv").write_text(HS, encoding="utf-8")
    call_command("load_codes", tmp_path / "hs.csv")
    assert Commodity.objects.get(key="H6-2709").name_en == "Crude"


@pytest.mark.django_db
def test_areas_are_named_by_cldr_where_it_can(tmp_path):
    make_area("KAZ")
    (tmp_path / "m49.csv").write_text(M49, encoding="utf-8")
    call_command("load_codes", tmp_path / "m49.csv")
    assert Area.objects.get(code="KAZ").name_in("ru") == "Казахстан"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "needs the columns"),
        (HS.replace("2709,", "709,").encode(), "lost its leading zero"),
        ("Название".encode("cp1251"), "not UTF-8"),
    ],
)
def test_another_file_is_refused_with_the_reason(tmp_path, content, words):
    (tmp_path / "other.csv").write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("load_codes", tmp_path / "other.csv")
    assert not Commodity.objects.exists()


def test_every_chapter_has_a_section_and_a_name_in_four_languages():
    assert list(sections()) == [f"{number:02}" for number in range(1, 98)]
    assert len(set(sections().values())) == 21
    for code in {*sections(), *sections().values()}:
        assert all(hs_names()[code].values()), code


@pytest.mark.parametrize(
    ("scheme", "code", "parent"),
    [("H6", "270900", "2709"), ("H0", "27", "V"), ("H6", "V", ""), ("S4", "333", "33"), ("S4", "3", ""),
     ("EB", "SC1", "SC"), ("EB", "205", ""), ("H6", "9999AA", ""), ("WITS", "FUELS", "")],
)  # fmt: skip
def test_codes_are_parts_of_wider_ones(scheme, code, parent):
    assert parent_code(scheme, code) == parent
