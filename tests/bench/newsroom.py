"""What pages cost on PostgreSQL beside ten articles and beside ten thousand, and what an article costs against peers.

Run by `make bench`, or `python -m tests.postgres python -m tests.bench.newsroom [ARTICLES]`. The seed's Russian
article is copied with its claims, statements and relations. CPU time is that of this process and of its PostgreSQL
backend together; only the ratios of one run mean something.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402

from articles.models import Article, ArticleVersion, Rendering  # noqa: E402
from config.urls import urlpatterns as site  # noqa: E402
from tests.bench.api import ask, backend_seconds  # noqa: E402
from tests.bench.pages import constant  # noqa: E402
from tests.test_growth import multiply  # noqa: E402
from tests.test_pages import PAGES, address  # noqa: E402

FEW, MANY = 10, 10_000
AT_ONCE = 500
WARM_UP, ROUNDS = 3, 10
TEXT = engines["django"].from_string(
    "<!doctype html><title>{{ version.headline }}</title><h1>{{ version.headline }}</h1>{{ version.body|safe }}"
)


def bare(request: HttpRequest) -> HttpResponse:
    """An article as one writes it in five minutes: one query, a small template, no figure that can be opened."""
    version = ArticleVersion.objects.select_related("article").get(article__slug=FIRST["slug"], number=1)
    return HttpResponse(TEXT.render({"version": version}))


FIRST: dict[str, str] = {}
urlpatterns = [*site, path("constant/", constant), path("bare/", bare)]


def total(application, where: str, rounds: int = ROUNDS) -> tuple[float, int]:
    """(milliseconds of CPU here and in the database, queries) of one request."""
    connection.ensure_connection()
    for _ in range(WARM_UP):
        ask(application, where)
    with CaptureQueriesContext(connection) as queries:
        ask(application, where)
        asked = len(queries)
    start = time.process_time() + backend_seconds()
    for _ in range(rounds):
        ask(application, where)
    return (time.process_time() + backend_seconds() - start) / rounds * 1000, asked


def main() -> None:
    if connection.vendor != "postgresql":
        print("This measures on PostgreSQL: python -m tests.postgres python -m tests.bench.newsroom")
        return
    connection.settings_dict["CONN_MAX_AGE"] = None
    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        print("This fills a database of its own: python -m tests.postgres python -m tests.bench.newsroom")
        return
    with open(os.devnull, "w") as nowhere:
        call_command("seed", verbosity=0, stdout=nowhere)
    article, many = Article.objects.get(language="ru"), int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    FIRST["slug"] = article.slug
    addresses = {name: address(name, "ru") for name in PAGES}
    multiply(article, range(FEW))
    with override_settings(PAGE_CACHE_MB=0, KEEP_PAGES=False):
        few = pages(addresses)
    start = time.perf_counter()
    for first in range(FEW, many, AT_ONCE):
        multiply(article, range(first, min(first + AT_ONCE, many)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{many} articles in {time.perf_counter() - start:.0f} s. pages made anew, ms of CPU of both")
    with override_settings(PAGE_CACHE_MB=0, KEEP_PAGES=False):
        compare(few, pages(addresses))
    an_article(article)


def pages(addresses: dict[str, str]) -> dict[str, tuple[float, int]]:
    application = get_wsgi_application()
    return {name: total(application, where) for name, where in addresses.items()}


def compare(few: dict[str, tuple[float, int]], many: dict[str, tuple[float, int]]) -> None:
    print(f"{'page':24} {'few':>8} {'many':>8} {'ratio':>6} {'queries':>8}")
    for name, (before, queries) in few.items():
        after, later = many[name]
        said = str(queries) if queries == later else f"{queries}→{later}"
        print(f"{name:24} {before:8.1f} {after:8.1f} {after / before:6.2f} {said:>8}")


def an_article(article: Article) -> None:
    """The article by four ways, each against the same text by one query and a small template."""
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=__name__):
        application = get_wsgi_application()
        told = {"constant view, no middleware": total(application, "/constant/", 200)}
        told["bare view: one query"] = base = total(application, "/bare/", 200)
    where = article.get_absolute_url()
    for name, memory, keep in (("made anew", 0, False), ("kept, not in memory", 0, True), ("read before", 32, True)):
        with override_settings(PAGE_CACHE_MB=memory, KEEP_PAGES=keep):
            told[f"article {name}"] = total(get_wsgi_application(), where, 100)
    print(f"\n{'one article':32} {'ms':>8} {'of bare':>8} {'queries':>8}")
    for name, (spent, queries) in told.items():
        print(f"{name:32} {spent:8.2f} {spent / base[0]:8.2f} {queries:>8}")
    print(f"{Rendering.objects.count()} page kept")


if __name__ == "__main__":
    main()
