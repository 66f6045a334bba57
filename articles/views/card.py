"""An article's picture for social networks, of the version that readers see; it answers like the article itself."""

from collections import Counter

from django.utils.text import capfirst
from django.views.generic import View

from articles.cards import figures_of, state_words
from articles.states import State
from articles.views.texts import TextPage
from trade.charts.card import Card, Count
from trade.record_charts.pages import CardMixin, marks
from trade.templatetags.site import site_name

ORDER = (State.VERIFIED, State.DISPUTED, State.REVISED, State.UNVERIFIED)


class ArticleCardView(TextPage, CardMixin, View):
    def get_card(self) -> Card:
        version = self.current
        states = Counter(figure.state for figure in figures_of(version))
        return Card(
            site=site_name(),
            kicker=capfirst(version.article.story.get_section_display()),
            headline=version.headline,
            lang=version.article.language,
            counts=tuple(
                Count(str(state), state_words(Counter({state: states[state]}))) for state in ORDER if states[state]
            ),
            marks=marks(),
        )
