"""Every public page × whatever may be typed into an address: a page that helps, never an error of ours."""

from urllib.parse import quote

import pytest
from django.urls import resolve
from lxml import html

from tests.test_pages import PAGES, address

WRONG = ("2024-02-30", "нет-такого", "x" * 10_000, "\x00", "9" * 400, "<script>alert(1)</script>", "../../etc", "")
OF_A_NUMBER = ("9" * 400, "-1", "0", "NaN", "\x00", "")
OF_A_FORMAT = ("pdf", "x" * 10_000, "\x00", "<script>alert(1)</script>")
UNDECODABLE = "%ff%fe"
FRAME = ("page", "o", "format", "cursor", "page_size", "q")
ANSWERS = {200, 400, 404, 406}


def parameters_of(path: str) -> list[str]:
    """The filters of the page at *path*, and what every page may be asked."""
    view = resolve(path).func.view_class
    filters = getattr(view, "filterset_class", None)
    return [*(filters.base_filters if filters else ()), *FRAME]


def check(response, asked: str) -> None:
    assert response.status_code in ANSWERS, asked
    kind = response.headers["Content-Type"]
    if not kind.startswith("text/html"):
        assert "json" in kind or "csv" in kind or "sheet" in kind, asked
        return
    page = html.fromstring(response.content)
    assert len(page.xpath("//h1")) == 1, asked
    assert page.xpath("//main//a | //nav//a"), asked
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("name", PAGES)
def test_wrong_values_are_answered_with_a_page_that_helps(seeded, client, name):
    path = address(name, "ru")
    names = parameters_of(path)
    together = [name for name in names if name not in ("page", "format")]
    queries = [f"page={quote(value)}" for value in OF_A_NUMBER] + [f"format={quote(value)}" for value in OF_A_FORMAT]
    for value in WRONG:
        query = "&".join(f"{each}={quote(value)}" for each in together)
        queries += [query, f"format=csv&{query}"] if PAGES[name].has_twin else [query]
    queries += [f"{each}={UNDECODABLE}" for each in ("q", "page", "format")]
    for query in queries:
        check(client.get(f"{path}?{query}"), query[:120])


@pytest.mark.parametrize("path", ["de/", "zz/articles/", "zh/", "zh-tw/trade/", "RU/", "ru-RU/", "ru/%ff/", "ru/%00/"])
def test_a_language_or_an_address_that_is_none_is_a_page_that_helps(db, client, path):
    response = client.get(f"/{path}")
    assert response.status_code in {301, 302, 400, 404}
    if response.status_code in {400, 404}:
        check(response, path)
