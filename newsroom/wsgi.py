"""The application for WSGI servers: `gunicorn newsroom.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()
_ = get_resolver().url_patterns  # every page is loaded now, or the server says why not, and not in its first request
