"""What happened and what was signed, as editors and data editors keep it."""

from events.admin import agreements, events, initiatives, metrics, people

__all__ = ("agreements", "events", "initiatives", "metrics", "people")
