"""The checks of the newsroom's texts: the finder, binding and rules, fed with rows of the database.

``check_article`` and ``check_text`` store nothing; what they find is stored by :mod:`articles.services.checking`.
"""

from articles.checking.check import Checked, Row, check_article, check_text, check_version, reference_of

__all__ = ["Checked", "Row", "check_article", "check_text", "check_version", "reference_of"]
