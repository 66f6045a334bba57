"""English: sentences of our own with the figures in them, and with what only looks like one."""

import pytest

from tests.articles.figures.notation import found

NUMERALS = [
    ("The port handled 12,450 tonnes of rice.", ["12,450 tonnes = quantity 12450 t"]),
    ("The port handled 12 450 tonnes of rice.", ["12 450 tonnes = quantity 12450 t"]),
    ("The mill ground 1,250,000.5 tonnes of flour.", ["1,250,000.5 tonnes = quantity 1250000.5 t"]),
    ("Sales came to 3,25 million euros.", ["3,25 million euros = money 3250000 EUR"]),
    ("Twenty-five schools were built.", ["Twenty-five = count 25 other"]),
    ("They ordered two hundred and five wagons.", ["two hundred and five = count 205 other"]),
    ("Nearly half a million tonnes left the port.", ["half a million tonnes = quantity 500000 t, nearly"]),
    ("A million barrels were stored.", ["million barrels = quantity 1000000 bbl"]),
    ("Five and a half million people live there.", ["Five and a half million = count 5500000 people"]),
    ("The firm earned seventy-three million dollars.", ["seventy-three million dollars = money 73000000 USD"]),
]
LISTS = [
    ("Growth will reach 3-4%.", ["3-4% = percent_change 3..4 %, range, up"]),
    ("The price ranges from 5 to 7 dollars a kilo.", ["5 to 7 dollars = money 5..7 USD, range"]),
    (
        "Between 10 and 12 million tons will be shipped.",
        ["10 and 12 million tons = quantity 10000000..12000000 t, range"],
    ),
    (
        "They will invest $5, $7 and $9 billion.",
        ["$5 = money 5000000000 USD", "$7 = money 7000000000 USD", "$9 billion = money 9000000000 USD"],
    ),
    (
        "Exports stood at 5.1 million, 6 million, and 7.2 million tons respectively.",
        ["5.1 million = quantity 5100000 t", "6 million = quantity 6000000 t", "7.2 million tons = quantity 7200000 t"],
    ),
    ("Oil fell from $95 to $81 a barrel.", ["$95 = money 95 USD", "$81 = money 81 USD"]),
    (
        "Licences went to 12, 15 and 20 companies.",
        ["12 = count 12 companies", "15 = count 15 companies", "20 = count 20 companies"],
    ),
]
PERCENTAGES = [
    ("Private banks hold 61% of deposits.", ["61% = percent_share 61 %"]),
    ("Imports fell 7.5%, exports 2%.", ["7.5% = percent_change 7.5 %, down", "2% = percent_change 2 %, down"]),
    (
        "The rate was raised by 50 basis points to 16%.",
        ["50 basis points = percent_change 50 bp, up", "16% = percent_share 16 %"],
    ),
    ("Inflation accelerated to 9.1%.", ["9.1% = percent_change 9.1 %, up"]),
    ("The gap widened by 1.5 percentage points.", ["1.5 percentage points = percent_change 1.5 pp, up"]),
    ("Fuel accounts for 44 percent of shipments.", ["44 percent = percent_share 44 %"]),
    ("Unemployment stood at 4.9 percent.", ["4.9 percent = percent_share 4.9 %"]),
    (
        "Sales are up 12 per cent from a year earlier.",
        ["12 per cent = percent_change 12 %, up, same period a year earlier"],
    ),
]
RATIOS_AND_RANKS = [
    ("Meat shipments grew 2.4 times.", ["2.4 times = ratio 2.4 x, up"]),
    ("Applications doubled.", ["doubled = ratio 2 x, up"]),
    ("The cost is three times higher than planned.", ["three times = ratio 3 x, up, plan"]),
    ("A third of the harvest was exported.", ["third = ratio 0.333333 x"]),
    ("Two-thirds of firms reported a profit.", ["Two-thirds = ratio 0.666667 x"]),
    ("There was a fivefold increase in deliveries.", ["fivefold = ratio 5 x, up"]),
    ("The board meets four times a year.", ["four = count 4 other"]),
    ("The country ranked 12th in uranium output.", ["12th = rank 12 rank"]),
    ("It is the third-largest port in the region.", ["third = rank 3 rank"]),
    ("The 15th furniture fair opened.", ["15th = ordinal 15"]),
]
DURATIONS = [
    ("Construction will take three years.", ["three years = duration 3 y"]),
    ("A two-year contract was signed.", ["two-year = duration 2 y"]),
    ("The flight lasts 40 minutes.", ["40 minutes = duration 40 min"]),
    ("The next two decades will matter.", ["two decades = duration 20 y"]),
    ("A 30-day limit applies.", ["30-day = duration 30 d"]),
    (
        "The 120MW plant covers a 25,000-square-meter site.",
        ["120MW = quantity 120 MW", "25,000-square-meter = quantity 25000 m2"],
    ),
]
COUNTS = [
    ("The forum gathered 340 delegates from 18 countries.", ["340 = count 340 people", "18 = count 18 countries"]),
    ("Over 90 enterprises got grants.", ["90 = count 90 companies, more_than"]),
    ("The train had 52 wagons.", ["52 = count 52 other"]),
    ("The number of participants exceeded 700.", ["700 = count 700 people, more_than"]),
    ("They signed 14 cooperation agreements.", ["14 = count 14 agreements"]),
]
TRAPS = [
    ("Under Article 15 of Law No. 231 there is no duty.", []),
    ("The meeting starts at 2:30 p.m. in room 5.", []),
    ("Call +7 (7172) 55-12-34.", []),
    ("See doi 10.1016/j.econ.2020.05.", []),
    ("The G20 and the C5 discussed 5G.", []),
    ("COVID-19 and COVID19 vaccines arrived.", []),
    (
        "Two Fortune 500 firms and 12 of the world's top 100 shipbuilding companies came.",
        ["Two = count 2 companies", "12 = count 12 companies"],
    ),
    ("1) open a store; 2) close the old one.", []),
    ("See pp. 15-20 of the report.", []),
    ("Boeing 737 and flight 214 were late.", []),
    ("Thousands of people lost millions of dollars.", []),
    ("One of the ports is closed.", []),
]
DATES = [
    ("The report for 2022 is ready.", ["2022 = date, 2022"]),
    (
        "In the first nine months of 2023 they shipped 3 million tons.",
        ["first nine months of 2023 = date, 2023-01-01/P9M", "3 million tons = quantity 3000000 t, 2023-01-01/P9M"],
    ),
    (
        "In January-May 2024 they imported 400 tractors.",
        ["January-May 2024 = date, 2024-01-01/P5M", "400 = count 400 other, 2024-01-01/P5M"],
    ),
    (
        "From January to August 2021 they imported 400 tractors.",
        ["January to August 2021 = date, 2021-01-01/P8M", "400 = count 400 other, 2021-01-01/P8M"],
    ),
    (
        "In the third quarter of 2020 they imported 400 tractors.",
        ["third quarter of 2020 = date, 2020-Q3", "400 = count 400 other, 2020-Q3"],
    ),
    (
        "In the first half of 2019 they imported 400 tractors.",
        ["first half of 2019 = date, 2019-S1", "400 = count 400 other, 2019-S1"],
    ),
    ("The decree was signed on March 14, 2023.", ["March 14, 2023 = date, 2023-03-14"]),
    ("The fair runs on November 5-10.", ["November 5-10 = date"]),
    ("The fair ran from May 28 to June 3, 2022.", ["May 28 to June 3, 2022 = date, 2022-05-28/P7D"]),
    (
        "Sales in the six months ended September 30, 2021 came to $2 billion.",
        [
            "six months ended September 30, 2021 = date, 2021-04-01/P6M",
            "$2 billion = money 2000000000 USD, 2021-04-01/P6M",
        ],
    ),
    ("In Q3 2022 they invested $2 billion.", ["Q3 2022 = date, 2022-Q3", "$2 billion = money 2000000000 USD, 2022-Q3"]),
]
ATTRIBUTES = [
    ("About 40,000 tons have been sold.", ["40,000 tons = quantity 40000 t, about"]),
    ("At least 40,000 tons have been sold.", ["40,000 tons = quantity 40000 t, more_than"]),
    ("No more than 40,000 tons have been sold.", ["40,000 tons = quantity 40000 t, less_than"]),
    ("Nearly 40,000 tons have been sold.", ["40,000 tons = quantity 40000 t, nearly"]),
    ("A record 40,000 tons have been sold.", ["40,000 tons = quantity 40000 t, record"]),
    (
        "They plan to raise exports to 40,000 tons by 2030.",
        ["40,000 tons = quantity 40000 t, up_to, 2030", "2030 = date, 2030"],
    ),
    ("Exports rose to 40,000 tons.", ["40,000 tons = quantity 40000 t"]),
    ("Exports rose 6 percent from the previous year.", ["6 percent = percent_change 6 %, up, previous year"]),
    ("Exports rose 6 percent year on year.", ["6 percent = percent_change 6 %, up, same period a year earlier"]),
    ("Exports rose 6 percent month on month.", ["6 percent = percent_change 6 %, up, previous month"]),
    ("Exports fell 6 percent from the previous quarter.", ["6 percent = percent_change 6 %, down, previous quarter"]),
    (
        "Exports stood at $5 billion (up 4%) and imports at $3 billion (down 2%).",
        [
            "$5 billion = money 5000000000 USD",
            "4% = percent_change 4 %, up",
            "$3 billion = money 3000000000 USD",
            "2% = percent_change 2 %, down",
        ],
    ),
]
SERIES = [
    (
        "Exports rose 5% (7% in half a year) and imports 3%.",
        [
            "5% = percent_change 5 %, up",
            "7% = percent_change 7 %, up",
            "half a year = duration 0.5 y",
            "3% = percent_change 3 %, up",
        ],
    ),
    (
        "Growth slowed to 3.7 percent, down from 7.4 percent.",
        ["3.7 percent = percent_change 3.7 %, down", "7.4 percent = percent_change 7.4 %, down"],
    ),
    (
        "They shipped 62.8 million tons against 57.7 million a year earlier.",
        ["62.8 million tons = quantity 62800000 t", "57.7 million = quantity 57700000 t, same period a year earlier"],
    ),
    ("It owns 3 of the 5 largest fields.", ["3 = count 3 other", "5 = count 5 other"]),
    (
        "Output fell to 9.5 from 10.1 million tons.",
        ["9.5 = quantity 9500000 t", "10.1 million tons = quantity 10100000 t"],
    ),
    (
        "The number of shops decreased from 3,706 in 2021 to 3,456 in 2022.",
        ["3,706 = count 3706 other, 2021", "2021 = date, 2021", "3,456 = count 3456 other, 2022", "2022 = date, 2022"],
    ),
    ("The country ranked 25th, up from 28th.", ["25th = rank 25 rank", "28th = rank 28 rank"]),
    ("The currency fell below 100 per dollar.", ["100 = money 100, less_than"]),
    (
        "The tenge weakened by 2.3 tenge to 478.15 per US dollar.",
        ["2.3 tenge = money 2.3 KZT, down", "478.15 = money 478.15 KZT"],
    ),
]
TYPING = [
    ("Growth stayed in double-digit territory.", []),
    ("A $300m loan and a €2.3bn bond were signed.", ["$300m = money 300000000 USD", "€2.3bn = money 2300000000 EUR"]),
    ("The new “golden thirty years” began.", []),
    (
        "They will build it over five years after waiting for over six years.",
        ["five years = duration 5 y", "six years = duration 6 y, more_than"],
    ),
    ("It was a fifth consecutive month of growth.", ["fifth = ordinal 5"]),
    ("FY2023 results and the 2023-24 season looked good.", ["FY2023 = date, 2023", "2023-24 = date, 2023"]),
    ("The bank kept its rate at 14.25 percent.", ["14.25 percent = percent_share 14.25 %"]),
    ("Growth is expected at 5.5 percent.", ["5.5 percent = percent_change 5.5 %, up"]),
    (
        "More than half (52.3%) of imports came by rail.",
        ["half = ratio 0.5 x, more_than", "52.3% = percent_share 52.3 %"],
    ),
    ("The C5+1 format and version 2.4.1 were approved.", []),
    ("A Boeing 737-800 and a 4x4 are there.", []),
    ("Write to a1@b2.com or call 8-800-555-35-35.", []),
    ("UN Resolution 2231 and Section 232 apply.", []),
]


@pytest.mark.parametrize(("text", "figures"), NUMERALS)
def test_numerals_in_figures_and_in_words(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), LISTS)
def test_members_of_lists_and_ranges_share_scale_and_unit(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), PERCENTAGES)
def test_a_percentage_is_a_change_or_a_share(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), RATIOS_AND_RANKS)
def test_multiples_fractions_places_and_ordinals(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), DURATIONS)
def test_lengths_of_time_and_compounds(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), COUNTS)
def test_things_counted(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), TRAPS)
def test_what_is_no_figure(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), DATES)
def test_calendar_expressions_and_the_periods_they_give(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), ATTRIBUTES)
def test_approximation_direction_and_comparison(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), SERIES)
def test_figures_that_lean_on_each_other(text, figures):
    assert found(text, "en") == figures


@pytest.mark.parametrize(("text", "figures"), TYPING)
def test_hasty_typing_and_near_misses(text, figures):
    assert found(text, "en") == figures
