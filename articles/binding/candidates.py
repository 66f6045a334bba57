"""Ranked records for a figure, each with its reasons, and the two questions asked of a ranking."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from articles.binding import reasons as judge
from articles.binding.candidate import CLEAR, PLACED, Candidate, is_placed, is_same
from articles.binding.catalogue import Catalogue, Entry, are_apart, bounds_of
from articles.binding.context import Context, Surroundings, is_edition
from articles.binding.facts import EVENT, METRIC, OBSERVATION, PERCENT, Record
from articles.binding.near import near_of
from articles.binding.reasons import AGREES, DISAGREES, Reason
from articles.binding.slips import slip
from articles.binding.text import NEAR, SUGGESTED, UNIQUE, CheckedText, Stated

_NEAR_MISS = Decimal("1.25")
_LEAST = Decimal("2.5")
_AGAINST = 2  # words against a record that settle the matter
_WORDS_OF = {"observation": "flow", "metric": "measure"}


def candidates(figure: Stated, context: Context, records: Iterable[Record] | Catalogue) -> list[Candidate]:
    """The records that *figure* may state, best first; empty for dates, goals and figures that no words explain.

    Whoever asks for many figures makes a :class:`Catalogue` of the records once.
    """
    if figure.kind == "date" or figure.is_target:
        return []
    if is_edition(context, figure):
        figure = replace(figure, figure=replace(figure.figure, kind="ordinal", unit=None))
    elif figure.kind == "ordinal":
        return []
    around = context.around(figure)
    bounds = None if figure.kind == "rank" else bounds_of(figure.quantity)
    ranked = [
        candidate
        for words, entry in _spoken_of(around, Catalogue.of(records))
        if (candidate := _candidate(figure, words, entry, are_apart(bounds, entry.bounds))) is not None
    ]
    return sorted(ranked, key=lambda c: (-c.score, c.record.key))


def _spoken_of(around: Surroundings, catalogue: Catalogue) -> Iterator[tuple[tuple[Reason, ...], Entry]]:
    """Every record that the words around a figure leave possible, with what they say of it."""
    for by_period in catalogue.sorts.values():
        record = next(iter(by_period.values()))[0].record
        unit = judge.unit(around, record)
        if unit is None:
            continue
        said = [judge.flow(around, record), judge.reporter(around, record)]
        said += [judge.edition(around, record), judge.participant(around, record)]
        said += [*judge.areas(around, record), *judge.event(around, record), *judge.measure(around, record)]
        for entries in by_period.values():
            reasons = (unit, judge.period(around, entries[0].record), *said)
            words = tuple(reason for reason in reasons if reason is not None)
            if not _is_worth_a_look(words):
                continue
            for entry in entries:
                goods = _said_of_goods(around, entry.record)
                if goods is None:
                    yield words, entry
                elif goods.weight != judge.IMPOSSIBLE:
                    yield (*words, goods), entry


def _said_of_goods(around: Surroundings, record: Record) -> Reason | None:
    key = f"{record.commodity}:{record.trade_type}" if record.kind == OBSERVATION else ""
    if key not in around.of_commodity:
        around.of_commodity[key] = judge.commodity(around, record)
    return around.of_commodity[key]


def _candidate(figure: Stated, words: tuple[Reason, ...], entry: Entry, is_apart: bool) -> Candidate | None:
    record = entry.record
    if not is_apart:
        value = judge.value(figure, record)
    elif any(reason.sign == DISAGREES for reason in words):
        return None  # only a fitting value would outweigh that
    else:
        value = judge.VALUE_DIFFERS
    reasons = (*words, value) if value is not None else words
    score = sum((reason.weight for reason in reasons), Decimal(0))
    text = None if figure.kind == "rank" else figure.quantity  # a place is no misprint of a value
    candidate = Candidate(record, score, reasons, text)
    return candidate if _is_meant(candidate) else None


def _is_worth_a_look(words: Sequence[Reason]) -> bool:
    """Some word speaks for the record and not two against it; comparing values costs most of the time."""
    against = sum(reason.sign == DISAGREES for reason in words)
    return against < _AGAINST and any(reason.is_context and reason.aspect != "reporter" for reason in words)


def _is_meant(candidate: Candidate) -> bool:
    """A fitting value needs a word for it; one that does not fit needs the words to leave little doubt."""
    context = {reason.aspect for reason in candidate.reasons if reason.is_context} - {"reporter"}
    if not context or candidate.score < _LEAST:
        return False
    if candidate.record.kind == METRIC and not _is_at_event(candidate):
        return False
    if candidate.fits:
        return candidate.record.kind == EVENT or bool(context)
    if candidate.record.kind == EVENT:
        return not candidate.context_disagreements and "event" in context
    if any(reason.code == "unit_unclear" for reason in candidate.reasons):
        return False
    if candidate.record.kind == METRIC and not is_placed(candidate):
        return False
    wanted = _WORDS_OF.get(candidate.record.kind, "areas")
    return wanted in context and len(context) > 1 and not candidate.context_disagreements


def _is_at_event(candidate: Candidate) -> bool:
    """The text names the event, or the story is about it."""
    return any(r.aspect in ("event", "edition") or r.code == "story_event" for r in candidate.reasons if r.sign > 0)


def is_unambiguous(ranked: Sequence[Candidate]) -> bool:
    """Fit for acceptance in bulk: the value fits exactly, nothing disagrees, and the second lies clearly behind."""
    if not ranked or not ranked[0].fits_exactly or ranked[0].disagreements:
        return False
    return len(ranked) == 1 or ranked[0].score - ranked[1].score >= CLEAR


def is_unique(ranked: Sequence[Candidate]) -> bool:
    """The words leave one record only: an error may rest on that.

    The same thing by several reporters counts as one; that another reporter fits is for the rules to say.
    """
    if not ranked:
        return False
    best = ranked[0]
    if best.context_disagreements or not _is_certain(best) or not (best.fits or _is_misprint(best)):
        return False
    others = [c for c in ranked[1:] if not c.context_disagreements and not is_same(best, c)]
    return all(best.score_of_context - other.score_of_context >= CLEAR for other in others)


def _is_certain(candidate: Candidate) -> bool:
    """The text says when and between whom, or at which event; what is counted is plain."""
    codes = {reason.code for reason in candidate.reasons}
    if "unit_unclear" in codes:
        return False
    if candidate.record.kind == OBSERVATION:
        if any(reason.aspect == "commodity" and reason.sign != AGREES for reason in candidate.reasons):
            return False
        return "period_equal" in codes and "flow_named" in codes and bool(codes & PLACED)
    return bool(codes & {"event_named", "event_meant", "edition_named"})


def _is_misprint(candidate: Candidate) -> bool:
    """A value that does not fit is the record's all the same if it slipped by powers of ten or lies near.

    Anything else is more likely a narrower thing than the words show: one good, one delegation, six fairs together.
    """
    record, text = candidate.record, candidate.text
    if record.kind == EVENT or record.quantity is None or text is None or record.unit in PERCENT:
        return False
    if slip(text.value, record.quantity.value) is not None:
        return True
    low, high = sorted((abs(text.value), abs(record.quantity.value)))
    return record.kind == OBSERVATION and low > 0 and high / low <= _NEAR_MISS


def propose(article: CheckedText, context: Context, records: Iterable[Record] | Catalogue) -> CheckedText:
    """*article* with a binding proposed for every figure that has none, and the reporter that its sentence names."""
    catalogue = Catalogue.of(records)
    return replace(article, figures=tuple(_proposed(stated, context, catalogue) for stated in article.figures))


def _proposed(stated: Stated, context: Context, records: Catalogue) -> Stated:
    if stated.record or stated.kind == "date":
        return stated
    stated = replace(stated, reporter=context.around(stated).reporter)
    if not (ranked := candidates(stated, context, records)):
        return stated
    best = ranked[0]
    if is_unique(ranked):
        return replace(stated, record=best.record.key, binding=UNIQUE)
    if near := near_of(ranked):
        return replace(stated, record=near.record.key, binding=NEAR)
    if best.fits or _is_misprint(best):
        return replace(stated, record=best.record.key, binding=SUGGESTED)
    return stated  # a list for the editor to choose from, no proposal
