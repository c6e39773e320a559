"""What changed from one content of a dossier to the next: entries new, moved, removed and corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from stories.dossiers.work import shortened

Content = dict[str, Any]
Things = dict[tuple[str, int], dict[str, Any]]
WORDS = ("new", "moved", "removed", "corrected")


@dataclass(frozen=True)
class Difference:
    """One change: `what` is new, moved, removed or corrected; `text` says of what; `entry` is its id (0: no entry)."""

    what: str
    text: str
    entry: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for the content of an edition."""
        return asdict(self)


def differences(old: Content, new: Content) -> list[Difference]:
    """From `old` to `new`, in the order of the page: the head, sections, entries, what is gone."""
    return [*_head(old, new), *_sections(old, new), *_entries(old, new)]


def tally(found: list[Difference]) -> str:
    """The changes in numbers: "5 new, 1 corrected, 1 moved"."""
    counts = Counter(difference.what for difference in found)
    return ", ".join(f"{counts[what]} {what}" for what in WORDS if counts[what])


def _head(old: Content, new: Content) -> Iterator[Difference]:
    if old["title"] != new["title"]:
        yield Difference("corrected", f"the title, before: “{old['title']}”")
    if old["standfirst"] != new["standfirst"]:
        yield Difference("corrected", "the standfirst")


def _sections(old: Content, new: Content) -> Iterator[Difference]:
    before = {section["id"]: section for section in old["sections"]}
    after = {section["id"]: section for section in new["sections"]}
    for key, section in after.items():
        if key not in before:
            yield Difference("new", f"the section “{section['title']}”")
            continue
        if before[key]["title"] != section["title"]:
            yield Difference("corrected", f"the section “{section['title']}”, before: “{before[key]['title']}”")
        if before[key]["intro"] != section["intro"]:
            yield Difference("corrected", f"the introduction of “{section['title']}”")
    for key in _out_of_order([key for key in before if key in after], [key for key in after if key in before]):
        yield Difference("moved", f"the section “{after[key]['title']}”")
    for key, section in before.items():
        if key not in after:
            yield Difference("removed", f"the section “{section['title']}”")


def _entries(old: Content, new: Content) -> Iterator[Difference]:
    before, after = _by_id(old), _by_id(new)
    then, now = things_of(old), things_of(new)
    moved = _moved(old, new)
    for key, (section, entry) in after.items():
        label = title_of(entry, now)
        if key not in before:
            yield Difference("new", f"{label}, under “{section['title']}”", key)
            continue
        if _substance(before[key][1], then) != _substance(entry, now):
            yield Difference("corrected", label, key)
        if key in moved:
            yield Difference("moved", f"{label}, now under “{section['title']}”", key)
    for key, (_, entry) in before.items():
        if key not in after:
            yield Difference("removed", title_of(entry, then), key)


def _by_id(content: Content) -> dict[int, tuple[dict[str, Any], dict[str, Any]]]:
    return {entry["id"]: (section, entry) for section in content["sections"] for entry in section["entries"]}


def _moved(old: Content, new: Content) -> set[int]:
    """Entries that are in another section now, or stand elsewhere among those that stayed in theirs."""
    home = {key: section["id"] for key, (section, _) in _by_id(old).items()}
    moved: set[int] = set()
    for section in new["sections"]:
        keys = [entry["id"] for entry in section["entries"] if entry["id"] in home]
        moved |= {key for key in keys if home[key] != section["id"]}
        stayed = [key for key in keys if home[key] == section["id"]]
        kept = set(stayed)
        was = [key for key, at in home.items() if at == section["id"] and key in kept]
        moved |= set(_out_of_order(was, stayed))
    return moved


def _out_of_order(before: list[int], after: list[int]) -> list[int]:
    """The fewest members (as difflib finds them) that must have moved to turn one order into the other."""
    kept: set[int] = set()
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        kept.update(before[block.a : block.a + block.size])
    return [key for key in after if key not in kept]


def things_of(content: Content) -> Things:
    """The sources, events and people of a content by the kind of entry that shows them, and their id."""
    kinds = {"story": "sources", "event": "events", "person": "people"}
    return {(kind, thing["id"]): thing for kind, name in kinds.items() for thing in content[name]}


def title_of(entry: dict[str, Any], things: Things) -> str:
    """What an entry of a content is called."""
    if entry["kind"] == "quote":
        return f"the quote “{shortened(entry['exact'])}”"
    if entry["kind"] == "note":
        return f"the note “{shortened(entry['note'])}”"
    label = {"story": "headline", "event": "title", "person": "name"}[entry["kind"]]
    thing = things.get((entry["kind"], entry[entry["kind"]]), {})
    return f"“{shortened(thing[label])}”" if thing else f"the {entry['kind']}"


def _substance(entry: dict[str, Any], things: Things) -> tuple[Any, ...]:
    """What a reader is told by an entry; source numbers and offsets are no part of it."""
    said = (entry["note"], entry.get("exact", ""))
    if entry["kind"] in ("story", "quote"):
        story = things.get(("story", entry["story"]), {})
        told = ("headline", "outlet", "via", "agency", "published", "url", "completeness", "sha256")
        return (*said, *(story.get(name) for name in told))
    if entry["kind"] == "event":
        event = things.get(("event", entry["event"]), {})
        reports = [{k: v for k, v in report.items() if k != "source"} for report in event.get("reports", [])]
        names = ("title", "date", "place", "status", "description", "people")
        return (*said, *(event.get(name) for name in names), reports)
    if entry["kind"] == "person":
        person = things.get(("person", entry["person"]), {})
        return (*said, *(person.get(name) for name in ("name", "other_name", "description", "posts")))
    return said
