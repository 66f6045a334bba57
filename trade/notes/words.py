"""Notes on a series in the words of an editor."""

from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trade.models.measurements import Status
from trade.periods import Period
from trade.quality import Code, Note
from trade.quantities import last_digit
from trade.words.languages import active_tag
from trade.words.numbers import compact


def words_of(note: Note, unit: str) -> str:
    """«2021: $42 тыс.; за соседний период — $41. …»: the period first, then what is odd about it."""
    facts = {name: _words(value, unit) for name, value in note.facts.items()}
    return f"{capfirst(_words(note.period, unit))}: {_template(note) % facts}"


def _words(value: Any, unit: str) -> str:
    match value:
        case Period():
            return value.words(active_tag())
        case Decimal():
            number = value.normalize()
            return compact(number, unit, active_tag(), last_digit(number) if number else Decimal(1))
    return str(value)


def _template(note: Note) -> str:
    match note.code:
        case Code.BREAK:
            return f"{Status(note.facts['status']).label}."
        case Code.EDITION if note.facts["is_later"]:
            return _("from %(other)s on, the same heading is stated in another edition: %(key)s.")
        case Code.EDITION:
            return _("until %(other)s, the same heading was stated in another edition: %(key)s.")
        case Code.SHIFT:
            return _(
                "the level changes from %(earlier)s (%(before)s) to %(value)s and stays; has a definition changed?"
            )
        case Code.OUTLIER:
            return _("%(value)s stands beside %(neighbour)s; is the unit a thousand times wrong?")
        case Code.GAP:
            return _("nothing is recorded between %(before)s and %(after)s.")
        case Code.NEGATIVE:
            return _("%(value)s is less than nothing.")
        case Code.PARTS:
            return _("%(value)s cannot be the sum of its %(count)s parts, which is %(sum)s.")
        case Code.FALLING:
            return _("%(value)s since January is not more than %(earlier)s, which is stated for %(before)s.")
    return _("%(value)s here, %(other)s by %(reporter)s: twice as much or more.")
