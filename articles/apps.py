"""The newsroom: articles, their claims and what became of them."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        from articles import receivers, roles  # noqa: F401  Connects what the floors below tell the newsroom.

        post_migrate.connect(roles.sync_roles, sender=self)
        post_migrate.connect(_watch_kept_pages, sender=self)


def _watch_kept_pages(using: str, **kwargs: Any) -> None:
    from articles.renderings import watch

    watch.install(using)
