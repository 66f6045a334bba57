"""Fields whose values are clean before the database sees them."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Left, Length
from django.utils.translation import gettext_lazy as _

from trade.partial_dates import PartialDate, is_valid

# C0 and C1 controls and the Unicode bidirectional controls: invisible, and able to make one text read as another.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROLS_BUT_BREAKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# ASCII digits, and no line break before the end: SQLite asks Python's `re`, PostgreSQL its own engine.
PARTIAL_DATE = r"^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?\Z"


def refuse_controls(text: str) -> None:
    if CONTROLS.search(text):
        raise ValidationError(_("Remove the invisible control characters from this line."), code="control")


def refuse_controls_but_breaks(text: str) -> None:
    if CONTROLS_BUT_BREAKS.search(text):
        raise ValidationError(_("Remove the invisible control characters from this text."), code="control")


def refuse_wrong_partial_date(text: str) -> None:
    if text and not is_valid(text):
        raise ValidationError(
            _("Write a date as 2024, 2024-11 or 2024-11-05, or leave it empty if it is unknown."),
            code="partial_date",
        )


class _NormalisedMixin:
    """Stores text in Unicode form C, so that equal words are equal bytes."""

    def to_python(self, value):
        value = super().to_python(value)
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


class LineField(_NormalisedMixin, models.CharField):
    """One line of text without control characters."""

    default_validators = (refuse_controls,)


class ProseField(_NormalisedMixin, models.TextField):
    """Text of several lines without control characters other than tabs and line breaks."""

    default_validators = (refuse_controls_but_breaks,)


class PartialDateField(models.CharField):
    """A date as precise as its source: EDTF level 0 (``2024``, ``2024-11``, ``2024-11-05``) or empty for unknown."""

    default_validators = (refuse_wrong_partial_date,)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


def partial_date_check(*names: str) -> models.Q:
    """The condition for a check constraint: each named field is empty or shaped like a partial date."""
    condition = models.Q()
    for name in names:
        condition &= models.Q(**{f"{name}__regex": PARTIAL_DATE})
    return condition


def ends_after_start(starts: str = "starts", ends: str = "ends") -> models.Q:
    """The condition that one partial date does not lie before another, as far as both of them go."""
    start_or_so = Left(starts, Length(ends))
    return models.Q(**{starts: ""}) | models.Q(**{ends: ""}) | models.Q(**{f"{ends}__gte": start_or_so})


def partial(text: str) -> PartialDate:
    return PartialDate.parse(text)
