"""Reads of the newsroom. What the public may see is decided here and nowhere else."""

import re

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from trade.models.series import growth_of
from trade.querysets import NamedQuerySet, NaturalKeyQuerySet, SlugQuerySet

AT_ONCE = 5_000
_SIDES = re.compile(r"([A-Z0-9]+)(?:>RX>|>RM>|>|-)([A-Z0-9]+)\.", re.ASCII)


def _commodity(thing: str) -> str:
    """CHN-KAZ.TOTAL.G.PC.C → TOTAL."""
    return thing.split(".")[1]


def _sides(thing: str) -> tuple[str, ...]:
    """The two areas of the ``thing`` of a series: CHN>RX>KAZ.TOTAL.V.USD.C → CHN, KAZ."""
    match = _SIDES.match(thing)
    return match.groups() if match else ()


class TopicQuerySet(SlugQuerySet, NamedQuerySet):
    def public(self, at=None):
        """Topics with at least one public article."""
        return self.filter(
            Exists(self.model.stories.rel.related_model.objects.public(at).filter(topics=OuterRef("pk")))
        )


class StoryQuerySet(SlugQuerySet):
    def public(self, at=None):
        """Stories with at least one public article, in whatever language."""
        articles = self.model.articles.rel.related_model.objects.public(at)
        return self.filter(Exists(articles.filter(story=OuterRef("pk"))))


class StatementQuerySet(NaturalKeyQuerySet):
    natural_fields = ("story__slug", "position")

    def public(self, at=None):
        stories = self.model._meta.get_field("story").related_model.objects.public(at)
        return self.filter(story__in=stories)


class ArticleQuerySet(NaturalKeyQuerySet):
    natural_fields = ("language", "slug")

    def public(self, at=None):
        """Published, past publish_at and embargo_until, not held, with a version that is out: the one definition."""
        at = at or timezone.now()
        versions = self.model._meta.get_field("versions").related_model.objects
        return self.filter(
            Q(embargo_until__isnull=True) | Q(embargo_until__lte=at),
            Exists(versions.filter(article=OuterRef("pk"), public_from__lte=at)),
            state="published",
            held=False,
            publish_at__lte=at,
        )

    def newest_first(self):
        return self.order_by("-publish_at", "-pk")

    def gone(self, at=None):
        """Withdrawn after readers could see it: its address answers with the reason."""
        return self.filter(state="withdrawn", withdrawn_after_publication=True)

    def in_language(self, tag: str):
        return self.filter(language=tag)


class ArticleVersionQuerySet(NaturalKeyQuerySet):
    natural_fields = ("article__language", "article__slug", "number")

    def public(self, at=None):
        """Every version that readers could ever see of the articles that are public now.

        One that a later version replaced before its time came was never seen, and is not shown afterwards either.
        """
        at = at or timezone.now()
        articles = self.model._meta.get_field("article").related_model.objects.public(at)
        in_its_place = Q(public_from__lte=OuterRef("public_from"))
        for time in ("publish_at", "embargo_until"):
            in_its_place |= Q(public_from__lte=OuterRef(f"article__{time}"))
        return self.filter(~Exists(self._later().filter(in_its_place)), public_from__lte=at, article__in=articles)

    def current(self, at=None):
        """The one version of each public article that its address shows now: the last of those that are out.

        What came in the place of an earlier one is later than it, so nothing need be asked of that.
        """
        at = at or timezone.now()
        articles = self.model._meta.get_field("article").related_model.objects.public(at)
        return self.filter(pk=self.shown_of("article", at), article__in=articles)

    def shown_of(self, article, at=None):
        """The key of the version that readers see of an outer row's public *article*, the name of a field."""
        out = self.model._base_manager.filter(article=OuterRef(article), public_from__lte=at or timezone.now())
        return Subquery(out.order_by("-number").values("pk")[:1])

    def _later(self):
        return self.model._base_manager.filter(article=OuterRef("article"), number__gt=OuterRef("number"))

    def newest_first(self):
        return self.order_by("-article__publish_at", "-article_id")


class ClaimQuerySet(NaturalKeyQuerySet):
    natural_fields = ("uuid", "version")

    def get_by_natural_key(self, language, slug, number, uuid):
        if number:
            owner = {
                "version__article__language": language,
                "version__article__slug": slug,
                "version__number": number,
            }
        else:
            owner = {"article__language": language, "article__slug": slug}
        return self.get(uuid=uuid, **owner)

    def public(self, at=None):
        """Claims of the versions that readers see now."""
        versions = self.model._meta.get_field("version").related_model.objects.current(at)
        return self.filter(version__in=versions)

    def published(self):
        return self.filter(version__isnull=False)

    def with_targets(self):
        return self.select_related(
            "observation__series",
            "observation__source",
            "metric__event",
            "metric__source",
            "metric__participation__area",
            "metric__participation__organisation",
            "event__source",
            "agreement__source",
            "source",
            "verdict",
        )

    # What follows answers a whole import at once, so its SQL must not grow with the rows: the parts of what changed
    # are sets, and a claim too many is judged anew to the same state.

    def about_observations(self, observations):
        """Claims on which *observations* bear: of the same thing at any vintage, by any reporter, and of its growth."""
        observations = list(observations)
        return self.filter(
            observation__in=self._same_things(
                {row.series.thing for row in observations},
                {row.period_start for row in observations},
                {row.period_end for row in observations},
            )
        )

    def about_batch(self, changes):
        """The same for a whole file (:class:`trade.signals.BatchChanges`), found from the few rows that claims cite."""
        bound = self.filter(observation__isnull=False).order_by()
        parts = ("series__thing", "period_start", "period_end")
        cited = set(bound.values_list(*(f"observation__{part}" for part in parts)).distinct())
        things = {thing for thing, _start, _end in cited}
        touched = self._in_batch(changes, {"thing__in": things}, parts) & cited
        growths = {thing for thing in things if thing == growth_of(thing)}
        if growths:
            sides = {side for thing in growths for side in _sides(thing)}
            goods = {_commodity(thing) for thing in growths}
            whose = {"area__in": sides, "counterpart__in": sides, "commodity__in": goods}
            moved = {growth_of(thing) for (thing,) in self._in_batch(changes, whose, parts[:1])}
            touched |= {identity for identity in cited if identity[0] in growths & moved}
        things, starts, ends = (set(some) for some in zip(*touched, strict=True)) if touched else ((), (), ())
        return self.filter(
            observation__series__thing__in=things,
            observation__period_start__in=starts,
            observation__period_end__in=ends,
        )

    def _in_batch(self, changes, whose, parts) -> set:
        """The *parts* of the rows that changed in the series *whose*."""
        rows = self.model._meta.get_field("observation").related_model
        # Their keys first: nothing tells a database how many rows an import has brought, and it would begin with them.
        series = list(rows._meta.get_field("series").related_model.objects.filter(**whose).values_list("pk", flat=True))
        found = (
            changed.filter(series__in=series[start : start + AT_ONCE]).order_by().values_list(*parts).distinct()
            for changed in changes.all_rows
            for start in range(0, len(series), AT_ONCE)
        )
        return {identity for some in found for identity in some}

    def about_metrics(self, metrics):
        """Claims bound to figures of the events that *metrics* belong to."""
        return self.filter(metric__event__in={metric.event_id for metric in metrics})

    def resting_on(self, sources):
        """Claims on which *sources* bear: through a record of theirs, or as the text itself or its translations."""
        observations, metrics, events = (self._resting(name, sources) for name in ("observation", "metric", "event"))
        parts = ("series__thing", "period_start", "period_end")
        things = self._same_things(*(set(observations.values_list(part, flat=True).distinct()) for part in parts))
        own = self.model._meta.get_field("article").related_model.objects.filter(source__in=sources).values("story")
        return self.filter(
            Q(observation__in=things)
            | Q(metric__event__in=metrics.values("event"))
            | Q(event__in=events.values("pk"))
            | Q(agreement__source__in=sources)
            | Q(article__story__in=own)
            | Q(version__article__story__in=own)
        )

    def _resting(self, name, sources):
        """Records of one kind that rest on *sources*, are cited from them, or were withdrawn because of them."""
        model = self.model._meta.get_field(name).related_model
        found = model._base_manager.filter(source__in=sources).order_by().values("pk")
        for reverse in ("citations", "withdrawal"):
            relation = next((r for r in model._meta.related_objects if r.get_accessor_name() == reverse), None)
            if relation:
                ties = relation.related_model._base_manager.filter(source__in=sources).order_by()
                found = found.union(ties.values(relation.field.name))
        return model._base_manager.filter(pk__in=found)

    def _same_things(self, things, starts, ends):
        """Rows of the same things and periods, and the growth of these things in whatever period."""
        model = self.model._meta.get_field("observation").related_model
        series = model._meta.get_field("series").related_model.objects
        rows, growths = model.objects.order_by(), {growth_of(thing) for thing in things}
        same = rows.filter(series__in=series.filter(thing__in=things), period_start__in=starts, period_end__in=ends)
        # A union, for each half has an index of its own.
        return same.values("pk").union(rows.filter(series__in=series.filter(thing__in=growths)).values("pk"))

    def in_order(self):
        return self.order_by("position", "pk")


class CorrectionQuerySet(NaturalKeyQuerySet):
    natural_fields = ("version__article__language", "version__article__slug", "version__number")

    def public(self, at=None):
        versions = self.model._meta.get_field("version").related_model.objects.public(at)
        return self.filter(version__in=versions)

    def with_words(self, text):
        """Corrections that contain *text*, in whatever case, in the headline or in what was wrong or is right."""
        # Regular expressions of SQLite know the cases of all letters, its LIKE those of Latin ones alone.
        words = re.escape(text)
        return self.filter(Q(version__headline__iregex=words) | Q(wrong__iregex=words) | Q(right__iregex=words))


class ChangeQuerySet(NaturalKeyQuerySet):
    def public(self, at=None):
        """Changes of records and texts that readers may see, for reasons that they may see."""
        corrections = self.model._meta.get_field("correction").related_model.objects.public(at)
        visible = Q(correction__in=corrections) | self._seen("observation", at) | self._seen("metric", at)
        return self.filter(visible, at__lte=at or timezone.now())

    def _seen(self, name, at):
        """The record rests on a source that may be shown, and so does what is told of it.

        The same as ``name__in=….public()``, which would make the database list every public record there is.
        """
        records = self.model._meta.get_field(name).related_model
        hidden = records._meta.get_field("source").related_model.objects.hidden(at).values("pk")
        citations = records._meta.get_field("citations").related_model.objects.public(at)
        cited = Exists(citations.filter(**{name: OuterRef(name)}))
        told = ~Q(kind="withdrawn") | ~Q(**{f"{name}__withdrawal__source__in": hidden})
        preceded = Exists(records.objects.revisions(at).filter(pk=OuterRef(name)))
        told &= ~Q(kind="revised") | preceded
        return Q(**{f"{name}__isnull": False}) & (~Q(**{f"{name}__source__in": hidden}) | cited) & told

    def with_records(self):
        return self.select_related(
            "observation__series",
            "observation__source",
            "metric__event",
            "metric__source",
            "metric__participation__area",
            "correction__version__article",
        )

    def newest_first(self):
        return self.order_by(F("at").desc(), F("pk").desc())


class FindingQuerySet(NaturalKeyQuerySet):
    def open(self):
        """Not settled by an editor."""
        return self.filter(resolved_at__isnull=True)

    def errors(self):
        return self.filter(severity="error")
