"""The thing that a number counts: «50 казахстанских компаний», "70 commercial documents", 30家企业."""

from articles.figures.bare import is_part, looks_like_year
from articles.figures.candidate import Candidate
from articles.figures.scan import COMMA, MARK, NUMBER, WORD, Scan

_ADJECTIVES_AT_MOST, _CHARACTERS_AT_MOST = 6, 14
_QUOTES = frozenset("-«\"“'’»”")


def count_noun(scan: Scan, found: Candidate) -> None:
    """Make a bare number a count if a thing counted follows; sets *unit* and *noun_at*."""
    if is_part(scan, found):
        return
    i = begin = _after_more(scan, found)
    limit, first_word = i + _reach(scan, found), None
    while i < min(len(scan), limit) and (_joins_adjectives(scan, i) or not _ends_phrase(scan, i)):
        if _joins_adjectives(scan, i):
            i, limit = i + 1, limit + 2
        elif noun := scan.hit(i, "noun"):
            found.kind, found.unit, found.noun_at = "count", noun[1], i
            if not scan.language.last_noun:
                return
            i = noun[0]
        elif first_word is None and (link := scan.hit(i, "linkers")):
            i = begin = link[0]
            limit = i + _ADJECTIVES_AT_MOST
        elif scan.hit(i, "stops"):
            break
        else:
            if scan.kind[i] == WORD:
                first_word = i if first_word is None else first_word
                if not _may_be_adjective(scan, i) or (found.noun_at is not None and _is_participle(scan, i)):
                    break
            i += 1
    if found.unit is None and first_word == begin and _may_be_thing(scan, first_word):
        if not found.value or looks_like_year(found):
            return
        found.kind, found.unit, found.noun_at = "count", "other", first_word


def _joins_adjectives(scan: Scan, i: int) -> bool:
    """The marks of «1146 международных, национальных и региональных выставок», where adjectives show themselves."""
    endings = scan.lexicon.adjective_endings
    if not endings or not (scan.word[i] == "," or scan.hit(i, "list_words")):
        return False
    return all(scan.kind_at(k) == WORD and _is_plain_adjective(scan, k) for k in (i - 1, i + 1))


def _is_plain_adjective(scan: Scan, i: int) -> bool:
    return scan.word[i].endswith(scan.lexicon.adjective_endings) and not (scan.hit(i, "noun") or scan.hit(i, "stops"))


def _after_more(scan: Scan, found: Candidate) -> int:
    """The token behind the number and the glued plus of "1,500+ firms", "30-plus firms"."""
    more = scan.hit(found.last, "approx_after")
    if more is None or not scan.glued(found.last):
        return found.last
    found.approx = more[1]
    return more[0]


def _ends_phrase(scan: Scan, i: int) -> bool:
    if scan.word[i] == "-" and scan.glued(i):
        return False
    if scan.kind[i] == NUMBER:  # «297 Fortune Global 500 companies»: a number in a name is passed over
        return not any((hit := scan.hit(k, "refuse_before")) and hit[0] == i for k in range(max(0, i - 3), i))
    if scan.used[i] or scan.breaks[i] >= COMMA:
        return True
    return scan.kind[i] == MARK and scan.word[i] not in _QUOTES


def _is_participle(scan: Scan, i: int) -> bool:
    """Behind a noun, "received" and "producing" open what is said of it; in "state-owned firms" they do not."""
    return scan.word[i].endswith(("ed", "ing")) and scan.word_at(i - 1) != "-"


def _may_be_adjective(scan: Scan, i: int) -> bool:
    """In a language whose adjectives show it, a noun behind another noun is not what is counted: 20 машин компании."""
    endings = scan.lexicon.adjective_endings
    return not endings or scan.word[i].endswith(endings) or scan.word_at(i + 1) == "-" or scan.word_at(i - 1) == "-"


def _reach(scan: Scan, found: Candidate) -> int:
    """Tokens to look for the noun in; of Chinese characters more, but without a measure word it must follow at once."""
    if not scan.language.classifiers:
        return _ADJECTIVES_AT_MOST
    if found.kind == "count" or found.scale_after:
        return _CHARACTERS_AT_MOST
    return 1 if found.numeral is not None and found.numeral.in_figures else 0  # 27国, but 两国 is a word


def _may_be_thing(scan: Scan, i: int) -> bool:
    """Nothing in the tables says so, but a plain word after a number is what is counted."""
    if any(scan.hit(i, role) for role in ("up", "down", "value_verbs")):  # "a population of 20 million grows"
        return False
    if scan.is_upper(i):  # 5 НПЗ, but no name
        return len(scan.word[i]) > 1 and scan.text[scan.start[i] : scan.end[i]].isupper()
    return len(scan.word[i]) > 2 and not scan.glued(i)
