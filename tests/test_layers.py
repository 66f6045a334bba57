"""Floors point down: trade ← events ← articles; config only wires."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("trade", "events", "articles", "config")
# Django itself asks these for the whole project; they say which apps exist.
WIRING = {"config"}


def imports_of(path: Path) -> set[str]:
    """The first part of every module that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.ImportFrom):
            found.add("relative")
    return found


def upward_imports(floors: dict[str, int], root: Path = ROOT) -> list[str]:
    return [
        f"{path.relative_to(root)} imports {name}"
        for floor, height in floors.items()
        for path in sorted((root / floor).rglob("*.py"))
        for name in sorted(imports_of(path))
        if floors.get(name, height) > height
    ]


def test_no_module_imports_a_higher_floor():
    assert upward_imports({name: height for height, name in enumerate(FLOORS)}) == []


def test_an_upward_import_would_be_found(tmp_path):
    for floor in FLOORS:
        (tmp_path / floor).mkdir()
    (tmp_path / "trade" / "models.py").write_text("def late():\n    from articles.models import Claim\n")
    floors = {name: height for height, name in enumerate(FLOORS)}
    assert upward_imports(floors, tmp_path) == ["trade/models.py imports articles"]


def rooms_of(floor: Path) -> dict[str, set[str]]:
    """Which rooms (folders, and modules beside them) of a floor each of its rooms imports."""
    rooms: dict[str, set[str]] = {}
    for path in sorted(floor.rglob("*.py")):
        own = path.relative_to(floor).parts[0].removesuffix(".py")
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        for node in nodes:
            if isinstance(node, ast.ImportFrom):
                modules += [f"{node.module}.{alias.name}" for alias in node.names]
        parts = [module.split(".") for module in modules]
        used = {names[1] for names in parts if names[0] == floor.name and len(names) > 1}
        rooms.setdefault(own, set()).update(used - {own})
    return rooms


def test_rooms_of_a_floor_never_import_each_other_in_a_circle():
    for floor in FLOORS:
        graph = TopologicalSorter(rooms_of(ROOT / floor))
        graph.prepare()  # raises CycleError, which names the rooms


def test_a_circle_of_rooms_would_be_found(tmp_path):
    floor = tmp_path / "trade"
    for room, other in (("words", "units"), ("units", "goods"), ("goods", "words")):
        (floor / room).mkdir(parents=True)
        (floor / room / "__init__.py").write_text(f"from trade.{other} import something\n")
    with pytest.raises(CycleError):
        TopologicalSorter(rooms_of(floor)).prepare()


def test_no_module_uses_relative_imports():
    files = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
    assert [str(path) for path in files if "relative" in imports_of(path)] == []


def test_no_foreign_key_points_to_a_higher_floor():
    height = {name: number for number, name in enumerate(FLOORS)}
    upward = [
        f"{model._meta.label}.{field.name}"
        for label in ("trade", "events")
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one or field.many_to_many) and field.concrete
        if height.get(field.related_model._meta.app_label, -1) > height[label]
    ]
    assert upward == []


def test_config_has_no_models():
    assert "config" not in {app.label for app in apps.get_app_configs()}


PURE = (
    # Which language a page has is Django's to say.
    *sorted(set(ROOT.glob("trade/words/*.py")) - {ROOT / "trade" / "words" / "languages.py"}),
    *(ROOT / "trade" / name for name in ("intervals.py", "partial_dates.py", "periods.py", "quantities.py")),
    *(ROOT / "trade" / "goods" / name for name in ("commodities.py", "search.py")),
    *(ROOT / "trade" / name for name in ("api/workbook.py", "pages/citations.py", "totals/parts.py")),
)


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.stem)
def test_pure_modules_import_no_django(path):
    assert "django" not in imports_of(path)


@pytest.mark.parametrize("path", sorted((ROOT / "trade" / "sdmx").glob("*.py")), ids=lambda path: path.name)
def test_the_writers_of_sdmx_import_no_django(path):
    assert not {name for name in imports_of(path) if name.split(".")[0] in ("django", "rest_framework")}


def test_the_finder_imports_no_django_and_nothing_of_its_floor_but_itself():
    for path in (ROOT / "articles" / "figures").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        names = [
            name
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
        ]
        own = [name for name in names if name.split(".")[0] in FLOORS]
        assert "django" not in imports_of(path), path
        assert all(name.startswith(("articles.figures", "trade.periods")) for name in own), path


def names_in(node: ast.AST) -> set[str]:
    """The attribute, keyword or path of a lookup (``claims__state``) that *node* spells."""
    match node:
        case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
            return set(name.split("__"))
        case ast.Constant(value=str(name)) if name.isidentifier():
            return set(name.split("__"))
    return set()


def reaches_for_claims(source: str) -> list[int]:
    return sorted({node.lineno for node in ast.walk(ast.parse(source)) if names_in(node) & {"claims", "claim_set"}})


@pytest.mark.parametrize("floor", ["trade", "events"])
def test_lower_floors_never_reach_for_claims(floor):
    """A reverse accessor is an upward edge that no import shows."""
    offenders = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / floor).rglob("*.py")
        if (lines := reaches_for_claims(path.read_text(encoding="utf-8")))
    }
    assert offenders == {}


@pytest.mark.parametrize(
    "source",
    [
        "row.claims.all()",
        "rows.filter(claims__lost=False)",
        "rows.exclude(**{'claims__isnull': True})",
        "Count('claims')",
    ],
)
def test_reaching_for_claims_would_be_found(source):
    assert reaches_for_claims(source) == [1]


def test_charts_import_neither_django_nor_anything_of_their_floor_but_themselves():
    for path in (ROOT / "trade" / "charts").glob("*.py"):
        assert "django" not in imports_of(path), path
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        names = [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
        assert all(name.startswith("trade.charts") for name in names if name.split(".")[0] in FLOORS), path


def test_notes_on_quality_are_pure():
    for path in (ROOT / "trade" / "quality").glob("*.py"):
        assert "django" not in imports_of(path), path
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        names = [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
        own = [name for name in names if name.split(".")[0] in FLOORS]
        assert all(name.startswith(("trade.quality", "trade.periods", "trade.quantities")) for name in own), path
