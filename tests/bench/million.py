"""A million rows of bilateral trade that look like real ones: who trades what with whom, for how long, and how much.

A few countries trade with nearly all others in nearly all goods, most in little: partners follow their rank, the number
of codes of a relation is log-normal, and its codes lie together in chapters. Values are log-normal around the size of a
flow and move from year to year; small flows begin and end. Series come relation by relation, as the tables of
statistical offices have them. The same seed gives the same rows.
"""

import math
import random
from collections.abc import Iterator
from decimal import Decimal

from trade.periods import Period
from trade.readers.areas import known
from trade.readers.row import Row
from trade.series_keys import SeriesKey

YEARS = range(2005, 2025)
CODES = 5_000
# Those that trade most, first.
TRADERS = (
    "CHN",
    "USA",
    "DEU",
    "JPN",
    "KOR",
    "RUS",
    "TUR",
    "ITA",
    "KAZ",
    "UZB",
    "FRA",
    "IND",
    "VNM",
    "KGZ",
)  # the first
IN_CHAPTER = 4  # codes that a relation has in a chapter, on average
SEED = 20_241_105
ONE = Decimal(1)


def countries() -> list[str]:
    return sorted(code for code, area in known().items() if area.kind == "country")


def commodities(chance: random.Random) -> dict[str, list[str]]:
    """HS codes of six digits by chapter, more of them in chapters 28 to 30 and 72 to 90, as in the HS itself."""
    chapters = [f"{n:02}" for n in range(1, 98) if n != 77]
    weights = [4 if 28 <= int(chapter) <= 30 or 72 <= int(chapter) <= 90 else 1 for chapter in chapters]
    found: dict[str, set[str]] = {chapter: set() for chapter in chapters}
    for chapter in chance.choices(chapters, weights, k=CODES):
        found[chapter].add(f"H6-{chapter}{chance.randrange(1, 30):02}{chance.randrange(10, 100)}")
    return {chapter: sorted(codes) for chapter, codes in found.items()}


def relations(chance: random.Random) -> Iterator[tuple[str, str, str, int]]:
    """Endless (reporter, partner, flow, number of codes), none twice."""
    others = [code for code in countries() if code not in TRADERS]
    chance.shuffle(others)
    areas, seen = [*TRADERS, *others], set()
    rank = [1 / (n + 1) for n in range(len(areas))]
    while True:
        reporter, partner = chance.choices(areas, rank, k=2)
        flow = chance.choice("XM")
        if reporter == partner or (reporter, partner, flow) in seen:
            continue
        seen.add((reporter, partner, flow))
        yield reporter, partner, flow, round(chance.lognormvariate(3.5, 1.3)) + 1


def series(seed: int = SEED) -> Iterator[tuple[SeriesKey, float, random.Random]]:
    """Endless keys, none twice, each with the logarithm of its size and a source of chance of its own."""
    chance = random.Random(seed)
    codes = {chapter: listed for chapter, listed in commodities(chance).items() if listed}
    weights = [len(listed) for listed in codes.values()]
    for reporter, partner, flow, wanted in relations(chance):
        size, goods = chance.gauss(12, 3), set()
        for chapter in chance.choices(list(codes), weights, k=wanted // IN_CHAPTER + 1):
            goods.update(chance.sample(codes[chapter], min(len(codes[chapter]), chance.randrange(1, 2 * IN_CHAPTER))))
        for code in sorted(goods):
            key = SeriesKey(reporter, reporter, partner, flow, code, "V", "USD")
            yield key, size + chance.gauss(0, 2), random.Random(chance.random())


def rows(count: int, seed: int = SEED) -> Iterator[Row]:
    line = 1
    for key, size, chance in series(seed):
        first = chance.choice(YEARS)
        for year in range(first, min(first + chance.randrange(5, 20), YEARS.stop)):
            size += chance.gauss(0.03, 0.25)
            line += 1
            yield Row(line, key, Period.year(year), Decimal(max(1, round(math.exp(size)))), ONE)
            if line > count:
                return
