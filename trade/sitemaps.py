"""What search engines find on the ground floor: pages of public records, each in every language."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from trade.models import Series, Source
from trade.pairs import pair_codes


class PageSitemap(Sitemap):
    """Public pages in every language; ``protocol`` follows the request."""

    i18n = True
    limit = 10_000  # addresses in one file, languages included


class TradeIndexSitemap(PageSitemap):
    def items(self):
        return ["trade:index", "trade:commodities"]

    def location(self, item: str) -> str:
        return reverse(item)


class PairSitemap(PageSitemap):
    def items(self):
        return pair_codes()

    def location(self, item: tuple[str, str]) -> str:
        return reverse("trade:pair", args=("-".join(item).lower(),))


class SeriesSitemap(PageSitemap):
    def items(self):
        return Series.objects.public().order_by("key").values_list("key", flat=True)

    def location(self, item: str) -> str:
        return reverse("trade:series", args=(item,))


class SourceSitemap(PageSitemap):
    def items(self):
        return Source.objects.public().order_by("pk").values_list("pk", flat=True)

    def location(self, item: int) -> str:
        return reverse("trade:source", args=(item,))


SITEMAPS = {
    "trade": TradeIndexSitemap,
    "pairs": PairSitemap,
    "series": SeriesSitemap,
    "sources": SourceSitemap,
}
