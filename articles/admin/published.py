"""What was published: versions, corrections and the public log. To be read; the services write it."""

from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles.admin.words import claim_state, link_to
from articles.models import ArticleVersion, Change, Claim, Correction
from articles.richtext import plain
from articles.services import judge_due
from trade.admin.base import ReadOnlyMixin, RecordAdmin


class VersionClaimInline(ReadOnlyMixin, admin.TabularInline):
    model = Claim
    fk_name = "version"
    fields = readonly_fields = ("quote", "context", "state", "record_link")
    verbose_name_plural = _("figures of this version")

    def get_queryset(self, request):
        return super().get_queryset(request).with_targets().select_related("version__article").in_order()

    @admin.display(description=_("state"))
    def state(self, claim: Claim) -> str:
        return claim_state(claim)

    @admin.display(description=_("record"))
    def record_link(self, claim: Claim) -> str:
        return link_to(claim.record or claim.source)


@admin.register(ArticleVersion)
class ArticleVersionAdmin(ReadOnlyMixin, RecordAdmin):
    fieldsets = (
        (None, {"fields": ("article", "number", "public_from", "published_by", "correction_made")}),
        (_("Text"), {"fields": ("headline", "deck", "text", "byline", "note", "licence")}),
    )
    readonly_fields = ("text", "correction_made")
    inlines = (VersionClaimInline,)
    list_display = ("headline", "number", "language", "public_from", "published_by", "figures", "correction_made")
    list_display_links = ("headline", "number")
    list_filter = ("article__language", "article__state")
    list_select_related = ("article", "published_by", "correction")
    search_fields = ("headline", "article__slug")
    date_hierarchy = "public_from"

    def get_queryset(self, request):
        judge_due()
        return super().get_queryset(request).annotate(figure_count=Count("claims"))

    def view_on_site(self, obj):
        return obj.get_absolute_url() if ArticleVersion.objects.public().filter(pk=obj.pk).exists() else None

    @admin.display(description=_("text"))
    def text(self, version: ArticleVersion) -> str:
        blocks = plain(version.body).split("\n\n")
        return format_html('<div class="reading">{}</div>', format_html_join("", "<p>{}</p>", ((b,) for b in blocks)))

    @admin.display(description=_("language"), ordering="article__language")
    def language(self, version: ArticleVersion) -> str:
        return version.article.get_language_display()

    @admin.display(description=_("figures"), ordering="figure_count")
    def figures(self, version: ArticleVersion) -> int:
        return version.figure_count

    @admin.display(description=_("correction"))
    def correction_made(self, version: ArticleVersion) -> str:
        return version.correction.right if hasattr(version, "correction") else ""


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyMixin, RecordAdmin):
    fields = ("text", "version", "wrong", "right", "changes_meaning", "made_at")
    readonly_fields = ("text",)
    list_display = ("right", "wrong", "text", "made_at", "changes_meaning")
    list_filter = ("changes_meaning", "version__article__language")
    list_select_related = ("version__article",)
    search_fields = ("wrong", "right", "version__headline")
    date_hierarchy = "made_at"

    @admin.display(description=_("article"))
    def text(self, correction: Correction) -> str:
        return link_to(correction.version.article)


@admin.register(Change)
class ChangeAdmin(ReadOnlyMixin, RecordAdmin):
    fields = ("at", "kind", "about")
    readonly_fields = ("about",)
    list_display = ("at", "kind", "about")
    list_filter = ("kind",)
    date_hierarchy = "at"

    def get_queryset(self, request):
        return super().get_queryset(request).with_records().select_related("metric__participation__organisation")

    @admin.display(description=_("what changed"))
    def about(self, change: Change) -> str:
        return link_to(change.record)
