"""What goods are called in the language of a page: by our own name, by that of a file, or by what they are part of."""

import re

import pytest
from django.utils.translation import override

from tests.factories import make_commodity, make_observation
from trade.goods.commodities import LANGUAGES, other_names, own_names, whole_of
from trade.labels import commodity_label
from trade.models import Commodity
from trade.templatetags.records import foreign, series_label

FILE_NAME = "Petroleum oils, crude"


def test_every_list_names_each_code_in_four_languages_and_its_letters():
    letters = {"ru": "[а-яё]", "kk": "[а-яёәғқңөұүһі]", "en": "[a-z]", "zh": "[\u4e00-\u9fff]"}
    for rows in other_names().values():
        for names in rows.values():
            assert list(names) == list(LANGUAGES)
            assert all(re.search(letters[column], name.lower()) for column, name in names.items()), names
        for column in LANGUAGES:
            assert len({names[column] for names in rows.values()}) == len(rows), column


def test_sections_and_divisions_of_the_sitc_are_those_of_its_last_two_revisions():
    assert own_names("S4", "75")["en"] == own_names("S3", "75")["en"] == "Office machines and computers"
    assert own_names("S1", "75") == own_names("S2", "75") == {}
    assert {code[:1] for code in other_names()["SITC"] if len(code) == 2} == set("0123456789")


@pytest.mark.parametrize(
    ("scheme", "code", "whole"), [("H6", "270900", "27"), ("S4", "75299", "75"), ("S1", "752", ""), ("EB", "SC1", "S")]
)
def test_a_code_without_a_name_is_part_of_the_nearest_that_has_one(scheme, code, whole):
    assert whole_of(scheme, code) == whole


@pytest.mark.django_db
def test_a_heading_that_a_file_named_in_another_language_has_our_name():
    make_commodity("S4-75")
    Commodity.objects.filter(key="S4-75").update(name_ru="", name_kk="", name_zh="", name_en="Office machines, n.e.s.")
    heading = Commodity.objects.get(key="S4-75")
    with override("ru"):
        assert (heading.name, foreign(heading)) == ("Конторская техника и компьютеры", "")
    with override("en"):
        assert heading.name == "Office machines, n.e.s."


@pytest.mark.django_db
def test_the_name_of_a_file_says_its_language_where_it_is_not_that_of_the_page():
    series = make_observation("KAZ.KAZ.WLD.X.H6-2709.V.USD").series
    Commodity.objects.filter(key="H6-2709").update(name_ru="", name_kk="", name_zh="", name_en=FILE_NAME)
    series.commodity.refresh_from_db()
    with override("kk"):
        assert f', <span lang="en">{FILE_NAME}</span>' in series_label(series)
    with override("en"):
        assert "<" not in series_label(series)


@pytest.mark.django_db
def test_a_code_that_nobody_named_says_what_it_is_part_of():
    make_commodity("H6-2709")
    Commodity.objects.filter(key="H6-2709").update(**{f"name_{column}": "" for column in LANGUAGES})
    heading = Commodity.objects.get(key="H6-2709")
    with override("ru"):
        assert commodity_label(heading).startswith("H6-2709 (в составе: Минеральное топливо")
    with override("zh-hans"):
        assert commodity_label(heading).startswith("H6-2709（属于：矿物燃料")
