"""The invariants that `check_data` proves, each a function that yields one sentence a breach."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import F, Q

from stories.extraction import BadBlocks
from stories.ingest import store
from stories.ingest.readings import load_reading
from stories.models import Capture, Entry, Mention, Reading, Report, Story
from stories.models.sorting import TIES, first_key
from stories.search import index_breaches

FEW = 500


def of_index() -> Iterator[str]:
    """The index equals the tables, and the triggers that keep it stand."""
    yield from index_breaches()


def of_captures() -> Iterator[str]:
    """Each capture's bytes are there and equal their hash; no file is left that no capture names."""
    named = set()
    for capture in Capture.objects.only("sha256", "size").iterator(chunk_size=FEW):
        named.add(capture.sha256)
        try:
            store.get(capture.sha256)
        except store.BytesMissing as error:
            yield f"Capture {capture.pk}: {error}"
    for name in store.stored():
        if name not in named:
            yield f"The file {name[:20]} in the store belongs to no capture."


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
        if not first_key(moment) <= key < first_key(moment) + TIES:
            yield f"The sort key of story {pk} does not fit its published time."
    placed = Story.objects.exclude(capture=None).exclude(spans=[]).select_related("capture")
    for story in placed.only("spans", "capture__characters").iterator(chunk_size=FEW):
        if any(not 0 <= span[0] < span[1] <= story.capture.characters for span in story.spans):
            yield f"Story {story.pk} points outside the text of its capture."


def of_mentions() -> Iterator[str]:
    """Each mention's words stand in its story where it says they do."""
    for mention in Mention.objects.select_related("story").iterator(chunk_size=FEW):
        text = getattr(mention.story, mention.field)
        if text[mention.start : mention.end] != mention.surface:
            yield f"Mention {mention.pk} (“{mention.surface[:40]}”) does not stand in story {mention.story_id} any more."


def of_reports() -> Iterator[str]:
    """Each report's passage stands in its story."""
    for report in Report.objects.exclude(passage="").select_related("story").iterator(chunk_size=FEW):
        if report.story.body[report.start : report.end] != report.passage:
            yield f"The passage of report {report.pk} does not stand in story {report.story_id} any more."


def of_quotes() -> Iterator[str]:
    """Each quote that was picked from the story's present text stands in it."""
    quotes = Entry.objects.exclude(exact="").filter(story_version=F("story__version")).select_related("story")
    for entry in quotes.iterator(chunk_size=FEW):
        if entry.start is not None and entry.story.body[entry.start : entry.end] != entry.exact:
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
    "mentions": of_mentions,
    "reports": of_reports,
    "quotes": of_quotes,
    "dates": of_dates,
}
"""Name of an invariant -> its proof."""
