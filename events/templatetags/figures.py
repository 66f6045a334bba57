"""Headings and cells of a table of events and their figures."""

from collections.abc import Mapping
from typing import Any

from django import template

from events import labels
from events.models import Event, Metric

register = template.Library()


@register.filter
def measure_heading(key: tuple[str, str, str]) -> str:
    """The words for a kind of figure: (measure, nature, unit)."""
    return labels.measure_label(Metric(measure=key[0], nature=key[1], unit=key[2]))


@register.filter
def short_name(event: Event) -> str:
    """«CIIE-7»."""
    return labels.short_name(event)


@register.filter
def item(mapping: Mapping, key: Any) -> Any:
    """The value at *key*, None where there is none."""
    return mapping.get(key)
