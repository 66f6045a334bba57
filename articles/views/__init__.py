"""Public pages of the newsroom."""

from articles.views.article import ArticleView, VersionView
from articles.views.card import ArticleCardView
from articles.views.claim import ClaimView
from articles.views.diff import DiffView
from articles.views.draft import DraftView
from articles.views.home import HomeView
from articles.views.lists import ArticleListView, TopicView
from articles.views.log import ChangesView, CorrectionsView
from articles.views.pages import AboutView, AccessibilityView, DataView, MethodView

__all__ = (
    "AboutView",
    "AccessibilityView",
    "ArticleCardView",
    "ArticleListView",
    "ArticleView",
    "ChangesView",
    "ClaimView",
    "CorrectionsView",
    "DataView",
    "DiffView",
    "DraftView",
    "HomeView",
    "MethodView",
    "TopicView",
    "VersionView",
)
