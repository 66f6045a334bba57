"""The light theme's colours and strokes for drawings that leave the page: a file has no stylesheet of ours.

A test holds them together with the tokens in ``config/static/site/site.css``.
"""

import re

PAPER, INK, INK_2, INK_3, RULE, BRAND = "#FBFAF6", "#16202A", "#4A5560", "#5F6871", "#D8D3C6", "#C2410C"
SERIES = {"1": "#0B7285", "2": "#C2410C", "3": "#381CC7", "4": "#3F2D01", "5": "#7E0C4A", "context": "#7C858D"}
STATES = {"verified": "#176437", "unverified": "#545C64", "disputed": "#9C3510", "revised": "#57399A"}
_CLASSES = re.compile(r'class="c-([a-z]+)(?: c-([a-z0-9]+))?"')
# {} is the colour of the series.
_LOOKS = {
    "axis": f'fill="{INK_2}"',
    "note": f'fill="{INK_2}"',
    "grid": f'stroke="{RULE}"',
    "zero": f'stroke="{INK}" stroke-width="1.5"',
    "tick": f'stroke="{INK}" stroke-width="2.5"',
    "stem": f'stroke="{INK_3}" stroke-width="1.2"',
    "line": 'fill="none" stroke="{}" stroke-width="2.5" stroke-linejoin="round"',
    "balance": 'fill="none" stroke="{}" stroke-width="2" stroke-dasharray="1.5 3"',
    "bar": 'fill="{}"',
    "dot": 'fill="{}"',
    "partial": 'stroke="{}" stroke-width="1.5" stroke-dasharray="5 3"',
    "derived": f'fill="{PAPER}" stroke="{INK_3}" stroke-width="1.5" stroke-dasharray="1.5 3"',
    "ring": f'fill="{PAPER}" stroke="{{}}" stroke-width="1.5"',
    "mirror": f'fill="{{}}" stroke="{PAPER}" stroke-width="2"',
}


def resolve(body: str) -> str:
    """*body* of a drawing with attributes in place of classes."""
    return _CLASSES.sub(lambda found: _LOOKS[found[1]].replace("{}", SERIES.get(found[2] or "1", SERIES["1"])), body)


def patterns(body: str) -> str:
    """Definitions of the hatchings that *body* uses."""
    return "".join(
        f'<pattern id="hatch-{name}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path stroke="{colour}" stroke-width="1.4" d="M.7 0v7"/></pattern>'
        for name, colour in SERIES.items()
        if f"url(#hatch-{name})" in body
    )
