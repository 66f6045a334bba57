"""`manage.py audit_claims`: quiet while everything agrees, loud when something stored has drifted."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import ArticleVersion, ClaimState
from trade.database.append_only import lifted_triggers

pytestmark = pytest.mark.django_db(transaction=False)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("audit_claims", *arguments, stdout=out)
    return out.getvalue()


def test_the_seeded_site_has_not_drifted(seeded):
    found = json.loads(run("--json"))
    assert found["drift"] == []
    assert (found["claims"], found["versions"]) == (64, 4)
    assert found["figures_found"] == found["figures_bound"] == 32


def test_a_state_that_no_longer_follows_is_drift(seeded):
    ClaimState.objects.filter(state="disputed").update(state="verified")
    out = StringIO()
    with pytest.raises(CommandError, match="drifted"):
        call_command("audit_claims", "--json", stdout=out)
    drift = json.loads(out.getvalue())["drift"]
    assert {row["kind"] for row in drift} == {"state"}
    assert {(row["stored"], row["now"]) for row in drift} == {("verified", "disputed")}


@pytest.mark.django_db(transaction=True)
def test_coverage_that_is_not_that_of_the_text_is_drift(seeded):
    with lifted_triggers(connection):
        ArticleVersion.objects.filter(article__language="ru").update(figures_found=9)
    with pytest.raises(CommandError, match="1 drifted"):
        run()
