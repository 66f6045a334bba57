"""One spelling for equal texts, so that what an editor opens and saves without a change stays the same bytes.

A browser's editor writes the same paragraphs otherwise than a person or an import does. Pure, linear, and its own fixed
point; it expects the well-formed HTML that :func:`articles.richtext.clean` makes.
"""

import re

_SPACE = re.compile("[ \t\r\n\f]+")
_BLOCK = re.compile(r" ?(<(/?)(?:p|h2|h3|ul|ol|li|blockquote)\b[^>]*>) ?")
_EMPTY = re.compile(r"<(p|h2|h3)\b[^>]*>(?: |&nbsp;|<br>)*</\1>")
_ITEM = re.compile(r"<li><p>((?:[^<]|<(?!/?p\b))*)</p>(?=</li>|<[uo]l>)")
_OPENING = re.compile(r"<(a|data)( [^>]*)>")
_ATTRIBUTE = re.compile(r' [\w-]+="[^"]*"')


def canonical(html: str) -> str:
    """*html* with one space for many, one line for each block, no empty paragraph, and attributes in one order."""
    html = _SPACE.sub(" ", _EMPTY.sub(" ", _SPACE.sub(" ", html)))
    html = _ITEM.sub(r"<li>\1", _BLOCK.sub(r"\1", html))
    return _in_lines(_OPENING.sub(_in_order, html)).strip(" \n")


def _in_order(tag: re.Match) -> str:
    # The value of a figure comes before its key, as `write_mark` has it.
    return f"<{tag[1]}{''.join(sorted(_ATTRIBUTE.findall(tag[2]), reverse=tag[1] == 'data'))}>"


def _in_lines(html: str) -> str:
    """A line break around each block that stands in no other."""
    depth, lines, end = 0, [], 0
    for tag in _BLOCK.finditer(html):
        if tag[2]:
            depth -= 1
            if depth == 0:
                lines.append(html[end : tag.end()])
                end = tag.end()
        else:
            if depth == 0:
                lines.append(html[end : tag.start()])
                end = tag.start()
            depth += 1
    lines.append(html[end:])
    return "\n".join(line for line in lines if line.strip())
