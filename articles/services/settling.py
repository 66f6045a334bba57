"""What an editor does with a figure that the checks found: mark it, bind it, exempt it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.binding.printed import quantity_of, unit_of
from articles.checking import Checked, Row
from articles.figures import Figure, find_figures
from articles.models import Article, Claim
from articles.services.claims import (
    attribute_claim,
    bind_claim,
    exempt_claim,
    explain_claim,
    machine_value,
    sync_claims,
    unbind_claim,
)
from articles.services.revisions import take_revision
from trade.quantities import Quantity
from trade.words.languages import column_of

_DIGITS = re.compile(r"\d(?:[\d.,\s]*\d)?")


@dataclass(frozen=True, slots=True)
class Choice:
    """What an editor chose for a figure: *verb* is mark, bind, attribute, exempt or unbind.

    *key* names a proposed record or the reason of an exemption; *record* is any record, or the source to attribute to.
    """

    verb: str
    key: str = ""
    record: Any = None
    explanation: str = ""

    @classmethod
    def parse(cls, text: str, explanation: str = "") -> "Choice":
        """``mark``, ``bind:<key of a proposed record>``, ``exempt:<reason>`` or ``unbind``."""
        verb, _colon, key = text.partition(":")
        return cls(verb, key, explanation=explanation)


@transaction.atomic
def settle_figures(
    *, article: Article, checked: Checked, choices: Mapping[int, str | Choice], user: Any = None
) -> dict[int, Claim]:
    """Does with the figures of *checked*, by their numbers, what *choices* say, and stores the working copy.

    Gives the claim of each; texts are read by :meth:`Choice.parse`. *checked* is of the stored body.
    """
    rows = {row.number: row for row in checked.rows}
    read = {number: Choice.parse(choice) if isinstance(choice, str) else choice for number, choice in choices.items()}
    chosen = [(rows[number], choice) for number, choice in sorted(read.items()) if number in rows and choice.verb]
    keys = {row.number: row.claim.uuid if row.claim else uuid4() for row, _choice in chosen}
    new = [(row, keys[row.number]) for row, _choice in chosen if row.claim is None]
    if new:
        try:
            article.body = checked.reading.marked(_mark_of(row, key, article.language) for row, key in new)
        except ValueError:
            message = _("A figure cannot be marked where its formatting changes within it; simplify that place.")
            raise ValidationError({"body": message}) from None
        take_revision(article, article.revision)
        sync_claims(article)
        article.save(update_fields=["body"])
    claims = {claim.uuid: claim for claim in article.claims.filter(lost=False).with_targets()}
    for row, key in new:
        describe(claims[key], row.figure, article.language, row.stated.reporter)
    for row, choice in chosen:
        _settle(claims[keys[row.number]], row, checked, choice, user)
    return {number: claims[key] for number, key in keys.items()}


def _settle(claim: Claim, row: Row, checked: Checked, choice: Choice, user: Any) -> None:
    explanation = choice.explanation or claim.explanation
    match choice.verb:
        case "bind":
            record = choice.record or _proposed(claim, row, checked, choice.key)
            take_unit(claim, record)
            bind_claim(claim=claim, record=record, explanation=explanation, user=user)
        case "attribute":
            attribute_claim(claim=claim, source=choice.record, explanation=explanation, user=user)
        case "exempt":
            exempt_claim(claim=claim, reason=choice.key, explanation=explanation, user=user)
        case "unbind":
            unbind_claim(claim=claim, user=user)
        case "mark":
            if choice.explanation:
                explain_claim(claim=claim, explanation=choice.explanation)
        case _:
            raise ValidationError(_("«%(quote)s»: choose one of the offered actions.") % {"quote": claim.quote})


def _proposed(claim: Claim, row: Row, checked: Checked, key: str) -> Any:
    record = checked.shelf.rows.get(key)
    if record is None or key not in {candidate.record.key for candidate in row.candidates}:
        raise ValidationError(_("«%(quote)s»: this record is not proposed any more.") % {"quote": claim.quote})
    return record


def take_unit(claim: Claim, record: Any) -> None:
    """The currency that the text leaves out is that of the record."""
    unit = getattr(record, "unit", "")
    if unit and not claim.unit and claim.kind == Claim.Kind.MONEY:
        claim.unit, claim.unit_inferred = unit, True


def describe(claim: Claim, figure: Figure, language: str, reporter: str = "") -> None:
    """Fills what *claim* says from the figure as it was found, and from the *reporter* that its sentence names."""
    quantity = quantity_of(figure, column_of(language))
    if quantity is None or figure.kind not in Claim.Kind.values:
        return
    claim.kind, claim.unit = figure.kind, unit_of(figure)
    if figure.kind in ("count", "duration", "rank", "ratio") and claim.unit == "other":
        claim.unit = ""
    _take(claim, quantity)
    claim.direction = figure.direction or ""
    claim.comparison = (figure.comparison or "")[: Claim._meta.get_field("comparison").max_length]
    if figure.period:
        claim.period_start, claim.period_end = figure.period.start, figure.period.end
    claim.reporter_id = claim.reporter_id or reporter or None
    claim.full_clean(validate_constraints=False)
    claim.save()


def _take(claim: Claim, quantity: Quantity) -> None:
    claim.value, claim.value_upper = quantity.value, quantity.upper
    claim.qualifier, claim.resolution = str(quantity.qualifier), quantity.resolution


def _mark_of(row: Row, key: UUID, language: str) -> tuple[int, int, UUID, str]:
    figure = row.figure
    quantity = quantity_of(figure, column_of(language))
    value = quantity.value if quantity else figure.value
    return figure.start, figure.start + width_of_mark(figure, language), key, machine_value(value)


def width_of_mark(figure: Figure, language: str) -> int:
    """How much of the figure a mark covers: number, scale word and glued sign, but neither unit nor noun."""
    surface = figure.surface
    if figure.unit in ("%", "pp", "bp") or figure.value is None:
        return len(surface)
    digits = _DIGITS.match(surface)
    if digits and _is_value(digits[0], figure.value):
        return digits.end()
    for end in range(1, len(surface)):
        inside_word = surface[end - 1].isalnum() and surface[end].isalnum() and not _is_han(surface[end])
        if inside_word or surface[end - 1].isspace():
            continue
        found = find_figures(surface[:end], column_of(language))
        if len(found) == 1 and found[0].value == figure.value and (found[0].start, found[0].end) == (0, end):
            return end
    return len(surface)


def _is_value(printed: str, value: Decimal) -> bool:
    """*printed* is *value* itself, however its thousands are grouped and its decimals divided."""
    whole = re.sub(r"\D", "", printed)
    decimals = [len(printed) - printed.rfind(mark) - 1 for mark in ",." if mark in printed]
    return any(Decimal(whole).scaleb(-places) == value for places in (0, *decimals))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
