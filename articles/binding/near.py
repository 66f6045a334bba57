"""The record that a figure misses by one thing: what the text says of it is warned of, never taken for certain."""

from collections.abc import Sequence
from decimal import Decimal

from articles.binding.candidate import CLEAR, PLACED, Candidate, is_placed, is_same
from articles.binding.facts import METRIC, OBSERVATION
from articles.binding.slips import slip
from trade.quantities import BOUNDS, Quantity

_SLIPS_OF = frozenset(("period", "unit", "edition"))
_STRONG = frozenset(("flow", "measure", "edition"))
_TELLING = 3  # digits of a value that no other record of the kind is likely to share
_PLAIN = 2  # digits that do where the words leave nothing else open
_MISCOUNTED = Decimal("1.6")  # what is farther off is another thing: a part of the fair, several fairs together
_OF_ANOTHER = frozenset(("area_named_of_none", "participant_not_named", "unit_unclear"))


def near_of(ranked: Sequence[Candidate]) -> Candidate | None:
    """The one of *ranked* that is near; None if there is none or the text gives no plain value."""
    if not ranked or ranked[0].text is None or ranked[0].text.qualifier in BOUNDS:
        return None
    first = ranked[0]
    if _is_clear(ranked, first) and _slips(first, _TELLING if not _is_said(first) else _PLAIN):
        return first
    if _is_clear(ranked, first) and _is_slip_of_scale(first):
        return first
    return _of_another_period(ranked) or _miscounted(ranked)


def _slips(candidate: Candidate, digits: int) -> bool:
    """The record has the value to the digit and all the words but one: period, currency or edition."""
    if not candidate.fits_exactly:
        return False
    wrong = {reason.aspect for reason in candidate.disagreements}
    context = {reason.aspect for reason in candidate.reasons if reason.is_context}
    return (
        len(wrong) == 1
        and wrong <= _SLIPS_OF
        and min(_digits(candidate.text), _digits(candidate.record.quantity)) >= digits
        and len(context) > 1
        and bool(context & _STRONG)
        and (candidate.record.kind != OBSERVATION or bool(_codes(candidate) & PLACED))
    )


def _is_clear(ranked: Sequence[Candidate], first: Candidate) -> bool:
    return all(first.score - other.score >= CLEAR for other in ranked[1:] if not is_same(first, other))


def _is_said(candidate: Candidate) -> bool:
    """The text names everything but the currency: when, between whom, and which flow."""
    codes = _codes(candidate)
    return "currency_differs" in codes and {"period_equal", "flow_named"} <= codes and bool(codes & PLACED)


def _is_slip_of_scale(candidate: Candidate) -> bool:
    """Off by a power of ten, in an undated sentence that goes on speaking of the period before."""
    codes, text, record = _codes(candidate), candidate.text, candidate.record.quantity
    if candidate.context_disagreements or not {"period_carried", "flow_named"} <= codes or not codes & PLACED:
        return False
    if "commodity_named" not in codes and any(reason.aspect == "commodity" for reason in candidate.reasons):
        return False
    digits = min(_digits(text), _digits(record))
    return digits >= _TELLING and record is not None and slip(text.value, record.value) is not None


def _of_another_period(ranked: Sequence[Candidate]) -> Candidate | None:
    """The text has the value of one year under the name of another, whose own value is on record and differs."""
    fitting = [c for c in ranked if _slips(c, _PLAIN) and {r.aspect for r in c.disagreements} == {"period"}]
    for candidate in fitting:
        for other in ranked:
            codes = _codes(other)
            is_meant = {"period_equal", "flow_named", "value_differs"} <= codes and bool(codes & PLACED)
            if is_meant and other.record.series == candidate.record.series and not other.context_disagreements:
                return candidate if len({c.record.period for c in fitting}) == 1 else None
    return None


def _miscounted(ranked: Sequence[Candidate]) -> Candidate | None:
    """192 countries at a fair that counted 129: what is counted and the fair are named, and nothing narrows it."""
    counts = [c for c in ranked if c.record.kind == METRIC and not c.context_disagreements]
    if not counts or not _is_counted(counts[0]):
        return None
    best = counts[0]
    lead = (best.score_of_context - c.score_of_context for c in counts[1:])
    return best if all(gap >= CLEAR for gap in lead) else None


def _is_counted(candidate: Candidate) -> bool:
    codes, text, record = _codes(candidate), candidate.text, candidate.record.quantity
    if candidate.fits or text is None or record is None or codes & _OF_ANOTHER:
        return False
    low, high = sorted((abs(text.value), abs(record.value)))
    # A round number counts something else: 100 countries with pavilions of their own, at a fair of 129.
    if _significant(text) < max(_PLAIN, _significant(record) - 1):
        return False
    return is_placed(candidate) and "measure_named" in codes and low > 0 and high / low <= _MISCOUNTED


def _codes(candidate: Candidate) -> set[str]:
    return {reason.code for reason in candidate.reasons}


def _digits(quantity: Quantity | None) -> int:
    """How many are printed: 24.0 has three."""
    if quantity is None:
        return 0
    printed = len(str(int(abs(quantity.value) / quantity.resolution))) if quantity.resolution else 0
    return max(_significant(quantity), printed)


def _significant(quantity: Quantity) -> int:
    """Digits but for the zeros at the end: 100 has one."""
    return len(quantity.value.normalize().as_tuple().digits)
