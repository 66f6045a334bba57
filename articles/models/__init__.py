"""The newsroom: stories, articles and their versions, claims and their states."""

from articles.models.articles import CONTENT_FIELDS, Article, ArticleRedirect, ArticleVersion, Correction
from articles.models.claims import RECORDS, TARGETS, Awaited, Claim, ClaimState
from articles.models.findings import Change, Finding
from articles.models.renderings import Rendering, RenderingRow, StaleRendering
from articles.models.stories import Statement, Story, Topic

__all__ = (
    "CONTENT_FIELDS",
    "RECORDS",
    "TARGETS",
    "Article",
    "ArticleRedirect",
    "ArticleVersion",
    "Awaited",
    "Change",
    "Claim",
    "ClaimState",
    "Correction",
    "Finding",
    "Rendering",
    "RenderingRow",
    "StaleRendering",
    "Statement",
    "Story",
    "Topic",
)
