"""Which records a figure may state: ranked candidates with reasons in machine form.

A value alone binds nothing: it would confirm itself. A candidate needs words in the text for its unit, period, flow,
areas, reporter, event, edition or measure, and each word that speaks for or against it is one :class:`Reason`.
Pure: no Django, no database. Records come in as :class:`Record`, texts as :class:`CheckedText`.
"""

from articles.binding.candidate import Candidate
from articles.binding.candidates import candidates, is_unambiguous, is_unique, propose
from articles.binding.catalogue import Catalogue
from articles.binding.context import Context
from articles.binding.facts import Book, Names, Rate, Record
from articles.binding.near import near_of
from articles.binding.reasons import Reason
from articles.binding.text import CONFIRMED, NEAR, NOT_BOUND, SUGGESTED, UNIQUE, CheckedText, Stated

__all__ = [
    "CONFIRMED",
    "NEAR",
    "NOT_BOUND",
    "SUGGESTED",
    "UNIQUE",
    "Book",
    "Candidate",
    "Catalogue",
    "CheckedText",
    "Context",
    "Names",
    "Rate",
    "Reason",
    "Record",
    "Stated",
    "candidates",
    "is_unambiguous",
    "is_unique",
    "near_of",
    "propose",
]
