"""The figure panel of an article's form: one row for each figure in the order of the text, with all that concerns it.

What is in the way of publication stands in a list above, errors first; the rows keep the order of the text, so that
the keyboard walks both together, and can be narrowed to one state.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import pgettext

from articles.admin.figure_form import FigureForm, prefix_of
from articles.checking import Checked, Row
from articles.checking.words import message_of, reasons_of
from articles.models import Claim
from articles.records import label_of, period_of, reporter_of, value_of
from articles.rules import Finding, arithmetic
from articles.rules.arithmetic import number
from articles.services import Blocker
from articles.services.checking import keys_of
from articles.services.gate import Place
from trade.languages import active_tag, column_of
from trade.models import Measurement
from trade.numbers import compact, percent
from trade.quantities import Quantity
from trade.units import Kind, kind_of

OFFERS = 3
REACH = 70  # characters of the sentence on each side of a figure
# What the rows can be narrowed to, in this order; the first two are what an editor has to see to.
SHOWN = ("error", "open", "lost", "revised", "disputed", "unverified", "verified", "settled")


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
        """Under which of :data:`SHOWN` the row comes."""
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


@dataclass(frozen=True)
class Obstacle:
    """One thing that blocks publication, and the row that it leads to."""

    code: str
    line: Line | None
    quote: str
    told: Told | None = None
    sentence: str = ""

    @property
    def number(self) -> int:
        return (self.line and self.line.number) or 0


@dataclass
class Panel:
    """The whole check with the forms of its rows."""

    checked: Checked
    lines: list[Line]
    loose: list[Told]
    obstacles: list[Obstacle]
    is_typed: bool
    claims: Any = None  # the inline formsets, if the user may see them
    findings: Any = None

    @property
    def exact(self) -> int:
        """How many figures have one record that fits exactly and clearly."""
        return sum(row.is_exact for row in self.checked.rows)

    @property
    def errors(self) -> int:
        return sum(obstacle.code in ("errors", "contradicts") for obstacle in self.obstacles)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What the rows can be narrowed to, with how many there are of each."""
        found = Counter(name for line in self.lines for name in line.shown)
        return [(name, found[name]) for name in SHOWN if found[name]]

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each marked figure, by the key of its claim."""
        return {str(line.claim.uuid): line.number for line in self.lines if line.claim and line.number}

    @property
    def left_over(self) -> list[Any]:
        """Stored findings that the text as typed does not have any more; their forms are sent along."""
        shown = {id(told.form) for told in (*self.loose, *(t for line in self.lines for t in line.told))}
        return [form for form in self.findings or () if form.original and id(form) not in shown]


def panel_of(
    checked: Checked, blockers: Sequence[Blocker], lost: Sequence[Claim] = (), is_typed: bool = False
) -> Panel:
    """*lost* are the claims without a mark in the text as it was checked."""
    names, told = dict(names_of(checked)), _told(checked)
    lines, count = [], 0
    for row in checked.rows:
        count += row.is_in_body
        number = count if row.is_in_body else None
        anchor = f"figure-{number}" if number else f"head-{row.number}"
        lines.append(
            Line(anchor, number, row, names.get(row.number, ""), _offers(row, checked), told.pop(row.stated.span, []))
        )
    lines += [Line(f"lost-{claim.uuid}", lost=claim) for claim in lost]
    loose = [each for rest in told.values() for each in rest]
    panel = Panel(checked, lines, loose, [], is_typed)
    panel.obstacles = list(_obstacles(blockers, panel))
    for obstacle in panel.obstacles:
        if obstacle.line:
            obstacle.line.is_blocking = True
    return panel


def with_forms(panel: Panel, formsets: Sequence[Any], typed: Mapping[str, FigureForm], blank: type[FigureForm]) -> None:
    """Puts the inline forms of claims and findings, and what was chosen, into the rows of *panel*."""
    for formset in formsets:
        name = "claims" if formset.opts.model is Claim else "findings"
        setattr(panel, name, list(formset))
        setattr(panel, f"{name}_formset", formset)
    by_claim = {form.original.pk: form for form in panel.claims or () if form.original}
    by_key = {form.original.key: form for form in panel.findings or () if form.original}
    for line in panel.lines:
        line.form = by_claim.get(line.claim.pk) if line.claim else None
        if line.name:
            line.choice = typed.get(line.name) or blank(prefix=line.name, initial={"words": line.words})
        for told in line.told:
            told.form = by_key.get(told.key)
    for told in panel.loose:
        told.form = by_key.get(told.key)


def names_of(checked: Checked) -> Iterator[tuple[int, str]]:
    """The prefix of the fields of every figure that an editor may do something with."""
    seen: Counter[str] = Counter()
    for row in checked.rows:
        if row.is_in_body and (row.is_core or row.candidates):
            words = " ".join(row.figure.surface.split())
            seen[words] += 1
            yield row.number, prefix_of(words, seen[words])


def _offers(row: Row, checked: Checked) -> list[Offer]:
    return [
        Offer(candidate.record.key, checked.record(candidate), row.stated.quantity, reasons_of(candidate))
        for candidate in row.candidates[:OFFERS]
    ]


def _told(checked: Checked) -> dict[tuple[int, int], list[Told]]:
    """What is wrong, by the span of the figure. The same fact may differ from several other texts; it is told once."""
    found: dict[tuple[int, int], list[Told]] = {}
    for key, finding in zip(keys_of(checked.findings), checked.findings, strict=True):
        here = found.setdefault(finding.spans[0] if finding.spans else (0, 0), [])
        if not any((told.found.rule, told.found.code) == (finding.rule, finding.code) for told in here):
            here.append(Told(finding, key))
    return found


def _obstacles(blockers: Sequence[Blocker], panel: Panel) -> Iterator[Obstacle]:
    for blocker in blockers:
        if not blocker.places:
            yield Obstacle(blocker.code, None, "", sentence=blocker.sentence)
        found = [
            Obstacle(blocker.code, _line_of(place, panel), place.quote, _told_of(place, panel))
            for place in blocker.places
        ]
        # Errors come worst first; everything else in the order of the text.
        yield from found if blocker.code == "errors" else sorted(found, key=lambda each: each.number)


def _line_of(place: Place, panel: Panel) -> Line | None:
    for line in panel.lines:
        if place.claim and line.claim and str(line.claim.uuid) == place.claim:
            return line
        if place.start is not None and line.row and line.row.figure.start == place.start:
            return line
    return None


def _told_of(place: Place, panel: Panel) -> Told | None:
    everything = (*panel.loose, *(told for line in panel.lines for told in line.told))
    return next((told for told in everything if told.found is place.finding), None)
