"""Which rows a page is made of, noted while it is made."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init
from django.dispatch import receiver

# The row of a table that stands for all of them.
ALL = "*"

_noted: ContextVar[set[str] | None] = ContextVar("rows of the page that is being made", default=None)


class Noted(set[str]):
    """«table:key» of each row; ``keepable`` is false once the page shows what no row of its own would tell of."""

    keepable = True


@contextmanager
def noting() -> Iterator[Noted]:
    """Notes every row that becomes an instance of a model while the block runs."""
    rows = Noted()
    token = _noted.set(rows)
    try:
        yield rows
    finally:
        _noted.reset(token)


def is_noting() -> bool:
    return _noted.get() is not None


def note(model: type[Model], keys: Iterable[Any]) -> None:
    """Notes rows of *model* that a page rests on without loading them."""
    rows = _noted.get()
    if rows is not None:
        rows.update(f"{model._meta.db_table}:{key}" for key in keys)


def never_keep() -> None:
    """The page that is being made shows the absence of something, of which no row could tell when it comes."""
    rows = _noted.get()
    if isinstance(rows, Noted):
        rows.keepable = False


@receiver(post_init)
def _note_instance(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    rows = _noted.get()
    if rows is not None and instance.pk is not None:
        rows.add(f"{sender._meta.concrete_model._meta.db_table}:{instance.pk}")
