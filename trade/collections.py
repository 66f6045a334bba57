"""What every collection of the API has in common, on all floors; and the addresses of all collections."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.http import http_date
from django_filters import FilterSet
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import APIRootView
from rest_framework.viewsets import GenericViewSet

from trade.api.pagination import KeysetPagination
from trade.api.schema import About, CollectionSchema
from trade.api.strict import FilterBackend, is_repeatable, redirect_to, refusals_of, refuse_unknown
from trade.renderers import CSVRenderer, JSONRenderer
from trade.words.languages import active_tag

NUMBER = "[0-9]{1,18}"
SLUG = r"[-\w]+"


class CollectionViewSet(ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """A list and its records, read-only and the same for everybody: no session is looked at.

    A collection names itself (``collection``), says what it holds (``about``), starts from a ``queryset`` of public
    rows (``public()``; page twins narrow it) and lists its rows by ``ordering``, fields that together are unique.
    :meth:`prepare` loads what many rows need at once.
    """

    collection = ""
    about: str | Promise = ""
    ordering: Sequence[str] = ("pk",)
    filterset_class: type[FilterSet] | None = None

    #: What the schema says of further actions, and of parameters of the list that are neither filters nor paging.
    actions_about: Mapping[str, About] = MappingProxyType({})
    parameters: Mapping[str, str | Promise] = MappingProxyType({})
    choices: Mapping[str, Sequence[str]] = MappingProxyType({})

    http_method_names = ("get", "head")
    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (JSONRenderer, CSVRenderer)
    filter_backends = (FilterBackend,)
    pagination_class = KeysetPagination
    lookup_value_regex = SLUG
    schema = CollectionSchema()
    #: Whether keys are in upper case; the address of another spelling leads to the one that is right.
    has_upper_keys = False
    #: (word, what it says) above these rows of a file; a page's twin sets it, the API's own CSV is rows alone
    file_head: Callable[[Sequence[Mapping[str, Any]]], Sequence[tuple[str, str]]] | None = None
    #: what is wrong with parameters of the page whose twin this is
    page_errors: Mapping[str, Sequence[str]] = MappingProxyType({})

    @classmethod
    def known_parameters(cls, action: str = "list") -> frozenset[str]:
        """The query parameters of the list, or of one record (``retrieve``)."""
        if action != "list":
            return frozenset({"format"})
        filters = cls.filterset_class.base_filters if cls.filterset_class else ()
        return frozenset({"format", *cls.pagination_class.parameters, *filters, *cls.parameters})

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method.lower() not in self.http_method_names:
            return  # a verb that nothing here answers: that is said first
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        repeatable = {name for name, filter_ in filters.items() if is_repeatable(filter_)}
        try:
            refuse_unknown(request.query_params, self.known_parameters(self.action), repeatable)
        except ValidationError as refused:  # what cannot be read besides is said at once
            chosen = self.get_filterset_class()
            others = refusals_of(chosen, request.query_params, request) if chosen else {}
            raise ValidationError(others | refused.detail) from None
        if self.page_errors:
            raise ValidationError(dict(self.page_errors))

    def get_filterset_class(self) -> type[FilterSet] | None:
        """Of lists; a record is found by its key alone, whichever rows a list would leave out."""
        return self.filterset_class if self.action == "list" else None

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().public()

    def prepare(self, rows: Sequence[Any]) -> Sequence[Any]:
        """*rows* with everything that their serializer shows of them, in a fixed number of queries."""
        return rows

    def paginate_queryset(self, queryset: QuerySet) -> Sequence[Any]:
        return self.prepare(super().paginate_queryset(queryset))

    def get_object(self) -> Any:
        return self.prepare([super().get_object()])[0]

    def get_serializer_context(self) -> dict[str, Any]:
        return super().get_serializer_context() | {"root": self.request.build_absolute_uri("/").rstrip("/")}

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = self.kwargs[self.lookup_field]
        if self.has_upper_keys and key != key.upper():
            get_object_or_404(self.get_queryset(), **{self.lookup_field: key.upper()})
            return redirect_to(request, **{self.lookup_field: key.upper()})
        row = self.get_object()
        response = Response(self.get_serializer(row).data)
        if moment := self.get_last_modified(row):
            response["Last-Modified"] = http_date(moment.timestamp())
        return response

    def get_last_modified(self, row: Any) -> datetime | None:
        """When what *row* shows last changed. None where that depends on more than the row: its ETag says so then."""
        return None

    def get_file_name(self) -> str:
        key = self.kwargs.get(self.lookup_url_kwarg or self.lookup_field)
        return f"{self.collection}-{key}" if key else self.collection

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Content-Language"] = active_tag()
        patch_vary_headers(response, ["Accept-Language"])
        return response


class RootView(APIRootView):
    """The addresses of all collections."""

    http_method_names = ("get", "head")
    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (JSONRenderer,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method.lower() in self.http_method_names:
            refuse_unknown(request.query_params, {"format"})
