"""What a search for goods means to the database: the same words and codes as in :mod:`trade.goods.search`."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from trade.goods.search import ask, is_whole, named
from trade.words.endings import pattern
from trade.words.languages import COLUMNS

OF_HS = Q(scheme__regex="^H[0-9]$")


def headings_for(text: str) -> Q | None:
    """The condition of the headings that *text* asks for; None where it asks for nothing."""
    asked = ask(text)
    if asked.is_nothing:
        return None
    found = Q(scheme__startswith=asked.scheme, code__startswith=asked.code)
    if asked.is_hs:
        found &= OF_HS
    if asked.words:
        found &= reduce(and_, map(_in_a_name, asked.words)) | OF_HS & Q(code__in=list(named(asked.words)))
    return found


def _in_a_name(word: str) -> Q:
    return reduce(or_, (Q(**{f"name_{column}__iregex": pattern(word, column, is_whole(word))}) for column in COLUMNS))
