"""Findings, and why a record is proposed, in the words of the editor's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.binding import Candidate
from articles.binding.reasons import Reason

Text = str | Promise

# What a rule is called in lists and filters.
RULES: Mapping[str, Text] = {
    "R1": _("value against the record"),
    "R1b": _("slip of scale"),
    "R2": _("growth against the records"),
    "R2b": _("growth within the text"),
    "R3": _("sum of the parts"),
    "R4": _("share of a whole"),
    "R5": _("record or highest ever"),
    "R6": _("period"),
    "R7": _("unit or currency"),
    "R8": _("another reporter's figure"),
    "R9": _("an older value"),
    "R10": _("edition or rank"),
    "R11": _("number of things"),
    "R12": _("direction of the change"),
    "R13": _("the same fact said twice"),
}

# What is wrong, by code; see articles/rules/codes.py.
MESSAGES: Mapping[str, Text] = {
    "value_outside_record": _("The text and the record contradict each other."),
    "bound_understates": _("«More than» understates what is recorded."),
    "scale_slip": _("Off by a power of ten: million, billion or trillion?"),
    "converted_scale_slip": _("The two sums of one amount differ by a power of ten."),
    "parts_scale_slip": _("The parts fit the total only with another scale word."),
    "growth_of_levels_differs": _("The growth does not follow from the two values in the text."),
    "growth_of_records_differs": _("The growth does not follow from the two recorded values."),
    "percent_for_points": _("The difference of the two rates fits: percentage points are meant?"),
    "base_revised": _(
        "The value a year earlier that the text implies differs from the record, which was perhaps revised."
    ),
    "implied_base_differs": _("The value and its growth imply another value a year earlier than the record has."),
    "implied_base_above_year": _(
        "The value and its growth imply more for a part of the year before than the record has for all of it."
    ),
    "base_not_recorded": _("No record says what the value was a year earlier; the computed base is shown."),
    "parts_above_total": _("The parts are more than the whole."),
    "parts_differ_from_total": _("The parts do not add up to the whole."),
    "balance_differs": _("The balance does not follow from exports and imports."),
    "shares_above_hundred": _("The shares of one whole are more than 100 %."),
    "share_differs": _("The share does not follow from the part and the whole."),
    "earlier_is_higher": _("It is called a record, and an earlier value is higher."),
    "series_is_short": _("It is called a record; the series has too few earlier values to tell."),
    "record_without_series": _("It is called a record; there are no earlier values to tell."),
    "period_differs": _("The text and the record speak of different periods."),
    "currency_differs": _("The text and the record are in different currencies."),
    "unit_differs": _("The text and the record are in different units."),
    "points_for_percent": _("The text says percentage points, the record is in percent."),
    "converted_rate_differs": _("The two sums imply an exchange rate far from that of the period."),
    "converted_rates_differ": _("Sums that were converted in one text imply different exchange rates."),
    "fits_mirror": _("Another reporter's record fits the text; name the source."),
    "fits_older_vintage": _("The text has an older value of the record, which has been revised since."),
    "edition_differs": _("The number of the edition is another one in the records."),
    "edition_of_figure_differs": _("The figure is bound to another edition than the text names."),
    "edition_of_another_year": _("This edition took place in another year."),
    "rank_differs": _("The place in the order is another one in the records."),
    "direction_differs": _("The text says up where the records say down, or the other way round."),
    "direction_of_levels": _("The two values in the text go the other way than its words."),
    "same_record_differs": _("One record is given with two different values."),
    "same_words_differ": _("The same fact has two different values in this text."),
    "versions_differ": _("Another language version gives a different value."),
}

REASONS: Mapping[str, Text] = {
    "areas_named": _("both countries are named"),
    "both_sides": _("the text speaks of both sides"),
    "one_area_named": _("one of the countries is named"),
    "other_areas_named": _("other countries are named"),
    "commodity_named": _("these goods are named"),
    "commodity_not_named": _("the text does not name these goods"),
    "commodity_is_wider": _("the record is of a wider group of goods"),
    "commodity_is_narrower": _("the record is of a part of these goods"),
    "commodity_is_one_of_several": _("these are some of the goods named"),
    "other_commodity_named": _("other goods are named"),
    "edition_named": _("this edition is named"),
    "other_edition_named": _("another edition is named"),
    "event_meant": _("this event is meant"),
    "event_named": _("the event is named"),
    "other_event_named": _("another event is named"),
    "flow_named": _("the flow of trade is named"),
    "other_flow_named": _("another flow of trade is named"),
    "measure_named": _("what is measured is named"),
    "measure_near": _("what is measured is named near by"),
    "nature_named": _("its nature is named"),
    "other_nature_named": _("another nature is named"),
    "area_named_of_none": _("a country is named, and the record is of the whole event"),
    "participant_named": _("the participant is named"),
    "participant_near": _("the participant is named near by"),
    "participant_not_named": _("the participant is not named"),
    "period_equal": _("same period"),
    "period_carried": _("the period of the sentence before"),
    "period_differs": _("another period"),
    "period_holds_event": _("the event lies in the period"),
    "period_is_part": _("only a part of the period"),
    "reporter_named": _("the reporter is named"),
    "other_reporter_named": _("another reporter is named"),
    "reporter_not_stated": _("no reporter is stated"),
    "not_story_event": _("the story is not about this event"),
    "story_areas": _("the story is about these countries"),
    "story_event": _("the story is about this event"),
    "currency_differs": _("another currency"),
    "growth": _("a growth figure"),
    "ordinal": _("an edition number"),
    "rank": _("a place in an order"),
    "unit_equal": _("same unit"),
    "unit_inferred": _("the text does not say the currency"),
    "unit_like": _("a like unit"),
    "unit_unclear": _("the unit is not clear"),
    "value_confirms": _("the value fits exactly"),
    "value_equal": _("the value is equal"),
    "value_holds": _("the value fits"),
    "value_overlaps": _("the value may fit"),
    "value_differs": _("the value does not fit"),
}


def message_of(code: str) -> Text:
    """What is wrong, in a sentence; the code itself for one that a later version of the rules no longer has."""
    return MESSAGES.get(code, code)


def reason_words(reason: Reason) -> str:
    return str(REASONS.get(reason.code, reason.code))


def reasons_of(candidate: Candidate) -> list[tuple[int, str]]:
    """The reasons for and against *candidate*, as (sign, words); what says nothing is left out."""
    return [(reason.sign, reason_words(reason)) for reason in candidate.reasons if reason.sign]
