"""Routes of these pages."""

from django.urls import URLPattern

from stories.web.published import views
from stories.web.routing import PUBLIC, route

routes: list[URLPattern] = [
    route("published/", views.published_list, name="published_list", act=PUBLIC),
    route("published/<slug:slug>/", views.published, name="published", act=PUBLIC),
    route("published/<slug:slug>/<slug:fmt>/", views.published_file, name="published_file", act=PUBLIC),
]
