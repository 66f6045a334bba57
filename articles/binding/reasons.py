"""Why a record may, or may not, be what a figure states: one judgement an aspect, each a reason in machine form.

No judgement looks at the value alone, except :func:`value`, which never makes a candidate by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from articles.binding.context import CLAUSE, PARAGRAPH, SENTENCE, Surroundings
from articles.binding.facts import AGREEMENT, EVENT, METRIC, NOT_STATED, OBSERVATION, PERCENT, Record
from articles.binding.goods import EQUAL, OTHER, TOTAL, WIDER
from articles.binding.text import Stated
from trade.quantities import BOUNDS, Qualifier, Quantity

AGREES, SILENT, DISAGREES = 1, 0, -1
_MONEY_LETTERS = 3
_FAR_ABOVE = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Reason:
    """*aspect* (unit, period, flow, commodity, areas, reporter, event, edition, measure, nature, participant, value)
    with a *code* for words, whether it speaks for or against (*sign*), and its *weight* in the score."""

    aspect: str
    code: str
    sign: int
    weight: Decimal

    @property
    def is_context(self) -> bool:
        """Speaks for the record without looking at its value or at its bare unit."""
        return self.sign > 0 and self.aspect not in ("value", "unit", "story")


def _reason(aspect: str, code: str, sign: int, weight: str) -> Reason:
    return Reason(aspect, code, sign, Decimal(weight))


IMPOSSIBLE = Decimal(-9)
_OTHER_GOODS = _reason("commodity", "other_commodity_named", DISAGREES, "-9")
VALUE_DIFFERS = _reason("value", "value_differs", DISAGREES, "-2")


def is_money(unit: str) -> bool:
    return len(unit) == _MONEY_LETTERS and unit.isascii() and unit.isupper() and unit not in ("BBL", "TEU", "KWH")


def unit(around: Surroundings, record: Record) -> Reason | None:
    """None if a figure of this kind cannot be this record at all."""
    stated = around.stated
    match stated.kind:
        case "money":
            if record.kind == EVENT or not is_money(record.unit):
                return None
            if not stated.unit:
                return _reason("unit", "unit_inferred", AGREES, "0.3")
            if stated.unit == record.unit:
                return _reason("unit", "unit_equal", AGREES, "1")
            return _reason("unit", "currency_differs", DISAGREES, "-3")
        case "percent_change":
            fits = record.is_growth and record.unit in PERCENT and stated.unit in ("PC", "PP")
            return _reason("unit", "growth", AGREES, "1") if fits else None
        case "percent_share":
            # A level in percent (a rate, a share) is never a growth.
            fits = record.unit in PERCENT and not record.is_growth and record.kind != EVENT
            return _reason("unit", "unit_equal", AGREES, "1") if fits else None
        case "count":
            return _counted(around, record)
        case "quantity":
            fits = record.kind in (OBSERVATION, METRIC) and stated.unit == record.unit
            return _reason("unit", "unit_equal", AGREES, "1") if fits else None
        case "rank":
            return _reason("unit", "rank", AGREES, "0.5") if record.rank is not None else None
        case "ordinal":
            return _reason("unit", "ordinal", AGREES, "0.5") if record.kind == EVENT else None
    return None


_COUNTED = {
    "companies": ("exhibitors",),
    "countries": ("countries", "countries_and_regions"),
    "people": ("visitors",),
    "agreements": ("agreements_count",),
}


def _counted(around: Surroundings, record: Record) -> Reason | None:
    stated = around.stated
    if record.kind not in (METRIC, OBSERVATION) or is_money(record.unit) or record.unit in PERCENT:
        return None
    if stated.unit == record.unit:
        return _reason("unit", "unit_equal", AGREES, "1.5")
    if record.measure in _COUNTED.get(stated.unit, ()):
        return _reason("unit", "unit_like", AGREES, "1")
    # «50 казахстанских компаний»: what is counted may have been taken from the word before the noun.
    if stated.unit in ("other", "") or around.follows(around.words.measures.get(record.measure, "")):
        return _reason("unit", "unit_unclear", SILENT, "0")
    return None


def period(around: Surroundings, record: Record) -> Reason | None:
    own, theirs = around.period, record.period
    if own is None and theirs is not None and record.kind == OBSERVATION and theirs == around.carried_period:
        return _reason("period", "period_carried", AGREES, "1.5")
    if own is None or theirs is None or record.kind == AGREEMENT:
        return None
    if own == theirs:
        return _reason("period", "period_equal", AGREES, "3")
    if record.kind in (METRIC, EVENT):
        # An event lies in the year that the text names; it does not fill it.
        if own.overlaps(theirs):
            return _reason("period", "period_holds_event", AGREES, "1")
        return _reason("period", "period_differs", DISAGREES, "-3")
    if theirs.start >= own.start and theirs.end <= own.end:
        return _reason("period", "period_is_part", DISAGREES, "-1.5")
    return _reason("period", "period_differs", DISAGREES, "-4")


def flow(around: Surroundings, record: Record) -> Reason | None:
    if record.kind != OBSERVATION or not record.flow:
        return None
    own = record.flow[-1:] if record.flow in ("RX", "RM") else record.flow
    wanted = _as_said(around, record, own)
    for where, weight in ((SENTENCE, "2"), (PARAGRAPH, "1")):
        said = around.flows(where)
        if "T" in said and len(said) > 1:
            said -= {"T"}
        if said & wanted:
            return _reason("flow", "flow_named", AGREES, weight)
        if said:
            return _reason("flow", "other_flow_named", DISAGREES, "-3")
    return None


def _as_said(around: Surroundings, record: Record, own: str) -> frozenset[str]:
    """A's exports to B may be called B's imports from A, where B is named first."""
    if own == "T" or not record.counterpart:
        return frozenset(own)
    turned = {"X": "M", "M": "X"}.get(own, own)
    return frozenset((own, turned)) if around.first_area == record.counterpart else frozenset(own)


def areas(around: Surroundings, record: Record) -> Iterator[Reason]:
    if record.kind != OBSERVATION or not record.areas:
        return
    for where, weight in ((CLAUSE, "1.5"), (SENTENCE, "1.5"), (PARAGRAPH, "1")):
        if record.areas <= around.areas(where):
            yield _reason("areas", "areas_named", AGREES, weight)
            return
    story = around.context.areas
    if record.areas <= story and around.says(around.words.bilateral):
        yield _reason("areas", "both_sides", AGREES, "1.2")
    elif record.areas & around.areas(SENTENCE) and around.areas(SENTENCE) <= record.areas <= story:
        yield _reason("areas", "one_area_named", AGREES, "0.8")
    elif around.areas(SENTENCE) - record.areas:
        yield _reason("areas", "other_areas_named", DISAGREES, "-3")
    if record.areas <= story:
        yield _reason("story", "story_areas", AGREES, "0.6")


def reporter(around: Surroundings, record: Record) -> Reason | None:
    if record.kind != OBSERVATION or not record.reporter:
        return None
    said = around.reporter
    if not said:
        # A text that does not say whose statistics it gives states the record that does not say it either.
        return _reason("reporter", "reporter_not_stated", AGREES, "0.8") if record.reporter == NOT_STATED else None
    if said == record.reporter:
        return _reason("reporter", "reporter_named", AGREES, "3")
    return _reason("reporter", "other_reporter_named", DISAGREES, "-4" if record.reporter != NOT_STATED else "-2")


def event(around: Surroundings, record: Record) -> Iterator[Reason]:
    if record.kind not in (METRIC, EVENT):
        return
    for where, weight in ((SENTENCE, "2"), (PARAGRAPH, "1.2")):
        families = around.families(where)
        if record.family in families:
            yield _reason("event", "event_named", AGREES, weight)
            break
        if families:
            yield _reason("event", "other_event_named", DISAGREES, "-3")
            break
        if around.says(around.words.fairs, where) and record.event in around.context.events:
            yield _reason("event", "event_meant", AGREES, "0.8")
            break
    if record.event in around.context.events:
        yield _reason("story", "story_event", AGREES, "2")
    elif around.context.events:
        yield _reason("story", "not_story_event", SILENT, "-0.5")


def edition(around: Surroundings, record: Record) -> Reason | None:
    if record.kind != METRIC or record.edition is None:
        return None
    said = around.edition
    if said is None:
        return None
    if said == record.edition:
        return _reason("edition", "edition_named", AGREES, "3")
    return _reason("edition", "other_edition_named", DISAGREES, "-4")


def measure(around: Surroundings, record: Record) -> Iterator[Reason]:
    if record.kind != METRIC:
        return
    own = record.measure.removesuffix("_growth")
    tables = around.words.measures
    if around.says(tables.get(own, ""), CLAUSE):
        yield _reason("measure", "measure_named", AGREES, "2")
    elif around.says(tables.get(own, "")):
        yield _reason("measure", "measure_near", AGREES, "0.8")
    natures = {key for key, phrases in around.words.natures.items() if around.says(phrases, CLAUSE)}
    if record.nature in natures:
        yield _reason("nature", "nature_named", AGREES, "1")
    elif natures & {"intended", "concluded"} and record.nature in ("intended", "concluded"):
        yield _reason("nature", "other_nature_named", DISAGREES, "-2")


def commodity(around: Surroundings, record: Record) -> Reason | None:
    """None says nothing; a reason of weight :data:`IMPOSSIBLE` that the record is of other goods, or of all."""
    if record.kind != OBSERVATION:
        return None
    named, services = around.goods, record.trade_type == "S"
    is_total = record.commodity == TOTAL and not services
    if not named:
        return None if is_total else _reason("commodity", "commodity_not_named", SILENT, "-2")
    if is_total or services != any(goods.is_services for goods in named):
        return _OTHER_GOODS
    if services:
        return _reason("commodity", "commodity_named", AGREES, "2.5")
    lies = {goods.lies_to(record.commodity) for goods in named}
    if lies <= {OTHER}:
        return _OTHER_GOODS
    if len(named) > 1:
        return _reason("commodity", "commodity_is_one_of_several", SILENT, "-0.5")
    if lies == {EQUAL}:
        is_first = named[0].lies_to(record.commodity) == EQUAL and record.commodity.endswith(f"-{named[0].codes[0]}")
        return _reason("commodity", "commodity_named", AGREES, "2.5" if is_first else "2")
    if None in lies:
        return _reason("commodity", "commodity_not_named", SILENT, "-2")
    if WIDER in lies:
        return _reason("commodity", "commodity_is_wider", SILENT, "-0.3")
    return _reason("commodity", "commodity_is_narrower", SILENT, "-0.3")


def participant(around: Surroundings, record: Record) -> Reason | None:
    if record.kind != METRIC:
        return None
    in_clause, in_sentence = around.areas_of_participants, around.areas(SENTENCE)
    if record.participant:
        if record.participant in in_clause:
            return _reason("participant", "participant_named", AGREES, "1.5")
        if record.participant in in_sentence:
            return _reason("participant", "participant_near", AGREES, "0.8")
        return _reason("participant", "participant_not_named", SILENT, "-1")
    if in_clause:
        return _reason("participant", "area_named_of_none", SILENT, "-0.5")
    return None


def _is_far_above(text: Quantity, record: Quantity) -> bool:
    """«More than 50» of a record would hold any number; a text that says 152 means something else."""
    above = record.qualifier in (Qualifier.GT, Qualifier.GE) and text.qualifier not in BOUNDS
    return above and text.value > _FAR_ABOVE * record.value


def value(stated: Stated, record: Record) -> Reason | None:
    """How the record lies in what the text can mean; a reason beside others, never one by itself."""
    text = stated.quantity
    if record.kind == EVENT:
        fits = record.edition is not None and stated.figure.value == record.edition
        return (
            _reason("value", "value_equal", AGREES, "3") if fits else _reason("value", "value_differs", DISAGREES, "-2")
        )
    theirs = record.quantity
    if stated.kind == "rank":
        fits = record.rank is not None and stated.figure.value == record.rank
        return (
            _reason("value", "value_equal", AGREES, "2") if fits else _reason("value", "value_differs", DISAGREES, "-1")
        )
    if text is None or theirs is None:
        return None
    if _is_far_above(text, theirs):
        return _reason("value", "value_differs", DISAGREES, "-2")
    if theirs.confirms(text):
        return _reason("value", "value_confirms", AGREES, "3")
    # «more than 50» of a record and «more than 50» of a text are the same words.
    if theirs.holds(text) or theirs.interval == text.interval:
        return _reason("value", "value_holds", AGREES, "3")
    if not theirs.contradicts(text):
        return _reason("value", "value_overlaps", AGREES, "1.5")
    return _reason("value", "value_differs", DISAGREES, "-2")
