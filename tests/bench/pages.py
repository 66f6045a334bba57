"""What the seeded pages cost: queries and CPU time per request, as ratios to a constant Django view.

Run by `make bench`. Pages are made anew for every request, but for the last lines, which are of pages that were read
before. Everything is measured in one process on one database, so the ratios mean something and
the milliseconds do not. The time of a PostgreSQL server is not counted; its queries are.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from wsgiref.util import setup_testing_defaults

import django
from django.apps import apps
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path as url
from django.urls import reverse

WARM_UP, ROUNDS = 5, 40
ADDRESSES = (
    "/healthz",
    "/ru/",
    "/ru/articles/",
    "/ru/trade/",
    "/ru/trade/chn-kaz/",
    "/ru/events/",
    "/ru/agreements/",
    "/ru/changes/",
    "/api/v1/articles/",
    "/api/v1/claims/",
    "/api/v1/observations/",
    "/api/v1/observations/?area=CHN&counterpart=KAZ",
    "/api/v1/observations/?format=csv",
)


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse("constant")


urlpatterns = [url("", constant)]


@dataclass(frozen=True)
class Cost:
    """One address: its status, queries, CPU milliseconds per request and bytes."""

    address: str
    status: str
    queries: int
    cpu: float
    size: int


def ask(application: Callable, address: str) -> tuple[str, int]:
    """One GET without a server: the status line and the number of bytes."""
    path, _, query = address.partition("?")
    environ: dict[str, object] = {"PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(environ)
    status = []
    answer = application(environ, lambda line, headers: status.append(line))
    size = sum(len(part) for part in answer)
    answer.close()
    return status[0], size


def measure(application: Callable, address: str) -> Cost:
    for _ in range(WARM_UP):
        status, size = ask(application, address)
    with CaptureQueriesContext(connection) as queries:
        ask(application, address)
    # At once: the next request empties the log.
    asked = len(queries)
    start = time.process_time()
    for _ in range(ROUNDS):
        ask(application, address)
    cpu = (time.process_time() - start) / ROUNDS * 1000
    return Cost(address, status.split()[0], asked, cpu, size)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=__name__):
        base = measure(get_wsgi_application(), "/")
    with override_settings(PAGE_CACHE_MB=0):
        anew = get_wsgi_application()
    kept = get_wsgi_application()
    print(f"{'address':64} {'status':>6} {'queries':>7} {'kB':>6} {'ratio':>7}")
    print_row(replace(base, address="constant view, no middleware"), base)
    for address in (*ADDRESSES, article_address()):
        print_row(measure(anew, address), base)
    for address in ("/ru/", article_address()):
        print_row(replace(measure(kept, address), address=f"{address} read before"), base)


def article_address() -> str:
    """The Russian article of the seed."""
    article = apps.get_model("articles", "Article").objects.filter(language="ru").earliest("pk")
    return reverse("articles:article", args=[article.slug])


def print_row(cost: Cost, base: Cost) -> None:
    kilobytes, ratio = cost.size / 1000, cost.cpu / base.cpu
    print(f"{cost.address[-64:]:64} {cost.status:>6} {cost.queries:>7} {kilobytes:>6.1f} {ratio:>7.1f}")


if __name__ == "__main__":
    main()
