"""The text of a version with its figures underlined: buttons that open cards on a page, plain links in a teaser."""

import re
from collections.abc import Callable, Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.cards import Figure
from articles.richtext import Mark, marks, render

_PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)

# Letters that belong to the figure though its mark leaves them out: «50-ден», «7-е». Chinese has no such word ends.
_SUFFIX = re.compile(r"(<data class=\"figure\b[^>]*>(?:(?!</data>).)*</data>)([-‑]?[^\W\d_\u3400-\u9fff]+)", re.DOTALL)

_BUTTON = (
    '<data class="figure figure--{state}" value="{value}" data-claim="{claim}" id="text-figure-{number}">'
    '<button type="button" popovertarget="card-{number}" aria-describedby="card-{number}-state">{quote}'
    '<sup aria-hidden="true">{number}</sup></button></data>'
)
_REST = (
    '<data class="figure figure--{state}" value="{value}" data-claim="{claim}">'
    '<button type="button" popovertarget="card-{number}">{quote}</button></data>'
)
_LINK = '<data class="figure figure--{state}" value="{value}"><a href="{url}#figure-{number}">{quote}</a></data>'


def with_cards(html: str, figures: Iterable[Figure]) -> SafeString:
    """*html* with each mark that has a state as a button for its card. Marks without one are plain words."""
    return _unbroken(render(html, _writer(figures, _BUTTON, _REST)))


def with_links(html: str, figures: Iterable[Figure], url: str) -> SafeString:
    """*html* with each mark that has a state as a link to its place in the figure list of the article at *url*."""
    return _unbroken(render(html, _writer(figures, _LINK, _LINK, url)))


def _unbroken(html: SafeString) -> SafeString:
    return SafeString(_SUFFIX.sub(r'<span class="nowrap">\1\2</span>', html))


def _writer(figures: Iterable[Figure], first: str, again: str, url: str = "") -> Callable[[Mark], str | None]:
    by_uuid = {figure.claim.uuid: figure for figure in figures}
    written = set()

    def write(mark: Mark) -> str | None:
        figure = by_uuid.get(mark.uuid)
        if figure is None:
            return None
        # A mark that other markup splits is one figure with one address.
        template = again if mark.uuid in written else first
        written.add(mark.uuid)
        return format_html(
            template,
            state=figure.state,
            value=figure.machine_value,
            claim=figure.claim.uuid,
            number=figure.number,
            quote=mark.quote,
            url=url,
        )

    return write


def paragraphs_of(html: str) -> list[str]:
    """The paragraphs of a stored body, as HTML."""
    return _PARAGRAPH.findall(html)


def richest_paragraph(html: str) -> str:
    """The first of the paragraphs with the most figures; empty if none has any."""
    best = max(paragraphs_of(html), key=lambda paragraph: len(marks(paragraph)), default="")
    return best if marks(best) else ""
