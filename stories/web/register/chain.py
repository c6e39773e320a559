"""Who rests on whom: from the sources over the outlets that cite them to the stories that were read, and to where those
were found. Drawn from left to right, and as a table."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from stories.linking.claim_sources import TO, chain_of
from stories.models import Link, Report, Story
from stories.vocabulary import LinkKind, LinkState, SourceKind
from stories.web.lettering import fitted

_WIDTH, _HEIGHT, _GAP, _STEP = 200, 44, 18, 262
_MOST = 24
"""Names that are drawn, and ways that are written."""
_MOST_STEPS = 2_000
SOURCE, CITED, READ, FOUND = "source", "cited", "read", "found"
_LOOKS = {SOURCE: "f-grey", CITED: "f-ochre", READ: "f-paper", FOUND: "f-blue"}
_SUBS = {SOURCE: "a source", CITED: "not captured", READ: "captured", FOUND: "found here"}


@dataclass(frozen=True)
class Edge:
    """One step of the news: from whom to whom, and how that is known. `sure` is not what a rule guessed."""

    start: str
    end: str
    how: str
    sure: bool = True


@dataclass(frozen=True)
class Chain:
    """Everything that register/_chain.html writes."""

    nodes: list[dict[str, Any]]
    paths: list[dict[str, Any]]
    rows: list[Edge]
    sentences: list[str]
    ways: list[list[dict[str, Any]]]
    more: bool
    width: int
    height: int


def chain_of_reports(reports: Sequence[Report]) -> Chain | None:
    """The chain behind some reports (with their claims); None where none of them rests on anybody. One query."""
    kinds: dict[str, str] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for name, kind, found in _steps(reports):
        kinds[name] = kind if kinds.get(name) != READ else READ
        for edge in found:
            edges.setdefault((edge.start, edge.end), edge)
    for edge in _copies(reports):
        edges.setdefault((edge.start, edge.end), edge)
    kept = _without_circles([edge for edge in edges.values() if edge.start in kinds and edge.end in kinds])
    if not kept:
        return None
    return _drawn(kinds, kept)


def _name(story: Story) -> str:
    return story.outlet.name if story.outlet else "Outlet unknown"


def _steps(reports: Sequence[Report]) -> Iterator[tuple[str, str, list[Edge]]]:
    """Each name with what it is, and the steps that lead to it."""
    for report in reports:
        story = report.story
        outlet = _name(story)
        yield outlet, READ, []
        if story.agency and story.agency.name != outlet:
            yield story.agency.name, CITED, [Edge(story.agency.name, outlet, "its text is printed")]
        if story.via and story.via.name != outlet:
            yield story.via.name, FOUND, [Edge(outlet, story.via.name, "found there")]
        if report.cites:
            yield from _entered(report.cites, outlet)
        for claim in getattr(report, "said", []):
            before = ""
            for whom, kind in chain_of(claim.source, claim.source_kind):
                sure = claim.standing == "confirmed"
                edges = [Edge(before, whom, "cited", sure)] if before and before != whom else []
                yield whom, CITED if kind == SourceKind.OUTLET else SOURCE, edges
                before = whom
            if before and before != outlet:
                yield before, kinds_of(claim), [Edge(before, outlet, "cited", claim.standing == "confirmed")]


def _entered(cites: str, outlet: str) -> Iterator[tuple[str, str, list[Edge]]]:
    """The steps of what an editor typed: "an official, to Reuters" leads over Reuters."""
    steps = chain_of(cites, SourceKind.UNNAMED if TO in cites else SourceKind.OUTLET)
    names = [*(whom for whom, _ in steps), outlet]
    for at, (whom, kind) in enumerate(steps):
        edges = [Edge(whom, names[at + 1], "cited")] if whom != names[at + 1] else []
        yield whom, CITED if kind == SourceKind.OUTLET else SOURCE, edges


def kinds_of(claim: Any) -> str:
    """What the last step of a claim's source is: an outlet, or a source itself."""
    steps = chain_of(claim.source, claim.source_kind)
    return CITED if steps and steps[-1][1] == SourceKind.OUTLET else SOURCE


def _copies(reports: Sequence[Report]) -> Iterator[Edge]:
    """Which of the stories reprint which."""
    names = {report.story_id: _name(report.story) for report in reports}
    both = Q(source__in=list(names)) & Q(target__in=list(names))
    links = Link.objects.filter(both, kind=LinkKind.REPRINTS).exclude(state=LinkState.REJECTED)
    for source, target, state in links.order_by("pk").values_list("source", "target", "state"):
        if names[source] != names[target]:
            yield Edge(names[target], names[source], "reprinted", state == LinkState.CONFIRMED)


def _without_circles(edges: Sequence[Edge]) -> list[Edge]:
    """The edges in order, less those that would lead back to where the news came from."""
    kept: list[Edge] = []
    for edge in edges:
        if edge.start not in _behind(edge.end, kept):
            kept.append(edge)
    return [edge for edge in kept if edge.start != edge.end]


def _behind(name: str, edges: Sequence[Edge]) -> set[str]:
    """Everybody whom the news reaches from a name."""
    found, waiting = {name}, [name]
    while waiting:
        here = waiting.pop()
        following = [edge.end for edge in edges if edge.start == here and edge.end not in found]
        found.update(following)
        waiting += following
    return found


def _drawn(kinds: dict[str, str], edges: list[Edge]) -> Chain:
    depths = _depths(edges)
    drawn = sorted(depths, key=lambda name: depths[name])[:_MOST]
    stacks: dict[int, list[str]] = {}
    for name in drawn:
        stacks.setdefault(depths[name], []).append(name)
    tallest = max(len(stack) for stack in stacks.values())
    height = tallest * (_HEIGHT + _GAP) + _GAP
    places: dict[str, tuple[float, float]] = {}
    for depth, stack in stacks.items():
        free = (height - len(stack) * _HEIGHT) / (len(stack) + 1)
        for at, name in enumerate(stack):
            places[name] = (depth * _STEP, round(free + at * (_HEIGHT + free), 1))
    ways, more = _ways(edges)
    return Chain(
        nodes=[_node(name, kinds[name], *places[name]) for name in drawn],
        paths=[_path(edge, places) for edge in edges if edge.start in places and edge.end in places],
        rows=edges,
        sentences=[" → ".join(way) for way in ways],
        ways=[_steps_of(way, kinds, edges) for way in ways],
        more=more,
        width=max(stacks) * _STEP + _WIDTH + 2,
        height=height,
    )


def _depths(edges: Sequence[Edge]) -> dict[str, int]:
    """How many steps at most lead to each name; edges make no circle. Each edge is looked at once: outlets that all
    reprint each other have more ways between them than can be walked."""
    after: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for edge in edges:
        after.setdefault(edge.start, []).append(edge.end)
        waiting[edge.end] = waiting.get(edge.end, 0) + 1
        waiting.setdefault(edge.start, 0)
    depths = dict.fromkeys(waiting, 0)
    ready = [name for name, before in waiting.items() if not before]
    while ready:
        name = ready.pop()
        for other in after.get(name, ()):
            depths[other] = max(depths[other], depths[name] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return depths


def _node(name: str, kind: str, x: float, y: float) -> dict[str, Any]:
    return {
        "name": fitted(name, width=_WIDTH - 20, size=14),
        "full": name,
        "sub": _SUBS[kind],
        "look": _LOOKS[kind],
        "x": x,
        "y": y,
        "text_x": x + 10,
        "name_y": y + 19,
        "sub_y": y + 35,
        "width": _WIDTH,
        "height": _HEIGHT,
    }


def _path(edge: Edge, places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
    x1, y1, y2 = x1 + _WIDTH, y1 + _HEIGHT / 2, y2 + _HEIGHT / 2
    bend = round((x2 - x1) / 2, 1)
    return {
        "look": "w" if edge.sure else "w-dash",
        "d": f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2 - 8:g} {y2:g}",
        "tip": f"M{x2 - 8:g} {y2 - 4:g}l8 4-8 4z",
    }


def _ways(edges: Sequence[Edge]) -> tuple[list[tuple[str, ...]], bool]:
    """The ways from a root to an end, the shortest first, by names (unnamed sources, Financial Times, Arab News), and
    whether there are more than these."""
    ends = {edge.end for edge in edges}
    after: dict[str, list[str]] = {}
    for edge in edges:
        after.setdefault(edge.start, []).append(edge.end)
    ways: deque[tuple[str, ...]] = deque((name,) for name in after if name not in ends)
    done: dict[tuple[str, ...], None] = {}
    looked = 0
    while ways and len(done) < _MOST and looked < _MOST_STEPS:
        way = ways.popleft()
        looked += 1
        following = after.get(way[-1], [])
        if not following:
            done[way] = None
        ways.extend((*way, name) for name in following)
    return list(done), bool(ways)


def _steps_of(way: Sequence[str], kinds: dict[str, str], edges: Sequence[Edge]) -> list[dict[str, Any]]:
    """One way as it is written on a phone: each name with what it is, and how it came by what the one before said."""
    known = {(edge.start, edge.end): edge for edge in edges}
    steps: list[dict[str, Any]] = []
    for before, name in zip(["", *way], way, strict=False):
        edge = known.get((before, name))
        how = "" if edge is None else edge.how if edge.sure else f"{edge.how}, suggested"
        steps.append({"name": name, "sub": _SUBS[kinds[name]], "how": how})
    return steps
