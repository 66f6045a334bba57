"""Pages as they stood: ``?as_of=`` shows what readers were shown at a moment, less what may not be shown now.

Such a page is for whoever checks what we said: search engines keep out of it, and its canonical address is the page of
today. Its files carry the moment, so that they hold the same numbers.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from trade.models import Observation
from trade.pages.frame import only, replaced
from trade.pages.lists import FilteredPageMixin


class PastMixin(FilteredPageMixin):
    request: HttpRequest

    @cached_property
    def choice(self) -> dict[str, Any]:
        """What the reader chose and could be read."""
        self.filterset.form.is_valid()
        return self.filterset.form.cleaned_data

    @cached_property
    def as_of(self) -> datetime | None:
        return self.choice.get("as_of")

    def get_rows(self) -> QuerySet:
        return Observation.objects.none()

    def shown(self) -> QuerySet:
        """Values as readers see them now, or saw them then."""
        return Observation.objects.shown_as_of(self.as_of) if self.as_of else Observation.objects.shown()

    def public(self) -> QuerySet:
        """The same with superseded ones."""
        return Observation.objects.public_then(self.as_of) if self.as_of else Observation.objects.public()

    @property
    def robots(self) -> str:
        return "noindex" if self.as_of else ""

    def get_file_head(self, rows: Sequence[Mapping[str, Any]] = ()) -> list[tuple[str, str]]:
        head = super().get_file_head(rows)
        return [*head, (_("As shown on"), self.as_of.isoformat(timespec="seconds"))] if self.as_of else head

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fields = {field.bound.name: field for field in self.get_fields()}
        return super().get_context_data(**kwargs) | {
            "as_of": self.as_of,
            "present_url": self.with_parameter(as_of=""),
            "past_field": fields["as_of"],
            "past_others": self.others_than("as_of"),
            "errors_elsewhere": [field for name, field in fields.items() if field.errors and name != "as_of"],
        }

    def others_than(self, *names: str) -> list[tuple[str, str]]:
        """(name, value) of what a form that asks for *names* has to keep."""
        others = only(self.parameters, [name for name in self.parameters if name not in names])
        return [(name, value) for name, values in others.lists() for value in values]

    def with_parameter(self, **changes: str) -> str:
        """The address of this page with *changes*, back at the first of its pages; an empty value takes one out."""
        kept = only(self.parameters, [name for name in self.parameters if name not in changes])
        query = replaced(kept, **{name: value for name, value in changes.items() if value})
        return f"?{query}" if query else self.request.path
