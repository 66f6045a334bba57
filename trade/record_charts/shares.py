"""A chart of shares from computed parts of a whole: chapters of what a pair trades, partners of a country."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.translation import ngettext

from trade.charts.shares import Part, share_chart
from trade.quantities import Derived, Quantity
from trade.record_charts.frames import Frame, Publisher
from trade.words.languages import active_tag
from trade.words.numbers import compact, percent

TENTH = Decimal("0.1")


class Portion(NamedTuple):
    """What a part is called, what was recorded of it in ``unit``, and its computed share in percent."""

    name: str
    quantity: Quantity
    share: Derived


def shares_frame(
    name: str,
    title: str,
    subtitle: str,
    portions: Sequence[Portion],
    unit: str,
    *,
    publishers: Sequence[Publisher] = (),
    notes: Sequence[str] = (),
    table: str = "",
) -> Frame | None:
    """Sorted bars of *portions* of one whole; None for fewer than two, and where they overlap."""
    lang = active_tag()
    parts = [
        Part(
            portion.name,
            portion.share.value,
            share_text(portion.share, lang),
            compact(portion.quantity.value, unit, lang, portion.quantity.resolution),
        )
        for portion in portions
    ]
    try:
        chart = share_chart(
            name,
            title,
            parts,
            write=lambda value: percent(value.quantize(TENTH, ROUND_HALF_UP), lang, signed=False),
            others=others_words,
            unit="%",
        )
    except ValueError:
        return None
    return Frame(chart, title, subtitle, publishers, notes, table)


def share_text(part: Derived, lang: str) -> str:
    """«45,6 %», as tables write it: only digits that the inputs carry, and one decimal at most."""
    return compact(part.value, "PC", lang, max(part.resolution, TENTH))


def others_words(count: int) -> str:
    return ngettext("%(count)d other", "%(count)d others", count) % {"count": count}
