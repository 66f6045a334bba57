"""Reads of the ground floor: chainable, named for what the caller wants to know."""

import re
from functools import reduce
from operator import or_

from django.db import connections, models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When, Window
from django.db.models.functions import Coalesce, ExtractYear, Length, RowNumber
from django.db.models.lookups import IsNull
from django.utils import timezone

from trade.database.statements import fetch
from trade.goods.conditions import headings_for
from trade.words.languages import COLUMNS

# The columns of an annual total: what tells it from others, the sum, and how many values were added up.
TOTALS = (
    *("by_reporter", "by_area", "by_counterpart", "by_flow", "by_unit", "by_valuation", "by_trade_type", "by_year"),
    *("by_scheme", "by_digits", "total", "observations"),
)


# Hidden rows of one source that a list looks at one by one.
A_FEW = 50


def _moment(at) -> dict:
    return {"at": at or timezone.now()}


class CountOf(Subquery):
    """How many rows a subquery has, cut off where it is sliced."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()


class SumOfWeights(Subquery):
    """The sum of the column ``weight`` of a subquery."""

    template = "(SELECT SUM(weight) FROM (%(subquery)s) AS weighed)"
    output_field = models.IntegerField()


class NaturalKeyQuerySet(models.QuerySet):
    """Finds a row by the fields of its natural key, in the order of ``natural_key()``."""

    natural_fields: tuple[str, ...] = ()

    def get_by_natural_key(self, *values):
        return self.get(**dict(zip(self.natural_fields, values, strict=True)))


class SlugQuerySet(NaturalKeyQuerySet):
    natural_fields = ("slug",)


class SourceQuerySet(NaturalKeyQuerySet):
    natural_fields = ("key",)

    def public(self, at=None):
        return self.filter(public_from__lte=at or timezone.now())

    def upcoming(self, at=None):
        """Those of the hidden ones that time alone will show."""
        return self.filter(public_from__gt=at or timezone.now())

    def hidden(self, at=None):
        """The few sources that may not be shown: texts that are not out."""
        return self.filter(Q(public_from__isnull=True) | Q(public_from__gt=at or timezone.now()))

    def hidden_keys(self, at=None) -> frozenset[int]:
        """The keys of all of them, in one query that is compiled once."""

        def build(parameters):
            return self.model.objects.hidden(parameters["at"]).order_by().values_list("pk")

        return frozenset(key for (key,) in fetch("hidden sources", build, _moment(at)))


class SourcedQuerySet(NaturalKeyQuerySet):
    """Records with a source of their own, public when that source is."""

    def _rests_on_hidden_source(self, at=None) -> Q:
        # Hidden sources are few, so the database hashes them once however many rows it filters.
        sources = self.model._meta.get_field("source").related_model
        return Q(source__in=sources.objects.hidden(at).values("pk"))

    def public(self, at=None):
        return self.exclude(self._rests_on_hidden_source(at))


class SourcedSlugQuerySet(SourcedQuerySet, SlugQuerySet):
    pass


class NamedQuerySet(NaturalKeyQuerySet):
    def with_words(self, text: str):
        """Rows whose name in any language contains *text*, in whatever case."""
        # LIKE of SQLite knows the cases of Latin letters alone; its regular expressions know those of all.
        pattern, condition = re.escape(text), Q()
        for column in COLUMNS:
            condition |= Q(**{f"name_{column}__iregex": pattern})
        return self.filter(condition)


class AreaQuerySet(NamedQuerySet):
    natural_fields = ("code",)

    def stated(self):
        return self.exclude(code="_X")


class CommodityQuerySet(NamedQuerySet):
    natural_fields = ("key",)

    def with_words(self, text: str):
        """Headings that *text* asks for, by words in any form or by a code (:mod:`trade.goods.search`)."""
        condition = headings_for(text)
        return self.none() if condition is None else self.filter(condition)

    def with_series_count(self, most: int):
        """Adds ``series_count``: how many series with a value the heading has itself; at most *most* are counted."""
        series = self.model._meta.get_field("series").related_model.objects.with_values()
        few = series.filter(commodity=OuterRef("pk")).order_by().annotate(one=Value(1)).values("one")[:most]
        return self.annotate(series_count=CountOf(few))

    def with_records(self):
        """Adds ``has_records``: a value is shown of the heading, or of one up to three levels below it:
        of a section that is a subheading of six digits.
        """
        series = self.model._meta.get_field("series").related_model.objects.with_values()
        levels = (Exists(series.filter(**{f"commodity{'__parent' * up}": OuterRef("pk")})) for up in range(4))
        return self.annotate(has_records=reduce(or_, levels))


class SeriesQuerySet(NaturalKeyQuerySet):
    natural_fields = ("key",)

    def public(self, at=None):
        """Series with at least one public observation, current or superseded."""
        observations = self.model._meta.get_field("observations").related_model.objects.public(at)
        return self.filter(Exists(observations.filter(series=OuterRef("pk"))))

    def with_values(self, at=None):
        """Series that show readers something now, and not only what was withdrawn."""
        shown = self.model._meta.get_field("observations").related_model.objects.shown_in_order(at)
        return self.filter(Exists(shown.filter(series=OuterRef("pk"))))

    def for_pair(self, one: str, other: str):
        """Series between two areas, whichever of them reports."""
        return self.filter(Q(area=one, counterpart=other) | Q(area=other, counterpart=one))

    def same_thing(self, series):
        """All series that measure the same flow of the same pair, by any reporter."""
        return self.filter(thing=series.thing)


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

        return bool(fetch(("rests on hidden", self.model._meta.label), build, _moment(at), 1))

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


class ObservationQuerySet(MeasurementQuerySet):
    natural_fields = ("series__key", "period_start", "period_end", "vintage")

    def _vintages(self, lookup):
        same = {name: OuterRef(name) for name in ("series", "period_start", "period_end")}
        return self.model.objects.filter(**same, **{f"vintage__{lookup}": OuterRef("vintage")})

    def never_taken_back(self, moment=None):
        is_open = Q(valid_to__isnull=True)
        return self.filter((is_open | Q(valid_to__gt=moment) if moment else is_open) | ~self._taken_back(moment))

    def withdrawn_for_good(self, at=None, moment=None):
        # The withdrawal by which an import was taken back takes nothing from what was there before it.
        withdrawal = self.model._meta.get_field("withdrawal").related_model
        since = Subquery(withdrawal.objects.filter(observation=OuterRef("pk")).values("withdrawn_at"))
        withdrawn = super().withdrawn_for_good(at, moment).annotate(since=since)
        return withdrawn.exclude(self._taken_back(OuterRef("since")))

    def _taken_back(self, moment=None):
        """Whether an outer row is of an import that was taken back (until *moment*), or stands for a row of one."""
        until = {"created_at__lte": moment} if moment else {}
        rollbacks = self.model._meta.get_field("batch").related_model.objects.filter(**until)
        stands_for = self.model._meta.get_field("restoration").related_model.objects.filter(observation=OuterRef("pk"))
        of_file = {f"original__batch__rolled_back_by__{name}": value for name, value in until.items()}
        taken = stands_for.filter(original__batch__rolled_back_by__isnull=False, **of_file)
        return Exists(rollbacks.filter(rolls_back=OuterRef("batch"))) | Exists(taken)

    def for_pair(self, one: str, other: str):
        series = self.model._meta.get_field("series").related_model.objects.for_pair(one, other)
        return self.filter(series__in=series)

    def vintages_of(self, observation):
        """Every recorded value for the same series and period, oldest first."""
        return self.filter(
            series=observation.series_id,
            period_start=observation.period_start,
            period_end=observation.period_end,
        ).order_by("vintage")

    def same_thing(self, observation):
        """Open rows of the same flow, pair, commodity, measure and period by any reporter."""
        return self.current().filter(
            series__thing=observation.series.thing,
            period_start=observation.period_start,
            period_end=observation.period_end,
        )

    def annual_totals(self):
        """Sums of whole years by reporter, pair, flow, unit, classification and number of digits of its headings.

        Named tuples with ``value`` and ``observations``, how many were added up. Headings of one length alone are
        summed, so nothing counts twice; the product groups of WITS overlap and are left out. Bounds and ranges have no
        value to add.
        """
        whole_years = self.filter(
            *(Q(series__measure="V"), Q(qualifier__in=("eq", "approx"))),
            value__isnull=False,
            period_start__month=1,
            period_start__day=1,
            period_end__month=12,
            period_end__day=31,
            period_end__year=ExtractYear("period_start"),
        )
        parts = {name: F(f"series__{name}_id") for name in ("reporter", "area", "counterpart")}
        parts |= {name: F(f"series__{name}") for name in ("flow", "unit", "valuation", "trade_type")}
        parts |= {"year": ExtractYear("period_start"), "scheme": F("series__commodity__scheme")}
        parts |= {"digits": Length("series__commodity__code")}
        # Ordering is the caller's; columns of the same name as a relation of the model need another one.
        rows = (
            whole_years.exclude(series__commodity__scheme="WITS")
            .order_by()
            .values(**{f"by_{name}": each for name, each in parts.items()})
        )
        return rows.annotate(total=Sum("value"), observations=Count("pk")).values_list(*TOTALS, named=True)

    def with_provenance(self):
        """Everything that a page or the API shows of an observation besides its mirror, in two queries."""
        return self.select_related("series", "source").prefetch_related("citations__source")


class AnnualTotalQuerySet(models.QuerySet):
    def for_pair(self, one: str, other: str):
        """Totals between two areas, whichever of them reports."""
        return self.filter(Q(area=one, counterpart=other) | Q(area=other, counterpart=one))

    def of_all_goods(self):
        return self.filter(scheme="TOTAL")

    def by_chapter(self):
        """One of these totals for each chapter and whatever else tells totals apart: that of the coarsest level.

        Annual values come before the sum of months. A year of which only some months are there says so in ``rows``.
        """
        keys = [F(name) for name in self.model.KEY if name not in ("level", "basis")]
        place = Window(RowNumber(), partition_by=keys, order_by=[F("basis"), F("level")])
        return self.filter(pk__in=self.order_by().annotate(place=place).filter(place=1).values("pk"))

    def years_between(self, one: str, other: str) -> list[int]:
        """The years of which single goods are recorded between two areas, newest first.

        The database jumps from year to year in the index, however many totals a year has.
        """
        table = self.model._meta.db_table

        def newest(before: str = "") -> str:
            each = f"""SELECT MAX(year) AS year FROM {table} WHERE area_id = %s AND counterpart_id = %s
                AND scheme NOT IN ('TOTAL', 'WITS', 'EB') {before}"""
            return f"SELECT MAX(year) FROM ({each} UNION ALL {each}) AS newest"

        pair = [one, other, other, one]
        query = f"""WITH RECURSIVE years(year) AS (
            {newest()} UNION ALL SELECT ({newest("AND year < years.year")}) FROM years WHERE years.year IS NOT NULL
        ) SELECT year FROM years WHERE year IS NOT NULL"""
        with connections[self.db].cursor() as cursor:
            cursor.execute(query, pair * 2)
            return [year for (year,) in cursor.fetchall()]


class PairTotalQuerySet(models.QuerySet):
    def in_step(self, at):
        """The totals if they hold all that readers may see, and none while one awaits a source that is out by now."""
        awaited = self.model._meta.apps.get_model("trade", "AwaitedTotal").objects.order_by()
        return self.filter(~Exists(awaited.filter(source__public_from__lte=at)))

    def as_annual_totals(self, at=None):
        """The same named tuples, in the same order, as :meth:`ObservationQuerySet.annual_totals` adds up."""
        names = {name: F(f"{name}_id") for name in ("reporter", "area", "counterpart")}
        names |= {name: F(name) for name in ("flow", "unit", "valuation", "trade_type", "year", "scheme")}
        rows = self.annotate(**{f"by_{name}": each for name, each in names.items()}, by_digits=F("level"))
        return rows.annotate(total=F("value"), observations=F("rows")).values_list(*TOTALS, named=True)


class CitationQuerySet(SourcedQuerySet):
    def get_by_natural_key(self, *values):
        *record, source_key = values
        field = next(
            f for f in self.model._meta.fields if f.name in ("observation", "metric", "event", "role", "status")
        )
        parent = field.related_model.objects.get_by_natural_key(*record)
        return self.get(**{field.name: parent, "source__key": source_key})
