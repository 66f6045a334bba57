"""Marks that cover a part of a figure: the finder says where the whole of it begins and ends, and what it states."""

from collections.abc import Container, Iterable
from uuid import UUID

from articles.binding.printed import quantity_of
from articles.checking.reading import read
from articles.figures import Figure, detect, find_figures
from articles.richtext import replace_marks, write_mark
from articles.services.claims import machine_value
from articles.services.settling import width_of_mark
from trade.words.languages import column_of


def whole_figure(text: str, start: int, end: int, language: str = "") -> tuple[int, int, str] | None:
    """Where the mark of the figure around ``text[start:end]`` begins and ends, and its value as a machine writes it.

    None where the finder sees no figure, or one that the part does not lie in. Without *language* it is detected.
    """
    lang = column_of(language or detect(text))
    return _around(find_figures(text, lang), start, end, lang)


def widen_marks(body: str, language: str, known: Container[UUID]) -> str:
    """A cleaned *body* in which each mark that is not *known* covers its whole figure: «41» becomes «41 миллиарда».

    A mark stays as it is where the formatting changes within the figure, or another mark stands in the way.
    """
    reading = read(body)
    found = find_figures(reading.text, column_of(language))
    wider = {}
    for mark in reading.marks:
        whole = None if mark.uuid in known else _around(found, mark.start, mark.end, language)
        if whole and whole[:2] != (mark.start, mark.end):
            wider[mark.uuid] = whole
    for key, (start, end, value) in wider.items():
        bare = replace_marks(
            body, lambda mark, key=key: None if mark.uuid == key else write_mark(mark.uuid, mark.value, mark.quote)
        )
        try:
            body = read(bare).marked([(start, end, key, value)])
        except ValueError:
            continue
    return body


def _around(figures: Iterable[Figure], start: int, end: int, language: str) -> tuple[int, int, str] | None:
    for figure in figures:
        if figure.kind == "date" or not figure.start <= start < end <= figure.end:
            continue
        quantity = quantity_of(figure, column_of(language))
        last = figure.start + width_of_mark(figure, language)
        # Whoever marks more than the number and its scale has a reason.
        if quantity is not None and end <= last:
            return figure.start, last, machine_value(quantity.value)
    return None
