"""Figures that are words by themselves or numbers of another kind: треть, вдвое, шестидневный, 3/4, седьмой, 第二大."""

from decimal import Decimal

from articles.figures.candidate import Candidate
from articles.figures.numerals import Numeral, numeral_at
from articles.figures.periods import Span
from articles.figures.scan import NUMBER, WORD, Scan
from articles.figures.units import kind_of_unit
from trade.periods import Period

_FIRST_YEAR, _LAST_YEAR, _DAYS = 1900, 2099, 31
_OF_IT = ("сі", "сы", "нде", "нда", "нен", "нан", "сіне", "сына", "үші", "төрті", "бесі", "сегізі", "тоғызы", "оны")
_LARGEST_DENOMINATOR = 10
_ADJECTIVES_AT_MOST = 4


def dated(span: Span) -> Candidate:
    """A calendar expression as a figure."""
    return Candidate(span.first, span.last, span.start, span.end, kind="date", period=span.period, span=span)


def fraction_of(scan: Scan, numeral: Numeral) -> Candidate | None:
    """«две трети», "two-thirds"."""
    part = scan.hit(numeral.last, "part")
    if part is None or numeral.is_ordinal or numeral.value >= part[1]:
        return None
    return _fraction(scan, numeral.first, part[0], numeral.value / part[1])


def written_fraction(scan: Scan, numeral: Numeral) -> Candidate | None:
    """«на 1/3»; «24/7» and «2020/2021» are none."""
    slash, below = numeral.last, numeral.last + 1
    if scan.word_at(slash) != "/" or scan.kind_at(below) != NUMBER or not (scan.glued(slash) and scan.glued(below)):
        return None
    if scan.glued(numeral.first) or (scan.glued(below + 1) and scan.word_at(below + 1) in "/-"):
        return None
    if len(scan.word[below]) > 2:
        return None
    denominator = Decimal(scan.word[below]) if scan.word[below].isdigit() else Decimal(0)
    if not 0 < numeral.value < denominator <= _LARGEST_DENOMINATOR:
        return None
    return _fraction(scan, numeral.first, below + 1, numeral.value / denominator)


def _fraction(scan: Scan, first: int, last: int, value: Decimal) -> Candidate:
    made = _made(scan, first, last, "ratio", value, "x")
    made.is_fraction = True
    return made


def spelled_date(scan: Scan, numeral: Numeral) -> Candidate | None:
    """«екі мың он тоғызыншы жылғы мамыр», «он бірінші желтоқсан» (kk): dates without a figure."""
    if not scan.language.year_words or numeral.value != int(numeral.value):
        return None
    number, year, end = int(numeral.value), scan.hit(numeral.last, "year_words"), numeral.last
    fields, period = {"d": number}, None
    if numeral.is_ordinal and year and _FIRST_YEAR <= number <= _LAST_YEAR:
        end, fields, period = year[0], {"y": number}, Period.year(number)
    month = scan.hit(end, "month")
    if month and fields.get("d", 1) <= _DAYS:
        end, fields = month[0], fields | {"m": int(month[1])}
        period = period and Period.months(number, fields["m"], fields["m"])
    first = numeral.first
    if end == numeral.last:
        earlier = scan.hit(first - 1, "month")  # «наурыздың жиырма екісінен»
        is_of_month = scan.word[first - 1].endswith(("ың", "ің")) and scan.word[end - 1].endswith(_OF_IT)
        if not (earlier and number <= _DAYS and is_of_month):
            return None
        first, fields = first - 1, fields | {"m": int(earlier[1])}
    span = Span(first, end, scan.start[first], scan.end[end - 1], period, period is not None, fields)
    return dated(span)


def special(scan: Scan, i: int) -> Candidate | None:
    """Words that are figures by themselves: треть, вдвое, шестидневный, тройка."""
    if scan.hits[i] is None:
        return None
    if hit := scan.hit(i, "compound"):
        number, key = hit[1]
        unit, _star, factor = key.partition("*")
        kind = kind_of_unit(unit)
        return _made(scan, i, hit[0], kind, number * Decimal(factor or 1), unit)
    for role, kind, unit in (("frac", "ratio", "x"), ("ratio", "ratio", "x"), ("rank", "rank", "rank")):
        hit, cardinal = scan.hit(i, role), scan.hit(i, "card")
        if (
            hit
            and not (scan.hit(hit[0], "scale") or scan.hit(hit[0], "refuse_after"))
            and not (cardinal and cardinal[0] > hit[0])
        ):
            if role == "frac" and not _is_fraction(scan, i):
                return None
            made = _made(scan, i, hit[0], kind, hit[1], unit)
            made.is_fraction = role == "frac"
            if kind == "rank":
                made.approx = "up_to"
            return made
    return None


def _is_fraction(scan: Scan, i: int) -> bool:
    """«в первой половине» and "last quarter" are parts of time; "third" alone is an ordinal."""
    if scan.hit(i - 1, "ord") or scan.hit(i - 1, "not_fraction"):
        return False
    end = scan.hit(i, "frac")[0]
    if scan.hit(i, "ord") and scan.hit(end, "rank_after"):  # «занимает третью позицию»
        return False
    if scan.word_at(end) == "-" and scan.glued(end):  # half-year, third-party
        return False
    if not scan.hit(i, "needs_article"):
        return True
    if not scan.hit(i - 1, "fraction_articles"):
        return False
    # "a fifth of it", but "a fifth consecutive month"
    return not scan.hit(i, "ord") or scan.kind_at(end) != WORD or scan.hit(end, "stops") is not None


def numbered(scan: Scan, first: int, i: int) -> tuple[Candidate | None, int] | None:
    """第七届, 第二大: the prefix and the measure word belong to the ordinal; 第5条 of a law is refused."""
    numeral = numeral_at(scan, i) if i < len(scan) else None
    if numeral is None or any(scan.used[first : numeral.last]):
        return None
    is_range = scan.word_at(numeral.last) in ("-", "—", "–") and scan.kind_at(numeral.last + 1) == NUMBER
    if is_range or scan.hit(numeral.last, "refuse_after") or scan.hit(numeral.last, "ordinal_stop"):
        return None, numeral.last
    last = (scan.hit(numeral.last, "rank_after") or scan.hit(numeral.last, "cls") or (numeral.last,))[0]
    made = ordinal(scan, numeral)
    made.first, made.last = first, last
    made.covers(scan)
    if any((hit := scan.hit(k, "rank_before")) and hit[0] <= first for k in range(max(0, first - 5), first)):
        made.kind, made.unit = "rank", "rank"
    return made, last


def _made(scan: Scan, first: int, last: int, kind: str, value: Decimal, unit: str | None) -> Candidate:
    made = Candidate(first, last, scan.start[first], scan.end[last - 1], kind=kind, value=value, unit=unit)
    return made


def ordinal(scan: Scan, numeral: Numeral) -> Candidate:
    made = _made(scan, numeral.first, numeral.last, "ordinal", numeral.value, None)
    after = range(numeral.last, _behind_adjectives(scan, numeral.last) + 2)
    before = range(max(0, numeral.first - 2), numeral.first)
    if any(scan.hit(k, "rank_after") for k in after) or any(scan.hit(k, "rank_before") for k in before):
        made.kind, made.unit = "rank", "rank"
    return made


def _behind_adjectives(scan: Scan, i: int) -> int:
    """«третий торгово-экономический партнер»: the token behind the adjectives, where a language shows them."""
    endings = scan.lexicon.adjective_endings
    begin = i
    while endings and i < min(len(scan), begin + _ADJECTIVES_AT_MOST):
        is_hyphen = scan.word[i] == "-" and scan.glued(i) and scan.glued(i + 1)
        if not (is_hyphen or scan.word_at(i + 1) == "-" or scan.word[i].endswith(endings)):
            break
        i += 1
    return i
