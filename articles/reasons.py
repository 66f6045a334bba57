"""The words for the reasons of a claim's state, in the language that is being rendered.

Reasons are stored as codes with facts (see :mod:`articles.states`), so that a state decided once is explained in four
languages.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from trade.models import Area
from trade.partial_dates import PartialDate
from trade.periods import Period
from trade.words.languages import active_tag
from trade.words.numbers import compact

Reason = dict[str, Any]


def words(reason: Reason, area_name: Callable[[str], str] | None = None) -> str:
    """One sentence for *reason*. *area_name* turns an area code into a name (the code itself by default)."""
    name = area_name or (lambda code: code)
    return _SENTENCES[reason["code"]](reason, name)


def all_words(reasons: Iterable[Reason], area_name: Callable[[str], str] | None = None) -> list[str]:
    return [words(reason, area_name) for reason in reasons]


def area_codes(reasons: Iterable[Reason]) -> set[str]:
    """The areas that *reasons* name, to be loaded at once."""
    return {reason["reporter"] for reason in reasons if reason.get("reporter")}


def _value(reason: Reason, key: str = "value", resolution: str = "resolution") -> str:
    """The value as a reader of the active language writes it: «$41 млрд»."""
    size = Decimal(reason[resolution]) if resolution in reason else None
    return compact(
        Decimal(reason[key]),
        reason.get("unit", ""),
        active_tag(),
        resolution=size,
        qualifier=_qualifier(reason, key),
    )


def _qualifier(reason: Reason, key: str) -> str:
    return reason.get("qualifier", "eq") if key == "value" else "eq"


def _on(reason: Reason) -> str:
    """The day of a revision; empty for records without vintages, such as the number of an edition."""
    if "on" not in reason:
        return ""
    return PartialDate.parse(localdate(parse_datetime(reason["on"])).isoformat()).words(active_tag())


def _record_revised(reason: Reason, name) -> str:
    words = (
        _("The record was revised on %(date)s: it said %(was)s when the text was written, and says %(value)s now.")
        if "on" in reason
        else _("The record was changed: it said %(was)s when the text was written, and says %(value)s now.")
    )
    was, value = _value(reason, "was", "was_resolution"), _value(reason)
    return words % {"date": _on(reason), "was": was, "value": value}


def _record_withdrawn(reason: Reason, name) -> str:
    words = (
        _("The record was withdrawn on %(date)s; it said %(was)s.")
        if "on" in reason
        else _("The record says nothing any more; it said %(was)s when the text was written.")
    )
    return words % {"date": _on(reason), "was": _value(reason, "was", "was_resolution")}


def _other_reporter_differs(reason: Reason, name) -> str:
    return _("Reporter %(reporter)s: %(value)s (%(publisher)s). The text does not say whose figure it gives.") % {
        "reporter": name(reason["reporter"]),
        "value": _value(reason),
        "publisher": reason["publisher"],
    }


def _source_differs(reason: Reason, name) -> str:
    return _("%(publisher)s gives a different value: %(value)s.") % _publisher_and_value(reason)


def _source_confirms(reason: Reason, name) -> str:
    return _("Confirmed by an independent source: %(publisher)s, %(value)s.") % _publisher_and_value(reason)


def _source_is_coarser(reason: Reason, name) -> str:
    return _("%(publisher)s gives %(value)s, which fits but is too coarse to confirm the text.") % (
        _publisher_and_value(reason)
    )


def _source_overlaps(reason: Reason, name) -> str:
    return _("%(publisher)s gives %(value)s, which is close, but not inside what the text states.") % (
        _publisher_and_value(reason)
    )


def _context(reason: Reason, name) -> str:
    if "value" not in reason:
        return _("For context: %(publisher)s.") % {"publisher": reason["publisher"]}
    return _("For context, neither for nor against: %(publisher)s, %(value)s.") % _publisher_and_value(reason)


def _mirror_note(reason: Reason, name) -> str:
    return _("Reporter %(reporter)s gives %(value)s; the text names another reporter.") % {
        "reporter": name(reason["reporter"]),
        "value": _value(reason),
    }


def _base_is_computed(reason: Reason, name) -> str:
    low, high = (_rounded(reason[key]) for key in ("low", "high"))
    facts = reason | {"value": _rounded(reason["value"])}
    return _(
        "Computed, not recorded: %(value)s for %(period)s (from %(from_value)s and growth of %(growth)s; "
        "between %(low)s and %(high)s). No record by the same reporter."
    ) % {
        "value": _value(facts),
        "period": Period.parse(reason["period"]).words(active_tag()),
        "from_value": _value(reason, "from_value"),
        "growth": compact(Decimal(reason["from_growth"]), "PC", active_tag()),
        "low": _value(facts | {"value": low}),
        "high": _value(facts | {"value": high}),
    }


def _rounded(value: str) -> str:
    """Four significant digits: enough for a computed value, and no more than its inputs carry."""
    return format(Decimal(f"{Decimal(value):.4g}"), "f")


def _mirror_base(reason: Reason, name) -> str:
    return _("Reporter %(reporter)s gives %(value)s for %(period)s: mirror data, not the base of this growth.") % {
        "reporter": name(reason["reporter"]),
        "value": _value(reason),
        "period": Period.parse(reason["period"]).words(active_tag()),
    }


def _publisher_and_value(reason: Reason) -> dict[str, str]:
    return {"publisher": reason["publisher"], "value": _value(reason)}


_SENTENCES: dict[str, Callable[[Reason, Callable[[str], str]], str]] = {
    "record_revised": _record_revised,
    "record_withdrawn": _record_withdrawn,
    "other_reporter_differs": _other_reporter_differs,
    "source_differs": _source_differs,
    "explained_by_editor": lambda reason, name: _("The editors have explained an open contradiction."),
    "source_confirms": _source_confirms,
    "only_this_article": lambda reason, name: _(
        "No independent source is on record; only this article gives the figure."
    ),
    "none_confirms": lambda reason, name: _(
        "Independent sources are on record, but none of them gives a value inside what the text states."
    ),
    "attributed_only": lambda reason, name: _("The figure is attributed to a source and has no record of its own."),
    "source_is_coarser": _source_is_coarser,
    "source_overlaps": _source_overlaps,
    "unit_inferred": lambda reason, name: _("The text does not name the currency in full; it is inferred."),
    "context": _context,
    "mirror_note": _mirror_note,
    "base_is_computed": _base_is_computed,
    "mirror_base": _mirror_base,
}


def area_names(codes: Iterable[str]) -> Callable[[str], str]:
    """A function from area code to its name in the active language, for the areas that CLDR or we have names for."""
    names = {area.code: area.name for area in Area.objects.filter(pk__in=set(codes))}
    return lambda code: names.get(code, code)
