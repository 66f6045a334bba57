"""The desk of editors: stories and articles, figures and their states, what was published, and who may do what."""

from articles.admin import articles, claims, findings, published, stories, users

__all__ = ("articles", "claims", "findings", "published", "stories", "users")
