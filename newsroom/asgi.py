"""The application for ASGI servers."""

import os

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_asgi_application()
_ = get_resolver().url_patterns  # every page is loaded now, or the server says why not, and not in its first request
