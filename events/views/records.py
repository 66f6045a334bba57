"""What the pages of single records share."""

from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import TemplateView

from trade.lists import Facet
from trade.pages import DataTwinMixin, PageMixin, Text


class RecordView(DataTwinMixin, PageMixin, TemplateView):
    """The page of one record with a slug. What is not public answers like a slug that never was."""

    record: Any

    def get_record(self) -> QuerySet:
        """The public records, with everything that the page shows of one."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.record = self.get_record().filter(slug=kwargs["slug"]).first()
        if self.record is None:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_title(self) -> Text:
        return self.record.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"record": self.record}


def counts(rows: QuerySet, name: str) -> dict[Any, int]:
    """How many of *rows* have each value of the field *name*."""
    return dict(rows.order_by().values_list(name).annotate(count=Count("pk", distinct=True)))


def facets(choices: list[tuple[str, Text]], found: dict[Any, int]) -> list[Facet]:
    """The *choices* that occur, with their numbers."""
    return [Facet(value, label, found[value]) for value, label in choices if value in found]


def named(rows: QuerySet[Model], keys: Any) -> dict[Any, str]:
    """The names of the *rows* with these keys, in the order of the alphabet."""
    found = {row.pk: row.name for row in rows.filter(pk__in=[key for key in keys if key is not None])}
    return dict(sorted(found.items(), key=lambda item: item[1]))
