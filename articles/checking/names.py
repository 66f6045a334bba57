"""How texts name areas and events: phrases for :class:`articles.binding.Names`, made from the names on record.

CLDR gives names in the nominative alone; stems and the adjectives of the areas most written about are added here.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from articles.binding import Names
from events.models import EventSeries
from trade.models import Area
from trade.words.languages import COLUMNS, TAGS, Localised, column_of

# Adjectives and short forms that no stem of the name gives; the Chinese ones stand in pairs too: 中哈.
_ALSO: Mapping[str, Mapping[str, str]] = {
    "CHN": {"ru": "КНР", "en": "Chinese | PRC", "kk": "ҚХР", "zh": "中方"},
    "KAZ": {"ru": "РК", "en": "Kazakh*", "zh": "哈方"},
    "RUS": {"ru": "РФ | российск*", "en": "Russian*", "kk": "РФ | Ресей*", "zh": "俄方"},
    "USA": {"ru": "США | американск*", "en": "US | U.S. | American*", "kk": "АҚШ*", "zh": "美方"},
    "UZB": {"ru": "узбекск* | узбекистанск*", "en": "Uzbek*", "kk": "Өзбек*", "zh": "乌方"},
    "KGZ": {"ru": "Киргиз* | кыргыз*", "en": "Kyrgyz*", "kk": "Қырғыз*", "zh": "吉方"},
    "TJK": {"ru": "таджик*", "en": "Tajik*", "kk": "Тәжік*", "zh": "塔方"},
    "TKM": {"ru": "туркмен* | Туркмени*", "en": "Turkmen*", "kk": "Түрікмен*", "zh": "土方"},
    "TUR": {"ru": "турецк*", "en": "Turkish", "kk": "Түрк*"},
    "DEU": {"ru": "немецк* | ФРГ", "en": "German*"},
    "FRA": {"ru": "французск*", "en": "French"},
    "GBR": {"ru": "британск*", "en": "UK | British | Britain"},
    "JPN": {"ru": "японск*", "en": "Japanese"},
    "KOR": {"ru": "Коре* | южнокорейск*", "en": "Korean | South Korea*"},
    "IND": {"ru": "индийск*", "en": "Indian"},
    "IRN": {"ru": "иранск*", "en": "Iranian"},
    "BLR": {"ru": "белорус*", "en": "Belarusian"},
}
_SIGNS = {"CHN": "中", "KAZ": "哈", "RUS": "俄", "USA": "美", "UZB": "乌", "KGZ": "吉", "TJK": "塔", "TKM": "土"}
_SIGNS |= {"JPN": "日", "KOR": "韩", "DEU": "德", "FRA": "法", "GBR": "英", "IND": "印"}
_RUSSIAN_ENDING = re.compile(r"(?:ие|ое|ая|яя|ий|ый|ой|ые|[аеийоуыьюя])$")
_SHORTEST_STEM = 4


def names_of(areas: Iterable[str], series: Iterable[EventSeries] = ()) -> Names:
    """Phrases for the areas with these codes and for these series of events, in all four languages."""
    return Names(
        areas={code: _area_names(code) for code in areas if code != Area.NOT_STATED},
        events={row.slug: _event_names(row) for row in series},
    )


@lru_cache(maxsize=512)
def _area_names(code: str) -> dict[str, str]:
    area = Area.objects.filter(pk=code).first() or Area(code=code)
    found = {}
    for tag in TAGS:
        column = column_of(tag)
        phrases = [_open(area.name_in(tag), column), _ALSO.get(code, {}).get(column, "")]
        if column == "zh" and code in _SIGNS:
            phrases += [one + other for pair in _pairs(code) for one, other in (pair, pair[::-1])]
        found[column] = " | ".join(filter(None, phrases))
    return found


def _pairs(code: str) -> list[tuple[str, str]]:
    return [(_SIGNS[code], sign) for other, sign in _SIGNS.items() if other != code]


def _event_names(series: EventSeries) -> dict[str, str]:
    found = {}
    for column in COLUMNS:
        name = Localised("name").read(series, column)
        found[column] = " | ".join(filter(None, (f"{series.acronym}*" if series.acronym else "", _open(name, column))))
    return found


def _open(name: str, column: str) -> str:
    """*name* with the end of each word left open, as far as its language inflects words."""
    if column == "zh":
        return name
    if column == "ru":
        return " ".join(_russian_stem(word) for word in name.split())
    return f"{name}*" if name else ""


def _russian_stem(word: str) -> str:
    if word.isupper():
        return word
    stem = _RUSSIAN_ENDING.sub("", word)
    return f"{stem}*" if len(stem) >= _SHORTEST_STEM else word
