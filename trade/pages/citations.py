"""References to a page in the forms that readers copy. Pure: plain values in, lines of text out.

A text is cited by its version, a page of data by the day on which its records last changed and by whom it cites.
"""

from dataclasses import dataclass
from datetime import date

from trade.partial_dates import PartialDate
from trade.words.dates import column

_VERSION = {"ru": "версия {}", "kk": "{}-нұсқа", "en": "version {}", "zh": "第{}版"}
_AS_OF = {"ru": "данные на {}", "kk": "деректер күні: {}", "en": "data as of {}", "zh": "数据截至{}"}
_SOURCES = {"ru": "Источники: {}", "kk": "Дереккөздер: {}", "en": "Sources: {}", "zh": "来源：{}"}
_BABEL = {"ru": "russian", "kk": "kazakh", "en": "english", "zh": "chinese"}
_TEX = str.maketrans({"\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$"})
MOST_SOURCES = 6


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference names. ``language`` is the tag of the page, ``url`` absolute.

    ``version`` is the number of a text's version, None for a page of data; ``day`` is when the version appeared or the
    data last changed, None where no record says. ``sources`` are the primary sources, to be cited as well.
    """

    title: str
    site: str
    url: str
    language: str
    day: date | None
    version: int | None = None
    author: str = ""
    sources: tuple[str, ...] = ()

    @property
    def _year(self) -> str:
        return f" ({self.day.year})" if self.day else ""

    def _day(self, language: str) -> str:
        return PartialDate(self.day.year, self.day.month, self.day.day).words(language) if self.day else ""

    @property
    def _named(self) -> str:
        """The primary sources in one phrase; what is cut is marked."""
        cut = "…" if len(self.sources) > MOST_SOURCES else ""
        return "; ".join((*self.sources[:MOST_SOURCES], *filter(None, [cut])))

    def plain(self) -> str:
        """One line in the language of the page: site, year, title, primary sources, version or day, address."""
        words = column(self.language)
        head = f"{self.author or self.site}{self._year}."
        title = f"“{self.title}”" if words in ("en", "zh") else f"«{self.title}»"
        site = f". {self.site}" if self.author else ""
        edition = [_VERSION[words].format(self.version)] if self.version else []
        if self.day:
            edition.append(self._day(self.language) if self.version else _AS_OF[words].format(self._day(self.language)))
        middle = ", ".join([f"{title}{site}", *edition])
        sources = f" {_SOURCES[words].format(self._named)}." if self.sources else ""
        return f"{head} {middle}.{sources} {self.url}"

    def gost(self) -> str:
        """ГОСТ Р 7.0.5, electronic resource; the reader fills in the day of access."""
        author = f"{self.author} " if self.author else ""
        day = self._day("ru")
        parts = [f"{author}{self.title} [Электронный ресурс] // {self.site}."]
        if self.version:
            parts += [f"{day}.", f"Версия {self.version}."]
        elif day:
            parts.append(f"Данные на {day}.")
        if self.sources:
            parts.append(f"{_SOURCES['ru'].format(self._named)}.")
        return " — ".join([*parts, f"URL: {self.url} (дата обращения: __.__.____)."])

    def apa(self) -> str:
        """APA, 7th edition: a text without an author begins with its title, data with the site that gathered them."""
        day = f"({self.day:%Y, %B} {self.day.day})" if self.day else "(n.d.)"
        if self.version:
            head = f"{self.author} {day}. {self.title}" if self.author else f"{self.title}. {day}"
            return f"{head} (Version {self.version}). {self.site}. {self.url}"
        sources = f" Data from {self._named}." if self.sources else ""
        return f"{self.site}. {day}. {self.title} [Data set].{sources} {self.url}"

    def bibtex(self) -> str:
        fields = {
            "author": _braced(self.author) if self.author else "",
            "title": _braced(self.title),
            "organization": self.site,
            "year": str(self.day.year) if self.day else "",
            "month": str(self.day.month) if self.day else "",
            "day": str(self.day.day) if self.day else "",
            "version": str(self.version or ""),
            "note": f"Data from {self._named}" if self.sources else "",
            "url": self.url,
            "langid": _BABEL[column(self.language)],
        }
        lines = ",\n".join(f"  {name} = {{{_plain_tex(value, name)}}}" for name, value in fields.items() if value)
        return f"@online{{{self._key},\n{lines}\n}}"

    @property
    def _key(self) -> str:
        slug = self.url.rstrip("/").rsplit("/", 1)[-1]
        edition = f"v{self.version}" if self.version else self.day and f"{self.day:%Y%m%d}"
        return "-".join(filter(None, [slug.replace(".", "-").strip("_-"), edition]))


def _braced(text: str) -> str:
    """A second pair of braces keeps BibTeX from changing the capitals."""
    return f"{{{text.replace('{', '(').replace('}', ')')}}}"


def _plain_tex(value: str, name: str) -> str:
    return value if name == "url" else value.translate(_TEX)
