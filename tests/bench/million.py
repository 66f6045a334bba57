"""A million rows of bilateral trade that look like real ones: who trades what with whom, for how long, and how much.

Values are log-normal around the size of a pair and of a chapter, and move from year to year; small flows begin and end.
The same seed gives the same rows.
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
CODES = 600
SEED = 20_241_105
ONE = Decimal(1)


def countries() -> list[str]:
    return sorted(code for code, area in known().items() if area.kind == "country")


def commodities(chance: random.Random) -> list[str]:
    """HS codes of six digits, more of them in chapters 28 to 30 and 72 to 90, as in the HS itself."""
    chapters = [f"{n:02}" for n in range(1, 98) if n != 77]
    weights = [4 if 28 <= int(chapter) <= 30 or 72 <= int(chapter) <= 90 else 1 for chapter in chapters]
    found = {
        f"H6-{chapter}{chance.randrange(1, 30):02}{chance.randrange(10, 100)}"
        for chapter in chance.choices(chapters, weights, k=CODES)
    }
    return sorted(found)


def series(seed: int = SEED) -> Iterator[tuple[SeriesKey, float, random.Random]]:
    """Endless keys, none twice, each with the logarithm of its size and a source of chance of its own."""
    chance = random.Random(seed)
    areas, codes, seen = countries(), commodities(chance), set()
    rank = [1 / (n + 1) for n in range(len(areas))]
    chance.shuffle(areas)
    while True:
        reporter, partner = chance.choices(areas, rank, k=2)
        parts = (reporter, partner, chance.choice("XXM"), chance.choice(codes))
        if reporter == partner or parts in seen:
            continue
        seen.add(parts)
        key = SeriesKey(reporter, reporter, partner, parts[2], parts[3], "V", "USD")
        yield key, chance.gauss(12, 3), random.Random(chance.random())


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
