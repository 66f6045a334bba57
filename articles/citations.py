"""References to an article in the forms that readers copy. Pure: plain values in, lines of text out."""

from dataclasses import dataclass
from datetime import date

from trade.date_words import column
from trade.partial_dates import PartialDate

_VERSION = {"ru": "версия {}", "kk": "{}-нұсқа", "en": "version {}", "zh": "第{}版"}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference names. ``language`` is the tag of the text, ``published`` the day it appeared on this site."""

    headline: str
    author: str
    site: str
    version: int
    published: date
    url: str
    language: str

    @property
    def _day(self) -> PartialDate:
        return PartialDate(self.published.year, self.published.month, self.published.day)

    def plain(self) -> str:
        """One line in the language of the text: site, year, headline, version, day, address."""
        who = self.author or self.site
        version = _VERSION[column(self.language)].format(self.version)
        title = f"“{self.headline}”" if self.language in ("en", "zh-Hans") else f"«{self.headline}»"
        site = f". {self.site}" if self.author else ""
        return f"{who} ({self.published.year}). {title}{site}, {version}, {self._day.words(self.language)}. {self.url}"

    def gost(self) -> str:
        """ГОСТ Р 7.0.5, electronic resource; the reader fills in the day of access."""
        author = f"{self.author} " if self.author else ""
        return (
            f"{author}{self.headline} [Электронный ресурс] // {self.site}. — {self._day.words('ru')}. — "
            f"Версия {self.version}. — URL: {self.url} (дата обращения: __.__.____)."
        )

    def apa(self) -> str:
        """APA, 7th edition; a text without an author begins with its title."""
        day = f"({self.published:%Y, %B} {self.published.day})"
        head = f"{self.author} {day}. {self.headline}" if self.author else f"{self.headline}. {day}"
        return f"{head} (Version {self.version}). {self.site}. {self.url}"

    def bibtex(self) -> str:
        fields = {
            "author": _braced(self.author) if self.author else "",
            "title": _braced(self.headline),
            "organization": self.site,
            "year": str(self.published.year),
            "month": str(self.published.month),
            "day": str(self.published.day),
            "version": str(self.version),
            "url": self.url,
            "langid": _BABEL[column(self.language)],
        }
        lines = ",\n".join(f"  {name} = {{{_plain_tex(value, name)}}}" for name, value in fields.items() if value)
        return f"@online{{{self._key},\n{lines}\n}}"

    @property
    def _key(self) -> str:
        slug = self.url.rstrip("/").rsplit("/", 1)[-1]
        return f"{slug}-v{self.version}"


_BABEL = {"ru": "russian", "kk": "kazakh", "en": "english", "zh": "chinese"}
_TEX = str.maketrans({"\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$"})


def _braced(text: str) -> str:
    """A second pair of braces keeps BibTeX from changing the capitals."""
    return f"{{{text.replace('{', '(').replace('}', ')')}}}"


def _plain_tex(value: str, name: str) -> str:
    return value if name == "url" else value.translate(_TEX)
