"""Routes of these pages."""

from django.urls import URLPattern

from stories.web.captures import (
    arrivals,
    batch_pages,
    batches,
    blocks,
    fetched,
    inbox,
    lists,
    rules,
    sending,
    surroundings,
    versions,
    views,
)
from stories.web.routing import route

routes: list[URLPattern] = [
    route("captures/", lists.CaptureList.as_view(), name="capture_list", act="read"),
    route("captures/new/", arrivals.new, name="capture_new", act="import"),
    route("captures/batches/", batch_pages.BatchList.as_view(), name="capture_batch_list", act="read"),
    route("captures/batches/new/", batches.new, name="capture_batch_new", act="import"),
    route("captures/batches/<int:pk>/", batch_pages.BatchPage.as_view(), name="capture_batch", act="read"),
    route("captures/batches/<int:pk>/more/", batches.more, name="capture_batch_more", act="import"),
    route("captures/batches/<int:pk>/retry/", batches.retry, name="capture_batch_retry", act="import"),
    route("captures/fetch/", fetched.fetch, name="capture_fetch", act="import"),
    route("captures/send/", sending.send, name="capture_send", act="import"),
    route("captures/inbox/", inbox.inbox, name="capture_inbox", act="edit_capture"),
    route("captures/inbox/undo/", inbox.undo, name="capture_inbox_undo", act="undo"),
    route("captures/inbox/<int:pk>/", inbox.decide, name="capture_triage", act="edit_capture"),
    route("captures/rules/", rules.RuleList.as_view(), name="capture_rule_list", act="read"),
    route("captures/rules/proposals/", rules.ProposalList.as_view(), name="capture_rule_proposals", act="read"),
    route("captures/rules/new/", rules.new, name="capture_rule_new", act="edit_capture"),
    route("captures/rules/<int:pk>/", rules.detail, name="capture_rule", act="read"),
    route("captures/rules/<int:pk>/go-on/", rules.go_on, name="capture_rule_go_on", act="edit_capture"),
    route("captures/rules/<int:pk>/undo/", rules.undo, name="capture_rule_undo", act="edit_capture"),
    route("captures/rules/<int:pk>/stories/", rules.cut, name="capture_rule_cut", act="edit_story"),
    route("captures/sha256/<slug:sha256>/", versions.by_hash, name="capture_hash", act="read"),
    route("captures/<int:pk>/", views.detail, name="capture_detail", act="read"),
    route("captures/<int:pk>/block/", blocks.correct, name="capture_block", act="edit_capture"),
    route("captures/<int:pk>/fields/", views.fields, name="capture_fields", act="edit_capture"),
    route("captures/<int:pk>/decide/", views.decide, name="capture_decide", act="edit_capture"),
    route("captures/<int:pk>/undo/", blocks.undo_step, name="capture_undo", act="edit_capture"),
    route("captures/<int:pk>/take-back/", views.forget, name="capture_take_back", act="edit_capture"),
    route("captures/<int:pk>/accept/", views.accept, name="capture_accept", act="edit_capture"),
    route("captures/<int:pk>/discard/", views.discard, name="capture_discard", act="edit_capture"),
    route("captures/<int:pk>/restore/", views.restore, name="capture_restore", act="edit_capture"),
    route("captures/<int:pk>/versions/", versions.history, name="capture_versions", act="read"),
    route("captures/<int:pk>/raw/", surroundings.raw, name="capture_raw", act="edit_capture"),
    route("captures/<int:pk>/compare/<int:other>/", versions.compare_captures, name="capture_compare", act="read"),
]
