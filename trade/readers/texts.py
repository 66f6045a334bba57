"""Words of a file that are shown to an editor or kept: short, on one line, and nothing in them that is no letter."""

import re

# Control characters, marks of writing direction and halves of characters: a database or a page would choke on them.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")


def shown(text: str, most: int = 200) -> str:
    """*text* with unprintable characters as spaces, cut to *most* characters."""
    return _UNPRINTABLE.sub(" ", text[: most * 2]).strip()[:most]
