"""Lists that are asked for often, read without forms, models or compiling.

:func:`question_of` reads the parameters of a request with the fields of its FilterSet, one by one; :func:`narrowed`
lets the same FilterSet narrow a queryset by what was read, which :mod:`trade.database.statements` does once for each
set of parameters. What cannot be read so is None: the caller goes the long way then, which also says what is wrong. So
must whoever finds no row at all, for that an area or a commodity exists is known here from the rows that it has.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django_filters import FilterSet

from trade.api.pagination import KeysetPagination
from trade.api.parameters import CodeField
from trade.api.strict import is_repeatable, lean
from trade.database.statements import fetch
from trade.filters import ObservationFilters, SeriesFilters
from trade.models import Series

LONG_WAY = ("acts_without_value", "asks_first")
PLACE, AT = "place.", "at"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NOTHING_HIDDEN: frozenset[int] = frozenset()


class Question(NamedTuple):
    """What was asked for: ``values`` by name, and ``choices`` of a few, which are part of the SQL as they are."""

    filterset_class: type[FilterSet]
    values: dict[str, Any]
    choices: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def shape(self) -> tuple[Any, ...]:
        return self.filterset_class.__name__, self.choices


@lru_cache(maxsize=512)
def _fields(filterset_class: type[FilterSet], given: frozenset[str]) -> tuple[tuple[str, Any, bool], ...] | None:
    """(name, field, whether it is repeatable) of what is *given*; None where that takes the long way."""
    filters = lean(filterset_class, given)({}).filters
    if any(getattr(filters[name], attribute, False) for name in given for attribute in LONG_WAY):
        return None
    return tuple((name, filters[name].field, is_repeatable(filters[name])) for name in sorted(given))


def question_of(filterset_class: type[FilterSet], parameters: QueryDict) -> Question | None:
    """What *parameters* ask of *filterset_class*; those that are no filters are not looked at."""
    fields = _fields(filterset_class, frozenset(filterset_class.base_filters.keys() & set(parameters)))
    if fields is None:
        return None
    values: dict[str, Any] = {}
    choices: list[tuple[str, tuple[str, ...]]] = []
    for name, field, repeatable in fields:
        given = parameters.getlist(name)
        try:
            if isinstance(field, CodeField):
                read = field.spell(given[-1])
            else:
                read = field.clean(given if repeatable else given[-1])
        except ValidationError:
            return None
        if not read:
            return None
        if repeatable:
            choices.append((name, tuple(sorted(set(read)))))
        else:
            values[name] = read
    return Question(filterset_class, values, tuple(choices))


def narrowed(question: Question, queryset: QuerySet, parameters: Mapping[str, Any]) -> QuerySet:
    """What *parameters*, values for the names of *question*, leave of *queryset* where nothing at all is hidden."""
    cleaned = {name: parameters[name] for name in question.values} | dict(question.choices)
    filterset_class = lean(question.filterset_class, frozenset(cleaned))
    filterset = filterset_class({}, queryset=queryset, request=SimpleNamespace(hidden_sources=NOTHING_HIDDEN))
    filterset._form = SimpleNamespace(cleaned_data=dict.fromkeys(filterset.filters) | cleaned)
    return filterset.filter_queryset(queryset)


def rows_of(
    question: Question,
    page: KeysetPagination,
    start: Callable[[datetime], QuerySet],
    lines: Callable[[QuerySet, datetime], QuerySet],
) -> list[Sequence[Any]]:
    """The rows of a *page* that was begun, and one more: ``lines(what question leaves of start(now), now)``.

    They are one statement, which sees one state of the database: what may not be shown cannot come in between.
    """
    cursor, place = page.cursor, {}
    if cursor:
        named = zip(page.ordering, cursor.values, strict=True)
        place = {f"{PLACE}{name}": _day_or_itself(value) for name, value in named}

    def build(parameters: Mapping[str, Any]) -> QuerySet:
        queryset = lines(narrowed(question, start(parameters[AT]), parameters), parameters[AT])
        there = cursor and cursor._replace(values=tuple(parameters[name] for name in place))
        return page.rows_from(queryset, there)

    backwards = bool(cursor and cursor.backwards)

    def series(parameters: Mapping[str, Any]) -> QuerySet:
        of_series = narrowed(_of_series(question), Series.objects.all(), parameters)
        return of_series.order_by("-pk" if backwards else "pk")

    shape = (question.shape, page.ordering, backwards)
    # How rare an area or a code is decides what is the best plan; a pair or a series is always little.
    names = question.values.keys()
    is_pair = {"area", "counterpart"} <= names
    is_settled = not (names or question.choices) or "series" in names or is_pair
    given = {AT: timezone.now()} | question.values | place
    first = series if is_pair and issubclass(question.filterset_class, ObservationFilters) else None
    return fetch(shape, build, given, page.limit, is_settled, first)


def _of_series(question: Question) -> Question:
    """What *question* asks of the series of the rows."""
    known = SeriesFilters.base_filters
    values = {name: value for name, value in question.values.items() if name in known}
    return Question(SeriesFilters, values, tuple(choice for choice in question.choices if choice[0] in known))


def _day_or_itself(value: Any) -> Any:
    """A cursor writes days as texts."""
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
