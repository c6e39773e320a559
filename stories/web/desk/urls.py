"""Routes of these pages."""

from django.urls import URLPattern

from stories.web.desk import search, views
from stories.web.routing import route

routes: list[URLPattern] = [
    route("", views.dashboard, name="dashboard", act="read"),
    route("preference/", views.preference, name="preference", act="read"),
    route("search/", search.search, name="search", act="read"),
]
