"""The seed article and the records of the fixtures as plain data, read from the fixture files."""

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from html import unescape
from pathlib import Path

from articles.binding import Names, Record
from articles.figures import Figure, find_figures
from trade.periods import Period
from trade.quantities import Quantity

ROOT = Path(__file__).parents[3]
REFERENCE = date(2024, 11, 20)
LANGUAGES = ("ru", "kk", "en", "zh")
NAMES = Names(
    areas={
        "CHN": {"ru": "Кита* | китайск* | КНР", "kk": "Қыта*", "en": "China | Chinese", "zh": "中国 | 中哈 | 中方"},
        "KAZ": {
            "ru": "Казахстан* | казахстанск*",
            "kk": "Қазақстан*",
            "en": "Kazakhstan*",
            "zh": "哈萨克斯坦 | 中哈 | 哈方",
        },
    },
    events={
        "ciie": {
            "ru": "CIIE | Китайск* международн* импортн* ЭКСПО | импортн* ЭКСПО",
            "kk": "CIIE* | Қытай халықаралық импорт ЭКСПО*",
            "en": "CIIE | China International Import Expo",
            "zh": "CIIE | 中国国际进口博览会 | 进博会",
        }
    },
)


def _rows(*paths: str):
    for path in paths:
        yield from json.loads((ROOT / path).read_text(encoding="utf-8"))


def _quantity(fields: dict) -> Quantity:
    upper = fields.get("value_upper")
    return Quantity(
        Decimal(fields["value"]), Decimal(fields["resolution"]), fields["qualifier"], upper and Decimal(upper)
    )


@cache
def records() -> tuple[Record, ...]:
    """Observations, metrics and events of the seed and of the context fixtures."""
    rows = list(
        _rows(
            "trade/fixtures/trade_seed.json",
            "trade/fixtures/trade_context.json",
            "events/fixtures/events_seed.json",
            "events/fixtures/events_context.json",
        )
    )
    series = {_series_key(r["fields"]): r["fields"] for r in rows if r["model"] == "trade.series"}
    held = {
        r["fields"]["event"][0]: Period(
            date.fromisoformat(r["fields"]["starts"]), date.fromisoformat(r["fields"]["ends"])
        )
        for r in rows
        if r["model"] == "events.eventstatus" and r["fields"].get("starts")
    }
    events = {r["fields"]["slug"]: r["fields"] for r in rows if r["model"] == "events.event"}
    found = [_observation(r["fields"], series) for r in rows if r["model"] == "trade.observation"]
    found += [_metric(r["fields"], events, held) for r in rows if r["model"] == "events.metric"]
    found += [_event(fields, held) for fields in events.values()]
    return tuple(found)


def _series_key(f: dict) -> str:
    parts = [f["reporter"], f["area"], f["counterpart"], f["flow"], f["commodity"], f["measure"], f["unit"]]
    return ".".join(parts + ([] if f["valuation"] == "_X" else [f["valuation"]]))


def _observation(f: dict, series: dict) -> Record:
    s = series[f["series"][0]]
    return Record(
        key=f"observation:{f['series'][0]}:{f['period_start']}:{f['period_end']}",
        kind="observation",
        quantity=_quantity(f),
        unit=s["unit"],
        period=Period(date.fromisoformat(f["period_start"]), date.fromisoformat(f["period_end"])),
        measure=s["measure"],
        flow=s["flow"],
        reporter=s["reporter"],
        area=s["area"],
        counterpart=s["counterpart"],
        commodity=s["commodity"],
    )


def _metric(f: dict, events: dict, held: dict) -> Record:
    event = f["event"][0]
    participant = f["participation"][1] if f.get("participation") else ""
    return Record(
        key=f"metric:{event}:{participant}:{f['measure']}:{f['nature']}:{f['unit']}",
        kind="metric",
        quantity=_quantity(f),
        unit=f["unit"],
        measure=f["measure"],
        nature=f["nature"],
        event=event,
        family=events[event]["series"][0],
        edition=events[event]["edition"],
        participant=participant,
        period=held.get(event),
    )


def _event(f: dict, held: dict) -> Record:
    return Record(
        key=f"event:{f['slug']}",
        kind="event",
        event=f["slug"],
        family=f["series"][0],
        edition=f["edition"],
        area=f.get("area", ""),
        period=held.get(f["slug"]),
    )


_MARK = re.compile(r'<data value="[^"]*" data-claim="([^"]*)">(.*?)</data>')


@cache
def article(lang: str) -> tuple[str, dict[str, tuple[int, int]], dict[str, dict]]:
    """The plain text with the headline on top, the span of every mark by uuid, and the claims' fields by uuid."""
    tag = {"zh": "zh-Hans"}.get(lang, lang)
    rows = list(_rows("articles/fixtures/articles_seed.json", "articles/fixtures/articles_translations.json"))
    fields = next(r["fields"] for r in rows if r["model"] == "articles.article" and r["fields"]["language"] == tag)
    claims = {
        r["fields"]["uuid"]: r["fields"]
        for r in rows
        if r["model"] == "articles.claim" and (r["fields"].get("article") or [""])[0] == tag
    }
    body = fields["headline"] + "\n" + fields["body"].replace("</p>", "")
    text, marks, last = "", {}, 0
    for match in _MARK.finditer(body):
        text += _plain(body[last : match.start()])
        marks[match[1]] = (len(text), len(text) + len(match[2]))
        text, last = text + match[2], match.end()
    return text + _plain(body[last:]), marks, claims


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def claimed(lang: str) -> list[tuple[dict, Figure]]:
    """The eight claims with the figures that their stored fields describe, in order."""
    text, marks, claims = article(lang)
    return [(claims[uuid], _figure(text, marks[uuid], claims[uuid])) for uuid in sorted(marks, key=marks.get)]


def _figure(text: str, span: tuple[int, int], f: dict) -> Figure:
    period = f.get("period_start") and Period(
        date.fromisoformat(f["period_start"]), date.fromisoformat(f["period_end"])
    )
    return Figure(
        *span,
        surface=text[slice(*span)],
        kind=f["kind"],
        value=Decimal(f["value"]),
        unit={"PC": "%", "": None}.get(f.get("unit", ""), f.get("unit")) if not f["unit_inferred"] else None,
        approx={"gt": "more_than"}.get(f["qualifier"], "exact"),
        direction=f.get("direction") or None,
        comparison=f.get("comparison") or None,
        period=period or None,
    )


def found(lang: str) -> list[Figure]:
    """What the finder finds in the article."""
    return find_figures(article(lang)[0], lang, REFERENCE)


def target(claim: dict) -> str:
    """The key of the record that the fixtures bind *claim* to."""
    if claim.get("event"):
        return f"event:{claim['event'][0]}"
    if claim.get("metric"):
        event, area, _organisation, measure, nature, unit, _vintage = claim["metric"]
        return f"metric:{event}:{area}:{measure}:{nature}:{unit}"
    series, start, end, _vintage = claim["observation"]
    return f"observation:{series}:{start}:{end}"
