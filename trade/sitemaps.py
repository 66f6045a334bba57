"""What search engines find on the ground floor: pages of public records, each in every language."""

from collections.abc import Sequence

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Max, Min, QuerySet
from django.urls import reverse

from trade.models import Area, Series, Source
from trade.pairs.latest import first_areas, pairs_beginning_with


class PageSitemap(Sitemap):
    """Public pages in every language; ``protocol`` follows the request."""

    i18n = True
    limit = 10_000  # addresses in one file, languages included


class TradeIndexSitemap(PageSitemap):
    def items(self):
        return ["trade:index", "trade:commodities"]

    def location(self, item: str) -> str:
        return reverse(item)


class PairPaginator(Paginator):
    """Files of pairs by the first of their two areas, as many areas a file as fit whomever they trade with.

    Nobody counts the pairs: which areas begin one says how many files there are, and a file walks the partners of its
    areas alone.
    """

    def __init__(self, addresses: int, languages: Sequence[str]):
        self.languages = languages
        most_pairs = Area.objects.count()
        super().__init__(list(first_areas()), max(1, addresses // len(languages) // max(1, most_pairs)))

    def page(self, number: int | str) -> Page:
        found = super().page(number)
        pairs = pairs_beginning_with(found.object_list)
        found.object_list = [(pair, language) for pair in pairs for language in self.languages]
        return found


class PairSitemap(PageSitemap):
    @property
    def paginator(self) -> PairPaginator:
        return PairPaginator(self.limit, self._languages())

    def location(self, item: tuple[str, str]) -> str:
        return reverse("trade:pair", args=("-".join(item).lower(),))


class KeyPaginator(Paginator):
    """Files of records by ranges of their primary keys: nothing is counted, and an address keeps its file for good.

    *rows* are values of one field; a file holds as many keys as fit, of which some may not be public.
    """

    def __init__(self, rows: QuerySet, addresses: int, languages: Sequence[str]):
        self.rows, self.languages = rows, languages
        edges = rows.model._base_manager.aggregate(first=Min("pk"), last=Max("pk"))
        keys = range(edges["first"] or 1, (edges["last"] or 0) + 1)
        super().__init__(keys, max(1, addresses // len(languages)))

    def page(self, number: int | str) -> Page:
        found = super().page(number)
        keys = found.object_list
        rows = self.rows.filter(pk__gte=keys.start, pk__lt=keys.stop).order_by("pk")
        found.object_list = [(item, language) for item in rows for language in self.languages]
        return found


class RecordSitemap(PageSitemap):
    """Records of which there may be millions; ``rows`` gives what :meth:`location` takes."""

    def rows(self) -> QuerySet:
        raise NotImplementedError

    @property
    def paginator(self) -> KeyPaginator:
        return KeyPaginator(self.rows(), self.limit, self._languages())


class SeriesSitemap(RecordSitemap):
    def rows(self):
        return Series.objects.public().values_list("key", flat=True)

    def location(self, item: str) -> str:
        return reverse("trade:series", args=(item,))


class SourceSitemap(RecordSitemap):
    def rows(self):
        return Source.objects.public().values_list("pk", flat=True)

    def location(self, item: int) -> str:
        return reverse("trade:source", args=(item,))


SITEMAPS = {
    "trade": TradeIndexSitemap,
    "pairs": PairSitemap,
    "series": SeriesSitemap,
    "sources": SourceSitemap,
}
