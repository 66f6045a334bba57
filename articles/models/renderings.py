"""Pages that are kept as they were made, each with the rows that it was made of."""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Rendering(models.Model):
    """The page at ``address`` as ``release`` of the site makes it of the rows that :class:`RenderingRow` names.

    What it shows is public, and no row here says anything that others do not: it may be deleted at any time.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    address = models.CharField(max_length=1000, unique=True)
    release = models.CharField(max_length=64)
    content = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    # When time alone changes what readers may see.
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kept page")
        verbose_name_plural = _("kept pages")

    def __str__(self):
        return self.address


class RenderingRow(models.Model):
    """One row that a kept page was made of, as «table:key»."""

    rendering_id = models.UUIDField(db_index=True)
    row = models.CharField(max_length=200, db_index=True)

    class Meta:
        verbose_name = _("row of a kept page")
        verbose_name_plural = _("rows of kept pages")

    def __str__(self):
        return self.row


class StaleRendering(models.Model):
    """A kept page of which a row has changed. The database adds it in the transaction of the change.

    It is a row of its own, because two writers who marked the page itself would wait for each other.
    """

    rendering_id = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("kept page out of date")
        verbose_name_plural = _("kept pages out of date")

    def __str__(self):
        return str(self.rendering_id)
