"""The README stays true: its commands, links and variables exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = "".join((ROOT / "config" / name).read_text(encoding="utf-8") for name in ("settings.py", "gunicorn.py"))


def test_it_is_short():
    assert len(README.splitlines()) < 200


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make ([a-z]+)", README, re.MULTILINE)) | {"run", "test"}))
def test_each_make_command_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)]+)\)", README))
def test_each_link_leads_somewhere(link):
    assert (ROOT / link).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"manage\.py ([a-z_]+)", README))))
def test_each_management_command_exists(command):
    ours = {path.stem for path in ROOT.glob("*/management/commands/*.py")}
    assert command in ours | {"migrate", "collectstatic", "createsuperuser"}


def test_the_configuration_table_names_exactly_what_is_read():
    table = README.split("| variable |")[1].split("\n\n")[0]
    told = {name for row in table.splitlines() for name in re.findall(r"`([A-Z_]{4,})`", row.split("|")[1])}
    read = set(re.findall(r'env\.\w+\("([A-Z_]+)"', SETTINGS)) | set(re.findall(r'_required\("([A-Z_]+)"', SETTINGS))
    # dj-database-url reads its own; ENV_FILE is how the suite keeps a developer's file away.
    assert told == read - {"ENV_FILE"} | {"DATABASE_URL"}
