"""How a page of data is cited: us, and whom we cite, with the day of the data."""

from typing import Any

from trade.models import Source
from trade.pages.citations import Reference
from trade.pages.frame import DataTwinMixin, licence_words
from trade.templatetags.site import site_name
from trade.words.languages import active_tag


class ReuseMixin(DataTwinMixin):
    """Adds what the box «Use and cite» (_reuse.html) shows; ``get_sources`` and ``get_revised`` say what is cited."""

    def get_reference(self) -> Reference:
        return Reference(
            title=str(self.get_title()),
            site=site_name(),
            url=self.request.build_absolute_uri(self.get_canonical()),
            language=active_tag(),
            day=self.get_revised(),
            sources=tuple(dict.fromkeys(map(named, self.get_sources()))),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sources = self.get_sources()
        return super().get_context_data(**kwargs) | {
            "reference": self.get_reference(),
            "licences": licence_words(sources),
        }


def named(source: Source) -> str:
    """A source in a reference: its publisher, else its author or title."""
    return source.publisher or source.author or source.title
