"""What stands around a numeral and makes it a figure: currency, percent, measure, duration, thing counted."""

from decimal import Decimal

from articles.figures.candidate import BARE, Candidate
from articles.figures.numerals import Numeral
from articles.figures.scan import NUMBER, SENTENCE, WORD, Scan

_ONE = Decimal(1)
_UNITS = ("pct", "money", "qty", "dur", "times", "cls", "base", "noun")


def measure(scan: Scan, numeral: Numeral) -> Candidate:
    """*numeral* with the unit next to it, if there is one; else a bare candidate."""
    found = Candidate(numeral.first, numeral.last, 0, 0, value=numeral.value, scale=numeral.scale, numeral=numeral)
    found.scale_after = numeral.scale != _ONE
    if numeral.suffix == "about":
        found.approx = "about"
    elif numeral.has_more:
        found.approx = "more_than"
    _take_sign(scan, found)
    _take_prefix(scan, found)
    if found.kind == BARE or found.kind == "money":
        _take_unit(scan, found)
    _leave_dash(scan, found)
    _take_ending(scan, found)
    for i in (numeral.last - 1, found.last - 1):  # «мыңдай», «тоннадай»
        if (like := scan.hit(i, "approx_after")) and like[0] == i + 1 and scan.kind[i] == WORD:
            found.approx = like[1]
    _leave_full_stop(scan, found)
    found.covers(scan)
    return found


def _leave_full_stop(scan: Scan, found: Candidate) -> None:
    """The stop of «5 млрд.» at the end of a sentence is the sentence's; in «5 млрд. тенге» and «б.п.» it is not."""
    i = found.last - 1
    if i > found.first and scan.word[i] == "." and scan.breaks[i] == SENTENCE and scan.word[i - 1] != "п":
        found.last = i


def _take_sign(scan: Scan, found: Candidate) -> None:
    """A plus or minus glued to the number and to nothing before it: «+49%», but not «2018-2020»."""
    i = found.first - 1
    word = scan.word_at(i)
    if word and word in "+-±–" and scan.glued(i + 1) and (not scan.glued(i) or scan.word_at(i - 1) in '(|[«"/'):
        if word == "–" and not (scan.hit(found.last, "pct") and (i == 0 or scan.word_at(i - 1) in "(|[")):
            return
        if scan.language.hyphen_is_dash and word == "-" and scan.kind_at(i - 1) == WORD:
            return
        found.first, found.sign = i, "up" if word == "+" else "down"
    elif scan.hit(i, "minus"):
        found.first, found.sign = i, "down"
    elif scan.hit(i, "plus"):
        found.first, found.sign = i, "up"


def _leave_dash(scan: Scan, found: Candidate) -> None:
    """«молоко -3,4 т»: behind a word only a percentage has a minus; before other things it is a slipped dash."""
    if (
        found.sign == "down"
        and found.kind != "percent"
        and scan.word[found.first] == "-"
        and scan.kind_at(found.first - 1) == WORD
    ):
        found.first, found.sign = found.first + 1, None


def _take_prefix(scan: Scan, found: Candidate) -> None:
    i = found.first - 1
    for begin in (i - 2, i - 1, i):
        hit = scan.hit(begin, "symbol")
        if (
            hit
            and hit[0] == found.first
            and all(map(scan.glued, range(begin + 1, found.first)))
            and not scan.used[begin]
            and scan.start[found.first] - scan.end[i] <= 1
        ):
            found.first, found.kind, found.unit, found.has_prefix = begin, "money", hit[1], True
            _take_sign(scan, found)
            return
        hit = scan.hit(begin, "percent_prefixes")
        if hit and hit[0] == found.first:
            found.first, found.kind, found.unit = begin, "percent", "%"
            return


def _take_unit(scan: Scan, found: Candidate) -> None:
    i = found.last
    if scan.word_at(i) == "-" and scan.glued(i) and scan.glued(i + 1) and scan.kind_at(i + 1) == WORD:
        i += 1
    elif scan.word_at(i) == "(" and found.scale_after and (editorial := scan.hit(i + 1, "money")):
        found.kind, found.unit = "money", editorial[1]  # «30 миллиардов (долларов – ред.)»: the span stays
        return
    inner = scan.hit(i, "approx_inner")
    if inner and any(scan.hit(inner[0], role) for role in ("cls", "qty", "money", "dur", "times", "pct")):
        after = scan.hit(i, "approx_after")
        i, found.approx = inner[0], after[1] if after else "more_than"
    i = _after_adjective(scan, i)
    hits = scan.hits[i] if i < len(scan) else None
    if not hits:
        return
    if "pct" in hits and not found.has_prefix:
        _set(found, hits["pct"][0], "percent", hits["pct"][1])
    elif "money" in hits and (found.has_prefix is False or hits["money"][1] == found.unit):
        _set(found, hits["money"][0], "money", hits["money"][1])
    elif found.has_prefix:
        return
    elif "times" in hits:
        _set_times(scan, found, hits["times"][0])
    elif "figures_only" in hits and not found.numeral.in_figures:
        return
    elif "qty" in hits and _longest(hits, "qty") and not _is_capital(scan, i):
        _set(found, hits["qty"][0], "quantity", hits["qty"][1])
    elif "dur" in hits and _longest(hits, "dur"):
        _set(found, hits["dur"][0], "duration", hits["dur"][1])
    elif "base" in hits and i > found.last:
        _set_base(found, hits["base"][0], hits["base"][1])
    elif "cls" in hits and _longest(hits, "cls"):
        _set(found, hits["cls"][0], "count", hits["cls"][1])


def _after_adjective(scan: Scan, i: int) -> int:
    """«3 бразильских реала», "3 Brazilian reais": the token of the unit behind one adjective."""
    if scan.kind_at(i) != WORD or (scan.hits[i] and any(role in scan.hits[i] for role in _UNITS)):
        return i
    following = scan.hits[i + 1] if i + 1 < len(scan) else None
    if not following or not any(role in following for role in ("money", "qty", "dur")) or scan.hit(i, "stops"):
        return i
    is_adjective = scan.is_upper(i) or scan.word[i].endswith(scan.lexicon.adjective_endings)
    is_adjective = is_adjective or scan.hit(i, "unit_adjectives") is not None
    return i + 1 if is_adjective and not scan.glued(i + 1) else i


def _is_capital(scan: Scan, i: int) -> bool:
    """«9М 2024» are nine months, 5G is a network: a unit of one letter is small."""
    return len(scan.word[i]) == 1 and scan.is_upper(i) and scan.glued(i)


def _longest(hits: dict, role: str) -> bool:
    """«км» of «км пути» is a measure, but a noun that is longer than the unit wins: «м» of «м. район»."""
    return "noun" not in hits or hits["noun"][0] <= hits[role][0]


def _set(found: Candidate, last: int, kind: str, key: str) -> None:
    unit, _star, factor = key.partition("*")
    found.last, found.kind, found.unit = last, kind, unit
    if factor:
        found.factor = Decimal(factor)
        found.value = found.value * found.factor


def _set_base(found: Candidate, last: int, key: str) -> None:
    unit = key.partition("*")[0]
    _set(found, last, kind_of_unit(unit), key)


def kind_of_unit(unit: str) -> str:
    if unit in ("y", "mo", "d", "h", "min"):
        return "duration"
    if unit in ("%", "pp", "bp"):
        return "percent"
    return "ratio" if unit == "x" else "quantity"


def _set_times(scan: Scan, found: Candidate, last: int) -> None:
    """«в 3 раза», "three times higher": a ratio; «3 раза в год»: a count."""
    language = scan.language
    if scan.hit(last, "frequency"):  # the word is what is counted
        found.kind, found.unit = "count", "other"
        return
    found.last, found.kind, found.unit = last, "ratio", "x"
    if not language.times_need:
        return
    fits = _before(scan, found.first, "times_need") or _after(scan, last, "times_need_after")
    is_broken = found.value is not None and found.value != found.value.to_integral_value()
    if not fits and not is_broken:
        found.last, found.kind, found.unit = found.numeral.last, "count", "other"


def _before(scan: Scan, i: int, role: str) -> bool:
    """A word with *role* stands before token *i*, perhaps with words of approximation or «2–» of «2–3 раза» between."""
    if scan.kind_at(i - 2) == NUMBER and scan.breaks[i - 1] and scan.glued(i):
        i -= 2
    return any(scan.hit(k, role) for k in range(max(0, i - 4), i) if not any(scan.breaks[k:i]))


def _after(scan: Scan, i: int, role: str) -> bool:
    return any(scan.hit(k, role) for k in range(i, min(len(scan), i + 4)) if not any(scan.breaks[i:k]))


def _take_ending(scan: Scan, found: Candidate) -> None:
    """The case ending of «42%-ға», «$5 млрд-тан»."""
    i = found.last
    hit = scan.hit(i + 1, "suffix")
    is_hung = scan.word_at(i) == "-" and scan.glued(i) and scan.glued(i + 1)
    if hit and is_hung and (found.last > found.numeral.last or found.has_prefix or found.scale_after):
        found.last = hit[0]
        if hit[1] == "about":
            found.approx = "about"
