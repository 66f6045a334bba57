"""What a language has to say about figures: tables an editor can read, no code.

A *phrase table* maps a value to phrases divided by ``|`` or line breaks; a *flag* is such phrases alone. A phrase is
words divided by spaces, compared in lower case with ё as е; in Chinese every character is a word and the
spaces are left out.
The last character of a word may open it:

``тонн~``   the stem and one of the language's noun endings, or none
``перв^``   the stem and one of its adjective endings
``увелич*`` the stem and whatever follows

Where two phrases begin at the same word, the longer one counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Phrases = Mapping[str, str]
Numbers = Mapping[int | str, str]  # keys with a fraction are strings: "1.5", "1/3"


@dataclass(frozen=True)
class Language:
    """The tables of one language; every one may be empty."""

    code: str
    noun_endings: str = ""  # what ~ stands for, divided by spaces
    adjective_endings: str = ""  # what ^ stands for
    dative_endings: str = ""  # of a number by which something changed: «84 мыңға артық» (kk)
    genitive_endings: str = ""  # of nouns behind a percentage that make it a share: «90% расчётов»
    abbreviations: str = ""  # before a full stop that ends no sentence
    decimal_comma: bool = True  # «1,234» is one and a bit (ru, kk), not a thousand (en, zh)

    # Numerals
    cardinals: Numbers = field(default_factory=dict)  # words that add up: двадцать + три
    multipliers: Numbers = field(default_factory=dict)  # words that multiply what stands before, below a scale: hundred
    scales: Numbers = field(default_factory=dict)  # thousand and up; these may follow figures
    vague_scales: str = ""  # forms of scale words that without a numeral mean «many»: тысячи, millions
    vague_before: str = ""  # before a spelled numeral, which then says nothing: 数百, several hundred
    ordinals: Numbers = field(default_factory=dict)
    ordinal_prefixes: str = ""  # 第
    hyphen_ordinal: bool = False  # «2-орын», «15-бап»: figures hyphened to a word are an ordinal (kk)
    suffixes: Phrases = field(
        default_factory=dict
    )  # glued to figures; keys ordinal (-й, th), cardinal (-ти), about (-дай)
    fractions: Numbers = field(default_factory=dict)  # third, half: a ratio by themselves
    fraction_parts: Numbers = field(default_factory=dict)  # denominators after a numeral: две трети
    needs_article: str = ""  # fractions that are something else without an article: a third, a quarter
    fraction_articles: str = ""  # those articles
    not_fraction: str = ""  # words before that make a half or a quarter a part of time: last quarter
    points: str = ""  # words for the decimal mark: целых, бүтін, point, 点
    denominators: Numbers = field(default_factory=dict)  # tenths and hundredths of a spoken decimal: десятых, оннан
    half_after: str = ""  # words that add a half: «с половиной», жарым, 半
    joiners: str = ""  # and of "two hundred and five"
    definite: str = ""  # the article that makes «more than» a comparison: more than the 7 million of last year
    articles: str = ""  # words before a number that belong to nothing: the, a
    minus: str = ""
    plus: str = ""
    hyphen_is_dash: bool = False  # «Иранға -16 есеге»: a hyphen before a number is a dash, not a minus
    numeral_prefixes: Numbers = field(default_factory=dict)  # first parts of compounds in one word: двух-, six-
    compound_bases: Phrases = field(default_factory=dict)  # second parts, by unit: -дневн^ (d), -кратн^ (x)

    # Units. A key may carry a factor: "y*10" for decades, "kg*100" for centners.
    currencies: Phrases = field(default_factory=dict)
    currency_prefixes: Phrases = field(default_factory=dict)  # before the number
    percents: Phrases = field(default_factory=dict)  # keys %, pp, bp
    percent_prefixes: str = ""  # 百分之
    quantities: Phrases = field(default_factory=dict)
    durations: Phrases = field(default_factory=dict)  # keys y, mo, d, h, min, s and factors of them
    times: str = ""  # раза, times, есе, 倍: a ratio
    times_need: str = ""  # words before, one of which makes it a ratio, else it is a count: в, by
    times_need_after: str = ""  # the same after: higher, as
    frequency: str = ""  # words after that make it a count: a year, в год
    ratio_words: Numbers = field(default_factory=dict)  # вдвое, doubled

    # Things counted. The keys are those of ANNOTATION, "other" for the rest.
    nouns: Phrases = field(default_factory=dict)  # outside the span
    classifiers: Phrases = field(default_factory=dict)  # Chinese measure words, inside the span
    last_noun: bool = False  # the counted noun ends its phrase (commercial documents), it does not begin it
    linkers: str = ""  # between a number and its noun: of the world's
    pronouns: str = ""  # what stands for a thing counted before: 45 of them
    unit_adjectives: str = ""  # between a number and its unit, where adjectives show no ending: net square metres
    only: str = ""  # words that make «one» a count
    recent_after: str = ""  # behind a length of time that 近 calls recent, not nearly: 近10年来
    figures_only: str = ""  # measure words that a spelled numeral makes a word of: 两国
    one_counts: str = ""  # measure words before which «one» is a count even so (zh)
    stops: str = ""  # words that are no counted noun: prepositions, conjunctions, verbs
    unnamed: str = "other"  # what «number of» counts if the tables have no such noun: people in kk (those infected)
    number_of: str = ""  # words before the thing that a bare number counts: number of, число
    value_verbs: str = ""  # between a subject and its bare number: составил, reached
    included: str = ""  # words before a bare number that counts what was counted before: из них, of which

    # Kinds
    change: str = ""  # words that make a percentage a change, beside those of direction
    change_before: str = ""  # right before the number: на, by
    change_after: str = ""  # right after the percentage: больше, higher
    rates: str = ""  # what is itself a change although it has a level: инфляция
    share: str = ""  # words that make a percentage a share, a level or a rate
    indices: str = ""  # what is a level in percent though its number prints no sign: индекс, PMI
    share_by: str = ""  # verbs whose «на 90%» is a share: заполнен, состоит
    share_of: str = ""  # words of a share that outweigh any other before the percentage in its clause: 占
    share_endings: str = ""  # glued to the sign with a hyphen, they make it a part of something: %-ы (kk)
    share_after: str = ""  # right after the percentage: от, of
    level_at: str = ""  # right before a level that anything may have: на уровне, at
    level_before: str = ""  # right before the number: до, to (after a word of direction)
    ablative: str = ""  # endings that make «көп» behind a percentage a bound: пайыздан көп
    year_words: str = ""  # after a spelled ordinal: екі мың оныншы жылы
    level_after: str = ""  # right after the number: дейін, жетті (a level, or the value of a rate)
    base_before: str = ""  # right before the number that another is compared with: from, против
    money_words: str = ""  # subjects of a sum without currency: товарооборот
    rate_after: str = ""  # after a bare number that is an exchange rate: за доллар, per dollar
    rank_before: str = ""  # before an ordinal: ranked
    rank_after: str = ""  # after an ordinal: место, largest
    rank_words: Numbers = field(default_factory=dict)  # тройка (лидеров), top five
    ordinal_stop: str = ""  # after an ordinal that is none

    # Attributes. Keys of *approx*: about, more_than, less_than, nearly, record, up_to, and goal, which is up_to only
    # with a word of *targets*. A key with "!" wants its place right before the number: «больше 5», not «больше на 5».
    approx: Phrases = field(default_factory=dict)  # left of the number
    during: str = ""  # words of *approx* that before a length of time mean «during»: over five years
    approx_inner: str = ""  # «more than» between a numeral and its scale or unit: 多, 余
    approx_after: Phrases = field(default_factory=dict)  # right of the unit: 以上, астам, or more
    records: str = ""  # what makes the value reached later in the sentence a record: побил рекорд
    targets: str = ""  # words that make «до» a target
    up: str = ""
    up_by: str = ""  # verbs that point upwards only with an amount: превысил на 5
    down: str = ""
    comparisons: Phrases = field(default_factory=dict)
    fillers: str = ""  # may stand between a cue and its number

    # Lists and ranges
    part_of: str = ""  # between a part and its whole: «12 из 20», "3 of the 5"
    list_words: str = ""  # и, and, 和
    range_words: str = ""  # between the ends of a range: до, to
    range_before: str = ""  # before a range: от, between
    change_from: str = ""  # before two separate figures: с … до
    change_by_case: bool = False  # «24 мыңнан 64 мыңға»: the two members of a change stand side by side

    # Periods; see articles.figures.periods
    months: Numbers = field(default_factory=dict)
    quarters: Numbers = field(default_factory=dict)
    halves: Numbers = field(default_factory=dict)
    month_counts: Numbers = field(default_factory=dict)  # «девять» of «девять месяцев»
    quarter_counts: Numbers = field(default_factory=dict)  # «три» of «три квартала»
    period_parts: Mapping[str, str] = field(default_factory=dict)  # other fields of templates, as regular expressions
    periods: tuple[str, ...] = ()  # templates, longest first
    old_years: bool = False  # every template says «year», so 1825 before it is one too (zh, kk)
    period_leads: str = ""  # words that open a template, beside numbers and the tables above: q, «первые»
    years_need_words: bool = False  # a bare 2023 before a word is a number, since years say «год» (ru, kk)
    year_before: str = ""  # words after which it is a year all the same: in
    not_a_period: str = ""  # words beside «N months» that make it a duration: через
    yearly: str = ""  # comparisons that say all by themselves, before a date as well: year on year in 2024
    than: str = ""  # words that open a comparison with a date: чем, than
    percent_base: str = ""  # words right between a percentage and the date that it is measured against: к
    since: str = ""  # words right before a date that give it no figure: с
    since_clause: str = ""  # the same some words before it: since the service began in 2011
    relative_years: Numbers = field(default_factory=dict)  # «в этом году» 0, «в прошлом году» -1

    # Refusals
    clock_before: str = ""  # before the hour, unless a number stands before it: сағат
    refuse_before: str = ""  # words before a number that name a thing: №, статья, Boeing
    refuse_after: str = ""  # words after it: o'clock, 强
