"""The WSGI application that granian serves: Django, with the pages that everybody may read kept in front of it."""

import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olofstrom.settings")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as fault:
    # One line for the operator, instead of a traceback through the server.
    sys.exit(str(fault))
# Only now: it uses models, which are there once Django is set up.
application = import_module("olofstrom.page_cache.application").in_front_of(application, settings.PAGE_CACHE_BYTES)
