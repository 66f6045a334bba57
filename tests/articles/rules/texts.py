"""Short texts for the checks: sentences of our own, figures found by the finder, records made by hand."""

from datetime import date
from decimal import Decimal

from articles.binding import CheckedText, Rate, Record, Stated
from articles.figures import Figure, find_figures
from articles.rules import Finding, check
from trade.periods import Period
from trade.quantities import Quantity

REFERENCE = date(2024, 12, 1)


def quantity(value, resolution=1, qualifier="eq") -> Quantity:
    return Quantity(Decimal(str(value)), Decimal(str(resolution)), qualifier)


def observation(value, resolution, period: str, **facts) -> Record:
    """Trade of China with Kazakhstan, by nobody's stated statistics, unless *facts* say otherwise."""
    facts = {"reporter": "_X", "area": "CHN", "counterpart": "KAZ", "flow": "T", "measure": "V", "unit": "USD"} | facts
    key = ".".join((facts["reporter"], facts["area"], facts["flow"], facts["measure"], facts["unit"], period))
    return Record(
        key=facts.pop("key", key),
        kind="observation",
        quantity=quantity(value, resolution),
        period=Period.parse(period),
        **facts,
    )


def growth(value, resolution, period: str, **facts) -> Record:
    return observation(value, resolution, period, **({"measure": "G", "unit": "PC"} | facts))


def event(edition: int, period: str | None = None) -> Record:
    return Record(
        key=f"event:{edition}",
        kind="event",
        event=f"fair-{edition}",
        family="fair",
        edition=edition,
        period=Period.parse(period) if period else None,
    )


def metric(value, resolution, edition: int, measure: str, unit: str, nature: str = "counted", **facts) -> Record:
    return Record(
        key=f"metric:{edition}:{measure}",
        kind="metric",
        quantity=quantity(value, resolution),
        unit=unit,
        measure=measure,
        nature=nature,
        event=f"fair-{edition}",
        family="fair",
        edition=edition,
        **facts,
    )


def year_rate(base: str, quote: str, year: int, value: str) -> Rate:
    return Rate(base, quote, Period.year(year), quantity(value, "0.01"))


def text_of(text: str, lang: str, bound: dict[str, Record | str] | None = None, **facts) -> CheckedText:
    """*text* with its figures; *bound* maps the print of a figure (or its beginning) to its confirmed record."""
    figures, bound = find_figures(text, lang, REFERENCE), bound or {}
    stated = [Stated(figure, *_binding(figure, bound)) for figure in figures]
    unused = {print_ for print_ in bound if not any(f.surface.startswith(print_) for f in figures)}
    assert not unused, f"no figure is printed {unused}: {[figure.surface for figure in figures]}"
    return CheckedText.of(text, lang, stated, reference=REFERENCE, **facts)


def _binding(figure: Figure, bound: dict) -> tuple[str, str]:
    if figure.kind == "date":
        return "", ""
    record = next((record for print_, record in bound.items() if figure.surface.startswith(print_)), None)
    if record is None:
        return "", ""
    return (record if isinstance(record, str) else record.key), "confirmed"


def figure(text: str, surface: str, kind: str, value, unit: str | None = None, **facts) -> Figure:
    """A figure made by hand, for numerals that the finder is not asked about here."""
    start = text.index(surface)
    number = None if value is None else Decimal(str(value))
    return Figure(start, start + len(surface), surface, kind, number, unit=unit, **facts)


def flags(text: CheckedText, records=(), rates=None) -> list[tuple[str, str]]:
    """Rule and severity of every finding that is more than a note."""
    return [(found.rule, str(found.severity)) for found in check(text, records, rates) if found.is_flag]


def codes(text: CheckedText, records=(), rates=None) -> list[str]:
    return [found.code for found in check(text, records, rates)]


def errors(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found if finding.severity == "error"]
