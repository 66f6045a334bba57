"""Pages about the site itself: how figures are checked, what data there is, who answers for it."""

import json
from copy import copy
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from articles.addresses import COLLECTIONS, MORE
from articles.dump import SUMS, Found, find
from articles.states import State
from trade.dataflow import AGENCY, DIMENSIONS, FLOW, PARTS, VERSION
from trade.models import Area, Observation, Series
from trade.pages.frame import PageMixin, Text
from trade.viewsets import ObservationViewSet


class Sample(NamedTuple):
    """A state as the method page draws and explains it."""

    state: str
    underline: Text
    meaning: Text


SAMPLES = (
    Sample(
        State.REVISED.value,
        _("double underline"),
        _(
            "The record has been revised since, and its value now no longer fits the text, although it did when the "
            "figure was tied to it. Both values are shown, then and now."
        ),
    ),
    Sample(
        State.DISPUTED.value,
        _("wavy underline"),
        _(
            "Another side reports a different value for the same thing and the text does not say whose it gives, a "
            "source contradicts the record, or the editors have explained an open contradiction. Both values are shown."
        ),
    ),
    Sample(
        State.VERIFIED.value,
        _("dotted underline"),
        _("An independent source gives a value that fits the text and is no coarser than the text."),
    ),
    Sample(
        State.UNVERIFIED.value,
        _("dashed underline"),
        _("Everything else: only this article gives the figure, or other sources are too coarse. The card says why."),
    ),
)


class MethodView(PageMixin, TemplateView):
    template_name = "articles/method.html"
    title = _("How figures are checked")
    description = _("The four states of a figure, how precision is read, why mirror data differ, what is computed.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"samples": SAMPLES}


# Columns of a series in the order of the dimensions; areas and commodities by their codes.
SDMX_PARTS = tuple(Series._meta.get_field(column).attname for *_rest, column in PARTS)


class DataView(PageMixin, TemplateView):
    template_name = "articles/data.html"
    title = _("Data and API")
    description = _("All articles, figures and records as JSON and CSV, free to read without a key.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dump = find(settings.DUMP_DIR)
        is_outdated = dump is not None and dump.is_outdated
        row = an_observation()
        return super().get_context_data(**kwargs) | {
            "collections": COLLECTIONS,
            "more": MORE,
            "example": row and self.get_example(row),
            "sdmx": row and self.get_sdmx(row),
            "dump": None if is_outdated else dump,
            "outdated": words_for_outdated(dump) if dump and is_outdated else "",
        }

    def get_example(self, row: Observation) -> dict[str, str]:
        """A first request and the answer that the API gives to it now."""
        # The parameters of the page are no business of the API's, which would refuse them.
        asked = copy(self.request)
        asked.GET = QueryDict()
        answer = ObservationViewSet.as_view({"get": "retrieve"})(asked, pk=row.pk).render()
        listed = {"area": row.series.area_id, "counterpart": row.series.counterpart_id, "flow": row.series.flow}
        absolute = self.request.build_absolute_uri
        return {
            "url": absolute(reverse("observations-detail", args=(row.pk,))),
            "list_url": absolute(f"{reverse('observations-list')}?{urlencode(listed)}"),
            "answer": json.dumps(json.loads(answer.content), ensure_ascii=False, indent=2),
        }

    def get_sdmx(self, row: Observation) -> dict[str, str]:
        """A request for the series of the same record, with the names that its parts have in SDMX."""
        parts = (getattr(row.series, name) for name in SDMX_PARTS)
        key = ".".join((row.period.frequency, *map(str, parts)))
        flow = f"{AGENCY},{FLOW},{VERSION}"
        path = reverse("sdmx:data", kwargs={"flow": flow, "key": key})
        url = f"{self.request.build_absolute_uri(path)}?startPeriod={row.period.start.year}"
        return {"agency": AGENCY, "flow": flow, "dimensions": ".".join(DIMENSIONS), "url": url}


def words_for_outdated(dump: Found) -> str:
    words = _(
        "Something in the files made on %(date)s is no longer public, so they are not given out. They will be back "
        "when they have been made anew."
    )
    return words % {"date": date_format(localtime(dump.made_at), "SHORT_DATETIME_FORMAT")}


@csrf_exempt
@require_safe
def dump_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the full dump, if it lists one of that name; 503 once something in it is no longer public."""
    found = find(settings.DUMP_DIR)
    if found is None or name not in {SUMS, *(file.name for file in found.files)}:
        raise Http404
    if found.is_outdated:
        return HttpResponse(words_for_outdated(found), status=503, content_type="text/plain; charset=utf-8")
    try:
        file = (settings.DUMP_DIR / name).open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=name)


def an_observation() -> Observation | None:
    """The newest full year of a turnover whose reporter is stated, else of anything."""
    rows = Observation.objects.shown().filter(value__isnull=False).select_related("series")
    turnover = rows.filter(series__flow=Series.Flow.TURNOVER, series__measure=Series.Measure.VALUE)
    stated = turnover.exclude(series__reporter=Area.NOT_STATED).order_by("-period_end", "period_start", "-pk")
    years = (row for row in stated[:50] if row.period.is_full_year)
    return next(years, None) or rows.first()


class ContactMixin(PageMixin):
    """A page that says whom to write to."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"contact": settings.SITE_CONTACT}


class AccessibilityView(ContactMixin, TemplateView):
    template_name = "articles/accessibility.html"
    title = _("Accessibility")


class AboutView(ContactMixin, TemplateView):
    template_name = "articles/about.html"
    title = _("About the site")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"imprint": settings.SITE_IMPRINT, "is_demo": settings.DEMO}
