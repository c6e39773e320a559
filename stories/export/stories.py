"""Stories that a search found, a line each: JSON lines that `import_stories` takes back, and CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from stories.models import Link, Mention, Report, Story
from stories.search import Found
from stories.vocabulary import LinkKind, Standing

STORY_FORMATS = ("jsonl", "csv")
PIECE = 200
COLUMNS = (
    *("id", "external_id", "headline", "kicker", "dek", "outlet", "via", "agency", "byline", "published"),
    *("published_precision", "published_basis", "updated", "dateline", "url", "language", "section", "kind"),
    *("completeness", "state", "tags"),
    *("people", "events", "copies", "body"),
)
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")  # and full-width, which East Asian programs take for the same
_SKIPPED = "\ufeff\u200b"  # not whitespace to Python, and as invisible


def story_lines(found: Found, fmt: str) -> Iterator[str]:
    """The matching stories as text, line by line with its line end, in the order of the search; read in pieces by key,
    so that any number of them needs the same memory. `fmt` is one of STORY_FORMATS."""
    if fmt == "csv":
        yield csv_line(COLUMNS)
    for story in _with_relations(found):
        row = as_row(story)
        if fmt == "csv":
            yield csv_line(_cells(row))
        else:
            yield json.dumps(row, ensure_ascii=False) + "\n"


def as_row(story: Story) -> dict[str, Any]:
    """A story as the contract has it: the fields of `import_stories`, and what newsroom found about it."""
    return {
        "id": story.pk,
        "external_id": story.external_id,
        "headline": story.headline,
        "kicker": story.kicker,
        "dek": story.dek,
        "body": story.body,
        "byline": list(story.byline),
        "outlet": story.outlet.name if story.outlet else None,
        "via": story.via.name if story.via else None,
        "agency": story.agency.name if story.agency else None,
        "published": story.published_iso,
        "published_precision": story.published_precision or None,
        "published_basis": story.published_basis or None,
        "updated": story.revised_iso,
        "updated_precision": story.revised_precision or None,
        "updated_basis": story.revised_basis or None,
        "dateline": story.dateline or None,
        "url": story.url or None,
        "language": story.language or None,
        "section": story.section or None,
        "kind": story.kind,
        "completeness": story.completeness,
        "state": story.state,
        "tags": sorted(tag.name for tag in story.tags.all()),
        "topics": sorted(topic.slug for topic in story.topics.all()),
        "mentions": [_mention(mention) for mention in story.mentions.all()],
        "copies": _copies(story),
        "events": _events(story),
        "reports": [_report(report) for report in story.reports.all()],
    }


def _with_relations(found: Found) -> Iterator[Story]:
    """The stories with all that a line shows, a few queries for each piece."""
    mentions = Mention.objects.placed().select_related("person", "outlet", "event").order_by("field", "start", "pk")
    links = Link.objects.standing().filter(kind=LinkKind.REPRINTS).exclude(copy_kind="").order_by("pk")
    reports = Report.objects.standing().select_related("event").order_by("start", "pk")
    stories = found.iterate(PIECE)
    while piece := list(islice(stories, PIECE)):
        prefetch_related_objects(
            piece,
            Prefetch("mentions", mentions),
            Prefetch("reports", reports),
            Prefetch("links_out", links.select_related("target")),
            Prefetch("links_in", links.select_related("source")),
        )
        yield from piece


def _mention(mention: Mention) -> dict[str, Any]:
    thing: Any = mention.person or mention.outlet or mention.event
    return {
        "kind": mention.kind,
        "name": str(thing) if thing else None,
        "wikidata": getattr(thing, "wikidata", None),
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "state": mention.state,
        "evidence": mention.evidence,
    }


def _events(story: Story) -> list[int]:
    """The events that the story reports: first the one that it is about as a whole, then those that an editor
    confirmed. What else rules suggest for its passages is in `reports`."""
    reports = [report for report in story.reports.all() if report.main or report.standing == Standing.CONFIRMED]
    return list(dict.fromkeys(report.event_id for report in sorted(reports, key=lambda one: (not one.main, one.pk))))


def _report(report: Report) -> dict[str, Any]:
    return {
        "event": report.event_id,
        "title": report.event.title,
        "date": report.says_date or None,
        "status": report.says_status or None,
        "start": report.start,
        "end": report.end,
        "main": report.main,
        "standing": report.standing,
        "evidence": report.evidence,
    }


def _copies(story: Story) -> list[dict[str, Any]]:
    """The stories that share its text, whichever came first."""
    others = [(link.target, link) for link in story.links_out.all()]
    others += [(link.source, link) for link in story.links_in.all()]
    return [
        {"external_id": other.external_id, "id": other.pk, "kind": link.copy_kind, "state": link.state}
        for other, link in sorted(others, key=lambda pair: pair[0].pk)
    ]


def _cells(row: dict[str, Any]) -> list[Any]:
    people = {mention["name"] for mention in row["mentions"] if mention["kind"] == "person" and mention["name"]}
    flat = {
        **row,
        "byline": "; ".join(row["byline"]),
        "tags": "; ".join(row["tags"]),
        "people": "; ".join(sorted(people)),
        "events": "; ".join(map(str, row["events"])),
        "copies": "; ".join(str(copy["id"]) for copy in row["copies"]),
    }
    return [flat[name] for name in COLUMNS]


def csv_line(cells: Iterable[Any]) -> str:
    """One row; a text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV Injection)."""
    out = io.StringIO()
    csv.writer(out).writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell: Any) -> Any:
    if not isinstance(cell, str) or not cell:
        return cell
    shown = re.sub(rf"^[\s{_SKIPPED}]+", "", cell)
    return f"'{cell}" if shown.startswith(_FORMULA) or cell[0] in "\t\r\n" else cell
