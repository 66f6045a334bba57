"""The tree of a classification of goods: sections, chapters, headings, and of which of them anything is recorded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from trade.commodities import hs_names, is_hs, parent_code, sections
from trade.languages import active_tag, column_of
from trade.models import Commodity

HS = tuple(scheme for scheme in Commodity.Scheme.values if is_hs(scheme))


@dataclass(slots=True)
class Branch:
    """A section or chapter of the HS in our own words, with its headings in the editions in which we have them.

    ``editions`` are the newest first.
    """

    code: str
    name: str
    editions: list[Commodity] = field(default_factory=list)
    chapters: list["Branch"] = field(default_factory=list)

    @property
    def newest(self) -> Commodity | None:
        """The newest edition of which anything is recorded, else the newest."""
        recorded = (each for each in self.editions if each.has_records)
        return next(recorded, next(iter(self.editions), None))

    @property
    def has_records(self) -> bool:
        return any(each.has_records for each in self.editions)


def tree() -> list[Branch]:
    """The sections of the HS with their chapters, whatever is recorded of them: the list is the same for everybody."""
    column = column_of(active_tag())
    found: dict[str, list[Commodity]] = defaultdict(list)
    codes = (*dict.fromkeys(sections().values()), *sections())
    keys = [f"{scheme}-{code}" for scheme in HS for code in codes]
    for commodity in Commodity.objects.filter(key__in=keys).with_records().order_by("-scheme"):
        found[commodity.code].append(commodity)

    def branch(code: str) -> Branch:
        return Branch(code, hs_names()[code][column], found.get(code, []))

    roots = {code: branch(code) for code in dict.fromkeys(sections().values())}
    for chapter, section in sections().items():
        if chapter in hs_names():
            roots[section].chapters.append(branch(chapter))
    return list(roots.values())


def commodity_path(commodity: Commodity) -> list[Commodity]:
    """What *commodity* is a part of, the widest first, and itself last; nothing for all goods."""
    if commodity.key == Commodity.TOTAL:
        return []
    keys, code = [], commodity.code
    while code:
        keys.append(f"{commodity.scheme}-{code}")
        code = parent_code(commodity.scheme, code)
    there = Commodity.objects.in_bulk(keys)
    return [there[key] for key in reversed(keys) if key in there]


def labelled(path: Iterable[Commodity]) -> list[tuple[str, str]]:
    """(label, address) for breadcrumbs."""
    return [(each.name or each.key, each.get_absolute_url()) for each in path]
