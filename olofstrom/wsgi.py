"""The WSGI application that granian serves."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olofstrom.settings")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as fault:
    # One line for the operator, instead of a traceback through the server.
    sys.exit(str(fault))
