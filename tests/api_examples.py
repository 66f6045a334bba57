"""The examples of the OpenAPI description: which addresses, and how answers of two databases are compared.

`WRITE_EXAMPLES=1 python -m pytest tests/test_api_schema.py` writes `examples.json` of each app anew.
"""

import json
import re
from pathlib import Path
from typing import Any

from config.api import COLLECTIONS as VIEWSETS
from config.settings import BASE_DIR

HOST = "https://sverka.example"
# The first row of each list is the example of one record.
QUERIES = {
    "articles": "lang=ru&page_size=1",
    "stories": "section=trade",
    "claims": "lang=ru&kind=money&state=disputed",
    "observations": "area=CHN&counterpart=KAZ&flow=T&reporter=KAZ&period_from=2023&period_to=2023",
    "series": "area=CHN&counterpart=KAZ&flow=T&measure=V&page_size=2",
    "areas": "m49=398",
    "commodities": "scheme=TOTAL",
    "sources": "language=ru&page_size=2",
    "events": "series=ciie&year=2024",
    "event-series": "q=CIIE",
    "metrics": "event=ciie-7&measure=deals",
    "people": "q=Bektenov",
    "organisations": "kind=company",
    "agreements": "party=CHN&party=KAZ&status=in_force",
    "initiatives": "kind=programme",
    "corrections": "lang=ru",
    "changes": "kind=revised",
}
# Further actions of a collection: addresses below it, where {id} is the first row of the list.
ACTIONS = {
    "observations": {
        "history": "{id}/history/",
        "totals": "totals/?area=CHN&counterpart=KAZ&flow=T&reporter=KAZ&period_from=2023&period_to=2023",
    }
}
# Records whose key is a number: numbers differ from database to database.
NUMBERED = re.compile(r"(/sources/|/api/v1/(?:articles|corrections|changes)/|#record-|#metric-)(\d+)")


def folder_of(viewset: Any) -> Path:
    return BASE_DIR / viewset.__module__.split(".")[0]


def files() -> dict[Path, list[str]]:
    """The collections in each file of examples."""
    found: dict[Path, list[str]] = {}
    for viewset in VIEWSETS:
        found.setdefault(folder_of(viewset) / "examples.json", []).append(viewset.collection)
    return found


def ask(client: Any, address: str) -> Any:
    response = client.get(address, headers={"accept-language": "en"})
    assert response.status_code == 200, (address, response.content)
    return response.json()


def examples_of(client: Any, collection: str) -> dict[str, Any]:
    """``{"list": {"address", "answer"}, "retrieve": …}``; no ``retrieve`` where the seed has no such record."""
    address = f"/api/v1/{collection}/?{QUERIES[collection]}"
    answer = ask(client, address)
    found = {"list": {"address": address, "answer": answer}}
    if answer["results"]:
        one = f"/api/v1/{collection}/{key_of(collection, answer['results'][0])}/"
        found["retrieve"] = {"address": one, "answer": ask(client, one)}
    for action, address in ACTIONS.get(collection, {}).items():
        address = f"/api/v1/{collection}/{address.format(**answer['results'][0])}"
        found[action] = {"address": address, "answer": ask(client, address)}
    return {action: renumbered(example) for action, example in found.items()}


def key_of(collection: str, row: dict[str, Any]) -> Any:
    viewset = next(viewset for viewset in VIEWSETS if viewset.collection == collection)
    return row["id"] if viewset.lookup_field == "pk" else row[viewset.lookup_field]


def renumbered(example: dict[str, Any]) -> dict[str, Any]:
    """Records numbered anew, 1, 2, 3 for each kind in the order in which they appear; and a host of no one's."""
    seen: dict[str, dict[str, int]] = {}

    def number(kind: str, old: str) -> int:
        return seen.setdefault(kind, {}).setdefault(old, len(seen.get(kind, {})) + 1)

    def text(value: str) -> str:
        value = NUMBERED.sub(lambda match: f"{match[1]}{number(match[1], match[2])}", value)
        return re.sub(r"cursor=[\w.=%-]+", "cursor=…", value.replace("http://testserver", HOST))

    def walk(value: Any) -> Any:
        match value:
            case str():
                return text(value)
            case list():
                return [walk(item) for item in value]
            case {"id": int(old), "url": str(url), **_rest}:
                numbered = NUMBERED.search(url)  # the page of an article is found by its slug
                kind = numbered[1] if numbered else "/api/v1/articles/"
                return {key: walk(item) for key, item in value.items()} | {"id": number(kind, str(old))}
            case dict():
                return {key: walk(item) for key, item in value.items()}
        return value

    answer = walk(example["answer"])
    first = answer if "id" in answer else next(iter(answer.get("results", [])), {})
    address = re.sub(r"/\d+/(history/)?$", rf"/{first.get('id')}/\1", example["address"])
    return {"address": address, "answer": answer}


def write(client: Any) -> None:
    for path, collections in files().items():
        found = {collection: examples_of(client, collection) for collection in collections}
        path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
