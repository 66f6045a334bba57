"""One row of the figure panel: a figure of the text with its record, what is wrong with it, and its forms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import pgettext

from articles.admin.figure_form import FigureForm
from articles.checking import Row
from articles.checking.words import message_of
from articles.models import Claim
from articles.records import label_of, period_of, reporter_of, value_of
from articles.rules import Finding, arithmetic
from articles.rules.arithmetic import number
from trade.models import Measurement
from trade.quantities import Quantity
from trade.words.languages import active_tag, column_of
from trade.words.numbers import compact, percent
from trade.words.units import Kind, kind_of

REACH = 70  # characters of the sentence on each side of a figure


@dataclass(frozen=True)
class Offer:
    """A record that may be what the figure states, or the one that it is bound to."""

    key: str
    record: Any
    text: Quantity | None
    reasons: list[tuple[int, str]] = field(default_factory=list)

    @property
    def label(self) -> str:
        return label_of(self.record)

    @property
    def value(self) -> str:
        return value_of(self.record) if isinstance(self.record, Measurement) else ""

    @property
    def difference(self) -> str:
        return difference_of(self.text, self.record)

    @property
    def is_off(self) -> bool:
        quantity = getattr(self.record, "quantity", None)
        return bool(quantity and self.text and not quantity.holds(self.text))

    @property
    def whose(self) -> str:
        return reporter_of(self.record)

    @property
    def period(self) -> str:
        return period_of(self.record)

    @property
    def source(self) -> str:
        return self.record.source.publisher or self.record.source.title

    @property
    def url(self) -> str:
        return self.record.get_absolute_url()


def difference_of(text: Quantity | None, record: Any) -> str:
    """How far the text is from the record, in words: «совпадает», «−$9,5 млрд (−23,2 %)»; empty if nobody can say."""
    if text is None or not isinstance(record, Measurement) or record.quantity is None:
        return ""
    if record.quantity.holds(text):
        return pgettext("difference", "agrees")
    gap, unit = text.value - record.value, record.unit
    is_rate = kind_of(unit) is Kind.PERCENT
    words = compact(gap, "PP" if is_rate else unit, active_tag(), signed=True)
    if is_rate or not record.value:
        return words
    share = gap / abs(record.value) * 100
    # Of what is off by powers of ten a percentage says nothing.
    return words if abs(share) >= 1000 else f"{words} ({percent(share, active_tag(), decimals=1)})"


@dataclass
class Told:
    """A finding as it is shown at its figure: what is wrong, both sides, the arithmetic, and how it was settled."""

    found: Finding
    key: str
    form: Any = None  # the inline form of the stored finding

    @property
    def severity(self) -> str:
        return str(self.found.severity)

    @property
    def message(self) -> str:
        return str(message_of(self.found.code))

    @cached_property
    def sum(self) -> str:
        return str(arithmetic(self.found, column_of(active_tag())))

    @property
    def text(self) -> str:
        return number(self.found.text, column_of(active_tag()))

    @property
    def other(self) -> str:
        return number(self.found.other, column_of(active_tag())) if self.found.other else ""

    @property
    def needs_sides(self) -> bool:
        """The arithmetic alone does not show both sides as they stand."""
        sides = (self.text.partition("]")[0], self.other.partition("]")[0])
        return self.severity != "note" and bool(self.other) and any(side not in self.sum for side in sides)

    @property
    def settled(self) -> str:
        """Why it is settled; empty while it is open."""
        stored = self.form.original if self.form else None
        return stored.resolution_reason if stored and stored.resolved_at else ""

    @property
    def is_open_error(self) -> bool:
        return self.severity == "error" and not self.settled


@dataclass
class Line:
    """One row: a figure of the text, or what is left of one that has lost its mark."""

    anchor: str
    number: int | None = None
    row: Row | None = None
    name: str = ""
    offers: Sequence[Offer] = ()
    told: list[Told] = field(default_factory=list)
    lost: Claim | None = None
    is_blocking: bool = False
    form: Any = None  # the inline form of its claim
    choice: FigureForm | None = None

    @property
    def claim(self) -> Claim | None:
        return self.row.claim if self.row else self.lost

    @property
    def words(self) -> str:
        return " ".join(self.row.figure.surface.split()) if self.row else self.lost.quote

    @property
    def context(self) -> str:
        return self.row.context if self.row else self.lost.context

    @property
    def quote(self) -> str:
        return self.row.figure.surface if self.row else self.lost.quote

    @property
    def excerpt(self) -> tuple[str, str, str]:
        """The words before the figure, the figure, and the words after it; the rest of a long sentence is left out."""
        before, found, after = self.context.partition(self.quote)
        if not found:
            return "", self.quote, ""
        if len(before) > REACH:
            before = "… " + before[-REACH:].partition(" ")[2]
        if len(after) > REACH:
            after = after[:REACH].rpartition(" ")[0] + " …"
        return before, found, after

    @property
    def state(self) -> str:
        verdict = getattr(self.claim, "verdict", None)
        return verdict.state if verdict and self.row and self.row.is_settled else ""

    @property
    def bound(self) -> Offer | None:
        """The record that the figure is bound to."""
        record = self.claim.record if self.claim else None
        return Offer("", record, self.row.stated.quantity if self.row else None) if record else None

    @property
    def has_errors(self) -> bool:
        wrong = bool(self.form and self.form.form.errors) or any(t.form and t.form.form.errors for t in self.told)
        return wrong or bool(self.choice and self.choice.is_bound and self.choice.errors)

    @property
    def shown(self) -> set[str]:
        """Under which names of ``panel.SHOWN`` the row comes."""
        if self.row is None:
            return {"lost"}
        found = {"error"} if any(told.is_open_error for told in self.told) else set()
        if self.row.is_open:
            return found | {"open"}
        return found | ({self.state} if self.state else {"settled"} if self.row.is_settled else set())

    @property
    def classes(self) -> str:
        blocks = ["is-blocking"] if self.is_blocking else []
        return " ".join(["figure-row", *blocks, *(f"is-{name}" for name in sorted(self.shown))])
