"""A story that one page announced and another page tells: the fuller text comes to rest on the story that is there.

The story keeps its key, its tags, entries and links, and everything that an editor corrected in it; the text that it
had is kept, and so is the page that it stood on (`Appearance`). A page that tells less than the story has changes
nothing but that it is known to stand there too.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from stories.extraction import Clipping
from stories.ingest.matching import LETTER, address_of, is_more
from stories.ingest.passages import follow_reports
from stories.ingest.pieces import Piece
from stories.ingest.recaptured import left_of
from stories.ingest.stories import OUTLETS, follow_doubts, is_part, keep_text, say, text_now
from stories.ingest.unaddressed import rests_without_address
from stories.ingest.values import FOLLOWED, BadDate, columns_of, published_of, spans_of, storable
from stories.models import Appearance, Capture, Link, Story
from stories.models.change import record, row_values
from stories.models.sorting import free_key
from stories.text.addresses import host_of
from stories.text.names import fold
from stories.vocabulary import Completeness, LinkKind, LinkState, Verb

RIVALS_NAMED = 3
_EVIDENCE = "The same address, or the same headline of the same outlet; another story fits as well."
DATES = {"published": "published_at", "updated": "revised_at"}
"""Where a story keeps what a page says of when."""


def completed_from(
    story: Story, piece: Piece, capture: Capture, *, editor: Any, now: datetime, batch: uuid.UUID
) -> bool:
    """Bring a story that rests on another page together with this capture's clipping of it. Where the clipping has
    more of the text it becomes the story's text; else the story stays as it is. Returns whether it changed."""
    said = {"editor": editor, "now": now, "batch": batch}
    clipping = piece.clipping
    found = is_found_at_address(story, clipping, capture, alone=piece.alone)
    if not (found or is_more(clipping.completeness, story.completeness)):
        _appear(story, capture, piece.identity, spans_of(clipping), **said)
        return False
    before, earlier = row_values(story), text_now(story)
    names = _names_to_take(story, piece, capture)
    stood, known_by, spans = story.capture, story.identity, story.spans
    story.page, story.capture, story.identity = capture.page, capture, piece.identity
    story.url = story.url or address_of(clipping, capture)
    doubted = bool(story.doubts)
    story.taken, story.spans, story.doubts = (
        piece.said,
        spans_of(clipping),
        left_of(storable(clipping.doubts), story.url),
    )
    say(story, columns_of(clipping), names, clipping, capture, editor=editor, now=now)
    follow_doubts(story, doubted=doubted)
    keep_text(story, earlier, now=now)
    if "published" in names:
        story.sort_key = free_key(story.published_at or capture.captured_at)
    story.version += 1
    story.save()
    after = row_values(story)
    changed = [name for name in before if before[name] != after[name] and name not in ("updated_at", "version")]
    record(
        story,
        Verb.CHANGED,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        reason=f"{'Found at its address' if found else 'Completed'} by {capture}",
        **said,
    )
    if stood is not None:
        _appear(story, stood, known_by, spans, **said)
    follow_reports(story, **said)
    return True


def is_found_at_address(story: Story, clipping: Clipping, capture: Capture, *, alone: bool) -> bool:
    """Whether a whole text that came without an address is the whole text of a capture that has one and tells nothing
    else (`matching` takes no other two for one story): then the story comes to rest there. Not where that text is an
    older one, or only a piece of what is here."""
    whole = clipping.completeness == story.completeness == Completeness.FULL
    if not (whole and alone and capture.address and rests_without_address(story)):
        return False
    older = story.capture is not None and capture.captured_at < story.capture.captured_at
    return storable(clipping.body) == story.taken.get("body") or not (older or is_part(clipping, story))


def corrected_in(story: Story) -> set[str]:
    """The columns in which a story differs from what its page says: an editor corrected them."""
    told = story.taken
    names = {name for name in FOLLOWED if name in told and name not in (*DATES, *OUTLETS)}
    found = {name for name in names if getattr(story, name) != told[name]}
    return found | {
        name for name, column in DATES.items() if name in told and getattr(story, column) != _at(told[name])
    }


def _at(text: str) -> datetime | None:
    try:
        date = published_of(text)
    except BadDate:
        return None
    return date.at if date else None


def _names_to_take(story: Story, piece: Piece, capture: Capture) -> set[str]:
    """The columns that the fuller text gives the story: what it says, but for what an editor corrected; an outlet only
    where the story has none, or has a letter's sender for it. On what it is silent the story keeps what the other page
    said, but for a letter's teaser, which is the sender's."""
    made = columns_of(piece.clipping)
    kept = corrected_in(story)
    names = {name for name in FOLLOWED if name not in kept and made[name] not in ("", [])}
    lent = _lent_by_letter(story, capture)
    for name in OUTLETS:
        if getattr(story, f"{name}_id") is not None and name not in lent:
            names.discard(name)
    return names | (lent - kept - set(OUTLETS)) | piece.corrected


def _lent_by_letter(story: Story, capture: Capture) -> set[str]:
    """The columns that a story has from the letter which announced it, and which say nothing of its own page: where the
    page is captured at the host that the letter's link led to, so that what it prints of its outlet is borne out."""
    letter = story.capture
    if letter is None or letter.media_type != LETTER or not capture.address:
        return set()
    if host_of(capture.address) != host_of(story.url):
        return set()
    return {"dek", "outlet"} if _is_senders(story) else {"dek"}


def _is_senders(story: Story) -> bool:
    """Whether a story's outlet has the sender that the letter gives among its names: no editor chose another."""
    sender = fold(story.taken.get("outlet", ""))
    return bool(sender) and story.outlet is not None and story.outlet.names.filter(folded=sender).exists()


def _appear(
    story: Story,
    capture: Capture,
    identity: str,
    spans: list[list[Any]],
    *,
    editor: Any,
    now: datetime,
    batch: uuid.UUID,
) -> None:
    """Keep that the story stands on the page of a capture too, under that identity."""
    if Appearance.objects.filter(page=capture.page_id, identity=identity).exists():
        return
    row = Appearance(story=story, page=capture.page, capture=capture, identity=identity, spans=spans)
    row.save(force_insert=True)
    record(row, Verb.CREATED, editor=editor, now=now, after=row_values(row), batch=batch)


def doubt_of(rivals: Sequence[Story]) -> str:
    """The sentence for a story that could be one of several, or one of another time."""
    numbers = [f"number {story.pk}" for story in rivals[:RIVALS_NAMED]]
    return f"It may be a story that is here already ({' or '.join(numbers)}): {why(rivals)}, so it was made anew."


def why(rivals: Sequence[Story]) -> str:
    """Why a story is none of those that it could be (`unaddressed.SameWords.apart` is the one where it is but one)."""
    return "several fit" if len(rivals) > 1 else "one of them has no day, and they were captured far apart"


def suggest_links(story: Story, rivals: Sequence[Story], *, editor: Any, now: datetime, batch: uuid.UUID) -> None:
    """Offer each story that could be the same as a link, for an editor to decide on."""
    for rival in rivals[:RIVALS_NAMED]:
        link = Link(
            source=story,
            target=rival,
            kind=LinkKind.UPDATES,
            state=LinkState.SUGGESTED,
            evidence=_EVIDENCE if len(rivals) > 1 else f"The same words; {why(rivals)}.",
        )
        link.save(force_insert=True)
        record(link, Verb.LINKED, editor=editor, now=now, after=row_values(link), batch=batch)
