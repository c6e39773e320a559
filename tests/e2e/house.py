"""A newsroom with something on every page: the demo, and what the demo leaves out. Made through the domain."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from stories.dossiers import add_entry, add_section, archive, create_dossier, quote, submit
from stories.editing.correcting import correct_story
from stories.editing.renamed import forget_renamed
from stories.editing.tagging import tag_stories
from stories.ingest import import_page, receive_page
from stories.ingest.batch_work import read_batch
from stories.ingest.batches import start_batch
from stories.ingest.feeds import add_feed, pause_feed
from stories.ingest.ruling import carry_out, make_rule
from stories.linking.copies import find_copies_of_many
from stories.linking.links import add_link
from stories.management import demonstration
from stories.models import (
    Batch,
    Capture,
    Claim,
    Dossier,
    Entry,
    Event,
    Feed,
    Flag,
    FurnitureRule,
    Mention,
    Outlet,
    Person,
    Quotation,
    Report,
    Section,
    Story,
    Tag,
)
from stories.vocabulary import EntryKind, LinkKind, MentionKind, MentionState, Role
from tests.factories import (
    CandidateFactory,
    EventFactory,
    FlagFactory,
    MentionFactory,
    OutletFactory,
    QuotationFactory,
    ReportFactory,
    StoryFactory,
    UserFactory,
)

PAGE = """Harbour fees to rise in spring

By Kaoru Example

OSAKA, March 3, 2025 (Reuters) - Fees for mooring in the harbour will rise by a tenth in spring, the port said.

A spokeswoman said that the money goes to dredging. Shigeru Ishiba was not asked.

More from Harbour News
- Ferries late again
- A new crane
"""
NEWER = PAGE.replace("a tenth", "an eighth")
NEWEST = PAGE.replace("a tenth", "a seventh")
ADDRESS = "https://harbour.example/fees"


@dataclass
class House:
    """Who is there and what there is to look at."""

    editor: Any
    reviewer: Any
    reader: Any
    administrator: Any
    waiting: Capture
    updated: Capture
    unreadable: Capture
    accepted: Capture
    story: Story
    corrected: Story
    rewritten: Story
    copied: Story
    ambiguous: Mention
    flag: Flag
    person: Person
    second: Person
    outlet: Outlet
    rule: FurnitureRule
    event: Event
    suggested: Event
    report: Report
    claim: Claim
    quotation: Quotation
    tag: Tag
    upload: Batch
    feed: Feed
    draft: Dossier
    section: Section
    entries: dict[str, Entry]
    in_review: Dossier
    archived: Dossier
    published: Dossier


def build() -> House:
    """The whole of it, in an empty database."""
    now = datetime.now(UTC).replace(microsecond=0)
    demonstration.make_accounts()
    demonstration.load_fixtures()
    users = get_user_model().objects
    editor, reviewer = users.get(username="editor"), users.get(username="reviewer")
    given = {"editor": editor, "now": now}
    demonstration.import_seeds(**given)
    demonstration.curate(reviewer=reviewer, **given)
    reader = UserFactory(username="reader", role=Role.READER)
    administrator = UserFactory(username="administrator", role=Role.ADMINISTRATOR, is_superuser=True)

    import_page(PAGE.encode(), address=ADDRESS, captured_at=now - timedelta(days=2), **given)
    updated = import_page(NEWER.encode(), address=ADDRESS, captured_at=now - timedelta(days=1), **given)
    waiting = receive_page(NEWEST.encode(), address=ADDRESS, **given)
    unreadable = receive_page(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), name="picture.png", **given)
    story = Story.objects.get(outlet__slug="arab-news")
    event = Event.objects.get(slug="two-plus-two-july-2025")
    person = Person.objects.get(slug="shigeru-ishiba")
    corrected = Story.objects.get(outlet__slug="japan-news")
    correct_story(
        corrected, changes={"body": corrected.body + "\n\nA line more."}, base_version=corrected.version, **given
    )
    forget_renamed()  # the stories were linked by the names as they stand, and what follows is made up
    ambiguous = _ambiguous(corrected)
    tag_stories([corrected.pk], ["farewell visits"], **given)
    add_link(story, corrected, LinkKind.BACKGROUND, note="Half a year before", **given)
    copied = _copy(corrected, now)
    draft, section, entries = _draft(story, event, person, given)
    return House(
        editor=editor,
        reviewer=reviewer,
        reader=reader,
        administrator=administrator,
        waiting=waiting,
        updated=updated.capture,
        unreadable=unreadable,
        accepted=Capture.objects.filter(stories__isnull=False).order_by("pk")[0],
        story=story,
        corrected=Story.objects.get(pk=corrected.pk),
        rewritten=Story.objects.get(capture=updated.capture),
        copied=copied,
        ambiguous=ambiguous,
        flag=FlagFactory(story=story, person=person, evidence="In office on the day of the story."),
        person=person,
        second=Person.objects.exclude(pk=person.pk).order_by("pk")[0],
        outlet=Outlet.objects.get(slug="arab-news"),
        rule=_rule(given),
        event=event,
        suggested=_suggested(story, copied),
        report=Report.objects.filter(event=event).order_by("pk")[0],
        claim=Claim.objects.filter(report__event=event).order_by("pk")[0],
        quotation=_quotations(story, copied, person),
        tag=Tag.objects.get(slug="farewell-visits"),
        upload=_upload(given),
        feed=_feed(given),
        draft=draft,
        section=section,
        entries=entries,
        in_review=_ended("Waiting for a second pair of eyes", story, submit, given),
        archived=_ended("Put away", story, archive, given),
        published=Dossier.objects.get(slug=demonstration.SLUG),
    )


def _suggested(story: Story, copied: Story) -> Event:
    """An event found in a passage, the first of them on its list, and one found by stories that are near each other."""
    made = EventFactory(title="Patrols at sea", standing="suggested", status="planned", date="2025-07-02~")
    Event.objects.filter(pk=made.pk).update(earliest="2025-07-02", latest="2025-07-02")
    ReportFactory(event=made, story=story, standing="suggested", start=0, end=60)
    group = EventFactory(title="Harbour fees", standing="suggested", evidence="Stories that share telling words: fees.")
    for one in (story, copied):
        ReportFactory(event=group, story=one, standing="suggested", start=0, end=0, passage="", evidence="Near: fees.")
    return made


def _quotations(story: Story, copied: Story, person: Person) -> Quotation:
    """The same words in two papers; in one of them nobody is named."""
    made = QuotationFactory(story=story, speaker=person, key=7, end=40, evidence="printed: Ishiba")
    QuotationFactory(story=copied, speaker=None, key=7, end=30, said_by="an official")
    return made


def _upload(given: dict[str, Any]) -> Batch:
    """Two pages that came together; one of them cannot be read."""
    files = [("fees.txt", PAGE.replace("Osaka", "Kobe").encode()), ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(300))]
    upload = start_batch(files, title="From the harbour office", **given)
    read_batch(upload)
    return upload


def _feed(given: dict[str, Any]) -> Feed:
    """A feed that is paused and failed before."""
    feed = add_feed("https://harbour.example/news.xml", title="Harbour News", **given)
    feed = pause_feed(feed, active=False, **given)
    Feed.objects.filter(pk=feed.pk).update(failures=2, reason="There is no page at this address. (HTTP 404)")
    return feed


def _copy(story: Story, now: datetime) -> Story:
    """The same text in another paper, with a line less."""
    copy = StoryFactory(
        outlet=OutletFactory(name="The Harbour Weekly"),
        headline=f"{story.headline}, our paper reprints",
        body="\n\n".join(story.body.split("\n\n")[:-1]),
        published_at=now - timedelta(hours=5),
    )
    find_copies_of_many([story, copy], now=now)
    return copy


def _rule(given: dict[str, Any]) -> FurnitureRule:
    """A rule about the advertisements of an outlet, gone through."""
    outlet = Outlet.objects.get(slug="arab-news")
    rule = make_rule(outlet=outlet, text="Advertisement", role="left out", reason="advertisement", **given)
    carry_out(rule, now=given["now"])
    rule.refresh_from_db()
    return rule


def _ambiguous(story: Story) -> Mention:
    """A surname that two people may have."""
    at = story.body.index("Tuesday")
    mention = MentionFactory(
        story=story, start=at, end=at + 7, kind=MentionKind.PERSON, state=MentionState.AMBIGUOUS, person=None
    )
    for person in Person.objects.order_by("pk")[:2]:
        CandidateFactory(mention=mention, person=person)
    return mention


def _draft(
    story: Story, event: Event, person: Person, given: dict[str, Any]
) -> tuple[Dossier, Section, dict[str, Any]]:
    """One entry of each kind, with words too long for a phone."""
    dossier = create_dossier(
        title="Aprilwetter und Donaudampfschifffahrtsgesellschaft", standfirst="As it goes.", **given
    )
    section = add_section(dossier, title="What was said", **given)
    add_section(dossier, title="What was done", **given)
    entries = {
        "story": add_entry(section, kind=EntryKind.STORY, story=story, note="The first to say so.", **given),
        "event": add_entry(section, kind=EntryKind.EVENT, event=event, **given),
        "person": add_entry(section, kind=EntryKind.PERSON, person=person, **given),
        "note": add_entry(section, kind=EntryKind.NOTE, note="See https://example.org/" + "a" * 120, **given),
        "quote": quote(section, story=story, exact=story.body.partition(".")[0], **given),
    }
    dossier.refresh_from_db()
    return dossier, section, entries


def _ended(title: str, story: Story, act: Any, given: dict[str, Any]) -> Dossier:
    dossier = create_dossier(title=title, **given)
    add_entry(add_section(dossier, title="Only part", **given), kind=EntryKind.STORY, story=story, **given)
    dossier.refresh_from_db()
    return act(dossier, **given)
