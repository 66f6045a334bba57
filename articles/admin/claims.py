"""Figures: each quote beside its record, in the article's form and in a list of their own."""

from typing import ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Exists, OuterRef, Q
from django.forms.models import BaseInlineFormSet
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.admin.words import claim_state, link_to
from articles.forms import BINDING, ClaimForm, newer_vintage
from articles.models import RECORDS, ArticleVersion, Claim
from articles.reasons import all_words, area_codes, area_names
from articles.services import judge_due
from articles.states import State
from trade.admin import words
from trade.admin.base import FieldsMixin, ReadOnlyMixin, RecordAdmin
from trade.admin.choices import RecordSelect

STATED = (
    ("kind", "direction"),
    ("qualifier", "value", "value_upper"),
    ("resolution", "unit", "unit_inferred"),
    ("period_start", "period_end", "comparison"),
)


class ClaimFormSet(BaseInlineFormSet):
    """The figures of a text in its order; only one that has lost its mark can be dropped."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        claim = form.instance
        if not claim.lost and "DELETE" in form.fields:
            del form.fields["DELETE"]
        if newer_vintage(claim) is None:
            form.fields.pop("take_current", None)


class ClaimInline(FieldsMixin, admin.StackedInline):
    model = Claim
    form = ClaimForm
    formset = ClaimFormSet
    fk_name = "article"
    extra = max_num = 0
    autocomplete_fields = ("event", "agreement", "source", "reporter")
    verbose_name_plural = _("figures in the text")
    rows: ClassVar = {"explanation": 2}
    fieldsets = (
        (None, {"fields": (BINDING, "explanation")}),
        (_("What the text says"), {"fields": (*STATED, "reporter"), "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_targets().select_related("reporter").order_by("lost", "position")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in ("observation", "metric"):
            kwargs["widget"] = RecordSelect(db_field, self.admin_site)
            field = super().formfield_for_foreignkey(db_field, request, **kwargs)
            record_admin = self.admin_site.get_model_admin(db_field.remote_field.model)
            field.queryset = record_admin.get_queryset(request)
            field.label_from_instance = record_admin.choice_label
            return field
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            # A record is looked at from here, and changed where its history is.
            field.widget.can_add_related = field.widget.can_change_related = False
        return field

    def has_add_permission(self, request, obj=None):
        return False


class Place(admin.SimpleListFilter):
    """Old versions keep their figures for ever; the list shows those that count now unless it is asked for all."""

    title = _("where")
    parameter_name = "where"

    def lookups(self, request, model_admin):
        return ("readers", _("what readers see")), ("working", _("working copies")), ("all", _("all versions"))

    def queryset(self, request, queryset):
        later = ArticleVersion.objects.filter(
            article=OuterRef("version__article"), number__gt=OuterRef("version__number")
        )
        newest = Q(version__isnull=False) & ~Exists(later)
        match self.value():
            case "readers":
                return queryset.public()
            case "working":
                return queryset.filter(article__isnull=False)
            case "all":
                return queryset
        return queryset.filter(newest | Q(article__isnull=False))


class Binding(admin.SimpleListFilter):
    title = _("binding")
    parameter_name = "binding"

    def lookups(self, request, model_admin):
        return (
            ("none", _("not bound")),
            ("lost", _("mark is gone from the text")),
            ("source", _("attributed to a source alone")),
            ("exempt", _("exempt")),
        )

    def queryset(self, request, queryset):
        match self.value():
            case "none":
                return queryset.filter(**{f"{name}__isnull": True for name in (*RECORDS, "source")}, exempt_reason="")
            case "lost":
                return queryset.filter(lost=True)
            case "source":
                return queryset.filter(source__isnull=False)
            case "exempt":
                return queryset.exclude(exempt_reason="")
        return queryset


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        return queryset.filter(verdict__state=self.value()) if self.value() in State.values else queryset


@admin.register(Claim)
class ClaimAdmin(ReadOnlyMixin, RecordAdmin):
    """To find figures; they are edited in the form of their article."""

    fieldsets = (
        (None, {"fields": ("quote", "context", "text", "state", "reasons")}),
        (_("Bound to"), {"fields": ("record_link", "source", "exempt_reason", "explanation")}),
        (_("What the text says"), {"fields": ("kind", "amount", "meaning", "period_words", "reporter", "uuid")}),
    )
    list_display = ("quote", "state", "amount", "record_link", "text", "place")
    list_filter = (Place, StateFilter, Binding, "kind")
    list_select_related = (
        "article",
        "version__article",
        "observation__series",
        "metric__event",
        "metric__participation__area",
        "metric__participation__organisation",
        "event",
        "agreement",
        "source",
        "verdict",
    )
    search_fields = ("quote", "context", "article__headline", "version__headline")
    search_help_text = _("Search by the words of a figure, its sentence or its headline.")

    def get_queryset(self, request):
        judge_due()
        return super().get_queryset(request).select_related(*self.list_select_related)

    def get_readonly_fields(self, request, obj=None):
        return ("text", "state", "reasons", "record_link", "amount", "meaning", "period_words")

    @admin.display(description=_("state"), ordering="verdict__state")
    def state(self, claim: Claim) -> str:
        return claim_state(claim)

    @admin.display(description=_("article"))
    def text(self, claim: Claim) -> str:
        return link_to(claim.text_of, Truncator(claim.text_of.headline).words(6))

    @admin.display(description=_("where"))
    def place(self, claim: Claim) -> str:
        if claim.version_id is None:
            return _("working copy")
        return _("version %(number)s") % {"number": claim.version.number}

    @admin.display(description=_("record"))
    def record_link(self, claim: Claim) -> str:
        return link_to(claim.record or claim.source)

    @admin.display(description=_("value"), ordering="value")
    def amount(self, claim: Claim) -> str:
        return words.amount(claim)

    @admin.display(description=_("can mean"))
    def meaning(self, claim: Claim) -> str:
        return words.meaning(claim)

    @admin.display(description=_("period"))
    def period_words(self, claim: Claim) -> str:
        return words.period(claim.period)

    @admin.display(description=_("why"))
    def reasons(self, claim: Claim) -> str:
        found = claim.verdict.reasons if hasattr(claim, "verdict") else []
        sentences = all_words(found, area_names(area_codes(found)))
        return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in sentences))
