"""The two answers that belong to no app: the way to one's language, and the word to robots."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


@csrf_exempt
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """`/` leads to the reader's language, by Accept-Language; Russian when none fits."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@csrf_exempt
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by robots; the admin is not."""
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
