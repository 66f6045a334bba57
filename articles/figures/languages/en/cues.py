"""English: the words around a figure: its kind, how exact it is, which way it went and against what."""

from typing import Any

CUES: dict[str, Any] = {
    "change": """
        inflation | change | change of | y/y | yoy | year-on-year | y-o-y | appreciat* | depreciat* | gain* | swing
        contraction | variation | accelerat* | consumer price*
    """,
    "share": """
        share | account* | constitut* | represent* | compris* | makes up | made up | making up | make up | rate
        base rate | key rate | policy rate | ratio | proportion | stake | equity | owns | owned | holds | index | cpi
        quota | tariff | tariffs | duty | duties | tax | vat | coverage | utilization | utilisation | capacity
        coupon | yield | margin | majority | unemployment | interest | ownership | penetration | turnout | discount
        commission | levy | equivalent to | completed | completion | readiness
    """,
    "indices": "index | pmi | cpi",
    "change_after": """
        more | higher | greater | larger | less | lower | fewer | increase* | decrease* | rise | growth | drop
        decline | fall | jump | surge | gain | slump | year-on-year | year - on - year | year on year | yoy | y/y
        y - o - y | month-on-month | mom | on year | from a year | from the same | over the same
        compared to the same | compared with the same | annually | on an annual basis | on a yearly basis | faster
        slower | reduction | cut | uptick | contraction | expansion | above | below | hike | spike | on-year
        on - year | a year earlier | a year ago | a year before | versus | up | down | plunge | dip | increment | year-over-year
        year - over - year | from last year | from the previous | from last
    """,
    "share_after": """
        of | stake | share | owned | ownership | interest | tariff | tariffs | duty | tax | vat | discount | foreign
        state-owned | equity | majority | rate | local | complete | completed | to gdp | chance | probability
        owned by | voter
    """,
    "change_before": "by | up | down",
    "level_at": "at | stood at | remained at",
    "level_before": "to | from | equal to",
    "base_before": "from | compared to | compared with | against | versus | than",
    "rates": """
        inflation rate~ | rate of inflation | slow* | accelerat* | growth forecast* | growth target* | inflation | growth rate | growth rates | gdp growth
        consumer price* | economic growth | price growth
    """,
    "money_words": """
        trade | turnover | export* | import* | investment* | value | worth | revenue* | profit* | income | sales
        budget | debt | gdp | surplus | deficit | fund* | loan* | assets | deal* | contract* | spending | cost*
        price* | capital | financ* | reserves | deposits | payment* | tax* | aid | fdi | total~
    """,
    "rate_after": """
        per dollar | per us dollar | to the dollar | per u . s . dollar | against the dollar | against the us dollar
        per euro | to the us dollar | per one us dollar
    """,
    "value_verbs": """
        reach* | exceed* | surpass* | total* | totaled | totalling | amount* | stood at | stands at | number*
        numbering | hit | hits | hitting | to | at | was | is | were | crossed | topped | passed | approach* | near*
        over | than | estimated | made | makes
    """,
    "included": "of which | of them | of whom | including | of these",
    "rank_after": """
        largest | biggest | most | highest | place | position | spot | rank* | in the world in | richest | leading
        main trading | busiest | fastest | longest | important | top | in terms of | largest-ever | - largest
        - biggest | - highest | - most
    """,
    "rank_before": "rank* | ranking | placed | came | ranks",
    "rank_words": {
        3: "top three",
        5: "top five",
        10: "top ten | top 10",
        4: "top four",
        20: "top 20 | top twenty",
    },
    "approx": {
        "about": """
            about | around | approximately | roughly | some | circa | nearly about | in the region of | estimated
            an estimated | approx. | approx | ~ | ≈ | or so | close to about
        """,
        "more_than": """
            more than | for over | in over | well over | over | above | exceed* | surpass* | at least
            in excess of | upwards of | upward of | no less than | no fewer than | not less than | greater than
            topped | topping | crossed | beyond
            a minimum of | minimum | minimum of | > | higher than | outstrip* | outnumber* | just over
            slightly more than | passed
        """,
        "less_than": """
            less than | under | below | fewer than | no more than | not more than | at most | maximum of | lower than
            not exceed* | a maximum of | just under | slightly less than | <
        """,
        "nearly": """
            nearly | almost | close to | approaching | approached | approaches | just short of | virtually | near
            nearing | practically
        """,
        "up_to": "up to | as much as | as many as | a maximum",
        "goal": "to",
        "record": "record | all - time high | record - high | record - breaking | historic high | a record",
    },
    "during": "over",
    "approx_after": {
        "more_than": "or more | and more | plus | + | - plus | - odd | and above | or higher | and over | or above",
        "less_than": "or less | or fewer | or lower",
        "about": "or so | approximately",
    },
    "records": "all-time high | record high | record-high | new record | a record | historic high",
    "targets": """
        aim* | target* | goal* | plan* | intend* | expect* | project* to | forecast* | will | would | pledg* | hope*
        seek* | ambition | strive* | set to | could | may | can | by 2025 | by 2026 | by 2027 | by 2028 | by 2029
        by 2030 | by 2035 | by 2040 | by 2050 | by 2060 | in order to | potential | to increase | to raise | to bring
        to boost | to reach | to double | to expand | should | must | up to
    """,
    "up": """
        widen* | grew | grow* | rise* | rose | rising | risen | increas* | up | climb* | jump* | surg* | soar* | gain*
        expand* | expansion | boost* | higher | more | accelerat* | advanc* | improv* | strengthen* | uptick | upturn
        growth | hike* | rais* | spike* | skyrocket* | added | adding | rebound* | larger | greater | appreciat*
        doubl* | tripl* | quadrupl* | faster | enlarg* | ascend* | swell* | swelled | leap* | upward*
    """,
    "up_by": "exceed* | surpass* | outpac* | outstrip*",
    "down": """
        fell | fall | falls | falling | fallen | declin* | decreas* | drop* | down | slump* | shrank | shrink*
        shrunk | contract* | lower* | less | fewer | plung* | slid | slide | slipp* | tumbl* | reduc* | cut | cuts
        cutting | dip | dipp* | weaken* | slow* | los* | lost | depreciat* | plummet* | eased | easing | halv* | shed
        sank | sink* | downturn | below | deflation | narrow* | retreat* | diminish* | trimm* | downward* | crash*
    """,
    "comparisons": {
        "same period a year earlier": """
            year-on-year | year - on - year | year on year | yoy | y/y | y / y | y - o - y | year-over-year
            year - over - year | year over year | on a yearly basis | on an annual basis | on an annualized basis
            annualized | same period last year | same period of last year | same period a year | same period in 20*
            same period of 20* | same period the previous year | same period of the previous year
            same period in the previous year | same period in | same period of | corresponding period | a year earlier
            a year ago | year earlier | year ago | same month last year | same month of last year | same month a year
            same quarter last year | same quarter of last year | on year | on - year | same months last year
            same time last year | same time a year | same month of | same quarter of | the same months of
            same nine months | on the year | in annual terms | prior - year period | prior year period
            same period previous year
        """,
        "previous year": """
            last year | previous year | prior year | preceding year | year before | than in 20* | than in 19*
            compared to 20* | compared with 20* | from 20* | over 20* | over the previous year | last year's
            previous year's | year-ago | compared with that in 20* | that of 20* | against 20*
        """,
        "previous month": """
            month-on-month | month - on - month | month on month | mom | m/m | m / m | previous month
            a month earlier | month earlier | last month | prior month | month before | month - over - month
            month over month | monthly basis
        """,
        "previous quarter": """
            quarter-on-quarter | quarter - on - quarter | quarter on quarter | qoq | q/q | q / q | previous quarter
            a quarter earlier | last quarter | prior quarter | preceding quarter
        """,
        "previous edition": """
            previous edition | last edition | previous expo | last expo | previous fair | the last session
            previous session | the sixth expo
        """,
        "national average": "national average~ | nationwide average | country average",
        "world average": "world average | global average",
        "five-year average": "5 - year average | five - year average | five year average | 5-year average",
        "pre-pandemic level": "pre - pandemic level~ | pre-pandemic level~ | before the pandemic",
        "forecast": "than forecast | than expected | the forecast | analysts' forecasts | expectations",
        "plan": "the plan | planned | than planned | of the plan | than the plan | the planned level",
    },
    "fillers": """
        the | a | an | of | mark | level | to | for | at | in | by | be | total | record | that | usd | us | threshold
        milestone | historical | figure | all-time | than | equivalent | value | with | has | was | is | were
        roughly | only | just | another | some | an estimated | these | milestone of
    """,
}
