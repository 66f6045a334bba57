"""What the newsroom's texts and claims can be asked for. One FilterSet each for the page, the API and its exports."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from articles.models import Article, Change, Claim, Correction, Story, Topic
from articles.parameters import RecordField
from articles.services import judge_due
from articles.states import State
from trade.api.parameters import (
    AnyOfFilter,
    CodeFilter,
    MomentFilter,
    TextFilter,
    WordsFilter,
    YearFilter,
    area_filter,
)
from trade.words.languages import Language

LANGUAGE = _("Language of the text.")
UNKNOWN_TOPIC = _("«%(value)s» is not a topic of ours.")


def topic_filter(field_name: str) -> CodeFilter:
    return CodeFilter(
        field_name,
        queryset=lambda request: Topic.objects.public(),
        to_field_name="slug",
        upper=False,
        unknown=UNKNOWN_TOPIC,
        label=_("Topic"),
        help_text=_("Slug of a topic of the story."),
    )


class ArticleFilters(FilterSet):
    lang = AnyOfFilter("language", choices=Language.choices, label=_("Language"), help_text=LANGUAGE)
    slug = TextFilter(label=_("Slug"), help_text=_("Slug of the article, unique in its language."))
    story = TextFilter("story__slug", label=_("Story"), help_text=_("Slug of the story that the article tells."))
    section = AnyOfFilter(
        "story__section", choices=Story.Section.choices, label=_("Section"), help_text=_("Section of the site.")
    )
    topic = topic_filter("story__topics")
    area = area_filter("story__areas", label=_("Area"), help_text=_("Code of an area that the story is about."))

    class Meta:
        model = Article
        fields = ()


class StoryFilters(FilterSet):
    section = AnyOfFilter(choices=Story.Section.choices, label=_("Section"), help_text=_("Section of the site."))
    topic = topic_filter("topics")
    area = area_filter("areas", label=_("Area"), help_text=_("Code of an area that the story is about."))

    class Meta:
        model = Story
        fields = ()


class RecordFilter(Filter):
    """Claims about one record; the field reads an address or a series key into a condition."""

    field_class = RecordField

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs.filter(value) if value else qs


class StateFilter(AnyOfFilter):
    """The states as of now: a claim that is due counts as what it is judged to be."""

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        if value:
            judge_due()
        return super().filter(qs, value)


class ClaimFilters(FilterSet):
    article = TextFilter("version__article__slug", label=_("Article"), help_text=_("Slug of the article."))
    lang = AnyOfFilter("version__article__language", choices=Language.choices, label=_("Language"), help_text=LANGUAGE)
    record = RecordFilter(
        label=_("Record"),
        help_text=_(
            "The record that the figure states: its address here or in the API, or the key of a series. "
            "Every vintage counts; an event stands for its metrics as well."
        ),
    )
    state = StateFilter("verdict__state", choices=State.choices, label=_("State"), help_text=_("State of the claim."))
    kind = AnyOfFilter(choices=Claim.Kind.choices, label=_("Kind"), help_text=_("Kind of figure."))

    class Meta:
        model = Claim
        fields = ()


class CorrectionFilters(FilterSet):
    q = WordsFilter(
        label=_("Words"), help_text=_("Words in the headline, or in what was wrong or is right, as they stand there.")
    )
    article = TextFilter("version__article__slug", label=_("Article"), help_text=_("Slug of the article."))
    lang = AnyOfFilter("version__article__language", choices=Language.choices, label=_("Language"), help_text=LANGUAGE)
    year = YearFilter("made_at", "year", label=_("Year"), help_text=_("The year in which it was corrected."))

    class Meta:
        model = Correction
        fields = ()


class ChangeFilters(FilterSet):
    kind = AnyOfFilter(choices=Change.Kind.choices, label=_("Kind"), help_text=_("Revised, withdrawn or corrected."))
    updated_after = MomentFilter(
        method="filter_after",
        label=_("After"),
        help_text=_("Changes after this moment; a date stands for its beginning in UTC."),
    )

    class Meta:
        model = Change
        fields = ()

    def filter_after(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(Q(at__gt=value))
