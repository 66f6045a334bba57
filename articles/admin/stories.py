"""Stories and topics: what articles are about, and who said what."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import Count, Prefetch
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from articles import services
from articles.access import may_edit_story
from articles.admin.words import link_to
from articles.models import Article, Statement, Story, Topic
from trade.admin.base import NAMES, NAMES_FIELDSET, FieldsMixin, HistoryAdmin

ABOUT = ("topics", "areas", "events", "agreements", "initiatives")


@admin.register(Topic)
class TopicAdmin(HistoryAdmin):
    fieldsets = ((None, {"fields": ("slug",)}), NAMES_FIELDSET)
    prepopulated_fields: ClassVar = {"slug": ("name_en",)}
    list_display = ("name_now", "slug", "story_count")
    search_fields = ("slug", *(name for name in NAMES if name != "name_source"))

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(told=Count("stories"))

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    @admin.display(description=_("name"))
    def name_now(self, topic: Topic) -> str:
        return topic.name

    @admin.display(description=_("stories"), ordering="told")
    def story_count(self, topic: Topic) -> int:
        return topic.told


class StatementInline(FieldsMixin, admin.StackedInline):
    model = Statement
    extra = 0
    autocomplete_fields = ("person", "role")
    fields = (("position", "mode"), "person", "role", "text_ru", "text_kk", "text_en", "text_zh")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "role__person")


@admin.register(Story)
class StoryAdmin(HistoryAdmin):
    fieldsets = (
        (None, {"fields": ("slug", "section", "its_articles")}),
        (_("What it is about"), {"fields": ABOUT}),
    )
    autocomplete_fields = ABOUT
    inlines = (StatementInline,)
    list_display = ("slug", "section", "its_articles", "its_topics")
    list_filter = (
        "section",
        ("topics", admin.RelatedOnlyFieldListFilter),
        ("areas", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("slug", "articles__headline")

    def get_queryset(self, request):
        articles = Prefetch("articles", Article.objects.only("story_id", "language", "headline", "author_id", "state"))
        return super().get_queryset(request).prefetch_related(articles, "topics")

    def get_readonly_fields(self, request, obj=None):
        return ("slug", "its_articles") if obj else ("its_articles",)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_edit_story(request.user, obj))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        # Whom a story quotes decides which sources can confirm its figures.
        services.recheck_story(story=form.instance)

    @admin.display(description=_("articles"))
    def its_articles(self, story: Story) -> str:
        links = ((link_to(article, article.get_language_display()),) for article in story.articles.all())
        return format_html_join(", ", "{}", links)

    @admin.display(description=_("topics"))
    def its_topics(self, story: Story) -> str:
        return ", ".join(topic.name for topic in story.topics.all())
