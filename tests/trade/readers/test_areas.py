import csv
import re
from importlib.resources import files

import pytest
from babel import Locale

from trade.readers import areas

DATA = files("trade.readers") / "data"


def lines(name: str) -> list[dict]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def test_every_code_is_one_that_the_database_takes_and_stands_once():
    codes = [line["code"] for line in lines("areas.csv")]

    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]{2,7}", code) for code in codes)
    assert all(re.fullmatch("[A-Z]{3}", area.code) for area in areas.known().values() if area.kind == "country")


@pytest.mark.parametrize("column", ["m49", "numbers", "alpha2"])
def test_no_number_and_no_name_means_two_areas(column):
    seen = [number for line in lines("areas.csv") for number in line[column].split()]

    assert len(seen) == len(set(seen))


def test_no_name_means_two_areas():
    owners: dict[str, set[str]] = {}
    for line in lines("areas.csv"):
        for name in (line["name"], *filter(None, line["aliases"].split("|"))):
            owners.setdefault(areas.fold(name), set()).add(line["code"])

    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_name_that_looks_like_a_code_means_the_area_of_that_code():
    for area in areas.known().values():
        named = areas.by_name(area.code)
        assert named is None or named is area


def test_customs_codes_agree_with_the_chinese_names_of_cldr():
    names = Locale.parse("zh_Hans").territories
    agreeing = sum(
        names[areas.known()[line["area"]].alpha2] in line["names"].split("|") for line in lines("gacc_areas.csv")
    )

    assert agreeing > 0.9 * len(lines("gacc_areas.csv"))
    assert all(areas.by_customs_code(line["code"]).code == line["area"] for line in lines("gacc_areas.csv"))


@pytest.mark.parametrize(
    ("function", "text", "code"),
    [
        (areas.by_number, "156", "CHN"),
        (areas.by_number, "4", "AFG"),
        (areas.by_number, "004", "AFG"),
        (areas.by_number, "0", "WLD"),
        (areas.by_number, "842", "USA"),
        (areas.by_number, "699", "IND"),
        (areas.by_number, "251", "FRA"),
        (areas.by_number, "757", "CHE"),
        (areas.by_number, "579", "NOR"),
        (areas.by_number, "490", "X490"),
        (areas.by_number, "492", "X492"),
        (areas.by_code, "492", "MCO"),
        (areas.by_code, "kz", "KAZ"),
        (areas.by_code, "142", "G142"),
        (areas.by_name, "Côte d'Ivoire", "CIV"),
        (areas.by_name, "Korea, Rep.", "KOR"),
        (areas.by_name, "Dem. People's Rep. of Korea", "PRK"),
        (areas.by_name, "Turkey", "TUR"),
        (areas.by_name, "Hong Kong, China", "HKG"),
        (areas.by_name, "Antigua and Barbuda", "ATG"),
        (areas.by_name, "哈萨克斯坦", "KAZ"),
        (areas.by_name, "Казахстан", "KAZ"),
        (areas.by_name, "Қазақстан", "KAZ"),
        (areas.by_customs_code, "145", "KAZ"),
        (areas.by_customs_code, "502", "USA"),
    ],
)
def test_publishers_spellings(function, text, code):
    assert function(text).code == code


def test_a_name_that_means_two_countries_in_two_languages_means_none():
    assert areas.by_name("Конго") is None
    assert areas.by_name("Конго - Браззавиль").code == "COG"


@pytest.mark.parametrize("text", ["", "995", "Narnia", "٣", "²"])
def test_unknown_area_is_none(text):
    assert [function(text) for function in (areas.by_number, areas.by_code, areas.by_customs_code)] == [None] * 3


@pytest.mark.parametrize("language", ["en", "ru", "kk", "zh_Hans"])
def test_names_of_cldr_mean_their_own_country_in_every_language(language):
    territories = Locale.parse(language).territories
    countries = [area for area in areas.known().values() if area.alpha2 in territories]
    ambiguous = {"Конго"}

    assert len(countries) > 240
    assert [area.code for area in countries if areas.by_name(territories[area.alpha2]) is not area] == [
        area.code for area in countries if territories[area.alpha2] in ambiguous
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Гонконг", "HKG"), ("香港特别行政区", "HKG"), ("Тайвань", "TWN"), ("臺灣", "TWN"), ("台湾省", "TWN")),
        *(("Российская Федерация", "RUS"), ("США", "USA"), ("АҚШ", "USA"), ("美利坚合众国", "USA"), ("КНР", "CHN")),
        *(("Кыргызстан", "KGZ"), ("Киргизия", "KGZ"), ("Южная Корея", "KOR"), ("КНДР", "PRK"), ("UK", "GBR")),
        *(("СССР", "SUN"), ("Fmr USSR", "SUN"), ("Serbia and Montenegro", "SCG"), ("Belgium-Luxembourg", "X058")),
        *(("Area Nes", "X899"), ("Unspecified", "X899"), ("Asia, not elsewhere specified", "X490"), ("Мир", "WLD")),
        *(("Әлем", "WLD"), ("全球", "WLD"), ("EL", "GRC"), ("Netherlands (Kingdom of the)", "NLD")),
    ],
)
def test_names_that_people_and_files_use(name, code):
    assert areas.by_name(name).code == code


@pytest.mark.parametrize("name", ["Конго", "Yugoslavia", "ASEAN", "Narnia"])
def test_name_of_two_areas_or_none_is_unknown(name):
    assert areas.by_name(name) is None
