"""English."""

from articles.figures.language import Language
from articles.figures.languages.en.cues import CUES
from articles.figures.languages.en.nouns import NOUNS
from articles.figures.languages.en.numerals import NUMERALS
from articles.figures.languages.en.periods import PERIODS
from articles.figures.languages.en.units import UNITS

LANGUAGE = Language(
    code="en",
    noun_endings="s es 's",
    decimal_comma=False,
    refuse_before="""
        article | articles | section | no. | no | № | number | resolution | decree | order no. | law no. | chapter
        clause | paragraph | page | pages | pp. | p. | table | figure | fig. | fortune | forbes | global | top
        world's top | tel. | tel | phone | fax | room | flight | boeing | airbus | highway | route | version | doi
        isbn | iso | grade | class | mach | expo | covid | level | phase | chapter | unit | volume | vol. | issue
        line | gate | euro | agenda | vision | group of | type | model | g | suite | apt
    """,
    refuse_after="""
        - digit | taxation | - track | - entry | - yearly
        - foot equivalent | foot equivalent | ft equivalent | - foot container* | - foot standard | a.m. | p.m.
        a . m . | p . m . | am | pm | o'clock | gmt
    """,
    abbreviations="""
        mr mrs ms dr st no vs inc co ltd u s jan feb mar apr jun jul aug sept sep oct nov dec p pp fig approx sq cu e
        i jr prof gen gov sen rep vol art etc corp
    """,
    part_of="of | of the | out of | out of the | of its | of their | of all",
    list_words="and | or | as well as | followed by",
    range_words="to | through",
    range_before="""
        between | range of | ranging from | ranges from | ranged from | range from | range between | range | estimated
    """,
    change_from="from",
    **NUMERALS,
    **UNITS,
    **NOUNS,
    **CUES,
    **PERIODS,
)
