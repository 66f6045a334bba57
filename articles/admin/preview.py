"""The text as readers will see it, beside the one that is being written: with the states and numbers of the panel."""

from uuid import UUID, uuid4

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.panel import Panel
from articles.admin.rows import Line
from articles.checking.reading import Reading
from articles.richtext import Mark, render

# No stops for Tab: the same figures stand in the text and in the panel.
_FIGURE = (
    '<data class="figure figure--{state}" value="{value}"><a href="#{anchor}" tabindex="-1">{quote}'
    '<sup aria-hidden="true">{number}</sup></a></data>'
)
FOUND = "new"  # a figure that nobody has marked or bound yet


def preview_of(panel: Panel) -> SafeString:
    """The body that was checked, each of its figures a link to its row; those that are not marked yet as well."""
    reading = panel.checked.reading
    lines = {line.claim.uuid: line for line in panel.lines if line.row and line.claim}
    found = []
    for line in panel.lines:
        if line.number and not line.claim:
            key = _key_of(line, reading)
            lines[key] = line
            found.append((line.row.figure.start, line.row.figure.end, key, ""))
    body = reading.marked(mark for mark in found if _fits(mark, reading))
    written: set[UUID | None] = set()

    def write(mark: Mark) -> SafeString | None:
        line = lines.get(mark.uuid)
        if line is None:
            return None
        number = "" if mark.uuid in written else line.number
        written.add(mark.uuid)
        state = line.state or ("unverified" if line.row.is_settled else FOUND)
        return format_html(_FIGURE, state=state, value=mark.value, anchor=line.anchor, quote=mark.quote, number=number)

    return render(body, write)


def _key_of(line: Line, reading: Reading) -> UUID:
    """That of the mark which an editor has just made there, if there is one."""
    figure = line.row.figure
    marks = (mark.uuid for mark in reading.marks if mark.start < figure.end and figure.start < mark.end)
    return next(marks, None) or uuid4()


def _fits(mark: tuple[int, int, UUID, str], reading: Reading) -> bool:
    """No formatting changes within the figure, and nothing of it is marked already."""
    try:
        reading.marked([mark])
    except ValueError:
        return False
    return True
