"""The tree of a classification of goods: sections, chapters, headings, and of which of them anything is recorded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from trade.goods.commodities import hs_names, is_hs, parent_code, sections
from trade.goods.search import Asked, Named, ask, begun_with, chapter_of, named
from trade.models import Commodity
from trade.words.languages import active_tag, column_of, tag_of

NO_WORD = Named()
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
    def label(self) -> str:
        """«V. Минеральные продукты», «27 Минеральное топливо…»."""
        return f"{self.code}{'' if self.code.isdigit() else '.'} {self.name}"

    @property
    def newest(self) -> Commodity | None:
        """The newest edition of which anything is recorded, else the newest."""
        recorded = (each for each in self.editions if each.has_records)
        return next(recorded, next(iter(self.editions), None))

    @property
    def has_records(self) -> bool:
        return any(each.has_records for each in self.editions)


@dataclass(slots=True)
class Found:
    """A section or chapter that a search means, of which we have no heading: it is part of the tree and no more.

    ``by`` is the everyday word that led to it. Where ``is_wider``, what was asked for is a part of it.
    """

    branch: Branch
    by: Named = NO_WORD
    is_wider: bool = False

    @property
    def found_lang(self) -> str:
        return tag_of(self.by.column) if self.by.column else ""


def search_tree(text: str, schemes: Iterable[str] = ()) -> list[Found]:
    """What *text* means in the tree of the HS and is in none of the editions that we have; the rest is a list's.

    A longer code of which we have nothing leads to the chapter that it lies in, whatever we have of that.
    """
    asked = ask(text)
    named_schemes = [*schemes, *filter(None, [asked.scheme])]
    if named_schemes and not any(map(is_hs, named_schemes)):
        return []
    branches = {each.code: each for root in tree() for each in (root, *root.chapters)}
    found = [Found(branches[code], by) for code, by in _meant(asked).items() if not branches[code].editions]
    wider = chapter_of(asked.code)
    if wider and not asked.words and not _is_there(asked.code):
        found.append(Found(branches[wider], is_wider=True))
    return found


def _meant(asked: Asked) -> dict[str, Named]:
    by_words = named(asked.words)
    if not asked.code:
        return by_words
    return {code: by_words.get(code, Named()) for code in begun_with(asked.code) if not asked.words or code in by_words}


def _is_there(code: str) -> bool:
    return Commodity.objects.filter(scheme__in=HS, code__startswith=code).exists()


def found_by(text: str, headings: Iterable[Commodity]) -> None:
    """Sets ``found_by`` and ``found_lang`` of *headings*: the everyday word by which *text* found them, if any."""
    by_words = named(ask(text).words)
    for heading in headings:
        by = by_words.get(heading.code, Named()) if is_hs(heading.scheme) else Named()
        heading.found_by, heading.found_lang = by.word, tag_of(by.column) if by.column else ""


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
    return [(each.name_here or each.key, each.get_absolute_url()) for each in path]
