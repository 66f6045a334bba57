"""English: the things that are counted, and the words that are none."""

from typing import Any

NOUNS: dict[str, Any] = {
    "nouns": {
        "people": """
            population | attendance | workforce | headcount | people | person~ | resident~
            citizen~ | worker~ | employee~ | staff | tourist~ | visitor~ | traveler~
            traveller~ | passenger~ | participant~ | student~ | specialist~ | expert~ | delegate~ | representative~
            guest~ | migrant~ | pensioner~ | doctor~ | teacher~ | user~ | customer~ | client~ | subscriber~
            consumer~ | farmer~ | women | men | woman | man | children | child | family | families | household~
            journalist~ | athlete~ | engineer~ | volunteer~ | scientist~ | refugee~ | victim~ | entrepreneur~
            businessmen | businesspeople | buyer~ | attendee~ | inhabitants | foreigner~ | kazakhstanis | kazakhs
            americans | official~ | minister~ | deputies | lawmaker~ | leader~ | heads of state | pilgrim~ | graduate~
            jobseeker~ | voter~ | personnel | professional~ | trainee~ | holidaymaker~ | shareholder~ | depositor~
            respondents | merchant~ | purchaser~ | trader~
        """,
        "companies": """
            company | companies | enterprise~ | firm~ | producer~ | exporter~ | importer~ | manufacturer~ | business
            businesses | exhibitor~ | corporation~ | organization~ | organisation~ | entity | entities | supplier~
            investor~ | brand~ | startup~ | start - ups | start - up | subsidiary | subsidiaries | smes | factory
            factories | plant~ | joint venture~ | venture~ | retailer~ | operator~ | carrier~ | airline~ | developer~
            refiner~ | refinery | refineries | multinational~ | conglomerate~ | soes | legal entit* | contractor~
            vendor~ | merchants
        """,
        "countries": "country | countries | nation~ | state~ | economy | economies | member state~ | republics",
        "regions": """
            region~ | province~ | oblast~ | district~ | territory | territories | prefecture~ | municipalities
            provincial - level regions
        """,
        "projects": "project~ | initiative~ | programme~ | program~",
        "agreements": """
            agreement~ | document~ | contract~ | memorandum~ | memoranda | mou~ | mous | deal~ | treaty | treaties
            accord~ | pact~ | protocol~ | order~ | transaction~ | convention~
        """,
        "events": """
            event~ | forum~ | exhibition~ | conference~ | summit~ | meeting~ | session~ | seminar~ | festival~
            visit~ | fair~ | expo~ | roundtable~ | round table~ | round~ of talks | workshop~ | sub - forum~
            ceremony | ceremonies | expos | talks | trade fair~ | activities
        """,
        "trains": "train~ | freight train~ | rail trip~ | train trip~ | train journeys",
        "products": """
            product~ | types of products | types of goods | item~ | good~ | commodity | commodities | category of goods | categories of goods | technolog*
            service~ | exhibit~ | solution~ | innovations | tariff lines | new products
        """,
        "other": """
            them | whom | opportunity | opportunities | job~ | bank~ | unit~ | vehicle~ | car~ | truck~ | container~
            flight~ | ship~ | vessel~ | tanker~ | wagon~ | city | cities | village~ | town~ | school~ | hospital~
            apartment~ | house~ | route~ | point~ | share~ | time~ | place~ | case~ | application~ | question~
            station~ | well~ | field~ | deposit~ | aircraft | plane~ | sector~ | industry | industries | area~
            pavilion~ | booth~ | warehouse~ | terminal~ | license~ | licence~ | patent~ | bond~ | group~ | category
            categories | store~ | outlet~ | loan~ | account~ | recommendation~ | measure~ | law~ | law | test~
            inspection~ | grant~ | scholarship~ | airport~ | port~ | road~ | bridge~ | hotel~ | room~ | page~
            head of cattle | head | heads | satellite~ | reactor~ | turbine~ | panel~ | tractor~ | center~ | centre~
            university | universities | branch | branches | office~ | facility | facilities | site~ | set~ | piece~
            pair~ | copy | copies | vote~ | seat~ | round~ | phase~ | stage~ | step~ | pillar~ | priority | priorities
            direction~ | line~ | corridor~ | lane~ | zone~ | park~ | side~ | party | parties | language~ | continent~
            crossing~ | checkpoint~ | trip~ | voyage~ | transactions | sample~ | scenario~ | committee~ | indicator~
            factor~ | reason~ | cluster~ | hub~ | farm~ | greenhouse~ | tree~ | animal~ | sheep | cattle | horses
            delegation~ | block~ | locomotive~ | bus | buses | spaces | shipment~ | cargo | cargoes | parcels
            package~ | visa~ | film~ | book~ | institution~ | agency | agencies | fund~ | partner~ | market~ | dose~
        """,
    },
    "last_noun": True,
    "linkers": """
        of the world's top | of the world's | of the world's largest | of the | of its
        of their | of these | of those | of china's | of kazakhstan's | of
    """,
    "pronouns": "them | whom | these | those | which",
    "unit_adjectives": "net | gross | metric | total | running | additional | more",
    "only": "only | just | single | at least",
    "number_of": "number of | total of | count of",
    "stops": """
        in | on | at | by | for | with | from | to | of | and | or | but | that | which | who | is | are | was | were
        will | would | has | have | had | be | been | than | as | while | when | where | after | before | during
        since | until | about | over | under | between | among | this | the | a | an | it | its | their | his | her
        he | she | they | we | you | i | not | also | more | less | higher | lower | up | down | percent | year | if
        so | such | said | says | according | per | amid | against | into | through | including | compared
        respectively | out | off | took | signed | participat* | attend* | have | can | could | may | should | there
        january | february | march | april | may | june | july | august | september | october | november | december
        last | next | both | did | does | do | whose | because | via | towards | toward | within | without | along
        across | across | representing | totaling | totalling | worth | covering | accounting | reaching | located
        taking | aimed | involving | joined | gathered | showcased | presented | exhibited | ago | earlier | later
        got | won | held | made | sold | bought | built | sent | paid | met | came | went | saw | gave | left | found
        began | became | rose | fell | shown | seen | being | do | all | each | every | very | just | only | too
        here | how | why | what | no | own | then | now | today
    """,
}
