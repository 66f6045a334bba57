"""JSON of the events floor's records. Every field is named here; nothing follows from a model by itself.

Related records that are not public are left out by the querysets of :mod:`events.viewsets`.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import (
    Agreement,
    AgreementStatus,
    EventStatus,
    Initiative,
    Metric,
    Organisation,
)
from trade.api.shapes import (
    DecimalField,
    HighField,
    LowField,
    PageField,
    PartialDateField,
    PublicEndField,
    SourceLines,
    TextField,
    public_or_none,
)
from trade.models import Status
from trade.models.measurements import QUALIFIERS
from trade.provenance import count_publishers


class PublicSlugField(serializers.SlugField):
    """The slug of a related record; null if there is none or it is not public."""

    def __init__(self, **kwargs: Any):
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, record: Any) -> str | None:
        shown = public_or_none(record)
        return shown and shown.slug


class PartySerializer(serializers.Serializer):
    """A country or an organisation."""

    area = serializers.CharField(source="area_id", allow_null=True)
    organisation = PublicSlugField()
    name = serializers.CharField(source="party.name")


class OrganisationSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    url = PageField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=Organisation.Kind.choices)
    area = serializers.CharField(source="area_id", allow_null=True)
    website = TextField()
    sources = SourceLines()


class RoleSerializer(serializers.Serializer):
    """An office as one source states it."""

    title = serializers.CharField()
    organisation = PublicSlugField()
    area = serializers.CharField(
        source="area_id", allow_null=True, help_text=_("The country that the person acts for.")
    )
    accredited_to = serializers.CharField(source="accredited_to_id", allow_null=True)
    starts = PartialDateField()
    ends = PartialDateField()
    sources = SourceLines()


class PersonSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    url = PageField()
    name = serializers.CharField()
    roles = RoleSerializer(many=True)
    sources = SourceLines()


class EventSeriesSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    url = PageField()
    name = serializers.CharField()
    acronym = TextField()
    sources = SourceLines()


class EventStatusSerializer(serializers.Serializer):
    status = serializers.ChoiceField(choices=EventStatus.Status.choices)
    starts = PartialDateField()
    ends = PartialDateField()
    note = TextField()
    sources = SourceLines()


class ParticipationSerializer(PartySerializer):
    head_of_delegation = PublicSlugField()
    has_pavilion = serializers.BooleanField(allow_null=True, help_text=_("Null if no source says."))
    focus = TextField()


class EventSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    url = PageField()
    name = serializers.CharField()
    series = PublicSlugField()
    edition = serializers.IntegerField(allow_null=True)
    area = serializers.CharField(source="area_id", allow_null=True)
    place = TextField()
    statuses = EventStatusSerializer(many=True, help_text=_("Latest first."))
    participations = ParticipationSerializer(many=True)
    sources = SourceLines()


class MetricSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = PageField()
    event = serializers.SlugField(source="event.slug")
    participant = PartySerializer(
        source="participation", allow_null=True, help_text=_("Null for a figure of the whole event.")
    )
    measure = serializers.ChoiceField(choices=Metric.Measure.choices)
    nature = serializers.ChoiceField(choices=Metric.Nature.choices)
    value = DecimalField(allow_null=True, help_text=_("In base units; null where the status says that it is missing."))
    low = LowField()
    high = HighField()
    unit = serializers.CharField()
    unit_inferred = serializers.BooleanField()
    qualifier = serializers.ChoiceField(choices=QUALIFIERS)
    resolution = DecimalField(allow_null=True, help_text=_("Size of the last stated digit."))
    status = serializers.ChoiceField(choices=Status.choices, help_text=_("SDMX observation status."))
    claimed_record = serializers.BooleanField(help_text=_("The source itself calls the value a record."))
    vintage = serializers.IntegerField(source="number")
    valid_from = serializers.DateTimeField(help_text=_("When it was recorded here."))
    valid_to = PublicEndField(help_text=_("When it was superseded or withdrawn."))
    publishers = serializers.SerializerMethodField(help_text=_("How many independent publishers state it."))
    sources = SourceLines()

    def get_publishers(self, metric: Metric) -> int:
        supporting = [c.source for c in metric.citations.all() if c.relation == "supports"]
        return count_publishers(source for source in (metric.source, *supporting) if source.is_public)


class AgreementStatusSerializer(serializers.Serializer):
    status = serializers.ChoiceField(choices=AgreementStatus.Status.choices)
    on = PartialDateField()
    place = TextField()
    note = TextField()
    sources = SourceLines()


class AgreementSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    url = PageField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=Agreement.Kind.choices)
    value = DecimalField(allow_null=True)
    low = LowField()
    high = HighField()
    unit = TextField()
    qualifier = serializers.ChoiceField(choices=QUALIFIERS)
    text_url = TextField(help_text=_("Address of the text of the agreement."))
    event = PublicSlugField()
    parties = PartySerializer(many=True)
    statuses = AgreementStatusSerializer(many=True, help_text=_("Latest first."))
    sources = SourceLines()


class InitiativeSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    url = PageField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=Initiative.Kind.choices)
    supporters = PartySerializer(many=True)
    sources = SourceLines()
