"""The list of areas is that of ISO 3166-1, as CLDR has it, and two areas of trade statistics."""

import pytest
from babel import Locale
from babel.core import get_global

from trade.models import Area, Commodity
from trade.words.languages import COLUMNS, TAGS, cldr_of

pytestmark = pytest.mark.usefixtures("seed_only")
# Codes of ISO 3166-1 that only users or agreements have given out, and CLDR names for its own ends.
NOT_ISO = {"AC", "CP", "DG", "EU", "TA", "XA", "XB", "XK", "ZZ"}


def test_every_country_of_iso_3166_is_there_once():
    aliases = get_global("territory_aliases")
    named = set(Locale.parse("en").territories) - NOT_ISO
    listed = {code for alias, [code, *more] in aliases.items() if len(alias) == 3 and alias.isalpha() and not more}
    countries = Area.objects.filter(kind="country")
    assert sorted(countries.values_list("alpha2", flat=True)) == sorted(named & listed)
    assert countries.count() == 249


def test_the_three_codes_of_a_country_name_the_same_country():
    aliases = get_global("territory_aliases")
    for area in Area.objects.filter(kind="country"):
        assert aliases[area.code] == aliases[area.m49] == [area.alpha2], area.code


@pytest.mark.parametrize(
    ("code", "m49"),
    [("COD", "180"), ("DEU", "276"), ("ETH", "231"), ("FRA", "250"), ("MMR", "104"), ("SDN", "729"), ("YEM", "887")],
)
def test_a_country_that_had_other_codes_before_has_its_present_ones(code, m49):
    assert Area.objects.get(code=code).m49 == m49


@pytest.mark.parametrize("tag", TAGS)
def test_every_area_has_a_name_in_every_language(tag):
    for area in Area.objects.all():
        assert area.name_in(tag) != area.code, area.code


def test_names_are_stored_only_where_cldr_has_none_for_the_code():
    stored = [area.code for area in Area.objects.all() if any(getattr(area, f"name_{c}") for c in COLUMNS)]
    assert sorted(stored) == ["WLD", "_X"]


@pytest.mark.parametrize("tag", TAGS)
def test_the_world_is_called_what_cldr_calls_it(tag):
    assert Area.objects.get(code="WLD").name_in(tag) == Locale.parse(cldr_of(tag)).territories["001"]


def test_the_total_of_all_commodities_has_four_names():
    total = Commodity.objects.get()
    assert total.key == Commodity.TOTAL
    assert all(getattr(total, f"name_{column}") for column in COLUMNS)
