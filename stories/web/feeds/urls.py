"""Routes of these pages. Their names begin with that of the room that they stand in: captures."""

from django.urls import URLPattern

from stories.web.feeds import acts, lists
from stories.web.routing import route

routes: list[URLPattern] = [
    route("feeds/", lists.FeedList.as_view(), name="capture_feed_list", act="read"),
    route("feeds/new/", acts.new, name="capture_feed_new", act="import"),
    route("feeds/import/", acts.take_list, name="capture_feed_import", act="import"),
    route("feeds/<int:pk>/", lists.detail, name="capture_feed", act="read"),
    route("feeds/<int:pk>/edit/", acts.edit, name="capture_feed_edit", act="import"),
    route("feeds/<int:pk>/pause/", acts.pause, name="capture_feed_pause", act="import"),
    route("feeds/<int:pk>/poll/", acts.ask, name="capture_feed_poll", act="import"),
]
