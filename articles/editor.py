"""The widget of an article's body: django-prose-editor with a module, marks and looks of our own.

There is no import map and no inline style, which the site's policy forbids; where no script runs, the textarea with its
HTML remains. What the browser sends is cleaned and keyed by :mod:`articles.richtext` like any other text.
"""

from collections.abc import Mapping
from typing import Any

from django.forms import Media, Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import ProseEditorWidget

from articles.models import Article
from articles.states import State

LABELS = {
    "toolbar": _("Text tools"),
    "figure": _("Figure"),
    "unfigure": _("Remove mark"),
    "bold": _("Bold"),
    "link": _("Link"),
    "heading": _("Heading"),
    "subheading": _("Subheading"),
    "bullets": _("List"),
    "numbering": _("Numbered list"),
    "quotation": _("Quotation"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "hint": _(
        "Select a number with its words and press «Figure». Its number, or Alt+Enter inside it, leads to its record; "
        "a new figure gets a number when you save."
    ),
    "number": _("Figure"),
    "to_row": _("Go to its record"),
    "unbound": _("not bound"),
    "value": _("Which number is «%(quote)s»? Write it in digits, such as 41000000000 or 2.5."),
    "address": _("Where does the link lead? Leave this empty to take it off."),
    "take": _("Apply"),
    "leave": _("Cancel"),
    "wrong": _("This cannot be used here; write it as the question says."),
    "states": dict(State.choices),
}


class BodyWidget(ProseEditorWidget):
    """A text area that becomes an editor; set ``article`` to show the states of its figures.

    ``numbers`` are those of the panel, by the key of a claim; where there is no panel, figures count from 1.
    """

    article: Article | None = None
    numbers: Mapping[str, int] | None = None

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"class": "vLargeTextField", **(attrs or {})}, preset="article")

    @property
    def media(self) -> Media:
        return Media(
            css={"all": ("articles/editor/editor.css",)}, js=(Script("articles/editor/main.js", type="module"),)
        )

    def get_config(self) -> dict[str, Any]:
        """What the module reads: ``figures`` is {uuid: {number, state}} of the working copy as it is stored.

        ``finder`` is the address that tells where the figure around a selection begins and ends.
        """
        article = self.article
        rows = article.claims.filter(lost=False) if article and article.pk else ()
        return {
            "labels": LABELS,
            "language": article.language if article else "",
            "finder": reverse("admin:articles_article_figure"),
            "figures": {
                str(uuid): {"number": (self.numbers or {}).get(str(uuid), position), "state": state or ""}
                for uuid, position, state in (rows and rows.values_list("uuid", "position", "verdict__state"))
            },
        }
