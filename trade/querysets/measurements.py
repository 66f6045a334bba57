"""Reads of what was measured: which vintage readers see, now and as of a moment."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from trade.database.statements import fetch
from trade.querysets.base import SourcedQuerySet, SumOfWeights, parameters_of

# Hidden rows of one source that a list looks at one by one.
A_FEW = 50


class MeasurementQuerySet(SourcedQuerySet):
    """Append-only values: the open row of each is what we hold now, and :meth:`shown` what readers see of that."""

    def current(self):
        return self.filter(valid_to__isnull=True)

    def shown(self, at=None):
        """The newest public vintage of each value, unless it was withdrawn in public.

        That is the open row, but where the open row rests on a text that is not out, it is the one before: a number
        that disappears from a page would tell readers of that text.
        """
        later = self._vintages("gt").public(at).never_taken_back()
        superseded = Exists(later) | Exists(self._vintages("gte").withdrawn_for_good(at))
        return self.public(at).never_taken_back().filter(Q(valid_to__isnull=True) | ~superseded)

    def never_taken_back(self, moment=None):
        """Without closed rows of imports that were taken back (until *moment*): to readers those have never been."""
        return self

    def withdrawn_for_good(self, at=None, moment=None):
        """Rows withdrawn in the sight of readers (until *moment*): what was there before them is not shown again."""
        return self.filter(Exists(self._withdrawals(at, moment)))

    def _withdrawals(self, at=None, moment=None):
        """Of an outer row, where readers may see it; and could at *moment*."""
        withdrawal = self.model._meta.get_field("withdrawal")
        found = withdrawal.related_model.objects.public(at).filter(**{withdrawal.field.name: OuterRef("pk")})
        return found.public(moment).filter(withdrawn_at__lte=moment) if moment else found

    def revisions(self, at=None):
        """Rows that took the place of a value which readers may see: to them, any other is the first."""
        return self.filter(Exists(self._vintages("lt").public(at)), vintage__gt=1)

    def numbers(self, rows, at=None) -> dict[int, int]:
        """Which of the values that readers may see each of *rows* is, by primary key, in one query at most."""
        later = [row.pk for row in rows if row.vintage > 1]
        numbers = {row.pk: 1 for row in rows}
        if later:
            before = self._vintages("lt").public(at).order_by().annotate(all=Value(1)).values("all")
            count = Coalesce(Subquery(before.annotate(count=Count("pk")).values("count")), 0)
            found = self.model.objects.filter(pk__in=later).order_by().annotate(before=count)
            numbers |= {pk: before + 1 for pk, before in found.values_list("pk", "before")}
        return numbers

    def _vintages(self, lookup: str):
        """The rows of an outer row's identity whose vintage is *lookup* («gt» or «lt») that one's."""
        raise NotImplementedError

    def as_of(self, moment):
        """The rows that were current at *moment*."""
        return self.filter(valid_from__lte=moment).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=moment))

    def shown_in_order(self, at=None, hidden=None):
        """The same as :meth:`shown` for long lists, in plainer words: a query or three more say what is hidden at all.

        Mostly that is little, and then the database can walk the index of open rows. Whoever knows the keys of the
        *hidden* sources already says so.
        """
        if hidden is None:
            hidden = self.model._meta.get_field("source").related_model.objects.hidden_keys(at)
        if not hidden or not self.rest_on_hidden(at):
            return self.current()
        keys = self._shown_though_closed(hidden, at)
        is_open = Q(valid_to__isnull=True)
        return self.public(at).filter(is_open | Q(pk__in=keys) if keys else is_open)

    def rest_on_hidden(self, at=None) -> bool:
        """Whether any row or withdrawal of all rests on a hidden source. Mostly none does, and all are as recorded."""

        def build(parameters):
            return self.hidden_sources_of_rows(parameters["at"]).values_list("pk")

        return bool(fetch(("rests on hidden", self.model._meta.label), build, parameters_of(at), 1))

    def as_recorded(self, at):
        """The open rows that may be shown, if they are what readers are shown; else no row at all.

        They are not where something hidden closed a row or came before one: readers see the row before it, or count
        its vintages otherwise. What a draft brings is mostly the first of its kind: then its rows alone are missing.
        """
        return self.current().public(at).filter(~Exists(self._sources_of_hidden_turns(at)))

    def _sources_of_hidden_turns(self, at):
        """The hidden sources of withdrawals, of revisions and of closed rows; and those with more rows than a few.

        How many rows it has is read where they begin in the index, see :meth:`hidden_sources_of_rows`.
        """
        sources = self.model._meta.get_field("source").related_model.objects.hidden(at).order_by()
        turns = Q(source=OuterRef("pk")) & (Q(vintage__gt=1) | Q(valid_to__isnull=False))
        weight = Case(When(turns, then=A_FEW), When(source=OuterRef("pk"), then=1), default=0)
        rows = self.model._base_manager.filter(source__gte=OuterRef("pk")).order_by("source_id")
        withdrawals = self.model._meta.get_field("withdrawal").related_model._base_manager
        withdrawals = withdrawals.filter(source__gte=OuterRef("pk")).order_by("source").values("source")[:1]
        weighed = SumOfWeights(rows.annotate(weight=weight).values("weight")[:A_FEW])
        return sources.annotate(weighed=weighed).filter(Q(pk=Subquery(withdrawals)) | Q(weighed__gte=A_FEW))

    def hidden_sources_of_rows(self, at=None):
        """The hidden sources that a row or a withdrawal rests on.

        The database is told to look where in the index of sources the rows of one begin. Asked whether there are any,
        it would read the whole table for a source without rows, for most sources have thousands.
        """
        sources = self.model._meta.get_field("source").related_model.objects.hidden(at).order_by()
        rests = Q()
        for model in (self.model, self.model._meta.get_field("withdrawal").related_model):
            rows = model._base_manager.filter(source__gte=OuterRef("pk")).order_by("source")
            rests |= Q(pk=Subquery(rows.values("source")[:1]))
        return sources.filter(rests)

    def _shown_though_closed(self, hidden, at=None) -> list[int]:
        """Rows that were closed by something which rests on one of the *hidden* sources.

        These are few, and found from the few rows that rest on such; their keys are given as they are, for the
        database takes an unknown source for one of thousands of rows.
        """
        withdrawals = self.model._meta.get_field("withdrawal")
        before = self._vintages("lt").order_by("-vintage").public(at).never_taken_back().values("pk")[:1]
        withdrawn = withdrawals.related_model._base_manager.filter(source__in=hidden).values(withdrawals.field.name)
        rows = self.model._base_manager.annotate(before=Subquery(before))
        closing = Q(source__in=hidden, vintage__gt=1) | Q(pk__in=withdrawn)
        keys = {key for pair in rows.filter(closing).values_list("pk", "before") for key in pair}
        closed = self.model.objects.filter(pk__in=keys - {None}, valid_to__isnull=False) if keys else []
        return list(closed.shown(at).order_by().values_list("pk", flat=True)) if keys else []

    def shown_as_of(self, moment, at=None):
        """What :meth:`shown` gave at *moment*, less what may not be shown now.

        What a text brought that came out later was not shown then, whenever it was recorded.
        """
        later = self._vintages("gt").public_then(moment, at).never_taken_back(moment)
        withdrawn = self._vintages("gte").withdrawn_for_good(at, moment)
        rows = self.public_then(moment, at).never_taken_back(moment)
        return rows.exclude(Exists(later) | Exists(withdrawn))

    def public_then(self, moment, at=None):
        """Rows that readers could see at *moment* and may see now, superseded ones included."""
        return self.public(at).public(moment).filter(valid_from__lte=moment)

    def with_public_end(self, at=None):
        """Adds ``superseded_at`` and ``withdrawn_at``: when readers saw the row end; ``valid_to`` may be earlier."""
        withdrawals = self.model._meta.get_field("withdrawal")
        withdrawn = withdrawals.related_model.objects.public(at).filter(**{withdrawals.field.name: OuterRef("pk")})
        later = self._vintages("gt").public(at).order_by("vintage")
        return self.annotate(
            superseded_at=Subquery(later.values("valid_from")[:1]),
            withdrawn_at=Subquery(withdrawn.values("withdrawn_at")),
        )

    def public(self, at=None):
        """Rows whose first source, or another cited source, may be shown."""
        citations = self.model._meta.get_field("citations")
        record = citations.field.name
        # Asked of rows on hidden sources only, one by one. As EXISTS the database might list all citations instead.
        cited = citations.related_model.objects.public(at).filter(**{record: OuterRef("pk")}).order_by().values("pk")
        return self.filter(~self._rests_on_hidden_source(at) | IsNull(Subquery(cited[:1]), False))
