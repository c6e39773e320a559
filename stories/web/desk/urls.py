"""Routes of these pages."""

from django.urls import URLPattern

from stories.web.desk import search
from stories.web.routing import route

routes: list[URLPattern] = [
    route("search/", search.search, name="search", act="read"),
]
