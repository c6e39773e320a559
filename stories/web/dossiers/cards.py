"""Entries, findings and suggestions as the workbench draws them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from stories.dossiers import Anchor, Finding, Suggestion, fitting, label_of, name_of
from stories.models import Capture, Entry, Event, Report, Section, Story
from stories.models.dossier import Dossier
from stories.policy import can
from stories.templatetags.dates import dated, edtf_words
from stories.templatetags.states import Badge, badge, doubt
from stories.text.directions import isolated
from stories.vocabulary import EntryKind

SHOWN = 50
MOST_REPORTS = 6


@dataclass(frozen=True)
class Line:
    """One report of an event on its card."""

    when: str
    text: str


@dataclass(frozen=True)
class Card:
    """One entry. `sub` is the small line above; `href` leads to what it stands for."""

    id: int
    kind: str
    sub: str
    title: str
    href: str
    note: str
    name: str
    exact: str = ""
    anchor: str = ""
    is_settleable: bool = False
    badges: list[Badge] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """One section with the cards that are shown of it."""

    section: Section
    number: int
    count: int
    cards: list[Card]

    @property
    def hidden(self) -> int:
        """How many entries are not shown."""
        return self.count - len(self.cards)


def parts_of(dossier: Dossier, *, places: dict[int, Anchor], found: Iterable[Finding], whole: int | None) -> list[Part]:
    """The sections in order; of each the first 50 entries, of section `whole` all. A fixed number of queries."""
    sections = list(
        Section.objects.filter(dossier=dossier).order_by("position", "pk").annotate(number=Count("entries"))
    )
    rows = Entry.objects.filter(section__dossier=dossier)
    # Counted, not read off the positions, in which there may be gaps.
    place = Window(RowNumber(), partition_by=["section"], order_by=["position", "pk"])
    first = rows.annotate(place=place).filter(Q(place__lte=SHOWN) | Q(section=whole)).values("pk")
    shown = list(rows.filter(pk__in=first).for_page().defer("story__body", "story__spans"))
    reports = _reports(entry.event_id for entry in shown if entry.event_id)
    badges = _badges(found)
    cards: dict[int, list[Card]] = defaultdict(list)
    for entry in shown:
        cards[entry.section_id].append(_card(entry, places, badges, reports))
    return [Part(one, at, one.number, cards[one.pk]) for at, one in enumerate(sections, start=1)]


def story_line(story: Story) -> str:
    """Outlet and date of a story, in small print."""
    return f"{_by(story)} · {dated(story.published_at, story.published_precision, story.published_zone).short}"


def _by(story: Story) -> str:
    return isolated(story.outlet.name) if story.outlet else "outlet unknown"


def _reports(keys: Iterable[int]) -> dict[int, list[Line]]:
    lines: dict[int, list[Line]] = defaultdict(list)
    for report in Report.objects.standing().filter(event__in=list(keys)).for_event():
        said = [report.get_says_status_display(), report.says_figure, report.says_place]
        date = [edtf_words(report.says_date)] if report.says_date else []
        by = _by(report.story)
        values = ", ".join(part for part in [*date, *said] if part) or report.get_stance_display()
        when = dated(report.story.published_at, report.story.published_precision, report.story.published_zone).short
        if len(lines[report.event_id]) < MOST_REPORTS:
            lines[report.event_id].append(Line(when, f"{by}: {values}"))
    return lines


_FINDING_BADGES = {
    "conflict": Badge("red", "≠", "conflict"),
    "to_check": Badge("ochre", "?", "to check"),
    "mentions": Badge("ochre", "?", "unconfirmed mentions"),
    "lost": Badge("red", "!", "not in its story any more"),
    "changed": Badge("ochre", "±", "changed in its story"),
    "captures": Badge("ochre", "?", "newer capture waits"),
}


def _badges(found: Iterable[Finding]) -> dict[int, list[Badge]]:
    """The marks of each entry; several conflicts of one event are one mark that counts them."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for finding in found:
        if finding.kind in _FINDING_BADGES:
            for key in finding.entries:
                counted[key][finding.kind] += 1
    return {key: [_badge(kind, number) for kind, number in kinds.items()] for key, kinds in counted.items()}


def _badge(kind: str, number: int) -> Badge:
    badge = _FINDING_BADGES[kind]
    return replace(badge, label=f"{number} conflicts") if kind == "conflict" and number > 1 else badge


def _card(
    entry: Entry, places: dict[int, Anchor], badges: dict[int, list[Badge]], reports: dict[int, list[Line]]
) -> Card:
    thing: Any = entry.story or entry.event or entry.person
    sub = {
        EntryKind.STORY.value: lambda: f"story · {story_line(thing)}",
        EntryKind.QUOTE.value: lambda: f"quote, a passage · {story_line(thing)}",
        EntryKind.EVENT.value: lambda: f"event · {edtf_words(thing.date)}",
        EntryKind.PERSON.value: lambda: "person",
        EntryKind.NOTE.value: lambda: f"note · by {name_of(entry.added_by)}" if entry.added_by else "note",
    }[entry.kind]()
    place = places.get(entry.pk)
    href = thing.get_absolute_url() if thing else ""
    if place and place.found:
        href += f"?start={place.start}&end={place.end}#passage"
    return Card(
        id=entry.pk,
        kind=entry.kind,
        sub=sub,
        title="" if entry.kind in (EntryKind.NOTE, EntryKind.QUOTE) else str(thing),
        href=href,
        note=entry.note,
        name=label_of(entry),
        exact=entry.exact,
        anchor=_anchored(place),
        is_settleable=place is not None and place.how in ("changed", "moved"),
        badges=_doubts(entry) + badges.get(entry.pk, []),
        lines=reports.get(entry.event_id or 0, []) if entry.kind == EntryKind.EVENT else [],
    )


def _doubts(entry: Entry) -> list[Badge]:
    """The mark of an event that rules suggest."""
    mark = doubt(entry.event.standing) if entry.event else None
    return [mark] if mark else []


def _anchored(place: Anchor | None) -> str:
    if place is None:
        return ""
    where = f"characters {place.start:,} to {place.end:,}"
    return {
        "exact": f"Anchored to {where}",
        "moved": f"The same words, moved to {where}",
        "changed": f"Reads a little differently now, at {where}",
        "lost": "These words are not in the story any more",
    }[place.how]


@dataclass(frozen=True)
class Check:
    """A line of the health list. `level` is "" where all is well."""

    glyph: str
    level: str
    text: str
    fact: str
    href: str
    link: str
    id: str


_GLYPHS = {"conflict": "≠", "mentions": "?", "captures": "?", "to_check": "?"}
_LINKS = {
    "conflict": "look",
    "mentions": "decide",
    "captures": "check",
    "to_check": "check",
    "agency": "see",
    "empty_section": "fill",
    "unsourced": "find",
    "lost": "see",
    "changed": "see",
    "rewritten": "see",
}


def checks_of(found: Iterable[Finding]) -> list[Check]:
    """Findings as lines, each with a link to where it can be put right."""
    checks = []
    for number, finding in enumerate(found):
        ok = finding.level == "ok"
        href = _where(finding)
        checks.append(
            Check(
                glyph="✓" if ok else _GLYPHS.get(finding.kind, "!"),
                level="" if ok else finding.level,
                text=finding.text,
                fact=finding.fact if ok else "",
                href=href,
                link=_LINKS.get(finding.kind, "see") if href else "",
                id=f"check-{number}",
            )
        )
    return checks


def _where(finding: Finding) -> str:
    thing = finding.thing
    if isinstance(thing, (Story, Event, Capture)):
        return thing.get_absolute_url()
    if isinstance(thing, Section):
        return f"#section-{thing.pk}"
    return f"#entry-{finding.entries[0]}" if finding.entries else ""


@dataclass(frozen=True)
class Offer:
    """A story, event or person in the Material column; `value` is what its button sends, `fits` the section that it
    fits best ("2. Trade"), empty where there is no choice."""

    value: str
    sub: str
    title: str
    href: str
    reason: str
    badges: list[Badge]
    fits: str = ""


def offers_of(dossier: Dossier, found: Sequence[Suggestion], parts: Sequence[Part]) -> list[Offer]:
    """Suggestions as they are drawn, each with the section that it fits best."""
    fits = fitting(dossier, [one.thing for one in found]) if len(parts) > 1 else {}
    titles = {part.section.pk: f"{part.number}. {part.section.title}" for part in parts}
    homes = [fits.get((one.kind, one.thing.pk)) for one in found]
    return [
        replace(offer_of(one), fits=titles.get(home.pk, "") if home else "")
        for one, home in zip(found, homes, strict=True)
    ]


def offer_of(suggestion: Suggestion) -> Offer:
    """A suggestion as it is drawn."""
    thing = suggestion.thing
    badges: list[Badge | None] = []
    if suggestion.kind == "story":
        sub, badges = f"story · {story_line(thing)}", [badge(thing.state, "story")]
    elif suggestion.kind == "event":
        sub, badges = f"event · {edtf_words(thing.date)}", [doubt(thing.standing), badge(thing.status, "event")]
    else:
        sub = "person"
    shown = [one for one in badges if one is not None]
    return Offer(f"{suggestion.kind}:{thing.pk}", sub, str(thing), thing.get_absolute_url(), suggestion.reason, shown)


def act_address(name: str, dossier: Dossier, *more: Any) -> str:
    """The address of an act on a dossier."""
    return reverse(f"stories:{name}", args=[dossier.slug, *more])


def works_on(user: Any, dossier: Dossier) -> bool:
    """Whether the user is among the editors of a dossier (and sees it as a draft too)."""
    return can(user, "move_dossier", dossier)
