"""Routes of these pages."""

from django.urls import URLPattern

from stories.web.captures import lists
from stories.web.routing import route

routes: list[URLPattern] = [
    route("captures/", lists.CaptureList.as_view(), name="capture_list", act="read"),
]
