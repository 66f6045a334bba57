"""The table of every API collection: what its rows are called, which filters it has, and values that they take."""

from dataclasses import dataclass, field

CLAIM_KEYS = (
    "uuid url article quote context kind value low high unit unit_inferred qualifier period state reasons target "
    "sources"
)
OBSERVATION_KEYS = (
    "id url series reporter area counterpart flow commodity measure unit period value qualifier resolution low high "
    "status vintage valid_from valid_to reporter_basis publishers mirror sources"
)
MOMENTS = {"as_of": "2026-11-23", "updated_after": "2020-01-01T00:00:00+05:00"}
WRONG_MOMENTS = {"as_of": "yesterday", "updated_after": "2024-02-30"}


@dataclass(frozen=True)
class Row:
    """``good`` holds a value for every filter of the collection, ``bad`` one that it must refuse where there is one."""

    keys: str
    lookup: str = "slug"
    counted: bool = True
    good: dict[str, str] = field(default_factory=dict)
    bad: dict[str, str] = field(default_factory=dict)
    detail_keys: str = ""

    @property
    def names(self) -> list[str]:
        return self.keys.split()

    @property
    def detail_names(self) -> list[str]:
        return [*self.names, *self.detail_keys.split()]


SERIES_PARTS = {
    "reporter": "_X",
    "area": "CHN",
    "counterpart": "KAZ",
    "flow": "T",
    "commodity": "TOTAL",
    "measure": "V",
}
WRONG_PARTS = {
    "reporter": "XX",
    "area": "ZZZZ",
    "counterpart": "Казахстан",
    "flow": "Q",
    "commodity": "H6-9999",
    "measure": "Z",
}
COLLECTIONS = {
    "articles": Row(
        "id url slug lang story section topics areas headline deck byline licence note version published_at "
        "version_from figures_found figures_bound",
        lookup="id",
        good={"lang": "ru", "slug": "x", "story": "x", "section": "trade", "topic": "trade", "area": "CHN"},
        bad={"lang": "de", "section": "sport", "topic": "no-such-topic", "area": "ZZZZ"},
        detail_keys="body claims",
    ),
    "stories": Row(
        "slug url section topics areas events agreements initiatives statements articles",
        good={"section": "trade", "topic": "trade", "area": "KAZ"},
        bad={"section": "sport", "topic": "no-such-topic", "area": "ZZZZ"},
    ),
    "claims": Row(
        CLAIM_KEYS,
        lookup="uuid",
        counted=False,
        good={
            "article": "x",
            "lang": "zh-Hans",
            "record": "_X.CHN.KAZ.T.TOTAL.V.USD",
            "state": "disputed",
            "kind": "money",
        },
        bad={"lang": "de", "record": "/ru/no/such/record/", "state": "nonsense", "kind": "nonsense"},
    ),
    "observations": Row(
        OBSERVATION_KEYS,
        lookup="id",
        counted=False,
        good={
            **SERIES_PARTS,
            "series": "_X.CHN.KAZ.T.TOTAL.V.USD",
            "period_from": "2023",
            "period_to": "2024-09",
            **MOMENTS,
        },
        bad={**WRONG_PARTS, "series": "KAZ", "period_from": "2023-13", "period_to": "2023-02-30", **WRONG_MOMENTS},
    ),
    "series": Row(
        "key url reporter area counterpart flow commodity measure unit trade_type valuation",
        lookup="key",
        good=SERIES_PARTS,
        bad=WRONG_PARTS,
    ),
    "areas": Row(
        "code url name kind alpha2 m49",
        lookup="code",
        good={"kind": "country", "m49": "398"},
        bad={"kind": "planet"},
    ),
    "commodities": Row(
        "key url name scheme code parent",
        lookup="key",
        good={"scheme": "TOTAL", "parent": "TOTAL", "q": "total"},
        bad={"scheme": "H9", "parent": "H9-01", "q": "x" * 201},
    ),
    "sources": Row(
        "id url key kind title author publisher link language published accessed_on sha256 licence note",
        lookup="id",
        good={"kind": "article", "publisher": "SHINE", "language": "ru"},
        bad={"kind": "rumour", "publisher": "x" * 151},
    ),
    "events": Row(
        "slug url name series edition area place statuses participations sources",
        good={"q": "expo", "series": "ciie", "status": "held", "area": "CHN", "year": "2024"},
        bad={"q": "x" * 201, "status": "nonsense", "area": "ZZZZ", "year": "24"},
    ),
    "event-series": Row("slug url name acronym sources", good={"q": "expo"}, bad={"q": "x" * 201}),
    "metrics": Row(
        "id url event participant measure nature value low high unit unit_inferred qualifier resolution status "
        "claimed_record vintage valid_from valid_to publishers sources",
        lookup="id",
        good={"event": "ciie-7", "measure": "deals", "nature": "intended", "area": "KAZ", **MOMENTS},
        bad={"measure": "joy", "nature": "wild", "area": "ZZZZ", **WRONG_MOMENTS},
    ),
    "people": Row("slug url name roles sources", good={"q": "Бектенов"}, bad={"q": "x" * 201}),
    "organisations": Row(
        "slug url name kind area website sources",
        good={"q": "chamber", "kind": "company", "area": "KAZ"},
        bad={"kind": "club", "area": "ZZZZ"},
    ),
    "agreements": Row(
        "slug url name kind value low high unit qualifier text_url event parties statuses sources",
        good={"q": "visa", "status": "in_force", "kind": "regime", "party": "KAZ", "year": "2023"},
        bad={"status": "nonsense", "kind": "nonsense", "party": "ZZZZ", "year": "MMXXIII"},
    ),
    "initiatives": Row(
        "slug url name kind supporters sources", good={"q": "belt", "kind": "programme"}, bad={"kind": "dream"}
    ),
    "corrections": Row(
        "id url article wrong right changes_meaning made_at",
        lookup="id",
        good={"article": "x", "lang": "ru", "q": "Было", "year": "2026"},
        bad={"lang": "de", "q": "x" * 201, "year": "MMXXVI"},
    ),
    "changes": Row(
        "id url at kind record label was now reason",
        lookup="id",
        good={"kind": "revised", "updated_after": "2020-01-01"},
        bad={"kind": "nonsense", "updated_after": "soon"},
    ),
}
FORMATS = ("json", "csv")
