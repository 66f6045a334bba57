"""Which records belong to an article, and why each does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import records
from articles.cards import Figure
from articles.models import Statement, Story
from articles.renderings.rows import is_noting, never_keep, note
from events.models import Agreement, Event, Metric
from trade.models import Area, Observation, Series
from trade.pairs.latest import Pair

PAIR = gettext_lazy("Trade of a pair")


@dataclass(frozen=True, slots=True)
class Related:
    """A page about something in the article, with the reason for naming it here."""

    label: str
    url: str
    kind: str
    reason: str

    @property
    def is_pair(self) -> bool:
        return self.kind == PAIR


def related_to(story: Story, figures: Iterable[Figure], statements: Iterable[Statement]) -> list[Related]:
    """Pages of the records that the figures are bound to, then of what the story is about, then of whom it quotes."""
    found: dict[str, Related] = {}
    for related in (*_stated(figures), *_about(story), *_quoted(statements)):
        found.setdefault(related.url, related)
    return list(found.values())


def _stated(figures: Iterable[Figure]) -> Iterator[Related]:
    pages: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for figure in figures:
        if figure.record:
            pages[_page_of(figure.record)].append(figure.number)
    for (label, url, kind), numbers in pages.items():
        words = ngettext("stated by figure %(numbers)s", "stated by figures %(numbers)s", len(numbers))
        yield Related(label, url, kind, words % {"numbers": ", ".join(map(str, numbers))})


def _page_of(record: records.Record) -> tuple[str, str, str]:
    match record:
        case Observation():
            return _page_of_pair(record.series.area, record.series.counterpart)
        case Metric():
            return record.event.name, record.event.get_absolute_url(), _("Event")
        case Event():
            return record.name, record.get_absolute_url(), _("Event")
        case Agreement():
            return record.name, record.get_absolute_url(), _("Agreement")


def _page_of_pair(*areas: Area) -> tuple[str, str, str]:
    pair = Pair(*sorted(areas, key=lambda area: area.code))
    return pair.name, pair.get_absolute_url(), str(PAIR)


def _about(story: Story) -> Iterator[Related]:
    reason = _("the article is about it")
    areas = list(story.areas.all())
    if len(areas) == 2:
        if Series.objects.public().for_pair(*(area.code for area in areas)).exists():
            yield Related(*_page_of_pair(*areas), reason)
        else:
            never_keep()
    for name in ("events", "agreements", "initiatives") if is_noting() else ():
        # What is not public now is not loaded, and may be tomorrow.
        rows = getattr(story, name)
        note(rows.model, rows.values_list("pk", flat=True))
    for event in story.events.public():
        yield Related(event.name, event.get_absolute_url(), _("Event"), reason)
    for agreement in story.agreements.public():
        yield Related(agreement.name, agreement.get_absolute_url(), _("Agreement"), reason)
    for initiative in story.initiatives.public():
        yield Related(initiative.name, initiative.get_absolute_url(), _("Initiative"), _("the article mentions it"))


def _quoted(statements: Iterable[Statement]) -> Iterator[Related]:
    for statement in statements:
        person = statement.person
        yield Related(person.name, person.get_absolute_url(), _("Person"), _("quoted in the article"))
