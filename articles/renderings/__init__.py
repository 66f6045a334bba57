"""Pages that are made once and kept in PostgreSQL for as long as no row that they were made of has changed.

An article's page is made of some sixty rows by some twenty queries; a kept one costs a single query. Three parts:
:mod:`articles.renderings.rows` notes which rows a page is made of while it is made, :mod:`articles.renderings.watch`
lets the database itself mark the pages of every row that is written, and :mod:`articles.renderings.store` gives out
and keeps. On SQLite every page is made anew.
"""

from articles.renderings.rows import is_noting, never_keep, note
from articles.renderings.store import kept_or_made

__all__ = ("is_noting", "kept_or_made", "never_keep", "note")
