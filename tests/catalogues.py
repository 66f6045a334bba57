"""The gettext catalogues and the strings of the code, side by side; for tests of either."""

import io
import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("articles", "config", "events", "trade", "templates")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
MARKUP = re.compile(r"</?\w[^>]*>|/api/[\w/]+")


@cache
def catalogue(locale: str) -> Catalog:
    path = ROOT / "config" / "locale" / locale / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def messages(locale: str) -> list[Message]:
    return [message for message in catalogue(locale) if message.id]


def key_of(message: Message) -> tuple[str, str]:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def originals(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else message.id


def translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def pairs(locale: str) -> Iterator[tuple[str, str]]:
    """Each translation beside the English that it stands for."""
    for message in messages(locale):
        for text in translations(message):
            yield originals(message)[-1], text


def words_of(text: str) -> str:
    """What a reader reads of it: no placeholders, markup or addresses."""
    return MARKUP.sub(" ", PLACEHOLDER.sub(" ", text))


@cache
def in_the_code() -> set[tuple[str, str]]:
    """Every string that the Python and the templates mark for translation: (context, English)."""
    found = set()
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".html"):
                found |= set(marked_in(path))
    return found


def marked_in(path: Path) -> Iterator[tuple[str, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # What Django makes of a template for xgettext, without the indentation that Python would stumble over.
        source = "\n".join(map(str.strip, templatize(source).splitlines()))
    for _line, text, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        yield context or "", text if isinstance(text, str) else text[0]


@cache
def compiled(locale: str) -> GNUTranslations:
    file = io.BytesIO()
    write_mo(file, catalogue(locale))
    file.seek(0)
    return GNUTranslations(file)
