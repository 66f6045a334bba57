#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line

# They read the code alone: they serve nobody and touch no data, so they need no secrets.
WITHOUT_SECRETS = {"makemigrations", "makemessages", "find_figures"}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WITHOUT_SECRETS and "SECRET_KEY" not in os.environ:
        os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)
