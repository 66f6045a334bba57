"""URLs of this folder's tests: the site's own, and a few views that misbehave."""

import pytest


@pytest.fixture
def awkward_urls(settings):
    """The site with the views of `tests/config/awkward_urls.py` added."""
    settings.ROOT_URLCONF = "tests.config.awkward_urls"
