"""What search engines find on the events floor: pages of public records, each in every language."""

from typing import Any

from django.urls import reverse

from events.models import Agreement, Event, EventSeries, Initiative, Organisation, Person
from trade.sitemaps import PageSitemap


class EventListsSitemap(PageSitemap):
    def items(self):
        return ["events:list", "events:agreement_list"]

    def location(self, item: str) -> str:
        return reverse(item)


class RecordSitemap(PageSitemap):
    """The public records of one model, which has a slug."""

    model: Any
    url_name = ""

    def items(self):
        return self.model.objects.public().order_by("slug").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        return reverse(self.url_name, args=(item,))


def sitemap_of(model: Any, url_name: str) -> type[RecordSitemap]:
    return type(f"{model.__name__}Sitemap", (RecordSitemap,), {"model": model, "url_name": url_name})


SITEMAPS = {
    "event-pages": EventListsSitemap,
    "events": sitemap_of(Event, "events:event"),
    "event-series": sitemap_of(EventSeries, "events:series"),
    "agreements": sitemap_of(Agreement, "events:agreement"),
    "initiatives": sitemap_of(Initiative, "events:initiative"),
    "people": sitemap_of(Person, "events:person"),
    "organisations": sitemap_of(Organisation, "events:organisation"),
}
