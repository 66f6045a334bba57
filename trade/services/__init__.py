"""Writes of the ground floor. Each verb is one transaction and tells the floors above what it did.

All raise ``django.core.exceptions.ValidationError`` naming the field and the mend; nothing is written then. Single
records are in :mod:`trade.services.records`, whole files in :mod:`trade.services.imports`.
"""

from trade.services.imports import import_file, import_reading, roll_back_batch, roll_back_batches
from trade.services.records import (
    CARRIED_OVER,
    change_source,
    cite_observation,
    close,
    insert,
    lock,
    next_vintage,
    recite_observation,
    record_observation,
    refuse_older_release,
    reread_open,
    revise_observation,
    set_public_from,
    successor,
    supersede,
    tell,
    tell_sources,
    withdraw_observation,
)

__all__ = (
    "CARRIED_OVER",
    "change_source",
    "cite_observation",
    "close",
    "import_file",
    "import_reading",
    "insert",
    "lock",
    "next_vintage",
    "recite_observation",
    "record_observation",
    "refuse_older_release",
    "reread_open",
    "revise_observation",
    "roll_back_batch",
    "roll_back_batches",
    "set_public_from",
    "successor",
    "supersede",
    "tell",
    "tell_sources",
    "withdraw_observation",
)
