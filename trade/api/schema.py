"""What OpenAPI says of every collection besides its rows: formats, errors, and examples, which are real answers.

Examples stand in ``examples.json`` of each app. ``tests/test_api_examples.py`` asks for each again and compares.
"""

import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

STRINGS = {"type": "array", "items": {"type": "string"}}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": STRINGS},
    },
}


class About(NamedTuple):
    """What an action besides the list and the record does."""

    summary: str | Promise
    description: str | Promise


@cache
def examples_of(folder: Path) -> dict[str, Any]:
    """``{collection: {"list" or "retrieve": {"address", "answer"}}}`` of the app in *folder*."""
    path = folder / "examples.json"
    return json.loads(path.read_text()) if path.exists() else {}


class CollectionSchema(AutoSchema):
    """Describes the viewsets of :mod:`trade.collections`."""

    def get_operation_id(self) -> str:
        return f"{self.view.collection}-{self.view.action}"

    def get_tags(self) -> list[str]:
        return [self.view.collection]

    def get_summary(self) -> str:
        if self.view.action in self.view.actions_about:
            return str(self.view.actions_about[self.view.action].summary)
        name = self.view.get_queryset().model._meta
        singular, plural = str(name.verbose_name), str(name.verbose_name_plural)
        return (
            _("List of %(plural)s") % {"plural": plural}
            if self.is_list
            else _("One %(singular)s") % {"singular": singular}
        )

    def get_description(self) -> str:
        if self.view.action in self.view.actions_about:
            return str(self.view.actions_about[self.view.action].description)
        return str(self.view.about)

    @property
    def is_list(self) -> bool:
        return self.view.action == "list"

    def _is_list_view(self, serializer: Any = None) -> bool:
        return self.view.action != "retrieve"

    def get_override_parameters(self) -> list[Any]:
        if not self.is_list:
            return []
        return [
            OpenApiParameter(name, str, description=str(words), enum=self.view.choices.get(name))
            for name, words in self.view.parameters.items()
        ]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        bodies["200"]["description"] = self.get_summary()
        content = bodies["200"]["content"]
        content["text/csv"] = {"schema": {"type": "string"}}
        if example := self._example():
            content["application/json"]["examples"] = {
                self.view.action: {"summary": f"GET {example['address']}", "value": example["answer"]}
            }
        errors = {"400": _("A parameter is not known, or cannot be read."), "406": _("No such format.")}
        if "{" in self.path:
            errors["404"] = _("There is nothing at this address.")
        return bodies | {code: self._problem(text) for code, text in errors.items()}

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> dict[str, Any]:
        # Docstrings speak to those who change the code, and in one language.
        return {k: v for k, v in super()._map_basic_serializer(serializer, direction).items() if k != "description"}

    def _example(self) -> dict[str, Any] | None:
        folder = Path(inspect.getfile(type(self.view))).parent
        return examples_of(folder).get(self.view.collection, {}).get(self.view.action)

    def _problem(self, description: str) -> dict[str, Any]:
        component = ResolvedComponent(name="Problem", type=ResolvedComponent.SCHEMA, schema=PROBLEM, object="Problem")
        self.registry.register_on_missing(component)
        return {"content": {"application/problem+json": {"schema": component.ref}}, "description": description}
