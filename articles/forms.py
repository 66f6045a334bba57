"""Forms in which editors write articles, tie figures to records, and take an article from step to step."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from articles.editor import BodyWidget
from articles.models import TARGETS, Article, Claim, Correction
from trade.models import Observation

BINDING = (*TARGETS, "exempt_reason")


class ArticleForm(forms.ModelForm):
    """The working copy.

    The page sends back ``seen``, the revision it was made from. If a later one is stored, the form is refused and shows
    the stored text; it is then taken only with ``replace_stored`` ticked beside ``stored``, the revision shown.
    ``figures`` are the forms of the panel in which an editor asked for something, by prefix; whoever makes the class
    sets ``read_figures``, which finds them in what was sent, and ``figures_error``, which judges them.
    """

    read_figures: ClassVar[Callable | None] = None
    figures_error: ClassVar[Callable | None] = None

    class Meta:
        model = Article
        fields = (
            "story",
            "language",
            "slug",
            "translation_of",
            "headline",
            "deck",
            "body",
            "byline",
            "licence",
            "note",
            "publish_at",
            "embargo_until",
            "author",
            "source",
        )
        widgets: ClassVar = {"body": BodyWidget}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.figures = type(self).read_figures(self.data) if self.is_bound and type(self).read_figures else {}
        if body := self.fields.get("body"):
            # The admin prints help as HTML, and this help shows a tag.
            body.help_text = escape(body.help_text)
            body.widget.article = self.instance

    @property
    def seen(self) -> str:
        return self.data.get("seen", "") if self.is_bound else str(self.instance.revision)

    @property
    def is_stale(self) -> bool:
        return self.instance.pk is not None and self.seen != str(self.instance.revision)

    @property
    def is_only_checked(self) -> bool:
        """Sent by «Check the figures», and nothing else is wrong with it."""
        return "_check" in self.data and not self.is_stale

    def clean(self):
        cleaned = super().clean()
        if self.is_only_checked:
            # Not an error for whoever sent it: it only keeps the form from being saved.
            self.add_error(None, ValidationError("", code="check"))
        if self.figures and (error := type(self).figures_error(self.figures)):
            self.add_error(None, error)
        original, story = cleaned.get("translation_of"), cleaned.get("story")
        if original and story and original.story_id != story.pk:
            self.add_error(
                "translation_of", _("A translation belongs to the story of its original; choose that story.")
            )
        if self.is_stale and not self._has_read_stored():
            raise ValidationError(
                _(
                    "Somebody else has saved this article since you opened it. "
                    "Nothing of yours is saved yet; it is kept below."
                ),
                code="stale",
            )
        return cleaned

    def _has_read_stored(self) -> bool:
        return bool(self.data.get("replace_stored")) and self.data.get("stored") == str(self.instance.revision)


class ClaimForm(forms.ModelForm):
    """What a figure says and what it is tied to: one record, or a source alone, or a reason why it needs neither."""

    take_current = forms.BooleanField(
        required=False,
        label=_("Bind to the current value"),
        help_text=_("The record has been revised; tick this when the text says what it says now."),
    )

    class Meta:
        model = Claim
        fields = (
            "kind",
            "value",
            "value_upper",
            "qualifier",
            "resolution",
            "unit",
            "unit_inferred",
            "direction",
            "comparison",
            "period_start",
            "period_end",
            "reporter",
            *BINDING,
            "explanation",
        )

    def clean(self):
        cleaned = super().clean()
        chosen = [name for name in BINDING if cleaned.get(name)]
        if len(chosen) > 1:
            labels = ", ".join(f"«{self.fields[name].label}»" for name in chosen)
            message = _("Bind a figure to one thing only; empty all but one of %(fields)s.") % {"fields": labels}
            self.add_error(chosen[-1], message)
        if cleaned.get("take_current") and (current := newer_vintage(self.instance)):
            self.instance.observation = self.instance.metric = None
            cleaned["observation" if isinstance(current, Observation) else "metric"] = current
        return cleaned

    @property
    def is_rebound(self) -> bool:
        return bool({*BINDING, "take_current"} & set(self.changed_data))


def newer_vintage(claim: Claim) -> Any:
    """The current value of the measurement that *claim* is bound to, if it is bound to an earlier one."""
    record = claim.observation or claim.metric
    if record is None or record.is_current:
        return None
    return type(record).objects.vintages_of(record).current().first()


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, help_text: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = help_text


class PublishForm(forms.Form):
    """Publishing a text that readers know already is either a correction, or a change that needs no mark."""

    CORRECTION, UNMARKED = "correction", "unmarked"
    revision = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31 - 1)
    change = forms.ChoiceField(
        label=_("Is this a correction or a change without a mark?"),
        choices=(
            (CORRECTION, _("a correction: something was wrong, and readers are told what")),
            (UNMARKED, _("a change without a mark: nothing that was said was wrong")),
        ),
        widget=forms.RadioSelect(attrs={"class": "radiolist"}),
    )
    wrong = forms.CharField(
        label=_("What was wrong"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    right = forms.CharField(
        label=_("What is right"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    changes_meaning = forms.BooleanField(
        label=_("It changes the meaning of the headline or lead"),
        help_text=Correction._meta.get_field("changes_meaning").help_text,
        required=False,
    )

    override_reason = forms.CharField(
        label=_("Why it is published against the checks"),
        help_text=_("The checks block this text; the reason is stored with the version, for the newsroom alone."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, article: Article, is_first: bool, may_override: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.article = article
        if not may_override:
            del self.fields["override_reason"]
        self.initial["revision"] = article.revision
        if is_first:
            for name in ("change", "wrong", "right", "changes_meaning"):
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("revision") != self.article.revision:
            raise ValidationError(
                _("The text was saved again after you opened this page. Look at it once more, then publish."),
                code="stale",
            )
        if cleaned.get("change") == self.CORRECTION:
            for name in ("wrong", "right"):
                if not cleaned.get(name):
                    self.add_error(name, _("Readers of a correction are told both what was wrong and what is right."))
        return cleaned

    def correction(self) -> dict[str, Any] | None:
        """The fields of a :class:`Correction`; None for a first publication or an unmarked change."""
        if self.cleaned_data.get("change") != self.CORRECTION:
            return None
        return {name: self.cleaned_data[name] for name in ("wrong", "right", "changes_meaning")}
