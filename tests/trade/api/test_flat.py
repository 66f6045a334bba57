"""Rows of long lists are built without models; they are the same as those that the serializer builds of models."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from tests.factories import BILLION, make_citation, make_hidden_source, make_observation, make_source
from trade.api.flat import flat, lines_of
from trade.models import Observation
from trade.provenance import attach_facts
from trade.serializers import ObservationSerializer
from trade.services import revise_observation, withdraw_observation

pytestmark = pytest.mark.django_db
TURNOVER = "CHN.CHN.KAZ.T.TOTAL.V.USD"
MIRROR = "KAZ.CHN.KAZ.T.TOTAL.V.USD"
ROOT = "https://sverka.example"


def by_models(observations):
    rows = attach_facts(observations.prefetch_related("series", "source", "citations__source").order_by("pk"))
    return [dict(row) for row in ObservationSerializer(rows, many=True, context={"root": ROOT}).data]


def by_rows(observations):
    return lines_of(list(flat(observations.order_by("pk"))), ROOT)


@pytest.fixture
def world(seeded):
    """The seed, and every kind of row that it has none of."""
    for number, (qualifier, fields) in enumerate(
        {
            "gt": {},
            "ge": {},
            "lt": {},
            "le": {},
            "approx": {},
            "range": {"value_upper": 60 * BILLION},
        }.items()
    ):
        key = f"KAZ.KAZ.CHN.X.H6-{number:02}.V.USD"
        make_observation(key, qualifier=qualifier, printed="…", **fields)
        make_observation(key.replace("KAZ.KAZ.CHN.X", "CHN.CHN.KAZ.M"), value=40 * BILLION)
    make_observation("KAZ.KAZ.CHN.X.H6-90.V.USD", value=None, resolution=None, status="O")
    make_observation("CHN.CHN.KAZ.M.H6-90.V.USD", value=Decimal("0"), resolution=1)
    make_observation("KAZ.KAZ.CHN.X.H6-91.V.USD", value=Decimal("-3"), resolution=1)
    make_observation("CHN.CHN.KAZ.M.H6-91.V.USD", value=Decimal("0.333333"), resolution=Decimal("0.000001"))
    months = {"period_start": date(2024, 1, 1), "period_end": date(2024, 9, 30)}
    moment = datetime(2024, 12, 31, 20, 30, 0, 123456, tzinfo=UTC)
    row = make_observation("KAZ.KAZ.CHN.X.H6-92.V.USD", valid_from=moment, **months)
    make_citation(row, relation="differs", printed="31 млрд")
    make_citation(row, source=make_hidden_source())
    make_citation(row, source=make_source(publisher=""), reporter_basis="inferred", reporter_note="by its address")
    hidden = make_observation("KAZ.KAZ.CHN.X.H6-93.V.USD", source=make_hidden_source())
    make_citation(hidden)
    make_observation("CHN.CHN.KAZ.M.H6-93.V.USD", source=make_hidden_source())
    make_observation("CHN.CHN.KAZ.M.H6-92.V.USD", reporter_basis="inferred", reporter_note="why", **months)
    current = Observation.objects.current().get(series__key=MIRROR, period_start="2023-01-01", period_end="2023-12-31")
    revised = revise_observation(observation=current, source=make_source(), reason="newer", value=30 * BILLION)
    revise_observation(observation=revised, source=make_hidden_source(), reason="hidden", value=29 * BILLION)
    gone = make_observation("KAZ.KAZ.CHN.X.H6-94.V.USD")
    withdraw_observation(observation=gone, source=make_source(), reason="an error")


@pytest.mark.parametrize("tag", ["ru", "kk", "en", "zh-hans"])
def test_rows_of_a_list_are_the_same_with_and_without_models(world, tag):
    shown = Observation.objects.shown()
    with translation.override(tag):
        expected = by_models(shown)

        assert by_rows(shown) == expected
    assert len(expected) > 30
    assert any(row["mirror"] for row in expected)
    assert any(row["vintage"] > 1 for row in expected)


def test_rows_as_of_a_moment_are_the_same_with_and_without_models(world):
    for moment in (timezone.now(), timezone.now() - timedelta(seconds=1), datetime(2025, 6, 1, tzinfo=UTC)):
        then = Observation.objects.shown_as_of(moment).with_public_end()

        assert by_rows(then) == by_models(then)


def test_superseded_rows_say_when_they_were(world):
    ends = Observation.objects.public().with_public_end()
    expected = by_models(ends)

    assert by_rows(ends) == expected
    assert any(row["valid_to"] for row in expected)


def test_no_rows_cost_no_queries(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lines_of([], ROOT) == []


def test_where_nothing_is_hidden_rows_are_the_same_too(seed_only):
    make_observation(TURNOVER)
    make_observation(MIRROR, value=Decimal("31.5") * BILLION, resolution=BILLION / 10)
    for row, expected in zip(by_rows(Observation.objects.shown()), by_models(Observation.objects.shown()), strict=True):
        assert row == expected
    assert any(row["mirror"] for row in by_rows(Observation.objects.shown()))
