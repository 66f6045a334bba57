"""Data messages: SDMX-ML 2.1, generic or of the structure's own, and SDMX-CSV 1.0 and 2.0. All are written as they go.

A series comes as :class:`SeriesOf`: the values of its dimensions in their order, and its observations, each a tuple of
the period, the value and the attributes in the order of the dataflow; what is empty or None is left out.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lxml import etree

from trade.sdmx.structure import COMMON, MESSAGE, Dataflow, write_header

GENERIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
SPECIFIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

Observation = tuple[str | None, ...]


class SeriesOf(NamedTuple):
    key: tuple[str, ...]
    observations: list[Observation]


def write_generic(flow: Dataflow, series: Iterable[SeriesOf], prepared: date) -> Iterator[bytes]:
    """A GenericData message in pieces."""
    names = [dimension.id for dimension in flow.dimensions]
    attributes = [attribute.id for attribute in flow.attributes]

    def element(one: SeriesOf) -> etree._Element:
        found = etree.Element(f"{{{GENERIC}}}Series", nsmap={"gen": GENERIC})
        key = etree.SubElement(found, f"{{{GENERIC}}}SeriesKey")
        for name, value in zip(names, one.key, strict=True):
            etree.SubElement(key, f"{{{GENERIC}}}Value", {"id": name, "value": value})
        for period, value, *about in one.observations:
            observation = etree.SubElement(found, f"{{{GENERIC}}}Obs")
            etree.SubElement(observation, f"{{{GENERIC}}}ObsDimension", {"value": period})
            if value is not None:
                etree.SubElement(observation, f"{{{GENERIC}}}ObsValue", {"value": value})
            stated = {name: text for name, text in zip(attributes, about, strict=True) if text}
            if stated:
                group = etree.SubElement(observation, f"{{{GENERIC}}}Attributes")
                for name, text in stated.items():
                    etree.SubElement(group, f"{{{GENERIC}}}Value", {"id": name, "value": text})
        return found

    return _message("GenericData", flow, map(element, series), prepared, {"gen": GENERIC}, "structureRef", {})


def write_specific(flow: Dataflow, series: Iterable[SeriesOf], prepared: date) -> Iterator[bytes]:
    """A StructureSpecificData message in pieces."""
    names = [dimension.id for dimension in flow.dimensions]
    columns = [flow.time.id, flow.measure.id, *(attribute.id for attribute in flow.attributes)]

    def element(one: SeriesOf) -> etree._Element:
        found = etree.Element("Series", dict(zip(names, one.key, strict=True)))
        for observation in one.observations:
            given = {name: text for name, text in zip(columns, observation, strict=True) if text}
            etree.SubElement(found, "Obs", given)
        return found

    own = f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={flow.agency}:{flow.id}({flow.version})"
    spaces = {"ss": SPECIFIC, "ns1": f"{own}:ObsLevelDim:{flow.time.id}", "xsi": XSI}
    more = {f"{{{SPECIFIC}}}dataScope": "DataStructure", f"{{{XSI}}}type": "ns1:DataSetType"}
    reference = f"{{{SPECIFIC}}}structureRef"
    return _message("StructureSpecificData", flow, map(element, series), prepared, spaces, reference, more)


def _message(
    kind: str,
    flow: Dataflow,
    elements: Iterable[etree._Element],
    prepared: date,
    namespaces: dict[str, str],
    reference: str,
    more: dict[str, str],
) -> Iterator[bytes]:
    target = _Pieces()
    is_specific = kind.startswith("StructureSpecific")
    with etree.xmlfile(target, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element(f"{{{MESSAGE}}}{kind}", nsmap={"mes": MESSAGE, "com": COMMON, **namespaces}):
            file.write(_header(flow, prepared, namespaces.get("ns1", "")))
            action = f"{{{SPECIFIC}}}action" if is_specific else "action"
            with file.element(f"{{{MESSAGE}}}DataSet", {reference: flow.id, action: "Replace", **more}):
                for element in elements:
                    file.write(element)
                    yield from target.take()
        file.flush()
    yield from target.take(everything=True)


def _header(flow: Dataflow, prepared: date, namespace: str) -> etree._Element:
    header = etree.Element(f"{{{MESSAGE}}}Header", nsmap={"mes": MESSAGE, "com": COMMON})
    write_header(header, flow, prepared)
    about = {"structureID": flow.id, "dimensionAtObservation": flow.time.id}
    structure = etree.SubElement(
        header, f"{{{MESSAGE}}}Structure", about | ({"namespace": namespace} if namespace else {})
    )
    usage = etree.SubElement(structure, f"{{{COMMON}}}Structure")
    etree.SubElement(
        usage,
        "Ref",
        {
            "agencyID": flow.agency,
            "id": flow.id,
            "version": flow.version,
            "package": "datastructure",
            "class": "DataStructure",
        },
    )
    return header


class _Pieces:
    """A file that hands on what was written to it."""

    SIZE = 1 << 15

    def __init__(self) -> None:
        self.buffer = io.BytesIO()

    def write(self, data: bytes) -> int:
        return self.buffer.write(data)

    def take(self, everything: bool = False) -> Iterator[bytes]:
        if self.buffer.tell() >= (1 if everything else self.SIZE):
            yield self.buffer.getvalue()
            self.buffer = io.BytesIO()


def write_csv(flow: Dataflow, series: Iterable[SeriesOf], version: str = "1.0.0") -> Iterator[bytes]:
    """SDMX-CSV of *version* 1.0.0 or 2.0.0, in UTF-8. Every value of it is a code, a number or a period."""
    columns = [component.id for component in (*flow.dimensions, flow.time, flow.measure, *flow.attributes)]
    identity = f"{flow.agency}:{flow.id}({flow.version})"
    is_first = version.startswith("1")
    lead_names = ["DATAFLOW"] if is_first else ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    lead = [identity] if is_first else ["dataflow", identity, "R"]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*lead_names, *columns])
    for key, observations in series:
        writer.writerows([*lead, *key, *observation] for observation in observations)
        if text.tell() >= _Pieces.SIZE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()
