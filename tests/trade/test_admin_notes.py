"""Notes on quality: where editors read them, in their language, and that readers never do."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk import admin_url, desk_of, text_of
from tests.factories import make_observation, make_series
from tests.trade.importing.readings import row, run
from trade.models import ImportBatch, Observation, Series
from trade.notes.stored import notes_on

pytestmark = pytest.mark.django_db
KEY, MIRROR = "KAZ.KAZ.CHN.X.H6-27.V.USD", "CHN.CHN.KAZ.M.H6-27.V.USD"
ODD = "2021: $42 million stands beside $41,000; is the unit a thousand times wrong?"


@pytest.fixture
def odd() -> ImportBatch:
    outcome = run(
        [
            row(2, "41000", KEY, period="2020"),
            row(3, "42000000", KEY, period="2021"),
            row(4, "43000", KEY, period="2022"),
            row(5, "43000", KEY, period="2024"),
            row(6, "99000", MIRROR, period="2022"),
            row(7, "41000", KEY.replace("H6", "H5"), period="2018"),
        ]
    )
    return ImportBatch.objects.get(pk=outcome.batch)


@pytest.mark.parametrize("page", ["series", "observation", "importbatch"])
def test_editors_read_the_notes_where_they_look_at_the_record(odd, page):
    records = {
        "series": Series.objects.get(key=KEY),
        "observation": Observation.objects.filter(series__key=KEY).first(),
        "importbatch": odd,
    }
    text = text_of(desk_of("data editor").get(admin_url(f"trade_{page}_change", records[page].pk)))
    assert "is the unit a thousand times wrong?" in text
    assert "nothing is recorded between 2022 and 2024." in text
    assert "twice as much or more." in text
    assert "another edition: " in text


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ru", "не ошиблись ли единицей в тысячу раз?"),
        ("kk", "өлшем бірлігі мың есе"),
        ("zh-hans", "单位是否错了一千倍"),
    ],
)
def test_notes_are_worded_in_the_language_of_the_editor(odd, language, says):
    client = desk_of("data editor")
    url = admin_url("trade_series_change", Series.objects.get(key=KEY).pk)
    assert says in client.get(url, headers={"accept-language": language}).content.decode()


def test_a_sound_series_has_nothing_to_look_at():
    series = make_observation().series
    text = text_of(desk_of("data editor").get(admin_url("trade_series_change", series.pk)))
    assert "Nothing remarkable." in text


@pytest.mark.parametrize("path", ["/en/trade/chn-kaz/", f"/en/trade/series/{KEY}/", "/en/trade/commodities/H6-27/"])
def test_readers_never_see_a_note(client, odd, path):
    text = client.get(path).content.decode()
    assert "thousand times" not in text
    assert "twice as much" not in text


def test_notes_of_many_series_cost_as_many_queries_as_of_one():
    for number in range(30):
        for year in (2020, 2022):
            span = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
            make_observation(make_series(f"KAZ.KAZ.CHN.X.H6-{number:02}.V.USD"), **span)

    def queries(count: int) -> int:
        series = list(Series.objects.order_by("key")[:count])
        with CaptureQueriesContext(connection) as captured:
            assert len(notes_on(series)) == count
        return len(captured)

    assert queries(1) == queries(30) <= 3
