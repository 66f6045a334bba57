"""What fetching the records of a text costs while the headings of its pair grow: queries, records and CPU time.

Run by `make bench` on the seeded database, which is left as it was: everything happens in a transaction that is rolled
back. Times are of one run; compare them with each other.
"""

import os
import time
from datetime import date

import django
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

HEADINGS, YEARS = (0, 500, 5000), (2021, 2022, 2023)
BODY = "<p>В 2023 году экспорт пшеницы из Казахстана в Китай составил 553 млн долларов, товарооборот — 41 млрд.</p>"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from articles.checking import check_text

    print(f"{'headings of a pair':52} {'rows':>7} {'queries':>7} {'records':>7} {'CPU s':>7}")
    for count in HEADINGS:
        with transaction.atomic():
            rows = populate(count)
            check_text(body=BODY, language="ru", areas=("CHN", "KAZ"))  # names of areas are remembered
            begin = time.process_time()
            with CaptureQueriesContext(connection) as queries:
                checked = check_text(body=BODY, language="ru", areas=("CHN", "KAZ"))
            spent = time.process_time() - begin
            print(f"{count:>52} {rows:>7} {len(queries):>7} {len(checked.shelf.rows):>7} {spent:>7.2f}")
            transaction.set_rollback(True)


def populate(count: int) -> int:
    """*count* goods that Kazakhstan sells to China, with a value for each of three years."""
    from trade.models import Commodity, Observation, Series, Source

    source = Source.objects.public().first()
    keys = [f"H6-{number:06}" for number in range(count)]
    Commodity.objects.bulk_create(Commodity(key=k, scheme="H6", code=k[3:], name_en=k) for k in keys)
    pair = {"reporter_id": "KAZ", "area_id": "KAZ", "counterpart_id": "CHN", "flow": "X", "measure": "V", "unit": "USD"}
    Series.objects.bulk_create(Series(commodity_id=k, **pair) for k in keys)
    series = Series.objects.filter(commodity__scheme="H6", reporter="KAZ", counterpart="CHN", flow="X")
    rows = [
        Observation(
            series=row, source=source, value=(number + 1) * 100_000, resolution=1,
            period_start=date(year, 1, 1), period_end=date(year, 12, 31),
        )
        for number, row in enumerate(series) for year in YEARS
    ]  # fmt: skip
    Observation.objects.bulk_create(rows)
    return len(rows)


if __name__ == "__main__":
    main()
