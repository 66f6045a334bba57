"""Looking at what would follow from a change before it is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


class Rehearsal:
    """A change that is carried out to see what would follow, and undone.

    >>> with rehearsal.held():  # the change has happened
    ...     look()
    """

    def __init__(self, change: Callable[[], Any]):
        self.change = change

    @contextmanager
    def held(self) -> Iterator[None]:
        """ValidationError if the change is refused."""
        with transaction.atomic():
            self.change()
            yield
            transaction.set_rollback(True)
