"""Approximation, direction and comparison of the figures of a text."""

from articles.figures.approximation import approximation
from articles.figures.candidate import Candidate
from articles.figures.change import comparison, direction
from articles.figures.scan import Scan


def describe(scan: Scan, found: list[Candidate]) -> None:
    """Set approx, direction and comparison of every figure in place."""
    figures = [candidate for candidate in found if candidate.kind != "date"]
    for candidate in figures:  # first, since «more than 5» is no rise
        candidate.approx = approximation(scan, candidate)
    before: Candidate | None = None
    for candidate in figures:
        candidate.direction = direction(scan, candidate, before)
        candidate.comparison = comparison(scan, candidate, before)
        before = candidate
