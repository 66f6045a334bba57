"""The database refuses nonsense, whoever writes it. Rows go in without validation, as from raw SQL."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from articles.models import (
    Article,
    ArticleRedirect,
    ArticleVersion,
    Change,
    Claim,
    ClaimState,
    Correction,
    Finding,
    Statement,
    Story,
    Topic,
)
from events.models import (
    Agreement,
    AgreementParty,
    AgreementStatus,
    AgreementStatusCitation,
    Event,
    EventCitation,
    EventSeries,
    EventStatus,
    Initiative,
    InitiativeSupport,
    Metric,
    MetricCitation,
    MetricWithdrawal,
    Organisation,
    Participation,
    Person,
    Role,
    RoleCitation,
)
from tests.factories import (
    make_agreement,
    make_area,
    make_article,
    make_claim,
    make_commodity,
    make_event,
    make_event_series,
    make_initiative,
    make_metric,
    make_observation,
    make_organisation,
    make_participation,
    make_person,
    make_series,
    make_source,
    make_story,
    make_version,
)
from trade.models import (
    AnnualTotal,
    Area,
    Commodity,
    ExchangeRate,
    ImportBatch,
    Observation,
    ObservationCitation,
    ObservationWithdrawal,
    PairTotal,
    Series,
    Source,
)

pytestmark = pytest.mark.django_db


def series(**fields):
    for code in ("CHN", "KAZ", "RUS", "_X"):
        make_area(code)
    make_commodity()
    parts = {"reporter_id": "CHN", "area_id": "CHN", "counterpart_id": "KAZ", "flow": "X", "commodity_id": "TOTAL"}
    return Series(**parts | fields)


def observation(**fields):
    defaults = {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31), "value": 1, "resolution": 1}
    defaults |= {"series": fields.pop("series", None) or make_series(), "source": make_source()}
    return Observation(**defaults | fields)


def rate(**fields):
    defaults = {"currency": "CNY", "per_currency": "USD", "average": 2}
    defaults |= {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31), "source": make_source()}
    return ExchangeRate(**defaults | fields)


def metric(**fields):
    defaults = {"measure": "countries", "nature": "counted", "unit": "countries", "value": 1, "resolution": 1}
    defaults |= {"event": fields.pop("event", None) or make_event(), "source": make_source()}
    return Metric(**defaults | fields)


def claim(**fields):
    owner = {} if fields.keys() & {"article", "version"} else {"article": make_article()}
    return Claim(**owner | {"quote": "1", "kind": "count", "value": 1, "resolution": 1} | fields)


def second_open_vintage():
    first = make_observation()
    return observation(series=first.series, vintage=2, revision_reason="again") if first else None


def second_open_metric():
    first = make_metric()
    return metric(event=first.event, measure="deals", nature="intended", unit="USD", vintage=2, revision_reason="x")


def same_vintage():
    first = make_observation(valid_from=timezone.now() - timedelta(days=1), valid_to=timezone.now())
    return observation(series=first.series)


def doubled(row):
    row.pk = None
    row._state.adding = True
    return row


def total(**fields) -> AnnualTotal:
    ends = {"reporter_id": "KAZ", "area_id": "KAZ", "counterpart_id": "CHN"}
    what = {"year": 2023, "flow": "X", "scheme": "TOTAL", "chapter": "", "level": 0, "measure": "V", "unit": "USD"}
    kind = {"trade_type": "C", "valuation": "_X", "basis": "A", "value": 1, "rows": 1}
    return AnnualTotal(**(ends | what | kind | fields))


def pair_total(**fields) -> PairTotal:
    ends = {"reporter_id": "KAZ", "area_id": "KAZ", "counterpart_id": "CHN", "year": 2023, "flow": "X"}
    what = {"scheme": "TOTAL", "level": 0, "unit": "USD", "trade_type": "C", "valuation": "_X", "value": 1, "rows": 1}
    return PairTotal(**(ends | what | fields))


IMPORT = {"file_name": "f.csv", "sha256": "0" * 64, "format": "csv"}
NONSENSE = {
    "trade_area_code_is_a_code": lambda: Area(code="kaz!", kind="special"),
    "trade_area_country_has_alpha3": lambda: Area(code="KAZA", kind="country"),
    "trade_area_m49_is_three_digits": lambda: Area(code="QQQ", m49="39"),
    "trade_area_m49_is_unique": lambda: (Area.objects.create(code="QQA", m49="001"), Area(code="QQB", m49="001"))[1],
    "trade_area_alpha2_is_two_letters": lambda: Area(code="QQQ", alpha2="k"),
    "trade_commodity_key_is_scheme_and_code": lambda: Commodity(key="H6-27", scheme="H6", code="28"),
    "trade_commodity_code_is_unique_in_its_edition": lambda: (
        make_commodity("H6-27"),
        Commodity(key="H6-27", scheme="H6", code="27"),
    )[1],
    "trade_annualtotal_is_kept_once": lambda: (total().save(), total())[1],
    "trade_annualtotal_level_is_of_codes": lambda: total(chapter="27"),
    "trade_annualtotal_basis_is_known": lambda: total(basis="Q"),
    "trade_annualtotal_pair_is_alphabetical": lambda: total(flow="T", area_id="KAZ", counterpart_id="CHN"),
    "trade_pairtotal_is_kept_once": lambda: (pair_total().save(), pair_total())[1],
    "trade_pairtotal_pair_is_alphabetical": lambda: pair_total(flow="T", area_id="KAZ", counterpart_id="CHN"),
    "trade_importbatch_rollback_has_a_reason": lambda: ImportBatch(
        **IMPORT, rolls_back=ImportBatch.objects.create(**IMPORT), reason=""
    ),
    "trade_exchangerate_is_one_per_period": lambda: (rate().save(), rate())[1],
    "trade_exchangerate_is_between_two_currencies": lambda: rate(per_currency="CNY"),
    "trade_exchangerate_has_currency_codes": lambda: rate(currency="cny"),
    "trade_exchangerate_period_is_in_order": lambda: rate(period_end=date(2022, 12, 31)),
    "trade_exchangerate_is_above_zero": lambda: rate(average=0),
    "trade_source_is_registered_once": lambda: (
        make_source(title="T", publisher="P"),
        Source(title="T", publisher="P", kind="article", key="another-key"),
    )[1],
    "trade_source_has_a_title": lambda: Source(title="", kind="article"),
    "trade_source_sha256_is_64_hex_digits": lambda: Source(title="t", kind="article", sha256="abc"),
    "trade_source_published_is_a_partial_date": lambda: Source(title="t", kind="article", published="5.11.24"),
    "trade_source_published_is_a_partial_date (no such month)": lambda: Source(
        title="t", kind="article", published="2024-13"
    ),
    "trade_source_published_is_a_partial_date (other digits)": lambda: Source(
        title="t", kind="article", published="٢٠٢٤"
    ),
    "trade_source_published_is_a_partial_date (line break)": lambda: Source(
        title="t", kind="article", published="2024\n"
    ),
    "trade_source_kind_is_known": lambda: Source(title="t", kind="rumour"),
    "trade_series_is_defined_once": lambda: doubled(make_series()),
    "trade_series_flow_is_reported_by_its_area": lambda: series(reporter_id="KAZ"),
    "trade_series_turnover_pair_is_alphabetical": lambda: series(flow="T", area_id="KAZ", counterpart_id="CHN"),
    "trade_series_turnover_is_reported_by_a_side": lambda: series(flow="T", reporter_id="RUS"),
    "trade_series_pair_is_stated": lambda: series(counterpart_id="_X"),
    "trade_series_growth_is_in_percent": lambda: series(measure="G", unit="USD"),
    "trade_series_value_is_in_a_currency": lambda: series(unit="T"),
    "trade_series_unit_is_a_code": lambda: series(measure="Q", unit="тонн"),
    "trade_series_codes_are_known": lambda: series(flow="Z", reporter_id="CHN"),
    "trade_importbatch_sha256_is_64_hex_digits": lambda: ImportBatch(file_name="f", sha256="", format="x"),
    "trade_observation_vintage_is_unique": same_vintage,
    "trade_observation_has_one_open_vintage": second_open_vintage,
    "trade_observation_period_ends_after_it_starts": lambda: observation(period_end=date(2022, 1, 1)),
    "trade_observation_reporter_basis_is_known": lambda: observation(reporter_basis="guessed"),
    "trade_observation_inferred_reporter_has_reasons": lambda: observation(reporter_basis="inferred"),
    "trade_observation_upper_value_makes_a_range": lambda: observation(qualifier="range", value_upper=Decimal("0.5")),
    "trade_observation_value_has_a_resolution": lambda: observation(resolution=0),
    "trade_observation_value_has_a_resolution (none)": lambda: observation(resolution=None),
    "trade_observation_upper_value_makes_a_range (none)": lambda: observation(qualifier="range"),
    "trade_observation_value_fits_its_resolution": lambda: observation(value=Decimal("41.02"), resolution=10**9),
    "trade_observation_value_fits_its_resolution (range)": lambda: observation(
        qualifier="range", value=1, value_upper=Decimal("2.5")
    ),
    "trade_observation_qualifier_is_known": lambda: observation(qualifier="maybe"),
    "trade_observation_missing_is_not_zero": lambda: observation(status="O", value=0),
    "trade_observation_status_is_known": lambda: observation(status="?"),
    "trade_observation_is_superseded_after_it_was_recorded": lambda: observation(valid_to="2001-01-01T00:00Z"),
    "trade_observation_later_vintage_has_a_reason": lambda: observation(vintage=2),
    "trade_observationcitation_source_is_cited_once": lambda: (
        lambda o, s: (
            ObservationCitation.objects.create(observation=o, source=s, relation="supports"),
            ObservationCitation(observation=o, source=s, relation="context"),
        )[1]
    )(make_observation(), make_source()),
    "trade_observationcitation_relation_is_known": lambda: ObservationCitation(
        observation=make_observation(), source=make_source(), relation="proves"
    ),
    "events_event_edition_is_unique_in_its_series": lambda: (
        lambda s: (make_event(series=s, edition=7), Event(slug="x", name_en="x", source=s.source, series=s, edition=7))[
            1
        ]
    )(make_event_series()),
    "events_event_edition_counts_within_a_series": lambda: Event(
        slug="x", name_en="x", source=make_source(), edition=7
    ),
    "events_event_has_a_name": lambda: Event(slug="x", source=make_source()),
    "events_eventstatus_is_known": lambda: EventStatus(event=make_event(), status="maybe", source=make_source()),
    "events_eventstatus_dates_are_partial_dates": lambda: EventStatus(
        event=make_event(), status="held", starts="Nov 2024", source=make_source()
    ),
    "events_eventstatus_ends_after_it_starts": lambda: EventStatus(
        event=make_event(), status="held", starts="2024-11-10", ends="2024-11-05", source=make_source()
    ),
    "events_participation_is_an_area_or_an_organisation": lambda: Participation(
        event=make_event(), area=make_area("KAZ"), organisation=make_organisation(), source=make_source()
    ),
    "events_participation_area_is_named_once": lambda: doubled(make_participation(make_event())),
    "events_metric_has_one_open_vintage": second_open_metric,
    "events_metric_nature_is_known": lambda: metric(nature="hoped"),
    "events_metric_money_has_a_currency": lambda: metric(measure="deals", unit="dollars"),
    "events_metric_growth_is_in_percent": lambda: metric(measure="deals_growth", unit="USD"),
    "events_metric_has_a_unit": lambda: metric(unit=""),
    "events_metric_missing_is_not_zero": lambda: metric(value=None, resolution=None),
    "events_metric_later_vintage_has_a_reason": lambda: metric(vintage=2),
    "events_role_has_a_title": lambda: Role(person=make_person(), source=make_source()),
    "events_role_ends_after_it_starts": lambda: Role(
        person=make_person(), title_en="t", starts="2024", ends="2023", source=make_source()
    ),
    "events_agreement_value_has_a_currency": lambda: Agreement(
        slug="a", name_en="a", kind="treaty", value=1, resolution=1, source=make_source()
    ),
    "events_agreement_kind_is_known": lambda: Agreement(slug="a", name_en="a", kind="wish", source=make_source()),
    "events_agreementstatus_is_known": lambda: AgreementStatus(
        agreement=make_agreement(), status="rumoured", source=make_source()
    ),
    "events_initiative_kind_is_known": lambda: Initiative(slug="i", name_en="i", kind="idea", source=make_source()),
    "articles_article_slug_is_unique_in_its_language": lambda: Article(
        slug=make_article(slug="same").slug, language="ru", headline="h", body="b", story=make_story()
    ),
    "articles_article_is_one_for_each_language": lambda: Article(
        slug="other", language="ru", headline="h", body="b", story=make_article().story
    ),
    "articles_article_state_is_known": lambda: Article(
        slug="x", language="ru", headline="h", story=make_story(), state="lost"
    ),
    "articles_article_language_is_known": lambda: Article(slug="x", language="fr", headline="h", story=make_story()),
    "articles_article_published_has_a_time": lambda: Article(
        slug="x", language="ru", headline="h", story=make_story(), state="published"
    ),
    "articles_article_withdrawn_has_a_reason": lambda: Article(
        slug="x", language="ru", headline="h", story=make_story(), state="withdrawn"
    ),
    "articles_article_held_has_a_reason": lambda: Article(
        slug="x", language="ru", headline="h", story=make_story(), held=True
    ),
    "articles_article_has_a_headline": lambda: Article(slug="x", language="ru", headline="", story=make_story()),
    "articles_articleversion_number_is_unique": lambda: doubled(make_version()),
    "articles_articleversion_binds_what_is_found": lambda: ArticleVersion(
        article=make_article(),
        number=1,
        headline="h",
        body="b",
        public_from=timezone.now(),
        figures_found=7,
        figures_bound=8,
    ),
    "articles_finding_is_told_once": lambda: doubled(
        Finding.objects.create(article=make_article(), key="a", rule="R1", code="c", severity="note", quote="1")
    ),
    "articles_claim_belongs_to_a_working_copy_or_a_version": lambda: claim(
        article=make_article(), version=make_version(), exempt_reason="example"
    ),
    "articles_claim_is_once_in_working_copies": lambda: claim(uuid=make_claim().uuid, exempt_reason="example"),
    "articles_claim_is_once_in_a_version": lambda: (
        lambda v: claim(version=v, uuid=make_claim(version=v).uuid, exempt_reason="example")
    )(make_version()),
    "articles_claim_has_one_binding": lambda: claim(observation=make_observation(), event=make_event()),
    "articles_claim_has_one_binding (version)": lambda: claim(version=make_version()),
    "articles_claim_has_one_binding (exempt and bound)": lambda: claim(event=make_event(), exempt_reason="example"),
    "articles_claim_of_a_version_has_its_mark": lambda: claim(
        version=make_version(), exempt_reason="example", lost=True
    ),
    "articles_claim_has_a_value": lambda: claim(value=None, resolution=None),
    "articles_claim_period_is_whole": lambda: claim(period_start=date(2023, 1, 1)),
    "articles_claim_other_exemption_is_explained": lambda: claim(exempt_reason="other"),
    "articles_correction_says_what_was_wrong_and_what_is_right": lambda: Correction(
        version=make_version(), wrong="", right="r"
    ),
    "articles_finding_is_settled_for_a_reason": lambda: Finding(
        article=make_article(), rule="R1", severity="error", resolved_at="2026-01-01T00:00Z"
    ),
    "articles_change_is_about_one_record": lambda: Change(kind="revised"),
    "articles_statement_says_something": lambda: Statement(story=make_story(), person=make_person()),
}


# -- the same rules in many tables -------------------------------------------------------------------------------------

WRONG_QUANTITIES = {
    "upper_value_makes_a_range": {"qualifier": "eq", "value_upper": 2},
    "value_has_a_resolution": {"resolution": None},
    "value_fits_its_resolution": {"value": Decimal("41020000000"), "resolution": Decimal(10**9)},
    "qualifier_is_known": {"qualifier": "maybe"},
}
WRONG_MEASUREMENTS = {
    "missing_is_not_zero": {"status": "A", "value": None, "resolution": None},
    "status_is_known": {"status": "?"},
    "is_superseded_after_it_was_recorded": {"valid_to": "2001-01-01T00:00Z"},
    "later_vintage_has_a_reason": {"vintage": 2},
}


def citation_of(model, parent: str, make):
    """A maker of valid citations of *model* that takes the field to spoil."""
    number = {"value": 1, "resolution": 1, "relation": "supports"}
    return lambda **fields: model(**{parent: make(), "source": make_source()} | number | fields)


def make_role(**fields):
    return Role.objects.create(person=make_person(), title_en="ambassador", source=make_source(), **fields)


def make_agreement_status():
    return AgreementStatus.objects.create(agreement=make_agreement(), status="signed", source=make_source())


CITATIONS = {
    "trade_observationcitation": citation_of(ObservationCitation, "observation", make_observation),
    "events_metriccitation": citation_of(MetricCitation, "metric", make_metric),
    "events_eventcitation": citation_of(EventCitation, "event", make_event),
    "events_rolecitation": citation_of(RoleCitation, "role", make_role),
    "events_agreementstatuscitation": citation_of(AgreementStatusCitation, "status", make_agreement_status),
}


def spoiled(make, wrong):
    return lambda: make(**wrong)


def said_twice(make):
    def twice():
        row = make()
        models.Model.save_base(row, raw=True, force_insert=True)
        return doubled(row)

    return twice


def agreement(**fields):
    number = {"value": 1, "resolution": 1, "unit": "USD"}
    return Agreement(**{"slug": "a", "name_en": "a", "kind": "treaty", "source": make_source()} | number | fields)


NONSENSE |= {
    f"{prefix}_{rule}": spoiled(make, wrong)
    for prefix, make in {**CITATIONS, "articles_claim": claim, "events_agreement": agreement}.items()
    for rule, wrong in WRONG_QUANTITIES.items()
}
NONSENSE |= {
    f"{prefix}_{rule}": spoiled(make, wrong)
    for prefix, make in {"trade_observation": observation, "events_metric": metric}.items()
    for rule, wrong in (WRONG_QUANTITIES | WRONG_MEASUREMENTS).items()
}
NONSENSE |= {f"{prefix}_relation_is_known": spoiled(make, {"relation": "proves"}) for prefix, make in CITATIONS.items()}
NONSENSE |= {f"{prefix}_source_is_cited_once": said_twice(make) for prefix, make in CITATIONS.items()}
NONSENSE |= {
    f"events_{model._meta.model_name}_has_a_name": lambda model=model, kind=kind: model(
        slug="x", source=make_source(), **kind
    )
    for model, kind in (
        (Person, {}),
        (Organisation, {}),
        (EventSeries, {}),
        (Agreement, {"kind": "treaty"}),
        (Initiative, {"kind": "slogan"}),
    )
}
NONSENSE["articles_topic_has_a_name"] = lambda: Topic(slug="x")


def party(model, **fields):
    parents = {"agreement": make_agreement, "initiative": make_initiative, "event": make_event}
    sourced = {"source": make_source()} if model is not AgreementParty else {}
    return model(**{model.parent_name: parents[model.parent_name]()} | sourced | fields)


PARTIES = {
    "events_agreementparty": AgreementParty,
    "events_initiativesupport": InitiativeSupport,
    "events_participation": Participation,
}
for _prefix, _model in PARTIES.items():
    NONSENSE |= {
        f"{_prefix}_is_an_area_or_an_organisation": partial(party, _model),
        f"{_prefix}_area_is_named_once": said_twice(lambda m=_model: party(m, area=make_area("KAZ"))),
        f"{_prefix}_organisation_is_named_once": said_twice(
            lambda m=_model: party(m, organisation=make_organisation())
        ),
    }

NONSENSE |= {
    "trade_observationcitation_reporter_basis_is_known": spoiled(
        CITATIONS["trade_observationcitation"], {"reporter_basis": "guessed"}
    ),
    "trade_observationcitation_inferred_reporter_has_reasons": spoiled(
        CITATIONS["trade_observationcitation"], {"reporter_basis": "inferred"}
    ),
    "trade_observationwithdrawal_has_a_reason": lambda: ObservationWithdrawal(
        observation=make_observation(), source=make_source(), reason=""
    ),
    "events_metricwithdrawal_has_a_reason": lambda: MetricWithdrawal(
        metric=make_metric(), source=make_source(), reason=""
    ),
    "events_metric_vintage_is_unique": lambda: doubled(
        make_metric(valid_from=timezone.now() - timedelta(days=1), valid_to=timezone.now())
    ),
    "events_organisation_kind_is_known": lambda: Organisation(slug="x", name_en="x", kind="club", source=make_source()),
    "events_role_is_stated_once_by_a_source": lambda: doubled(make_role()),
    "events_role_dates_are_partial_dates": lambda: Role(
        person=make_person(), title_en="t", starts="spring", source=make_source()
    ),
    "events_eventstatus_is_stated_once_by_a_source": said_twice(
        lambda: EventStatus(event=make_event(), status="held", source=make_source())
    ),
    "events_agreementstatus_is_stated_once_by_a_source": lambda: doubled(make_agreement_status()),
    "events_agreementstatus_date_is_a_partial_date": lambda: AgreementStatus(
        agreement=make_agreement(), status="signed", on="17 May", source=make_source()
    ),
    "articles_story_section_is_known": lambda: Story(slug="x", section="sport"),
    "articles_statement_position_is_unique": said_twice(
        lambda: Statement(story=make_story(), person=make_person(), text_en="x")
    ),
    "articles_statement_mode_is_known": lambda: Statement(
        story=make_story(), person=make_person(), text_en="x", mode="sung"
    ),
    "articles_articleversion_numbers_start_at_one": lambda: ArticleVersion(
        article=make_article(), number=0, headline="h", body="b", public_from=timezone.now()
    ),
    "articles_articleredirect_is_unique": said_twice(
        lambda: ArticleRedirect(language="ru", slug="old", article=make_article())
    ),
    "articles_claimstate_is_known": lambda: ClaimState(claim=make_claim(), state="certain"),
    "articles_finding_severity_is_known": lambda: Finding(article=make_article(), rule="R1", severity="fatal"),
    "articles_change_kind_is_known": lambda: Change(kind="gone", observation=make_observation()),
}


# The key that the database computes from the parts is unique as well; PostgreSQL may look at that first.
SAME_KEY = {
    "trade_series_is_defined_once": "trade_series_key_key",
    "trade_commodity_code_is_unique_in_its_edition": "trade_commodity_pkey",
}


@pytest.mark.parametrize("name", NONSENSE)
def test_the_database_refuses(name):
    row = NONSENSE[name]()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        models.Model.save_base(row, raw=True, force_insert=True)
    # SQLite names the columns of a unique constraint, or its index, instead of the constraint.
    rule = name.split()[0]
    expected = (rule, SAME_KEY.get(rule, rule), "UNIQUE")
    assert any(words in str(refusal.value) for words in expected)


@pytest.mark.parametrize(
    ("starts", "ends", "allowed"),
    [
        ("2024-11-05", "2024-11-10", True),
        ("2024-11-05", "2024-11", True),
        ("2024-11-05", "2024", True),
        ("2024", "2024-11-05", True),
        ("2024-11", "2024-10-31", False),
        ("2024", "2023-12", False),
        ("2024-11-05", "2023", False),
    ],
)
def test_partial_dates_are_in_order_as_far_as_both_of_them_go(starts, ends, allowed):
    role = Role(person=make_person(), title_en="t", starts=starts, ends=ends, source=make_source())
    status = EventStatus(event=make_event(), status="held", starts=starts, ends=ends, source=make_source())
    for row in (role, status):
        if allowed:
            row.save()
        else:
            with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
                row.save()


@pytest.mark.parametrize(
    ("starts", "ends", "day", "held"),
    [
        ("2023", "2024", "2024-11-05", True),
        ("2024-11-06", "", "2024-11", True),
        ("2024-11-06", "", "2024-11-05", False),
        ("", "2024-10", "2024-11-05", False),
        ("2024", "", "2023-12-31", False),
        ("2024-11", "2024-11", "", True),
        ("", "", "2024", True),
    ],
)
def test_a_role_may_have_been_held_on_a_partial_date(starts, ends, day, held):
    make_role(starts=starts, ends=ends)
    assert Role.objects.held_on(day).exists() is held


def test_a_metric_is_of_a_participant_in_its_own_event():
    row = metric(participation=make_participation(make_event()))
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert "participation" in refusal.value.message_dict


def test_a_statement_is_made_in_a_role_of_its_own_speaker():
    row = Statement(story=make_story(), person=make_person(), role=make_role(), text_en="said")
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert "role" in refusal.value.message_dict


def test_an_article_does_not_translate_itself():
    article = make_article()
    with pytest.raises(IntegrityError, match="articles_article_translates_another"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(translation_of=article)


def test_every_constraint_has_a_row_of_nonsense():
    shown = {name.split()[0] for name in NONSENSE} | {"articles_article_translates_another"}
    assert sorted(set(constraint_names()) - shown) == []


@pytest.mark.parametrize(
    "model", ["trade.Observation", "events.Metric", "events.Event", "events.Agreement", "events.Role"]
)
def test_a_record_without_a_source_cannot_be_saved(model):
    field = apps.get_model(model)._meta.get_field("source")
    assert not field.null


def constraint_names() -> list[str]:
    return [
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in ("trade", "events", "articles")
        for constraint in model._meta.constraints
    ]


def test_every_constraint_is_named_for_its_rule():
    """A refusal is read in logs: «trade_series_pair_is_stated» says what is wrong."""
    names = constraint_names()
    assert all(name.count("_") >= 3 for name in names)
    assert len(names) == len(set(names))
