"""What else the page of a pair can show: links to other periods and flows."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from trade.pages.choices import Direction
from trade.pages.frequencies import Every
from trade.views.pair_records import PairRecords

WORTH_A_CHOICE = 12  # fewer periods are seen at a glance


class Choice(NamedTuple):
    """A link that shows the page otherwise."""

    label: str
    url: str
    chosen: bool


class PairSwitches(PairRecords):
    def get_switches(self) -> list[tuple[str, list[Choice]]]:
        """What else can be looked at: kinds of periods and flows, where there are several."""
        if len(self.spans) <= WORTH_A_CHOICE and not (self.choice.get("way") or self.choice.get("every")):
            return []
        found = [(_("Periods"), self._periods()), (_("Flow"), self._ways())]
        return [(words, choices) for words, choices in found if len(choices) > 2]

    def _periods(self) -> list[Choice]:
        kinds = [kind for kind in Every if kind is Every.ALL or self.kinds[kind.value]]
        overview = [Choice(_("overview"), self.with_parameter(every="", page=""), not self.every)]
        return [
            *(overview if self.has_overview else ()),
            *(
                Choice(str(kind.label), self.with_parameter(every=kind.value, page=""), kind == self.every)
                for kind in kinds
            ),
        ]

    def _ways(self) -> list[Choice]:
        """All flows, then those of which the pair has a table; with one chosen the others cannot be known."""
        names = {"one": self.pair.area.name, "other": self.pair.counterpart.name}
        words = {
            Direction.TURNOVER: _("turnover"),
            Direction.FORTH: _("from %(one)s to %(other)s") % names,
            Direction.BACK: _("from %(other)s to %(one)s") % names,
        }
        chosen = self.choice.get("way") or ""
        there = {self._way_of(table.subject.way) for table in self.tables}
        ways = [way for way in words if chosen or way in there]
        every = Choice(_("all flows"), self.with_parameter(way="", page=""), not chosen)
        return [
            every,
            *(Choice(words[way], self.with_parameter(way=way.value, page=""), way == chosen) for way in ways),
        ]

    def _way_of(self, way: Any) -> Direction | None:
        if way.is_turnover:
            return Direction.TURNOVER
        if way.mark != ">":
            return None
        return Direction.FORTH if way.origin == self.pair.area.code else Direction.BACK
