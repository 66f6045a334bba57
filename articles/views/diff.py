"""What changed between two versions of an article."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from articles import records
from articles.cards import Figure, load_figures
from articles.diff import compare
from articles.models import ArticleVersion, Claim, Correction
from articles.richtext import paragraphs
from articles.uses import url_of
from articles.views.article import version_of
from articles.views.texts import TextPage


@dataclass(frozen=True, slots=True)
class Rebinding:
    """A figure that is in both versions and rests on another record now; a side without one is empty."""

    quote: str
    was: str
    now: str


class DiffView(TextPage, TemplateView):
    template_name = "articles/diff.html"
    robots = "noindex"

    def numbers(self) -> set[int]:
        return {self.kwargs["number"], self.kwargs["other"]}

    def find(self) -> None:
        numbers = self.kwargs["number"], self.kwargs["other"]
        if numbers[0] == numbers[1]:
            raise Http404
        self.old, self.new = (version_of(self.current, number) for number in sorted(numbers))

    def get_title(self) -> str:
        numbers = {"old": self.old.number, "new": self.new.number}
        return _("What changed between versions %(old)s and %(new)s") % numbers

    def get_canonical(self) -> str:
        return self.request.path

    def get_breadcrumbs(self):
        return [
            (_("Articles"), reverse("articles:list")),
            (self.current.headline, url_of(self.current)),
            (self.get_title(), None),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = defaultdict(list)
        for figure in load_figures(Claim.objects.filter(version__in=[self.old, self.new])):
            figures[figure.claim.version_id].append(figure)
        difference = compare(lines_of(self.old), lines_of(self.new))
        corrections = Correction.objects.public().filter(version__article=self.current.article)
        between = corrections.filter(version__number__gt=self.old.number, version__number__lte=self.new.number)
        return super().get_context_data(**kwargs) | {
            "current": self.current,
            "old": self.old,
            "new": self.new,
            "versions": [self.old, self.new],
            "difference": difference,
            "rebindings": list(rebindings(figures[self.old.pk], figures[self.new.pk])),
            "corrections": between.select_related("version"),
        }


def lines_of(version: ArticleVersion) -> list[str]:
    """All the words of *version* as paragraphs: headline, deck, text, byline, licence and note."""
    around = (version.headline, version.deck), (version.byline, version.licence, version.note)
    return [line for line in (*around[0], *paragraphs(version.body), *around[1]) if line]


def rebindings(old: list[Figure], new: list[Figure]) -> Iterator[Rebinding]:
    before = {figure.claim.uuid: figure for figure in old}
    for figure in new:
        was = before.get(figure.claim.uuid)
        if was and _bound_to(was) != _bound_to(figure):
            yield Rebinding(figure.claim.quote, _words(was), _words(figure))


def _bound_to(figure: Figure) -> tuple:
    record = figure.record
    return (type(record), record.pk) if record else (None, figure.source and figure.source.pk)


def _words(figure: Figure) -> str:
    if figure.record:
        vintage = figure.vintage or 1
        label = records.label_of(figure.record)
        return (
            label if vintage == 1 else _("%(record)s (value no. %(vintage)s)") % {"record": label, "vintage": vintage}
        )
    return figure.source.title if figure.source else ""
