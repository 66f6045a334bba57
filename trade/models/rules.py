"""Constraints that say at which field of a form they were broken."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class AtField:
    """A constraint whose refusal stands at the field in which it is mended; migrations know nothing of that."""

    def __init__(self, *args: Any, field: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field = field

    def clone(self) -> Any:
        _path, args, kwargs = self.deconstruct()  # type: ignore[attr-defined]
        return type(self)(*args, field=self.field, **kwargs)

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        try:
            super().validate(model, instance, exclude=exclude, using=using)  # type: ignore[misc]
        except ValidationError as error:
            if self.field in (exclude or ()):
                raise
            raise ValidationError({self.field: error.error_list}) from error


class CheckAtField(AtField, models.CheckConstraint):
    def deconstruct(self) -> tuple:
        return ("django.db.models.CheckConstraint", *super().deconstruct()[1:])


class UniqueAtField(AtField, models.UniqueConstraint):
    def deconstruct(self) -> tuple:
        return ("django.db.models.UniqueConstraint", *super().deconstruct()[1:])
