"""What share each chapter has of what one side of a pair sent to the other, as sorted bars."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trade.models import Commodity
from trade.record_charts.frames import Frame
from trade.record_charts.shares import Portion, shares_frame
from trade.totals.annual import Goods, Line, Whole

FEWEST = 3


def goods_frames(goods: Sequence[Goods], year: int, headings: Mapping[str, Commodity] | None = None) -> list[Frame]:
    """A chart for each of *goods* by the first reporter with three shares or more; the table says the same of all.

    *headings* are those, by key, that we have no words of our own for.
    """
    found = (_frame(each, number, year, headings or {}) for number, each in enumerate(goods, start=1))
    return [frame for frame in found if frame]


def _frame(goods: Goods, number: int, year: int, headings: Mapping[str, Commodity]) -> Frame | None:
    for place, reporter in enumerate(goods.reporter_names):
        cells = ((line, line.cells[place]) for line in goods.lines)
        portions = [
            Portion(_name(line, headings), cell.quantity, cell.part) for line, cell in cells if cell and cell.part
        ]
        if len(portions) >= FEWEST:
            whole = goods.wholes[place]
            return shares_frame(
                f"goods-{number}",
                _title(goods, whole, year),
                _subtitle(reporter, whole),
                portions,
                goods.unit,
                notes=[whole.extent] if whole.extent else [],
                table=f"#goods-{number}",
            )
    return None


def _name(line: Line, headings: Mapping[str, Commodity]) -> str:
    return headings[line.commodity].name if line.commodity in headings else line.name


def _title(goods: Goods, whole: Whole, year: int) -> str:
    if whole.stated:
        words = _("From %(origin)s to %(destination)s, %(year)s: shares of chapters")
    else:
        words = ngettext(
            "From %(origin)s to %(destination)s, %(year)s: shares of the sum of %(count)s recorded heading",
            "From %(origin)s to %(destination)s, %(year)s: shares of the sum of %(count)s recorded headings",
            whole.count,
        )
    names = {"origin": goods.origin.name, "destination": goods.destination.name}
    return words % {**names, "year": year, "count": whole.count}


def _subtitle(reporter: str, whole: Whole) -> str:
    if whole.stated:
        return _("%(reporter)s; per cent of the value, computed") % {"reporter": reporter}
    words = _("%(reporter)s; per cent of what is recorded here, not of all trade; computed")
    return words % {"reporter": reporter}
