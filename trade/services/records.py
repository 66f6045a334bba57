"""Single records: observations, their citations and their sources; and what every append-only record needs."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trade.models import Observation, ObservationCitation, ObservationWithdrawal, Series, Source
from trade.models.fields import partial
from trade.periods import Period
from trade.signals import ObservationChange, observations_changed, sources_changed
from trade.totals import rollups

# What a new vintage takes over from the one before unless the caller says otherwise.
CARRIED_OVER = ("value_upper", "resolution", "qualifier", "unit_inferred", "status")
CARRIED_OVER_BY_OBSERVATIONS = (*CARRIED_OVER, "reporter_basis", "reporter_note")


@transaction.atomic
def record_observation(
    *, series: Series, period: Period, source: Source, user: Any = None, at=None, **values: Any
) -> Observation:
    """Records the first value of *series* for *period*, or the first after a withdrawal.

    *values* are fields of :class:`Observation` (``value``, ``resolution``, ``qualifier``, …).
    """
    lock(series)
    rows = Observation.objects.filter(series=series, period_start=period.start, period_end=period.end)
    if rows.current().exists():
        raise ValidationError({"period_start": _("There is a value for this period already; revise it instead.")})
    vintage = next_vintage(rows)
    if vintage > 1:
        values.setdefault("revision_reason", _("recorded again after a withdrawal"))
    row = Observation(
        series=series,
        period_start=period.start,
        period_end=period.end,
        source=source,
        vintage=vintage,
        recorded_by=user,
        valid_from=at or timezone.now(),
        **values,
    )
    insert(row)
    tell([ObservationChange("recorded", row)])
    return row


@transaction.atomic
def revise_observation(
    *, observation: Observation, source: Source, reason: str, user: Any = None, at=None, **values: Any
) -> Observation:
    """Closes the open *observation* and records *values* as its next vintage; returns the new row."""
    lock(observation.series)
    observation = reread_open(observation)
    refuse_older_release(observation, source)
    row = successor(observation, CARRIED_OVER_BY_OBSERVATIONS, values)
    row.series, row.period_start, row.period_end = (
        observation.series,
        observation.period_start,
        observation.period_end,
    )
    supersede(observation, row, source=source, reason=reason, user=user, at=at)
    tell([ObservationChange("revised", row, observation)])
    return row


@transaction.atomic
def withdraw_observation(
    *, observation: Observation, source: Source, reason: str, user: Any = None, at=None
) -> ObservationWithdrawal:
    """Closes the open *observation* without a successor. Its value stays readable, with *reason*."""
    lock(observation.series)
    observation = reread_open(observation)
    moment = close(observation, at)
    withdrawal = ObservationWithdrawal(
        observation=observation, source=source, reason=reason, withdrawn_by=user, withdrawn_at=moment
    )
    insert(withdrawal)
    tell([ObservationChange("withdrawn", observation)])
    return withdrawal


@transaction.atomic
def cite_observation(*, observation: Observation, source: Source, relation: str, **values: Any) -> ObservationCitation:
    """Adds a further source to *observation*; *values* are fields of :class:`ObservationCitation`."""
    citation = ObservationCitation(observation=observation, source=source, relation=relation, **values)
    insert(citation)
    tell([ObservationChange("cited", observation)])
    return citation


@transaction.atomic
def recite_observation(*, observation: Observation) -> None:
    """To be called after citations of *observation* were changed or removed otherwise than by a verb above."""
    tell([ObservationChange("cited", observation)])


@transaction.atomic
def change_source(*, source: Source) -> None:
    """Stores what an editor changed in *source*, on whose publisher, author and date the states of claims depend."""
    source.full_clean()
    source.save()
    tell_sources([source])


@transaction.atomic
def set_public_from(*, source: Source, moment) -> None:
    """Shows what rests on *source* from *moment* on (None: hides it)."""
    if source.public_from == moment:
        return
    source.public_from = moment
    source.save(update_fields=["public_from"])
    tell_sources([source])


def tell(changes: Iterable[ObservationChange]) -> None:
    changes = list(changes)
    rollups.refresh_observations(change.observation for change in changes)
    observations_changed.send(sender=Observation, changes=changes)


def tell_sources(sources: Iterable[Source]) -> None:
    """What *sources* are, whose words they carry or when they are public has changed."""
    sources = list(sources)
    rollups.refresh_sources(sources)
    sources_changed.send(sender=Source, sources=sources)


# -- what every append-only record needs; events uses the same for metrics ---------------------------------------


def lock(parent: models.Model) -> None:
    """Lets one writer at a time work on the records of *parent* (SQLite locks the whole database anyway)."""
    type(parent)._base_manager.select_for_update(of=("self",)).filter(pk=parent.pk).first()


def reread_open(row):
    """The row as the database has it now, refusing one that somebody else closed meanwhile."""
    row = type(row)._base_manager.get(pk=row.pk)
    if not row.is_current:
        raise ValidationError(
            _("This value was superseded or withdrawn meanwhile; open the current one and try again.")
        )
    return row


def refuse_older_release(row, source: Source) -> None:
    """A release known to be older never supersedes a newer one."""
    new, old = partial(source.published), partial(row.source.published)
    if new.latest and old.earliest and new.latest < old.earliest:
        message = _("This source was published before the one that the current value rests on.")
        raise ValidationError({"source": message}, code="older_release")


def next_vintage(rows) -> int:
    return (rows.aggregate(last=models.Max("vintage"))["last"] or 0) + 1


def successor(row, carried: tuple[str, ...], values: dict[str, Any]):
    fields = {name: getattr(row, name) for name in carried} | values
    return type(row)(vintage=row.vintage + 1, **fields)


def supersede(old, new, *, source: Source, reason: str, user: Any, at) -> None:
    new.source, new.revision_reason, new.recorded_by = source, reason.strip(), user
    new.valid_from = close(old, at)
    insert(new)


def close(row, at=None):
    """Sets the end of *row*'s time and returns it; never before its beginning, whatever the clock says."""
    row.valid_to = max(at or timezone.now(), row.valid_from)
    row.save(update_fields=["valid_to"])
    return row.valid_to


def insert(row: models.Model) -> None:
    """Validates and adds *row*; what the database refuses is a ValidationError as well."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(_("The database refused this record: %(error)s"), params={"error": error}) from error
