"""Words for what an import says in codes, in the language of the editor."""

from django.utils.translation import gettext_lazy as _

OWN_REASONS = {
    "no_series": _("These parts make no series."),
    "turnover_not_alphabetical": _("Turnover has no direction: the area whose code comes first is the first."),
    "repeated_with_another_value": _("The file states this number again with another value."),
    "older_release": _("What we hold was published after this file."),
    "repeated": _("The file states this number more than once, with the same value."),
}


def reason_words(code: str) -> str:
    """Why a line was refused, or what is to be known of it; the code itself where there are no words for it."""
    return str(OWN_REASONS.get(code, code))


def error_words(error: str) -> str:
    """Why a whole file was refused: a code of the readers with a detail, or words already."""
    code, colon, detail = error.partition(": ")
    return f"{reason_words(code)}{colon}{detail}"
