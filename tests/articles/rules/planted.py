"""Short articles of our own with one error planted in each, and what the checks make of them.

An article is sentences with named slots; every slot is printed from a number and, where it is a claim, bound to a
record. An error changes one slot and leaves all else, bindings included, as it was.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from string import Formatter

from articles.binding import CheckedText, Context, Names, Record, Stated, propose
from articles.figures import find_figures
from articles.rules import Finding, check
from tests.articles.rules.texts import event, growth, metric, observation
from tests.articles.rules.voices import VOICES

KINDS = ("scale", "growth", "period or unit", "sum, share or ordinal")
LANGUAGES = ("ru", "en", "zh", "kk")
ALL_VOICES = tuple(range(len(VOICES)))
BILLION = Decimal(10**9)
NAMES = Names(
    areas={
        "CHN": {"ru": "Кита* | китайск*", "en": "China | Chinese", "zh": "中国 | 中哈", "kk": "Қыта*"},
        "KAZ": {"ru": "Казахстан* | казахстанск*", "en": "Kazakhstan*", "zh": "哈萨克斯坦 | 中哈", "kk": "Қазақстан*"},
    },
    events={"fair": {"ru": "ярмарк*", "en": "fair", "zh": "博览会", "kk": "жәрмеңке*"}},
)
WORDS = {
    "ru": {"usd": "долларов США", "cny": "юаней", "months": ("девять месяцев", "шесть месяцев")},
    "en": {"usd": "US dollars", "cny": "yuan", "months": ("the first nine months", "the first half")},
    "zh": {"usd": "美元", "cny": "元", "months": ("前九个月", "前三个月")},
    "kk": {"usd": "АҚШ доллары", "cny": "юань", "months": ("тоғыз айында", "алты айында")},
}
SCALES = {"ru": ("млрд", "млн"), "en": ("billion", "million"), "zh": ("亿", "万"), "kk": ("миллиард", "миллион")}


@dataclass(frozen=True)
class Article:
    lang: str
    order: tuple[str, ...]
    slots: dict[str, str]
    claims: dict[str, Record]
    records: tuple[Record, ...]
    voice: int = 0

    def written(self) -> tuple[str, dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
        """The text, the span of every slot, and the span of every slot's sentence."""
        text, spans, sentences = "", {}, {}
        for name in self.order:
            first, inside = len(text), []
            for literal, slot, _spec, _conversion in Formatter().parse(VOICES[self.voice][self.lang][name]):
                text += literal
                if slot:
                    spans[f"{name}.{slot}"] = (len(text), len(text) + len(self.slots[slot]))
                    text += self.slots[slot]
                    inside.append(slot)
            sentences |= {f"{name}.{slot}": (first, len(text)) for slot in inside}
            text += "" if self.lang == "zh" else " "
        return text, spans, sentences

    def checked(self, bind: str) -> CheckedText:
        """The text with its figures, bound as an editor confirmed them before, or as proposed afresh."""
        text, spans, _sentences = self.written()
        reference = date(2024, 12, 1)
        stated = []
        for figure in find_figures(text, self.lang, reference):
            slot = next((s for s, (a, b) in spans.items() if figure.start < b and a < figure.end), "")
            record = self.claims.get(slot.partition(".")[2]) if figure.kind != "date" else None
            sure = record is not None and bind == "confirmed"
            stated.append(Stated(figure, record.key, "confirmed") if sure else Stated(figure))
        article = CheckedText.of(text, self.lang, stated, reference=reference)
        if bind == "confirmed":
            return article
        context = Context(
            article, NAMES, areas=frozenset(("CHN", "KAZ")), events=frozenset((self.claims["edition"].event,))
        )
        return propose(article, context, self.records)


def amount(value: Decimal, lang: str, small: bool = False) -> str:
    """Billions with one decimal; *small* writes the next smaller scale word: the slip."""
    word = SCALES[lang][small]
    if lang == "zh":
        return f"{(value * 10).normalize():f}{word}"
    print_ = f"{value:f}" if lang == "en" else f"{value:f}".replace(".", ",")
    return f"{print_} {word}"


def articles(count: int, seed: int = 7) -> Iterator[Article]:
    """*count* articles, the languages and voices by turns."""
    rng = random.Random(seed)
    for number in range(count):
        yield article(rng, LANGUAGES[number % len(LANGUAGES)], number // len(LANGUAGES) % len(VOICES))


def article(rng: random.Random, lang: str, voice: int) -> Article:
    year = rng.randint(2019, 2023)
    tenth = lambda low, high: Decimal(rng.randint(low, high)) / 10  # noqa: E731
    exports, imports = tenth(81, 269), tenth(72, 291)
    level, base, percent = exports + imports, tenth(123, 287), rng.randint(5, 27)
    nine = (base * (100 + percent) / 100).quantize(Decimal("0.1"))
    part1, part2 = tenth(12, 49), tenth(13, 47)
    shares = rng.choice([(45, 32, 23), (51, 28, 21), (38, 36, 26), (47, 34, 19)])
    countries, oil = rng.choice((113, 118, 124, 127, 131, 146)), tenth(11, 79)
    edition = rng.choice((4, 5, 6, 7, 8, 9))
    annual = observation(level * BILLION, 10**8, str(year))
    nine_now = observation(nine * BILLION, 10**8, f"{year + 1}-01-01/P9M")
    nine_then = observation(base * BILLION, 10**8, f"{year}-01-01/P9M")
    flows = [observation(v * BILLION, 10**8, str(year), flow=f) for f, v in (("X", exports), ("M", imports))]
    tonnes = observation(oil * 10**6, 10**5, str(year), flow="X", measure="Q", unit="T", commodity="H6-2709",
                         area="KAZ", counterpart="CHN", key=f"oil:{year}")  # fmt: skip
    fair, seen = event(edition), metric(countries, 1, edition, "countries", "countries")
    published = [growth(percent, 1, f"{year + 1}-01-01/P9M")] if rng.random() < 0.5 else []
    others = [observation(level * BILLION * 8 / 10, 10**8, str(year), reporter="KAZ"), event(edition - 1)]
    slots = {
        "year": str(year), "next": str(year + 1), "months": WORDS[lang]["months"][0], "usd": WORDS[lang]["usd"],
        "level": amount(level, lang), "level2": amount(level, lang), "nine": amount(nine, lang),
        "growth": str(percent), "exports": amount(exports, lang), "imports": amount(imports, lang),
        "fund": amount(part1 + part2, lang), "part1": amount(part1, lang), "part2": amount(part2, lang),
        "edition": str(edition), "countries": str(countries), "oil": _millions(oil, lang),
        **{f"share{n}": str(value) for n, value in enumerate(shares, 1)},
    }  # fmt: skip
    claims = {"level": annual, "level2": annual, "nine": nine_now, "oil": tonnes, "edition": fair, "countries": seen}
    if published:
        claims["growth"] = published[0]
    body = ["list", "fair", "shares", "oil", "plan", "calm"]
    rng.shuffle(body)
    order = ("year", "nine", rng.choice(("parts", "list")), *(n for n in body if n != "list"))
    records = (annual, nine_now, nine_then, *flows, tonnes, fair, seen, *published, *others)
    return Article(lang, order, slots, claims, records, voice)


def _millions(value: Decimal, lang: str, large: bool = False) -> str:
    if lang == "zh":
        return f"{(value * 100).normalize():f}{'亿' if large else '万'}"
    word = {"ru": ("млн", "млрд"), "en": ("million", "billion"), "kk": ("миллион", "миллиард")}[lang][large]
    return f"{value:f} {word}" if lang == "en" else f"{value:f} {word}".replace(".", ",")


def planted(clean: Article, kind: str, rng: random.Random) -> tuple[Article, str]:
    """*clean* with one error of *kind*, and the slot that is wrong."""
    slot, value = _error(clean, kind, rng)
    return replace(clean, slots=clean.slots | {slot: value}), slot


def _error(clean: Article, kind: str, rng: random.Random) -> tuple[str, str]:
    slots, lang = clean.slots, clean.lang
    low, high = SCALES[lang][1], SCALES[lang][0]
    if kind == "scale":
        slot = rng.choice(("level", "nine", "oil"))
        if slot == "oil":
            return slot, _slipped_millions(slots[slot], lang)
        return slot, slots[slot].replace(high, low)
    if kind == "growth":
        right = int(slots["growth"])
        swapped = int(str(right)[::-1]) if right > 9 else right * 10
        return "growth", str(swapped if abs(swapped - right) > 4 else right + rng.choice((11, 23, 30)))
    if kind == "period or unit":
        slot = rng.choice(("next", "months", "usd"))
        wrong = {"next": str(int(slots["next"]) - 2), "months": WORDS[lang]["months"][1], "usd": WORDS[lang]["cny"]}
        return slot, wrong[slot]
    choices = ["edition", "share1", "imports" if "parts" in clean.order else "part2", "countries"]
    slot = rng.choice(choices)
    if slot == "edition":
        return slot, str(int(slots[slot]) + rng.choice((1, -1)))
    if slot == "share1":
        return slot, str(int(slots[slot]) + rng.choice((13, 20, 25)))
    if slot == "countries":
        return slot, str(int(slots[slot]) + rng.choice((27, -30, 63)))
    return slot, amount(Decimal(rng.randint(301, 399)) / 10, lang)


def _slipped_millions(print_: str, lang: str) -> str:
    pairs = {"ru": ("млн", "млрд"), "en": ("million", "billion"), "kk": ("миллион", "миллиард"), "zh": ("万", "亿")}
    return print_.replace(*pairs[lang])


@dataclass
class Score:
    """Flags inside and outside of the sentence with the error, errors found, and flags on clean articles."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    planted: int = 0
    false_errors: int = 0
    missed: list[str] | None = None

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.planted)


def measure(count: int, bind: str, languages=LANGUAGES, seed: int = 7, voices=ALL_VOICES) -> dict[str, Score]:
    """The scores by kind of error, and of the clean articles under ``clean``."""
    rng = random.Random(seed + 1)
    scores = {kind: Score(missed=[]) for kind in (*KINDS, "clean")}
    for clean in articles(count, seed):
        if clean.lang not in languages or clean.voice not in voices:
            continue
        flagged = [f for f in check(clean.checked(bind), clean.records) if f.is_flag]
        scores["clean"].wrong += len(flagged)
        scores["clean"].false_errors += sum(f.severity == "error" for f in flagged)
        scores["clean"].missed += [_shown(clean, f) for f in flagged]
        for kind in KINDS:
            _score(scores[kind], *planted(clean, kind, rng), bind)
    return scores


def _score(score: Score, wrong: Article, slot: str, bind: str) -> None:
    _text, _spans, sentences = wrong.written()
    places = [span for name, span in sentences.items() if name.endswith(f".{slot}")]
    flagged = [f for f in check(wrong.checked(bind), wrong.records) if f.is_flag]
    hits = [f for f in flagged if any(a <= s[0] < b for s in f.spans for a, b in places)]
    score.planted += 1
    score.found += bool(hits)
    score.right += len(hits)
    score.wrong += len(flagged) - len(hits)
    score.missed += [_shown(wrong, f) for f in flagged if f not in hits]
    if not hits:
        score.missed.append(f"missed {slot} ({wrong.lang}): {wrong.slots[slot]}: {wrong.written()[0]}")


def _shown(article: Article, finding: Finding) -> str:
    text = article.written()[0]
    return f"{article.lang} {finding.rule} {finding.code} {[text[slice(*span)] for span in finding.spans]}: {text}"
