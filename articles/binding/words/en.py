"""English."""

from articles.binding.words.language import Words

WORDS = Words(
    flows={
        "B": (
            "surplus in trade | deficit in trade | trade surplus | trade deficit | trade balance "
            "| surplus | deficit | balance of trade"
        ),
        "T": (
            "imports and exports | import and export | exports and imports | export and import "
            "| foreign trade | trade | turnover"
        ),
        "X": "exports | export | exported | shipments to",
        "M": "imports | import | imported | purchases from",
    },
    measures={
        "deals": "deal | deals | transactions | contracts",
        "agreements": "agreements | agreement | memorandums | memoranda",
        "agreements_count": "agreements | documents | memorandums | memoranda",
        "exhibitors": "companies | company | exhibitors | enterprises | firms",
        "countries": "countries | country | nations",
        "countries_and_regions": "countries and regions | countries | nations",
        "visitors": "visitors | attendees",
        "exhibition_area": "area | floor space",
    },
    natures={
        "intended": "intended | tentative | intentional | preliminary | expected",
        "concluded": "concluded | signed | sealed | reached agreements",
        "estimated": "estimated | estimate | estimates",
    },
    bilateral="bilateral | mutual | between the two countries | two-way | between the countries",
    reporters=(
        "according to | statistics | customs | data from | figures from | statistical | bureau of national statistics"
    ),
    fairs="expo | fair | exhibition | forum | summit | ciie",
    including="including | of which | among them | of this | of them | comprising | consisting of | made up of",
    loosely="with",
    totals="total | totals | totalled | totaled | totalling | overall | altogether | in all",
    others="others | other | everything else | the rest | the remainder | remaining",
    whole="of the total | of total | out of | of",
    shares=(
        "share | shares | accounted for | accounts for | account for | accounting for | made up "
        "| makes up | goes to | went to | breakdown | broken down | composition | of all"
    ),
    share_links="or | that is | equal to | i.e.",
    converted="or | about | approximately | around | roughly | equivalent to | equal to | some | nearly",
    growth_before=(
        "to | reaching | and reached | and amounted to | to reach | to a total of | amounting to | and came to "
        "| hitting | and hit | totalling | totaling"
    ),
    from_words="from",
    to_words="to",
    up="up | rose | rise* | grew | grow* | increas* | climb* | jump* | surg* | more | higher | expand* | gain*",
    down="down | fell | fall* | drop* | declin* | decreas* | shrank | shrink* | slump* | contract* | lower | less",
    superlatives=(
        "record | records | all-time high | highest ever | the highest | highest on record "
        "| historic high | largest ever"
    ),
    lowest="record low | lowest",
    part_of_year=(
        "month | months | quarter | quarters | half | january | february | march | april | may | june "
        "| july | august | september | october | november | december | jan | feb | mar | apr | jun | jul "
        "| aug | sep | sept | oct | nov | dec | year to date | so far | q1 | q2 | q3 | q4 | h1 | h2"
    ),
    a_year_before=(
        "same period | a year earlier | a year ago | previous year | last year | the year before "
        "| year-on-year | year on year"
    ),
    than="than | compared with | compared to | against | versus | from",
    until="by | as of | until | before | after | since",
    nouns_of_share="share | shares",
    of_it="of the total | of total | of it | of that | of all",
    anew="another | in addition | separately | besides",
    terms=(
        "in yuan | in yuan terms | in rmb | in real terms | by volume "
        "| in tenge | in local currency | at constant | in volume"
    ),
    contrast="while | whereas | but | however | although",
)
