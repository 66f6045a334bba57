"""Events, agreements and people at the desk."""

import pytest

from articles.models import ClaimState, Statement
from articles.services import bind_claim, publish_article, recheck_story
from events.models import Agreement, AgreementStatus, Event, EventCitation, Metric, MetricCitation, Person, Role
from tests.desk import admin_url, desk_of, errors_of, fill_in, text_of, typed
from tests.factories import (
    BILLION,
    make_agreement,
    make_area,
    make_citation,
    make_event,
    make_event_series,
    make_marked_article,
    make_metric,
    make_observation,
    make_participation,
    make_person,
    make_published_article,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return desk_of("editor")


@pytest.fixture
def data_editor():
    return desk_of("data editor")


def published_with(record):
    """A public article whose one figure is bound to *record*."""
    article = make_marked_article()
    bind_claim(claim=article.claims.get(), record=record)
    publish_article(article=article)
    return article


def state_of(article) -> str:
    return ClaimState.objects.get(claim__version__article=article).state


def metric_of_41(**fields) -> Metric:
    return make_metric(value=41 * BILLION, resolution=BILLION, **fields)


# -- metrics


def test_a_figure_is_recorded(data_editor):
    event = make_event()
    good = {"event": event.pk, "measure": "deals", "nature": "intended", "unit": "USD", "source": make_source().pk}
    answer = fill_in(data_editor, admin_url("events_metric_add"), **good, value="80 010 000 000", resolution="10000000")
    metric = Metric.objects.get()
    assert answer.status_code == 302
    assert (metric.event, metric.recorded_by) == (event, data_editor.user)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"unit": "companies"}, "unit", "ISO 4217"),
        ({"measure": "deals_growth", "unit": "USD"}, "unit", "PC"),
        ({"unit": "U\x00SD"}, "unit", ""),
        ({"event": "9" * 25}, "event", ""),
    ],
)
def test_a_wrong_figure_is_told_the_mend(data_editor, changes, field, words):
    good = {"event": make_event().pk, "measure": "deals", "nature": "intended", "unit": "USD"}
    value = {"value": "41", "resolution": "1", "source": make_source().pk}
    answer = fill_in(data_editor, admin_url("events_metric_add"), **good | value | changes)
    assert words in str(errors_of(answer)[field])


def test_a_participant_of_another_event_is_refused(data_editor):
    event, other = make_event(), make_participation(make_event())
    good = {"event": event.pk, "measure": "exhibitors", "nature": "counted", "unit": "companies"}
    value = {"value": "50", "resolution": "1", "source": make_source().pk, "participation": other.pk}
    answer = fill_in(data_editor, admin_url("events_metric_add"), **good | value)
    assert list(errors_of(answer)) == ["participation"]


def test_a_second_value_of_a_figure_is_refused(data_editor):
    metric = make_metric()
    same = {"event": metric.event_id, "measure": "deals", "nature": "intended", "unit": "USD"}
    value = {"value": "41", "resolution": "1", "source": make_source().pk}
    answer = fill_in(data_editor, admin_url("events_metric_add"), **same | value)
    assert "revise it instead" in str(errors_of(answer)["measure"])


def test_a_figure_is_revised_with_the_consequences_in_sight(data_editor):
    metric = metric_of_41()
    article = published_with(metric)
    url = admin_url("events_metric_revise", metric.pk)
    shown = fill_in(data_editor, url, press="", value="50000000000", source=make_source().pk, reason="Recounted.")
    assert "Would become: revised" in text_of(shown)
    assert state_of(article) != "revised"
    done = data_editor.post(url, typed(shown))
    assert state_of(article) == "revised"
    assert "Recounted." in text_of(data_editor.get(done["Location"]))
    assert list(Metric.objects.values_list("vintage", flat=True).order_by("vintage")) == [1, 2]


def test_a_figure_is_withdrawn_and_stays_readable(data_editor):
    metric = metric_of_41()
    article = published_with(metric)
    url = admin_url("events_metric_withdraw", metric.pk)
    shown = fill_in(data_editor, url, press="", source=make_source().pk, reason="Never said.")
    data_editor.post(url, typed(shown))
    assert state_of(article) == "revised"
    assert "Never said." in text_of(data_editor.get(admin_url("events_metric_change", metric.pk)))


@pytest.mark.parametrize("change", [{"citations-0-relation": "context"}, {"citations-0-DELETE": "on"}])
def test_a_citation_of_a_figure_changed_or_deleted_is_weighed_at_once(data_editor, change):
    metric = metric_of_41()
    MetricCitation.objects.create(
        metric=metric, source=make_source(), relation="differs", value=35 * BILLION, resolution=BILLION
    )
    article = published_with(metric)
    assert state_of(article) == "disputed"
    fill_in(data_editor, admin_url("events_metric_change", metric.pk), **change)
    assert state_of(article) != "disputed"


# -- events


def test_an_event_shows_what_became_of_it_who_came_and_its_figures(editor):
    event = make_event()
    make_metric(event)
    participation = make_participation(event)
    page = text_of(editor.get(admin_url("events_event_change", event.pk)))
    assert "value of deals" in page
    assert str(participation) in page


def test_a_changed_edition_number_is_weighed_at_once(editor):
    event = make_event(series=make_event_series(), edition=41)
    EventCitation.objects.create(event=event, source=make_source(), relation="supports", value=41, resolution=1)
    article = make_marked_article(quote="41-я")
    claim = article.claims.get()
    claim.value, claim.resolution, claim.kind = 41, 1, "ordinal"
    bind_claim(claim=claim, record=event)
    publish_article(article=article)
    before = state_of(article)
    fill_in(editor, admin_url("events_event_change", event.pk), edition="42")
    assert (before, state_of(article)) == ("verified", "revised")


@pytest.mark.parametrize(
    ("field", "value"),
    [("edition", "-1"), ("edition", "99999999999999999999"), ("edition", "x"), ("name_en", "a\x00b"), ("slug", "a b")],
)
def test_a_wrong_event_is_refused_at_its_field(editor, field, value):
    good = {"slug": "fair-8", "name_en": "Fair", "series": make_event_series().pk, "source": make_source().pk}
    answer = fill_in(editor, admin_url("events_event_add"), **good | {field: value})
    assert field in errors_of(answer)
    assert not Event.objects.exists()


def test_the_same_edition_twice_is_told_in_words(editor):
    series = make_event_series()
    make_event(series=series, edition=7)
    good = {"slug": "fair-7", "name_en": "Fair", "source": make_source().pk, "series": series.pk, "edition": "7"}
    answer = fill_in(editor, admin_url("events_event_add"), **good)
    assert "has an edition with this number already" in str(errors_of(answer))


@pytest.mark.parametrize("date", ["2024-13", "05.11.2024", "2024-02-31", "soon", "2024-1"])
def test_a_date_is_as_precise_as_its_source_or_refused(editor, date):
    event = make_event()
    status = {
        "statuses-TOTAL_FORMS": "1",
        "statuses-0-status": "held",
        "statuses-0-starts": date,
        "statuses-0-source": make_source().pk,
    }
    answer = fill_in(editor, admin_url("events_event_change", event.pk), **status)
    assert list(errors_of(answer)) == ["statuses-0-starts"]
    fill_in(editor, admin_url("events_event_change", event.pk), **status | {"statuses-0-starts": "2024-11"})
    assert event.statuses.get().starts == "2024-11"


def test_an_event_in_use_is_not_deleted(editor):
    event = make_event(series=make_event_series(), edition=41)
    article = make_marked_article()
    bind_claim(claim=article.claims.get(), record=event)
    answer = editor.post(admin_url("events_event_delete", event.pk), {"post": "yes"})
    assert "41 миллиарда" in text_of(answer)
    assert Event.objects.filter(pk=event.pk).exists()


# -- agreements


def test_an_agreement_is_added_with_parties_and_status_on_one_page(editor):
    answer = fill_in(
        editor,
        admin_url("events_agreement_add"),
        **{
            "slug": "visa",
            "name_en": "Visa waiver",
            "kind": "regime",
            "source": make_source().pk,
            "parties-TOTAL_FORMS": "2",
            "parties-0-area": make_area("CHN").pk,
            "parties-1-area": make_area("KAZ").pk,
            "statuses-TOTAL_FORMS": "1",
            "statuses-0-status": "in_force",
            "statuses-0-on": "2023-11",
            "statuses-0-source": make_source().pk,
        },
    )
    agreement = Agreement.objects.get()
    assert answer.status_code == 302, errors_of(answer)
    assert [party.area_id for party in agreement.parties.all()] == ["CHN", "KAZ"]
    assert agreement.statuses.get().on == "2023-11"
    row = text_of(editor.get(admin_url("events_agreement_changelist")))
    assert "in force 2023-11" in row


def test_a_party_is_an_area_or_an_organisation(editor):
    agreement = make_agreement()
    answer = fill_in(
        editor, admin_url("events_agreement_change", agreement.pk), **{"parties-TOTAL_FORMS": "1", "parties-0-area": ""}
    )
    assert answer.status_code == 302
    assert not agreement.parties.exists()


def test_a_value_needs_its_currency(editor):
    agreement = make_agreement()
    answer = fill_in(editor, admin_url("events_agreement_change", agreement.pk), value="5", resolution="1")
    assert "currency" in str(errors_of(answer))


def test_a_changed_value_of_an_agreement_is_weighed_at_once(editor):
    agreement = make_agreement(value=41 * BILLION, resolution=BILLION, unit="USD")
    article = published_with(agreement)
    fill_in(editor, admin_url("events_agreement_change", agreement.pk), value="50000000000")
    assert state_of(article) == "revised"


def test_a_status_is_cited_on_its_own_page(editor):
    status = AgreementStatus.objects.create(agreement=make_agreement(), status="signed", source=make_source())
    citation = {"citations-TOTAL_FORMS": "1", "citations-0-relation": "supports", "citations-0-qualifier": "eq"}
    fill_in(
        editor,
        admin_url("events_agreementstatus_change", status.pk),
        **citation,
        **{"citations-0-source": make_source().pk},
    )
    assert status.citations.count() == 1


# -- people


def test_a_person_is_read_together_with_the_roles(editor):
    person = make_person()
    Role.objects.create(person=person, title_en="ambassador", source=make_source())
    assert "ambassador" in text_of(editor.get(admin_url("events_person_changelist")))
    assert person.roles.get().pk == int(
        typed(editor.get(admin_url("events_person_change", person.pk)))["roles-0-id"][0]
    )


def test_a_source_in_the_words_of_a_quoted_person_confirms_nothing_any_more(editor):
    observation, person = make_observation(), make_person()
    citation = make_citation(observation, value=41 * BILLION, resolution=BILLION)
    article = make_published_article(observation, source=observation.source)
    Statement.objects.create(story=article.story, person=person, text_en="It was 41.")
    recheck_story(story=article.story)
    before = state_of(article)
    fill_in(editor, admin_url("events_person_change", person.pk), speaks_in=[str(citation.source.pk)])
    assert Person.objects.get().speaks_in.get() == citation.source
    assert (before, state_of(article)) == ("verified", "unverified")
