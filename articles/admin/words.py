"""How the admin says what state a figure has and where an article stands."""

from django.contrib import admin
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article, ArticleVersion, Claim
from trade.admin.words import moment


def state_mark(state: str, word: str = "", look: str = "") -> SafeString:
    """The mark, word and colour that readers see."""
    return render_to_string("_status.html", {"state": state, "word": word, "look": look})


def claim_state(claim: Claim) -> SafeString | str:
    """The state of a figure, or why it has none."""
    if claim.lost:
        return _("mark is gone from the text")
    if claim.exempt_reason:
        return claim.get_exempt_reason_display()
    if not hasattr(claim, "verdict"):
        return _("not bound")
    return state_mark(claim.verdict.state)


def link_to(record: Model | None, words: str = "") -> SafeString | str:
    """The words of *record* as a link to its page in the admin, where it has one."""
    if record is None:
        return ""
    if not admin.site.is_registered(type(record)):
        return words or str(record)
    meta = record._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=(record.pk,))
    return format_html('<a href="{}">{}</a>', url, words or str(record))


def visibility(article: Article, last: ArticleVersion | None) -> list[str]:
    """What readers see of *article* now, in sentences."""
    if article.state == Article.State.WITHDRAWN:
        return [_("Withdrawn: %(reason)s") % {"reason": article.withdrawn_reason}]
    sentences = []
    if article.held:
        sentences.append(_("Held: %(reason)s") % {"reason": article.held_reason})
    if last is None or article.state != Article.State.PUBLISHED:
        sentences.append(_("Readers do not see this text."))
    elif article.is_public:
        sentences.append(_readers_see(article))
    elif not article.held:
        sentences.append(
            _("Version %(number)s waits until %(moment)s.")
            % {"number": last.number, "moment": moment(opening(article, last))}
        )
    if article.embargo_until and article.embargo_until > timezone.now():
        sentences.append(_("Under embargo until %(moment)s.") % {"moment": moment(article.embargo_until)})
    return sentences


def opening(article: Article, last: ArticleVersion):
    """When the newest version can be seen: its own time, the article's, and the end of an embargo."""
    return max(filter(None, (article.publish_at, article.embargo_until, last.public_from)))


def _readers_see(article: Article) -> str:
    seen = article.versions.public().first()
    return _("Readers see version %(number)s, since %(moment)s.") % {
        "number": seen.number,
        "moment": moment(seen.public_from),
    }
