"""A desk of users and a dossier with one entry of each kind, made through the domain."""

from dataclasses import dataclass, field
from typing import Any

from stories.dossiers import add_entry, add_section, create_dossier, quote, share, submit
from stories.models import Dossier, Event, Person, Section, Story
from stories.vocabulary import EntryKind, Role
from tests.factories import (
    NOW,
    EventFactory,
    OutletFactory,
    ParticipationFactory,
    PersonFactory,
    ReportFactory,
    StoryFactory,
    UserFactory,
)

BODY = (
    "Ministers met for a round of talks in Tokyo.\n\nThey agreed to meet again next week, an official said, and left "
    "the figure open.\n\nNobody named the figure that was asked for."
)
PASSAGE = "They agreed to meet again next week, an official said"


@dataclass
class Desk:
    """Who may be there."""

    owner: Any = field(default_factory=UserFactory)
    colleague: Any = field(default_factory=UserFactory)
    stranger: Any = field(default_factory=UserFactory)
    reviewer: Any = field(default_factory=lambda: UserFactory(role=Role.REVIEWER))
    reader: Any = field(default_factory=lambda: UserFactory(role=Role.READER))
    administrator: Any = field(default_factory=lambda: UserFactory(role=Role.ADMINISTRATOR))


@dataclass
class Made:
    """A dossier of two sections with one entry of each kind in the first."""

    desk: Desk
    dossier: Dossier
    first: Section
    second: Section
    story: Story
    quoted: Story
    event: Event
    person: Person
    entries: dict[str, Any]


def make(desk: Desk | None = None, *, title: str = "The talks", note: str = "What the desk says.") -> Made:
    """A draft of the desk's owner, shared with the colleague."""
    desk = desk or Desk()
    given = {"editor": desk.owner, "now": NOW}
    dossier = create_dossier(title=title, standfirst="Why they met.", **given)
    share(dossier, editors=[desk.colleague], **given)
    first, second = (add_section(dossier, title=name, **given) for name in ("Before", "After"))
    story = StoryFactory(body=BODY)
    quoted = StoryFactory(body=BODY, agency=OutletFactory(kind="agency"))
    event = EventFactory()
    ParticipationFactory(event=event)
    ReportFactory(event=event, story=story)
    person = PersonFactory()
    entries = {
        "story": add_entry(first, kind=EntryKind.STORY, story=story, note=note, **given),
        "event": add_entry(first, kind=EntryKind.EVENT, event=event, **given),
        "person": add_entry(first, kind=EntryKind.PERSON, person=person, **given),
        "note": add_entry(first, kind=EntryKind.NOTE, note=note, **given),
        "quote": quote(first, story=quoted, exact=PASSAGE, **given),
    }
    dossier.refresh_from_db()
    return Made(desk, dossier, first, second, story, quoted, event, person, entries)


def in_state(made: Made, state: str) -> Dossier:
    """Bring the dossier into a state, by its acts."""
    from stories.dossiers import archive, publish

    if state in ("in_review", "published"):
        submit(made.dossier, editor=made.desk.owner, now=NOW)
    if state == "published":
        publish(made.dossier, editor=made.desk.reviewer, now=NOW)
    if state == "archived":
        archive(made.dossier, editor=made.desk.owner, now=NOW)
    made.dossier.refresh_from_db()
    return made.dossier
