"""Finding the mentions of stories, and bringing the stored ones to what is found; what an editor decided stays."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from stories.linking.anchors import moved, place_of
from stories.linking.decisions import TARGETS, decisions_of, overlaps, target_of
from stories.linking.facts import Holders, countries_of, day_of, names_of, own_outlets, posts_of
from stories.linking.given_names import known_names
from stories.linking.mention_rows import DECIDED, change_mention, differs, mention_of, store_mentions
from stories.linking.named_again import named_again
from stories.linking.passages import passages
from stories.linking.posts_alone import posts_alone
from stories.linking.proposing import Tally, compare, count, proposals_for, told_of
from stories.linking.resolving import Facts, Finding, resolve
from stories.linking.shelf import MergedMeanwhile, books, hold
from stories.linking.unknown import Stranger, unknown_names
from stories.linking.words import Field, field_of
from stories.models import Change, Mention, Story
from stories.models.change import new_change, record_many, row_values
from stories.models.mention import RESTING
from stories.models.plain import is_any
from stories.text.names import fold
from stories.vocabulary import MentionField, MentionKind, MentionState, Verb

PIECE = 200
_ASIDE = 1_000_000_000
_COLUMNS = (
    "pk headline dek body captions outlet_id via_id agency_id published_at published_zone published_precision version"
).split()


@dataclass(slots=True)
class Linked:
    """What linking came to: stories read, mentions made, changed and taken away."""

    stories: int = 0
    new: int = 0
    changed: int = 0
    removed: int = 0

    def add(self, more: Linked) -> None:
        """Count another piece in."""
        self.stories += more.stories
        self.new += more.new
        self.changed += more.changed
        self.removed += more.removed


@dataclass(slots=True)
class _Work:
    """What is to be written for one piece of stories."""

    editor: Any
    now: datetime
    batch: uuid.UUID
    tally: Linked
    new: list[tuple[Mention, Finding]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    history: list[Change] = field(default_factory=list)
    proposals: dict[int, Tally] = field(default_factory=dict)


def link_story(story: Story, *, now: datetime, editor: Any = None, batch: uuid.UUID | None = None) -> list[Mention]:
    """Find the mentions of one story again; returns all of its mentions as they then stand, in reading order.

    Names changed by whatever means since the last call are seen. Confirmed and rejected mentions stay as they are;
    where the text changed they follow their words; where those are gone, a confirmed one is deleted (the history keeps
    it) and a rejected one rests until they are back.
    Suggestions are made, changed and taken away as the names and the text demand, which leaves one row of history on
    the story. Safe to repeat: the second time nothing changes. `batch` makes it part of a larger act.
    """
    link_stories([story], now=now, editor=editor, batch=batch)
    return list(Mention.objects.for_page().filter(story_id=story.pk).order_by("field", "start", "pk"))


def link_stories(
    stories: Iterable[Story] | Iterable[int],
    *,
    now: datetime,
    editor: Any = None,
    progress: Callable[[int], None] | None = None,
    batch: uuid.UUID | None = None,
    rows: list[Story] | None = None,
) -> Linked:
    """The same for many stories (rows, keys or a queryset), 200 a transaction; returns the counts.

    `progress` is called with the number done. Callers above wrap it in `search.held()`, so that each story is indexed
    once. A story that is gone meanwhile is passed over. `rows` are the stories, by key, where the caller has read and
    held them (200 at the most).
    """
    tally = Linked()
    batch = batch or uuid.uuid4()
    keys = iter(_keys(stories))
    while piece := list(islice(keys, PIECE)):
        tally.add(_linked(piece, rows, editor, now, batch))
        if progress:
            progress(tally.stories)
    return tally


def _linked(keys: list[int], rows: list[Story] | None, editor: Any, now: datetime, batch: uuid.UUID) -> Linked:
    """One piece, in a transaction; from its beginning again where somebody is merged away while it is read."""
    while True:
        # Reading the names may take seconds after an import: not inside the transaction where that can be helped.
        if not connection.in_atomic_block:
            books()
        known_names()
        tally = Linked()
        try:
            with transaction.atomic():
                _link_piece(_held(keys) if rows is None else rows, _Work(editor, now, batch, tally))
            return tally
        except MergedMeanwhile:
            continue


def _keys(stories: Iterable[Story] | Iterable[int]) -> Iterator[int]:
    if isinstance(stories, models.QuerySet):
        # Read once: what is being changed may decide what the queryset holds.
        yield from list(stories.values_list("pk", flat=True))
        return
    for story in stories:
        yield story.pk if isinstance(story, Story) else story


def _held(keys: list[int]) -> list[Story]:
    return list(Story.objects.select_for_update().filter(pk__in=keys).only(*_COLUMNS).order_by("pk"))


def _link_piece(rows: list[Story], work: _Work) -> None:
    shelf = books()
    standing = _standing(rows)
    fields = {story.pk: _fields(story) for story in rows}
    found = {pk: passages(held, shelf) for pk, held in fields.items()}
    owners: dict[str, set[int]] = {kind: set() for kind in TARGETS}
    for passage in (one for each in found.values() for one in each):
        owners[passage.kind].update(passage.spot.owners)
    for mention in (one for each in standing.values() for one in each if one.state == MentionState.CONFIRMED):
        owners[mention.kind].add(target_of(mention) or 0)
    names = {kind: names_of(kind, keys) for kind, keys in owners.items()}
    posts = posts_of(owners[MentionKind.PERSON])
    holders = Holders(names[MentionKind.PERSON])
    countries = countries_of(story.outlet_id for story in rows if story.outlet_id)
    plans = []
    for story in rows:
        facts = Facts(names, posts, day_of(story), own_outlets(story), people=shelf[MentionKind.PERSON])
        facts.country = countries.get(story.outlet_id or 0, "")
        decided = _follow(story, [one for one in standing.get(story.pk, []) if one.state in DECIDED], work)
        facts.rejected, facts.confirmed = decisions_of(decided)
        found_here = resolve(found[story.pk], shelf, facts)
        plans.append((story, *_read(fields[story.pk], found_here, decided, facts, holders)))
    _hold(one for _, known, _ in plans for one in known)
    proposals = proposals_for({fold(one.surface): one.surface for _, _, new in plans for one in new})
    for story, known, new in plans:
        unknown = [_unknown(one, proposals[fold(one.surface)]) for one in new if fold(one.surface) in proposals]
        _bring(story, standing.get(story.pk, []), [*known, *unknown], work)
        work.tally.stories += 1
    _write(work)


def _hold(found: Iterable[Finding]) -> None:
    """Let nobody merge those who are named until it is written."""
    named: dict[str, set[int]] = {}
    for one in found:
        for kind, pk in [(one.kind, one.target), *((choice.kind, choice.pk) for choice in one.choices)]:
            if pk is not None:
                named.setdefault(kind, set()).add(pk)
    for kind in sorted(named):
        hold(kind, named[kind], read_here=True)


def _read(
    fields: list[Field], resolved: list[Finding], decided: list[Mention], facts: Facts, holders: Holders
) -> tuple[list[Finding], list[Stranger]]:
    """All that a story names: known people by name, spelling, given name and post, and the names that nobody has."""
    known = [one for one in resolved if not overlaps(one, decided)]
    taken = [(one.field, one.start, one.end) for one in known] + [(one.field, one.start, one.end) for one in decided]
    strangers = unknown_names(fields, taken)
    known += [one for one in named_again(fields, known, strangers, facts) if not overlaps(one, decided)]
    known += [one for one in posts_alone(fields, known, facts, holders) if not overlaps(one, decided)]
    return known, [one for one in strangers if not _is_over(one, known)]


def _is_over(stranger: Stranger, known: list[Finding]) -> bool:
    return any(one.field == stranger.field and one.start < stranger.end and stranger.start < one.end for one in known)


def _unknown(stranger: Stranger, proposal: int) -> Finding:
    return Finding(
        MentionKind.PERSON,
        stranger.field,
        stranger.start,
        stranger.end,
        stranger.surface,
        MentionState.UNKNOWN,
        None,
        stranger.evidence,
        proposal=proposal,
    )


def _standing(rows: list[Story]) -> dict[int, list[Mention]]:
    held: dict[int, list[Mention]] = {}
    keys = [story.pk for story in rows]
    if not is_any(Mention, "story_id", keys):
        return held
    for mention in Mention.objects.filter(story_id__in=keys).prefetch_related("candidates").order_by("pk"):
        held.setdefault(mention.story_id, []).append(mention)
    return held


def _fields(story: Story) -> list[Field]:
    return [field_of(name, text) for name, text in _texts(story).items() if text]


def _texts(story: Story) -> dict[str, str]:
    return {name: getattr(story, name) for name in MentionField.values}


# --- one story


def _bring(story: Story, standing: list[Mention], found: list[Finding], work: _Work) -> None:
    """Plan what has to be written so that the story's mentions are the decided ones and what is found."""
    wanted = {(one.kind, one.field, one.start, one.end): one for one in found}
    compare(
        work.proposals,
        told_of((one.proposal_id, one.evidence) for one in standing if one.state == MentionState.UNKNOWN),
        told_of((one.proposal, one.evidence) for one in found if one.state == MentionState.UNKNOWN),
    )
    note: dict[str, dict[str, Any]] = {"before": {}, "after": {}}
    for mention in standing:
        if mention.state in DECIDED:
            continue
        finding = wanted.pop(place_of(mention), None)
        if finding is None:
            work.removed.append(mention.pk)
            work.tally.removed += 1
            note["before"][_label(mention)] = mention.evidence
        elif differs(mention, finding):
            note["before"][_label(mention)] = mention.evidence
            change_mention(mention, finding)
            note["after"][_label(mention)] = mention.evidence
            work.tally.changed += 1
    for finding in wanted.values():
        mention = mention_of(story, finding)
        work.new.append((mention, finding))
        note["after"][_label(mention)] = mention.evidence
        work.tally.new += 1
    if note["before"] or note["after"]:
        work.history.append(
            new_change(
                story,
                Verb.SUGGESTED,
                editor=work.editor,
                now=work.now,
                before={"mentions": note["before"]} if note["before"] else {},
                after={"mentions": note["after"]} if note["after"] else {},
                batch=work.batch,
            )
        )


def _follow(story: Story, decided: list[Mention], work: _Work) -> list[Mention]:
    """Move decided mentions to where their words stand now. Of those whose words are gone, the rejected ones rest, the
    others are deleted. Returns all that are left."""
    places, lost = moved(decided, _texts(story))
    gone = [mention for mention in lost if mention.state != MentionState.REJECTED]
    resting = [mention.start for mention in decided if not mention.field]  # also of those that are about to go back
    _rest([mention for mention in lost if mention.state == MentionState.REJECTED], 1 + max(resting, default=-1), work)
    for mention in gone:
        work.history.append(_change_of(mention, Verb.DELETED, row_values(mention), {}, work))
        work.removed.append(mention.pk)
        work.tally.removed += 1
    if places:
        # Whatever undecided mention stands where one of them goes gives way; it is found again where it belongs.
        going = [mention for mention in decided if mention.pk in places]
        for number, mention in enumerate(going):
            # Out of each other's way first: one may go where another still stands.
            Mention.objects.filter(pk=mention.pk).update(start=_ASIDE + number, end=_ASIDE + number + 1)
        for mention in going:
            name, start = places[mention.pk]
            before = {key: getattr(mention, key) for key in ("field", "start", "end")}
            mention.field, mention.start, mention.end = name, start, start + len(mention.surface)
            after = {key: getattr(mention, key) for key in before}
            Mention.objects.filter(story_id=story.pk, kind=mention.kind, **after).exclude(state__in=DECIDED).delete()
            Mention.objects.filter(pk=mention.pk).update(**after)
            work.history.append(_change_of(mention, Verb.CHANGED, before, after, work))
            work.tally.changed += 1
    return [mention for mention in decided if mention not in gone]


def _rest(lost: list[Mention], free: int, work: _Work) -> None:
    """Put rejected mentions of one story that stand nowhere out of its texts, each at a number of its own from `free`
    on: "not this person" holds when the words are back."""
    for mention in (one for one in lost if one.field):
        before = {key: getattr(mention, key) for key in ("field", "start", "end")}
        mention.field, mention.start, mention.end = RESTING, free, free + 1
        after = {key: getattr(mention, key) for key in before}
        Mention.objects.filter(pk=mention.pk).update(**after)
        work.history.append(_change_of(mention, Verb.CHANGED, before, after, work))
        work.tally.changed += 1
        free += 1


def _change_of(mention: Mention, verb: Verb, before: dict[str, Any], after: dict[str, Any], work: _Work) -> Change:
    return new_change(
        mention,
        verb,
        editor=work.editor,
        now=work.now,
        before=before,
        after=after,
        batch=work.batch,
        reason="The text of the story changed.",
    )


# --- rows


def _label(mention: Mention) -> str:
    return f"{mention.kind} {mention.field} {mention.start}: {mention.surface}"


def _write(work: _Work) -> None:
    if work.removed:
        Mention.objects.filter(pk__in=work.removed).delete()
    store_mentions(work.new)
    count(work.proposals)
    record_many(work.history)
