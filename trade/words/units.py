"""Units of measurement: ISO 4217 currencies, percent, things that are counted, and physical units, in four languages.

Codes are those of series and metrics, in capitals: SDMX's (``PC``, ``T``) and UN Comtrade's abbreviations (``KG``,
``U``, ``2U``) as far as they differ.
"""

import enum
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, list_currencies

from trade.words.dates import column


class Kind(enum.Enum):
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    QUANTITY = "quantity"
    OTHER = "other"


PERCENT = frozenset(("PC", "PT", "PERCENT", "%"))
_NUMBERS = {"U", "NO", "NR", "NMB", "NUM", "NUMBER", "PN", "PS", "UNIT", "UNITS", "PCS", "COUNT", "ORDINAL", "OTHER"}
_THINGS = {"PEOPLE", "COMPANIES", "COUNTRIES", "REGIONS", "PROJECTS", "AGREEMENTS", "EVENTS", "TRAINS", "PRODUCTS"}
COUNTS = frozenset(_NUMBERS | _THINGS)
# Forms after a number, in the order of the language's plural categories below; one form serves all of them.
QUANTITIES = {
    "PP": {"ru": "п.п.", "kk": "п.т.", "en": "pp", "zh": "个百分点"},
    "T": {"ru": "т", "kk": "т", "en": "tonne|tonnes", "zh": "吨"},
    "KG": {"ru": "кг", "kk": "кг", "en": "kg", "zh": "千克"},
    "G": {"ru": "г", "kk": "г", "en": "g", "zh": "克"},
    "CARAT": {"ru": "карат|карата|карат|карата", "kk": "карат", "en": "carat|carats", "zh": "克拉"},
    "L": {"ru": "л", "kk": "л", "en": "litre|litres", "zh": "升"},
    "BBL": {"ru": "барр.", "kk": "баррель", "en": "barrel|barrels", "zh": "桶"},
    "M": {"ru": "м", "kk": "м", "en": "metre|metres", "zh": "米"},
    "KM": {"ru": "км", "kk": "км", "en": "km", "zh": "公里"},
    "M2": {"ru": "м²", "kk": "м²", "en": "m²", "zh": "平方米"},
    "KM2": {"ru": "км²", "kk": "км²", "en": "km²", "zh": "平方公里"},
    "HA": {"ru": "га", "kk": "га", "en": "ha", "zh": "公顷"},
    "M3": {"ru": "м³", "kk": "м³", "en": "m³", "zh": "立方米"},
    "KWH": {"ru": "кВт·ч", "kk": "кВт·сағ", "en": "kWh", "zh": "千瓦时"},
    "1000KWH": {"ru": "тыс. кВт·ч", "kk": "мың кВт·сағ", "en": "thousand kWh", "zh": "千千瓦时"},
    "MW": {"ru": "МВт", "kk": "МВт", "en": "MW", "zh": "兆瓦"},
    "GW": {"ru": "ГВт", "kk": "ГВт", "en": "GW", "zh": "吉瓦"},
    "TEU": {"ru": "ДФЭ", "kk": "ЖФБ", "en": "TEU", "zh": "标准箱"},
    "2U": {"ru": "пара|пары|пар|пары", "kk": "жұп", "en": "pair|pairs", "zh": "双"},
    "12U": {"ru": "дюжина|дюжины|дюжин|дюжины", "kk": "дюжина", "en": "dozen", "zh": "打"},
    "1000U": {"ru": "тыс. шт.", "kk": "мың дана", "en": "thousand items", "zh": "千件"},
    "Y": {"ru": "год|года|лет|года", "kk": "жыл", "en": "year|years", "zh": "年"},
    "MO": {"ru": "месяц|месяца|месяцев|месяца", "kk": "ай", "en": "month|months", "zh": "个月"},
    "D": {"ru": "день|дня|дней|дня", "kk": "күн", "en": "day|days", "zh": "天"},
}
SPOKEN_KAZAKH = {
    "PP": "тармақ", "T": "тонна", "KG": "килограмм", "G": "грамм", "CARAT": "карат", "L": "литр", "BBL": "баррель",
    "M": "метр", "KM": "километр", "M2": "метр", "KM2": "километр", "HA": "гектар", "M3": "метр", "KWH": "сағат",
    "1000KWH": "сағат", "MW": "мегаватт", "GW": "гигаватт", "2U": "жұп", "12U": "дюжина", "1000U": "дана",
    "Y": "жыл", "MO": "ай", "D": "күн",
}  # fmt: skip
_PERCENT_NAMES = {"ru": "проценты", "kk": "пайыз", "en": "percent", "zh": "百分比"}
_COUNT_NAMES = {"ru": "количество", "kk": "саны", "en": "number", "zh": "数量"}
_CATEGORIES = {"ru": ("one", "few", "many", "other"), "kk": ("other",), "en": ("one", "other"), "zh": ("other",)}
# A million is «many» in Russian and «other» in English, and so is every word for a power of ten.
_MANY = Decimal(1_000_000)
_LOCALES = {"ru": "ru", "kk": "kk", "en": "en", "zh": "zh_Hans"}
# CLDR's name for the yuan is that of the currency, which no number can stand before.
_AFTER_NUMBERS = {("CNY", "zh"): "元人民币"}


@cache
def kind_of(unit: str) -> Kind:
    code = unit.upper()
    if not code:
        return Kind.COUNT
    if code in PERCENT:
        return Kind.PERCENT
    if code in COUNTS:
        return Kind.COUNT
    if code in QUANTITIES:
        return Kind.QUANTITY
    return Kind.MONEY if code in list_currencies() else Kind.OTHER


def unit_name(unit: str, lang: str) -> str:
    """What *unit* is called on its own: «доллар США», «проценты», "tonne"; the code itself if it is unknown."""
    match kind_of(unit):
        case Kind.MONEY:
            return get_currency_name(unit.upper(), 1, _LOCALES[column(lang)])
        case Kind.PERCENT:
            return _PERCENT_NAMES[column(lang)]
        case Kind.COUNT:
            return _COUNT_NAMES[column(lang)]
    return unit_after(Decimal(1), unit, lang)


def unit_after(number: Decimal | None, unit: str, lang: str) -> str:
    """The unit's form after *number*, or after a word such as «млрд» (None): «долларов США», "tonnes".

    Empty for what is merely counted; ``%`` for percent; the code itself if it is unknown.
    """
    match kind_of(unit):
        case Kind.PERCENT:
            return "%"
        case Kind.COUNT:
            return ""
        case Kind.MONEY:
            return _AFTER_NUMBERS.get((unit.upper(), column(lang))) or _currency(unit, number, lang)
        case Kind.QUANTITY:
            return _form(QUANTITIES[unit.upper()][column(lang)], number, column(lang))
    return unit


def _currency(unit: str, number: Decimal | None, lang: str) -> str:
    return get_currency_name(unit.upper(), _MANY if number is None else number, _LOCALES[column(lang)])


def _form(forms: str, number: Decimal | None, lang: str) -> str:
    words = forms.split("|")
    if len(words) == 1:
        return forms
    category = Locale.parse(_LOCALES[lang]).plural_form(_MANY if number is None else abs(number))
    return words[_CATEGORIES[lang].index(category)]
