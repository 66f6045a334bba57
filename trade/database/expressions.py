"""SQL of our own, for conditions that the two databases state in different words."""

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Abs, Cast, NullIf, Round
from django.db.models.lookups import LessThanOrEqual


class IsMultipleOf(Func):
    """Whether one number is a whole number of another, or either is empty.

    PostgreSQL divides decimals; SQLite, which has none, tells as far as the 15 digits of a double go.
    """

    arity = 2
    output_field = models.BooleanField()

    def as_postgresql(self, compiler, connection, **context):
        template = "MOD((%(number)s)::numeric, NULLIF((%(of)s)::numeric, 0)) = 0"
        (number, in_number), (of, in_of) = (compiler.compile(part) for part in self.get_source_expressions())
        return template % {"number": number, "of": of}, (*in_number, *in_of)

    def as_sqlite(self, compiler, connection, **context):
        number, of = (Cast(part, models.FloatField()) for part in self.get_source_expressions())
        ratio = number / NullIf(of, Value(0.0))
        return compiler.compile(LessThanOrEqual(Abs(ratio - Round(ratio)), Abs(ratio) * Value(1e-15)))
