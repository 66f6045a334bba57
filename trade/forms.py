"""Forms in which data editors record, revise and withdraw numbers; and the fields that all forms of the admin use."""

import re
from decimal import Decimal
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext_lazy as _

from trade.models import Observation, ObservationWithdrawal
from trade.periods import Period
from trade.quantities import last_digit
from trade.words.languages import active_tag

_SPACES = re.compile(r"[\s_'’]")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,(?!\d{3}$)\d+")
REVISED_FIELDS = (
    "value",
    "value_upper",
    "qualifier",
    "resolution",
    "status",
    "unit_inferred",
    "claimed_record",
    "printed",
    "note",
    "source",
)
REPORTER_FIELDS = ("reporter_basis", "reporter_note")


def add_errors(form: forms.BaseForm, error: ValidationError, renamed: dict[str, str] | None = None) -> None:
    """Shows *error* at the fields of *form* that it names, and above the form where it names none of them."""
    fields = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in fields.items():
        name = (renamed or {}).get(name, name)
        form.add_error(name if name in form.fields else None, errors)


class AmountField(forms.DecimalField):
    """A number as people type it: «41 000 000 000», «80,01»."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 22})

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = _SPACES.sub("", value).replace("−", "-")
            if _DECIMAL_COMMA.fullmatch(value):
                value = value.replace(",", ".")
            if "," in value:
                raise ValidationError(_("Write the digits without commas: 41000000000, or 80.01."), code="comma")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return format(value.normalize(), "f") if isinstance(value, Decimal) and value.is_finite() else value


class PeriodField(forms.CharField):
    """A period of any length, as data or as readers write it."""

    default_error_messages: ClassVar[dict] = {
        "invalid": _("Write a period as 2023, 2024-Q1, 2024-01, 2024-01-01/P9M or 2024-11-05/2024-11-10.")
    }

    def to_python(self, value: Any) -> Period | None:
        text = super().to_python(value)
        if not text:
            return None
        for read in (Period.parse, lambda words: Period.from_words(words, active_tag())):
            try:
                return read(text)
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value: Any) -> Any:
        return value.iso if isinstance(value, Period) else value


def _refuse_nul(value: Any) -> None:
    # A key that PostgreSQL would refuse to look up, where SQLite finds nothing.
    if "\x00" in str(value):
        raise ValidationError(_("Choose a record from the list."), code="invalid_choice")


class RecordField(forms.ModelChoiceField):
    """A record by its primary key, or by a natural key of one part: a code, a slug, a series key."""

    def to_python(self, value: Any) -> Any:
        _refuse_nul(value)
        try:
            return super().to_python(value)
        except ValidationError:
            records = self.queryset.model._default_manager
            try:
                return self.queryset.get(pk=records.get_by_natural_key(value).pk)
            except (AttributeError, ObjectDoesNotExist, TypeError, ValueError):
                pass
            raise


class RecordsField(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        _refuse_nul(value)
        return super().clean(value)


class ObservationForm(forms.ModelForm):
    """The first value of a series for a period. What it lacks, `record_observation` says."""

    period = PeriodField(
        label=_("Period"),
        help_text=_(
            "Write 2023, 2024-Q1, 2024-01, or 2024-01-01/P9M for nine months; the words of a page, such as "
            "«January–September 2024», will do as well."
        ),
    )

    class Meta:
        model = Observation
        fields = ("series", *REVISED_FIELDS, *REPORTER_FIELDS)


class ConfirmedForm(forms.ModelForm):
    """A form whose consequences are shown before they are brought about.

    The page that shows them sends back :attr:`digest` of what it was made from; whoever changes a field after that is
    shown the consequences anew.
    """

    @property
    def digest(self) -> str:
        values = sorted((name, str(getattr(value, "pk", value))) for name, value in self.cleaned_data.items())
        return sha256(repr(values).encode()).hexdigest()

    @property
    def is_confirmed(self) -> bool:
        return self.data.get("shown") == self.digest


class RevisionForm(ConfirmedForm):
    reason = forms.CharField(
        label=_("Reason for the revision"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Say why the value changed; readers see this in the history of the record."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # That of the value before says nothing of the new one.
        self.initial["resolution"] = None
        self.fields["resolution"].help_text = _(
            "Leave this empty if every digit of the value is stated, save for closing zeros: 41020000000 then has "
            "10000000. Else give the size of the last stated digit."
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        stated = [found[name] for name in ("value", "value_upper") if found.get(name) is not None]
        if stated and found.get("resolution") is None and "resolution" not in self.errors:
            found["resolution"] = min(map(last_digit, stated))
        return found

    def values(self) -> dict[str, Any]:
        """What the next vintage holds besides its source and reason."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name != "source"}


class ObservationRevisionForm(RevisionForm):
    class Meta:
        model = Observation
        fields = (*REVISED_FIELDS, *REPORTER_FIELDS)


class WithdrawalForm(ConfirmedForm):
    class Meta:
        model = ObservationWithdrawal
        fields = ("source", "reason")
