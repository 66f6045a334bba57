"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# What was loaded stays, so the collector need not walk through it again. An answer of a hundred rows makes and drops
# thousands of objects without a cycle among them: it is no reason to look for one.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
