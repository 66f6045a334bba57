"""What ranking costs: thirty figures of a text against a thousand records of one pair. CPU time of one core."""

import time
from datetime import date
from decimal import Decimal

from articles.binding import CheckedText, Context, Names, Record, propose
from articles.figures import find_figures
from trade.periods import Period
from trade.quantities import Quantity

FIGURES, RECORDS = 30, 1000
SENTENCE = "В {year} году экспорт Казахстана в Китай составил {value} млрд долларов, импорт вырос на {growth} %. "
NAMES = Names(areas={"CHN": {"ru": "Кита*"}, "KAZ": {"ru": "Казахстан*"}})
BILLION = Decimal(10**9)


def main() -> None:
    text = "".join(SENTENCE.format(year=2005 + n, value=7 + n, growth=3 + n) for n in range(FIGURES // 2))
    article = CheckedText.of(text, "ru", find_figures(text, "ru", date(2024, 12, 1)))
    context = Context(article, NAMES, areas=frozenset(("CHN", "KAZ")))
    found = records(RECORDS)
    begin = time.process_time()
    proposed = propose(article, context, found)
    spent = time.process_time() - begin
    bound = sum(bool(stated.record) for stated in proposed.figures)
    print(f"{len(article.core)} figures, {len(found)} records, {bound} bound: {spent * 1000:.0f} ms")


def records(count: int) -> list[Record]:
    """Flows, reporters and headings of one pair, twenty years each."""
    made = []
    for n in range(count):
        flow, reporter, growth = "XMT"[n % 3], ("CHN", "KAZ", "_X")[n // 3 % 3], n // 9 % 4 == 0
        area = reporter if reporter != "_X" else "KAZ"
        quantity = Quantity(Decimal(n % 40), Decimal(1)) if growth else Quantity((n % 97) * BILLION, BILLION)
        made.append(
            Record(
                *(f"observation:{n}", "observation", quantity, "PC" if growth else "USD"),
                *(Period.year(2005 + n % 20), "G" if growth else "V", flow, reporter, area),
                *("CHN" if area == "KAZ" else "KAZ", "TOTAL" if n % 2 else f"H6-{n % 99:02}"),
            )
        )
    return made


if __name__ == "__main__":
    main()
