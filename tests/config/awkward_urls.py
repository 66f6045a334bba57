"""The site's URLs and, before them, views that do what a view should not."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.urls import path
from rest_framework.exceptions import NotAuthenticated, Throttled
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def fail(request):
    raise RuntimeError("a secret detail")


def no_database(request):
    raise OperationalError("connection refused to db.internal")


def forbidden(request):
    raise PermissionDenied("a secret detail")


def missing(request):
    raise Http404("a secret detail")


def with_session(request):
    return HttpResponse(request.session.get("name", "nobody"))


def with_cookie(request):
    response = HttpResponse("ok")
    response.set_cookie("taste", "sweet")
    return response


class Echo(APIView):
    permission_classes = (AllowAny,)
    authentication_classes = ()

    def get(self, request):
        return Response({"ok": True})

    def post(self, request):
        return Response(request.data)


class Raiser(APIView):
    permission_classes = (AllowAny,)

    def get(self, request, what):
        raise {
            "missing": Http404("a secret detail"),
            "forbidden": PermissionDenied("a secret detail"),
            "login": NotAuthenticated(),
            "invalid": ValidationError({"period": ["Not a period."]}),
            "throttled": Throttled(wait=3),
            "broken": RuntimeError("a secret detail"),
        }[what]


urlpatterns = [
    path("api/test/echo/", Echo.as_view()),
    path("api/test/<str:what>/", Raiser.as_view()),
    path("api/plain/fail/", fail),
    path("api/plain/no-database/", no_database),
    path("ru/test/fail/", fail),
    path("ru/test/no-database/", no_database),
    path("ru/test/forbidden/", forbidden),
    path("ru/test/missing/", missing),
    path("ru/test/session/", with_session),
    path("ru/test/cookie/", with_cookie),
    *site,
]
