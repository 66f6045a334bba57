"""What the text says of a figure, as the first values of the form that makes a record of it. Nothing is guessed."""

from typing import Any

from articles.admin.record_form import EVENT, OWN, TRADE
from articles.binding.words import found, named, places, words
from articles.checking import Checked
from articles.models import Claim, Story
from events.models import Metric
from trade.models import Area, Commodity, Series
from trade.models.observations import ReporterBasis
from trade.words.languages import column_of

_COUNTED = (Claim.Kind.COUNT, Claim.Kind.RANK)
_MEASURES = {Claim.Kind.MONEY: Series.Measure.VALUE, Claim.Kind.PERCENT_CHANGE: Series.Measure.GROWTH}


def initial_of(claim: Claim, checked: Checked, language: str) -> dict[str, Any]:
    """The initial data of a :class:`RecordForm` for *claim*, whose text is *checked*."""
    row = next((row for row in checked.rows if row.claim and row.claim.pk == claim.pk), None)
    story = claim.article.story
    sentence = row.context if row else claim.context
    lang = column_of(language)
    measure = _MEASURES.get(claim.kind, Series.Measure.QUANTITY)
    is_growth = measure == Series.Measure.GROWTH
    reporter = claim.reporter_id or (row.stated.reporter if row else "") or Area.NOT_STATED
    return {
        "source_is": OWN,
        "qualifier": claim.qualifier,
        "value": claim.value,
        "value_upper": claim.value_upper,
        "resolution": claim.resolution,
        "unit": "PC" if is_growth else claim.unit,
        "unit_inferred": claim.unit_inferred,
        "printed": " ".join(row.figure.surface.split()) if row else claim.quote,
        "period": claim.period,
        "reporter": reporter,
        "reporter_basis": ReporterBasis.NOT_STATED if reporter == Area.NOT_STATED else ReporterBasis.STATED,
        "commodity": Commodity.TOTAL,
        "measure": measure,
        "trade_type": Series.TradeType.GOODS,
        **_pair(sentence, checked, story, lang),
        **_event(claim, sentence, checked, story, lang),
    }


def _pair(sentence: str, checked: Checked, story: Story, lang: str) -> dict[str, str]:
    """The two areas, in the order of the sentence and then those of the story, and the flow between them."""
    tables = {code: names.get(lang, "") for code, names in checked.shelf.names.areas.items()}
    starts = {code: next(places(names, sentence), None) for code, names in tables.items()}
    said = sorted((code for code, start in starts.items() if start), key=lambda code: starts[code])
    about = sorted(story.areas.values_list("pk", flat=True))
    areas = [*said, *(code for code in about if code not in said)][:2]
    flows = named(dict(words(lang).flows), sentence) & set(Series.Flow.values)
    flow = next(iter(flows)) if len(flows) == 1 else ""
    if flow == Series.Flow.TURNOVER:
        areas.sort()
    return {"flow": flow} | dict(zip(("area", "counterpart"), areas, strict=False))


def _event(claim: Claim, sentence: str, checked: Checked, story: Story, lang: str) -> dict[str, Any]:
    """The one event of the story, and whether the figure is rather one of it than one of trade."""
    events = list(story.events.all()[:2])
    names = [names.get(lang, "") for names in checked.shelf.names.events.values()]
    is_named = any(found(phrases, sentence) for phrases in names)
    tables = words(lang)
    measures = named(dict(tables.measures), sentence) & set(Metric.Measure.values)
    natures = named(dict(tables.natures), sentence) & set(Metric.Nature.values)
    return {
        "what": EVENT if events and (is_named or claim.kind in _COUNTED) else TRADE,
        "event": events[0].pk if len(events) == 1 else None,
        "event_measure": next(iter(measures)) if len(measures) == 1 else "",
        "nature": next(iter(natures)) if len(natures) == 1 else "",
    }
