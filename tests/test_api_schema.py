"""The OpenAPI description: whole, without warnings, true of every answer, and its examples are answers that we give."""

import json
import os

import jsonschema
import pytest
from django.core.management import call_command
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from tests.api import COLLECTIONS
from tests.api_examples import QUERIES, examples_of, files, write

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("name", COLLECTIONS)


@pytest.fixture(scope="module")
def schema():
    with override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)


@pytest.fixture(scope="module")
def stored():
    return {name: found for path in files() for name, found in json.loads(path.read_text()).items()}


def operation(schema, name, action):
    found = (path["get"] for path in schema["paths"].values() if "get" in path)
    return next(each for each in found if each["operationId"] == f"{name}-{action}")


def response_schema(schema, name, action):
    content = operation(schema, name, action)["responses"]["200"]["content"]["application/json"]
    return content["schema"] | {"components": schema["components"]}


def test_the_description_is_valid_and_made_without_warnings(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))


def test_the_description_is_openapi_3_1(client, schema):
    assert schema["openapi"].startswith("3.1")
    assert client.get("/api/schema/").content.startswith(b"openapi: 3.1")
    assert client.get("/api/schema/?format=json").json()["openapi"].startswith("3.1")
    validate_schema(schema)


def test_every_collection_is_described_and_nothing_else(schema):
    paths = dict(schema["paths"])
    assert set(paths.pop("/api/v1/check/")) == {"post"}
    assert set(paths.pop("/api/v1/computed/")) == {"get"}
    assert {path.split("/")[3] for path in paths} == set(COLLECTIONS)
    assert all(set(path) == {"get"} for path in paths.values())


@EVERY
def test_every_parameter_and_both_operations_say_what_they_are_for(schema, name):
    for action in ("list", "retrieve"):
        found = operation(schema, name, action)
        described = [p["name"] for p in found["parameters"] if p.get("description")]

        assert found["summary"]
        assert found["description"]
        assert set(found["responses"]) >= {"200", "400"}
        if action == "list":
            assert set(described) >= {*COLLECTIONS[name].good, "cursor", "page_size"}


def test_nothing_in_the_description_speaks_to_programmers(schema):
    text = json.dumps(schema)

    assert ":func:" not in text
    assert "``" not in text


@EVERY
def test_answers_are_as_described(client, seeded, schema, name):
    answer = client.get(f"/api/v1/{name}/").json()

    jsonschema.validate(answer, response_schema(schema, name, "list"), jsonschema.Draft202012Validator)


# -- examples -----------------------------------------------------------------------------------------------------
def test_the_examples_are_written_when_asked_for(client, seeded):
    if os.environ.get("WRITE_EXAMPLES") == "1":
        write(client)

    assert all(path.exists() for path in files())


@EVERY
def test_every_example_is_what_the_seeded_site_answers(client, seeded, stored, name):
    assert examples_of(client, name) == stored[name]


@EVERY
def test_every_example_stands_in_the_description(schema, stored, name):
    for action, example in stored[name].items():
        content = operation(schema, name, action)["responses"]["200"]["content"]["application/json"]

        assert content["examples"][action] == {"summary": f"GET {example['address']}", "value": example["answer"]}


@EVERY
def test_every_example_is_as_described(schema, stored, name):
    for action, example in stored[name].items():
        jsonschema.validate(example["answer"], response_schema(schema, name, action), jsonschema.Draft202012Validator)


def test_every_collection_has_an_example(stored):
    assert set(stored) == set(QUERIES) == set(COLLECTIONS)
