"""The tables of a language as one tree of words, searched once per token.

A *hit* says that a phrase with a role starts at a token: ``hits[i]["money"] == (end, "USD")``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from articles.figures.language import Language

Hits = dict[str, tuple[int, Any]]
_WORDS_REMEMBERED = 20_000
_LONGEST_STEM = 40
_PIECES = re.compile(r"[0-9]+\*?|[\u3400-\u9fff]|(?:[^\W\d_\u3400-\u9fff]|')+[~^*]?|[^\s]")
_DIVIDERS = re.compile(r"[|\n]")
_COVERING = {
    "approx": ("approx",),
    "rates": ("share",),
    "cmp": ("cmp",),
    "share": ("share", "up", "down", "change", "change_before"),
}
# Tables that map a value to phrases, with the role their phrases get and how the value is read.
_NUMBER_ROLES = {
    "cardinals": "card", "multipliers": "mult", "scales": "scale", "ordinals": "ord", "fractions": "frac",
    "fraction_parts": "part", "denominators": "denominator", "ratio_words": "ratio", "rank_words": "rank",
    "relative_years": "relyear", "months": "month", "quarters": "quarter", "halves": "half",
    "month_counts": "month_count", "quarter_counts": "quarter_count",
}  # fmt: skip
_VALUE_ROLES = {
    "currencies": "money", "currency_prefixes": "symbol", "percents": "pct", "quantities": "qty", "durations": "dur",
    "nouns": "noun", "classifiers": "cls", "approx": "approx", "approx_after": "approx_after",
    "comparisons": "cmp", "suffixes": "suffix", "compound_bases": "base",
}  # fmt: skip
# Text that is read in another way; every other text of a language is a flag whose role is its name.
_NO_FLAGS = frozenset(
    ("code", "noun_endings", "adjective_endings", "genitive_endings", "dative_endings", "abbreviations", "unnamed")
)


class Lexicon:
    """Finds the phrases of a language. ValueError if a table holds an empty phrase."""

    def __init__(self, language: Language):
        self.language = language
        self.root: dict = {}
        self.abbreviations = frozenset(language.abbreviations.split())
        # The short ones end nouns as well.
        self.adjective_endings = tuple(e for e in language.adjective_endings.split() if len(e) > 1)
        self.dative_endings = tuple(language.dative_endings.split())
        self.genitive_endings = tuple(language.genitive_endings.split())
        self._endings = {
            "~": frozenset(language.noun_endings.split()) | {""},
            "^": frozenset(language.adjective_endings.split()),
        }
        self._exact: set[str] = set()
        self._stems: dict[str, set[str]] = {}
        self._memory: dict[str, tuple[str, ...]] = {}
        self._compound = self._compound_pattern()
        for role, value, phrases in self._entries():
            for phrase in phrases_of(phrases):
                self._add(role, value, phrase)

    def hits(self, words: Sequence[str]) -> list[Hits | None]:
        """What starts at each token; None for most."""
        memory = self._memory
        keys = [memory[word] if word in memory else self._keys(word) for word in words]
        found = [self._hits_at(keys, i) if own else None for i, own in enumerate(keys)]
        _drop_covered(found)
        return found

    def _hits_at(self, keys: list[tuple[str, ...]], start: int) -> Hits | None:
        hits: Hits = {}
        root, end = self.root, start + 1
        frontier = [root[key] for key in keys[start] if key in root]
        while frontier:
            for node in frontier:
                for role, value in node.get("", ()):
                    if role not in hits or hits[role][0] < end:
                        hits[role] = (end, value)
            if end == len(keys):
                break
            frontier = [node[key] for node in frontier for key in keys[end] if key in node]
            end += 1
        return hits or None

    def _keys(self, word: str) -> tuple[str, ...]:
        """The words of the tables that *word* can be, the longest first."""
        found = [word] if word in self._exact else []
        for length in range(min(len(word), _LONGEST_STEM), 0, -1):
            for kind in self._stems.get(word[:length], ()):
                if kind == "*" or word[length:] in self._endings[kind]:
                    found.append(word[:length] + kind)
        if not found and self._compound and (match := self._compound.fullmatch(word)):
            found.append(self._learn_compound(word, match))
        if len(self._memory) >= _WORDS_REMEMBERED:  # words come from texts, and texts are endless
            self._memory.clear()
        keys = self._memory[word] = tuple(found)
        return keys

    def _compound_pattern(self) -> re.Pattern | None:
        language = self.language
        if not language.numeral_prefixes or not language.compound_bases:
            return None
        prefixes = sorted((p for line in language.numeral_prefixes.values() for p in phrases_of(line)), key=len)
        bases = sorted((b for line in language.compound_bases.values() for b in phrases_of(line)), key=len)
        either = "|".join(map(re.escape, reversed(prefixes)))
        ends = "|".join(self._base_pattern(base) for base in reversed(bases))
        return re.compile(f"({either})({ends})")

    def pattern(self, phrases: str) -> re.Pattern:
        """The phrases as a regular expression over normalised text, for what is matched outside the tree."""
        return re.compile("|".join(self._phrase_pattern(phrase) for phrase in phrases_of(phrases)))

    def _phrase_pattern(self, phrase: str) -> str:
        return " ?".join(self._base_pattern(piece) for piece in phrase.split())

    def _base_pattern(self, base: str) -> str:
        if base[-1] in "~^" and len(base) > 1:
            return re.escape(base[:-1]) + "(?:" + "|".join(map(re.escape, sorted(self._endings[base[-1]]))) + ")"
        return re.escape(base.rstrip("*")) + (r"\w*" if base[-1] == "*" else "")

    def _learn_compound(self, word: str, match: re.Match) -> str:
        """шестидневной → its own entry with the role *compound* and the value (6, "d")."""
        number = next(n for n, line in self.language.numeral_prefixes.items() if match[1] in phrases_of(line))
        unit = next(
            unit
            for unit, line in self.language.compound_bases.items()
            for base in phrases_of(line)
            if re.fullmatch(self._base_pattern(base), match[2])
        )
        if len(self.root) < 2 * _WORDS_REMEMBERED:
            self.root.setdefault(word, {})[""] = (("compound", (Decimal(number), unit)),)
        return word

    def _entries(self) -> Iterable[tuple[str, Any, str]]:
        language = self.language
        for table, role in _NUMBER_ROLES.items():
            for number, phrases in getattr(language, table).items():
                yield role, _number(number), phrases
        for table, role in _VALUE_ROLES.items():
            for value, phrases in getattr(language, table).items():
                yield role, value, phrases
        for flag in fields(language):
            phrases = getattr(language, flag.name)
            if isinstance(phrases, str) and flag.name not in _NO_FLAGS:
                yield flag.name, True, phrases

    def _add(self, role: str, value: Any, phrase: str) -> None:
        node = self.root
        for piece in pieces(phrase):
            if piece[-1] in "~^*" and len(piece) > 1:
                self._stems.setdefault(piece[:-1], set()).add(piece[-1])
            else:
                self._exact.add(piece)
            node = node.setdefault(piece, {})
        node[""] = (*node.get("", ()), (role, value))


def _drop_covered(found: list[Hits | None]) -> None:
    """«no less than» is not «less than», nor does «made up» point upwards: a longer cue hides those inside it."""
    busy = dict.fromkeys(_COVERING, 0)
    for i, hits in enumerate(found):
        if hits is None:
            continue
        for role, hidden in _COVERING.items():
            # «аналогичный период» «прошлого года» is one comparison.
            if busy[role] > i or (role == "cmp" and busy[role] == i > 0):
                for other in hidden:
                    hits.pop(other, None)
            elif role in hits:
                busy[role] = hits[role][0]
                if role == "rates" and busy[role] > i + 1:  # «уровень инфляции» begins with the word of a level
                    hits.pop("share", None)


def pieces(phrase: str) -> list[str]:
    """The words of a phrase as the scanner will divide a text; every Chinese character is one."""
    return _PIECES.findall(phrase.lower())


def _number(number: int | str) -> Decimal:
    if isinstance(number, str) and "/" in number:
        above, below = number.split("/")
        return Decimal(above) / Decimal(below)
    return Decimal(number)


def phrases_of(line: str) -> list[str]:
    """The phrases of a table's line, divided by bars or line breaks: «млрд | миллиард~»."""
    return [phrase for phrase in (part.strip() for part in _DIVIDERS.split(line)) if phrase]
