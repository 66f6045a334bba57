"""What a query parameter may hold: form fields that read one value, refuse it in a helpful sentence, and describe
themselves to OpenAPI (``schema``); and the filters that use them.

Pages, API and exports share them through each app's ``filters.py``.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField, ModelMultipleChoiceField, MultipleChoiceField

from trade.models import Area, Commodity, Source
from trade.partial_dates import PartialDate
from trade.series_keys import SeriesKey
from trade.words.languages import TAGS

Schema = dict[str, Any]

LONGEST_WORDS = 200
LONGEST_KEY = 150


# -- Fields -------------------------------------------------------------------------------------------------------
class WordsField(forms.CharField):
    """A few words that a name must contain."""

    schema: ClassVar[Schema] = {"type": "string", "maxLength": LONGEST_WORDS}

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=LONGEST_WORDS, **kwargs)


class TextField(forms.CharField):
    """A value that must be met exactly: a slug, a publisher."""

    schema: ClassVar[Schema] = {"type": "string", "maxLength": LONGEST_KEY}

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=LONGEST_KEY, **kwargs)


class YearField(forms.CharField):
    schema: ClassVar[Schema] = {"type": "string", "pattern": "^[1-9][0-9]{3}$"}
    default_validators = (RegexValidator(r"\A[1-9][0-9]{3}\Z", _("Write a year in four digits, such as 2024.")),)


class NumberCodeField(forms.CharField):
    schema: ClassVar[Schema] = {"type": "string", "pattern": "^[0-9]{3}$"}
    default_validators = (RegexValidator(r"\A[0-9]{3}\Z", _("Write a code of three digits, such as 398.")),)


class SourceLanguageField(forms.CharField):
    """A language of ours, or one that a public source is in, in whatever case."""

    schema: ClassVar[Schema] = {"type": "string", "maxLength": LONGEST_KEY}

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return text
        used = Source.objects.public().order_by().values_list("language", flat=True).distinct()
        known = {tag.lower(): tag for tag in sorted({*TAGS, *used} - {""})}
        if text.lower() not in known:
            message = _("«%(value)s» is not known here; choose from %(known)s.")
            params = {"value": text[:LONGEST_KEY], "known": ", ".join(known.values())}
            raise ValidationError(message, code="invalid_choice", params=params)
        return known[text.lower()]


class ReadField(forms.Field):
    """Text that stands for something else, which :meth:`read` makes of it."""

    schema: ClassVar[Schema] = {"type": "string"}
    longest = 40

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        if len(text) > self.longest:
            raise ValidationError(_("This is too long."), code="max_length")
        return self.read(text)

    def read(self, text: str) -> Any:
        """What *text* stands for; ValidationError if nothing."""
        raise NotImplementedError


class MomentField(ReadField):
    """A date or a time. A time without an offset is UTC; of a date the field takes the moment *of_day* in UTC."""

    schema: ClassVar[Schema] = {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]
    }

    def __init__(self, *, of_day: time = time.min, **kwargs: Any):
        self.of_day = of_day
        super().__init__(**kwargs)

    def read(self, text: str) -> datetime:
        try:
            moment = self._moment(_with_plus(text))
        except ValueError:
            moment = None
        if moment is None:
            message = _("Write a date such as 2024-11-05 or a time with its offset, such as 2024-11-05T12:00:00Z.")
            raise ValidationError(message, code="invalid")
        # The first and last years leave no room for offsets.
        if not 1 < moment.year < 9999:
            raise ValidationError(_("This is out of range: write a year between 0002 and 9998."), code="invalid")
        return moment

    def _moment(self, text: str) -> datetime | None:
        if len(text) == len("2024-11-05"):
            day = parse_date(text)
            return day and datetime.combine(day, self.of_day, UTC)
        moment = parse_datetime(text)
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _with_plus(text: str) -> str:
    """An unescaped «+» of an offset arrives as a space."""
    clock = text.replace("T", " ", 1).partition(" ")[2]
    return "+".join(text.rsplit(" ", 1)) if " " in clock else text


class PeriodEdgeField(ReadField):
    """The first day of a period, or with *last* its last day; a year or month stands for all its days."""

    schema: ClassVar[Schema] = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}

    def __init__(self, *, last: bool = False, **kwargs: Any):
        self.last = last
        super().__init__(**kwargs)

    def read(self, text: str) -> date | None:
        try:
            day = PartialDate.parse(text)
        except ValueError:
            message = _("Write a year, month or day: 2024, 2024-11 or 2024-11-05.")
            raise ValidationError(message, code="invalid") from None
        return day.latest if self.last else day.earliest


class YearEdgeField(PeriodEdgeField):
    """The first whole year that starts on the day or later, or with *last* the last one that ends by it."""

    def read(self, text: str) -> int | None:
        day = super().read(text)
        if self.last:
            return day.year - ((day.month, day.day) != (12, 31))
        return day.year + ((day.month, day.day) != (1, 1))


class SeriesKeyField(ReadField):
    schema: ClassVar[Schema] = {"type": "string", "maxLength": 80}
    longest = 80

    def read(self, text: str) -> str:
        try:
            return str(SeriesKey.parse(text.upper()))
        except ValueError:
            message = _("Write a series key such as CHN.CHN.KAZ.T.TOTAL.V.USD: reporter, area, counterpart, flow, …")
            raise ValidationError(message, code="invalid") from None


class AnyOfField(MultipleChoiceField):
    """One or several of a fixed list, in whatever case."""

    widget = forms.CheckboxSelectMultiple

    @property
    def values(self) -> list[str]:
        return [str(value) for value, _label in self.choices]

    @property
    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string", "enum": self.values}}

    def to_python(self, value: Any) -> list[str]:
        spelled = {known.lower(): known for known in self.values}
        return [spelled.get(text.lower(), text) for text in super().to_python(value) if text]

    def validate(self, value: list[str]) -> None:
        wrong = [text for text in value if text not in self.values]
        if wrong:
            message = _("«%(value)s» is not known here; choose from %(known)s.")
            params = {"value": wrong[0][:LONGEST_KEY], "known": ", ".join(self.values)}
            raise ValidationError(message, code="invalid_choice", params=params)


class _CodeMixin:
    """A row named by its code in whatever case; *unknown* is what is said of codes that do not exist."""

    schema: ClassVar[Schema] = {"type": "string", "maxLength": 20}

    def __init__(self, *args: Any, unknown: Any, upper: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.upper = upper
        self.error_messages["invalid_choice"] = unknown

    def spell(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return value.strip().upper() if self.upper else value.strip()


class CodeField(_CodeMixin, ModelChoiceField):
    def to_python(self, value: Any) -> Any:
        return super().to_python(self.spell(value))


class CodesField(_CodeMixin, ModelMultipleChoiceField):
    """Several rows named by their codes."""

    schema: ClassVar[Schema] = {"type": "array", "items": _CodeMixin.schema}

    def clean(self, value: Any) -> Any:
        return super().clean([self.spell(item) for item in value or () if item])


# -- Filters ------------------------------------------------------------------------------------------------------
class WordsFilter(django_filters.CharFilter):
    """Rows whose name in any language holds the words (a queryset with ``with_words``)."""

    field_class = WordsField

    def filter(self, qs: Any, value: str) -> Any:
        return qs.with_words(value) if value else qs


class TextFilter(django_filters.CharFilter):
    field_class = TextField


class NumberCodeFilter(django_filters.CharFilter):
    field_class = NumberCodeField


class SourceLanguageFilter(django_filters.CharFilter):
    field_class = SourceLanguageField


class YearFilter(django_filters.CharFilter):
    field_class = YearField


class MomentFilter(django_filters.Filter):
    field_class = MomentField


class AsOfFilter(MomentFilter):
    """Rows that readers would have been shown at a moment; without one those that they are shown now."""

    acts_without_value = True

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, of_day=time.max, **kwargs)

    def filter(self, qs: Any, value: datetime | None) -> Any:
        self.parent.request.as_of = value
        if value:
            return qs.shown_as_of(value).with_public_end()
        return qs.shown_in_order(hidden=hidden_sources(self.parent.request))


def hidden_sources(request: Any) -> frozenset[int]:
    """The keys of the sources that may not be shown, asked for once in an answer."""
    if not hasattr(request, "hidden_sources"):
        request.hidden_sources = Source.objects.hidden_keys()
    return request.hidden_sources


def moment_asked(request: Any) -> datetime | None:
    """The moment ``as_of`` of a list that was filtered; None for now."""
    return getattr(request, "as_of", None)


class PeriodEdgeFilter(django_filters.Filter):
    field_class = PeriodEdgeField


class YearEdgeFilter(django_filters.Filter):
    field_class = YearEdgeField


class SeriesKeyFilter(django_filters.Filter):
    field_class = SeriesKeyField


class AnyOfFilter(django_filters.MultipleChoiceFilter):
    """Rows with any of the chosen values in a column of their own."""

    field_class = AnyOfField

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("distinct", False)
        super().__init__(*args, **kwargs)


class CodeFilter(django_filters.ModelChoiceFilter):
    field_class = CodeField


class CodesFilter(django_filters.ModelMultipleChoiceFilter):
    field_class = CodesField


UNKNOWN_AREA = _("«%(value)s» is not an area that we know; write a code such as KAZ, see /api/v1/areas/.")
UNKNOWN_COMMODITY = _(
    "«%(value)s» is not a commodity that we know; write a key such as H6-27, see /api/v1/commodities/."
)


def area_filter(field_name: str | None = None, **kwargs: Any) -> CodeFilter:
    """A filter by area code; ``_X`` is «not stated»."""
    return CodeFilter(field_name, queryset=_all(Area), to_field_name="code", unknown=UNKNOWN_AREA, **kwargs)


def commodity_filter(field_name: str | None = None, **kwargs: Any) -> CodeFilter:
    # Thousands of rows: typed, not chosen from a list.
    return CodeFilter(
        field_name,
        queryset=_all(Commodity),
        to_field_name="key",
        unknown=UNKNOWN_COMMODITY,
        widget=forms.TextInput,
        **kwargs,
    )


def _all(model: Any) -> Callable[[Any], Any]:
    return lambda request: model.objects.all()
