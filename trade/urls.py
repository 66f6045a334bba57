"""Public pages of the ground floor (mounted under the language prefix)."""

from django.urls import path

from trade import views

app_name = "trade"
urlpatterns = [
    path("trade/", views.IndexView.as_view(), name="index"),
    path("trade/series/<str:key>/", views.SeriesView.as_view(), name="series"),
    path("trade/<slug:pair>/", views.PairView.as_view(), name="pair"),
    path("trade/<slug:pair>/card.png", views.PairCardView.as_view(), name="pair_card"),
    path("sources/<int:pk>/", views.SourceView.as_view(), name="source"),
]
