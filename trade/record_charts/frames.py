"""What stands around a chart on a page: title, subtitle, key, sources, notes, and where its data is.

A page gives :class:`Frame` to the template ``charts/_chart.html``; :func:`picture_of` makes it a file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.utils.html import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trade.charts.canvas import colour
from trade.charts.draw import drawings
from trade.charts.model import Chart, Form, Kind
from trade.charts.picture import KeyEntry, Picture
from trade.models import Measurement, Source
from trade.words.languages import active_tag

SOURCES_NAMED = 4
FEW = 5
_TITLE_AT_MOST = 60


class Publisher(NamedTuple):
    """Who states what is drawn: a name and the page of the source."""

    name: str
    url: str


@dataclass
class Frame:
    """``title`` is a finding or the name of the measure; ``address`` the page whose table has the same data.

    ``kept`` is the query string of what the reader chose, for the addresses of the files.
    """

    chart: Chart
    title: str
    subtitle: str
    publishers: Sequence[Publisher] = ()
    notes: Sequence[str] = ()
    table: str = ""
    entries: Sequence[KeyEntry] = field(default=())
    kept: str = ""

    @property
    def name(self) -> str:
        return self.chart.name

    @cached_property
    def drawings(self) -> tuple[SafeString, SafeString]:
        """Wide and narrow; every word in them was escaped when it was drawn."""
        return tuple(map(SafeString, drawings(self.chart)))

    @cached_property
    def key(self) -> Sequence[KeyEntry]:
        """Only what is drawn, in the order of drawing; nothing where one kind of mark needs no explanation."""
        return self.entries or key_of(self.chart)

    @property
    def source_words(self) -> str:
        return sources_in_words([publisher.name for publisher in self.publishers])

    @property
    def axis_note(self) -> str:
        return "" if self.chart.kind is Kind.BARS else _("The axis begins at zero.")

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """(label, address) of this very chart as files, where it is not the first of its page."""
        kept = f"{self.kept}&" if self.kept else ""
        return [(form.upper(), f"?{kept}format={form}&chart={self.name}") for form in ("png", "svg")]

    @property
    def few(self) -> list[str]:
        """On how little the chart rests, where that is fewer values than a line or columns need."""
        points = list(self.chart.points())
        if self.chart.kind is not Kind.BARS or len(points) >= FEW:
            return []
        computed = sum(point.is_computed for point in points)
        stated = len(points) - computed
        words = [
            ngettext("The chart rests on %(n)s record.", "The chart rests on %(n)s records.", stated) % {"n": stated}
        ]
        if computed:
            words.append(ngettext("%(n)s value is computed.", "%(n)s values are computed.", computed) % {"n": computed})
        return words


def key_of(chart: Chart) -> list[KeyEntry]:
    found = []
    several = len(chart.series) > 1
    for series in chart.series:
        points = [point for point in series.points if point]
        looks = {Form.BAR: "bar", Form.LINE: "line", Form.DIAMOND: "diamond"}
        is_drawn = any(not (point.is_partial or point.is_computed) for point in points)
        if several or (is_drawn and any(chart.has_marks.values())):
            words = series.name if several else _("whole year")
            look = "balance" if series.is_computed_line else looks[series.form]
            found.append(KeyEntry(look, colour(series.colour), words))
    marks = chart.has_marks
    shade = next((colour(s.colour) for s in chart.series for point in s.points if point and point.is_partial), "1")
    if marks["partial"]:
        found.append(KeyEntry("partial", shade, _("incomplete year")))
    if marks["derived"]:
        found.append(KeyEntry("derived", "1", _("computed, no record")))
    if marks["tick"]:
        found.append(KeyEntry("tick", "1", _("the same period a year earlier")))
    if marks["ring"]:
        found.append(KeyEntry("ring", "1", _("value before a revision")))
    return found if len(found) > 1 else []


def publishers_of(records: Iterable[Measurement]) -> list[Publisher]:
    """Who states these records, each once, in their order; only what readers may see."""
    found: dict[str, Publisher] = {}
    for record in records:
        for source in _sources(record):
            name = source.publisher or _short(source.title)
            found.setdefault(name, Publisher(name, source.get_absolute_url()))
    return list(found.values())


def _sources(record: Measurement) -> Iterable[Source]:
    if record.source.is_public:
        yield record.source
    for citation in getattr(record, "shown_citations", ()):
        if citation.relation == "supports":
            yield citation.source


def _short(title: str) -> str:
    return title if len(title) <= _TITLE_AT_MOST else f"{title[:_TITLE_AT_MOST].rstrip()}…"


def sources_in_words(names: Sequence[str]) -> str:
    """«Источники: …»; of many the first four and how many more."""
    if not names:
        return ""
    shown = "; ".join(names[:SOURCES_NAMED])
    if len(names) > SOURCES_NAMED:
        rest = len(names) - SOURCES_NAMED
        shown += " " + ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest}
    words = ngettext("Source: %(names)s.", "Sources: %(names)s.", len(names))
    return (words % {"names": shown}).replace("….", "…")


def picture_of(frame: Frame, *, url: str, day: str) -> Picture:
    """*frame* as a file of its own: what a page says around it is written inside. *day* is today in words."""
    return Picture(
        chart=frame.chart,
        title=frame.title,
        subtitle=frame.subtitle,
        key=tuple(frame.key),
        lines=tuple(
            filter(
                None,
                (
                    " ".join(filter(None, (frame.source_words, *frame.notes, frame.axis_note))),
                    _("The figures belong to their sources, on the terms of those."),
                    f"{settings.SITE_NAME}, {day}. {url}",
                ),
            )
        ),
        lang=active_tag(),
    )
