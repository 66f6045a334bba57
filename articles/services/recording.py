"""A figure that no record states becomes one: its source, what is measured, the value and the binding in one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleVersion, Claim
from articles.services.checking import store_findings
from articles.services.claims import bind_claim
from articles.services.publication import show_source
from articles.services.revisions import take_revision
from articles.services.settling import take_unit
from events.models import Event, Metric
from events.services import record_metric
from trade.models import Observation, Series, Source
from trade.periods import Period
from trade.services import insert, record_observation


@dataclass(frozen=True)
class TradeThing:
    """A series by its dimensions (fields of :class:`Series`), which is made if it is not there, and a period.

    *reporter* holds ``reporter_basis`` and ``reporter_note`` of the observation.
    """

    series: Mapping[str, Any]
    period: Period
    reporter: Mapping[str, str]


@dataclass(frozen=True)
class EventThing:
    """A figure of an event: *what* has the participation, measure, nature and unit."""

    event: Event
    what: Mapping[str, Any]


@transaction.atomic
def record_claim(
    *,
    claim: Claim,
    thing: TradeThing | EventThing,
    values: Mapping[str, Any],
    source: Source | Mapping[str, str] | None = None,
    user: Any = None,
) -> Observation | Metric:
    """Records what *claim* states and binds it to the new record; all of it, or nothing.

    *values* are fields of the measurement. *source* is one that is registered, the fields of a new one, or None for the
    text itself: its record stays hidden until the text is published, or another public source is cited. The errors of a
    new source are named ``source_title`` and so on.
    """
    article = Article.objects.select_for_update().get(pk=claim.article_id)
    if source is None:
        source = own_source(article)
        _refuse_to_show_early(claim, source)
    elif not isinstance(source, Source):
        source = _register(Source(**source))
    record: Observation | Metric
    if isinstance(thing, TradeThing):
        record = record_observation(
            series=_series(thing.series), period=thing.period, source=source, user=user, **thing.reporter, **values
        )
    else:
        record = record_metric(event=thing.event, source=source, user=user, **thing.what, **values)
    take_unit(claim, record)
    bind_claim(claim=claim, record=record, explanation=claim.explanation, user=user)
    store_findings(article=article)
    return record


def own_source(article: Article) -> Source:
    """*article* as a source of records, or the text that it translates; registered, and hidden, when first needed."""
    original = article.translation_of or article
    found = article.source or original.source
    if found is None:
        # What readers know of it, if they know it: the working copy may say something else by now.
        text = original.versions.order_by("-number").first() or original
        found = original.source = _register(
            Source(
                kind=Source.Kind.ARTICLE,
                title=text.headline,
                author=text.byline,
                publisher=str(settings.SITE_NAME),
                language=original.language,
                public_from=None,
            )
        )
        take_revision(original, original.revision)
        original.save(update_fields=["source"])
        show_source(original)
    return found


def _refuse_to_show_early(claim: Claim, source: Source) -> None:
    """A record that rests on a text which readers know already would show before the sentence that states it."""
    is_known = Claim.objects.filter(uuid=claim.uuid, version__in=ArticleVersion.objects.public()).exists()
    if source.is_public and not is_known:
        message = _(
            "This text is public already, so a record that rests on it would show before the figure does. "
            "Give the source that states the figure, or attribute the figure to one."
        )
        raise ValidationError({"source_is": message})


def _register(source: Source) -> Source:
    try:
        insert(source)
    except ValidationError as error:
        named = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        renamed = {name if name == NON_FIELD_ERRORS else f"source_{name}": found for name, found in named.items()}
        raise ValidationError(renamed) from error
    return source


def _series(dimensions: Mapping[str, Any]) -> Series:
    """The series with these dimensions; the two areas of a turnover are put into their order."""
    wanted = dict(dimensions)
    area, counterpart = wanted["area"], wanted["counterpart"]
    if wanted["flow"] == Series.Flow.TURNOVER and area.pk > counterpart.pk:
        wanted |= {"area": counterpart, "counterpart": area}
    found = Series.objects.filter(**wanted).first()
    if found is None:
        found = Series(**wanted)
        # The database computes these two; nobody can look for them before.
        found.full_clean(exclude=("key", "thing"))
        found.save(force_insert=True)
        found.refresh_from_db()
    return found
