"""What an editor should look at in a series before readers do. Pure: points in, notes out, no verdicts.

A note is a code with the numbers that it rests on; nothing is corrected, and no note is ever public. Numbers are
compared as intervals, so that what rounding alone could explain is no note.
"""

from trade.quality.notes import Code, Edition, Note, Point, Rival
from trade.quality.series import notes_of

__all__ = ("Code", "Edition", "Note", "Point", "Rival", "notes_of")
