"""Titles that say what a chart shows. Each is a rule that the records must satisfy; where none does, there is none.

Values are compared as intervals: what rounding could reverse is not found.
"""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trade.labels import reporter_name
from trade.pairs.tables import Row
from trade.periods import Period
from trade.quantities import Qualifier, Quantity, growth
from trade.record_charts.periods import Shown, Voice
from trade.templatetags.numbers import signed
from trade.words.languages import active_tag

_POINTS = (Qualifier.EQ, Qualifier.APPROX)


def finding_of(voices: Sequence[Voice], shown: Shown, rows: Sequence[Row] = ()) -> str:
    """The title of a chart over time; empty where no rule holds. *rows* have the growths that sources state."""
    rules = (_above_a_whole_year, partial(_on_the_year_before, rows=rows), _over_the_years)
    for rule in rules:
        for voice in voices:
            if found := rule(voice, shown):
                return _of_one(found, voice) if len(voices) > 1 else found
    return ""


def _of_one(finding: str, voice: Voice) -> str:
    return _("%(finding)s (%(reporter)s)") % {"finding": finding, "reporter": reporter_name(voice.reporter)}


class Quantified(Protocol):
    """A record, or a computed value, with what it can mean."""

    @property
    def quantity(self) -> Quantity: ...


def is_certainly_more(one: Quantified, other: Quantified) -> bool:
    """Not by rounding alone: the lowest that *one* can mean lies above the highest that *other* can."""
    low, high = one.quantity.interval.low, other.quantity.interval.high
    return low is not None and high is not None and low >= high


def _above_a_whole_year(voice: Voice, shown: Shown) -> str:
    """Nine months that exceed an earlier full year of the same reporter."""
    part = shown.partial and voice.values.get(shown.partial)
    if not part or part.base:
        return ""
    beaten = [
        year
        for year in shown.regular
        if (full := voice.values.get(year)) and full.quantity.qualifier in _POINTS and is_certainly_more(part, full)
    ]
    if not beaten:
        return ""
    words = _("%(period)s: already more than in the whole of %(year)s")
    return capfirst(words % {"period": shown.partial.words(active_tag()), "year": beaten[-1].words(active_tag())})


def _on_the_year_before(voice: Voice, shown: Shown, rows: Sequence[Row]) -> str:
    """An incomplete year against the same period a year earlier, as stated or from two records."""
    if not shown.partial or shown.partial not in voice.values:
        return ""
    for row in rows:
        for found in row.growths if row.period == shown.partial else ():
            if found.reporter == voice.reporter:
                return _growth_words(shown.partial, signed(found.figure, "PC"))
    return ""


def _growth_words(period: Period, percent: str) -> str:
    words = _("%(period)s: %(growth)s on the same period a year earlier")
    return capfirst(words % {"period": period.words(active_tag()), "growth": percent})


def _over_the_years(voice: Voice, shown: Shown) -> str:
    """From the first full year to the last one of the same reporter, who states every year between them."""
    years = [year for year in shown.regular if year.is_full_year and year in voice.values]
    if len(years) < 2 or years[-1].start.year - years[0].start.year != len(years) - 1:
        return ""
    first, last = voice.values[years[0]], voice.values[years[-1]]
    if not (is_certainly_more(last, first) or is_certainly_more(first, last)):
        return ""
    if {first.quantity.qualifier, last.quantity.qualifier} - {*_POINTS}:
        return ""
    try:
        percent = growth(last.quantity, first.quantity)
    except ValueError:
        return ""
    words = _("From %(first)s to %(last)s: %(growth)s")
    spans = {"first": years[0].start.year, "last": years[-1].start.year}
    return words % (spans | {"growth": signed(percent, "PC")})
