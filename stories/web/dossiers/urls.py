"""Routes of these pages."""

from django.urls import URLPattern

from stories.web.dossiers import arranging, bench, editing, lists, picking, reading, states
from stories.web.routing import route

routes: list[URLPattern] = [
    route("dossiers/", lists.dossier_list, name="dossier_list", act="read"),
    route("dossiers/new/", editing.new_dossier, name="dossier_new", act="create_dossier"),
    route("dossiers/add/", picking.add_story, name="dossier_add_story", act="edit_dossier"),
    route("dossiers/add/matching/", picking.add_matching, name="dossier_add_matching", act="edit_dossier"),
    route("dossiers/choose/<uuid:kept>/", picking.choose, name="dossier_choose", act="edit_dossier"),
    route("dossiers/quote/<int:pk>/", picking.quote_story, name="dossier_quote", act="edit_dossier"),
    route("dossiers/<slug:slug>/", bench.workbench, name="dossier_detail", act="create_dossier"),
    route("dossiers/<slug:slug>/settings/", editing.settings, name="dossier_change", act="edit_dossier"),
    route("dossiers/<slug:slug>/share/", editing.share_with, name="dossier_share", act="move_dossier"),
    route("dossiers/<slug:slug>/sections/", arranging.section_add, name="dossier_section_add", act="edit_dossier"),
    route("dossiers/<slug:slug>/sections/<int:pk>/", editing.section, name="dossier_section", act="edit_dossier"),
    route(
        "dossiers/<slug:slug>/sections/<int:pk>/move/",
        arranging.section_move,
        name="dossier_section_move",
        act="edit_dossier",
    ),
    route(
        "dossiers/<slug:slug>/sections/<int:pk>/remove/",
        arranging.section_remove,
        name="dossier_section_remove",
        act="edit_dossier",
    ),
    route("dossiers/<slug:slug>/entries/", arranging.entry_add, name="dossier_entry_add", act="edit_dossier"),
    route("dossiers/<slug:slug>/entries/<int:pk>/", editing.entry, name="dossier_entry", act="edit_dossier"),
    route(
        "dossiers/<slug:slug>/entries/<int:pk>/move/",
        arranging.entry_move,
        name="dossier_entry_move",
        act="edit_dossier",
    ),
    route(
        "dossiers/<slug:slug>/entries/<int:pk>/remove/",
        arranging.entry_remove,
        name="dossier_entry_remove",
        act="edit_dossier",
    ),
    route(
        "dossiers/<slug:slug>/entries/<int:pk>/settle/",
        arranging.entry_settle,
        name="dossier_entry_settle",
        act="edit_dossier",
    ),
    route("dossiers/<slug:slug>/not-here/", arranging.not_here, name="dossier_not_here", act="edit_dossier"),
    route("dossiers/<slug:slug>/submit/", states.submit_dossier, name="dossier_submit", act="move_dossier"),
    route("dossiers/<slug:slug>/review/", states.review, name="dossier_review", act="create_dossier"),
    route("dossiers/<slug:slug>/return/", states.return_dossier, name="dossier_return", act="move_dossier"),
    route("dossiers/<slug:slug>/publish/", states.publish_dossier, name="dossier_publish", act="review_dossier"),
    route("dossiers/<slug:slug>/archive/", states.archive_dossier, name="dossier_archive", act="move_dossier"),
    route("dossiers/<slug:slug>/reopen/", states.reopen_dossier, name="dossier_reopen", act="move_dossier"),
    route("dossiers/<slug:slug>/preview/", reading.preview, name="dossier_preview", act="create_dossier"),
    route(
        "dossiers/<slug:slug>/preview/<slug:fmt>/", reading.draft_file, name="dossier_draft_file", act="create_dossier"
    ),
    route("dossiers/<slug:slug>/history/", reading.history, name="dossier_history", act="create_dossier"),
    route("dossiers/<slug:slug>/editions/<int:number>/", reading.edition, name="dossier_edition", act="create_dossier"),
    route(
        "dossiers/<slug:slug>/editions/<int:number>/<slug:fmt>/",
        reading.edition_file,
        name="dossier_file",
        act="create_dossier",
    ),
]
