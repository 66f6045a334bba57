"""Writes of the newsroom. Each verb is one transaction.

All raise ``django.core.exceptions.ValidationError`` naming the field and the mend; nothing is written then.
"""

from articles.services.claims import (
    attribute_claim,
    bind_claim,
    exempt_claim,
    explain_claim,
    recheck_claims,
    sync_claims,
    unbind_claim,
)
from articles.services.publication import (
    advance_article,
    blockers_of,
    hold_article,
    publish_article,
    release_article,
    rename_article,
    withdraw_article,
)

__all__ = (
    "advance_article",
    "attribute_claim",
    "bind_claim",
    "blockers_of",
    "exempt_claim",
    "explain_claim",
    "hold_article",
    "publish_article",
    "recheck_claims",
    "release_article",
    "rename_article",
    "sync_claims",
    "unbind_claim",
    "withdraw_article",
)
