"""How well and how fast the finder reads: `make bench FIGURES=<folder>` scores every ``*.jsonl`` of the folder.

A line is ``{"id", "lang", "text", "figures": [{"start", "end", "kind", "value", "low", "high", "unit"}]}``. A figure is
*found* if a predicted span shares a character with it, *right* if the value is within half a percent, *full* if unit
and kind are right too. Dates and ordinals are no claims and not counted. Speed is processor time of one core.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.figures import SOFT_KINDS, Figure, find_figures

TOLERANCE = 0.005
MEASURES = ("exact", "found", "right", "full")
ARTICLE = "В 2023 году товарооборот Китая и Казахстана достиг 41 млрд долларов, что на 13 % больше, чем годом ранее. "
WORST = (("1 ", "ru"), ("5% ", "ru"), ("за 2024 год ", "ru"), ("€5", "en"), ("约5", "zh"), ("一", "zh"), ("екі ", "kk"))


def main(folders: list[str]) -> None:
    for folder in folders:
        rows = list(read(Path(folder)))
        print(f"{'lang':6}{'gold':>6}{'pred':>6}" + "".join(f"{name:>9}" for name in MEASURES) + "   F1")
        for lang in sorted({row["lang"] for row in rows}):
            print_scores(lang, score([row for row in rows if row["lang"] == lang]))
        print_scores("all", score(rows))
        print(f"{speed(rows):,.0f} texts a second")
    words = ARTICLE * (1000 // len(ARTICLE.split()))
    print(f"{'an article of 1,000 words':30}{seconds(words, 'ru') * 1000:8.1f} ms")
    for piece, lang in WORST:
        times = (f"{seconds(piece * (size // len(piece)), lang) * 1000:9.1f}" for size in (25_000, 100_000, 1_000_000))
        print(f"{f'25, 100 and 1,000 kB of «{piece.strip()}»':30}{''.join(times)} ms")


def read(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows = (json.loads(line) for line in lines if line.strip())
            yield from (row for row in rows if "figures" in row and "text" in row)


def score(rows: list[dict[str, Any]]) -> Counter:
    counts: Counter[str] = Counter()
    for row in rows:
        gold = [figure for figure in row["figures"] if figure["kind"] not in SOFT_KINDS]
        found = [f for f in find_figures(row["text"], row["lang"]) if f.kind not in SOFT_KINDS]
        counts.update(gold=len(gold), pred=len(found))
        for wanted, figure in pairs(gold, found):
            counts["found"] += 1
            counts["exact"] += (wanted["start"], wanted["end"]) == (figure.start, figure.end)
            counts["right"] += is_right(wanted, figure)
            counts["full"] += is_full(wanted, figure)
    return counts


def pairs(gold: list[dict[str, Any]], found: list[Figure]) -> Iterator[tuple[dict[str, Any], Figure]]:
    """One to one, the best agreement first."""
    scored = [
        (is_full(g, f), is_right(g, f), min(g["end"], f.end) - max(g["start"], f.start), -i, -j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if min(g["end"], f.end) > max(g["start"], f.start)
    ]
    used_gold, used_found = set(), set()
    for *_agreement, i, j in sorted(scored, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[-i], found[-j]


def is_right(gold: dict[str, Any], figure: Figure) -> bool:
    if gold.get("low") is not None:
        return is_near(gold["low"], figure.low) and is_near(gold["high"], figure.high)
    return is_near(gold.get("value"), figure.value)


def is_near(wanted: Any, value: Any) -> bool:
    if wanted is None or value is None:
        return wanted is value
    return abs(float(wanted) - float(value)) <= TOLERANCE * max(abs(float(wanted)), 1e-12)


def is_full(gold: dict[str, Any], figure: Figure) -> bool:
    unit = gold.get("unit")
    same_unit = unit in (None, "other") or unit.lower() == (figure.unit or "").lower()
    return gold["kind"] == figure.kind and same_unit and is_right(gold, figure)


def print_scores(lang: str, counts: Counter) -> None:
    cells = (f1(counts[name], counts["pred"], counts["gold"]) for name in MEASURES)
    print(f"{lang:6}{counts['gold']:>6}{counts['pred']:>6}" + "".join(f"{cell:9.3f}" for cell in cells))


def f1(right: int, predicted: int, wanted: int) -> float:
    return 2 * right / (predicted + wanted) if predicted + wanted else 1.0


def speed(rows: list[dict[str, Any]]) -> float:
    """Texts a second, once the tables of every language are compiled."""
    start = time.process_time()
    for row in rows:
        find_figures(row["text"], row["lang"])
    return len(rows) / max(time.process_time() - start, 1e-9)


def seconds(text: str, lang: str) -> float:
    find_figures("1", lang)
    start = time.process_time()
    find_figures(text, lang)
    return time.process_time() - start


if __name__ == "__main__":
    main(sys.argv[1:])
