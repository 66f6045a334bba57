"""What binding and rules need to know of a language: tables an editor may extend, no code."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """Cue words of one language; see :mod:`articles.binding.words` for the notation."""

    flows: Mapping[str, str] = field(
        default_factory=dict
    )  # B(alance), T, X, M: of two that end at one place the first counts
    measures: Mapping[str, str] = field(default_factory=dict)  # of events: deals, exhibitors…
    natures: Mapping[str, str] = field(default_factory=dict)  # intended, concluded
    bilateral: str = ""  # between the two areas that the story is about
    reporters: str = ""  # statistics, customs: the area named beside it is the reporter
    fairs: str = ""  # what an edition number may stand before
    edition_marks: str = ""  # 届: makes a number an edition by itself

    including: str = ""  # opens the parts of a whole
    loosely: str = ""  # may open parts; enough to notice a lost scale, not to add up
    totals: str = ""  # before a total whose parts follow a colon: «общий бюджет», "in all"
    others: str = ""  # the last part of a complete list
    whole: str = ""  # «из 41 млрд», "of the total"
    shares: str = ""  # a percentage is a part of one whole
    share_links: str = ""  # between a part and its percentage: «, или 40 %», "(40%)"
    converted: str = ""  # between a sum and the same sum in other money
    growth_before: str = ""  # between a growth and its level: «до», "to"
    from_words: str = ""  # before the first of two levels: «с», "from"
    to_words: str = ""  # before the second: «до», "to"
    up: str = ""
    down: str = ""
    superlatives: str = ""  # highest ever
    lowest: str = ""
    part_of_year: str = ""  # months, quarters, halves, so far: the year alone is not the period
    a_year_before: str = ""  # stands for a period that is not written out
    than: str = ""  # before the other side of a comparison
    until: str = ""  # before a date that is a point in time, not the period
    nouns_of_share: str = ""  # begins a second list of shares
    of_it: str = ""  # after a percentage: of the total
    anew: str = ""  # another: what follows is no part of what was named before
    terms: str = ""  # growth in another money, in volume or at constant prices
    contrast: str = ""  # while, whereas: another subject begins
