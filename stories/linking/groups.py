"""Groups of copies: one text through several outlets, which of them it comes from, and what each made of it.

A group is read off the links of copies, never stored: deciding on one link is all it takes to change it. It is the
group *of a story*: everything that its text reaches over links that nobody rejected, but for stories that an editor
said are no copy of it ("not a copy" is not undone by a detour over a third story).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from stories.linking.likeness import compared_text
from stories.models import Link, Story
from stories.text.names import fold
from stories.text.sentences import sentences
from stories.vocabulary import LinkKind, LinkState

MOST_MEMBERS = 100
MOST_STEPS = 4
"""Links that lie at most between a story and a member of its group."""
LONGEST_COMPARED = 60_000


@dataclass(frozen=True)
class Difference:
    """What a copy made of a text, in sentences: how many stand in both, how many it cut, how many it added."""

    shared: int
    cut: int
    added: int
    retitled: bool


@dataclass(frozen=True)
class Member:
    """A story of a group. `link` is the link by which it belongs to `of`, the story that it reprints (None for the
    original); `made_of_it` compares it with the original; `later` is how long after the original it was published."""

    story: Story
    link: Link | None
    of: Story | None
    made_of_it: Difference | None
    later: timedelta | None


@dataclass(frozen=True)
class CopyGroup:
    """The copies of a story with the story itself: the original first, then by time. `is_cut` is whether there are
    more than are shown; `apart` are the links that an editor rejected."""

    members: tuple[Member, ...]
    apart: tuple[Link, ...]
    is_cut: bool

    @property
    def original(self) -> Story:
        """The story that the others come from, as far as the links tell."""
        return self.members[0].story


def group_of(story: Story) -> CopyGroup:
    """The group of copies that a story belongs to; the story alone where it has none."""
    links, is_cut = _reached(story.pk)
    apart = [
        link for link in links if link.state == LinkState.REJECTED and story.pk in (link.source_id, link.target_id)
    ]
    standing = [link for link in links if link.state != LinkState.REJECTED]
    keys = {story.pk, *(pk for link in standing for pk in (link.source_id, link.target_id))}
    rows = Story.objects.filter(pk__in=keys).select_related("outlet", "via", "agency")
    stories = {row.pk: row for row in rows}
    standing = [link for link in standing if link.source_id in stories and link.target_id in stories]
    original = _original(stories, standing)
    ordered = sorted(stories.values(), key=lambda row: (row.pk != original.pk, *_age(row)))
    by_source = _ways(standing)
    members = [_member(row, original, by_source.get(row.pk), stories) for row in ordered]
    return CopyGroup(tuple(members), tuple(apart), is_cut)


def _reached(start: int) -> tuple[list[Link], bool]:
    """The links of copies met on the way from a story, in order of their keys; and whether some were left out."""
    found: dict[int, Link] = {}
    refused: set[int] = set()
    seen, edge = {start}, {start}
    for _ in range(MOST_STEPS):
        if not edge:
            break
        near = Link.objects.filter(Q(source__in=edge) | Q(target__in=edge), kind=LinkKind.REPRINTS).exclude(
            copy_kind=""
        )
        links = list(near.select_related("source__outlet", "target__outlet").order_by("pk")[: 4 * MOST_MEMBERS])
        refused |= {_other(link, start) for link in links if link.state == LinkState.REJECTED and _touches(link, start)}
        found.update((link.pk, link) for link in links)
        ends = {pk for link in links if link.state != LinkState.REJECTED for pk in (link.source_id, link.target_id)}
        edge = ends - seen - refused
        seen |= edge
        if len(seen) > MOST_MEMBERS:
            seen = {start, *sorted(seen - {start})[: MOST_MEMBERS - 1]}
            return [found[pk] for pk in sorted(found) if _inside(found[pk], seen, start)], True
    return [found[pk] for pk in sorted(found) if _inside(found[pk], seen, start)], False


def _inside(link: Link, seen: set[int], start: int) -> bool:
    if link.state == LinkState.REJECTED:
        return _touches(link, start)
    return link.source_id in seen and link.target_id in seen


def _touches(link: Link, pk: int) -> bool:
    return pk in (link.source_id, link.target_id)


def _other(link: Link, pk: int) -> int:
    return link.target_id if link.source_id == pk else link.source_id


def _original(stories: Mapping[int, Story], links: Iterable[Link]) -> Story:
    """The story that most others are said to reprint and that itself reprints none; the oldest where that is open."""
    sources = {link.source_id for link in links}
    reprinted = Counter(link.target_id for link in links)
    free = [row for row in stories.values() if row.pk not in sources] or list(stories.values())
    return min(free, key=lambda row: (-reprinted[row.pk], *_age(row)))


def _age(story: Story) -> tuple[bool, float, int]:
    when = story.published_at
    return when is None, when.timestamp() if when else 0.0, story.pk


def _ways(links: Iterable[Link]) -> dict[int, Link]:
    """By which link each copy belongs to the group: a confirmed one first, then the one that shares most."""
    ways: dict[int, Link] = {}
    for link in links:
        known = ways.get(link.source_id)
        if known is None or _weight(link) > _weight(known):
            ways[link.source_id] = link
    return ways


def _weight(link: Link) -> tuple[bool, float, int]:
    return link.state == LinkState.CONFIRMED, link.overlap or 0.0, -link.pk


def _member(story: Story, original: Story, link: Link | None, stories: Mapping[int, Story]) -> Member:
    if story.pk == original.pk:
        return Member(story, None, None, None, None)
    later = None
    if story.published_at and original.published_at and _to_the_minute(story) and _to_the_minute(original):
        later = story.published_at - original.published_at
    of = stories.get(link.target_id) if link else None
    return Member(story, link, of, difference(original, story), later)


def _to_the_minute(story: Story) -> bool:
    return story.published_precision == "minute"


def difference(original: Story, copy: Story) -> Difference:
    """What a copy cut from its original and added to it, counted in sentences: case, marks and spacing do not count,
    and a sentence that stands twice counts twice."""
    before, after = (Counter(_folded(compared_text(one.body, one.dek))) for one in (original, copy))
    shared = sum((before & after).values())
    retitled = fold(original.headline) != fold(copy.headline)
    return Difference(shared, sum(before.values()) - shared, sum(after.values()) - shared, retitled)


def _folded(text: str) -> Sequence[str]:
    return [folded for sentence in sentences(text[:LONGEST_COMPARED]) if (folded := fold(sentence))]
