"""Why the history has a new state of an article: stored as a short key, read in the language of the editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {
    "saved": _("The text was saved."),
    "step": _("The article was moved to another step."),
    "published": _("Version %(number)s was published."),
    "corrected": _("Version %(number)s was published with a correction."),
    "overridden": _("Version %(number)s was published against the checks: %(words)s"),
    "withdrawn": _("The article was withdrawn."),
    "held": _("The article was held."),
    "released": _("The article was released."),
    "renamed": _("The article got a new address."),
}


LONGEST = 100  # of the column


def give_reason(row: Any, verb: str, number: int | None = None, words: str = "") -> None:
    """Says why *row* is about to be saved; *words* are what somebody wrote, cut to what the column holds."""
    row._change_reason = " ".join(str(part) for part in (verb, number, words) if part not in (None, ""))[:LONGEST]


def words_of(reason: str) -> str:
    """The sentence for a stored *reason*; one that no verb gave is shown as it is."""
    verb, _space, rest = reason.partition(" ")
    number, _space, words = rest.partition(" ")
    return str(WORDS[verb]) % {"number": number, "words": words} if verb in WORDS else reason
