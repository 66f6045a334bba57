"""The frame around the pages: where we are, in which language, and what happens without a request."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from trade.templatetags import site


def _request_at(namespace: str, name: str):
    view_name = f"{namespace}:{name}" if namespace else name
    return SimpleNamespace(
        resolver_match=SimpleNamespace(namespace=namespace, url_name=name, view_name=view_name), path="/"
    )


@pytest.mark.parametrize(
    ("namespace", "name", "section"),
    [
        ("articles", "list", "articles"),
        ("articles", "version", "articles"),
        ("articles", "home", ""),
        ("articles", "method", ""),
        ("articles", "data", "data"),
        ("", "api-docs", "data"),
        ("trade", "pair", "trade"),
        ("trade", "source", "data"),
        ("events", "detail", "events"),
        ("events", "agreement_list", "agreements"),
        ("events", "initiative", "agreements"),
    ],
)
def test_a_page_belongs_to_the_section_that_its_url_name_says(namespace, name, section):
    assert site._section_of(_request_at(namespace, name)) == section


def test_without_a_request_no_section_is_current_and_urls_stay_as_they_are():
    assert site._section_of(None) == ""
    assert site.absolute({}, "/ru/") == "/ru/"


def test_absolute_urls_leave_the_query_out():
    request = RequestFactory().get("/ru/trade/?page=2")
    assert site.absolute({"request": request}) == "http://testserver/ru/trade/"


def test_language_tags_are_exact():
    with override("zh-hans"):
        assert site.language_tag() == "zh-Hans"
    assert site.language_tag("ru") == "ru"


def test_the_switcher_keeps_what_the_view_says_and_marks_the_current_language():
    alternates = [("ru", "Русский", "/ru/a/", True), ("kk", "Қазақша", "/kk/", False)]
    with override("ru"):
        links = site.language_links({"alternates": alternates})
    assert [(link.tag, link.current, link.exists) for link in links] == [("ru", True, True), ("kk", False, False)]
    assert site.default_language_url(links) == "/ru/a/"
