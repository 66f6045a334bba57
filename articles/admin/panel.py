"""The figure panel of an article's form: one row for each figure in the order of the text, with all that concerns it.

What is in the way of publication stands in a list above, errors first; the rows keep the order of the text, so that
the keyboard walks both together, and can be narrowed to one state.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.admin.figure_form import FigureForm, prefix_of
from articles.admin.rows import Line, Offer, Told
from articles.checking import Checked, Row
from articles.checking.words import reasons_of
from articles.models import Claim
from articles.services import Blocker
from articles.services.checking import keys_of
from articles.services.gate import Place

OFFERS = 3
# What the rows can be narrowed to, in this order; the first two are what an editor has to see to.
SHOWN = ("error", "open", "lost", "revised", "disputed", "unverified", "verified", "settled")


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
