"""What is recorded of pairs that have no value of all goods: how many headings, services or not, of which years."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Value
from django.db.models.expressions import RawSQL

from trade.models import Observation

MOST_HEADINGS = 200


@dataclass(frozen=True, slots=True)
class Contents:
    """``headings`` of goods are counted to one more than MOST_HEADINGS; years are those of annual and monthly values.

    A total of services is no heading: it makes ``has_services`` true.
    """

    headings: int = 0
    first_year: int | None = None
    last_year: int | None = None
    has_services: bool = False

    @property
    def is_more(self) -> bool:
        return self.headings > MOST_HEADINGS

    @property
    def shown(self) -> int:
        return min(self.headings, MOST_HEADINGS)

    @property
    def years(self) -> str:
        if self.first_year is None:
            return ""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"


def contents_of(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Contents]:
    """For each of *pairs*; one query, which reads no more headings of a pair than it counts."""
    if not pairs:
        return {}
    wanted = " UNION ALL ".join(["SELECT %s AS one, %s AS other"] * len(pairs))
    values = Observation.objects.shown_in_order().filter(series=RawSQL("s.id", ())).order_by()
    sql, shown = values.annotate(all=Value(1)).values("all")[:1].query.sql_with_params()

    def headings(area: str, counterpart: str) -> str:
        return f"""SELECT * FROM (SELECT DISTINCT s.commodity_id FROM trade_series s WHERE s.area_id = p.{area}
            AND s.counterpart_id = p.{counterpart} AND s.commodity_id <> 'TOTAL' AND s.trade_type <> 'S' AND ({sql}) = 1
            LIMIT {MOST_HEADINGS + 1}) AS few"""

    def services(area: str, counterpart: str) -> str:
        return f"""EXISTS (SELECT 1 FROM trade_series s WHERE s.area_id = p.{area}
            AND s.counterpart_id = p.{counterpart} AND s.trade_type = 'S' AND ({sql}) = 1)"""

    def year(function: str, area: str, counterpart: str) -> str:
        return f"""(SELECT {function}(t.year) FROM trade_annualtotal t
            WHERE t.area_id = p.{area} AND t.counterpart_id = p.{counterpart})"""

    ways = (("one", "other"), ("other", "one"))
    count = f"(SELECT COUNT(*) FROM ({' UNION '.join(headings(*way) for way in ways)}) AS headings)"
    has_services = " OR ".join(services(*way) for way in ways)
    years = ", ".join(year(function, *way) for function in ("MIN", "MAX") for way in ways)
    with connection.cursor() as cursor:
        codes = [code for pair in pairs for code in pair]
        query = f"SELECT one, other, {count}, {has_services}, {years} FROM ({wanted}) AS p"
        cursor.execute(query, [*shown * 4, *codes])
        return {(one, other): _contents(*found, edges) for one, other, *found, edges in map(_split, cursor.fetchall())}


def _split(row: Sequence) -> tuple:
    return *row[:4], row[4:]


def _contents(headings: int, has_services: int, edges: Sequence[int | None]) -> Contents:
    known = [year for year in edges if year is not None]
    return Contents(headings, min(known, default=None), max(known, default=None), bool(has_services))
