"""Pages with charts: their frames for the template, and each chart as a file (``?format=svg`` and ``png``)."""

import base64
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from trade.charts import png
from trade.charts.card import Card
from trade.charts.card import write as write_card
from trade.charts.picture import File, write
from trade.pages.frame import DataTwinMixin, Twin, only, replaced
from trade.periods import Period
from trade.record_charts.frames import Frame, picture_of
from trade.words.languages import active_tag

FONTS = Path(settings.BASE_DIR) / "config" / "static" / "site" / "fonts"
PICTURES = {"png": "image/png", "svg": "image/svg+xml"}
_FACES = (("Golos Text", "golos-text", "400 700"), ("Literata", "literata", "600"))


class ChartMixin(DataTwinMixin):
    """A page with charts: :meth:`get_charts` makes their frames, of which the first is the one of the whole page.

    ``?format=svg|png`` answers the first of them, or the one that ``&chart=`` names; a chart that there is not gets
    the page which names the formats that there are.
    """

    def get_charts(self) -> list[Frame]:
        raise NotImplementedError

    def get_further_charts(self) -> list[Frame]:
        """Those that stand elsewhere on the page than :meth:`get_charts`."""
        return []

    @cached_property
    def further_charts(self) -> list[Frame]:
        return _with_choice(self.get_further_charts(), self.get_further_parameters())

    def get_further_parameters(self) -> QueryDict:
        """The parameters that the addresses of their files take over."""
        return self.get_kept_parameters()

    @cached_property
    def charts(self) -> list[Frame]:
        return _with_choice(self.get_charts(), self.get_kept_parameters())

    def answer_format(self, wanted: str) -> HttpResponseBase:
        return self.get_picture(wanted) if wanted in PICTURES else super().answer_format(wanted)

    def get_picture(self, form: str) -> HttpResponseBase:
        wanted = self.request.GET.get("chart")
        frames = (*self.charts, *(self.further_charts if wanted else ()))
        frame = next((frame for frame in frames if wanted in (None, frame.name)), None)
        if frame is None:
            return self.refuse_format()
        page = self.request.build_absolute_uri(self.request.path) + (f"?{frame.kept}" if frame.kept else "")
        day = Period.day(timezone.localdate()).words(active_tag())
        picture = picture_of(frame, url=page, day=day)
        if form == "svg":
            content: bytes = write(picture, embedded_fonts()).svg.encode()
        else:
            try:
                content = pixels(write(picture))
            except png.NoFontError:
                return self.refuse_format(no_chinese_font())
        return HttpResponse(
            content,
            content_type="image/svg+xml; charset=utf-8" if form == "svg" else PICTURES[form],
            headers={"Content-Disposition": f'attachment; filename="{self.get_file_name(frame)}.{form}"'},
        )

    def get_file_name(self, frame: Frame) -> str:
        """Of the address, the chart and the language, in plain letters."""
        name = self.request.path.rstrip("/").rpartition("/")[2]
        return "-".join((name, frame.name, active_tag())).replace('"', "")

    def get_twins(self) -> list[Twin]:
        twins = super().get_twins()
        if self.charts:
            kept = self.get_kept_parameters()
            twins += [
                Twin(name.upper(), media_type, f"?{replaced(kept, format=name)}")
                for name, media_type in PICTURES.items()
            ]
        return twins

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "charts": self.charts,
            "further_charts": self.further_charts,
        }


def _with_choice(frames: list[Frame], kept: QueryDict) -> list[Frame]:
    for frame in frames:
        frame.kept = only(kept, [name for name in kept if name != "format"]).urlencode()
    return frames


class CardMixin:
    """A picture for social networks at an address of its own; :meth:`get_card` says what stands on it.

    Other sites may show it. It is made anew from what is public now, and painted once for the same words.
    """

    def get_card(self) -> Card:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            content = pixels(write_card(self.get_card()), zoom=1)
        except png.NoFontError:
            raise Http404 from None
        return HttpResponse(content, content_type="image/png", headers={"Cross-Origin-Resource-Policy": "cross-origin"})


@cache
def marks() -> dict[str, str]:
    """What each symbol of the sprite of status marks draws, by its name."""
    sprite = (FONTS.parent / "marks.svg").read_text(encoding="utf-8")
    return dict(re.findall(r'<symbol id="([a-z]+)"[^>]*>(.*?)</symbol>', sprite))


def pixels(file: File, zoom: float = 2) -> bytes:
    return png.render(file.svg, FONTS, file.words, zoom)


def no_chinese_font() -> str:
    return _("This server has no font with Chinese characters, so it cannot paint this picture. The SVG needs none.")


@cache
def embedded_fonts() -> str:
    """The fonts of the pages as a stylesheet in the file itself: elsewhere nothing else would bring them."""
    faces = []
    for family, name, weight in _FACES:
        for part in ("latin", "cyrillic"):
            data = base64.b64encode((FONTS / f"{name}-{part}.woff2").read_bytes()).decode()
            source = f"url(data:font/woff2;base64,{data}) format('woff2')"
            faces.append(f"@font-face{{font-family:'{family}';font-weight:{weight};src:{source}}}")
    return f"<style>{''.join(faces)}</style>"
