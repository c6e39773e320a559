"""Routes of these pages."""

from django.urls import URLPattern

from stories.web.routing import route
from stories.web.stories import acts, bulk, copies, cross_links, detail, downloads, edit, flags, lists, mentions, past

routes: list[URLPattern] = [
    route("stories/", lists.StoryList.as_view(), name="story_list", act="read"),
    route("stories/facets/", lists.facets, name="story_facets", act="read"),
    route("stories/export/", downloads.export, name="story_export", act="export"),
    route("stories/bulk/", bulk.bulk, name="story_bulk", act="tag"),
    route("stories/<int:pk>/preview/", lists.preview, name="story_preview", act="read"),
    route("mentions/<int:pk>/decide/", mentions.decide, name="mention_verdict", act="decide_mention"),
    route("flags/", flags.flag_list, name="flag_list", act="read"),
    route("flags/<int:pk>/settle/", flags.settle, name="flag_settle", act="settle_flag"),
    route("stories/<int:pk>/", detail.detail, name="story_detail", act="read"),
    route("stories/<int:pk>/edit/", edit.edit, name="story_edit", act="edit_story"),
    route("stories/<int:pk>/check/", acts.check, name="story_check", act="edit_story"),
    route("stories/<int:pk>/tags/", acts.tag, name="story_tag", act="tag"),
    route("stories/<int:pk>/topics/", acts.topic, name="story_topic", act="tag"),
    route("stories/<int:pk>/mentions/confirm/", acts.confirm_all, name="story_confirm_all", act="decide_mention"),
    route("stories/<int:pk>/links/new/", cross_links.add, name="story_link", act="link"),
    route("stories/<int:pk>/links/<int:link>/copy/", acts.decide_copy, name="story_copy", act="link"),
    route("stories/<int:pk>/copies/", copies.copies, name="story_copies", act="read"),
    route("stories/<int:pk>/copies/<int:other>/", copies.compare_copies, name="story_copies_compare", act="read"),
    route("stories/<int:pk>/links/<int:link>/remove/", acts.unlink, name="story_unlink", act="link"),
    route("stories/<int:pk>/versions/<int:version>/", past.compare_texts, name="story_compare", act="read"),
    route("changes/<uuid:batch>/undo/", bulk.undo, name="undo", act="undo"),
]
