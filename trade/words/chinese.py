"""Chinese punctuation on Chinese pages: what templates and lists join with «, » and «: » reads «，» and «：» there.

A sentence is put together in many places, and most marks between its parts are the same in Russian, Kazakh and
English. Chinese alone has marks of its own, which take the room of a character and no space; they are set here, once,
when the page is done. Pure: HTML in, HTML out.
"""

import re

_CHINESE = "\u3001-\u3011\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e"
_TAGS = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_FOREIGN = re.compile(r'\slang="(?!zh)[^"]*"')
_OWN_WORDS = re.compile(r'\sclass="prose"')
# Programs, drawings whose words were measured, and what is typed.
_LEFT_ALONE = frozenset(("script", "style", "svg", "pre", "code", "textarea"))
_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_MARKS = {",": "，", ":": "：", ";": "；", ".": "。"}
_AFTER = re.compile(rf"(?<=[{_CHINESE}%])([,:;.])(?:\s+|$)")
# The point after a Roman numeral ends no sentence.
_BEFORE = re.compile(rf"(?<=\S)([,:;])\s+(?=[{_CHINESE}])|(?<=[^\sIVXL])(\.)\s+(?=[≈{_CHINESE}])")
_BRACKETS = re.compile(rf"(?<=[{_CHINESE}])\s?\(([^()]*)\)|(?<=\S)\s?\(([^()]*[{_CHINESE}][^()]*)\)")
_DASH = re.compile(rf"(?<=[{_CHINESE}]) [—–] (?=[{_CHINESE}])")
_SPACE = re.compile(r"(?<=[，：；。、（]) +")


def typeset(page: str) -> str:
    """The HTML *page* with Chinese marks between its words; texts of authors and foreign words stay as they are."""
    out: list[str] = []
    last = skipped = ""
    depth = 0
    for piece in _TAGS.split(page):
        if not piece.startswith("<"):
            if not skipped and piece:
                piece = _typeset(piece, last)
                last = piece[-1:] or last
            elif piece.strip():
                last = piece.rstrip()[-1]
        elif (found := _NAME.match(piece)) and (name := found[1].lower()) not in _VOID:
            is_end = piece.startswith("</")
            if skipped:
                depth += {True: -1, False: 1}[is_end] if name == skipped else 0
                skipped = skipped if depth else ""
            elif not is_end and name != "html" and _is_left_alone(name, piece):
                skipped, depth = name, 1
        out.append(piece)
    return "".join(out)


def _is_left_alone(name: str, tag: str) -> bool:
    return name in _LEFT_ALONE or bool(_FOREIGN.search(tag) or _OWN_WORDS.search(tag))


def _typeset(words: str, last: str) -> str:
    """*words* that follow the character *last*, maybe of another element."""
    words = last + words
    words = _BRACKETS.sub(lambda found: f"（{found[1] or found[2]}）", words)
    words = _AFTER.sub(lambda found: _MARKS[found[1]], words)
    words = _BEFORE.sub(lambda found: _MARKS[found[1] or found[2]], words)
    return _SPACE.sub("", _DASH.sub("—", words))[len(last) :]
