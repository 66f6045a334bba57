"""Articles whose figures were mangled and bound to whatever record: nothing raises, every finding can be written."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from articles.binding import Context, propose
from articles.figures import Figure
from articles.rules import arithmetic, check
from tests.articles.rules.planted import NAMES, articles
from trade.periods import Period

KINDS = ("money", "percent_change", "percent_share", "count", "ratio", "rank", "ordinal", "quantity")
APPROX = ("about", "more_than", "less_than", "up_to", "nearly", "record")


def mangled(figure: Figure, rng: random.Random) -> Figure:
    if figure.kind == "date":
        return figure
    match rng.randrange(6):
        case 0:
            return replace(figure, approx=rng.choice(APPROX))
        case 1 if figure.value is not None:
            return replace(figure, value=None, low=figure.value, high=figure.value * 2 + 1, approx="range")
        case 2:
            return replace(figure, value=Decimal(rng.choice(("0", "0.5", "1", "-3", "100", "1e30"))))
        case 3:
            return replace(figure, unit=rng.choice((None, "USD", "CNY", "%", "pp", "t")), kind=rng.choice(KINDS))
        case 4:
            return replace(figure, direction=rng.choice(("up", "down")), period=rng.choice((None, Period.year(2022))))
    return figure


@pytest.mark.parametrize("seed", range(3))
def test_nothing_raises(seed):
    rng = random.Random(seed)
    for article in articles(24, seed):
        text = article.checked("confirmed")
        stated = tuple(
            replace(
                s,
                figure=mangled(s.figure, rng),
                record=rng.choice((s.record, rng.choice(article.records).key)),
                binding=rng.choice(("confirmed", "near", "suggested")),
            )
            for s in text.figures
        )
        wrong = replace(text, figures=stated, others=(text,), is_published=rng.random() < 0.5)
        for finding in check(wrong, article.records):
            for lang in ("ru", "en", "zh", "kk"):
                arithmetic(finding, lang)
        fresh = replace(wrong, figures=tuple(replace(s, record="", binding="") for s in stated))
        propose(fresh, Context(fresh, NAMES, areas=frozenset(("CHN", "KAZ"))), article.records)
