"""From a figure's row to a record of its own: one page, one step."""

from uuid import UUID

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles import services
from articles.access import may_edit
from articles.admin.prefill import initial_of
from articles.admin.record_form import FIELDSETS, RENAMED, RecordForm
from articles.checking import check_article
from articles.models import Article, Claim
from trade.admin.base import CLASH
from trade.forms import add_errors


class RecordingMixin:
    """The page that makes a record of a figure; to be mixed into the article's admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.record_view)
        return [path("<path:object_id>/record/<uuid:key>/", view, name="articles_article_record"), *super().get_urls()]

    def record_view(self, request: HttpRequest, object_id: str, key: UUID) -> HttpResponse:
        article = self.object_or_404(request, object_id)
        if not may_edit(request.user, article):
            raise PermissionDenied
        claim = article.claims.with_targets().filter(uuid=key, lost=False).first()
        if claim is None:
            raise Http404
        if request.method == "POST":
            form = RecordForm(request.POST)
            if form.is_valid() and self._record(request, claim, form):
                return HttpResponseRedirect(f"{self.url_of('change', article.pk)}#claim-{key}")
        else:
            form = RecordForm(initial=initial_of(claim, check_article(article), article.language))
        return self._record_page(request, article, claim, form)

    def _record(self, request: HttpRequest, claim: Claim, form: RecordForm) -> bool:
        """Makes the record, or shows at the form's fields why not."""
        try:
            with transaction.atomic():
                services.record_claim(
                    claim=claim, thing=form.thing, values=form.values, source=form.stated_in, user=request.user
                )
        except ValidationError as error:
            if form.cleaned_data["what"] == "event" and hasattr(error, "error_dict") and "measure" in error.error_dict:
                error.error_dict["event_measure"] = error.error_dict.pop("measure")
            add_errors(form, error, RENAMED)
            return False
        except DatabaseError:
            # Somebody else made the same at the same moment, or holds what it needs.
            form.add_error(None, CLASH)
            return False
        words = _("The record is made, and «%(quote)s» is bound to it.") % {"quote": claim.quote}
        self.message_user(request, words, messages.SUCCESS)
        return True

    def _record_page(self, request: HttpRequest, article: Article, claim: Claim, form: RecordForm) -> HttpResponse:
        return self.page(
            request,
            "admin/articles/article/record.html",
            article,
            title=_("A record for «%(quote)s»") % {"quote": claim.quote},
            action=_("Make the record and bind the figure"),
            claim=claim,
            form=form,
            adminform=helpers.AdminForm(form, list(FIELDSETS), {}, model_admin=self),
            media=self.media + form.media,
        )
