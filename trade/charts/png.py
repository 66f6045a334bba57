"""Pixels from SVG, with the same fonts as the pages; Chinese comes from the system's fonts, for ours have none."""

from functools import lru_cache
from pathlib import Path

import resvg_py

FONT_FILES = ("golos-text-400.ttf", "golos-text-600.ttf", "literata-600.ttf")
_FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
# In the order in which one is taken for each role: regular and bold sans, serif.
_CHINESE = (
    ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf",
     "PingFang.ttc", "msyh.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf"),
    ("NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", "NotoSansSC-Bold.otf", "SourceHanSansSC-Bold.otf", "msyhbd.ttc"),
    ("NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold.otf", "NotoSerifSC-Bold.otf", "SourceHanSerifSC-Bold.otf",
     "Songti.ttc", "simsun.ttc"),
)  # fmt: skip
_KEPT = 64


class NoFontError(Exception):
    """The words have Chinese characters, and this machine has no font with them."""


def is_chinese(words: str) -> bool:
    """Whether *words* need a font with Chinese characters."""
    return any("\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" for character in words)


@lru_cache(maxsize=1)
def chinese_fonts() -> tuple[str, ...]:
    """Font files of this machine with Chinese characters, empty where there are none."""
    wanted = {name for names in _CHINESE for name in names}
    found: dict[str, str] = {}
    for folder in (*_FONT_FOLDERS, str(Path.home() / ".local/share/fonts")):
        if Path(folder).is_dir():
            for path in Path(folder).rglob("*.[to]t[cf]"):
                if path.name in wanted:
                    found.setdefault(path.name, str(path))
    return tuple(next((found[name] for name in names if name in found), "") for names in _CHINESE)


@lru_cache(maxsize=_KEPT)
def render(svg: str, fonts: Path, words: str, zoom: float = 2) -> bytes:
    """*svg* as PNG. *fonts* is the folder of our own; NoFontError where *words* need Chinese and there is no font."""
    files = [str(fonts / name) for name in FONT_FILES]
    if is_chinese(words):
        system = [path for path in chinese_fonts() if path]
        if not system:
            raise NoFontError
        files += system
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=files,
            sans_serif_family="Golos Text",
            serif_family="Literata",
            zoom=zoom,
        )
    )
