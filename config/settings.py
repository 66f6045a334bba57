"""The one settings file: everything that differs between installations comes from the environment.

Production is the default and refuses to start without SECRET_KEY and ALLOWED_HOSTS. `DEMO=1`
(what `make run` sets) serves a seeded site over plain http on this machine. See `.env.example`.
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env()
env.read_env(str(BASE_DIR / env.str("ENV_FILE", ".env")), recurse=False)

DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
HTTPS = env.bool("HTTPS", not DEMO)


def _demo_secret() -> str:
    """A secret of this checkout alone, made once and kept in var/."""
    VAR_DIR.mkdir(exist_ok=True)
    path = VAR_DIR / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text()


def _required(name: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"Set the environment variable {name} (see .env.example), or DEMO=1 to try the site.")


# -- Who we are and who may ask ---------------------------------------------------------------------------
SITE_NAME = env.str("SITE_NAME", "") or _("Sverka")
SITE_TAGLINE = env.str("SITE_TAGLINE", "") or _("Trade journalism in which every figure can be opened")
# Where `dump_data` writes and /data/ looks for the full dump.
DUMP_DIR = Path(env.str("DUMP_DIR", "") or VAR_DIR / "dump")
SITE_IMPRINT, SITE_CONTACT = env.str("SITE_IMPRINT", ""), env.str("SITE_CONTACT", "")
SECRET_KEY = env.str("SECRET_KEY", "") or (_demo_secret() if DEMO else "")
if not SECRET_KEY.strip():
    raise _required("SECRET_KEY")
ALLOWED_HOSTS = env.str("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEMO else "").replace(",", " ").split()
if not ALLOWED_HOSTS:
    raise _required("ALLOWED_HOSTS")
# What addresses in a dump begin with; no request says so there.
_names = [f"http{'s' * HTTPS}://{host}" for host in ALLOWED_HOSTS if host[0] not in "*."]
SITE_URL = env.str("SITE_URL", "") or (f"http://127.0.0.1:{env.str('PORT', '8000')}" if DEMO else "".join(_names[:1]))
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# Addresses or networks whose forwarded headers are believed (config.limits drops those of all others).
TRUSTED_PROXY: list[str] = env.list("TRUSTED_PROXY", [])

INSTALLED_APPS = [
    "articles",
    "events",
    "trade",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "django_prose_editor",
]
MIDDLEWARE = [
    "config.headers.AnswerHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.limits.ClientAddress",
    "config.logs.RequestLog",
    "config.limits.RefuseNonsense",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "config.page_cache.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # The admin requires auth and messages; both are lazy: a page using neither opens no session.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# -- Database ---------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'sverka.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", 32)
KEEP_PAGES = env.bool("KEEP_PAGES", True)
PAGE_CACHE_MOMENT = "articles.moments.next_moment"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_options = DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    _options |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    _lock, _statement = env.str("LOCK_TIMEOUT", "5s"), env.str("STATEMENT_TIMEOUT", "30s")
    _options |= {
        "connect_timeout": 2,
        # Compiling a query takes PostgreSQL seconds where running it takes milliseconds.
        "options": f"-c lock_timeout={_lock} -c statement_timeout={_statement} -c jit=off",
        # Some poolers give every transaction another connection, which knows nothing of what this one prepared.
        "prepare_threshold": 2 if env.bool("PREPARED_STATEMENTS", True) else None,
    }

# -- Languages and time -----------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("kk", "Қазақша"), ("en", "English"), ("zh-hans", "中文")]
# The second holds what Django itself has no Kazakh words for.
LOCALE_PATHS = [BASE_DIR / "config" / "locale", BASE_DIR / "config" / "locale" / "django"]
FORMAT_MODULE_PATH = "config.locale"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

# -- Static files: hashed names from `collectstatic`, or (HASHED_STATIC=0) straight from their folders -----
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
HASHED_STATIC = env.bool("HASHED_STATIC", not DEMO)
STATIC_ROOT = BASE_DIR / "staticfiles" if HASHED_STATIC else None
WHITENOISE_USE_FINDERS = not HASHED_STATIC
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.storage.HashedStaticStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# -- Security: https unless HTTPS=0 (the demo) --------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "config.problems.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
_OWN = [SELF]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": _OWN,
        "style-src": _OWN,
        "img-src": _OWN,
        "font-src": _OWN,
        "connect-src": _OWN,
        "form-action": _OWN,
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
LOGIN_URL = "admin:login"
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]

# -- API --------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.DjangoModelPermissionsOrAnonReadOnly"],
    "DEFAULT_PARSER_CLASSES": ["config.formats.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "config.formats.Negotiation",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.problems.answer_exception",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Sverka API",
    "DESCRIPTION": "Articles, their figures and the records they rest on. Read-only, without a key.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # Lists of codes stand where they are used, under no invented names: the hook for such names is not among these.
    "POSTPROCESSING_HOOKS": ["trade.schema_of_files.add_files"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
}

# -- Logs: one line of JSON per event on stderr ------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        # Refusals are logged with user and address by config.logs; missing pages are no event.
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
