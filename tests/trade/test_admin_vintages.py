"""Vintages at the data editor's desk: revised, withdrawn and cited with the consequences in sight, never changed."""

from decimal import Decimal

import pytest

from articles.models import ClaimState
from tests.desk import admin_url, desk_of, errors_of, fields_of, fill_in, text_of, typed
from tests.factories import (
    BILLION,
    make_citation,
    make_observation,
    make_published_article,
    make_source,
)
from trade.models import Observation, ObservationCitation

pytestmark = pytest.mark.django_db

CHANGE, REVISE, WITHDRAW = (f"trade_observation_{view}" for view in ("change", "revise", "withdraw"))


@pytest.fixture
def desk():
    return desk_of("data editor")


def state_of_claim(article) -> str:
    return ClaimState.objects.get(claim__version__article=article).state


def revise(desk, observation, **changes):
    """Fills in the page, reads what would follow, and confirms."""
    url = admin_url(REVISE, observation.pk)
    values = {"source": make_source().pk, "reason": "The office published again."} | changes
    shown = fill_in(desk, url, press="", **values)
    return shown, desk.post(url, typed(shown))


# -- revising


def test_a_revision_within_the_text_alarms_nobody(desk):
    observation = make_observation()
    article = make_published_article(observation)
    before = state_of_claim(article)
    shown, done = revise(desk, observation, value="41020000000", resolution="10000000")
    new = Observation.objects.current().get()
    assert "Would become" not in text_of(shown)
    assert done["Location"] == admin_url(CHANGE, new.pk)
    assert (new.value, new.vintage, new.revision_reason) == (Decimal("41020000000"), 2, "The office published again.")
    assert new.recorded_by == desk.user
    assert state_of_claim(article) == before != "revised"
    assert "$41bn → $41.02bn" in text_of(desk.get(admin_url("trade_observation_history", new.pk)))


def test_the_precision_of_the_value_before_is_not_taken_for_the_new_ones(desk):
    """Only the value is changed: 41 to the billion becomes 41.02, which is stated to the ten million."""
    observation = make_observation()
    revise(desk, observation, value="41020000000")
    assert Observation.objects.current().get().resolution == 10**7


@pytest.mark.parametrize(
    "typed_in",
    [{"value": "41020000000"}, {"value": "41000000000", "value_upper": "41500000000", "qualifier": "range"}],
)
def test_a_precision_that_contradicts_the_value_is_refused(desk, typed_in):
    observation = make_observation()
    values = {"source": make_source().pk, "reason": "Found late.", "resolution": "1000000000"} | typed_in
    answer = fill_in(desk, admin_url(REVISE, observation.pk), press="", **values)
    assert "The value has more digits than the resolution says" in text_of(answer)
    assert Observation.objects.count() == 1


def test_a_revision_out_of_the_text_is_announced_before_it_happens(desk):
    observation = make_observation()
    article = make_published_article(observation)
    url = admin_url(REVISE, observation.pk)
    shown = fill_in(desk, url, press="", value="42000000000", source=make_source().pk, reason="Found late.")
    assert "Would become: revised" in text_of(shown)
    assert Observation.objects.count() == 1
    assert state_of_claim(article) != "revised"
    desk.post(url, typed(shown))
    assert Observation.objects.current().get().value == 42 * BILLION
    assert state_of_claim(article) == "revised"


def test_the_dispute_that_a_revision_starts_elsewhere_is_announced(desk):
    kazakh = make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD")
    make_published_article(make_observation())
    shown = fill_in(
        desk,
        admin_url(REVISE, kazakh.pk),
        press="",
        value="31500000000",
        resolution="100000000",
        source=make_source().pk,
        reason="Corrected.",
    )
    assert "Would become: disputed" in text_of(shown)


def test_whoever_changes_a_field_after_the_preview_is_shown_a_new_one(desk):
    observation = make_observation()
    url = admin_url(REVISE, observation.pk)
    shown = fill_in(desk, url, press="", value="41020000000", source=make_source().pk, reason="Found late.")
    again = desk.post(url, typed(shown, value="42000000000"))
    assert again.status_code == 200
    assert Observation.objects.count() == 1


def test_old_vintages_stay_readable_with_source_reason_and_author(desk):
    observation = make_observation()
    _shown, done = revise(desk, observation, value="42000000000", reason="The office published again.")
    words = text_of(desk.get(done["Location"]))
    assert "$41" in words
    assert "$42" in words
    assert "The office published again." in words
    assert desk.user.username in words
    assert "superseded" in text_of(desk.get(admin_url(CHANGE, observation.pk)))


@pytest.mark.parametrize("missing", ["source", "reason"])
def test_a_revision_needs_a_source_and_a_reason(desk, missing):
    observation = make_observation()
    values = {"value": "42000000000", "source": make_source().pk, "reason": "Found late."} | {missing: ""}
    answer = fill_in(desk, admin_url(REVISE, observation.pk), press="", **values)
    assert list(errors_of(answer)) == [missing]


def test_an_older_release_is_refused_at_its_source(desk):
    observation = make_observation(source=make_source(published="2024-05"))
    old = make_source(published="2023")
    answer = fill_in(desk, admin_url(REVISE, observation.pk), press="", source=old.pk, reason="Found late.")
    assert list(errors_of(answer)) == ["source"]


def test_a_closed_vintage_is_not_revised_again(desk):
    observation = make_observation()
    revise(desk, observation, value="42000000000")
    answer = desk.get(admin_url(REVISE, observation.pk))
    assert answer["Location"] == admin_url(CHANGE, observation.pk)
    assert "Revise" not in text_of(desk.get(admin_url(CHANGE, observation.pk)))


def test_a_withdrawal_lists_the_uses_and_keeps_the_value(desk):
    observation = make_observation()
    article = make_published_article(observation)
    url = admin_url(WITHDRAW, observation.pk)
    page = desk.get(url)
    assert "41 миллиарда" in text_of(page)
    shown = desk.post(url, typed(page, source=make_source().pk, reason="The release was wrong."))
    assert "Would become: revised" in text_of(shown)
    desk.post(url, typed(shown))
    assert not Observation.objects.current().exists()
    assert state_of_claim(article) == "revised"
    assert "The release was wrong." in text_of(desk.get(admin_url(CHANGE, observation.pk)))


# -- a stored value cannot be changed or deleted


def test_a_stored_value_has_no_editable_field(desk):
    row = make_observation()
    fields = fields_of(desk.get(admin_url(CHANGE, row.pk)))
    assert not fields & {"value", "resolution", "source", "period", "series", "printed"}


def test_a_forged_change_of_a_stored_value_changes_nothing(desk):
    row = make_observation()
    url = admin_url(CHANGE, row.pk)
    answer = desk.post(url, typed(desk.get(url), value="1", printed="forged", note="forged"))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.value, row.printed) == (41 * BILLION, "")


def test_nobody_deletes_a_vintage(desk, admin_client):
    row = make_observation()
    url = admin_url("trade_observation_delete", row.pk)
    assert desk.post(url, {"post": "yes"}).status_code == 403
    assert admin_client.post(url, {"post": "yes"}).status_code == 403


# -- citations


def citation_data(**fields):
    values = {"relation": "supports", "value": "41000000000", "resolution": "1000000000", "qualifier": "eq"}
    return {f"citations-0-{name}": value for name, value in (values | {"reporter_basis": "stated"} | fields).items()}


def test_a_citation_added_on_the_page_is_weighed_at_once(desk):
    observation = make_observation()
    article = make_published_article(observation)
    url = admin_url(CHANGE, observation.pk)
    answer = fill_in(
        desk,
        url,
        **citation_data(source=make_source().pk, relation="differs", value="35000000000"),
        **{"citations-TOTAL_FORMS": "1"},
    )
    assert answer.status_code == 302
    assert ObservationCitation.objects.get().observation == observation
    assert state_of_claim(article) == "disputed"


@pytest.mark.parametrize(
    "change",
    [{"citations-0-relation": "context"}, {"citations-0-DELETE": "on"}],
    ids=["changed", "deleted"],
)
def test_a_citation_changed_or_deleted_is_weighed_at_once(desk, change):
    observation = make_observation()
    make_citation(observation, "differs", value=35 * BILLION, resolution=BILLION)
    article = make_published_article(observation)
    assert state_of_claim(article) == "disputed"
    assert fill_in(desk, admin_url(CHANGE, observation.pk), **change).status_code == 302
    assert state_of_claim(article) != "disputed"


def test_a_source_is_cited_once_and_the_form_says_so(desk):
    observation = make_observation()
    citation = make_citation(observation)
    answer = fill_in(
        desk,
        admin_url(CHANGE, observation.pk),
        **{"citations-TOTAL_FORMS": "2"},
        **{
            f"citations-1-{k.removeprefix('citations-0-')}": v
            for k, v in citation_data(source=citation.source.pk).items()
        },
    )
    assert answer.status_code == 200
    assert ObservationCitation.objects.count() == 1
