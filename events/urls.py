"""Public pages of the events floor (mounted under the language prefix)."""

from django.urls import path

from events import views

app_name = "events"
urlpatterns = [
    path("events/", views.EventListView.as_view(), name="list"),
    path("events/<slug:slug>/", views.EventView.as_view(), name="event"),
    path("event-series/<slug:slug>/", views.EventSeriesView.as_view(), name="series"),
    path("agreements/", views.AgreementListView.as_view(), name="agreement_list"),
    path("agreements/<slug:slug>/", views.AgreementView.as_view(), name="agreement"),
    path("initiatives/<slug:slug>/", views.InitiativeView.as_view(), name="initiative"),
    path("people/<slug:slug>/", views.PersonView.as_view(), name="person"),
    path("organisations/<slug:slug>/", views.OrganisationView.as_view(), name="organisation"),
]
