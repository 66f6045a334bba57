"""The figure check in the article's form: every figure with its record, what is wrong with it, and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import services
from articles.access import may_edit
from articles.checking import Checked, Row, check_article
from articles.checking.words import message_of, reasons_of
from articles.models import Article, Claim
from articles.records import label_of, reporter_of, value_of
from articles.richtext import clean
from articles.rules import Finding, arithmetic
from trade.languages import active_tag, column_of
from trade.models import Measurement

_CHOICE = "settle:"


@dataclass(frozen=True)
class Offer:
    """A record that may be what the figure states."""

    key: str
    label: str
    value: str
    whose: str
    source: str
    url: str
    reasons: list[tuple[int, str]]


@dataclass(frozen=True)
class Line:
    """One figure of the panel."""

    row: Row
    name: str
    offers: list[Offer]
    messages: list[tuple[str, str, str]]

    @property
    def claim(self) -> Claim | None:
        return self.row.claim

    @property
    def state(self) -> str:
        verdict = getattr(self.claim, "verdict", None)
        return verdict.state if verdict and self.row.is_settled else ""

    @property
    def bound(self) -> Any:
        """The record that the figure is bound to."""
        return self.claim.record if self.claim else None

    @property
    def label(self) -> str:
        return label_of(self.bound) if self.bound else ""

    @property
    def value(self) -> str:
        return value_of(self.bound) if isinstance(self.bound, Measurement) else ""


@dataclass(frozen=True)
class Panel:
    """The whole check, unsettled figures first."""

    checked: Checked
    lines: list[Line]
    is_typed: bool

    @property
    def exact(self) -> int:
        """How many figures have one record that fits exactly and clearly."""
        return sum(row.is_exact for row in self.checked.rows)

    @property
    def errors(self) -> int:
        return sum(found.severity == "error" for found in self.checked.findings)


def panel_of(checked: Checked, is_typed: bool = False) -> Panel:
    names = dict(names_of(checked))
    lines = [_line(row, names.get(row.number, ""), checked) for row in checked.rows]
    return Panel(checked, sorted(lines, key=_urgency), is_typed)


def _line(row: Row, name: str, checked: Checked) -> Line:
    offers = [
        Offer(
            candidate.record.key,
            label_of(record := checked.record(candidate)),
            value_of(record) if candidate.record.kind in ("observation", "metric") else "",
            reporter_of(record),
            record.source.publisher or record.source.title,
            record.get_absolute_url(),
            reasons_of(candidate),
        )
        for candidate in row.candidates[:3]
    ]
    # The same fact may differ from several other texts; it is told once.
    told = {(found.rule, found.code): found for found in reversed(row.findings)}
    return Line(row, name, offers, [_message(found) for found in row.findings if told[found.rule, found.code] is found])


def _message(found: Finding) -> tuple[str, str, str]:
    line = arithmetic(found, column_of(active_tag()))
    return str(found.severity), str(message_of(found.code)), str(line)


_STATES = ("", "disputed", "revised", "unverified", "verified")


def _urgency(line: Line) -> tuple:
    """Errors first, then what is not settled, then by state, each in the order of the text."""
    worst = min((("error", "warning", "note").index(severity) for severity, *_rest in line.messages), default=3)
    return worst != 0, not line.row.is_open, _STATES.index(line.state), line.row.number


def names_of(checked: Checked) -> Iterator[tuple[int, str]]:
    """The form field of every figure that is not settled: named by its words, so that it survives an edit elsewhere."""
    seen: dict[str, int] = {}
    for row in checked.rows:
        if row.is_offered:
            surface = " ".join(row.figure.surface.split())
            seen[surface] = seen.get(surface, 0) + 1
            yield row.number, f"{_CHOICE}{seen[surface]}:{surface}"


class ChecksMixin:
    """The panel, its round trip that saves nothing, and the acceptance of exact matches; for the article's admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.accept_view)
        return [path("<path:object_id>/accept/", view, name="articles_article_accept"), *super().get_urls()]

    def panel(self, request: HttpRequest, article: Article) -> Panel:
        """Of what was typed, if the form was sent; else of what is stored."""
        typed = {name: request.POST[name] for name in ("headline", "deck", "body") if name in request.POST}
        if "body" in typed:
            typed["body"] = clean(typed["body"].replace("\r\n", "\n"))
        return panel_of(check_article(article, **typed), is_typed=bool(typed))

    def settle(self, request: HttpRequest, article: Article) -> None:
        """Does what was chosen in the panel, on the text as it is stored now."""
        chosen = {name: value for name, value in request.POST.items() if name.startswith(_CHOICE) and value}
        if not chosen:
            return
        checked = check_article(article)
        choices = {number: chosen[name] for number, name in names_of(checked) if name in chosen}
        services.settle_figures(article=article, checked=checked, choices=choices, user=request.user)
        services.store_findings(article=article)
        if missing := len(chosen) - len(choices):
            words = ngettext(
                "%(count)d figure is not in the text any more, so nothing was done with it.",
                "%(count)d figures are not in the text any more, so nothing was done with them.",
                missing,
            )
            self.message_user(request, words % {"count": missing}, messages.WARNING)

    def accept_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks before it binds every figure that has one record which fits exactly and clearly."""
        article = self.object_or_404(request, object_id)
        if not may_edit(request.user, article):
            raise PermissionDenied
        panel = panel_of(check_article(article))
        lines = [line for line in panel.lines if line.row.is_exact]
        if request.method == "POST":
            choices = {line.row.number: f"bind:{line.offers[0].key}" for line in lines}
            try:
                services.settle_figures(article=article, checked=panel.checked, choices=choices, user=request.user)
                services.store_findings(article=article)
            except ValidationError as error:
                for message in error.messages:
                    self.message_user(request, message, messages.ERROR)
            else:
                words = ngettext("%(count)d figure is bound.", "%(count)d figures are bound.", len(lines))
                self.message_user(request, words % {"count": len(lines)}, messages.SUCCESS)
            return HttpResponseRedirect(self.url_of("change", article.pk) + "#check")
        return self.page(
            request,
            "admin/articles/article/accept.html",
            article,
            title=_("Bind the figures that fit exactly"),
            lines=lines,
        )
