"""Writes of the newsroom. Each verb is one transaction.

All raise ``django.core.exceptions.ValidationError`` naming the field and the mend; nothing is written then.
"""

from articles.services.batches import follow_batch
from articles.services.checking import store_findings
from articles.services.claims import (
    attribute_claim,
    bind_claim,
    exempt_claim,
    explain_claim,
    judge_due,
    recheck_claims,
    sync_claims,
    unbind_claim,
)
from articles.services.editing import (
    drop_claim,
    recheck_story,
    revoke_draft_links,
    save_article,
    save_claim,
)
from articles.services.gate import Blocker, blockers_of, blocking
from articles.services.marking import whole_figure
from articles.services.publication import (
    advance_article,
    hold_article,
    hold_upcoming,
    publish_article,
    release_article,
    rename_article,
    withdraw_article,
)
from articles.services.recording import EventThing, TradeThing, record_claim
from articles.services.revisions import StaleArticle
from articles.services.settling import Choice, settle_figures

__all__ = (
    "Blocker",
    "Choice",
    "EventThing",
    "StaleArticle",
    "TradeThing",
    "advance_article",
    "attribute_claim",
    "bind_claim",
    "blockers_of",
    "blocking",
    "drop_claim",
    "exempt_claim",
    "explain_claim",
    "follow_batch",
    "hold_article",
    "hold_upcoming",
    "judge_due",
    "publish_article",
    "recheck_claims",
    "recheck_story",
    "record_claim",
    "release_article",
    "rename_article",
    "revoke_draft_links",
    "save_article",
    "save_claim",
    "settle_figures",
    "store_findings",
    "sync_claims",
    "unbind_claim",
    "whole_figure",
    "withdraw_article",
)
