"""JSON of the newsroom's texts and claims. Every field is named here; nothing follows from a model by itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from articles.models import Article, Change, Claim, Statement, Story
from articles.richtext import clean
from articles.states import State
from trade.api.shapes import (
    DecimalField,
    KeysField,
    PageField,
    PeriodSerializer,
    RecordField,
    SourceLines,
    TextField,
    decimal_text,
    ends_of,
    page_url,
    period_shape,
    public_or_none,
    source_line,
    source_lines,
)
from trade.models.measurements import QUALIFIERS
from trade.words.languages import Language


class TopicSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    url = PageField()
    name = serializers.CharField()


class ArticleReferenceSerializer(serializers.Serializer):
    """The article that something stands in, and which version of it."""

    slug = serializers.CharField()
    lang = serializers.ChoiceField(choices=Language.choices)
    url = serializers.URLField()
    version = serializers.IntegerField()

    def to_representation(self, version: Any) -> dict[str, Any]:
        article = version.article
        return {
            "slug": article.slug,
            "lang": article.language,
            "url": page_url(article, self.context),
            "version": version.number,
        }


# -- Claims -------------------------------------------------------------------------------------------------------
class TargetSerializer(serializers.Serializer):
    """What a claim is bound to, for measurements at one vintage."""

    type = serializers.ChoiceField(choices=("observation", "metric", "event", "agreement", "source"))
    url = serializers.URLField()
    series = serializers.CharField(allow_null=True, help_text=_("Key of the series of an observation."))
    vintage = serializers.IntegerField(allow_null=True, help_text=_("Which recorded value, for measurements."))
    current = serializers.BooleanField(help_text=_("Whether that value is still the current one."))


class ClaimSerializer(serializers.Serializer):
    """A claim that :func:`articles.viewsets.load_claims` has prepared."""

    uuid = serializers.UUIDField()
    url = serializers.URLField()
    article = ArticleReferenceSerializer(source="version")
    quote = serializers.CharField(help_text=_("The figure as the text has it."))
    context = serializers.CharField(help_text=_("The sentence around it."))
    kind = serializers.ChoiceField(choices=Claim.Kind.choices)
    value = DecimalField(help_text=_("What the text says, in base units."))
    low = DecimalField(allow_null=True, help_text=_("Low end of what the value can mean; null where it is open."))
    high = DecimalField(allow_null=True, help_text=_("High end of what the value can mean; null where it is open."))
    unit = TextField()
    unit_inferred = serializers.BooleanField(help_text=_("The text does not name the unit in full."))
    qualifier = serializers.ChoiceField(choices=QUALIFIERS)
    period = PeriodSerializer(allow_null=True)
    state = serializers.ChoiceField(choices=State.choices)
    reasons = serializers.ListField(child=serializers.CharField(), help_text=_("Why, in the language of the answer."))
    target = TargetSerializer(allow_null=True, help_text=_("Null while the record may not be shown."))
    sources = SourceLines()

    def to_representation(self, claim: Claim) -> dict[str, Any]:
        figure, (low, high) = claim.figure, ends_of(claim.interval())
        return {
            "uuid": str(claim.uuid),
            "url": self.context["root"] + claim.get_absolute_url(),
            "article": self.fields["article"].to_representation(claim.version),
            "quote": claim.quote,
            "context": claim.context,
            "kind": claim.kind,
            "value": decimal_text(claim.value),
            "low": low,
            "high": high,
            "unit": claim.unit or None,
            "unit_inferred": claim.unit_inferred,
            "qualifier": claim.qualifier,
            "period": period_shape(claim.period_start, claim.period_end),
            "state": figure.state,
            "reasons": [note.words for note in figure.notes],
            "target": target_of(claim, self.context) if figure.is_shown else None,
            "sources": sources_of(claim, self.context) if figure.is_shown else [],
        }


def target_of(claim: Claim, context: dict[str, Any]) -> dict[str, Any]:
    record = claim.record or claim.source
    return {
        "type": record._meta.model_name,
        "url": page_url(record, context),
        "series": claim.observation.series.key if claim.observation else None,
        "vintage": getattr(record, "number", None),
        "current": claim.is_current,
    }


def sources_of(claim: Claim, context: dict[str, Any]) -> list[dict[str, Any]]:
    """The sources of the record, or the one that the claim is attributed to."""
    if claim.record:
        return source_lines(claim.record, context)
    return [source_line(claim.source, "supports", "", context)]


# -- Texts --------------------------------------------------------------------------------------------------------
class ArticleSerializer(serializers.Serializer):
    """An article with its current version (``version``) and its story."""

    id = serializers.IntegerField()
    url = PageField()
    slug = serializers.CharField()
    lang = serializers.ChoiceField(source="language", choices=Language.choices)
    story = serializers.SlugField(source="story.slug")
    section = serializers.ChoiceField(source="story.section", choices=Story.Section.choices)
    topics = KeysField("slug", source="story.topics")
    areas = KeysField("code", source="story.areas")
    headline = serializers.CharField(source="version.headline")
    deck = TextField(source="version.deck")
    byline = TextField(source="version.byline")
    licence = TextField(source="version.licence")
    note = TextField(source="version.note", help_text=_("What readers must know of the text."))
    version = serializers.IntegerField(source="version.number")
    published_at = serializers.DateTimeField(source="publish_at")
    version_from = serializers.DateTimeField(
        source="version.public_from", help_text=_("Since when readers see this version.")
    )
    figures_found = serializers.IntegerField(
        source="version.figures_found", allow_null=True, help_text=_("How many figures the text has.")
    )
    figures_bound = serializers.IntegerField(
        source="version.figures_bound",
        allow_null=True,
        help_text=_("How many of them are bound to a record or a source, or are no claims for a stated reason."),
    )


class ArticleWithTextSerializer(ArticleSerializer):
    body = serializers.SerializerMethodField(
        help_text=_("HTML; a figure is marked as <data value data-claim>, its claim's UUID.")
    )
    claims = ClaimSerializer(many=True, source="current_claims")

    def get_body(self, article: Article) -> str:
        return clean(article.version.body)


class StoryArticleSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = PageField()
    slug = serializers.CharField()
    lang = serializers.ChoiceField(source="language", choices=Language.choices)
    headline = serializers.CharField(source="version.headline")


class StatementSerializer(serializers.Serializer):
    """Who said what, and in which role."""

    person = serializers.SlugField(source="person.slug")
    role = serializers.SerializerMethodField()
    mode = serializers.ChoiceField(choices=Statement.Mode.choices)
    text = serializers.CharField()

    def get_role(self, statement: Statement) -> str | None:
        shown = public_or_none(statement.role)
        return shown and shown.title


class StorySerializer(serializers.Serializer):
    slug = serializers.SlugField()
    url = RecordField("stories", "slug")
    section = serializers.ChoiceField(choices=Story.Section.choices)
    topics = TopicSerializer(many=True)
    areas = KeysField("code")
    events = KeysField("slug")
    agreements = KeysField("slug")
    initiatives = KeysField("slug")
    statements = StatementSerializer(many=True)
    articles = StoryArticleSerializer(many=True)


# -- Log ----------------------------------------------------------------------------------------------------------
class CorrectionSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = RecordField("corrections")
    article = ArticleReferenceSerializer(source="version", help_text=_("The corrected version."))
    wrong = serializers.CharField(help_text=_("What was wrong before."))
    right = serializers.CharField(help_text=_("What is right."))
    changes_meaning = serializers.BooleanField(help_text=_("It changes the meaning of the headline or lead."))
    made_at = serializers.DateTimeField()


class ChangedRecordSerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=("observation", "metric", "correction"))
    id = serializers.IntegerField()
    url = serializers.URLField()
    series = serializers.CharField(allow_null=True, help_text=_("Key of the series of an observation."))

    def to_representation(self, change: Change) -> dict[str, Any]:
        record = change.record
        return {
            "type": record._meta.model_name,
            "id": record.pk,
            "url": self.context["root"] + change.line.url,
            "series": change.observation.series.key if change.observation else None,
        }


class ChangeSerializer(serializers.Serializer):
    """A change with its ``line`` of the public log."""

    id = serializers.IntegerField()
    url = RecordField("changes")
    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=Change.Kind.choices)
    record = ChangedRecordSerializer(source="*")
    label = serializers.CharField(source="line.label", help_text=_("What changed, in the language of the answer."))
    was = DecimalField(source="line.was.value", allow_null=True, default=None)
    now = DecimalField(source="line.now.value", allow_null=True, default=None)
    reason = TextField(source="line.reason")
