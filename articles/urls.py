"""Public pages of this app (mounted under the language prefix)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
