"""Words for what an import says in codes, in the language of the editor: those of the readers, and of ours besides."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from trade.importing import reader_words as import_words
from trade.readers.reasons import CELL_REASONS, FACTS, FILE_REASONS, FLAG_KINDS

_REASONS = {
    "no_series": _("These parts make no series."),
    "turnover_not_alphabetical": _("Turnover has no direction: the area whose code comes first is the first."),
    "repeated_with_another_value": _("The file states this number again with another value."),
    "older_release": _("What we hold was published after this file."),
}
_FLAGS = {
    "repeated": _("The file states this number more than once, with the same value."),
    "shown_anew": _("This value was held on a source that readers do not see; from this release on they see it."),
}
_FACTS = {"encoding": _("encoding")}


def reason_words(code: str) -> str:
    """Why a number was refused; the code itself where it has no words."""
    return import_words.refusal_reason(code) if code in CELL_REASONS else str(_REASONS.get(code, code))


def flag_words(kind: str) -> str:
    return import_words.flag_kind(kind) if kind in FLAG_KINDS else str(_FLAGS.get(kind, kind))


def fact_words(name: str) -> str:
    return import_words.fact(name) if name in FACTS else str(_FACTS.get(name, name))


def with_words(error: str) -> str:
    """The code of a refusal with its detail, and after a dash what it means, in English: for programs and people."""
    with override("en"):
        words = error_words(error)
    return error if words == error else f"{error} — {words}"


def error_words(error: str) -> str:
    """Why a whole file was refused: a code of the readers with a detail, or words already."""
    code, _colon, detail = error.partition(": ")
    return import_words.file_reason(code, detail) if code in FILE_REASONS else error
