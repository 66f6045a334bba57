"""A figure in one line, for tables of sentences and figures: ``80,01 млрд долл. = money 80010000000 USD``."""

from decimal import Decimal

from articles.figures import Figure, find_figures


def written(figure: Figure) -> str:
    """``surface = kind value unit`` and, after commas, what is not plain: approx, direction, comparison, period."""
    facts = [figure.kind, _value(figure), figure.unit or ""]
    extras = (None if figure.approx == "exact" else figure.approx, figure.direction, figure.comparison, figure.period)
    head = f"{figure.surface} = {' '.join(fact for fact in facts if fact)}"
    return ", ".join([head, *(str(extra) for extra in extras if extra)])


def core(figure: Figure) -> str:
    """``surface = kind value unit`` alone."""
    return f"{figure.surface} = {' '.join(fact for fact in (figure.kind, _value(figure), figure.unit or '') if fact)}"


def found(text: str, lang: str | None, *kinds: str) -> list[str]:
    """The figures of *text* in full notation; of some *kinds* alone if they are given."""
    return [written(figure) for figure in find_figures(text, lang) if not kinds or figure.kind in kinds]


def _value(figure: Figure) -> str:
    if figure.low is not None and figure.high is not None:
        return f"{_plain(figure.low)}..{_plain(figure.high)}"
    return "" if figure.value is None else _plain(figure.value)


def _plain(number: Decimal) -> str:
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return text or "0"
