"""The suite's environment, set before Django reads its settings (a pytest plugin: `-p tests.environment`).

The suite decides everything itself except the database, so that a developer's `.env` changes no result.
"""

import os

ENVIRONMENT = {
    "ENV_FILE": os.devnull,
    "DEMO": "0",
    "DEBUG": "0",
    "HTTPS": "0",
    "HASHED_STATIC": "0",
    "SECRET_KEY": "only-for-tests-" * 5,
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CSRF_TRUSTED_ORIGINS": "",
    "TRUSTED_PROXY": "",
    "SITE_NAME": "",
    "SITE_TAGLINE": "",
    "LOG_LEVEL": "INFO",
}
os.environ.update(ENVIRONMENT)
