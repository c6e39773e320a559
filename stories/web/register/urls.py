"""Routes of these pages."""

from django.urls import URLPattern

routes: list[URLPattern] = []
