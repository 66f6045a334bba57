"""Public pages of the newsroom (mounted under the language prefix), and its feeds."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from articles import feeds, views
from trade.words.languages import TAGS, code_of


class VersionNumber(IntConverter):
    """Counts from 1; no leading noughts, so that each version has one address."""

    regex = "[1-9][0-9]{0,5}"


class LanguageCode(StringConverter):
    regex = "|".join(code_of(tag) for tag in TAGS)


class AreaCode(StringConverter):
    """The code of an area in lower case."""

    regex = "[A-Za-z][A-Za-z0-9]{2,7}"


register_converter(VersionNumber, "version")
register_converter(LanguageCode, "language")
register_converter(AreaCode, "area")

app_name = "articles"
urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("articles/", views.ArticleListView.as_view(), name="list"),
    path("articles/<slug:slug>/", views.ArticleView.as_view(), name="article"),
    path("articles/<slug:slug>/card.png", views.ArticleCardView.as_view(), name="card"),
    path("articles/<slug:slug>/v/<version:number>/", views.VersionView.as_view(), name="version"),
    path("articles/<slug:slug>/v/<version:number>/diff/<version:other>/", views.DiffView.as_view(), name="diff"),
    path("drafts/<str:token>/", views.DraftView.as_view(), name="draft"),
    path("topics/<slug:slug>/", views.TopicView.as_view(), name="topic"),
    path("claims/<uuid:uuid>/", views.ClaimView.as_view(), name="claim"),
    path("corrections/", views.CorrectionsView.as_view(), name="corrections"),
    path("changes/", views.ChangesView.as_view(), name="changes"),
    path("method/", views.MethodView.as_view(), name="method"),
    path("data/", views.DataView.as_view(), name="data"),
    path("accessibility/", views.AccessibilityView.as_view(), name="accessibility"),
    path("about/", views.AboutView.as_view(), name="about"),
]

# Mounted at /feeds/.
feed_patterns = (
    [
        path("<language:lang>/articles.atom", feeds.ArticlesFeed.as_view(), name="articles"),
        path(
            "<language:lang>/articles.json", feeds.ArticlesFeed.as_view(feed_class=feeds.JsonFeed), name="articles_json"
        ),
        path("<language:lang>/areas/<area:area>.atom", feeds.AreaFeed.as_view(), name="area"),
        path("<language:lang>/corrections.atom", feeds.CorrectionsFeed.as_view(), name="corrections"),
        path("<language:lang>/changes.atom", feeds.ChangesFeed.as_view(), name="changes"),
    ],
    "feeds",
)
