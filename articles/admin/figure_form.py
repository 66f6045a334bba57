"""What is to be done with one figure of the panel, whether it is marked already or not."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.forms import BINDING
from articles.models import RECORDS, Claim
from articles.services import Choice

_FIELD = re.compile(r"(figure-[0-9a-f]{12})-(\w+)")
# Only says which figure it was; alone it asks for nothing.
_WORDS = "words"


def prefix_of(words: str, turn: int) -> str:
    """The prefix of a figure's fields: it follows from its words, so that it survives an edit elsewhere in the text."""
    return f"figure-{sha256(f'{turn}:{words}'.encode()).hexdigest()[:12]}"


class FigureForm(forms.ModelForm):
    """One choice for a figure: a proposal or an exemption from the list, any record, or a source alone."""

    choice = forms.CharField(required=False, max_length=200)
    words = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    class Meta:
        model = Claim
        fields = (*BINDING, "explanation")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [name for name in ("choice", *BINDING) if cleaned.get(name)]
        if len(chosen) > 1:
            message = _("«%(quote)s»: choose one thing only, from the list or below it.")
            self.add_error(chosen[-1], message % {"quote": self.shown_words})
        if "other" in (cleaned.get("exempt_reason"), cleaned.get("choice", "").partition(":")[2]) and not cleaned.get(
            "explanation"
        ):
            self.add_error("explanation", _("Explain why this figure needs no record."))
        return cleaned

    def _post_clean(self) -> None:
        """There is no row yet that could be judged; the services judge what comes of the choice."""

    @property
    def shown_words(self) -> str:
        return self.data.get(self.add_prefix(_WORDS), "")[:80]

    @property
    def chosen(self) -> Choice | None:
        """What a valid form asks for; None for nothing."""
        cleaned = self.cleaned_data
        explanation = cleaned.get("explanation", "")
        if cleaned.get("choice"):
            return Choice.parse(cleaned["choice"], explanation)
        for name in RECORDS:
            if cleaned.get(name):
                return Choice("bind", record=cleaned[name], explanation=explanation)
        if cleaned.get("source"):
            return Choice("attribute", record=cleaned["source"], explanation=explanation)
        if cleaned.get("exempt_reason"):
            return Choice("exempt", cleaned["exempt_reason"], explanation=explanation)
        return Choice("mark", explanation=explanation) if explanation else None


def typed_figures(data: Mapping[str, Any], form_class: type[FigureForm]) -> dict[str, FigureForm]:
    """The forms of *data* in which anything is asked for, by their prefixes."""
    found = (match for name, value in data.items() if value and (match := _FIELD.fullmatch(name)))
    prefixes = dict.fromkeys(match[1] for match in found if match[2] != _WORDS)
    return {prefix: form_class(data, prefix=prefix) for prefix in prefixes}


def figures_error(forms_typed: Mapping[str, FigureForm]) -> ValidationError | None:
    """Says above the article's form which figures were filled in wrongly."""
    wrong = [form.shown_words for form in forms_typed.values() if not form.is_valid()]
    if not wrong:
        return None
    quotes = ", ".join(f"«{words}»" for words in wrong)
    return ValidationError(_("See what is wrong at these figures: %(quotes)s."), params={"quotes": quotes})
