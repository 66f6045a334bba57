"""``POST /api/v1/check/``: the figures of a text, the records they may state, and what is wrong. Nothing is stored."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from articles.binding import Candidate
from articles.checking.check import Checked, Row, check_text
from articles.checking.words import message_of, reason_words
from articles.figures import LANGUAGES, detect
from articles.figures.figure import CORE_KINDS, SOFT_KINDS
from articles.models import Finding as Stored
from articles.records import label_of, value_of
from articles.rules import Finding, arithmetic
from articles.rules.arithmetic import number
from trade.models import Measurement
from trade.words.languages import active_tag, column_of

LONGEST = 20_000  # characters: a text of some 3,000 words
MOST_CANDIDATES = 3


class MayReadArticles(BasePermission):
    """Findings and proposals are for editors: they draw on records and on rules that readers do not see."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user.has_perm("articles.view_article")


class TextSerializer(serializers.Serializer):
    text = serializers.CharField(
        max_length=LONGEST, trim_whitespace=False, help_text=_("Plain text, one paragraph a line.")
    )
    lang = serializers.ChoiceField(
        choices=(*LANGUAGES, "zh-Hans"), required=False, help_text=_("Detected if it is left out.")
    )
    reference_date = serializers.DateField(
        required=False, help_text=_("The day that «this year» is counted from; left out, such periods stay open.")
    )


class ReasonSerializer(serializers.Serializer):
    speaks = serializers.ChoiceField(choices=("for", "against"))
    code = serializers.CharField()
    words = serializers.CharField()


class CandidateSerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=("observation", "metric", "event", "agreement"))
    url = serializers.URLField()
    label = serializers.CharField()
    value = serializers.CharField(allow_blank=True, help_text=_("As readers of the answer's language write it."))
    score = serializers.CharField(help_text=_("Only ranks the candidates."))
    reasons = ReasonSerializer(many=True)


class FigurePeriodSerializer(serializers.Serializer):
    start = serializers.DateField()
    end = serializers.DateField()


class FigureSerializer(serializers.Serializer):
    """A figure as the finder gives it; offsets are code points of the text."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    surface = serializers.CharField()
    kind = serializers.ChoiceField(choices=(*CORE_KINDS, *SOFT_KINDS))
    value = serializers.CharField(allow_null=True)
    low = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True)
    unit = serializers.CharField(allow_null=True)
    approx = serializers.CharField()
    direction = serializers.CharField(allow_null=True)
    comparison = serializers.CharField(allow_null=True)
    period = FigurePeriodSerializer(allow_null=True)
    candidates = CandidateSerializer(many=True)


class FindingSerializer(serializers.Serializer):
    rule = serializers.CharField()
    code = serializers.CharField()
    severity = serializers.ChoiceField(choices=Stored.Severity.choices)
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    message = serializers.CharField()
    text = serializers.CharField(allow_blank=True, help_text=_("What the text says, with what it can mean."))
    record = serializers.CharField(allow_blank=True, help_text=_("What stands against it."))
    arithmetic = serializers.CharField(allow_blank=True)


class CheckSerializer(serializers.Serializer):
    lang = serializers.ChoiceField(choices=LANGUAGES)
    figures = FigureSerializer(many=True)
    findings = FindingSerializer(many=True)


class CheckView(APIView):
    """Checks a text against the records, for editors; the answer is not kept anywhere."""

    http_method_names = ("post",)
    permission_classes = (MayReadArticles,)
    renderer_classes = (JSONRenderer,)

    @extend_schema(
        operation_id="check",
        summary=_("Check a text"),
        description=_("The figures of a text, the records they may state, and what is wrong. Nothing is stored."),
        request=TextSerializer,
        responses={200: CheckSerializer},
        examples=[
            OpenApiExample(
                "text",
                value={"text": "В 2023 году товарооборот Китая и Казахстана достиг 41 млрд долларов.", "lang": "ru"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        asked = TextSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        text = asked.validated_data["text"]
        lang = column_of(asked.validated_data.get("lang") or detect(text))
        body = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
        checked = check_text(body=body, language=lang, reference=asked.validated_data.get("reference_date"))
        root = request.build_absolute_uri("/").rstrip("/")
        return Response(answer_of(checked, lang, root))


def answer_of(checked: Checked, lang: str, root: str) -> dict[str, Any]:
    """The JSON of a check. Lines of the text keep their offsets, for each stands in a paragraph of its own."""
    return {
        "lang": lang,
        "figures": [_figure(row, checked, root) for row in checked.rows],
        "findings": [_finding(found) for found in checked.findings],
    }


def _figure(row: Row, checked: Checked, root: str) -> dict[str, Any]:
    shape = row.figure.as_json()
    for name in ("value", "low", "high"):
        value = getattr(row.figure, name)
        shape[name] = None if value is None else format(value.normalize(), "f")
    candidates = [_candidate(candidate, checked, root) for candidate in row.candidates[:MOST_CANDIDATES]]
    return shape | {"candidates": candidates}


def _candidate(candidate: Candidate, checked: Checked, root: str) -> dict[str, Any]:
    record = checked.record(candidate)
    return {
        "type": candidate.record.kind,
        "url": root + record.get_absolute_url(),
        "label": label_of(record),
        "value": value_of(record) if isinstance(record, Measurement) else "",
        "score": str(candidate.score),
        "reasons": [
            {"speaks": "for" if reason.sign > 0 else "against", "code": reason.code, "words": reason_words(reason)}
            for reason in candidate.reasons
            if reason.sign
        ],
    }


def _finding(found: Finding) -> dict[str, Any]:
    lang = column_of(active_tag())
    start, end = found.spans[0] if found.spans else (0, 0)
    return {
        "rule": found.rule,
        "code": found.code,
        "severity": str(found.severity),
        "start": start,
        "end": end,
        "message": str(message_of(found.code)),
        "text": number(found.text, lang),
        "record": number(found.other, lang) if found.other else "",
        "arithmetic": str(arithmetic(found, lang)),
    }
