"""How gunicorn serves the site: `gunicorn -c config/gunicorn.py config.wsgi`.

Threads, not only processes: a slow reader holds a thread and the others go on.
"""

from pathlib import Path

from environs import Env

env = Env()
env.read_env(str(Path(__file__).resolve().parent.parent / env.str("ENV_FILE", ".env")), recurse=False)

host, port = env.str("HOST", "127.0.0.1"), env.int("PORT", 8000)
bind = env.str("BIND", "") or f"{host}:{port}"
worker_class = "gthread"
workers = env.int("WORKERS", 2)
threads = env.int("THREADS", 4)
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
control_socket_disable = True
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8_190
# Django decides whose forwarded headers count (TRUSTED_PROXY, config/limits.py); gunicorn believes nobody.
forwarded_allow_ips = ""
# The demo's terminal keeps its addresses and logins in view; elsewhere starts and stops are logged as well.
loglevel = "warning" if env.bool("DEMO", False) else "info"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": ["stderr"], "level": loglevel.upper(), "propagate": False},
        "gunicorn.access": {"handlers": [], "propagate": False},
    },
}
