"""Every public page × every language × its query budget. A URL name without a row fails."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override
from lxml import etree, html

from articles.draft_links import draft_url
from articles.models import Article, Claim
from articles.services import publish_article
from tests.factories import make_observation, make_organisation
from trade.models import Observation, Source
from trade.words.languages import Language, code_of

NAMESPACES = ("trade", "events", "articles")
TAGS = tuple(Language.values)
INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*(?:src=|application/ld\+json))|\son\w+=", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """``budget`` is the most queries that the seeded page may ask; ``arguments`` get the tag of the language.

    ``canonical`` is the page that search engines should know instead of this one. What is private is kept nowhere.
    """

    budget: int
    arguments: Callable[[str], tuple] = lambda tag: ()
    has_twin: bool = True
    canonical: str = ""
    is_private: bool = False


def of(*arguments) -> Callable[[str], tuple]:
    return lambda tag: arguments


def seed_source(tag: str) -> tuple:
    return (Source.objects.get(key="seed-article").pk,)


def organisation(tag: str) -> tuple:
    """The seed names no organisation, so this one is made."""
    return (make_organisation("customs-office").slug,)


def commodity(tag: str) -> tuple:
    """The seed has no single goods, so a value of some is recorded."""
    if not Observation.objects.filter(series__commodity="H6-27").exists():
        make_observation("CHN.CHN.KAZ.X.H6-27.V.USD")
    return ("H6-27",)


def article(tag: str) -> tuple:
    return (Article.objects.get(language=tag).slug,)


def draft(tag: str) -> tuple:
    return (draft_url(Article.objects.get(language=tag)).split("/")[-2],)


def version(tag: str) -> tuple:
    return (*article(tag), 1)


def difference(tag: str) -> tuple:
    """The seed has one version of each text, so a second is published."""
    text = Article.objects.get(language=tag)
    text.deck = "…"
    text.save()
    publish_article(article=text)
    return (text.slug, 1, 2)


def claim(tag: str) -> tuple:
    claims = Claim.objects.public().filter(version__article__language=tag, observation__isnull=False)
    return (claims.order_by("position").first().uuid,)


PAGES = {
    "articles:home": Page(24, has_twin=False),
    "articles:list": Page(8),
    "articles:article": Page(22, article),
    "articles:version": Page(22, version, has_twin=False, canonical="articles:article"),
    "articles:diff": Page(12, difference, has_twin=False),
    "articles:draft": Page(14, draft, has_twin=False, is_private=True),
    "articles:topic": Page(5, of("trade")),
    "articles:claim": Page(16, claim),
    "articles:corrections": Page(6),
    "articles:changes": Page(3),
    "articles:method": Page(0, has_twin=False),
    "articles:data": Page(11, has_twin=False),
    "articles:accessibility": Page(0, has_twin=False),
    "articles:about": Page(0, has_twin=False),
    "trade:index": Page(19),
    "trade:commodities": Page(4),
    "trade:commodity": Page(14, commodity),
    "trade:pair": Page(20, of("chn-kaz")),
    "trade:series": Page(16, of("_X.CHN.KAZ.T.TOTAL.V.USD")),
    "trade:source": Page(24, seed_source),
    "events:list": Page(15),
    "events:event": Page(27, of("ciie-7")),
    "events:series": Page(11, of("ciie")),
    "events:agreement_list": Page(15),
    "events:agreement": Page(10, of("mutual-visa-free-regime-china-kazakhstan")),
    "events:initiative": Page(7, of("belt-and-road")),
    "events:person": Page(12, of("olzhas-bektenov")),
    "events:organisation": Page(11, organisation),
}


# Pictures at addresses of their own: no pages, but in every language and within a budget too.
PICTURES = {
    "articles:card": Page(9, article, has_twin=False),
    "trade:pair_card": Page(12, of("chn-kaz"), has_twin=False),
}
# Pages whose charts are files as well.
CHARTED = ("trade:pair", "trade:series", "events:event", "events:series")


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}"
        else:
            yield from names(pattern, pattern.namespace or namespace)


def address(name: str, tag: str) -> str:
    with override(code_of(tag)):
        return reverse(name, args=(PAGES | PICTURES)[name].arguments(tag))


def test_every_public_page_has_a_row():
    public = {name for name in names(get_resolver()) if name.split(":")[0] in NAMESPACES}
    assert public == PAGES.keys() | PICTURES.keys()


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", PICTURES)
def test_picture(seeded, client, name, tag):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(name, tag))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert size_of(response.content) == (1200, 630)
    assert len(queries) <= PICTURES[name].budget, len(queries)
    assert not response.cookies
    assert response.headers["Cache-Control"].startswith("public")
    again = client.get(address(name, tag), headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", CHARTED)
def test_a_chart_is_a_file_in_every_language(seeded, client, name, tag):
    drawn = client.get(address(name, tag), {"format": "svg"})
    assert drawn.headers["Content-Type"].startswith("image/svg+xml")
    root = etree.fromstring(drawn.content)
    assert "class=" not in drawn.content.decode()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
    painted = client.get(address(name, tag), {"format": "png"})
    wide, high = size_of(painted.content)
    assert (wide, high) == (2 * int(root.get("width")), 2 * int(root.get("height")))
    assert "attachment" in painted.headers["Content-Disposition"]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", PAGES)
def test_page(seeded, client, name, tag):
    path = address(name, tag)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    assert len(queries) <= PAGES[name].budget, len(queries)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"].startswith("private" if PAGES[name].is_private else "public")
    canonical = PAGES[name].canonical
    check_frame(response.content.decode(), tag, address(canonical, tag) if canonical else path)


def check_frame(text: str, tag: str, canonical: str) -> None:
    page = html.fromstring(text)
    assert not INLINE.search(text)
    assert page.get("lang") == tag
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("string(//title)").strip(" —")
    assert page.xpath("//meta[@name='description']/@content")[0].strip()
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{canonical}"]
    switcher = page.xpath("//nav[contains(@class, 'languages')]//a")
    assert [link.get("lang") for link in switcher] == list(TAGS)
    assert [link.get("lang") for link in switcher if link.get("aria-current")] == [tag]
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert not page.xpath("//a[@href='' or not(@href)]")


@pytest.mark.parametrize(
    ("form", "media_type"), [("json", "json"), ("csv", "text/csv"), ("xlsx", "spreadsheetml.sheet")]
)
@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.has_twin])
def test_data_twin(seeded, client, name, form, media_type):
    response = client.get(address(name, "en"), {"format": form, "not-a-parameter": "1"})
    assert response.status_code == 200
    assert media_type in response.headers["Content-Type"]
    assert not response.cookies


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.has_twin])
def test_a_page_offers_its_data_as_files(seeded, client, name):
    page = html.fromstring(client.get(address(name, "ru")).content)
    assert page.xpath("(//div[@class='downloads'])[1]//a/text()")[:3] == ["JSON", "CSV", "XLSX"]


LISTS = {"trade:index", "trade:commodities", "trade:commodity", "events:list"}
CITED = {name for name in PAGES if name.split(":")[0] in ("trade", "events")} - LISTS


@pytest.mark.parametrize("name", sorted(CITED | {"articles:topic", "articles:claim", "articles:article"}))
def test_a_page_of_data_says_how_to_cite_it(seeded, client, name):
    page = html.fromstring(client.get(path := address(name, "ru")).content)
    references = [text.text_content() for text in page.xpath("//section[@id='cite']//pre")]
    assert len(references) == 4
    assert all(path in reference for reference in references)
    assert references[3].startswith("@online{")


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if not page.is_private])
def test_a_page_is_found_again_by_its_etag(seeded, client, name):
    path = address(name, "ru")
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
