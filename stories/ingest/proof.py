"""The invariants that `check_data` proves, each a function that yields one sentence a breach."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from django.db.models import Count, F, Prefetch, Q

from stories.extraction import BadBlocks
from stories.ingest import store
from stories.ingest.furniture import unruled
from stories.ingest.readings import load_reading
from stories.linking.proposing import miscounted
from stories.models import Appearance, Capture, Entry, FurnitureRule, Mention, Reading, Report, Story
from stories.models.sorting import TIES, first_key
from stories.search import index_breaches

FEW = 500
PATIENCE = 2.0
"""Seconds that a file in the store is given to get its row."""


def of_index() -> Iterator[str]:
    """The index equals the tables, and the triggers that keep it stand."""
    yield from index_breaches()


def of_captures() -> Iterator[str]:
    """Each capture's bytes are there and equal their hash; no file is left that no capture names."""
    for capture in Capture.objects.order_by("pk").only("sha256", "size").iterator(chunk_size=FEW):
        try:
            store.get(capture.sha256)
        except store.BytesMissing as error:
            yield f"Capture {capture.pk}: {error}"
    suspects = list(store.ownerless())
    if suspects:
        time.sleep(PATIENCE)  # an import may be between a page's bytes and its row
        left = set(store.ownerless())
        for path in suspects:
            if path in left:
                yield f"The file {path.name[:20]} in the store belongs to no capture."


def of_readings() -> Iterator[str]:
    """Each reading accounts for every character of its page exactly once."""
    readable = Reading.objects.exclude(edited={})
    for reading in readable.iterator(chunk_size=FEW):
        for which, data in (("found", reading.found), ("edited", reading.edited)):
            try:
                load_reading(reading.text, data)
            except BadBlocks as error:
                yield f"The reading of capture {reading.capture_id} ({which}) is broken: {error}"


def of_stories() -> Iterator[str]:
    """Each story's sort key lies in its second; its spans lie in its capture's text."""
    rows = Story.objects.exclude(published_at=None).values_list("pk", "sort_key", "published_at")
    for pk, key, moment in rows.iterator(chunk_size=FEW):
        if moment and not first_key(moment) <= key < first_key(moment) + TIES:
            yield f"The sort key of story {pk} does not fit its published time."
    placed = Story.objects.exclude(capture=None).exclude(spans=[]).select_related("capture")
    for story in placed.only("spans", "capture__characters").iterator(chunk_size=FEW):
        last = story.capture.characters if story.capture else 0
        if any(not 0 <= span[0] < span[1] <= last for span in story.spans):
            yield f"Story {story.pk} points outside the text of its capture."


def of_proposals() -> Iterator[str]:
    """Each name that nobody in the register has counts the stories that print it (deleting a story leaves one too
    many; --repair counts them anew)."""
    for _, name, counted, printed in miscounted():
        yield f"The proposed name “{name}” counts {counted} stories and stands in {printed}."


def of_rules() -> Iterator[str]:
    """Each rule for furniture counts the captures that it changed; what it changed can be put back."""
    counted = FurnitureRule.objects.annotate(hit=Count("hits", filter=Q(hits__changed=True))).exclude(captures=F("hit"))
    for rule in counted.order_by("pk").iterator(chunk_size=FEW):
        yield f"Rule {rule.pk} counts {rule.captures} captures and changed {rule.hit}."
    ruled = Reading.objects.filter(found__has_key="unruled").select_related("capture")
    for reading in ruled.iterator(chunk_size=FEW):
        try:
            load_reading(reading.text, unruled(reading.found))
        except BadBlocks as error:
            yield f"The reading of capture {reading.capture_id} before its rules is broken: {error}"


def of_appearances() -> Iterator[str]:
    """Where a story stands besides lies in the text of that capture, which is one of that page."""
    for row in Appearance.objects.select_related("capture").order_by("pk").iterator(chunk_size=FEW):
        if any(not 0 <= span[0] < span[1] <= row.capture.characters for span in row.spans):
            yield f"Story {row.story_id} points outside the text of capture {row.capture_id}, where it stands too."
        if row.capture.page_id != row.page_id:
            yield f"Story {row.story_id} is said to stand on a page that capture {row.capture_id} is not of."


def of_mentions() -> Iterator[str]:
    """Each mention's words stand in its story where it says they do."""
    placed = Prefetch("mentions", Mention.objects.placed())
    told = Story.objects.filter(pk__in=Mention.objects.values("story")).only("headline", "dek", "body", "captions")
    for story in told.order_by("pk").prefetch_related(placed).iterator(chunk_size=FEW):
        for mention in story.mentions.all():
            words = getattr(story, mention.field)[mention.start : mention.end]
            if words != mention.surface:
                yield f"Mention {mention.pk} (“{mention.surface[:40]}”) does not stand in story {story.pk} any more."


def of_reports() -> Iterator[str]:
    """Each report's passage stands in its story, unless it is known to be gone from there (it ends where it starts)."""
    told = Report.objects.exclude(passage="").exclude(start=F("end")).order_by("pk").select_related("story")
    for report in told.iterator(chunk_size=FEW):
        if report.story.body[report.start : report.end] != report.passage:
            yield f"The passage of report {report.pk} does not stand in story {report.story_id} any more."


def of_quotes() -> Iterator[str]:
    """Each quote that was picked from the story's present text stands in it."""
    quotes = Entry.objects.exclude(exact="").filter(story_version=F("story__version")).select_related("story")
    for entry in quotes.iterator(chunk_size=FEW):
        if entry.story and entry.start is not None and entry.story.body[entry.start : entry.end] != entry.exact:
            yield f"The quote in entry {entry.pk} does not stand in story {entry.story_id}."


def of_dates() -> Iterator[str]:
    """A date and its precision go together."""
    odd = Story.objects.filter(Q(published_at=None) & ~Q(published_precision=""))
    for pk in odd.values_list("pk", flat=True):
        yield f"Story {pk} has a precision but no date."


PROOFS: dict[str, Callable[[], Iterator[str]]] = {
    "index": of_index,
    "captures": of_captures,
    "readings": of_readings,
    "stories": of_stories,
    "rules": of_rules,
    "appearances": of_appearances,
    "mentions": of_mentions,
    "proposals": of_proposals,
    "reports": of_reports,
    "quotes": of_quotes,
    "dates": of_dates,
}
"""Name of an invariant -> its proof."""
