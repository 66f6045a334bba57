"""Charts for tests: short ways to write points, series and whole charts, and to read what was drawn."""

from decimal import Decimal

from lxml import etree

from trade.charts.canvas import NARROW, WIDE, Drawing
from trade.charts.draw import draw
from trade.charts.model import Before, Category, Chart, Form, Kind, Point, Series

SVG = "{http://www.w3.org/2000/svg}"


def point(value: str | int | None, **fields) -> Point | None:
    """A point written as its value, with ≈ where it is computed."""
    if value is None:
        return None
    text = ("≈" if fields.get("is_computed") else "") + str(value).replace("-", "−").replace(".", ",")
    return Point(Decimal(str(value)), fields.pop("text", text), **fields)


def series(*values, colour: int = 1, form: Form = Form.BAR, name: str = "Китай") -> Series:
    points = tuple(value if isinstance(value, Point) else point(value) for value in values)
    return Series(name, points, colour, form)


def chart(kind: Kind, labels, *all_series: Series, befores: tuple[Before, ...] = ()) -> Chart:
    categories = (Category(*label) if isinstance(label, tuple) else Category(str(label)) for label in labels)
    return Chart(
        name="sample",
        title="Товарооборот",
        kind=kind,
        categories=tuple(categories),
        series=all_series,
        number=lambda value: f"{value:f}".replace("-", "−").replace(".", ","),
        unit="млрд долларов США",
        no_record="записи нет",
        more="Все значения — в таблице.",
        befores=befores,
    )


def both(drawn: Chart) -> list[Drawing]:
    return [draw(drawn, WIDE), draw(drawn, NARROW)]


def tree(drawing: Drawing) -> etree._Element:
    return etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{drawing.body}</svg>')


def marks(drawing: Drawing, name: str) -> list[etree._Element]:
    """The elements of the class ``c-name``."""
    return [each for each in tree(drawing).iter() if f"c-{name}" in each.get("class", "").split()]


def words(drawing: Drawing) -> list[str]:
    return [text for _box, text in drawing.boxes]
