"""What a revision costs that a thousand published figures rest on: queries, CPU and wall time.

Run by `make bench`, on whichever database `DATABASE_URL` names. The site's database is left as it was: everything
happens in a transaction that is rolled back. Times are of one run; compare them with each other.
"""

import os
import time
from decimal import Decimal
from uuid import uuid4

import django
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

BILLION = Decimal(10**9)
CLAIMS, ON_A_PAGE = (10, 1000), 10


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(f"{'a revision that changes':52} {'claims':>6} {'queries':>7} {'CPU s':>7} {'wall s':>7}")
    for count in CLAIMS:
        for words, value, resolution in (
            ("nothing (41 becomes 41.02)", Decimal("41.02") * BILLION, BILLION / 100),
            ("every claim (41 becomes 42)", 42 * BILLION, BILLION),
        ):
            with transaction.atomic():
                measure(count, words, value, resolution)
                transaction.set_rollback(True)


def measure(count: int, words: str, value: Decimal, resolution: Decimal) -> None:
    from trade.models import Source
    from trade.services import revise_observation

    observation = populate(count)
    with CaptureQueriesContext(connection) as queries:
        wall, cpu = time.perf_counter(), time.process_time()
        revise_observation(
            observation=observation,
            source=Source.objects.public().exclude(pk=observation.source_id).first(),
            reason="bench",
            value=value,
            resolution=resolution,
        )
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{words:52} {count:>6} {len(queries):>7} {cpu:>7.2f} {wall:>7.2f}")


def populate(count: int):
    """*count* published claims of 41 bn, ten to an article, on an observation that the seed article alone states."""
    from articles.models import Article, ArticleVersion, Claim, Story
    from articles.services import recheck_claims
    from trade.models import Observation

    observation = Observation.objects.get(
        series__key="_X.CHN.KAZ.T.TOTAL.V.USD", period_end="2023-12-31", valid_to=None
    )
    original = Article.objects.get(source=observation.source_id)
    version = original.versions.order_by("-number").first()
    for number in range(0, count, ON_A_PAGE):
        text = {"headline": f"bench {number}", "body": version.body}
        article = Article.objects.create(
            story=Story.objects.create(slug=f"bench-{number}"),
            language="ru",
            slug=f"bench-{number}",
            state=Article.State.PUBLISHED,
            publish_at=version.public_from,
            **text,
        )
        copy = ArticleVersion.objects.create(article=article, number=1, public_from=version.public_from, **text)
        Claim.objects.bulk_create(
            Claim(
                version=copy,
                uuid=uuid4(),
                quote="41 миллиарда",
                context="41 миллиарда",
                kind=Claim.Kind.MONEY,
                unit="USD",
                value=41 * BILLION,
                resolution=BILLION,
                observation=observation,
                position=position,
            )
            for position in range(min(ON_A_PAGE, count - number))
        )
    recheck_claims(Claim.objects.filter(version__article__slug__startswith="bench-"))
    return observation


if __name__ == "__main__":
    main()
