"""What is wrong with a dossier, and what is right: a list of findings, those that stop a review first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch

from stories.dossiers.anchors import Anchor, find_anchor
from stories.linking.claims import conflicts, with_claims
from stories.models import Capture, Dossier, EarlierText, Entry, Mention, Report, Section, Story
from stories.vocabulary import CaptureState, EntryKind, Standing, StoryState

SOURCED = (EntryKind.STORY, EntryKind.QUOTE, EntryKind.EVENT)


@dataclass(frozen=True)
class Finding:
    """`level` is stop (no review before it is put right), warn or ok. `thing` is the first row that it is about, and
    `entries` the ids of all entries that it is about."""

    kind: str
    level: str
    text: str
    fact: str = ""
    thing: Any = None
    entries: tuple[int, ...] = field(default=())


def health(dossier: Dossier) -> list[Finding]:
    """All findings: stops, warnings, then what is in order. A fixed number of queries."""
    seen = _look(dossier)
    found = [
        *_contents(seen),
        *_quotes(seen),
        *_unconfirmed(seen),
        *_unreported(seen),
        *_conflicts(seen),
        *_to_check(seen),
        *_mentions(seen),
        *_newer_captures(seen),
        *_agencies(seen),
        *_unsourced(seen),
    ]
    order = {"stop": 0, "warn": 1, "ok": 2}
    return sorted(found, key=lambda finding: order[finding.level])


def stops(dossier: Dossier) -> list[Finding]:
    """Only what stops a review: an empty dossier, quotes whose words are lost, events that nobody confirmed."""
    seen = _look(dossier)
    found = [*_contents(seen), *_quotes(seen), *_unconfirmed(seen)]
    return [finding for finding in found if finding.level == "stop"]


def anchors(dossier: Dossier) -> dict[int, Anchor]:
    """Where each quote of a dossier stands in its story now, by the entry's id."""
    return _anchors_of(Entry.objects.filter(section__dossier=dossier, kind=EntryKind.QUOTE).order_by("pk"))


def _anchors_of(quotes: Iterable[Entry]) -> dict[int, Anchor]:
    """Where these quotes stand. Asked of the entries that were read, and of no others: somebody may add one or take one
    away between two queries."""
    quotes = list(quotes)
    keys = {entry.story_id for entry in quotes if entry.story_id is not None}
    texts = dict(Story.objects.filter(pk__in=keys).values_list("pk", "body"))
    return {entry.pk: find_anchor(entry, texts.get(entry.story_id or 0, "")) for entry in quotes}


@dataclass(frozen=True)
class _Seen:
    dossier: Dossier
    sections: list[Any]
    entries: list[Any]

    @property
    def stories(self) -> dict[int, Story]:
        return {entry.story.pk: entry.story for entry in self.entries if entry.story is not None}


def _look(dossier: Dossier) -> _Seen:
    """The sections with `in_order`, their entries, without the texts of the stories; of each entry `has_report` says
    whether a report of its event is confirmed."""
    entries = Entry.objects.select_related("story__agency", "event").defer(
        "story__body", "story__tables", "story__questions", "story__spans", "story__captions"
    )
    confirmed = Report.objects.filter(event=OuterRef("event"), standing=Standing.CONFIRMED)
    entries = entries.annotate(has_report=Exists(confirmed))
    rows = Section.objects.filter(dossier=dossier).order_by("position", "pk")
    sections: list[Any] = list(
        rows.prefetch_related(Prefetch("entries", queryset=entries.order_by("position", "pk"), to_attr="in_order"))
    )
    return _Seen(dossier, sections, [entry for section in sections for entry in section.in_order])


def _contents(seen: _Seen) -> Iterator[Finding]:
    if not seen.entries:
        yield Finding("empty", "stop", "There is nothing in this dossier yet.")
        return
    for section in seen.sections:
        if not section.in_order:
            yield Finding("empty_section", "warn", f"The section “{section.title}” is empty.", thing=section)


def _quotes(seen: _Seen) -> Iterator[Finding]:
    quotes = [entry for entry in seen.entries if entry.kind == EntryKind.QUOTE]
    if not quotes:
        return
    places = _anchors_of(quotes)
    lost = [entry for entry in quotes if places[entry.pk].how == "lost"]
    changed = [entry for entry in quotes if places[entry.pk].how == "changed"]
    for entry in lost:
        text = f"A quote is not in its story any more: “{entry.exact[:60].strip()}”."
        yield Finding("lost", "stop", text, thing=entry, entries=(entry.pk,))
    for entry in changed:
        text = f"A quote was changed in its story since it was picked: “{entry.exact[:60].strip()}”."
        yield Finding("changed", "warn", text, thing=entry, entries=(entry.pk,))
    newer = _rewritten(quotes)
    if newer:
        many = f"{len(newer)} quoted stories have" if len(newer) > 1 else "A quoted story has"
        yield Finding(
            "rewritten", "warn", f"{many} a newer text than the one quoted.", thing=newer[0], entries=_keys(newer)
        )
    if not lost and not changed:
        yield Finding("quotes", "ok", "Every quote still stands in its story.", f"{len(quotes)} of {len(quotes)}")


def _unconfirmed(seen: _Seen) -> Iterator[Finding]:
    """Events that rules suggest and that no editor looked at, or that one rejected since."""
    for entry in seen.entries:
        if entry.event is not None and entry.event.standing != Standing.CONFIRMED:
            text = f"No editor confirmed the event “{entry.event.title}”: confirm it, or take it out."
            yield Finding("unconfirmed", "stop", text, thing=entry, entries=(entry.pk,))


def _unreported(seen: _Seen) -> Iterator[Finding]:
    """Events without a report that an editor entered or confirmed: an edition prints no others, so that they would
    stand in it without a source. An editor may vouch for such an event, so it stops nothing."""
    for entry in seen.entries:
        if entry.event is not None and not entry.has_report:
            wanted = "confirm or add one on its page, or take the event out"
            text = f"No editor confirmed a report of the event “{entry.event.title}”: {wanted}."
            yield Finding("unreported", "warn", text, thing=entry.event, entries=(entry.pk,))


def _rewritten(quotes: list[Entry]) -> list[Entry]:
    """Quotes whose story has had another text since the version at which they were picked."""
    last: dict[int, int] = {}
    quoted = {entry.story_id for entry in quotes if entry.story_id is not None}
    for story, version in EarlierText.objects.filter(story__in=quoted).values_list("story_id", "version"):
        last[story] = max(version, last.get(story, 0))
    return [entry for entry in quotes if last.get(entry.story_id or 0, 0) >= (entry.story_version or 0) > 0]


def _conflicts(seen: _Seen) -> Iterator[Finding]:
    events = {entry.event.pk: (entry, entry.event) for entry in seen.entries if entry.event is not None}
    reports = with_claims(Report.objects.filter(event__in=list(events)))
    for event_id, rows in sorted(conflicts(reports.order_by("pk")).items()):
        entry, event = events[event_id]
        for row in rows:
            text = (
                f"Reports disagree on the {row.kind.inside} of “{event.title}”{f' ({row.unit})' if row.unit else ''}."
            )
            versions = len({value.text for cell in row.cells for value in cell.compared})
            yield Finding("conflict", "warn", text, f"{versions} versions", event, (entry.pk,))


def _to_check(seen: _Seen) -> Iterator[Finding]:
    """Stories of which nobody has looked yet at what is doubtful about them, or that somebody wants checked."""
    entries = [entry for entry in seen.entries if entry.story and entry.story.state == StoryState.TO_CHECK]
    waiting = {entry.story_id: entry.story for entry in entries}
    if waiting:
        first = entries[0].story
        one = f"A story of it is still to be checked: “{first.headline[:80].strip()}”."
        text = one if len(waiting) == 1 else f"{len(waiting)} of its stories are still to be checked."
        yield Finding("to_check", "warn", text, thing=first, entries=_keys(entries))


def _mentions(seen: _Seen) -> Iterator[Finding]:
    stories = seen.stories
    open_in = dict(
        Mention.objects.open()
        .filter(story__in=list(stories))
        .order_by()
        .values_list("story_id")
        .annotate(number=Count("pk"))
    )
    if not stories:
        return
    if not open_in:
        yield Finding("mentions", "ok", "Every mention in its stories is decided.")
        return
    entries = [entry for entry in seen.entries if entry.story_id in open_in]
    rest = f"{len(entries)} entries rest" if len(entries) > 1 else "An entry rests"
    yield Finding(
        "mentions",
        "warn",
        f"{rest} on stories with unconfirmed mentions.",
        f"{sum(open_in.values())} open",
        entries[0].story,
        _keys(entries),
    )


def _newer_captures(seen: _Seen) -> Iterator[Finding]:
    """Quoted pages that were captured again, where the newer capture waits to be read."""
    quoted = {entry.story.page_id: entry for entry in seen.entries if entry.exact and entry.story is not None}
    quoted.pop(None, None)
    pages = {
        capture.page_id: capture
        for capture in Capture.objects.filter(page__in=list(quoted), state=CaptureState.WAITING).order_by("pk")
    }
    if pages:
        entries = [quoted[page] for page in pages]
        many = (
            f"Newer captures of {len(pages)} quoted pages wait"
            if len(pages) > 1
            else "A newer capture of a quoted page waits"
        )
        yield Finding(
            "captures", "warn", f"{many} to be checked.", thing=next(iter(pages.values())), entries=_keys(entries)
        )


def _agencies(seen: _Seen) -> Iterator[Finding]:
    stories = seen.stories
    behind = Counter(story.agency_id for story in stories.values() if story.agency_id)
    for agency_id, number in behind.most_common():
        if number > 1:
            agency = next(story.agency for story in stories.values() if story.agency_id == agency_id)
            entries = [entry for entry in seen.entries if entry.story and entry.story.agency_id == agency_id]
            text = f"One agency, {agency.name}, is behind {number} of {len(stories)} stories."  # type: ignore[union-attr]
            yield Finding("agency", "warn", text, thing=agency, entries=_keys(entries))


def _unsourced(seen: _Seen) -> Iterator[Finding]:
    for section in seen.sections:
        notes = [entry for entry in section.in_order if entry.kind == EntryKind.NOTE]
        if notes and not any(entry.kind in SOURCED for entry in section.in_order):
            text = f"The section “{section.title}” has notes but no source."
            yield Finding("unsourced", "warn", text, thing=section, entries=_keys(notes))


def _keys(entries: Iterable[Entry]) -> tuple[int, ...]:
    return tuple(entry.pk for entry in entries)
