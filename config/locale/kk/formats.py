"""Dates as the rest of the site writes them in Kazakh; Django has none but the month's name."""

DATE_FORMAT = r"Y ж. j E"
SHORT_DATE_FORMAT = "d.m.Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"Y ж. j E, H:i"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
