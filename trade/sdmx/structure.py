"""What a dataflow is made of, and the structure message (SDMX-ML 2.1) that tells of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
STRUCTURE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
NAMESPACES = {"mes": MESSAGE, "str": STRUCTURE, "com": COMMON}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RESOURCES = ("dataflow", "datastructure", "codelist", "conceptscheme")
_URN = "urn:sdmx:org.sdmx.infomodel"

Names = Mapping[str, str]  # words by language tag: ru, kk, en, zh-Hans


@dataclass(frozen=True, slots=True)
class Code:
    id: str
    names: Names
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Codelist:
    id: str
    names: Names
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A concept in its place: a dimension, the time dimension, the measure or an attribute. No codelist: free text."""

    id: str
    names: Names
    codelist: str = ""
    text_type: str = "String"
    is_mandatory: bool = False


@dataclass(frozen=True)
class Dataflow:
    """A dataflow with its structure, all maintained by *agency* under one *version*."""

    agency: str
    id: str
    version: str
    names: Names
    dimensions: tuple[Component, ...]
    time: Component
    measure: Component
    attributes: tuple[Component, ...]
    codelists: tuple[Codelist, ...] = ()

    @property
    def concepts(self) -> tuple[Component, ...]:
        return (*self.dimensions, self.time, self.measure, *self.attributes)

    @property
    def concept_scheme(self) -> str:
        return f"CS_{self.id}"


def write_structures(
    flow: Dataflow, resources: Collection[str], prepared: date, codelists: Collection[str] | None = None
) -> bytes:
    """A structure message with those *resources* (of :data:`RESOURCES`) of *flow*; *codelists* None: all of them."""
    root = etree.Element(f"{{{MESSAGE}}}Structure", nsmap=NAMESPACES)
    header = _child(root, MESSAGE, "Header")
    write_header(header, flow, prepared)
    found = _child(root, MESSAGE, "Structures")
    if "dataflow" in resources:
        _dataflow(_child(found, STRUCTURE, "Dataflows"), flow)
    if "codelist" in resources:
        lists = _child(found, STRUCTURE, "Codelists")
        for codelist in flow.codelists:
            if codelists is None or codelist.id in codelists:
                _codelist(lists, flow, codelist)
    if "conceptscheme" in resources:
        _concepts(_child(found, STRUCTURE, "Concepts"), flow)
    if "datastructure" in resources:
        _data_structure(_child(found, STRUCTURE, "DataStructures"), flow)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def write_header(header: etree._Element, flow: Dataflow, prepared: date) -> None:
    # A date, so that an answer stays the same, byte for byte, while its data do.
    _child(header, MESSAGE, "ID").text = f"{flow.id}-{prepared:%Y%m%d}"
    _child(header, MESSAGE, "Test").text = "false"
    _child(header, MESSAGE, "Prepared").text = prepared.isoformat()
    _child(header, MESSAGE, "Sender", id=flow.agency)


def _child(parent: etree._Element, namespace: str, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)


def _named(element: etree._Element, names: Names) -> None:
    for tag, words in names.items():
        if words:
            _child(element, COMMON, "Name").text = words
            element[-1].set(LANG, tag)


def _maintained(parent: etree._Element, tag: str, kind: str, flow: Dataflow, id_: str, names: Names) -> etree._Element:
    urn = f"{_URN}.{kind}={flow.agency}:{id_}({flow.version})"
    element = _child(
        parent, STRUCTURE, tag, id=id_, urn=urn, agencyID=flow.agency, version=flow.version, isFinal="true"
    )
    _named(element, names)
    return element


def _reference(parent: etree._Element, flow: Dataflow, id_: str, package: str, kind: str) -> None:
    etree.SubElement(
        parent,
        "Ref",
        {"id": id_, "version": flow.version, "agencyID": flow.agency, "package": package, "class": kind},
    )


def _dataflow(parent: etree._Element, flow: Dataflow) -> None:
    element = _maintained(parent, "Dataflow", "datastructure.Dataflow", flow, flow.id, flow.names)
    _reference(_child(element, STRUCTURE, "Structure"), flow, flow.id, "datastructure", "DataStructure")


def _codelist(parent: etree._Element, flow: Dataflow, codelist: Codelist) -> None:
    element = _maintained(parent, "Codelist", "codelist.Codelist", flow, codelist.id, codelist.names)
    known = {code.id for code in codelist.codes}
    for code in codelist.codes:
        urn = f"{_URN}.codelist.Code={flow.agency}:{codelist.id}({flow.version}).{code.id}"
        child = _child(element, STRUCTURE, "Code", id=code.id, urn=urn)
        _named(child, code.names)
        if code.parent in known:
            etree.SubElement(_child(child, STRUCTURE, "Parent"), "Ref", {"id": code.parent})


def _concepts(parent: etree._Element, flow: Dataflow) -> None:
    scheme = _maintained(parent, "ConceptScheme", "conceptscheme.ConceptScheme", flow, flow.concept_scheme, flow.names)
    for component in flow.concepts:
        urn = f"{_URN}.conceptscheme.Concept={flow.agency}:{flow.concept_scheme}({flow.version}).{component.id}"
        _named(_child(scheme, STRUCTURE, "Concept", id=component.id, urn=urn), component.names)


def _data_structure(parent: etree._Element, flow: Dataflow) -> None:
    kind = "datastructure.DataStructure"
    element = _maintained(parent, "DataStructure", kind, flow, flow.id, flow.names)
    components = _child(element, STRUCTURE, "DataStructureComponents")
    dimensions = _child(components, STRUCTURE, "DimensionList", id="DimensionDescriptor")
    for position, dimension in enumerate(flow.dimensions, 1):
        _component(dimensions, "Dimension", flow, dimension, position=str(position))
    position = str(len(flow.dimensions) + 1)
    _component(dimensions, "TimeDimension", flow, flow.time, position=position)
    if flow.attributes:
        attributes = _child(components, STRUCTURE, "AttributeList", id="AttributeDescriptor")
        for attribute in flow.attributes:
            status = "Mandatory" if attribute.is_mandatory else "Conditional"
            found = _component(attributes, "Attribute", flow, attribute, assignmentStatus=status)
            relation = _child(found, STRUCTURE, "AttributeRelationship")
            etree.SubElement(_child(relation, STRUCTURE, "PrimaryMeasure"), "Ref", {"id": flow.measure.id})
    measures = _child(components, STRUCTURE, "MeasureList", id="MeasureDescriptor")
    _component(measures, "PrimaryMeasure", flow, flow.measure)


def _component(
    parent: etree._Element, tag: str, flow: Dataflow, component: Component, **attributes: str
) -> etree._Element:
    element = _child(parent, STRUCTURE, tag, id=component.id, **attributes)
    identity = _child(element, STRUCTURE, "ConceptIdentity")
    etree.SubElement(
        identity,
        "Ref",
        {
            "id": component.id,
            "maintainableParentID": flow.concept_scheme,
            "maintainableParentVersion": flow.version,
            "agencyID": flow.agency,
            "package": "conceptscheme",
            "class": "Concept",
        },
    )
    representation = _child(element, STRUCTURE, "LocalRepresentation")
    if component.codelist:
        enumeration = _child(representation, STRUCTURE, "Enumeration")
        _reference(enumeration, flow, component.codelist, "codelist", "Codelist")
    else:
        _child(representation, STRUCTURE, "TextFormat", textType=component.text_type)
    return element
