"""What the annual totals say of a pair: its commodities in one year, and years that no reporter states as such."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from trade.computed.links import computed_files
from trade.models import AnnualTotal, Commodity
from trade.pages.frame import only
from trade.record_charts.frames import Frame
from trade.record_charts.goods import goods_frames
from trade.totals.annual import Goods, goods_between
from trade.totals.years import computed_years
from trade.views.pair_records import PairRecords
from trade.views.pair_switches import Choice


class PairAnnual(PairRecords):
    def get_further_charts(self) -> list[Frame]:
        """Shares of the commodities of the year that the reader chose."""
        goods = self.annual.get("goods", ())
        return goods_frames(goods, self.annual.get("goods_year"), self.annual.get("heading_names"))

    def get_further_parameters(self) -> QueryDict:
        return only(self.parameters, [*self.get_kept_parameters(), "year"])

    @cached_property
    def annual(self) -> dict[str, Any]:
        """Commodities and computed years, of all goods as they are recorded now."""
        if self.as_of or self.commodity.key != Commodity.TOTAL or self.periods.has_previous():
            return {}
        years = AnnualTotal.objects.years_between(*self.codes)
        chosen = int(self.choice["year"]) if self.choice.get("year") else None
        year = chosen if chosen in years else next(iter(years), None)
        goods = goods_between(self.pair.area, self.pair.counterpart, year) if year else []
        return {
            "goods": goods,
            "goods_year": year,
            "heading_names": self._heading_names(goods),
            "share_files": self._share_files(year) if goods else [],
            "goods_years": [
                Choice(str(each), f"{self.with_parameter(year=str(each))}#commodities", each == year) for each in years
            ],
            "computed_years": computed_years(self.pair.area, self.pair.counterpart),
        }

    def _heading_names(self, goods: Iterable[Goods]) -> dict[str, Commodity]:
        """The headings, by key, for which we have no words of our own; a file may have given them a name."""
        unnamed = {line.commodity for each in goods for line in each.lines if line.name == line.commodity}
        found = Commodity.objects.in_bulk(unnamed) if unnamed else {}
        return {key: heading for key, heading in found.items() if heading.name}

    def _share_files(self, year: int) -> list[tuple[str, str]]:
        area, counterpart = self.codes
        return computed_files(area=area, counterpart=counterpart, kind="share", period_from=year, period_to=year)
