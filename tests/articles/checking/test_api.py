"""`POST /api/v1/check/`: for editors, stores nothing, says what is wrong with what it was sent."""

import json

import pytest
from django.db.models import Model

from articles.models import Article, Claim, Finding
from tests.desk import member
from tests.factories import make_hidden_source, make_observation

URL = "/api/v1/check/"
TEXT = (
    "В 2023 году товарооборот Китая и Казахстана достиг 41 млн долларов.\nВ 2022 году — 24,1 млрд по данным Казахстана."
)


def ask(client, body, **headers):
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(URL, data, content_type="application/json", **headers)


@pytest.fixture
def editor(client, seeded):
    client.force_login(member("editor"))
    return client


def counts(*models: type[Model]) -> list[int]:
    return [model._base_manager.count() for model in models]


def test_figures_come_with_their_candidates_and_reasons(editor):
    answer = ask(editor, {"text": TEXT, "lang": "ru"}).json()
    first, second = answer["figures"]
    assert (first["surface"], first["value"], first["unit"]) == ("41 млн долларов", "41000000", "USD")
    assert TEXT[second["start"] : second["end"]] == second["surface"] == "24,1 млрд"
    assert first["candidates"][0]["url"].endswith("#record-" + first["candidates"][0]["url"].rsplit("-", 1)[1])
    assert {reason["speaks"] for reason in first["candidates"][0]["reasons"]} == {"for", "against"}
    assert answer["findings"][0]["rule"] == "R1b"
    assert answer["findings"][0]["arithmetic"]


@pytest.mark.parametrize("lang", ["ru", "kk", "en", "zh-Hans"])
def test_words_are_those_of_the_reader_and_offsets_those_of_the_text(editor, lang):
    answer = ask(editor, {"text": TEXT}, headers={"accept-language": lang}).json()
    assert answer["lang"] == "ru"
    assert all(TEXT[f["start"] : f["end"]] == f["surface"] for f in answer["figures"])
    message = answer["findings"][0]["message"]
    assert message.isascii() is (lang == "en")


def test_nothing_is_stored(editor):
    before = counts(Article, Claim, Finding)
    ask(editor, {"text": TEXT})
    assert counts(Article, Claim, Finding) == before


@pytest.mark.parametrize("role", ["author", "editor", "data editor", "translator", "administrator"])
def test_the_whole_newsroom_may_ask(client, seeded, role):
    client.force_login(member(role))
    assert ask(client, {"text": "5 %"}).status_code == 200


def test_strangers_and_readers_may_not(client, seeded):
    assert ask(client, {"text": TEXT}).status_code == 403
    client.force_login(member(None))
    answer = ask(client, {"text": TEXT})
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 400, "text"),
        ({"text": ""}, 400, "text"),
        ({"text": "x" * 20_001}, 400, "text"),
        ({"text": ["5 %"]}, 400, "text"),
        ({"text": "5 %", "lang": "de"}, 400, "lang"),
        ({"text": "5 %", "reference_date": "yesterday"}, 400, "reference_date"),
        ([], 400, None),
        ("{", 400, None),
        ('{"text": "a\\u0000b"}', 400, None),
        ('{"text": "\\ud800"}', 400, None),
        (b"\xff", 400, None),
    ],
)
def test_bad_input_is_named(editor, body, status, field):
    answer = ask(editor, body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert field is None or field in answer.json()["errors"]


@pytest.mark.parametrize("verb", ["get", "put", "patch", "delete", "options"])
def test_nothing_else_is_done_here(editor, verb):
    assert getattr(editor, verb)(URL).status_code in (204, 405)


def test_a_form_of_another_site_cannot_ask(seeded):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member("editor"))
    assert ask(strict, {"text": "5 %"}).status_code == 403


def test_records_of_a_text_that_is_not_out_are_not_proposed(editor):
    make_observation(
        "KAZ.KAZ.RUS.X.TOTAL.V.USD", source=make_hidden_source(), value=7_770_000_000, resolution=10_000_000
    )
    answer = ask(editor, {"text": "Экспорт Казахстана в Россию в 2023 году составил 7,77 млрд долларов."})
    assert answer.json()["figures"][0]["candidates"] == []


def test_the_answer_is_for_the_asker_alone(editor):
    assert ask(editor, {"text": "5 %"})["Cache-Control"] == "private, no-store"
