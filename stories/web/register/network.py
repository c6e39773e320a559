"""Who appears with whom: the people named most in the newest stories, and how often two stand in one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stories.models import Mention, Person
from stories.search import Found, Query, search_stories
from stories.search.facets import strip_private

AMONG = 1_000
MOST_PEOPLE = 18
MOST_TIES = 60
FILTERS = {
    "person": "Around a person",
    "topic": "Topic",
    "tag": "Tag",
    "event": "Event",
    "after": "From",
    "before": "Before",
}
"""Parameter -> its label; the words are those of the list of stories."""
WIDTH, HEIGHT, RADIUS, SMALLEST, LARGEST = 940, 600, 225, 5.0, 15.0


@dataclass(frozen=True)
class Tie:
    """Two people, and in how many of the stories both are named."""

    one: Person
    other: Person
    number: int


@dataclass(frozen=True)
class Company:
    """The people named most, with their numbers of stories, and the strongest ties between them. `stories` is how many
    were looked at, `more` whether there are others."""

    people: list[tuple[Person, int]]
    ties: list[Tie]
    stories: int
    more: bool


@dataclass(frozen=True)
class Node:
    """A person on the sheet."""

    person: Person
    number: int
    x: float
    y: float
    r: float
    label_x: float
    label_y: float
    anchor: str
    href: str


@dataclass(frozen=True)
class Thread:
    """A tie on the sheet: a line bent towards the middle."""

    path: str
    width: float
    title: str


def company_of(found: Found) -> Company:
    """Who is named with whom in the newest stories of a search. Bounded: so many stories, people and ties."""
    keys = found.newest_keys(AMONG + 1)
    rows = Mention.objects.linked().filter(story__sort_key__in=keys[:AMONG], person__isnull=False).order_by()
    top = dict(
        rows.values_list("person_id")
        .annotate(n=Count("story_id", distinct=True))
        .order_by("-n", "person_id")[:MOST_PEOPLE]
    )
    known = Person.objects.in_bulk(top)
    by_story: dict[int, set[int]] = defaultdict(set)
    for story, person in rows.filter(person_id__in=top).values_list("story_id", "person_id").distinct():
        by_story[story].add(person)
    counted = Counter(pair for people in by_story.values() for pair in combinations(sorted(people), 2))
    strongest = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST_TIES]
    ties = [Tie(known[one], known[other], number) for (one, other), number in strongest]
    return Company([(known[pk], number) for pk, number in top.items()], ties, len(keys[:AMONG]), len(keys) > AMONG)


def round_table(company: Company) -> list[tuple[Person, int]]:
    """The people in an order in which those who appear together sit close: each next to whom it is tied to most."""
    strength: dict[tuple[int, int], int] = {}
    for tie in company.ties:
        strength[tie.one.pk, tie.other.pk] = strength[tie.other.pk, tie.one.pk] = tie.number
    left = list(company.people)
    seated = left[:1]
    left = left[1:]
    while left:
        last = seated[-1][0].pk
        nearest = max(left, key=lambda one: (strength.get((last, one[0].pk), 0), one[1], -one[0].pk))
        left.remove(nearest)
        seated.append(nearest)
    return seated


def drawn(company: Company, *, asked: Mapping[str, Sequence[str]]) -> tuple[list[Node], list[Thread]]:
    """Where everybody sits and how the lines run. A click on somebody asks for the company around them."""
    seats = round_table(company)
    most = max((number for _, number in seats), default=1)
    nodes: dict[int, Node] = {}
    address = reverse("stories:person_network")
    for place, (person, number) in enumerate(seats):
        angle = 2 * pi * (place + 0.5) / len(seats) - pi / 2
        size = SMALLEST + (LARGEST - SMALLEST) * (number / most) ** 0.5
        x, y = WIDTH / 2 + RADIUS * cos(angle), HEIGHT / 2 + RADIUS * sin(angle)
        away = size + 7
        side = 1 if cos(angle) >= 0 else -1
        others = [(name, value) for name, values in asked.items() if name != "person" for value in values]
        nodes[person.pk] = Node(
            person=person,
            number=number,
            x=round(x, 1),
            y=round(y, 1),
            r=round(size, 1),
            label_x=round(x + away * side, 1),
            label_y=round(y + 4 + 9 * sin(angle), 1),
            anchor="start" if side > 0 else "end",
            href=f"{address}?{urlencode([*others, ('person', person.slug)])}",
        )
    strongest = max((tie.number for tie in company.ties), default=1)
    return list(nodes.values()), [_thread(tie, nodes, strongest) for tie in reversed(company.ties)]


def _thread(tie: Tie, nodes: Mapping[int, Node], strongest: int) -> Thread:
    one, other = nodes[tie.one.pk], nodes[tie.other.pk]
    middle = WIDTH / 2, HEIGHT / 2
    bend_x = round((one.x + other.x) / 4 + middle[0] / 2, 1)
    bend_y = round((one.y + other.y) / 4 + middle[1] / 2, 1)
    path = f"M{one.x} {one.y}Q{bend_x} {bend_y} {other.x} {other.y}"
    return Thread(path, round(0.6 + 5.4 * tie.number / strongest, 1), f"{tie.one} and {tie.other}: {tie.number}")


@require_safe
def person_network(request: HttpRequest) -> HttpResponse:
    """`/people/network/`, with the filters of the list of stories."""
    asked = {
        name: [value for item in request.GET.getlist(name)[:5] if (value := strip_private(item).strip()[:200])]
        for name in FILTERS
    }
    found = search_stories(Query(filters=asked, user=request.user))
    company = company_of(found)
    nodes, threads = drawn(company, asked=asked)
    fields = [
        {"name": name, "label": label, "value": ", ".join(asked[name][:1]), "id": f"with-{name}"}
        for name, label in FILTERS.items()
    ]
    context = {
        "fields": fields,
        "notes": list(found.errors),
        "nodes": nodes,
        "threads": threads,
        "sheet": f"0 0 {WIDTH} {HEIGHT}",
        "ties": [tie_line(tie) for tie in company.ties],
        "people": company.people,
        "among": looked_at(company),
        "is_filtered": any(asked.values()),
    }
    return render(request, "register/network.html", context)


def tie_line(tie: Tie) -> dict[str, Any]:
    """A tie as a line of the table, with the way to its stories."""
    both = urlencode({"q": f"person:{tie.one.slug} person:{tie.other.slug}"})
    return {"one": tie.one, "other": tie.other, "number": tie.number, "href": f"{reverse('stories:story_list')}?{both}"}


def looked_at(company: Company) -> str:
    """What it rests on."""
    if company.more:
        return f"In the newest {company.stories:,} stories; there are more."
    return "In 1 story." if company.stories == 1 else f"In {company.stories:,} stories."
