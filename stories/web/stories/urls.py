"""Routes of these pages."""

from django.urls import URLPattern

from stories.web.routing import route
from stories.web.stories import bulk, lists

routes: list[URLPattern] = [
    route("stories/", lists.StoryList.as_view(), name="story_list", act="read"),
    route("stories/facets/", lists.facets, name="story_facets", act="read"),
    route("stories/bulk/", bulk.bulk, name="story_bulk", act="tag"),
    route("stories/<int:pk>/preview/", lists.preview, name="story_preview", act="read"),
    route("changes/<uuid:batch>/undo/", bulk.undo, name="undo", act="undo"),
]
