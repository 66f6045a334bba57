"""What every test may use, and what the suite says about itself."""

import os
import shutil

import pytest
from django.conf import settings
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import sync_playwright

from trade.database import references
from trade.database.append_only import lifted_triggers

pytest_plugins = ("tests.seeds", "tests.body_editor")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# The same examples every time, and no clock: two cores that are busy elsewhere must not fail a property.
hypothesis_settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
hypothesis_settings.register_profile("search", max_examples=2_000, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def find_chromium() -> str | None:
    """The path of a Chromium: CHROMIUM if it is set, else the first on PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_configure(config: pytest.Config) -> None:
    # Logins are many and passwords here protect nothing.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Look a static file up when it is asked for: each test client would list all of them otherwise.
    settings.WHITENOISE_AUTOREFRESH = True


def on_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What the machine or the database cannot show is deselected; the summary says so."""
    missing = [name for name, there in (("browser", find_chromium()), ("postgresql", on_postgresql())) if not there]
    left_out = [item for item in items if any(map(item.get_closest_marker, missing))]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_report_header(config: pytest.Config) -> list[str]:
    database = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    return [f"database: {database}", f"browser: {find_chromium() or 'none'}"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if find_chromium() is None:
        terminalreporter.write_line(
            "Browser tests were left out: no Chromium here (install one, or set CHROMIUM to its path).",
            yellow=True,
        )
    if not on_postgresql():
        terminalreporter.write_line("Tests of what PostgreSQL alone does were left out: this run is on SQLite.")
    if "not browser" in (config.option.markexpr or ""):
        terminalreporter.write_line("Browser tests were left out: this run asked for it (-m 'not browser').")


@pytest.fixture(autouse=True, scope="session")
def _flush_may_delete():
    """The flush between transactional tests alone may empty append-only tables."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_without_triggers(operations, statements):
        on = operations.connection
        with lifted_triggers(on), lifted_triggers(on, references.TRUNCATE_PREFIX):
            flush(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_without_triggers)
        yield


@pytest.fixture(autouse=True)
def _default_language():
    """A test starts in the site's default language, whatever the one before it asked for."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium, one per worker; `chromium.new_context()` is a fresh profile."""
    # Playwright keeps an event loop running in this thread; Django would refuse the ORM beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page in a profile of its own; `page.complaints` collects console errors and failed requests."""
    context = chromium.new_context(locale="ru-RU")
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("requestfailed", lambda request: page.complaints.append(f"{request.url}: {request.failure}"))
    yield page
    context.close()
