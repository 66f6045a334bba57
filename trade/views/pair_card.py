"""A pair's picture for social networks: its newest figure, with period and reporter."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import View

from trade.charts.card import Card
from trade.labels import way_words
from trade.record_charts.pages import CardMixin
from trade.templatetags.numbers import compact, period
from trade.templatetags.site import site_name
from trade.views.pair_records import Headline, PairRecords
from trade.words.languages import active_tag


class PairCardView(PairRecords, CardMixin, View):
    def get_card(self) -> Card:
        newest = self.headline
        return Card(
            site=site_name(),
            kicker=_("Trade"),
            headline=self.get_title(),
            lang=active_tag(),
            value=compact(newest.observation) if newest else "",
            about=self._about(newest) if newest else "",
        )

    def _about(self, newest: Headline) -> str:
        words = capfirst(period(newest.observation))
        if newest.row.is_incomplete:
            words = f"{words}, {_('incomplete year')}"
        reporter = _("Reporter: %(reporter)s.") % {"reporter": newest.observation.series.reporter.name}
        table = newest.table
        ends = (area.name for area in table.reporters[:2])
        what = "" if table.subject.way.is_turnover else way_words(table.subject.way, *ends, table.subject.trade_type)
        return " ".join(filter(None, (f"{words}.", what and f"{what}.", reporter)))
