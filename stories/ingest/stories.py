"""One clipping, one story: finding the story that it is, making it, bringing it up to date."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from stories.extraction import Clipping
from stories.ingest.values import (
    FOLLOWED,
    TEXT_FIELDS,
    BadDate,
    columns_of,
    identity_of,
    kind_of,
    published_of,
    spans_of,
    text_fingerprint,
)
from stories.linking.register import find_or_make_outlet
from stories.models import Capture, EarlierText, Outlet, Story
from stories.models.change import record, row_values
from stories.models.sorting import free_key
from stories.text.addresses import BadAddress, domain_of, normalize_address
from stories.vocabulary import Basis, StoryState, Verb

OUTLETS = ("outlet", "via", "agency")


def match(capture: Capture, clipping: Clipping, *, alone: bool) -> Story | None:
    """The story that this clipping is, if an earlier capture of the page gave it: the one with the same headline and
    outlet, or, where the page carries one story (`alone`) and always did, that one."""
    here = Story.objects.filter(page=capture.page_id)
    same = here.filter(identity=identity_of(clipping.headline or "", clipping.outlet)).first()
    if same is None and alone:
        few = list(here.order_by("pk")[:2])
        same = few[0] if len(few) == 1 and few[0].capture_id != capture.pk else None
    return same


def made_from(clipping: Clipping, capture: Capture, *, editor: Any, now: datetime, batch: uuid.UUID) -> Story:
    """A new story of a clipping."""
    said = columns_of(clipping)
    story = Story(
        page=capture.page,
        capture=capture,
        identity=identity_of(clipping.headline or "", clipping.outlet),
        kind=kind_of(clipping),
        url=_address(clipping, capture),
        spans=spans_of(clipping),
        doubts=list(clipping.doubts),
        state=StoryState.TO_CHECK if clipping.doubts else StoryState.NEW,
        taken=said,
    )
    _say(story, said, set(said), clipping, capture, editor=editor, now=now)
    story.sort_key = free_key(story.published_at or capture.captured_at)
    story.save(force_insert=True)
    record(story, Verb.IMPORTED, editor=editor, now=now, batch=batch, reason=str(capture))
    return story


def updated_from(
    story: Story, clipping: Clipping, capture: Capture, *, editor: Any, now: datetime, batch: uuid.UUID
) -> bool:
    """Bring a story up to date with a newer capture: what the capture says anew replaces what the story has, what it
    still says leaves editors' corrections alone. The old text is kept. Returns whether anything changed."""
    said = columns_of(clipping)
    new = {name for name in FOLLOWED if said[name] != story.taken.get(name)}
    if not new:
        return False
    before = row_values(story)
    if new & set(TEXT_FIELDS):
        keep_text(story, now=now)
    story.taken, story.capture, story.spans, story.doubts = said, capture, spans_of(clipping), list(clipping.doubts)
    story.identity = identity_of(clipping.headline or "", clipping.outlet)
    _say(story, said, new, clipping, capture, editor=editor, now=now)
    if "published" in new:
        story.sort_key = free_key(story.published_at or capture.captured_at)
    story.version += 1
    story.save()
    after = row_values(story)
    changed = [name for name in before if before[name] != after[name] and name not in ("updated_at", "version")]
    record(
        story,
        Verb.CHANGED,
        editor=editor,
        now=now,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        batch=batch,
        reason="A newer capture of its page",
    )
    return True


def keep_text(story: Story, *, now: datetime) -> EarlierText:
    """Keep the text that a story has now, before it is replaced."""
    return EarlierText.objects.create(
        story=story,
        version=story.version,
        headline=story.headline,
        dek=story.dek,
        body=story.body,
        capture_id=story.capture_id,
        spans=story.spans,
        replaced_at=now,
    )


def _say(
    story: Story,
    said: dict[str, Any],
    names: set[str],
    clipping: Clipping,
    capture: Capture,
    *,
    editor: Any,
    now: datetime,
) -> None:
    """Set the named columns of a story from what a clipping says (not saved)."""
    for name in names - {"published", *OUTLETS}:
        setattr(story, name, said[name])
    for name in names & set(OUTLETS):
        setattr(story, name, _outlet(said[name], name, clipping, capture, editor=editor, now=now))
    if "published" in names:
        _date(story, said["published"], clipping)
    story.fingerprint = text_fingerprint(story.headline, story.dek, story.body)


def _outlet(
    name: str, column: str, clipping: Clipping, capture: Capture, *, editor: Any, now: datetime
) -> Outlet | None:
    """The outlet of that name; for the story's own one, failing a name, whose page it is."""
    if not name:
        return capture.outlet if column == "outlet" and not clipping.via else None
    domain = domain_of(capture.address) if capture.address and column == "outlet" and not clipping.via else None
    return find_or_make_outlet(name, domain=domain, editor=editor, now=now)


def _date(story: Story, published: str, clipping: Clipping) -> None:
    try:
        date = published_of(published, clipping.published_precision)
    except BadDate as error:
        story.doubts = [*story.doubts, str(error)]
        date = None
    story.published_at = date.at if date else None
    story.published_zone = date.zone if date else ""
    story.published_precision = date.precision if date else ""
    story.published_basis = (clipping.published_basis or Basis.ABSOLUTE) if date else ""


def _address(clipping: Clipping, capture: Capture) -> str:
    """The story's own address; of a page with one story, the page's."""
    if clipping.url:
        try:
            return normalize_address(clipping.url)
        except BadAddress:
            return ""
    return "" if clipping.via or capture.clippings > 1 else capture.address
