"""R7 with rates: sums in two currencies are checked against a recorded rate, and never without one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checking import check_text
from tests.factories import make_hidden_source, make_rate
from trade.models import ExchangeRate

pytestmark = pytest.mark.django_db

# 27,79 трлн ÷ 4,28 трлн = 6,49
PAIR = "В 2023 году внешняя торговля достигла 27,79 трлн юаней (4,28 трлн долл.)."
UNDATED = "Внешняя торговля достигла 27,79 трлн юаней (4,28 трлн долл.)."


def found(text: str = PAIR) -> list[tuple[str, str]]:
    checked = check_text(body=f"<p>{text}</p>", language="ru")
    return [(f.code, str(f.severity)) for f in checked.findings if f.rule in ("R7", "R1b")]


@pytest.mark.parametrize(
    ("rates", "text", "findings"),
    [
        ([], PAIR, []),
        ([{"average": "6.5"}], PAIR, []),
        ([{"average": "6.6"}], PAIR, []),  # within three percent
        ([{"average": "7.1"}], PAIR, [("converted_rate_differs", "error")]),
        ([{"average": "65"}], PAIR, [("converted_scale_slip", "error")]),
        ([{"average": "0.154", "currency": "USD", "per_currency": "CNY"}], PAIR, []),
        ([{"average": "0.14", "currency": "USD", "per_currency": "CNY"}], PAIR, [("converted_rate_differs", "error")]),
        ([{"average": "7.1", "year": 2022}], PAIR, []),  # of another year
        ([{"average": "7.1", "currency": "KZT"}], PAIR, []),
        ([{"average": "7.1"}], UNDATED, [("converted_rate_differs", "warning")]),
        ([{"average": "7.1"}, {"average": "6.5", "year": 2022}], UNDATED, []),  # some year's rate fits
    ],
)
def test_a_converted_sum_is_checked_against_the_rate_of_its_period(rates, text, findings):
    for rate in rates:
        make_rate(**rate)
    assert found(text) == findings


def test_a_rate_whose_source_is_not_public_checks_nothing():
    make_rate("7.1", source=make_hidden_source())
    assert found() == []


def test_rates_take_one_query_and_none_for_a_text_with_one_currency():
    for year in range(2000, 2020):
        make_rate("7.1", year=year)
    for text, count in ((PAIR, 1), ("Торговля достигла 4,28 трлн долл., экспорт 2 трлн долл.", 0)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found(text)
        assert sum("trade_exchangerate" in query["sql"] for query in queries) == count


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"currency": "XYZ"}, "currency"),
        ({"currency": "usd"}, "currency"),
        ({"per_currency": "CNY"}, "per_currency"),
        ({"average": "0"}, "average"),
        ({"average": "-7"}, "average"),
        ({"period_end": date(2022, 12, 31)}, "period_end"),
    ],
)
def test_a_wrong_rate_is_refused_at_its_field(fields, field):
    good = make_rate()
    wrong = {"currency": "CNY", "per_currency": "USD", "average": "7", "source": good.source}
    wrong |= {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}
    with pytest.raises(ValidationError) as refusal:
        ExchangeRate(**wrong | fields).full_clean()
    assert field in refusal.value.message_dict
