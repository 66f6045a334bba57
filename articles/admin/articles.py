"""Articles: the working copy with its figures, where it stands, and what readers see of it."""

from functools import partial
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.helpers import AdminErrorList
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import services
from articles.access import may_delete, may_edit, may_override, may_publish, may_withdraw, may_write_originals
from articles.admin.checks import ChecksMixin
from articles.admin.claims import ClaimInline
from articles.admin.figure_form import figures_error, typed_figures
from articles.admin.findings import FindingInline, settle
from articles.admin.lists import ArticleList, FiguresFilter, ReadersFilter
from articles.admin.panel import with_forms
from articles.admin.preview import preview_of
from articles.admin.recording import RecordingMixin
from articles.admin.steps import StepsMixin, differences, steps_for
from articles.admin.words import state_mark, visibility
from articles.draft_links import draft_url
from articles.forms import ArticleForm
from articles.models import CONTENT_FIELDS, Article, Claim, Finding
from articles.services.publication import OVERRIDABLE, PUBLISHABLE, has_unpublished_changes
from articles.states import State
from trade.admin.base import HistoryAdmin

TEXT = (_("Text"), {"fields": ("headline", "deck", "body")})
SIGNED = (_("Signature and rights"), {"fields": ("byline", "note", "licence")})
PLACE = (_("Where it belongs"), {"fields": ("story", "language", "slug", "translation_of")})
EDITORS = ("source", "author")
TIME = (_("When readers may see it"), {"fields": (("publish_at", "embargo_until"),)})
STAGES = [(value, label) for value, label in Article.State.choices if value != Article.State.WITHDRAWN]


@admin.register(Article)
class ArticleAdmin(ChecksMixin, RecordingMixin, StepsMixin, HistoryAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    inlines = (ClaimInline, FindingInline)
    autocomplete_fields = ("story", "translation_of", "source")
    prepopulated_fields: ClassVar = {"slug": ("headline",)}
    rows: ClassVar = {"body": 24}
    list_display = ("headline", "tag", "stage", "figures", "version", "publication", "author")
    list_filter = (
        "state",
        FiguresFilter,
        ReadersFilter,
        "language",
        "story__section",
        ("story__areas", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("author",)
    search_fields = ("headline", "slug", "body", "byline", "story__slug")
    search_help_text = _("Search by words of the headline or the text, or by slug.")
    date_hierarchy = "publish_at"

    def get_queryset(self, request):
        services.judge_due()
        return super().get_queryset(request)

    # -- who may

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or may_delete(request.user, obj))

    def get_deleted_objects(self, objs, request):
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        # The figures and findings of a working copy go with it.
        return to_delete, counts, lacking - {Claim._meta.verbose_name, Finding._meta.verbose_name}, protected

    def get_object(self, request, object_id, from_field=None):
        if request.method == "POST" and connection.in_atomic_block:
            # One writer at a time, from the reading of the row to its saving. The pages of single steps have no
            # transaction around them: their services lock the row themselves.
            pk = self.opts.pk
            try:
                Article.objects.select_for_update().filter(pk=pk.to_python(object_id)).first()
            except ValidationError:
                return None
        return super().get_object(request, object_id, from_field)

    # -- the form

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_fieldsets(self, request, obj=None):
        editors = EDITORS if request.user.has_perm("articles.approve_article") else ()
        place = (PLACE[0], {"fields": (*PLACE[1]["fields"], *editors)})
        if obj is None:
            return place, TEXT, SIGNED, TIME
        return TEXT, TIME, *((name, fields | {"classes": ("collapse",)}) for name, fields in (SIGNED, place))

    def get_readonly_fields(self, request, obj=None):
        fields: list[str] = []
        if obj:
            fields += ["language", "story"]
        if obj and not may_write_originals(request.user):
            fields += ["translation_of"]
        if not may_publish(request.user) or (obj and _is_out(obj)):
            fields += ["publish_at", "embargo_until"]
        return fields

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "author":
            kwargs["queryset"] = User.objects.filter(is_staff=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "translation_of" in form.base_fields and not may_write_originals(request.user):
            form.base_fields["translation_of"].required = True
        if obj:
            form.figure_form = self.figure_form(request)
            form.read_figures = partial(typed_figures, form_class=form.figure_form)
            form.figures_error = figures_error
        return form

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        extra = self.bar(request, object_id) if object_id else {}
        return super().changeform_view(request, object_id, form_url, extra | (extra_context or {}))

    def bar(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """What stands above the form: the stage, the next steps, what blocks publication, and what readers see."""
        article = super().get_object(request, unquote(object_id))
        if article is None:
            return {}
        versions = list(article.versions.select_related("published_by", "correction").order_by("-number"))
        last = versions[0] if versions else None
        user = request.user
        panel = self.panel(request, article)
        return {
            "panel": panel,
            "preview": preview_of(panel),
            "draft_url": draft_url(article),
            "exemptions": Claim.Exempt.choices,
            "filters": {"error": _("errors"), "open": _("not bound"), "lost": _("lost"), "settled": _("settled")}
            | dict(State.choices),
            "stored_differences": _typed_differences(request, article),
            "stages": STAGES,
            "steps": steps_for(user, article) if may_edit(user, article) else [],
            "may_publish": may_publish(user) and article.state in (OVERRIDABLE if may_override(user) else PUBLISHABLE),
            "may_withdraw": may_withdraw(user) and article.state == Article.State.PUBLISHED,
            "may_hold": may_withdraw(user) and not article.held,
            "may_release": may_publish(user) and article.held,
            "visibility": visibility(article, last),
            "versions": versions,
            "differs": bool(last) and has_unpublished_changes(article, last),
            "redirects": article.redirects.all(),
        }

    def render_change_form(self, request, context, *args, **kwargs):
        form = context["adminform"].form
        if panel := context.get("panel"):
            with_forms(panel, context["inline_admin_formsets"], form.figures, form.figure_form)
            if body := form.fields.get("body"):
                body.widget.numbers = panel.numbers
        if form.is_only_checked:
            # The round trip of «Check the figures»: nothing is wrong with what was typed, and nothing is saved.
            form.errors.pop(NON_FIELD_ERRORS, None)
            context["errors"] = AdminErrorList(form, [inline.formset for inline in context["inline_admin_formsets"]])
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["errors"] and context["adminform"].form.is_stale:
            response.status_code = HTTPStatus.CONFLICT
        return response

    # -- saving

    def save_model(self, request, obj, form, change):
        """Both below: the figures are stored before the text that they stand in is read again."""

    def save_related(self, request, form, formsets, change):
        for formset in formsets:
            self.save_formset(request, form, formset, change)
        article = form.instance
        services.save_article(article=article, seen=article.revision, user=request.user)
        chosen = {name: figure.chosen for name, figure in form.figures.items() if figure.chosen}
        request.settled = self.settle(request, article, chosen)

    def save_formset(self, request, form, formset, change):
        if formset.model is not Claim:
            settle(formset, request.user)
            return
        for claim_form in formset.initial_forms:
            if claim_form in formset.deleted_forms:
                services.drop_claim(claim=claim_form.instance)
            elif claim_form.has_changed():
                self._save_claim(claim_form, request.user)
        formset.new_objects, formset.deleted_objects = [], []
        formset.changed_objects = [(f.instance, f.changed_data) for f in formset.initial_forms if f.has_changed()]

    def _save_claim(self, form: Any, user: Any) -> None:
        try:
            services.save_claim(claim=form.instance, rebound=form.is_rebound, user=user)
        except ValidationError as error:
            raise ValidationError([f"«{form.instance.quote}»: {message}" for message in error.messages]) from error

    def response_change(self, request, obj):
        if to := request.POST.get("_advance"):
            self.advance(request, obj, to)
            return HttpResponseRedirect(self.url_of("change", obj.pk))
        if "_publish" in request.POST:
            return HttpResponseRedirect(self.url_of("publish", obj.pk))
        if (name := request.POST.get("_record")) and (claim := request.settled.get(name) or claim_of(obj, name)):
            return HttpResponseRedirect(self.url_of("record", obj.pk, claim.uuid))
        return super().response_change(request, obj)

    # -- the list

    def get_changelist(self, request, **kwargs):
        return ArticleList

    @admin.display(description=_("language"), ordering="language")
    def tag(self, article: Article) -> str:
        return article.language

    @admin.display(description=_("stage"), ordering="state")
    def stage(self, article: Article) -> str:
        words = [article.get_state_display()]
        if article.held:
            words.append(pgettext_lazy("article", "held"))
        elif article.state == Article.State.PUBLISHED and not _is_out(article):
            words.append(_("waiting for its time"))
        return ", ".join(map(str, words))

    @admin.display(description=_("figures"))
    def figures(self, article: Article) -> str:
        """How many figures of the working copy are in which state."""
        marks = [
            (label, state_mark(state, word=str(getattr(article, f"count_{state}")), look="plain"))
            for state, label in State.choices
            if getattr(article, f"count_{state}")
        ]
        if article.count_open:
            marks.append((_("not bound or lost"), _("open: %(count)s") % {"count": article.count_open}))
        return format_html_join(" ", '<span title="{}">{}</span>', marks)

    @admin.display(description=_("publication"), ordering="publish_at")
    def publication(self, article: Article) -> str:
        return date_format(localtime(article.publish_at), "SHORT_DATETIME_FORMAT") if article.publish_at else ""

    @admin.display(description=_("version"), ordering="last_version")
    def version(self, article: Article) -> int | None:
        return article.last_version


def _typed_differences(request: HttpRequest, article: Article) -> list:
    """What a form that came too late says otherwise than the stored text."""
    if request.POST.get("seen", str(article.revision)) == str(article.revision):
        return []
    typed = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in CONTENT_FIELDS}
    return differences(article, SimpleNamespace(**typed))


def _is_out(article: Article) -> bool:
    """Published, and past its time: from then on nobody moves the time any more."""
    start = max(filter(None, (article.publish_at, article.embargo_until)), default=None)
    return article.state == Article.State.PUBLISHED and start is not None and start <= timezone.now()


def claim_of(article: Article, key: str) -> Claim | None:
    """The figure of the working copy that has this *key*, whatever was sent as one."""
    try:
        return article.claims.filter(uuid=UUID(key), lost=False).first()
    except ValueError:
        return None
