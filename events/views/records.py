"""What the pages of single records share."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import TemplateView

from trade.history import last_changed
from trade.models import Area, Source
from trade.pages.frame import PageMixin, Text
from trade.pages.lists import Facet, ListPageMixin
from trade.pages.reuse import ReuseMixin
from trade.provenance import sources_of

Labels = Iterable[tuple[Any, Text]] | Callable[[Iterable[Any]], Iterable[tuple[Any, Text]]]


class RecordView(ReuseMixin, PageMixin, TemplateView):
    """The page of one record with a slug. What is not public answers like a slug that never was.

    Where the page has a table of figures, that table is what its CSV and XLSX hold (``table_viewset``).
    """

    record: Any
    table_viewset: Any = None

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

    def get_parts(self) -> Sequence[Model]:
        """What the page shows of the record besides its own row: statuses, roles, figures; each with its source."""
        return ()

    def get_sources(self) -> list[Source]:
        return sources_of([self.record, *self.get_parts()])

    def get_revised(self) -> date | None:
        return last_changed([self.record, *self.get_parts()])

    def get_table(self) -> QuerySet:
        """The rows of the table that CSV and XLSX hold."""
        raise NotImplementedError

    def get_twin(self) -> HttpResponseBase:
        if self.table_viewset and self.request.GET["format"] != "json":
            self.twin_viewset, self.twin_action = self.table_viewset, "list"
        return super().get_twin()

    def get_twin_queryset(self) -> QuerySet | None:
        return self.get_table() if self.twin_action == "list" else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"record": self.record}


def counts(rows: QuerySet, name: str) -> dict[Any, int]:
    """How many of *rows* have each value of the field *name*."""
    return dict(rows.order_by().values_list(name).annotate(count=Count("pk", distinct=True)))


def facets(page: ListPageMixin, name: str, field: str, labels: Labels) -> list[Facet]:
    """The values of *field* that occur, each with the number of rows that the other filters leave of it.

    *labels* are the choices of a fixed list, or a function that names the keys which occur.
    """
    occurring = counts(page.get_rows(), field)
    left = counts(page.filtered_rows(without=name), field)
    pairs = labels(occurring) if callable(labels) else labels
    return [Facet(str(value), label, left.get(value, 0)) for value, label in pairs if value in occurring]


def areas_of(keys: Iterable[Any]) -> list[tuple[Any, str]]:
    return list(named(Area.objects.all(), keys).items())


def named(rows: QuerySet[Model], keys: Any) -> dict[Any, str]:
    """The names of the *rows* with these keys, in the order of the alphabet."""
    found = {row.pk: row.name for row in rows.filter(pk__in=[key for key in keys if key is not None])}
    return dict(sorted(found.items(), key=lambda item: item[1]))
