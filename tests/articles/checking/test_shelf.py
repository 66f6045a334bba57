"""What is taken from the database for a text: enough to bind and check it, and no more where a pair has thousands."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checking import check_article, check_text
from articles.richtext import write_mark
from tests.factories import (
    BILLION,
    make_area,
    make_article,
    make_claim,
    make_commodity,
    make_observation,
    make_series,
)
from trade.models import Area, Observation

pytestmark = pytest.mark.django_db
PAIR = ("CHN", "KAZ")
TURNOVER = "В 2023 году товарооборот Китая и Казахстана достиг 41 млрд долларов."
WHEAT = "В 2023 году экспорт пшеницы из Казахстана в Китай составил 553 млн долларов."


def check(text: str):
    return check_text(body=f"<p>{text}</p>", language="ru", areas=PAIR)


def goods(headings: int, value: int = 100) -> list[Observation]:
    """A value of 2023 and one of 2022 for each of *headings* single goods that Kazakhstan sells to China."""
    rows = []
    for number in range(headings):
        series = make_series(f"KAZ.KAZ.CHN.X.{make_commodity(f'H6-{number + 7000}').key}.V.USD")
        rows += [
            make_observation(series, value=value * 1000 + number, resolution=1, period_start=date(year, 1, 1),
                             period_end=date(year, 12, 31))
            for year in (2022, 2023)
        ]  # fmt: skip
    return rows


def test_goods_are_fetched_where_their_value_may_be_stated():
    goods(5)
    big = make_series(f"KAZ.KAZ.CHN.X.{make_commodity('H6-9001').key}.V.USD")
    for year in (2021, 2022, 2023):
        make_observation(
            big, value=Decimal(553_000_000 + year), period_start=date(year, 1, 1), period_end=date(year, 12, 31)
        )
    keys = {row.series.commodity_id for row in check(WHEAT).shelf.rows.values() if isinstance(row, Observation)}
    assert keys == {"H6-9001"}
    assert len(check(WHEAT).shelf.rows) == 3  # the whole series, for growth and records


def test_goods_that_a_text_names_are_fetched_whatever_its_value():
    goods(3)
    make_observation("KAZ.KAZ.CHN.X.H6-1001.V.USD", value=Decimal(787_000_000))
    checked = check(WHEAT)
    assert {row.series.commodity_id for row in checked.shelf.rows.values()} == {"H6-1001"}
    assert [candidate.record.commodity for candidate in checked.rows[0].candidates] == ["H6-1001"]


def test_a_slip_of_scale_still_finds_the_record():
    make_observation("KAZ.KAZ.CHN.X.H6-1001.V.USD", value=Decimal(553_000_000))
    assert len(check(WHEAT.replace("млн", "млрд")).shelf.rows) == 1


@pytest.mark.parametrize("headings", [2, 40])
def test_the_records_and_queries_of_a_text_do_not_grow_with_the_headings_of_its_pair(headings):
    make_observation()
    make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", value=31 * BILLION)
    goods(headings)
    check(TURNOVER)  # names of areas are remembered
    with CaptureQueriesContext(connection) as queries:
        checked = check(TURNOVER)
    assert len(checked.shelf.rows) == 2
    assert len(queries) <= 12, "\n".join(query["sql"] for query in queries)


# -- places

RANK = "В 2023 году Казахстан занял {} место среди торговых партнеров Китая, товарооборот составил 41 млрд долларов."


def partners(*values: int, world: int = 0) -> Observation:
    """Turnover of China with Kazakhstan (41 bn) and with others."""
    own = make_observation("CHN.CHN.KAZ.T.TOTAL.V.USD")
    for code, value in zip(("RUS", "UZB", "DEU"), values, strict=False):
        make_area(code)
        make_observation(f"CHN.CHN.{code}.T.TOTAL.V.USD", value=value * BILLION)
    if world:
        Area.objects.get_or_create(code="WLD", defaults={"kind": Area.Kind.GROUP, "m49": "001", "name_en": "World"})
        make_observation("CHN.CHN.WLD.T.TOTAL.V.USD", value=world * BILLION)
    return own


def place_of(row: Observation, text: str = RANK.format("4-е")) -> tuple:
    book = check(text).shelf.book()
    record = book.get(f"observation:{row.series_id}:{row.period_start}:{row.period_end}")
    return record.rank, record.rank_among, record.rank_is_least


@pytest.mark.parametrize(
    ("values", "world", "place"),
    [
        ((), 0, (1, 1, True)),
        ((240, 90, 207), 0, (4, 4, True)),
        ((240, 9, 207), 0, (3, 4, True)),
        ((240, 9, 207), 510, (3, 4, False)),  # 13 bn are left for partners that are not on record
        ((240, 9, 207), 600, (3, 4, True)),
        ((240, 41, 207), 0, (None, None, False)),  # rounding leaves the order open
    ],
)
def test_a_place_is_counted_over_the_partners_on_record(values, world, place):
    assert place_of(partners(*values, world=world)) == place


def test_a_text_without_a_place_asks_for_none():
    row = partners(240, 90, 207)
    assert place_of(row, TURNOVER) == (None, None, False)


def test_places_take_one_query_whatever_the_number_of_partners():
    partners(240, 90, 207, world=510)
    texts = (TURNOVER, RANK.format("4-е"))
    counts = []
    for text in texts:
        check(text)
        with CaptureQueriesContext(connection) as queries:
            check(text)
        counts.append(len(queries))
    assert counts[1] - counts[0] == 1


@pytest.mark.parametrize(("place", "errors"), [("4-е", []), ("3-е", ["R10"]), ("9-е", [])])
def test_a_place_bound_to_its_record_is_checked_against_the_partners(place, errors):
    row, key = partners(240, 90, 207), uuid4()
    body = RANK.format(write_mark(key, place[0], place))
    article = make_article(body=f"<p>{body}</p>")
    claim = {"kind": "rank", "unit": "", "value": Decimal(place[0]), "resolution": Decimal(1)}
    make_claim(article, uuid=key, quote=place, observation=row, **claim)
    checked = check_article(article)
    assert [f.rule for f in checked.findings if f.severity == "error"] == errors
