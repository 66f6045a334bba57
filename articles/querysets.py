"""Reads of the newsroom. What the public may see is decided here and nowhere else."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from trade.querysets import NamedQuerySet, NaturalKeyQuerySet, SlugQuerySet


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

    def gone(self, at=None):
        """Withdrawn after readers could see it: its address answers with the reason."""
        return self.filter(state="withdrawn", withdrawn_after_publication=True)

    def in_language(self, tag: str):
        return self.filter(language=tag)


class ArticleVersionQuerySet(NaturalKeyQuerySet):
    natural_fields = ("article__language", "article__slug", "number")

    def public(self, at=None):
        """Every version that readers could ever see of the articles that are public now."""
        at = at or timezone.now()
        articles = self.model._meta.get_field("article").related_model.objects.public(at)
        return self.filter(public_from__lte=at, article__in=articles)

    def current(self, at=None):
        """The one version of each public article that its address shows now."""
        at = at or timezone.now()
        later = self.model._base_manager.filter(
            article=OuterRef("article"), number__gt=OuterRef("number"), public_from__lte=at
        )
        return self.public(at).filter(~Exists(later))

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

    def about_observations(self, observations):
        """Claims bound to any vintage of *observations*, or to the same thing by another reporter."""
        condition = Q(pk__in=[])
        for row in observations:
            condition |= Q(
                observation__series__thing=row.series.thing,
                observation__period_start=row.period_start,
                observation__period_end=row.period_end,
            )
        return self.filter(condition)

    def about_metrics(self, metrics):
        condition = Q(pk__in=[])
        for metric in metrics:
            condition |= Q(**{f"metric__{name}": value for name, value in metric.identity().items()})
        return self.filter(condition)

    def resting_on(self, sources):
        """Claims whose record, or the same thing elsewhere, rests on one of *sources*."""
        things = self.model._meta.get_field("observation").related_model.objects.filter(
            Q(source__in=sources) | Q(citations__source__in=sources)
        )
        return self.filter(
            Q(observation__series__thing__in=things.values("series__thing"))
            | Q(metric__event__metrics__source__in=sources)
            | Q(metric__event__metrics__citations__source__in=sources)
            | Q(event__citations__source__in=sources)
            | Q(event__source__in=sources)
            | Q(agreement__source__in=sources)
        ).distinct()

    def in_order(self):
        return self.order_by("position", "pk")


class CorrectionQuerySet(NaturalKeyQuerySet):
    natural_fields = ("version__article__language", "version__article__slug", "version__number")

    def public(self, at=None):
        versions = self.model._meta.get_field("version").related_model.objects.public(at)
        return self.filter(version__in=versions)


class ChangeQuerySet(NaturalKeyQuerySet):
    def public(self, at=None):
        """Changes of records and texts that readers may see."""
        field = self.model._meta.get_field
        visible = Q()
        for name in ("observation", "metric", "correction"):
            visible |= Q(**{f"{name}__in": field(name).related_model.objects.public(at)})
        return self.filter(visible, at__lte=at or timezone.now())

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
