"""A migration operation for constraints that are worded anew but refuse the same."""

from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation


class RestateConstraint(Operation):
    """Replaces the constraint of *model_name* that has the name of *constraint* by it.

    Where a database reads the same words as before it is left alone: SQLite would build the whole table anew, and
    lose its triggers.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, constraint: models.CheckConstraint):
        self.model_name, self.constraint = model_name, constraint

    def deconstruct(self) -> tuple[str, list, dict[str, Any]]:
        return self.__class__.__qualname__, [], {"model_name": self.model_name, "constraint": self.constraint}

    def describe(self) -> str:
        return f"State constraint {self.constraint.name} of {self.model_name} anew"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.model_name.lower()}_{self.constraint.name.lower()}_anew"

    def state_forwards(self, app_label, state):
        state.remove_constraint(app_label, self.model_name.lower(), self.constraint.name)
        state.add_constraint(app_label, self.model_name.lower(), self.constraint)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        old, new = (self._of(state.apps.get_model(app_label, self.model_name)) for state in (from_state, to_state))
        models_ = [state.apps.get_model(app_label, self.model_name) for state in (from_state, to_state)]
        words = [one._get_check_sql(model, schema_editor) for one, model in zip((old, new), models_, strict=True)]
        if words[0] != words[1]:
            schema_editor.remove_constraint(models_[0], old)
            schema_editor.add_constraint(models_[1], new)

    database_backwards = database_forwards

    def _of(self, model: type[models.Model]) -> Any:
        return next(one for one in model._meta.constraints if one.name == self.constraint.name)
