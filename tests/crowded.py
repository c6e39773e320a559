"""A newsroom in which everything hangs on everything, drawn by chance: for merging, splitting and taking it back."""

from __future__ import annotations

import random
from typing import Any

from django.db import IntegrityError, transaction

from stories.editing.moving import Pointer, pointers
from stories.models import Event, Outlet, Person, Tag
from stories.text.names import fold
from stories.vocabulary import EntryKind, MentionKind, MentionState, NameSource, Standing
from tests import factories as make

KINDS: tuple[type[Any], ...] = (Person, Outlet, Event, Tag)
POSTS = ("Minister of Trade", "Speaker", "Governor")
STARTS = (("", None), ("2021-09", "2021-09-01"), ("2024-10-01", "2024-10-01"))
ENDS = (("", None), ("..", None), ("2030", "2030-12-31"))


class Crowd:
    """Rows of every kind, a handful each, so that most of what one of them has the next has too."""

    def __init__(self, chance: random.Random, *, stories: int = 8) -> None:
        self.chance = chance
        self.people = make.PersonFactory.create_batch(3)
        self.outlets = make.OutletFactory.create_batch(3)
        self.events = make.EventFactory.create_batch(3)
        self.tags = make.TagFactory.create_batch(3)
        self.stories = [make.StoryFactory(outlet=self.one(self.outlets)) for _ in range(stories)]
        self.dossier = make.DossierFactory()
        self.section = make.SectionFactory(dossier=self.dossier)
        for kind in KINDS:
            low, high = sorted(chance.sample([row.pk for row in self.of(kind)], 2))
            if chance.random() < 0.3:
                make.DistinctionFactory(kind=kind._meta.model_name, low=low, high=high)

    def of(self, kind: type[Any]) -> list[Any]:
        """The rows of a kind."""
        return {Person: self.people, Outlet: self.outlets, Event: self.events, Tag: self.tags}[kind]

    def one(self, rows: Any) -> Any:
        """One of them."""
        return self.chance.choice(rows)

    def maybe(self, rows: Any) -> Any:
        """One of them, or none."""
        return self.chance.choice([*rows, None])

    def fill(self, times: int) -> Crowd:
        """Hang rows of every kind on the others, `times` each; what would repeat another row is left out."""
        for _ in range(times):
            for hang in HANGERS:
                try:
                    with transaction.atomic():
                        hang(self)
                except IntegrityError:
                    continue
        return self


def _names(crowd: Crowd) -> None:
    text = crowd.one(["Al Hand", "Á. Hand", "手一", "Hand"])
    source = crowd.one([NameSource.EDITOR, NameSource.IMPORT])
    make.PersonNameFactory(person=crowd.one(crowd.people), text=text, source=source)
    make.OutletNameFactory(outlet=crowd.one(crowd.outlets), text=f"{text} Times", source=source)
    make.OutletDomainFactory(outlet=crowd.one(crowd.outlets))


def _columns(crowd: Crowd) -> None:
    ours = {"country": crowd.one(["", "JP", "US"]), "note": crowd.one(["", "A note", "Another"])}
    number = crowd.one([None, f"Q{crowd.chance.randrange(10**9)}"])
    Person.objects.filter(pk=crowd.one(crowd.people).pk).update(**ours, wikidata=number)
    Outlet.objects.filter(pk=crowd.one(crowd.outlets).pk).update(**ours, wikidata=number)
    Tag.objects.filter(pk=crowd.one(crowd.tags).pk).update(note=ours["note"])
    standing = crowd.one(Standing.values)
    Event.objects.filter(pk=crowd.one(crowd.events).pk).update(description=ours["note"], standing=standing)


def _posts(crowd: Crowd) -> None:
    (start, start_day), (end, end_day) = crowd.one(STARTS), crowd.one(ENDS)
    tenure = make.TenureFactory(
        person=crowd.one(crowd.people),
        post=crowd.one(POSTS),
        country=crowd.one(["", "JP"]),
        start=start,
        start_day=start_day,
        end=end,
        end_day=end_day,
    )
    make.MentionFactory(story=crowd.one(crowd.stories), person=tenure.person, tenure=tenure, **_place(crowd))
    make.QuotationFactory(
        story=crowd.one(crowd.stories), start=crowd.chance.randrange(9), speaker=tenure.person, tenure=tenure
    )


def _place(crowd: Crowd) -> dict[str, int]:
    start = crowd.chance.randrange(20)
    return {"start": start, "end": start + 5}


def _mentions(crowd: Crowd) -> None:
    kind = crowd.one([MentionKind.PERSON, MentionKind.OUTLET, MentionKind.EVENT])
    rows = {MentionKind.PERSON: crowd.people, MentionKind.OUTLET: crowd.outlets, MentionKind.EVENT: crowd.events}[kind]
    state = crowd.one([MentionState.SUGGESTED, MentionState.CONFIRMED, MentionState.REJECTED])
    pointing = {"person": None, kind.value: crowd.one(rows)}
    decided = crowd.dossier.owner if state != MentionState.SUGGESTED else None
    where = {"story": crowd.one(crowd.stories), **_place(crowd)}
    make.MentionFactory(kind=kind, state=state, decided_by=decided, **where, **pointing)


def _ambiguous(crowd: Crowd) -> None:
    kind = crowd.one([MentionKind.PERSON, MentionKind.OUTLET])
    rows = crowd.people if kind == MentionKind.PERSON else crowd.outlets
    where = {"story": crowd.one(crowd.stories), **_place(crowd)}
    mention = make.MentionFactory(kind=kind, state=MentionState.AMBIGUOUS, person=None, **where)
    for row in crowd.chance.sample(rows, crowd.one([2, 3])):
        make.CandidateFactory(mention=mention, **{"person": None, kind.value: row})


def _found(crowd: Crowd) -> None:
    make.FlagFactory(
        story=crowd.one(crowd.stories),
        person=crowd.one(crowd.people),
        tenure=crowd.maybe(_all_tenures(crowd)),
        **_place(crowd),
    )
    name = f"Nell {crowd.chance.randrange(10**6)}"
    made = crowd.maybe(crowd.people)
    make.ProposalFactory(name=name, folded=fold(name), person=made, state="made" if made else "open")


def _all_tenures(crowd: Crowd) -> list[Any]:
    return [tenure for person in crowd.people for tenure in person.tenures.all()]


def _events(crowd: Crowd) -> None:
    role = crowd.one(["", "host"])
    make.ParticipationFactory(event=crowd.one(crowd.events), person=crowd.one(crowd.people), role=role)
    start = crowd.one([0, 4])
    standing = crowd.one(Standing.values)
    figure = crowd.one(["", "3 per cent"])
    said = {"event": crowd.one(crowd.events), "start": start, "end": start + 5, "says_figure": figure}
    report = make.ReportFactory(story=crowd.one(crowd.stories), standing=standing, **said)
    value, judged = crowd.one(["2025-07-01", "2025-07-02"]), crowd.one(Standing.values)
    make.ClaimFactory(report=report, value=value, standing=judged)
    make.TurnFactory(event=crowd.one(crowd.events), report=report)


def _claims(crowd: Crowd) -> None:
    reports = [report for event in crowd.events for report in event.reports.all()]
    if reports:
        value = crowd.one(["2025-07-01", "2025-07-02"])
        make.ClaimFactory(report=crowd.one(reports), value=value, standing=crowd.one(Standing.values))


def _parts(crowd: Crowd) -> None:
    make.EventFactory(part_of=crowd.one(crowd.events))
    for kind in KINDS:
        gone = crowd.one(crowd.of(kind))
        {Person: make.PersonFactory, Outlet: make.OutletFactory, Event: make.EventFactory, Tag: make.TagFactory}[kind](
            merged_into=gone
        )
        kept = crowd.one(crowd.of(kind)).pk
        make.DistinctionFactory(kind=kind._meta.model_name, low=kept, high=kept + 1_000_000 + crowd.chance.randrange(3))


def _stories(crowd: Crowd) -> None:
    make.StoryTagFactory(story=crowd.one(crowd.stories), tag=crowd.one(crowd.tags))
    make.StoryFactory(
        outlet=crowd.maybe(crowd.outlets), via=crowd.maybe(crowd.outlets), agency=crowd.maybe(crowd.outlets)
    )
    capture = make.CaptureFactory(outlet=crowd.one(crowd.outlets))
    make.BatchFactory(outlet=crowd.one(crowd.outlets))
    make.FeedFactory(outlet=crowd.one(crowd.outlets))
    key = f"{crowd.chance.randrange(3):024x}"
    rule = make.FurnitureRuleFactory(outlet=crowd.one(crowd.outlets), key=key)
    make.FurnitureHitFactory(rule=rule, capture=capture)
    make.RecurringTextFactory(outlet=crowd.one(crowd.outlets), key=key, capture=capture)


def _entries(crowd: Crowd) -> None:
    nothing = {"story": None, "section": crowd.section}
    make.EntryFactory(kind=EntryKind.PERSON, person=crowd.one(crowd.people), **nothing)
    make.EntryFactory(kind=EntryKind.EVENT, event=crowd.one(crowd.events), **nothing)


HANGERS = (
    _names,
    _columns,
    _posts,
    _mentions,
    _ambiguous,
    _found,
    _events,
    _claims,
    _parts,
    _stories,
    _entries,
)


def untouched(crowd: Crowd) -> list[Pointer]:
    """Columns that point at one of the four kinds and of which this newsroom has no row: none should be left."""
    found = []
    for kind in KINDS:
        keys = [row.pk for row in crowd.of(kind)]
        found += [
            pointer
            for pointer in pointers(kind)
            if not pointer.model._base_manager.filter(**{f"{pointer.column}__in": keys}).exists()
        ]
    return found
