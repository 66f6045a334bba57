"""How records are named, and in which language their names are."""

import re
from collections.abc import Mapping
from typing import Any

from babel import Locale
from babel.languages import get_official_languages
from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from trade import labels
from trade.models import Area, Commodity, Series
from trade.pairs.tables import Way
from trade.totals.annual import Amount, Goods, Line
from trade.words.languages import FALLBACK, TAGS, Localised, active_tag, cldr_of, column_of, language_of, tag_of

register = template.Library()
_NUMBERED = re.compile(r"[^\W\d_]{2,}-\d+")


@register.filter
def series_label(series: Series) -> str:
    """«Товарооборот: Китай — Казахстан»; a name of goods in another language than the page's says so."""
    words, name, tag = labels.series_label(series), series.commodity.name, foreign(series.commodity)
    if not tag or series.commodity_id == Commodity.TOTAL:
        return words
    before, _name, after = words.partition(name)
    return format_html('{}<span lang="{}">{}</span>{}', before, tag, name, after)


@register.filter
def reporter_name(reporter: Area) -> str:
    """«Китай»; in a column or a list «не указана» alone would not say what is not stated."""
    return labels.reporter_name(reporter)


@register.filter
def flow_label(series: Series) -> str:
    """«Экспорт: Китай — Казахстан», on the page of the goods."""
    return labels.series_label(series, with_commodity=False)


@register.filter
def commodity_label(commodity: Commodity) -> str:
    return labels.commodity_label(commodity)


@register.simple_tag
def way_words(way: Way, origin: str, destination: str, trade_type: str) -> str:
    return labels.way_words(way, origin, destination, trade_type)


@register.filter
def cells_of(goods: Goods, line: Line) -> list[tuple[str, str, Amount | None]]:
    """(name of the reporter, what its shares are of, what it states) for the columns of a table of goods."""
    return goods.named(line)


@register.filter
def among(key: str, records: Mapping[str, Any]) -> Any:
    """The one of *records* that has this *key*, None where there is none."""
    return records.get(key)


@register.filter
def pair_slug(series: Series) -> str:
    """«chn-kaz», as the address of the pair has it."""
    return "-".join(series.pair).lower()


@register.filter
def foreign(record: Any, prefix: str = "name") -> str:
    """The language of the words that ``record.name`` (or another *prefix*) gives, where it is not the page's."""
    if isinstance(record, Area):
        return ""
    if isinstance(record, Commodity) and record.name_here:
        return ""
    shown, active = Localised(prefix).read(record, active_tag()), active_tag()
    if not shown or getattr(record, f"{prefix}_{column_of(active)}"):
        return ""
    return next(tag_of(column) for column in FALLBACK if getattr(record, f"{prefix}_{column}"))


@register.filter
def foreign_tag(tag: str) -> str:
    """A language tag where it is not the page's, else nothing: for titles in the language of their source."""
    return "" if not tag or column_of(tag.lower()) == column_of(active_tag()) else tag


@register.filter
def in_its_language(text: str) -> str:
    """A note as it was written, with a ``lang`` of its own where that is not the page's language."""
    tag = language_of(text)
    return format_html('<span lang="{}">{}</span>', tag, text) if foreign_tag(tag) else text


@register.filter
def unbroken(label: str) -> SafeString:
    """*label* with a name and its number, such as «CIIE-7», on one line."""
    return SafeString(_NUMBERED.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(label)))


@register.filter
def other_names(record: Any) -> list[tuple[str, str]]:
    """(language tag, name) in the other languages, where the record has one of its own there."""
    return [
        (tag, name)
        for tag in TAGS
        if tag != active_tag() and (name := getattr(record, f"name_{column_of(tag)}")) and name != record.name
    ]


@register.filter
def names_at(record: Any, area: Area | None) -> list[tuple[str, str]]:
    """Those of them in an official language of *area*, as the name of an event is printed where it takes place."""
    spoken = get_official_languages(area.alpha2) if area and area.alpha2 else ()
    return [(tag, name) for tag, name in other_names(record) if column_of(tag) in spoken]


@register.filter
def language_name(tag: str) -> str:
    """«китайский» for ``zh``; the tag itself if CLDR has no name for it."""
    return Locale.parse(cldr_of(active_tag())).languages.get(column_of(tag.lower())) or tag
