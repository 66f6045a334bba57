"""What must hold in the database whatever happened to it: after a crash, a restore, or SQL by hand.

Each rule yields :class:`Fault` for what breaks it. Nothing is mended here. The database's own constraints make most of
this impossible; these rules notice when they were not there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Count, Exists, F, OuterRef

from articles.audit import drifted_claims
from articles.models import Article, ArticleVersion
from articles.richtext import marks
from articles.services.claims import judge_due, machine_value
from events.models import Metric
from trade.checks import append_only_tables, references_are_checked
from trade.models import ImportBatch, Observation
from trade.totals.rollups import disagreements

APPS = ("trade", "events", "articles")
AT_ONCE = 500
NAMED = 5  # how many of many rows a fault names


@dataclass(frozen=True, slots=True)
class Fault:
    rule: str
    detail: str


def faults() -> Iterator[Fault]:
    """Every fault that the rules find, in their order; those after the orphans need whole rows."""
    for name, rule in RULES.items():
        found = [Fault(name, detail) for detail in rule()]
        yield from found
        if found and rule is orphans:
            yield Fault(name, "the other rules wait until no row is absent")
            return


def orphans() -> Iterator[str]:
    """Rows that refer to a row that is absent, such as claims bound to a record that is gone."""
    for model in _our_models():
        for field in model._meta.concrete_fields:
            # The history of a record outlives what it refers to, so it has no constraint.
            if field.is_relation and field.db_constraint:
                target = field.related_model._base_manager.filter(pk=OuterRef(field.attname))
                lost = model._base_manager.filter(**{f"{field.attname}__isnull": False}).filter(~Exists(target))
                if keys := list(lost.order_by("pk").values_list("pk", flat=True)):
                    yield f"{model._meta.label}.{field.name} refers to an absent row: {_named(keys)}"


def states() -> Iterator[str]:
    """Claims whose stored state or reasons are not those that the records give now, to whoever reads them."""
    judge_due()
    for claim, due in drifted_claims():
        stored = getattr(claim, "verdict", None)
        yield (
            f"claim {claim.pk} «{claim.quote}» should be {due.state if due else 'without a state'} "
            f"and is stored as {stored.state if stored else 'without one'}, or its reasons differ"
        )


def vintages() -> Iterator[str]:
    """Values with more than one open vintage, or closed without a successor and without a withdrawal."""
    for model, identity in (
        (Observation, ("series", "period_start", "period_end")),
        (Metric, ("event", "participation", "measure", "nature", "unit")),
    ):
        rows = model._base_manager.order_by()
        several = rows.filter(valid_to__isnull=True).values(*identity).annotate(open=Count("pk")).filter(open__gt=1)
        for row in several:
            yield f"{model._meta.label} has {row.pop('open')} open vintages of {row}"
        same = {name: OuterRef(name) for name in identity if name != "participation"}
        later = rows.filter(**same, vintage__gt=OuterRef("vintage"))
        if "participation" in identity:
            later = later.alias(whose=_or_nought("participation")).filter(whose=_or_nought(OuterRef("participation")))
        cut_off = rows.filter(~Exists(later), valid_to__isnull=False, withdrawal__isnull=True)
        if keys := list(cut_off.values_list("pk", flat=True)):
            yield f"{model._meta.label} is closed without a successor or a withdrawal: {_named(keys)}"


def _or_nought(key) -> models.functions.Coalesce:
    return models.functions.Coalesce(key, models.Value(0))


def versions() -> Iterator[str]:
    """Published versions whose marks are not exactly their claims, and published articles without a version."""
    for some in _chunks(ArticleVersion.objects.order_by("pk").prefetch_related("claims")):
        for version in some:
            here = {(str(mark.uuid), mark.value, mark.quote) for mark in marks(version.body)}
            claims = version.claims.all()
            due = {(str(c.uuid), machine_value(c.value), c.quote) for c in claims if c.field == "body"}
            if here != due:
                yield f"version {version.pk} «{version}»: marks and claims differ in {_named(sorted(here ^ due))}"
    missing = Article.objects.filter(state=Article.State.PUBLISHED, versions__isnull=True)
    for article in missing:
        yield f"article {article.pk} «{article}» is published without a version"


def batches() -> Iterator[str]:
    """Imports whose counts are not those of the rows they left."""
    counted = ImportBatch.objects.annotate(left=Count("observations")).filter(dry_run=False)
    for batch in counted.exclude(left=F("added") + F("revised")):
        said = f"{batch.added} added and {batch.revised} revised"
        yield f"import {batch.pk} «{batch}» says {said} and has {batch.left} rows"
    for tried in ImportBatch.objects.filter(dry_run=True, observations__isnull=False).distinct():
        yield f"import {tried.pk} «{tried}» was a dry run and has rows"


def totals() -> Iterator[str]:
    """Annual totals that an independent sum of what readers may see does not give (``manage.py rebuild_totals``)."""
    yield from disagreements(NAMED)


def triggers() -> Iterator[str]:
    """Triggers that are not there or not in force (the system checks trade.E001 to trade.E003)."""
    databases = [DEFAULT_DB_ALIAS]
    for message in (*append_only_tables(databases=databases), *references_are_checked(databases=databases)):
        yield f"{message.id}: {message.msg}"


RULES: dict[str, Callable[[], Iterator[str]]] = {
    rule.__name__: rule for rule in (triggers, orphans, vintages, versions, states, batches, totals)
}


def _our_models() -> Iterator[type[models.Model]]:
    for app in APPS:
        yield from apps.get_app_config(app).get_models(include_auto_created=True)


def _chunks(queryset: models.QuerySet) -> Iterator[list]:
    rows = queryset.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _named(things: Iterable) -> str:
    things = list(things)
    rest = f" and {len(things) - NAMED} more" if len(things) > NAMED else ""
    return ", ".join(map(str, things[:NAMED])) + rest
