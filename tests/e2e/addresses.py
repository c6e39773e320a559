"""Every address of the dashboard that answers with a page, and states of pages that have no address of their own.

`PLACES` names the arguments of each route; a route that is not in it fails the walk, so that no new page goes unseen.
"""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from stories.web import urls
from tests.e2e.house import House

PLACES: dict[str, Callable[[House], list[Any]]] = {
    **dict.fromkeys(
        (
            *(
                "capture_block",
                "capture_fields",
                "capture_undo",
                "capture_versions",
                "capture_triage",
                "capture_decide",
                "capture_take_back",
                "capture_accept",
            ),
            *("capture_discard", "capture_restore", "capture_raw", "capture_detail", "capture_by_hand"),
            "capture_read_again",
        ),
        lambda house: [house.waiting.pk],
    ),
    **dict.fromkeys(
        ("capture_rule", "capture_rule_go_on", "capture_rule_undo", "capture_rule_cut"), lambda house: [house.rule.pk]
    ),
    **dict.fromkeys(("capture_batch", "capture_batch_more", "capture_batch_retry"), lambda house: [house.upload.pk]),
    "capture_hash": lambda house: [house.waiting.sha256],
    **dict.fromkeys(
        ("capture_feed", "capture_feed_edit", "capture_feed_pause", "capture_feed_poll"), lambda house: [house.feed.pk]
    ),
    "capture_compare": lambda house: [house.waiting.pk, house.updated.pk],
    **dict.fromkeys(
        (
            *("dossier_detail", "dossier_change", "dossier_share", "dossier_section_add", "dossier_entry_add"),
            *("dossier_not_here", "dossier_submit", "dossier_review", "dossier_return", "dossier_publish"),
            *("dossier_archive", "dossier_reopen", "dossier_preview", "dossier_history"),
        ),
        lambda house: [house.draft.slug],
    ),
    "dossier_quote": lambda house: [house.story.pk],
    "dossier_choose": lambda house: ["00000000-0000-4000-8000-000000000000"],
    **dict.fromkeys(
        ("dossier_section", "dossier_section_move", "dossier_section_remove"),
        lambda house: [house.draft.slug, house.section.pk],
    ),
    **dict.fromkeys(
        ("dossier_entry", "dossier_entry_move", "dossier_entry_remove"),
        lambda house: [house.draft.slug, house.entries["note"].pk],
    ),
    "dossier_entry_settle": lambda house: [house.draft.slug, house.entries["quote"].pk],
    "dossier_draft_file": lambda house: [house.draft.slug, "json"],
    "dossier_edition": lambda house: [house.published.slug, 1],
    "dossier_file": lambda house: [house.published.slug, 1, "html"],
    "published": lambda house: [house.published.slug],
    "published_file": lambda house: [house.published.slug, "html"],
    **dict.fromkeys(
        ("person_detail", "person_edit", "person_merge", "person_split"), lambda house: [house.person.slug]
    ),
    **dict.fromkeys(
        ("outlet_detail", "outlet_edit", "outlet_merge", "outlet_split"), lambda house: [house.outlet.slug]
    ),
    **dict.fromkeys(
        ("event_detail", "event_edit", "event_merge", "event_split", "report_new", "event_decide", "event_turn"),
        lambda house: [house.event.slug],
    ),
    **dict.fromkeys(("report_edit", "report_decide"), lambda house: [house.report.pk]),
    **dict.fromkeys(("person_duplicates", "outlet_duplicates", "event_duplicates", "tag_duplicates"), lambda house: []),
    "tag_merge": lambda house: [house.tag.slug],
    **dict.fromkeys(("tag_edit", "tag_detail"), lambda house: [house.tag.slug]),
    "topic_detail": lambda house: ["us-japan-relations"],
    "register_export": lambda house: ["people", "csv"],
    "claims_settle": lambda house: [house.event.slug],
    **dict.fromkeys(("claim_edit", "claim_decide"), lambda house: [house.claim.pk]),
    **dict.fromkeys(("quotation_detail", "quotation_decide"), lambda house: [house.quotation.pk]),
    **dict.fromkeys(("register_counts", "name_options"), lambda house: ["person"]),
    **dict.fromkeys(
        (
            *("story_preview", "story_detail", "story_edit", "story_check", "story_tag", "story_topic"),
            *("story_confirm_all", "story_link", "story_copies"),
        ),
        lambda house: [house.corrected.pk],
    ),
    "flag_settle": lambda house: [house.flag.pk],
    "mention_verdict": lambda house: [house.ambiguous.pk],
    **dict.fromkeys(("story_copy", "story_unlink"), lambda house: [house.story.pk, 1]),
    "story_compare": lambda house: [house.rewritten.pk, house.rewritten.earlier_texts.get().version],
    "story_copies_compare": lambda house: [house.corrected.pk, house.copied.pk],
    "undo": lambda house: ["00000000-0000-4000-8000-000000000000"],
    **dict.fromkeys(
        (
            *(
                "dashboard",
                "quotation_list",
                "preference",
                "search",
                "capture_list",
                "capture_inbox",
                "capture_inbox_undo",
                "capture_rule_list",
                "capture_rule_proposals",
                "capture_rule_new",
                "capture_new",
                "capture_fetch",
                "capture_send",
                "capture_feed_list",
                "capture_feed_new",
                "capture_feed_import",
                "capture_batch_list",
                "capture_batch_new",
                "dossier_list",
                "dossier_new",
            ),
            *(
                "dossier_add_story",
                "dossier_add_matching",
                "published_list",
                "person_list",
                "person_network",
                "person_new",
            ),
            *("person_posts", "flag_list", "programs", "event_date", "event_suggestions", "events_decide"),
            *("proposal_list", "proposal_decide"),
            *(
                "outlet_list",
                "outlet_new",
                "event_list",
                "event_new",
                "tag_list",
                "topic_list",
                "tag_new",
                "record_curate",
            ),
            *("story_list", "story_facets", "story_export", "story_bulk"),
        ),
        lambda house: [],
    ),
}
NO_PAGES = {
    *(
        "capture_raw",
        "dossier_draft_file",
        "dossier_file",
        "published_file",
        "story_export",
        "register_export",
    ),  # files
    *("event_date", "name_options", "register_counts", "story_facets", "story_preview"),  # parts of pages, for htmx
    "capture_hash",  # leads to the capture
    "dossier_choose",  # with nothing kept: leads to the list
    "capture_rule_new",  # without a text to be about: leads to those that recur
}
"""Routes that answer a GET with something else than a page."""


def visit(page: Any, where: str) -> None:
    """Go there, and wait for the parts of the page that come after it (counts, a preview)."""
    page.goto(where)
    expect(page.locator(".htmx-request")).to_have_count(0)


def address(name: str, house: House) -> str:
    """The address of a route. Raises KeyError for one that has no arguments here."""
    return reverse(f"stories:{name}", args=PLACES[name](house))


def pages(house: House) -> dict[str, str]:
    """Route name -> address, of every route that answers an editor's GET with a page; found by asking."""
    client = Client()
    client.force_login(house.editor)
    found, others = {}, set()
    for name in (pattern.name for pattern in urls.urlpatterns):
        where = address(name, house)
        answer = client.get(where)
        if answer.status_code == 405:
            continue
        if _is_page(answer):
            found[name] = where
        else:
            assert answer.status_code in {200, 302}, f"{where} answered {answer.status_code}"
            others.add(name)
        answer.close()
    assert others == NO_PAGES, f"neither here nor there: {sorted(others ^ NO_PAGES)}"
    return found


def _is_page(answer: Any) -> bool:
    if answer.status_code != 200 or answer.streaming or not answer["Content-Type"].startswith("text/html"):
        return False
    return answer.content.lstrip().lower().startswith(b"<!doctype html>") and "Content-Disposition" not in answer


def states(house: House) -> dict[str, str]:
    """What pages look like in other states, for an editor."""
    bench, waiting = house.draft.get_absolute_url(), house.waiting.get_absolute_url()
    return {
        "search with results": "/search/?q=trump",
        "search without": "/search/?q=zebra",
        "search with an error": "/search/?q=outlet:",
        "list with chips": "/stories/?q=trump+-tariff&outlet=arab-news&after=2025-01",
        "list with an error": "/stories/?q=(trump",
        "list with a bad filter": "/stories/?outlet=nobody&after=soon",
        "list without rows": "/stories/?q=zebra",
        "people without rows": "/people/?q=zebra",
        "suggested event": house.suggested.get_absolute_url(),
        "suggested events with a bad filter": "/events/suggested/?topic=nothing",
        "suggested events without rows": "/events/suggested/?q=zebra",
        "story with everything": house.story.get_absolute_url(),
        "other story found": f"/stories/{house.story.pk}/links/new/?q=rubio",
        "desk with the menu": f"{waiting}?clipping=1&at=1&menu=1",
        "rule to be made": f"/captures/rules/new/?capture={house.accepted.pk}&index=1",
        "desk accepted": house.accepted.get_absolute_url(),
        "desk of nothing": house.unreadable.get_absolute_url(),
        "bench searching": f"{bench}?material=search&mq=tariff",
        "bench in review": house.in_review.get_absolute_url(),
        "bench archived": house.archived.get_absolute_url(),
        "bench published": house.published.get_absolute_url(),
        "review": f"{house.in_review.get_absolute_url()}review/",
        "preview": f"{bench}preview/",
        "two people side by side": f"{house.person.get_absolute_url()}merge/?with={house.second.slug}",
        "somebody to merge with": f"{house.person.get_absolute_url()}merge/?with={house.second.name[:4]}",
        "not found": "/stories/999999/",
    }
