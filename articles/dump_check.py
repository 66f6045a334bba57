"""Whether a dump still holds only what readers may see: what was hidden since it was made must not go on in a file.

A dump lists the keys of what could be hidden or deleted one day (:func:`holds`): its texts, its sources, the records
that rest on a source which may change, what such records are made of, and values that a citation alone shows.
Everything else in it hangs on these. The keys of all but the values are asked for in one query; so the cost does not
grow with the observations.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import CharField, Model, QuerySet, Value

from articles.models import Article
from events.models import (
    Agreement,
    AgreementStatus,
    AgreementStatusCitation,
    Event,
    EventCitation,
    EventSeries,
    EventStatus,
    Initiative,
    InitiativeSupport,
    Metric,
    MetricCitation,
    Organisation,
    Participation,
    Person,
    Role,
    RoleCitation,
)
from trade.models import Observation, Source

# Sources, records whose source an editor may change for another, and what stands in the rows of those.
CHANGING: dict[str, type[Model]] = {
    "sources": Source,
    "events": Event,
    "event-statuses": EventStatus,
    "event-citations": EventCitation,
    "participations": Participation,
    "event-series": EventSeries,
    "people": Person,
    "roles": Role,
    "role-citations": RoleCitation,
    "organisations": Organisation,
    "agreements": Agreement,
    "agreement-statuses": AgreementStatus,
    "agreement-status-citations": AgreementStatusCitation,
    "initiatives": Initiative,
    "initiative-supporters": InitiativeSupport,
    "metric-citations": MetricCitation,
}
# Values never change their source, but they may have been shown for a citation alone, and that may go.
MEASURED: dict[str, type[Model]] = {"observations": Observation, "metrics": Metric}
HELD = frozenset({"articles", *CHANGING, *MEASURED})
Holds = Mapping[str, list[int]]


def holds() -> dict[str, list[int]]:
    """What readers see now of all that may be hidden: collection → primary keys."""
    changing = _shown()
    return {
        "articles": _keys(Article.objects.public()),
        **{name: sorted(changing[name]) for name in CHANGING},
        **{name: _keys(_on_hidden(model).public()) for name, model in MEASURED.items()},
    }


def is_outdated(held: Holds | None) -> bool:
    """Whether readers may no longer see something of *held*; a dump that does not say all it holds is outdated."""
    if held is None or not HELD.issubset(held):
        return True
    if not set(_keys(Article.objects.public())).issuperset(held["articles"]):
        return True
    shown = _shown()
    if any(not shown[name].issuperset(held[name]) for name in CHANGING):
        return True
    for name, model in MEASURED.items():
        keys = held[name]
        if keys and model.objects.public().filter(pk__in=keys).count() < len(keys):
            return True
    return False


def _shown() -> dict[str, set[int]]:
    """The keys of all that readers may see of :data:`CHANGING`; what was deleted is not among them."""
    first, *others = (
        model.objects.public().order_by().values_list(Value(name, CharField()), "pk")
        for name, model in CHANGING.items()
    )
    found: dict[str, set[int]] = defaultdict(set)
    for name, key in first.union(*others, all=True):
        found[name].add(key)
    return found


def _on_hidden(model: type[Model]) -> QuerySet:
    return model.objects.filter(source__in=Source.objects.hidden().values("pk"))


def _keys(rows: QuerySet) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))
