"""What events and their figures are called, in the language of the page."""

from django.utils.text import capfirst

from events.models import Event, Metric


def measure_label(metric: Metric) -> str:
    """The measure, its nature where that changes the meaning, and the participant: «Стоимость сделок (намерения)»."""
    words = capfirst(metric.get_measure_display())
    if metric.nature != Metric.Nature.COUNTED:
        words = f"{words} ({metric.get_nature_display()})"
    return f"{words}, {metric.participation.party.name}" if metric.participation else words


def short_name(event: Event) -> str:
    """«CIIE-7» where the series has an acronym, else the whole name."""
    acronym = event.series.acronym if event.series and event.series.source.is_public else ""
    return f"{acronym}-{event.edition}" if acronym and event.edition else event.name
