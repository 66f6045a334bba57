"""A text whose figures are to be bound or checked."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from articles.binding.printed import is_target, quantity_of, soft_upper, unit_of
from articles.figures import Figure
from trade.periods import Period
from trade.quantities import Quantity

# *Near*: suggested; the value fits to the digit, but one thing that the text says (period, currency, edition) does not.
NOT_BOUND, SUGGESTED, NEAR, UNIQUE, CONFIRMED = "", "suggested", "near", "unique", "confirmed"


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in its text, with the *record* (a key) it is bound to and how surely.

    *claim* is the claim's uuid, the same in all language versions that pair. *reporter* is the area that the text names
    as the reporter. *stated* overrides what is read from the print, if an editor settled it.
    """

    figure: Figure
    record: str = ""
    binding: str = NOT_BOUND
    claim: str = ""
    reporter: str = ""
    stated: Quantity | None = None
    lang: str = "ru"

    @property
    def span(self) -> tuple[int, int]:
        return self.figure.start, self.figure.end

    @property
    def is_sure(self) -> bool:
        """The binding bears an error: confirmed by a human, or the only one possible."""
        return self.binding in (CONFIRMED, UNIQUE)

    @property
    def is_target(self) -> bool:
        return is_target(self.figure)

    @property
    def quantity(self) -> Quantity | None:
        """What the text says, in base units, a fall as a negative; None if it has no value."""
        return self.stated or quantity_of(self.figure, self.lang)

    @property
    def unit(self) -> str:
        return unit_of(self.figure)

    @property
    def soft_upper(self) -> Decimal | None:
        return soft_upper(self.figure)

    @property
    def kind(self) -> str:
        return self.figure.kind

    @property
    def period(self) -> Period | None:
        return self.figure.period


@dataclass(frozen=True, slots=True)
class CheckedText:
    """One text as plain characters (headline, deck and body on lines of their own) with its figures in order.

    *others* are the other language versions of it; *is_published* turns a stale figure into an alert.
    """

    text: str
    lang: str
    figures: tuple[Stated, ...] = ()
    reference: date | None = None
    is_published: bool = False
    others: tuple["CheckedText", ...] = field(default=())

    @classmethod
    def of(cls, text: str, lang: str, figures: Iterable[Figure | Stated], **facts) -> "CheckedText":
        """A text from bare figures, none of them bound."""
        code = short(lang)
        stated = (f if isinstance(f, Stated) else Stated(f) for f in figures)
        return cls(text, code, tuple(replace(s, lang=code) for s in stated), **facts)

    @property
    def core(self) -> tuple[Stated, ...]:
        """The figures that can be checked: everything but dates."""
        return tuple(stated for stated in self.figures if stated.kind != "date")

    @property
    def dates(self) -> tuple[Figure, ...]:
        return tuple(stated.figure for stated in self.figures if stated.kind == "date")

    def bound(self, number: int, record: str, binding: str = CONFIRMED) -> "CheckedText":
        """The same text with its *number*-th figure bound."""
        figures = list(self.figures)
        figures[number] = replace(figures[number], record=record, binding=binding)
        return replace(self, figures=tuple(figures))


def short(lang: str) -> str:
    """``zh`` of zh-Hans."""
    return lang.replace("_", "-").lower().split("-")[0]
