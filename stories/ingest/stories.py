"""One clipping, one story: finding the story that it is, making it, bringing it up to date."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from stories.extraction import Clipping
from stories.ingest.matching import Match, Seeker, address_of, matches
from stories.ingest.passages import follow_reports
from stories.ingest.pieces import Piece
from stories.ingest.values import (
    FOLLOWED,
    SINCE,
    BadDate,
    columns_of,
    kind_of,
    name_of,
    published_of,
    spans_of,
    storable,
    text_fingerprint,
)
from stories.linking.keepable import Unkeepable
from stories.linking.outlets import find_or_make_outlet
from stories.models import Appearance, Capture, EarlierText, Outlet, Story
from stories.models.change import checks_asked_for, record, row_values
from stories.models.plain import is_any
from stories.models.sorting import free_key
from stories.text.addresses import spells_host
from stories.text.checking import unanswered
from stories.text.fingerprints import is_fragment
from stories.vocabulary import Basis, Completeness, PageKind, StoryState, Verb

OUTLETS = ("outlet", "via", "agency")


def known_stories(capture: Capture, pieces: Sequence[Piece], *, hold: bool) -> dict[str, Story]:
    """The stories that the page gave before, by the identity of the piece that each is; with `hold` nobody else
    changes them until the transaction ends. Where the page carries one story and always did, that one, whatever its
    headline now is; but the one entry of a feed is another one tomorrow."""
    here = Story.objects.select_related("capture").filter(page=capture.page_id)
    here = here.select_for_update(of=("self",)) if hold else here
    identities = [piece.identity for piece in pieces]
    few = list(here.order_by("pk")[:2]) if is_any(Story, "page_id", [capture.page_id]) else []
    known = {story.identity: story for story in here.filter(identity__in=identities)} if few else {}
    known.update(_appearing(capture, [name for name in identities if name not in known], hold=hold))
    one_story = capture.kind != PageKind.FEED and any(piece.alone for piece in pieces)
    if not known and one_story and len(few) == 1 and few[0].capture_id != capture.pk:
        known = dict.fromkeys(identities, few[0])
    return known


def _appearing(capture: Capture, identities: Sequence[str], *, hold: bool) -> dict[str, Story]:
    """The stories that stood on the page before and now rest on another one, by what they are known by here."""
    if not identities or not is_any(Appearance, "page_id", [capture.page_id]):
        return {}
    here = Appearance.objects.filter(page=capture.page_id, identity__in=identities)
    wanted = {row.identity: row.story_id for row in here}
    if not wanted:
        return {}
    rows = Story.objects.select_related("capture").filter(pk__in=wanted.values())
    rows = rows.select_for_update(of=("self",)) if hold else rows
    stories = {story.pk: story for story in rows}
    return {name: stories[pk] for name, pk in wanted.items() if pk in stories}


def match(
    capture: Capture, clipping: Clipping, *, alone: bool, canonical: str = "", extracted: Clipping | None = None
) -> Match:
    """The story that a clipping is: the one of its page with the headline and outlet that were `extracted` before an
    editor typed over them or, where the page carries one story (`alone`) and always did, that one; else one that
    another page told of."""
    here = Story.objects.filter(page=capture.page_id)
    identity = name_of(extracted or clipping)
    same = here.filter(identity=identity).first() or _appearing(capture, [identity], hold=False).get(identity)
    if same is None and alone and capture.kind != PageKind.FEED:
        few = list(here.order_by("pk")[:2])
        same = few[0] if len(few) == 1 and few[0].capture_id != capture.pk else None
    return Match(same) if same else matches(capture, [Seeker(capture).sought(clipping, canonical)])[0]


def made_from(
    piece: Piece, capture: Capture, *, doubts: Sequence[str] = (), editor: Any, now: datetime, batch: uuid.UUID
) -> Story:
    """A new story of a clipping, with the clipping's doubts and further ones."""
    clipping = piece.clipping
    made = columns_of(clipping)
    story = Story(
        page=capture.page,
        capture=capture,
        identity=piece.identity,
        kind=kind_of(clipping),
        url=address_of(clipping, capture),
        spans=spans_of(clipping),
        doubts=[*storable(clipping.doubts), *doubts],
        taken=piece.said,
    )
    say(story, made, set(made), clipping, capture, editor=editor, now=now)
    story.state = StoryState.TO_CHECK if story.doubts else StoryState.NEW
    story.sort_key = free_key(story.published_at or capture.captured_at)
    story.save(force_insert=True)
    # The row itself is not written into the history a second time: `taken` and the capture have all of it.
    record(story, Verb.IMPORTED, editor=editor, now=now, batch=batch, reason=str(capture))
    return story


def updated_from(story: Story, piece: Piece, capture: Capture, *, editor: Any, now: datetime, batch: uuid.UUID) -> bool:
    """Bring a story up to date with another capture of its page: what the capture says anew, and what an editor
    corrected in it, replaces what the story has; what it still says leaves editors' corrections alone. The old text
    is kept. A capture taken before the one that the story rests on changes nothing, and neither does one that says
    nothing new but that it was updated, or has only a piece of the whole text that is here (`is_part`). Returns whether
    anything changed.
    """
    clipping = piece.clipping
    if story.capture is not None and capture.captured_at < story.capture.captured_at:
        return False
    said = {**dict.fromkeys(SINCE, ""), **story.taken}
    new = {name for name in FOLLOWED if piece.differs(name, said.get(name))} | piece.corrected
    if new <= {"updated"} or story.capture_id == capture.pk or is_part(clipping, story):
        return False
    before = row_values(story)
    earlier = text_now(story)
    story.taken, story.capture, story.identity = piece.said, capture, piece.identity
    doubted = bool(story.doubts)
    story.spans, story.doubts = spans_of(clipping), storable(clipping.doubts)
    say(story, columns_of(clipping), new, clipping, capture, editor=editor, now=now)
    follow_doubts(story, doubted=doubted)
    keep_text(story, earlier, now=now)
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
    follow_reports(story, editor=editor, now=now, batch=batch)
    return True


def follow_doubts(story: Story, *, doubted: bool) -> None:
    """Bring the state of a story to its new doubts (not saved): one that was to check for doubts (`doubted`) that are
    gone waits no more, a new one with doubts does. What an editor checked, or wants checked, stays. Doubts about the
    date or the outlet go where the story has one from another page or from an editor."""
    story.doubts = unanswered(
        story.doubts, has_date=story.published_at is not None, has_outlet=story.outlet_id is not None
    )
    if story.state == StoryState.TO_CHECK and doubted and not story.doubts:
        if not checks_asked_for([story.pk]):
            story.state = StoryState.NEW
    elif story.state == StoryState.NEW and story.doubts:
        story.state = StoryState.TO_CHECK


def is_part(clipping: Clipping, story: Story) -> bool:
    """Whether a clipping has only a piece of a story's whole text, as a page behind a paywall has, or a file that was
    saved too early."""
    return story.completeness == Completeness.FULL and is_fragment(clipping.body, story.body)


def text_now(story: Story) -> EarlierText:
    """The text that a story has now, to be kept when it is replaced (not saved)."""
    return EarlierText(
        story=story,
        version=story.version,
        headline=story.headline,
        dek=story.dek,
        body=story.body,
        capture_id=story.capture_id,
        spans=story.spans,
    )


def keep_text(story: Story, earlier: EarlierText, *, now: datetime) -> None:
    """Keep the earlier text of a story where it has another one now."""
    if (story.headline, story.dek, story.body) != (earlier.headline, earlier.dek, earlier.body):
        earlier.replaced_at = now
        earlier.save(force_insert=True)


def say(
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
    for name in names - {"published", "updated", *OUTLETS}:
        setattr(story, name, said[name])
    for name in OUTLETS:
        if name in names:
            try:
                setattr(story, name, _outlet(said[name], name, clipping, capture, editor=editor, now=now))
            except Unkeepable as error:
                setattr(story, name, None)
                story.doubts = [*story.doubts, str(error)]
    if "published" in names:
        _date(story, said["published"], clipping)
    if "updated" in names:
        _revised(story, said["updated"], clipping)
    story.fingerprint = text_fingerprint(story.headline, story.dek, story.body)


def _outlet(
    name: str, column: str, clipping: Clipping, capture: Capture, *, editor: Any, now: datetime
) -> Outlet | None:
    """The outlet of that name, made where nobody knows it; None for no name. Raises Unkeepable."""
    if not name:
        return None
    own = column == "outlet" and not clipping.via
    if own and capture.outlet is not None and capture.outlet.name == name:
        return capture.outlet
    # Its making is a batch of its own: taking the import back must not fail because others have come to rest on it.
    return find_or_make_outlet(name, domain=_domain(name, clipping, capture) if own else None, editor=editor, now=now)


def _domain(name: str, clipping: Clipping, capture: Capture) -> str | None:
    """Where the outlet of a story publishes: at the address of the capture; where nobody gave one, at that which the
    page names for the story, if it spells the outlet's name: a saved file may name any address."""
    return capture.address or (clipping.url if clipping.url and spells_host(name, clipping.url) else None)


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


def _revised(story: Story, updated: str, clipping: Clipping) -> None:
    """When the outlet changed the piece last; a moment that cannot be is none, as programs write year 1 for it."""
    try:
        date = published_of(updated, clipping.updated_precision)
    except BadDate:
        date = None
    story.revised_at = date.at if date else None
    story.revised_zone = date.zone if date else ""
    story.revised_precision = date.precision if date else ""
    story.revised_basis = (clipping.updated_basis or Basis.META) if date else ""
