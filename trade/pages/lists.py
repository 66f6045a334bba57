"""Pages that list records: filtered, sorted and paged by plain links and GET forms.

Parameters that a page does not know are ignored; values that it cannot read are named beside their filter. None of
them reaches the ORM unchecked.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from django.core.paginator import EmptyPage, InvalidPage, Page, PageNotAnInteger, Paginator
from django.db.models import Count, F, QuerySet
from django.forms import BoundField, Form, ModelChoiceField, ModelMultipleChoiceField, MultipleChoiceField
from django.forms import Field as FormField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_filters import FilterSet

from trade.pages.frame import Text, only, replaced

MAX_OFFSET = 10_000
MOST_COUNTED = 1_000  # rows; of more a page says so, for nobody reads how many more and the database would walk them
DEEPEST = 1_000  # what is not counted is walked from its beginning; a filter finds what lies deeper


class Column(NamedTuple):
    """The heading of a column that readers can sort by; ``direction`` is the value of aria-sort, or empty."""

    url: str
    direction: str


class Facet(NamedTuple):
    """A value that a filter offers, and how many rows it would leave; no number where that says nothing."""

    value: str
    label: Text
    rows: int | None = None


class Option(NamedTuple):
    value: str
    label: Text
    rows: int | None
    chosen: bool


class Field(NamedTuple):
    """One filter of the form: checkboxes or a select where ``options`` is a list, a line to type where it is None."""

    bound: BoundField
    value: str
    errors: list[str]
    options: list[Option] | None
    multiple: bool


class FilteredPageMixin:
    """A page that readers narrow by a GET form or links: its filters, their chips, and what is wrong with them.

    A wrong filter value is named beside its filter and left out, and the answer is a 400.
    """

    request: HttpRequest
    filterset_class: type[FilterSet] | None = None
    #: other parameters that links within the page take over
    kept: Sequence[str] = ()

    def get_rows(self) -> QuerySet:
        """All public rows of the page, unfiltered."""
        raise NotImplementedError

    @cached_property
    def filterset(self) -> FilterSet | None:
        if self.filterset_class is None:
            return None
        known = self.filterset_class.base_filters
        return self.filterset_class(only(self.request.GET, known), queryset=self.get_rows(), request=self.request)

    @cached_property
    def filter_errors(self) -> dict[str, list[str]]:
        return {} if self.filterset is None else dict(self.filterset.form.errors)

    @cached_property
    def parameters(self) -> QueryDict:
        """What links within the list take over: the order, and the filters whose values could be read."""
        known = () if self.filterset is None else self.filterset.filters
        return only(self.request.GET, [*self.kept, *(name for name in known if name not in self.filter_errors)])

    def get_kept_parameters(self) -> QueryDict:
        return only(self.parameters, super().get_kept_parameters())

    def filtered_rows(self, without: str = "") -> QuerySet:
        """The rows that pass every filter that could be read, leaving out the filter *without*."""
        if self.filterset is None:
            return self.get_rows()
        rows = self.get_rows()
        self.filterset.form.is_valid()
        for name, value in self.filterset.form.cleaned_data.items():
            if name != without:
                rows = self.filterset.filters[name].filter(rows, value)
        return rows

    def get_facets(self) -> Mapping[str, Sequence[Facet]]:
        """The values that a filter offers, by its name: (value, words, number of rows). Others are typed."""
        return {}

    def get_fields(self) -> list[Field]:
        """The filters as the form shows them."""
        if self.filterset is None:
            return []
        facets = self.get_facets()
        return [self._field(bound, facets.get(bound.name)) for bound in self.filterset.form]

    def _field(self, bound: BoundField, facets: Sequence[Facet] | None) -> Field:
        given = self.filterset.data.getlist(bound.name)
        spelled = {value.lower() for value in given}
        options = None if facets is None else [Option(*facet, facet.value.lower() in spelled) for facet in facets]
        return Field(bound, " ".join(given), self.filter_errors.get(bound.name, []), options, is_multiple(bound))

    def get_chips(self) -> list[tuple[str, str]]:
        """(words, address without it) of every filter in force."""
        if self.filterset is None:
            return []
        form = self.filterset.form
        return [
            (f"{form.fields[name].label}: {label}", f"?{without(self.parameters, name, value)}")
            for name in form.changed_data
            if name in form.cleaned_data
            for value, label in chosen(form, name)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "fields": self.get_fields(),
            "filter_errors": self.filter_errors,
            "chips": self.get_chips(),
            "clear_url": self.request.path,
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if self.filter_errors:
            kwargs["status"] = 400
        return super().render_to_response(context, **kwargs)


class ListPageMixin(FilteredPageMixin):
    """A list that readers filter, sort (``o=value``, ``o=-value``) and page (``page=2``), all by plain links and GET.

    A page that does not exist is a 404. Rows without a value sort last whatever the direction.
    """

    kept = ("o",)
    #: name in the address → fields in order; only what the page shows
    sorts: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    default_sort = ""
    paginate_by = 50
    #: whether there may be so many rows that they are counted up to MOST_COUNTED and no further
    is_long = False

    def get_page(self) -> Page:
        kind = partial(CappedPaginator, counted=self.counted) if self.is_long else Paginator
        return paginate(self.request, self.sorted_rows(self.filtered_rows()), self.paginate_by, paginator_class=kind)

    @cached_property
    def counted(self) -> int | None:
        """How many rows pass the filters; None where these are more than anybody counts."""
        return few(self.filtered_rows())

    def counts_of(self, name: str, path: str) -> dict[Any, int] | None:
        """How many rows each value of *path* would leave, the filters but *name* being as they are.

        None where there are too many to count. A row may be joined to several values, but not twice to the same.
        """
        is_chosen = name in self.filterset.form.changed_data
        rows = self.filtered_rows(without=name)
        if (few(rows) if is_chosen else self.counted) is None:
            return None
        shown = self.get_rows().model._base_manager.filter(pk__in=rows.order_by().values("pk"))
        found = shown.filter(**{f"{path}__isnull": False}).order_by().values_list(path)
        return dict(found.annotate(count=Count("pk")))

    @property
    def sort(self) -> str:
        """The order asked for if there is such a column, else the default."""
        wanted = self.request.GET.get("o", "")
        return wanted if wanted.removeprefix("-") in self.sorts else self.default_sort

    def sorted_rows(self, rows: QuerySet) -> QuerySet:
        fields = self.sorts.get(self.sort.removeprefix("-"))
        if fields is None:
            return rows
        descending = self.sort.startswith("-")
        order = (F(name).desc(nulls_last=True) if descending else F(name).asc(nulls_last=True) for name in fields)
        return rows.order_by(*order, "pk")

    def present(self, rows: Sequence) -> Sequence:
        """What the template shows for the *rows* of one page: related facts are loaded here, for all at once."""
        return rows

    def get_columns(self) -> dict[str, Column]:
        """Links for the headings: the sorted column offers the other direction."""
        return {name: self._column(name) for name in self.sorts}

    def _column(self, name: str) -> Column:
        direction = {name: "ascending", f"-{name}": "descending"}.get(self.sort, "")
        target = f"-{name}" if direction == "ascending" else name
        return Column(f"?{replaced(self.parameters, o=target)}", direction)

    def get_ways_out(self) -> list[tuple[Text, str]]:
        """(words, address) of where a reader who found nothing may go, besides leaving out the filters."""
        return [(_("Front page"), reverse("articles:home"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.get_page()
        context = super().get_context_data(**kwargs)
        if page.number > 1:
            context["canonical"] = f"{context['canonical']}?page={page.number}"
        all_rows = [(_("Everything, without filters"), self.request.path)] if context["chips"] else []
        return context | {
            "page_obj": page,
            "rows": self.present(list(page.object_list)),
            "columns": self.get_columns(),
            "ways_out": [*all_rows, *self.get_ways_out()],
        }


def paginate(
    request: HttpRequest,
    rows: Any,
    size: int,
    parameter: str = "page",
    paginator_class: Callable[..., Paginator] = Paginator,
) -> Page:
    """The page that the address asks for; a number that is none, or lies beyond the end, is a 404."""
    paginator: Paginator = paginator_class(rows, size)
    try:
        page = paginator.page(request.GET.get(parameter, "1"))
    except InvalidPage as error:
        raise Http404 from error
    if (page.number - 1) * size > MAX_OFFSET:
        raise Http404
    return page


def few(rows: QuerySet) -> int | None:
    """How many *rows* there are, None where more than MOST_COUNTED."""
    count = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return None if count > MOST_COUNTED else count


def more_words() -> str:
    """What stands for a number that nobody counted."""
    return _("more than %(count)s") % {"count": MOST_COUNTED}


class Chain:
    """The rows of *querysets* one after the other, to be sliced: only what lies before a slice is counted."""

    def __init__(self, *querysets: QuerySet):
        self.querysets = querysets

    def __getitem__(self, wanted: slice) -> list[Any]:
        found: list[Any] = []
        start, left = wanted.start or 0, wanted.stop - (wanted.start or 0)
        for rows in self.querysets:
            some = list(rows[start : start + left])
            found += some
            left -= len(some)
            if not left:
                break
            start = 0 if some or not start else start - rows.order_by()[:start].count()
        return found


class UncountedPaginator(Paginator):
    """Pages of rows that are never counted: anything that can be sliced. ``count`` is known on the last page alone."""

    deepest = DEEPEST

    def __init__(self, rows: Any, size: int):
        super().__init__(rows, size)
        self.known: int | None = None

    @property
    def count(self) -> int | None:
        return self.known

    def page(self, number: Any) -> "UncountedPage":
        try:
            number = int(number)
        except (TypeError, ValueError) as error:
            raise PageNotAnInteger from error
        start = (number - 1) * self.per_page
        if number < 1 or start >= self.deepest:
            raise EmptyPage
        rows = list(self.object_list[start : start + self.per_page + 1])
        if not rows and number > 1:
            raise EmptyPage
        is_last = len(rows) <= self.per_page
        if is_last:
            self.known = start + len(rows)
        return UncountedPage(rows[: self.per_page], number, self, is_last)


class CappedPaginator(UncountedPaginator):
    """Pages of rows of which *counted* are known to be there, or too many to count (None)."""

    deepest = MAX_OFFSET + 1

    def __init__(self, rows: Any, size: int, counted: int | None):
        super().__init__(rows, size)
        self.known = counted


class UncountedPage(Page):
    def __init__(self, rows: list[Any], number: int, paginator: UncountedPaginator, is_last: bool):
        super().__init__(rows, number, paginator)
        self.is_last = is_last

    def has_next(self) -> bool:
        return not self.is_last and self.number * self.paginator.per_page < self.paginator.deepest

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1

    def start_index(self) -> int:
        return (self.number - 1) * self.paginator.per_page + bool(self.object_list)

    def end_index(self) -> int:
        return (self.number - 1) * self.paginator.per_page + len(self.object_list)


def chosen(form: Form, name: str) -> list[tuple[str, Text]]:
    """(value in the address, words for it) for each value given to the field *name*."""
    words = _words_of(form.fields[name], form.cleaned_data[name])
    return [(value, words.get(value.lower(), value)) for value in form.data.getlist(name) if value]


def _words_of(field: FormField, cleaned: Any) -> dict[str, Text]:
    """The words for what was chosen, by value in lower case; values are read in whatever case."""
    if isinstance(field, ModelChoiceField):
        rows = cleaned if isinstance(field, ModelMultipleChoiceField) else [cleaned]
        return {str(field.prepare_value(row)).lower(): str(row) for row in rows}
    return {str(value).lower(): label for value, label in getattr(field, "choices", ())}


def is_multiple(bound: BoundField) -> bool:
    return isinstance(bound.field, MultipleChoiceField | ModelMultipleChoiceField)


def without(parameters: QueryDict, name: str, value: str) -> str:
    """The query string of *parameters* without one value of *name*."""
    changed = parameters.copy()
    changed.setlist(name, [other for other in parameters.getlist(name) if other != value])
    return changed.urlencode()
