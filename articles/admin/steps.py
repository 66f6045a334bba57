"""Named actions on an article: each asks what it needs to know, checks who may, and calls one service."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles import diff, services
from articles.access import may_advance, may_edit, may_override, may_publish, may_withdraw
from articles.forms import PublishForm, ReasonForm
from articles.models import CONTENT_FIELDS, Article
from articles.richtext import paragraphs
from articles.services.publication import OVERRIDABLE, PUBLISHABLE, STEPS
from trade.forms import add_errors

State = Article.State
# What the button for a step says, by where it comes from and where it leads.
WORDS = {
    (State.DRAFT, State.REVIEW): _("Hand in for review"),
    (State.REVIEW, State.DRAFT): _("Give back as a draft"),
    (State.REVIEW, State.CHECKING): _("Send to the figure check"),
    (State.CHECKING, State.REVIEW): _("Give back for review"),
    (State.CHECKING, State.APPROVED): _("Approve"),
    (State.APPROVED, State.CHECKING): _("Check the figures again"),
    (State.WITHDRAWN, State.DRAFT): _("Start again as a draft"),
}


def steps_for(user: Any, article: Article) -> list[tuple[str, str]]:
    """The next steps that *user* may take, with the words of their buttons."""
    return [(to, WORDS[article.state, to]) for to in STEPS[article.state] if may_advance(user, article, to)]


class StepsMixin:
    """The pages and buttons that take an article further; to be mixed into its ModelAdmin."""

    def get_urls(self):
        views = {
            "publish": self.publish_view,
            "withdraw": self.withdraw_view,
            "hold": self.hold_view,
            "release": self.release_view,
            "recheck": self.recheck_view,
            "revoke": self.revoke_view,
        }
        own = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def advance(self, request: HttpRequest, article: Article, to: str) -> None:
        """Takes the step, or says why not; what was typed is saved already."""
        if to not in State.values or not may_advance(request.user, article, to):
            raise PermissionDenied
        self._try(
            request,
            lambda: services.advance_article(article=article, to=to, user=request.user),
            _("The article is now «%(state)s».") % {"state": State(to).label},
        )

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self._article(request, object_id, may_publish(request.user))
        last = article.versions.order_by("-number").first()
        blockers = services.blockers_of(article)
        overrides = bool(blockers) and may_override(request.user) and article.state in OVERRIDABLE
        form = PublishForm(request.POST or None, article=article, is_first=last is None, may_override=overrides)
        if request.method == "POST" and form.is_valid():
            publish = lambda: services.publish_article(  # noqa: E731
                article=article,
                user=request.user,
                correction=form.correction(),
                override_reason=form.cleaned_data.get("override_reason"),
            )
            if self._try(request, publish, _("The article is published."), form):
                return HttpResponseRedirect(self.url_of("change", article.pk))
        return self._step_page(
            request,
            "admin/articles/article/publish.html",
            article,
            form,
            title=_("Publish «%(headline)s»") % {"headline": article.headline},
            action=_("Publish"),
            blockers=blockers,
            is_publishable=article.state in PUBLISHABLE or overrides,
            may_override=overrides,
            last=last,
            differences=differences(last, article) if last else [],
        )

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self._article(request, object_id, may_withdraw(request.user))
        return self._ask_reason(
            request,
            article,
            lambda reason: services.withdraw_article(article=article, reason=reason, user=request.user),
            title=_("Withdraw «%(headline)s»") % {"headline": article.headline},
            action=_("Withdraw the article"),
            help_text=_("Say why; readers see this at the article's address."),
            done=_("The article is withdrawn; its address answers with the reason."),
        )

    def hold_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self._article(request, object_id, may_withdraw(request.user))
        return self._ask_reason(
            request,
            article,
            lambda reason: services.hold_article(article=article, reason=reason),
            title=_("Hold «%(headline)s»") % {"headline": article.headline},
            action=_("Hold the article"),
            help_text=_("Say why, for the newsroom; readers find no trace of a held article."),
            done=_("The article is held; readers do not see it until it is released."),
        )

    def release_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self._article(request, object_id, may_publish(request.user))
        self._try(request, lambda: services.release_article(article=article), _("The article is released."))
        return HttpResponseRedirect(self.url_of("change", article.pk))

    def recheck_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self._article(request, object_id, True)
        if not may_edit(request.user, article):
            raise PermissionDenied
        services.recheck_story(story=article.story)
        self.message_user(request, _("The figures have been checked again."), messages.SUCCESS)
        return HttpResponseRedirect(self.url_of("change", article.pk) + "#check")

    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self._article(request, object_id, True)
        if not may_edit(request.user, article):
            raise PermissionDenied
        services.revoke_draft_links(article=article)
        self.message_user(request, _("No link to the draft that was given out works any more."), messages.SUCCESS)
        return HttpResponseRedirect(self.url_of("change", article.pk))

    def _article(self, request: HttpRequest, object_id: str, is_allowed: bool) -> Article:
        article = self.object_or_404(request, object_id)
        if not is_allowed:
            raise PermissionDenied
        return article

    def _try(self, request: HttpRequest, verb: Callable[[], Any], done: str, form: Any = None) -> bool:
        """Carries out *verb* and says so, or shows at *form* (else above the next page) why it was refused."""
        try:
            verb()
        except ValidationError as error:
            if form is not None:
                add_errors(form, error)
            else:
                for message in error.messages:
                    self.message_user(request, message, messages.ERROR)
            return False
        self.message_user(request, done, messages.SUCCESS)
        return True

    def _ask_reason(
        self, request: HttpRequest, article: Article, verb: Callable[[str], Any], help_text: str, done: str, **page: Any
    ) -> HttpResponse:
        form = ReasonForm(request.POST or None, help_text=help_text)
        if (
            request.method == "POST"
            and form.is_valid()
            and self._try(request, lambda: verb(form.cleaned_data["reason"]), done, form)
        ):
            self.log_change(request, article, f"{done} {form.cleaned_data['reason']}")
            return HttpResponseRedirect(self.url_of("change", article.pk))
        return self._step_page(request, "admin/articles/article/step.html", article, form, **page)

    def _step_page(self, request: HttpRequest, template: str, article: Article, form: Any, **page: Any) -> HttpResponse:
        visible = [field.name for field in form.visible_fields()]
        adminform = helpers.AdminForm(form, [(None, {"fields": visible})], {}, model_admin=self)
        page |= {"form": form, "adminform": adminform, "media": self.media + form.media}
        return self.page(request, template, article, **page)


def differences(old: Any, new: Any) -> list[tuple[str, diff.Difference]]:
    """What *new* says otherwise than *old*, field by field, word by word; each has the fields of a text."""
    found = []
    for name in CONTENT_FIELDS:
        read = paragraphs if name == "body" else str.splitlines
        difference = diff.compare(list(read(getattr(old, name))), list(read(getattr(new, name))))
        if not difference.is_empty:
            found.append((Article._meta.get_field(name).verbose_name, difference))
    return found
