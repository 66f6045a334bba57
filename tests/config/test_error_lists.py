"""The shape of error lists, whatever a serializer makes of them."""

import json

import pytest
from rest_framework.exceptions import ValidationError

from config.problems import answer_exception


@pytest.mark.parametrize(
    ("detail", "errors"),
    [
        ("No.", {"non_field_errors": ["No."]}),
        (["No.", "Never."], {"non_field_errors": ["No.", "Never."]}),
        ({"area": "No."}, {"area": ["No."]}),
        ({"area": ["No."], "flow": ["Never."]}, {"area": ["No."], "flow": ["Never."]}),
        ({"role": {"from": ["No."]}}, {"role.from": ["No."]}),
        ({"rows": [{}, {"value": ["No."]}]}, {"rows.1.value": ["No."]}),
    ],
)
def test_nested_messages_become_flat_names(detail, errors):
    response = answer_exception(ValidationError(detail), {})
    assert json.loads(response.content)["errors"] == errors
