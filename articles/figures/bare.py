"""Numbers that no unit explains: the words to the left may, or an earlier figure of the sentence."""

from decimal import Decimal

from articles.figures.candidate import Candidate
from articles.figures.headings import is_index, take_heading
from articles.figures.scan import CLAUSE, Scan
from articles.figures.windows import earlier, left_of, nearest, same_sentence

_TEN = Decimal(10)
_DASHES = ("-", "–", "—", ":")
_MEASURED = ("count", "quantity", "money")
_TABLE_FIGURE = 1_000_000  # from here on a number alone in the cell of a table is taken for a sum
_SUBJECT_WITHIN, _MODEL_WITHIN, _WORDS_BETWEEN = 6, 15, 6


def settle(scan: Scan, candidate: Candidate, kept: list[Candidate], following: list[Candidate]) -> bool:
    """Give a number without unit its kind; False if it is no figure. *kept* are the figures before it."""
    if candidate.scale != 1:
        _settle_scaled(scan, candidate, kept, following)
        return True
    if is_index(scan, candidate):
        return _become(candidate, "percent_share", "%")
    if take_heading(scan, candidate):
        return True
    if scan.hit(candidate.last, "rate_after"):
        return _become(candidate, "money", _currency_left(scan, candidate))
    if _fills_table(scan, candidate):
        return _become(candidate, "money", None)
    if model := _model(scan, candidate, kept):
        return _become(candidate, model.kind, model.unit)
    if is_part(scan, candidate):
        return _become(candidate, "count", _noun_left(scan, candidate) or "other")
    if scan.language.classifiers and (candidate.numeral is None or not candidate.numeral.in_figures):
        return False
    if noun := _figure_of(scan, candidate):
        return _become(candidate, "count", noun)
    is_value = _follows_value_verb(scan, candidate) or bool(scan.hit(candidate.last, "level_after"))
    if is_value or _is_labelled(scan, candidate):
        if noun := _noun_left(scan, candidate):
            return _become(candidate, "count", noun)
        left = left_of(scan, candidate)
        if scan.any("number_of", left.stop + 1, candidate.first):
            return _become(candidate, "count", scan.language.unnamed)
    return False


def _figure_of(scan: Scan, candidate: Candidate) -> str | None:
    """人口125,056，: a noun right before the figures and nothing after them (zh)."""
    is_last = candidate.last >= len(scan) or scan.breaks[candidate.last]
    if not (scan.language.classifiers and is_last) or (candidate.value or 0) < _TEN:
        return None
    noun = scan.ending(candidate.first, "noun")
    return noun[1] if noun and not looks_like_year(candidate) else None


def looks_like_year(found: Candidate) -> bool:
    """«Бизнес-2020 картасы»: four digits alone before a word that is never counted are a year."""
    numeral = found.numeral
    return (
        numeral is not None
        and len(numeral.printed) == 4
        and numeral.printed[:2] in ("19", "20")
        and numeral.suffix is None
    )


def is_part(scan: Scan, candidate: Candidate) -> bool:
    """«8 адамның 4-еуі», «екеуі» (kk)."""
    if candidate.numeral is None or candidate.numeral.value == 1:
        return False
    suffix = candidate.numeral.suffix or (scan.hit(candidate.numeral.last - 1, "suffix") or (0, None))[1]
    return suffix == "part"


def name_counted(scan: Scan, candidate: Candidate, kept: list[Candidate]) -> None:
    """What a measure word without a noun counts: «项目共52个», «其中8个» (zh)."""
    if not scan.language.classifiers or candidate.numeral is None:
        return
    word = scan.word_at(candidate.last - 1)
    same = (c for c in earlier(scan, candidate, kept) if c.kind == "count" and scan.word_at(c.last - 1) == word)
    i: int | None = candidate.first
    while i is not None:
        if noun := scan.ending(i, "noun"):
            candidate.unit = noun[1]
            return
        i = _before_small_words(scan, i)
    stands_alone = candidate.last >= len(scan) or scan.breaks[candidate.last] or scan.hit(candidate.last, "stops")
    if stands_alone and (model := next(same, None)):
        candidate.unit = model.unit


def name_of_them(scan: Scan, candidate: Candidate, kept: list[Candidate]) -> None:
    """ "45 of them": what the count before counts."""
    if model := next((c for c in earlier(scan, candidate, kept) if c.kind == "count"), None):
        candidate.unit = model.unit


def _before_small_words(scan: Scan, i: int) -> int | None:
    """Where the 共计 or 超过 begins that ends at token *i*."""
    for begin in range(max(0, i - _WORDS_BETWEEN), i):
        for role in ("fillers", "value_verbs", "approx"):
            if (hit := scan.hit(begin, role)) and hit[0] == i:
                return begin
    return None


def _become(candidate: Candidate, kind: str, unit: str | None) -> bool:
    candidate.kind, candidate.unit = kind, unit
    return True


def _settle_scaled(scan: Scan, candidate: Candidate, kept: list[Candidate], following: list[Candidate]) -> None:
    """«33 миллиарда»: what the last scaled figure measured; else money, unless people or things were spoken of."""
    before = list(earlier(scan, candidate, kept))
    model = next((c for c in before if c.scale != 1 and c.kind in ("quantity", "count")), None)
    if model is not None and candidate.first - model.last <= _MODEL_WITHIN:
        candidate.kind, candidate.unit = model.kind, model.unit
        return
    sums = [c for c in before if c.kind == "money"]
    sums += [c for c in following if c.kind == "money" and same_sentence(scan, c, candidate)]
    noun = _noun_left(scan, candidate)
    if sums or noun is None or nearest(scan, candidate, {"money_words": "money"}):
        _become(candidate, "money", sums[0].unit if sums else None)
    else:
        _become(candidate, "count", noun)


def _model(scan: Scan, candidate: Candidate, kept: list[Candidate]) -> Candidate | None:
    """The figure whose unit is meant: "60,000 more than in 2019", «из них 15»."""
    if scan.hit(candidate.last, "change_after"):
        return next((c for c in earlier(scan, candidate, kept) if c.kind in _MEASURED), None)
    if any(scan.ending(candidate.first - k, "included") for k in (0, 1)):
        return next((c for c in earlier(scan, candidate, kept) if c.kind == "count"), None)
    if _is_decimal_at_end(scan, candidate):
        return next((c for c in earlier(scan, candidate, kept) if c.kind in ("quantity", "money")), None)
    if _stands_behind_dash(scan, candidate):  # «в 2023 году 30 документов, а в 2022-м – 27»
        return next((c for c in earlier(scan, candidate, kept) if c.kind == "count"), None)
    return None


def _is_decimal_at_end(scan: Scan, candidate: Candidate) -> bool:
    """«вывезли 23 килограмма, а за весь год было вывезено 290,5»: what has a fraction was measured."""
    ends = candidate.last >= len(scan) or scan.breaks[candidate.last] or scan.word_at(candidate.last) == "."
    value = candidate.value
    return bool(ends and candidate.numeral and value is not None and value != value.to_integral_value())


def _currency_left(scan: Scan, candidate: Candidate) -> str | None:
    """«рубль опустился ниже 100 за доллар»: the currency whose rate it is."""
    place = scan.last("money", left_of(scan, candidate).stop + 1, candidate.first)
    return None if place is None else scan.hit(place, "money")[1]


def _fills_table(scan: Scan, candidate: Candidate) -> bool:
    if candidate.value is None or candidate.value < _TABLE_FIGURE:
        return False
    return scan.word_at(candidate.last) == "|" == scan.word_at(candidate.first - 1)


def _follows_value_verb(scan: Scan, candidate: Candidate) -> bool:
    """«составило», «reached», «超过» stands before the number, perhaps with a word of approximation between."""
    i = candidate.first
    for _count in range(_WORDS_BETWEEN):
        if scan.ending(i, "value_verbs"):
            return True
        if scan.ending(i, "change_from") and (scan.hit(candidate.last, "range_words") or _has_moved(scan, candidate)):
            return True  # «с 8 до 14», "decreased from 3,706 in 2023"
        if not (scan.ending(i, "approx") or scan.ending(i, "fillers")):
            return False
        i -= 1
    return False


def _has_moved(scan: Scan, candidate: Candidate) -> bool:
    """A verb of direction right before."""
    begin = max(0, candidate.first - _SUBJECT_WITHIN)
    return scan.any("up", begin, candidate.first) or scan.any("down", begin, candidate.first)


def _is_labelled(scan: Scan, candidate: Candidate) -> bool:
    """«Рабочие места – 20»: a noun and a dash right before, nothing after."""
    if not _stands_behind_dash(scan, candidate):
        return False
    return scan.any("noun", max(0, candidate.first - 3), candidate.first - 1)


def _stands_behind_dash(scan: Scan, candidate: Candidate) -> bool:
    """A dash right before the number, a mark or nothing after it."""
    if scan.word_at(candidate.first - 1) not in _DASHES or scan.glued(candidate.first):
        return False
    return candidate.last >= len(scan) or scan.breaks[candidate.last] > 0


def _noun_left(scan: Scan, candidate: Candidate) -> str | None:
    """The thing counted, from the words before: «число компаний из всех регионов достигло 40»."""
    for i in left_of(scan, candidate) if scan.has("number_of") else ():
        if (hit := scan.hit(i, "number_of")) and (noun := _first_noun(scan, hit[0], candidate.first)):
            return noun
    for i in left_of(scan, candidate) if scan.has("noun") else ():
        if not scan.used[i] and (hit := scan.hit(i, "noun")):
            return hit[1]
        if scan.breaks[i] >= CLAUSE and i != candidate.first - 1:  # «Пассажиры: 1,3 млн»
            break
    return None


def _first_noun(scan: Scan, first: int, last: int) -> str | None:
    nouns = (scan.hit(i, "noun") for i in range(first, min(last, first + _SUBJECT_WITHIN)))
    return next((noun[1] for noun in nouns if noun), None)
