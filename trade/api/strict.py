"""The API takes only what it knows: a parameter that it does not know, or cannot read, is a 400 that names it.

(Pages ignore what they do not know; they use the same FilterSets without this module.)
"""

from collections import OrderedDict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters import Filter, FilterSet
from django_filters.fields import ModelMultipleChoiceField, MultipleChoiceField
from django_filters.utils import translate_validation
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

REPEATABLE = (MultipleChoiceField, ModelMultipleChoiceField)


def refuse_unknown(parameters: QueryDict, known: Collection[str], repeatable: Collection[str] = ()) -> None:
    """ValidationError naming every parameter that is not *known*, or is given twice without being *repeatable*."""
    errors = {}
    for name in parameters:
        if name not in known:
            allowed = ", ".join(sorted(known))
            errors[name] = [_("There is no such parameter here; this address knows %(known)s.") % {"known": allowed}]
        elif name not in repeatable and len(parameters.getlist(name)) > 1:
            errors[name] = [_("Give this parameter once.")]
    if errors:
        raise ValidationError(errors)


def refusals_of(filterset_class: type[FilterSet], parameters: QueryDict, request: Request) -> dict[str, Any]:
    """What cannot be read of *parameters*, by name; nothing is asked of the rows."""
    filterset = lean(filterset_class, frozenset(parameters))(parameters, request=request)
    return {} if filterset.is_valid() else dict(translate_validation(filterset.errors).detail)


def redirect_to(request: Request, **kwargs: str) -> HttpResponsePermanentRedirect:
    """To the same address with other *kwargs*, parameters included: each record has one spelling of its key."""
    match, query = request.resolver_match, request.META.get("QUERY_STRING", "")
    address = reverse(match.view_name, kwargs=match.kwargs | kwargs)
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def is_repeatable(filter_: Filter) -> bool:
    return issubclass(filter_.field_class, REPEATABLE)


@lru_cache(maxsize=512)
def lean(filterset_class: type[FilterSet], given: frozenset[str]) -> type[FilterSet]:
    """*filterset_class* with no other filters than those *given*, and those that do something without a value.

    A FilterSet copies its filters for each request and makes a form of them all, which costs more than a page.
    """
    filters = filterset_class.base_filters
    needed = {name: each for name, each in filters.items() if name in given or getattr(each, "acts_without_value", 0)}
    found = type(filterset_class.__name__, (filterset_class,), {})
    found.base_filters = OrderedDict(needed)
    return found


def filtered(filterset_class: type[FilterSet], request: Request, queryset: QuerySet) -> QuerySet:
    """What the parameters of *request* leave of *queryset*. ValidationError naming those that cannot be read."""
    filterset_class = lean(filterset_class, frozenset(request.query_params))
    filterset = filterset_class(request.query_params, queryset=queryset, request=request)
    if filterset.filters.keys().isdisjoint(request.query_params):
        for each in filterset.filters.values():  # those that do something without a value; no form is needed to say so
            queryset = each.filter(queryset, None)
        return queryset
    if not filterset.is_valid():
        raise translate_validation(filterset.errors)
    return filterset.qs


class FilterBackend(BaseFilterBackend):
    """Filters lists by the view's ``filterset_class`` and describes its parameters."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        filterset_class = view.get_filterset_class()
        return queryset if filterset_class is None else filtered(filterset_class, request, queryset)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        filterset_class = view.get_filterset_class()
        return [] if filterset_class is None else list(described(filterset_class))


def described(filterset_class: type[FilterSet]) -> Iterator[dict[str, Any]]:
    """The filters as parameters of OpenAPI."""
    for name, filter_ in filterset_class().filters.items():
        if name in getattr(filterset_class, "unnamed", ()):
            continue
        field = filter_.field
        parameter = {"name": name, "in": "query", "schema": field.schema, "description": str(field.help_text)}
        yield parameter | ({"explode": True, "style": "form"} if is_repeatable(filter_) else {})
