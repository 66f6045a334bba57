"""Which words meet which names, whatever their endings: a table in four languages, on the databases as well."""

import pytest

from tests.factories import make_commodity
from trade.models import Commodity
from trade.words.endings import MOST_WORDS, meets, words_of
from trade.words.languages import COLUMNS

MEET = [
    # Russian: cases and numbers, vowels that come and go, ё, the beginning of a word
    ("ru", "нефть", "Минеральное топливо, нефть и нефтепродукты"),
    ("ru", "нефти", "Минеральное топливо, нефть и прочее"),
    ("ru", "нефтью", "Нефть"),
    ("ru", "НЕФТЕ", "нефтепродукты"),
    ("ru", "меди", "Медь и изделия из неё"),
    ("ru", "угля", "древесный уголь"),
    ("ru", "уголь", "цены угля"),
    ("ru", "свинца", "Свинец и изделия из него"),
    ("ru", "ковёр", "Ковры"),
    ("ru", "ковров", "Ковер"),
    ("ru", "мед", "Молочные продукты, яйца, мёд"),
    ("ru", "шёлка", "Шелк"),
    ("ru", "зерновых", "Зерновые"),
    ("ru", "рыбой", "Изделия из мяса и рыбы"),
    ("ru", "удобрений", "Удобрения"),
    ("ru", "станка", "Станки"),
    ("ru", "красителей", "Красители, краски и чернила"),
    ("ru", "игрушек", "Игрушки и спортивный инвентарь"),
    ("ru", "автомобиль", "Автомобили и прочий наземный транспорт"),
    # Kazakh: plural, possessive and case, in this order
    ("kk", "мұнайдың", "Минералдық отын, мұнай және мұнай өнімдері"),
    ("kk", "мұнай", "Мұнайды"),
    ("kk", "жаңғақ", "Жемістер мен жаңғағы"),
    ("kk", "жаңғағы", "Жемістер мен жаңғақтар"),
    ("kk", "мыстан", "Мыс және мыс бұйымдар"),
    ("kk", "кендерді", "Кендер, қож және күл"),
    ("kk", "астықтар", "Астық дақылдары"),
    ("kk", "ет", "Ет және балық бұйымдары"),
    # English: the plural
    ("en", "oil", "Mineral fuels, oils and their products"),
    ("en", "oils", "Oil seeds"),
    ("en", "berries", "Berry"),
    ("en", "berry", "Berries"),
    ("en", "boxes", "Box"),
    ("en", "watches", "Clocks and watch parts"),
    # Chinese: whatever stands in the name
    ("zh", "钢铁", "钢铁制品"),
    ("zh", "矿物油", "矿物燃料、矿物油及其产品"),
]
DO_NOT_MEET = [
    ("ru", "меди", "Молочные продукты, яйца, мёд"),
    ("ru", "мёда", "Медь и изделия из неё"),
    ("ru", "медью", "Оптические и медицинские приборы"),
    ("ru", "соли", "Мука, крупа, солод, крахмал"),
    ("ru", "рыбы", "Рыбные консервы"),
    ("ru", "топливо", "Топинамбур"),
    ("ru", "пливо", "Минеральное топливо"),
    ("kk", "мыстан", "Мысық"),
    ("kk", "тұзға", "Тұздық"),
    ("kk", "най", "мұнай"),
    ("en", "ores", "Articles of iron or steel"),
    ("en", "glass", "Glaze"),
    ("en", "teas", "Steam"),
    ("zh", "石油", "矿物燃料、矿物油及其产品"),
]


@pytest.mark.parametrize(("column", "typed", "name"), MEET)
def test_forms_of_one_word_meet(column, typed, name):
    (word,) = words_of(typed)
    assert meets(word, name, column)


@pytest.mark.parametrize(("column", "typed", "name"), DO_NOT_MEET)
def test_words_that_only_look_alike_do_not_meet(column, typed, name):
    (word,) = words_of(typed)
    assert not meets(word, name, column)


@pytest.mark.django_db
def test_the_database_sees_the_words_as_python_does():
    names = list(dict.fromkeys((column, name) for column, _typed, name in (*MEET, *DO_NOT_MEET)))
    keys = {each: f"S4-{number + 100}" for number, each in enumerate(names)}
    for (column, name), key in keys.items():
        make_commodity(key)
        Commodity.objects.filter(key=key).update(**{f"name_{each}": "" for each in COLUMNS} | {f"name_{column}": name})
    for column, typed, name in MEET:
        assert keys[column, name] in set(Commodity.objects.with_words(typed).values_list("key", flat=True)), typed
    for column, typed, name in DO_NOT_MEET:
        assert keys[column, name] not in set(Commodity.objects.with_words(typed).values_list("key", flat=True)), typed


def test_little_words_and_signs_tell_nothing_apart():
    assert words_of("Мясо и рыба, из неё; (meat) and of 肉及鱼!") == ["мясо", "рыба", "meat", "肉及鱼"]
    assert words_of("( % _ . \\ и в") == []


def test_a_long_text_is_read_as_far_as_it_tells_anything():
    assert len(words_of(" ".join(f"word{n}" for n in range(1000)))) == MOST_WORDS


@pytest.mark.parametrize("typed", ["a" * 200, "(((((", "ё" * 60, "[a-z]+$", "лар" * 60, "ами" * 60])
def test_no_word_takes_long(typed):
    for word in words_of(typed):
        for column in ("ru", "kk", "en", "zh"):
            assert not meets(word, "Минеральное топливо, нефть и нефтепродукты " * 20, column)
