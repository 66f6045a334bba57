"""Small files in publishers' layouts, with made-up values, and a short way to read them."""

from decimal import Decimal

from trade.readers import Flag, Refusal, Row, read

NEW_HEADER = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,"
    "partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,"
    "classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,"
    "motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,"
    "netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,"
    "isReported,isAggregate"
)
NEW_NAMES = NEW_HEADER.split(",")
_NEW = {
    "typeCode": "C",
    "freqCode": "A",
    "refMonth": "52",
    "period": "2031",
    "reporterCode": "398",
    "reporterISO": "KAZ",
    "flowCode": "X",
    "partnerCode": "156",
    "partnerISO": "CHN",
    "partner2Code": "0",
    "classificationCode": "H6",
    "cmdCode": "27",
    "cmdDesc": "Made-up words, for a test",
    "aggrLevel": "2",
    "customsCode": "C00",
    "mosCode": "0",
    "motCode": "0",
    "primaryValue": "123",
}


def new_line(separator: str = ",", **values: str) -> str:
    """A line of the new export: 48 cells, of which the last is empty, under 47 names."""
    cells = _NEW | values
    return separator.join(f'"{cells.get(name, "")}"' for name in NEW_NAMES) + separator


def new_export(*lines: str, separator: str = ",", end: str = "\r\n") -> bytes:
    return end.join((NEW_HEADER.replace(",", separator), *lines, "")).encode()


def items_of(source: bytes, **options) -> list:
    return list(read("file", source, **options).items)


def rows_of(source: bytes, **options) -> list[Row]:
    return [item for item in items_of(source, **options) if isinstance(item, Row)]


def refusals_of(source: bytes, **options) -> list[Refusal]:
    return [item for item in items_of(source, **options) if isinstance(item, Refusal)]


def flags_of(source: bytes, kind: str = "", **options) -> list[Flag]:
    found = [item for item in items_of(source, **options) if isinstance(item, Flag)]
    return [flag for flag in found if flag.kind == kind] if kind else found


def short(rows: list[Row]) -> list[tuple[str, str, Decimal | None]]:
    """Key, period and value of each row, which is most of what a test asks."""
    return [(str(row.key), row.period.iso, row.value) for row in rows]
