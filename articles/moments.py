"""When readers will see something else though nobody writes anything: what is scheduled, embargoed or awaited."""

from datetime import datetime

from django.db.models import F

from articles.models import Article, ArticleVersion
from trade.models import Source

SCHEDULED = (
    (Article, "publish_at"),
    (Article, "embargo_until"),
    (ArticleVersion, "public_from"),
    (Source, "public_from"),
)


def next_moment(since: datetime) -> datetime | None:
    """The first moment after *since* at which a text or a source comes out; None while nothing waits."""
    firsts = [
        model._base_manager.filter(**{f"{name}__gt": since}).order_by(name).values(moment=F(name))[:1]
        for model, name in SCHEDULED
    ]
    return min((row["moment"] for first in firsts for row in first), default=None)
