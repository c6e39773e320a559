"""The content of an edition as the public page and the exports show it: numbers, dates and places worked out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stories.export.timeline import Moment, Span, Timeline, draw
from stories.vocabulary import EventStatus, Stance

Content = dict[str, Any]
OFF = {EventStatus.CANCELLED.value: "called off", EventStatus.POSTPONED.value: "postponed"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Source:
    """One of the sources; `href` is "" where the story has no address on the web."""

    number: int
    headline: str
    summary: str
    by: str
    language: str
    published: datetime | None
    precision: str
    zone: str
    basis: str
    href: str
    capture: str
    text: str
    version: int
    care: list[str]

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"k{self.number}"


@dataclass(frozen=True)
class Telling:
    """What one source says of an event. `stance` is a verb; `values` are what it gives, with their names."""

    source: Source
    stance: str
    values: list[tuple[str, str]]
    passage: str
    cites: str


@dataclass(frozen=True)
class Happening:
    """An event; `small` is a word about its date or status, `disputed` a sentence on what its reports differ in."""

    title: str
    date: str
    small: str
    sure: str
    place: str
    status: str
    description: list[str]
    people: str
    tellings: list[Telling]
    disputed: str = ""


@dataclass(frozen=True)
class Somebody:
    """One of the cast."""

    name: str
    other: str
    lang: str
    office: str


@dataclass(frozen=True)
class Item:
    """One entry: `kind` says which of the others is set. `notes` are the paragraphs of its note."""

    anchor: str
    kind: str
    notes: list[str]
    source: Source | None = None
    passage: list[str] | None = None
    event: Happening | None = None
    person: Somebody | None = None


@dataclass(frozen=True)
class Part:
    """A section, with what a reader should know about the sources that it is first to use."""

    anchor: str
    title: str
    intro: list[str]
    items: list[Item]
    care: list[tuple[Source, str]]


@dataclass(frozen=True)
class Page:
    """Everything that the page shows. `changes` are words and what they are about, since edition `since`."""

    title: str
    slug: str
    standfirst: list[str]
    topic: str
    edition: int
    published: datetime | None
    edited_by: str
    reviewed_by: str
    counts: str
    parts: list[Part]
    timeline: Timeline
    cast: list[Somebody]
    sources: list[Source]
    since: int
    changes: list[tuple[str, str]]
    sha256: str


def page_of(content: Content, *, sha256: str = "") -> Page:
    """The page of a content; `sha256` is the hash of its edition, "" for a preview."""
    sources = {story["id"]: _source(story) for story in content["sources"]}
    by_number = {source.number: source for source in sources.values()}
    events = {event["id"]: _happening(event, by_number) for event in content["events"]}
    people = {person["id"]: _somebody(person) for person in content["people"]}
    since = content.get("since")
    met: set[int] = set()
    return Page(
        title=content["title"],
        slug=content["slug"],
        standfirst=paragraphs(content["standfirst"]),
        topic=content["topic"]["name"] if content["topic"] else "",
        edition=content["edition"],
        published=_moment(content["published_at"]),
        edited_by=listed(content["edited_by"]),
        reviewed_by=content["reviewed_by"],
        counts=_counts(content["counts"]),
        # A section in which nothing stands yet would be a bare heading.
        parts=[
            _part(section, sources, events, people, met)
            for section in content["sections"]
            if section["entries"] or section["intro"].strip()
        ],
        timeline=draw(_moments(content["events"], events)),
        cast=list(people.values()),
        sources=list(sources.values()),
        since=since["edition"] if since else 0,
        changes=[(change["what"], change["text"]) for change in since["changes"]] if since else [],
        sha256=sha256,
    )


def paragraphs(text: str) -> list[str]:
    """Plain text as paragraphs: a blank line ends one."""
    return [part.strip() for part in _LINES.split(text) if part.strip()]


def web_address(url: str) -> str:
    """An address that may become a link: http and https only, else ""."""
    return url if re.match(r"https?://[^\s<>\"']+$", url, re.IGNORECASE) else ""


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: "A, B and C"."""
    *first, last = [name for name in names if name] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _counts(counts: dict[str, int]) -> str:
    words = {"entries": ("entry", "entries"), "stories": ("source", "sources"), "outlets": ("outlet", "outlets")}
    return ", ".join(f"{counts[name]:,} {words[name][counts[name] != 1]}" for name in words)


def _source(story: dict[str, Any]) -> Source:
    return Source(
        number=story["number"],
        headline=story["headline"],
        summary=story.get("summary", ""),
        by=_by(story),
        language=story["language"],
        published=_moment(story["published"]["value"]),
        precision=story["published"]["precision"],
        zone=story["published"]["zone"],
        basis=story["published"]["basis"],
        href=web_address(story["url"]),
        capture=story["capture"]["sha256"] if story["capture"] else "",
        text=story["sha256"],
        version=story["version"],
        care=list(story["care"]),
    )


def _by(story: dict[str, Any]) -> str:
    """Who published it, whose text it is, where it was read."""
    by = story["outlet"]["name"] if story["outlet"] else "outlet unknown"
    if story["agency"] and (not story["outlet"] or story["agency"]["slug"] != story["outlet"]["slug"]):
        by += f" with {story['agency']['name']}"
    return f"{by}, by way of {story['via']['name']}" if story["via"] else by


def _somebody(person: dict[str, Any]) -> Somebody:
    other = person["other_name"] or {"text": "", "script": ""}
    posts = [f"{post['post']}, {post['body']}" if post["body"] else post["post"] for post in person["posts"]]
    said = "; ".join([*(posts or [person["description"]]), *person["roles"]])
    lang = {"Jpan": "ja", "Hira": "ja", "Kana": "ja", "Hang": "ko", "Hans": "zh", "Hant": "zh", "Cyrl": "ru"}
    return Somebody(person["name"], other["text"], lang.get(other["script"], ""), said.strip("; "))


def _happening(event: dict[str, Any], sources: dict[int, Source]) -> Happening:
    status = str(EventStatus(event["status"]).label) if event["status"] in EventStatus.values else event["status"]
    sure = "off" if event["status"] in OFF else "day" if _DAY.fullmatch(event["date"]) else "range"
    small = OFF.get(event["status"], "planned" if event["status"] == EventStatus.PLANNED else "")
    disputed = listed(f"the {name}" for name in event.get("disputed", ()))
    return Happening(
        title=event["title"],
        date=event["date"],
        small=small,
        sure=sure,
        place=event["place"],
        status=status,
        description=paragraphs(event["description"]),
        people=listed(f"{one['name']} ({one['role']})" if one["role"] else one["name"] for one in event["people"]),
        tellings=[_telling(report, sources) for report in event["reports"]],
        disputed=f"Reports differ on {disputed}." if disputed else "",
    )


def _telling(report: dict[str, Any], sources: dict[int, Source]) -> Telling:
    status = report["status"]
    values = [
        ("date", report["date"]),
        ("place", report["place"]),
        ("status", str(EventStatus(status).label) if status in EventStatus.values else status),
        ("figure", report["figure"]),
    ]
    stance = str(Stance(report["stance"]).label) if report["stance"] in Stance.values else report["stance"]
    given = [(name, value) for name, value in values if value]
    return Telling(sources[report["source"]], stance, given, report["passage"], report["cites"])


def _part(
    section: dict[str, Any],
    sources: dict[int, Source],
    events: dict[int, Happening],
    people: dict[int, Somebody],
    met: set[int],
) -> Part:
    items = [_item(entry, sources, events, people) for entry in section["entries"]]
    care = []
    for item in items:
        for source in [item.source, *(telling.source for telling in (item.event.tellings if item.event else []))]:
            if source is not None and source.number not in met:
                met.add(source.number)
                care += [(source, sentence) for sentence in source.care[:2]]
    return Part(f"s{section['id']}", section["title"], paragraphs(section["intro"]), items, care)


def _item(
    entry: dict[str, Any], sources: dict[int, Source], events: dict[int, Happening], people: dict[int, Somebody]
) -> Item:
    return Item(
        anchor=f"e{entry['id']}",
        kind=entry["kind"],
        notes=paragraphs(entry["note"]),
        source=sources.get(entry.get("story", 0)),
        passage=paragraphs(entry.get("exact", "")),
        event=events.get(entry.get("event", 0)),
        person=people.get(entry.get("person", 0)),
    )


def _moments(events: list[dict[str, Any]], shown: dict[int, Happening]) -> list[Moment]:
    """The dated events, in time."""
    return [
        Moment(shown[event["id"]], Span.of(event["earliest"], event["latest"]))
        for event in events
        if event["earliest"] or event["latest"]
    ]
