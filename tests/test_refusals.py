"""What a form says where a constraint is broken: a sentence with the mend, at the field that is at fault."""

from fnmatch import fnmatch

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError

from events.models import Agreement, Event, EventSeries, Initiative, Organisation, Person, Role
from tests.desk import admin_url, desk_of, errors_of, fill_in
from tests.factories import make_source
from trade.models import Area, Series, Source
from trade.models.rules import AtField

pytestmark = pytest.mark.django_db
# Constraints that no form reaches, with what refuses the same before them.
UNREACHABLE = {
    "*_is_known": "the choices of the field",
    "trade_series_codes_are_known": "the choices of the fields",
    "*_partial_date": "the validator of the field",
    "*_partial_dates": "the validator of the field",
    "*_has_a_reason": "the field must not be empty",
    "trade_source_has_a_title": "the field must not be empty",
    "articles_article_has_a_headline": "the field must not be empty",
    "articles_correction_says_what_was_wrong_and_what_is_right": "the fields must not be empty",
    "events_metric_has_a_unit": "the field must not be empty",
    "trade_importbatch_*": "services alone write imports",
    "trade_annualtotal_*": "services alone add up totals",
    "trade_pairtotal_*": "services alone add up totals",
    "*_vintage_is_unique": "services alone number vintages",
    "*_is_superseded_after_it_was_recorded": "services alone close vintages",
    "articles_articleversion_*": "services alone write versions",
    "articles_finding_is_told_once": "services alone write findings",
    "articles_articleredirect_is_unique": "services alone write addresses",
    "articles_change_is_about_one_record": "services alone write the log",
    "articles_claim_belongs_to_a_working_copy_or_a_version": "services alone write claims",
    "articles_claim_is_once_in_*": "services alone write claims",
    "articles_claim_of_a_version_has_its_mark": "services alone write claims",
    "articles_claim_has_a_value": "the form of a figure asks for it",
}


def all_constraints():
    for model in apps.get_models():
        if model._meta.app_label in ("trade", "events", "articles"):
            yield from ((model, constraint) for constraint in model._meta.constraints)


def is_silent(constraint):
    return constraint.violation_error_message == constraint.default_violation_error_message


def test_every_constraint_that_a_form_can_reach_says_the_mend():
    silent = {constraint.name for _model, constraint in all_constraints() if is_silent(constraint)}

    assert {name for name in silent if not any(fnmatch(name, pattern) for pattern in UNREACHABLE)} == set()
    assert [pattern for pattern in UNREACHABLE if not any(fnmatch(name, pattern) for name in silent)] == []


def test_a_constraint_names_a_field_of_its_model():
    for model, constraint in all_constraints():
        if isinstance(constraint, AtField):
            try:
                model._meta.get_field(constraint.field)
            except FieldDoesNotExist:
                pytest.fail(f"{constraint.name} stands at {constraint.field}, which its model has not")


@pytest.mark.parametrize("model", [Agreement, Event, EventSeries, Initiative, Organisation, Person])
def test_a_record_without_a_name_is_refused_at_the_name(model):
    with pytest.raises(ValidationError) as refusal:
        model(slug="x", source=make_source()).validate_constraints()

    assert refusal.value.message_dict["name_ru"]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Source(title="T", kind="article", sha256="zz"), "sha256"),
        (Area(code="kaz"), "code"),
        (Area(code="KAZ", m49="39"), "m49"),
        (Series(reporter_id="_X", area_id="CHN", counterpart_id="KAZ", flow="X", measure="V", unit="usd"), "unit"),
        (Role(), "title_ru"),
    ],
)
def test_a_refusal_stands_at_the_field_at_fault(record, field):
    with pytest.raises(ValidationError) as refusal:
        record.validate_constraints()

    assert list(refusal.value.message_dict) == [field]
    assert "_" not in str(refusal.value.message_dict[field]).replace("_X", "")


@pytest.mark.parametrize("kind", ["event", "agreement", "person", "eventseries"])
def test_an_empty_form_names_no_constraint(admin_user, kind):
    answer = fill_in(desk_of(None, admin_user), admin_url(f"events_{kind}_add"))

    assert errors_of(answer)["name_ru"] == ["Give the name in at least one of the four languages."]
    assert "__all__" not in errors_of(answer)


def test_a_wrong_sum_is_told_the_mend():
    answer = fill_in(desk_of("data editor"), admin_url("trade_source_add"), title="T", kind="article", sha256="zz")

    assert "64" in str(errors_of(answer)["sha256"])
