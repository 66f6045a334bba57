"""Whether a dump still holds only what readers may see: what was hidden since it was made must not go on in a file.

A dump lists the keys of what could be hidden one day (:func:`holds`): its texts, its sources, the records that rest on
a source which may change, and values that a citation alone shows. Everything else in it hangs on these. Asked are the
few rows that are hidden now, and the texts; so the cost does not grow with the observations.
"""

from collections.abc import Mapping

from django.db.models import Model, QuerySet

from articles.models import Article
from events.models import Agreement, Event, EventSeries, Initiative, Metric, Organisation, Person
from trade.models import Observation, Source

# Records whose source an editor may change for another.
SOURCED: dict[str, type[Model]] = {
    "events": Event,
    "event-series": EventSeries,
    "people": Person,
    "organisations": Organisation,
    "agreements": Agreement,
    "initiatives": Initiative,
}
# Values never change their source, but they may have been shown for a citation alone, and that may go.
MEASURED: dict[str, type[Model]] = {"observations": Observation, "metrics": Metric}
Holds = Mapping[str, list[int]]


def holds() -> dict[str, list[int]]:
    """What readers see now of all that may be hidden: collection → primary keys."""
    found = {
        "articles": _keys(Article.objects.public()),
        "sources": _keys(Source.objects.public()),
    }
    found |= {name: _keys(model.objects.public()) for name, model in SOURCED.items()}
    return found | {name: _keys(_on_hidden(model).public()) for name, model in MEASURED.items()}


def is_outdated(held: Holds | None) -> bool:
    """Whether readers may no longer see something of *held*; a dump that does not say what it holds is outdated."""
    if held is None:
        return True
    public = set(_keys(Article.objects.public()))
    if not public.issuperset(held.get("articles", ())):
        return True
    hidden: dict[str, QuerySet] = {"sources": Source.objects.hidden()}
    hidden |= {name: _on_hidden(model) for name, model in SOURCED.items()}
    if any(not set(held.get(name, ())).isdisjoint(_keys(rows)) for name, rows in hidden.items()):
        return True
    for name, model in MEASURED.items():
        keys = held.get(name)
        if keys and model.objects.public().filter(pk__in=keys).count() < len(keys):
            return True
    return False


def _on_hidden(model: type[Model]) -> QuerySet:
    return model.objects.filter(source__in=Source.objects.hidden().values("pk"))


def _keys(rows: QuerySet) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))
