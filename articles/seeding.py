"""Loads the fixtures of all floors: the seed article with its records, and the public facts around them.

A row is known by its natural key. What is missing is inserted; what is there is never touched, whether or not it was
revised or edited since. The fixtures are read by Django's own deserializer, one entry at a time.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.db.models.signals import post_save

from articles.models import Claim
from articles.services import recheck_claims
from events.models import AgreementStatus, EventCitation, Metric, MetricCitation, Person
from events.services import tell as tell_of_metrics
from events.services import tell_agreements, tell_events
from events.signals import MetricChange
from trade.models import Observation, ObservationCitation
from trade.services import tell as tell_of_observations
from trade.signals import ObservationChange

# Each set needs those before it; files are loaded in this order.
SETS = {
    "seed": (
        "trade/trade_areas",
        "trade/trade_seed",
        "events/events_seed",
        "articles/articles_seed",
        "articles/articles_translations",
    ),
    "context": ("trade/trade_context", "events/events_context"),
}
SEED_SOURCE = "seed-article"
# Ties that a later set may add to a record of an earlier one: rows of their own in the files, not fields of it.
LOOSE_TIES = (Person.speaks_in,)
EMPTY: tuple[Any, ...] = (None, "", [])


@dataclass(slots=True)
class Report:
    """What a run did: rows by model, entries it could not insert because of what is there, and the claims' states."""

    added: Counter = field(default_factory=Counter)
    there: Counter = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    states: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def seed(sets: tuple[str, ...] = tuple(SETS)) -> Report:
    """Inserts what is missing from the named *sets*, judges the claims concerned and reports."""
    loader = _Loader()
    for name in sets:
        for fixture in SETS[name]:
            for entry in read(fixture):
                loader.insert(entry)
    for row in loader.rows:
        _begin_history(row)
    _tell(loader)
    loader.report.states = states_of_seed()
    return loader.report


def path_of(fixture: str) -> Path:
    """``trade/trade_seed`` → the file in the fixtures of the app trade."""
    app, name = fixture.split("/")
    return Path(apps.get_app_config(app).path) / "fixtures" / f"{name}.json"


def read(fixture: str) -> list[dict[str, Any]]:
    return json.loads(path_of(fixture).read_text(encoding="utf-8"))


def states_of_seed() -> list[tuple[str, str]]:
    """The claims of the seed article as readers see it: their words and states, in the order of the text."""
    claims = Claim.objects.public().filter(version__article__source__key=SEED_SOURCE)
    return list(claims.in_order().values_list("quote", "verdict__state"))


class _Loader:
    """Inserts entries, remembering what it inserted."""

    def __init__(self):
        self.report = Report()
        self.rows: list[models.Model] = []
        self._new: set[tuple[type[models.Model], Any]] = set()

    def insert(self, entry: dict[str, Any]) -> None:
        found = _build(entry)
        if found and _is_stored(found.object):
            self.report.there[found.object._meta.label] += 1
        elif found is None or self._is_part_of_an_older_row(found.object) or not _save(found):
            self.report.left_out.append(_describe(entry))
        else:
            self._remember(found.object)

    def _remember(self, row: models.Model) -> None:
        self.rows.append(row)
        self._new.add((type(row), row.pk))
        self.report.added[row._meta.label] += 1

    def _is_part_of_an_older_row(self, row: models.Model) -> bool:
        """What goes with its whole (CASCADE) comes with it: a part that an editor has removed is not put back."""
        if row._meta.auto_created:
            return False
        wholes = [f for f in row._meta.concrete_fields if f.many_to_one and f.remote_field.on_delete is models.CASCADE]
        keys = {(f.related_model, getattr(row, f.attname)) for f in wholes if getattr(row, f.attname) is not None}
        return not keys <= self._new

    def of(self, model: type[models.Model]) -> list:
        return [row for row in self.rows if isinstance(row, model)]


def _build(entry: dict[str, Any]) -> DeserializedObject | None:
    """The entry as a row, with its key if it is stored already; None if a row that it refers to is absent."""
    try:
        return next(serializers.deserialize("python", [entry]))
    except DeserializationError as error:
        cause = error.__context__
        if isinstance(getattr(cause, "original_exc", cause), ObjectDoesNotExist):
            return None
        raise


def _is_stored(row: models.Model) -> bool:
    if hasattr(row, "natural_key"):
        return row.pk is not None
    return _find(row) is not None


def _find(row: models.Model) -> models.Model | None:
    """The row of the database that *row* stands for."""
    manager = type(row)._base_manager
    if row._meta.auto_created:
        ties = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.is_relation}
        return manager.filter(**ties).first()
    return manager.filter(pk=row.pk).first()


def _save(found: DeserializedObject) -> bool:
    """False if the database has something in its place, such as the article under a slug that was changed here."""
    found.object.skip_history_when_saving = True
    try:
        with transaction.atomic():
            found.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _describe(entry: dict[str, Any]) -> str:
    words = [entry.get("pk"), *(entry["fields"].get(name) for name in ("slug", "key", "quote", "number", "measure"))]
    return " ".join([entry["model"], *(str(word) for word in words if word)])


def _begin_history(row: models.Model) -> None:
    """Raw saves keep no history; the first state is what later ones are compared with."""
    if not hasattr(row._meta, "simple_history_manager_attribute"):
        return
    del row.skip_history_when_saving
    row._change_reason = "manage.py seed"
    post_save.send(sender=type(row), instance=row, created=True, raw=False, using=row._state.db, update_fields=None)


def _tell(loader: _Loader) -> None:
    """Tells the newsroom what was recorded and cited, as the services do, so that claims are judged anew."""
    observations = [ObservationChange("recorded", row) for row in loader.of(Observation)]
    observations += [ObservationChange("cited", row.observation) for row in loader.of(ObservationCitation)]
    tell_of_observations(observations)
    metrics = [MetricChange("recorded", row) for row in loader.of(Metric)]
    metrics += [MetricChange("cited", row.metric) for row in loader.of(MetricCitation)]
    tell_of_metrics(metrics)
    tell_events([row.event for row in loader.of(EventCitation)])
    tell_agreements([row.agreement for row in loader.of(AgreementStatus)])
    recheck_claims(Claim.objects.filter(pk__in=[row.pk for row in loader.of(Claim)]))


# -- the way back ----------------------------------------------------------------------------------------------


def dump(folder: Path, sets: tuple[str, ...] = tuple(SETS)) -> list[Path]:
    """Writes the fixtures of *sets* again from the database into *folder*; returns the files.

    Every row that a fixture names is written as the database has it now; rows that are gone are left out.
    """
    files = []
    for fixture in (fixture for name in sets for fixture in SETS[name]):
        path = folder / path_of(fixture).name
        text = json.dumps(list(_entries(fixture)), indent=2, ensure_ascii=False, cls=_Encoder)
        path.write_text(text + "\n", encoding="utf-8")
        files.append(path)
    return files


def _entries(fixture: str) -> Iterator[dict[str, Any]]:
    for entry in read(fixture):
        found = _build(entry)
        row = found and _find(found.object)
        if row:
            yield _entry(row)


def _entry(row: models.Model) -> dict[str, Any]:
    """*row* as Django serializes it by natural keys, without what is empty or made by the database."""
    options = row._meta
    fields = (*options.local_fields, *options.local_many_to_many)
    written = [f for f in fields if not f.generated and not _is_made(f) and not _is_loose(f)]
    [entry] = serializers.serialize(
        "python",
        [row],
        fields=[f.name for f in written],
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
    )
    if options.auto_created:
        del entry["pk"]
    entry["fields"] = {
        f.name: entry["fields"][f.name]
        for f in written
        if f.name in entry["fields"] and not _is_left_empty(f, entry["fields"][f.name])
    }
    return entry


def _is_made(field: models.Field) -> bool:
    """The database fills it in where nothing is said."""
    return getattr(field, "db_default", models.NOT_PROVIDED) is not models.NOT_PROVIDED


def _is_loose(field: models.Field) -> bool:
    return any(field == tie.field for tie in LOOSE_TIES)


def _is_left_empty(field: models.Field, value: Any) -> bool:
    """An absent field loads as the same emptiness."""
    return value in EMPTY and (field.many_to_many or field.get_default() == value)


class _Encoder(DjangoJSONEncoder):
    """Writes decimals without the closing zeros of their column."""

    def default(self, o: Any) -> Any:
        return format(o.normalize(), "f") if isinstance(o, Decimal) else super().default(o)
