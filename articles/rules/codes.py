"""Every code that a finding can carry, with the rule it belongs to: the caller has words for each in four languages.

Words may use the finding's two sides, its arithmetic line, and the facts named here.
"""

CODES = {
    "value_outside_record": "R1 R2 R11",
    "bound_understates": "R1 R11",  # «more than 30» where the record says 41
    "scale_slip": "R1b",  # facts: factor, by which the text has to be multiplied
    "converted_scale_slip": "R1b",  # facts: factor
    "parts_scale_slip": "R1b",  # facts: factor
    "growth_of_levels_differs": "R2",
    "growth_of_records_differs": "R2",
    "percent_for_points": "R2",  # «на 1 %» where the difference of two rates is one point
    "base_revised": "R2 R2b",
    "implied_base_differs": "R2b",
    "implied_base_above_year": "R2b",
    "base_not_recorded": "R2b",
    "parts_above_total": "R3",
    "parts_differ_from_total": "R3",
    "balance_differs": "R3",
    "shares_above_hundred": "R4",
    "share_differs": "R4",
    "earlier_is_higher": "R5",
    "series_is_short": "R5",  # facts: points, how many earlier values there are
    "record_without_series": "R5",
    "period_differs": "R6",
    "currency_differs": "R7",
    "unit_differs": "R7",
    "points_for_percent": "R7",
    "converted_rate_differs": "R7",
    "converted_rates_differ": "R7",
    "fits_mirror": "R8",  # facts: reporter, the area whose statistics fit
    "fits_older_vintage": "R9",
    "edition_differs": "R10",
    "edition_of_figure_differs": "R10",
    "edition_of_another_year": "R10",
    "rank_differs": "R10",
    "direction_differs": "R12",
    "direction_of_levels": "R12",  # facts: direction, up or down, as the text has it
    "same_record_differs": "R13",
    "same_words_differ": "R13",
    "versions_differ": "R13",  # facts: lang, the other version's
}

# What an arithmetic line leaves to be said in words after its figures.
LINE_CODES = frozenset(("no_record", "vintage", "mirror", "percentage_points", "scale"))
