"""Whole files: read, judged, carried out and, if need be, rolled back. One transaction for each file.

Imports wait for one another (an advisory lock on PostgreSQL; SQLite has one writer anyway). Values that an editor
revises while an import runs make it plan anew; nothing is ever half done, whenever the process dies.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from trade.changes.settled import announce
from trade.importing import codes, plan, staging
from trade.importing.judge import Judge
from trade.importing.kept import sha256_of
from trade.importing.outcome import Outcome
from trade.importing.undo import undo
from trade.importing.write import ChangedMeanwhile, add_series, lock_series, write
from trade.models import ImportBatch, Observation, Source
from trade.readers import AUTO, read
from trade.readers.row import Reading, Refused
from trade.signals import BatchChanges, observations_changed
from trade.totals import rollups

IMPORT_LOCK = 0x494D504F  # any number that nothing else of ours locks will do
ATTEMPTS = 3
SAME_SOURCE = ("title", "author", "publisher", "url", "published")
Progress = Callable[[int], None]


class OtherThanAgreed(Exception):
    """What is recorded has changed since the preview, so the import would do something else; nothing is done."""


def import_file(
    path: Path,
    *,
    source: Source,
    name: str = "",
    format: str = AUTO,
    given: Mapping[str, str] | None = None,
    **how: Any,
) -> Outcome:
    """Imports the file at *path*, called *name* for editors. One that is no trade table comes back with an ``error``.

    *given* is what the file does not say itself (:class:`trade.readers.given.Given`). The rest goes to
    :func:`import_reading`.
    """
    name = name or path.name
    try:
        reading = read(name, path, format=format, given=given)
        return import_reading(reading=reading, file_name=name, sha256=sha256_of(path), source=source, **how)
    except Refused as refusal:
        return Outcome(name, error=error_of(refusal))


def error_of(refusal: Refused) -> str:
    return ": ".join(filter(None, (refusal.code, refusal.detail)))


def import_reading(*, progress: Progress | None = None, **parts: Any) -> Outcome:
    """Records what a reading yields and says what became of it; see :func:`import_steps`.

    *progress* is told how many numbers were read.
    """
    for step in import_steps(**parts):
        if isinstance(step, Outcome):
            return step
        if progress:
            progress(step)
    raise AssertionError("an import ends with an outcome")


def import_steps(
    *,
    reading: Reading,
    file_name: str,
    sha256: str,
    source: Source,
    user: Any = None,
    dry_run: bool = False,
    reason: str = "",
    agreed: str | None = None,
    before_undo: Callable[[BatchChanges], None] | None = None,
) -> Iterator[int | Outcome]:
    """The same, step by step: yields how many numbers were read so far, and at last, when all is done, the outcome.

    *source* is the release that the file is, saved or not; it is registered if anything rests on it. *reason* goes with
    every revision (the title of the source by default). With *dry_run* everything happens and is taken back;
    *before_undo* may look at what changed meanwhile. Whoever stops asking before the end has imported nothing.
    ValidationError if the source lacks something, :class:`Refused` if the rest of the file cannot be read,
    :class:`OtherThanAgreed` if it would do something else than the dry run whose digest is *agreed*.
    """
    source = registered(source)
    is_new = source.pk is None
    outcome = Outcome(file_name, reading.layout, reading.encoding, facts=dict(reading.facts))
    batch = ImportBatch(file_name=file_name, sha256=sha256, format=reading.layout, user=user, dry_run=dry_run)
    with transaction.atomic():
        _have_the_imports_to_ourselves()
        with connection.cursor() as cursor:
            staging.create(cursor)
            judge = Judge(codes.usable_areas(), codes.is_commodity)
            yield from staging.load(cursor, reading, judge, outcome)
            outcome.scope = plan.scope(cursor)
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    with transaction.atomic():
                        _carry_out(cursor, batch, source, reason or source.title, judge, reading.names)
                        break
                except (ChangedMeanwhile, IntegrityError) as error:
                    source.pk = None if is_new else source.pk
                    if isinstance(error, IntegrityError) and not _is_clash(error):
                        message = _("The database refuses a value of this file: %(reason)s")
                        raise ValidationError(message, params={"reason": _first_line(error)}) from error
                    if attempt == ATTEMPTS:
                        message = _("These values are being changed elsewhere just now; try again.")
                        raise ValidationError(message) from error
            plan.tell(cursor, outcome)
            if dry_run or agreed is not None:
                outcome.digest = plan.digest(cursor)
            if agreed is not None and agreed != outcome.digest:
                raise OtherThanAgreed
            if not dry_run:  # its tables go with all else, and may be looked at until then
                staging.drop(cursor)
        _store(batch, outcome)
        changes = BatchChanges(batch)
        if outcome.added or outcome.revised:
            observations_changed.send(sender=ImportBatch, changes=changes)
        if dry_run:
            if before_undo:
                before_undo(changes)
            transaction.set_rollback(True)
    outcome.batch = None if dry_run else batch.pk
    yield outcome


def _is_clash(error: IntegrityError) -> bool:
    """Whether somebody else has written the same meanwhile; anything else would be refused again and again."""
    if connection.vendor == "postgresql":
        return isinstance(error.__cause__, psycopg.errors.UniqueViolation)
    return "UNIQUE" in str(error)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def registered(source: Source) -> Source:
    """*source* as it is stored, or itself, sound and with a key, if it is not."""
    if source.pk is None:
        same = Source.objects.filter(**{name: getattr(source, name) for name in SAME_SOURCE}).first()
        if same:
            return same
        source.key = source.key or source.make_key()
        source.full_clean()
    return source


def _carry_out(cursor, batch: ImportBatch, source: Source, reason: str, judge: Judge, names: dict[str, str]) -> None:
    plan.decide(cursor, source)
    lock_series(cursor)
    cursor.execute("SELECT fate, COUNT(*) FROM import_fate WHERE fate IN ('added', 'revised') GROUP BY fate")
    counts = dict(cursor.fetchall())
    batch.created_at = timezone.now()
    batch.pk = None
    if counts and source.pk is None:
        source.save()
    batch.source = source if source.pk else None
    batch.save(force_insert=True)
    if counts:
        codes.add_areas(judge.used_areas)
        codes.add_commodities(codes.missing_commodities(cursor), names, source.publisher or source.title)
        add_series(cursor)
        write(
            cursor,
            source=source,
            batch=batch,
            user=batch.user,
            reason=reason,
            moment=batch.created_at,
            revised=counts.get("revised", 0),
        )
        rollups.add_import(cursor, batch.pk)


def _store(batch: ImportBatch, outcome: Outcome) -> None:
    for name in ("rows", "added", "revised", "unchanged"):
        setattr(batch, name, getattr(outcome, name))
    batch.refused, batch.report = outcome.refusals, outcome.as_report()
    batch.full_clean(exclude=("user", "source"))
    batch.save()


def _have_the_imports_to_ourselves() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A large file takes longer than any page may; what bounds the wait for another import is that one's size.
            cursor.execute("SET LOCAL statement_timeout = 0")
            # Sorts and sums of a file stay in memory; a few thousand rows say all about a file of our own making.
            cursor.execute("SET LOCAL work_mem = '64MB'; SET LOCAL default_statistics_target = 10")
            cursor.execute("SET LOCAL lock_timeout = '10min'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    announce()


@transaction.atomic
def roll_back_batch(*, batch: ImportBatch, reason: str, user: Any = None, at: datetime | None = None) -> ImportBatch:
    """Takes *batch* back by compensating vintages; nothing is deleted. Returns the batch that holds them.

    A value that *batch* revised gets the one before it back, with its citations, as the next vintage; one that it added
    is withdrawn, and so is one of which readers do not see what is put back. What was revised or withdrawn since stays
    as it is: the batch counts it as unchanged. A later import that changed the same values is to be taken back first:
    ValidationError names it, for what is between two others cannot be taken out without inventing what followed.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the import is rolled back; readers see this.")})
    _have_the_imports_to_ourselves()
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.dry_run or batch.rolls_back_id:
        raise ValidationError(_("Only an import that brought values can be rolled back."))
    if ImportBatch.objects.filter(rolls_back=batch).exists():
        raise ValidationError(_("This import was rolled back before."))
    if later := _later_import(batch):
        words = _("A later import changed values of this one: take «%(name)s» of %(date)s back first.")
        date = date_format(localtime(later.created_at), "SHORT_DATETIME_FORMAT")
        raise ValidationError(words, params={"name": later.file_name, "date": date})
    rollback = ImportBatch.objects.create(
        file_name=batch.file_name,
        sha256=batch.sha256,
        format=batch.format,
        source=batch.source,
        user=user,
        rolls_back=batch,
        reason=reason.strip(),
        created_at=at or timezone.now(),
    )
    undo(batch, rollback)
    rollups.refresh("o.batch_id = %s", [batch.pk])
    observations_changed.send(sender=ImportBatch, changes=BatchChanges(rollback))
    return rollback


@transaction.atomic
def roll_back_batches(*, batches: Iterable[ImportBatch], reason: str, user: Any = None) -> list[ImportBatch]:
    """Takes several imports back, the newest first, or none of them."""
    newest_first = sorted(batches, key=lambda batch: batch.pk, reverse=True)
    return [roll_back_batch(batch=batch, reason=reason, user=user) for batch in newest_first]


def _later_import(batch: ImportBatch) -> ImportBatch | None:
    """The newest import in force that has values above those of *batch*; that one is to be taken back first."""
    below = Observation.objects.filter(
        batch=batch,
        series=OuterRef("series"),
        period_start=OuterRef("period_start"),
        period_end=OuterRef("period_end"),
        vintage__lt=OuterRef("vintage"),
    )
    above = Observation.objects.filter(Exists(below), batch=OuterRef("pk"))
    imports = ImportBatch.objects.filter(pk__gt=batch.pk, rolls_back__isnull=True, rolled_back_by__isnull=True)
    return imports.filter(Exists(above)).order_by("-pk").first()
