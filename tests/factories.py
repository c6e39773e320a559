"""Rows for tests: sequences, no randomness, valid against every constraint. Nothing here goes through domain code."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from stories import models
from stories.models.sorting import first_key
from stories.text.names import fold
from stories.vocabulary import (
    Aspect,
    EntryKind,
    EventStatus,
    FlagKind,
    LinkKind,
    MentionKind,
    MentionState,
    NameSource,
    Role,
)

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)
"""The moment at which tests take place."""
PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory):
    """`UserFactory(role=Role.REVIEWER)`; without `role` an editor, with `role=""` an account in no group.

    All but readers may enter the admin.
    """

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    first_name = factory.Sequence(lambda n: f"First{n}")
    last_name = "Tester"
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)
    is_staff = False

    @factory.post_generation
    def role(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if not create:
            return
        role = Role.EDITOR if extracted is None else extracted
        if role:
            self.groups.add(Group.objects.get_or_create(name=Role(role).value)[0])
            self.is_staff = Role(role) is not Role.READER
            self.save(update_fields=["is_staff"])


class OutletFactory(DjangoModelFactory):
    """With its main name among its names."""

    class Meta:
        model = models.Outlet
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"The Daily {n}")
    slug = factory.Sequence(lambda n: f"the-daily-{n}")
    kind = "newspaper"
    country = "JP"
    language = "en"

    @factory.post_generation
    def main_name(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            OutletNameFactory(outlet=self, text=self.name, source=NameSource.PRIMARY)


class OutletNameFactory(DjangoModelFactory):
    class Meta:
        model = models.OutletName

    outlet = factory.SubFactory(OutletFactory)
    text = factory.Sequence(lambda n: f"Daily paper {n}")
    folded = factory.LazyAttribute(lambda name: fold(name.text))


class OutletDomainFactory(DjangoModelFactory):
    class Meta:
        model = models.OutletDomain

    outlet = factory.SubFactory(OutletFactory)
    domain = factory.Sequence(lambda n: f"daily{n}.example")


class PersonFactory(DjangoModelFactory):
    """With the main name among the names."""

    class Meta:
        model = models.Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Haruka Minister{n}")
    slug = factory.Sequence(lambda n: f"haruka-minister{n}")
    country = "JP"

    @factory.post_generation
    def main_name(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            PersonNameFactory(person=self, text=self.name, source=NameSource.PRIMARY)


class PersonNameFactory(DjangoModelFactory):
    class Meta:
        model = models.PersonName

    person = factory.SubFactory(PersonFactory)
    text = factory.Sequence(lambda n: f"H. Minister{n}")
    folded = factory.LazyAttribute(lambda name: fold(name.text))


class TenureFactory(DjangoModelFactory):
    class Meta:
        model = models.Tenure

    person = factory.SubFactory(PersonFactory)
    post = factory.Sequence(lambda n: f"Minister of matter {n}")
    body = "Cabinet"
    country = "JP"
    start = "2024-10-01"
    end = ".."
    start_day = date(2024, 10, 1)
    end_day = None


class TagFactory(DjangoModelFactory):
    class Meta:
        model = models.Tag

    name = factory.Sequence(lambda n: f"tag {n}")
    slug = factory.Sequence(lambda n: f"tag-{n}")


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = models.Topic

    name = factory.Sequence(lambda n: f"topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")
    code = factory.Sequence(lambda n: f"test:{n:08d}")


class EventFactory(DjangoModelFactory):
    class Meta:
        model = models.Event

    title = factory.Sequence(lambda n: f"Meeting of ministers {n}")
    slug = factory.Sequence(lambda n: f"meeting-of-ministers-{n}")
    earliest = date(2025, 7, 1)
    latest = date(2025, 7, 1)
    date = "2025-07-01"
    place = "Washington"
    country = "US"


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = models.Participation

    event = factory.SubFactory(EventFactory)
    person = factory.SubFactory(PersonFactory)
    role = "host"


class PageFactory(DjangoModelFactory):
    class Meta:
        model = models.Page

    address = factory.Sequence(lambda n: f"https://daily.example/page/{n}")


class CaptureFactory(DjangoModelFactory):
    """A row without bytes in the store."""

    class Meta:
        model = models.Capture

    page = factory.SubFactory(PageFactory)
    sha256 = factory.Sequence(lambda n: hashlib.sha256(f"capture {n}".encode()).hexdigest())
    size = 1_000
    media_type = "text/plain"
    encoding = "utf-8"
    address = factory.LazyAttribute(lambda capture: capture.page.address)
    title = factory.Sequence(lambda n: f"Captured page {n}")
    captured_at = factory.Sequence(lambda n: NOW - timedelta(minutes=n))
    received_at = factory.LazyAttribute(lambda capture: capture.captured_at)


class BatchFactory(DjangoModelFactory):
    """An upload without pages."""

    class Meta:
        model = models.Batch

    title = factory.Sequence(lambda n: f"Upload {n}")
    made_at = factory.Sequence(lambda n: NOW - timedelta(minutes=n))
    made_by = factory.SubFactory(UserFactory)


class BatchItemFactory(DjangoModelFactory):
    """A page that waits; its bytes are not in the store."""

    class Meta:
        model = models.BatchItem

    batch = factory.SubFactory(BatchFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"page-{n}.txt")
    sha256 = factory.Sequence(lambda n: hashlib.sha256(f"item {n}".encode()).hexdigest())
    size = 1_000


class FeedFactory(DjangoModelFactory):
    """A feed that was never asked and is due since NOW."""

    class Meta:
        model = models.Feed

    title = factory.Sequence(lambda n: f"Feed {n:03}")
    address = factory.Sequence(lambda n: f"http://news.example/feed-{n}.xml")
    next_at = NOW
    made_at = NOW


class ReadingFactory(DjangoModelFactory):
    class Meta:
        model = models.Reading

    capture = factory.SubFactory(CaptureFactory)
    text = "A headline\n\nA paragraph."


class FurnitureRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.FurnitureRule

    outlet = factory.SubFactory(OutletFactory)
    key = factory.Sequence(lambda n: f"{n:024x}")
    text = factory.Sequence(lambda n: f"Sign up for letter {n}")
    role = "left out"
    reason = "promotion"
    made_by = factory.SubFactory(UserFactory)
    made_at = factory.Sequence(lambda n: NOW - timedelta(minutes=n))


class FurnitureHitFactory(DjangoModelFactory):
    class Meta:
        model = models.FurnitureHit

    rule = factory.SubFactory(FurnitureRuleFactory)
    capture = factory.SubFactory(CaptureFactory)


class RecurringTextFactory(DjangoModelFactory):
    class Meta:
        model = models.RecurringText

    outlet = factory.SubFactory(OutletFactory)
    key = factory.Sequence(lambda n: f"{n:024x}")
    text = factory.Sequence(lambda n: f"More about ferries, part {'x' * (n % 50)}")
    pages = 3
    capture = factory.SubFactory(CaptureFactory)


class StoryFactory(DjangoModelFactory):
    """A full story published on the day before NOW, a minute earlier for each one made; `published_at=None` for an
    undated one (give no precision then)."""

    class Meta:
        model = models.Story

    headline = factory.Sequence(lambda n: f"Ministers meet for round {n}")
    dek = factory.Sequence(lambda n: f"Talks numbered {n} went on")
    body = factory.Sequence(lambda n: f"Ministers met for round {n} of the talks.\n\nThey will meet again next week.")
    byline = factory.LazyFunction(lambda: ["A. Reporter"])
    outlet = factory.SubFactory(OutletFactory)
    language = "en"
    published_at = factory.Sequence(lambda n: NOW - timedelta(days=1, minutes=n))
    published_precision = factory.LazyAttribute(lambda story: "minute" if story.published_at else "")
    published_basis = factory.LazyAttribute(lambda story: "absolute" if story.published_at else "")
    # The sequence is the tie-break, so that stories of one second differ.
    sort_key = factory.LazyAttributeSequence(lambda story, n: first_key(story.published_at or NOW) + n)
    url = factory.Sequence(lambda n: f"https://daily.example/story/{n}")


class StoryTagFactory(DjangoModelFactory):
    class Meta:
        model = models.StoryTag

    story = factory.SubFactory(StoryFactory)
    tag = factory.SubFactory(TagFactory)


class StoryTopicFactory(DjangoModelFactory):
    class Meta:
        model = models.StoryTopic

    story = factory.SubFactory(StoryFactory)
    topic = factory.SubFactory(TopicFactory)


class EarlierTextFactory(DjangoModelFactory):
    class Meta:
        model = models.EarlierText

    story = factory.SubFactory(StoryFactory)
    version = factory.Sequence(lambda n: n + 1)
    headline = factory.Sequence(lambda n: f"Earlier headline {n}")
    body = "An earlier body."
    replaced_at = NOW


class NameDueFactory(DjangoModelFactory):
    class Meta:
        model = models.NameDue

    person = factory.Sequence(lambda n: 1_000_000 + n)
    text = "Morita Kenji"
    order = "family_first"


class LikelyKeyFactory(DjangoModelFactory):
    class Meta:
        model = models.LikelyKey

    kind = "tag"
    key = factory.Sequence(lambda n: 1_000_000 + n)
    entry = factory.Sequence(lambda n: 1_000_000 + n)
    source = factory.SelfAttribute("entry")


class LikelyPairFactory(DjangoModelFactory):
    class Meta:
        model = models.LikelyPair

    kind = "tag"
    rank = -50
    low = factory.Sequence(lambda n: 1_000_000 + n)
    high = factory.Sequence(lambda n: 2_000_000 + n)
    evidence = "Both are called “tariff”."


class LikelyDueFactory(DjangoModelFactory):
    class Meta:
        model = models.LikelyDue

    kind = "tag"
    entry = factory.Sequence(lambda n: 1_000_000 + n)


class CopyKeyFactory(DjangoModelFactory):
    class Meta:
        model = models.CopyKey

    story = factory.SubFactory(StoryFactory)
    key = factory.Sequence(lambda n: 1_000_000 + n)


class StoryWordsFactory(DjangoModelFactory):
    class Meta:
        model = models.StoryWords

    story = factory.SubFactory(StoryFactory)
    words = "tanabe:900 oslo:400"


class EventKeyFactory(DjangoModelFactory):
    class Meta:
        model = models.EventKey

    story = factory.SubFactory(StoryFactory)
    key = factory.Sequence(lambda n: 1_000_000 + n)


class WordCountFactory(DjangoModelFactory):
    class Meta:
        model = models.WordCount

    bucket = factory.Sequence(lambda n: n)
    stories = 3


class AppearanceFactory(DjangoModelFactory):
    class Meta:
        model = models.Appearance

    story = factory.SubFactory(StoryFactory)
    capture = factory.SubFactory(CaptureFactory)
    page = factory.SelfAttribute("capture.page")
    identity = factory.Sequence(lambda n: f"{n:064x}")


class MentionFactory(DjangoModelFactory):
    """The first word of the body, suggested as a person. Give `start` and `end` for a second one in the same story."""

    class Meta:
        model = models.Mention

    story = factory.SubFactory(StoryFactory)
    kind = MentionKind.PERSON
    start = 0
    end = 9
    surface = factory.LazyAttribute(lambda mention: mention.story.body[mention.start : mention.end])
    state = MentionState.SUGGESTED
    person = factory.SubFactory(PersonFactory)
    evidence = "the full name"


class CandidateFactory(DjangoModelFactory):
    class Meta:
        model = models.Candidate

    mention = factory.SubFactory(MentionFactory, state=MentionState.AMBIGUOUS, person=None)
    person = factory.SubFactory(PersonFactory)
    evidence = "the family name"


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = models.Link

    source = factory.SubFactory(StoryFactory)
    target = factory.SubFactory(StoryFactory)
    kind = LinkKind.BACKGROUND


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = models.Report

    story = factory.SubFactory(StoryFactory)
    event = factory.SubFactory(EventFactory)
    start = 0
    end = 13
    passage = factory.LazyAttribute(lambda report: report.story.body[report.start : report.end])
    says_date = "2025-07-01"


class ClaimFactory(DjangoModelFactory):
    class Meta:
        model = models.Claim

    report = factory.SubFactory(ReportFactory)
    aspect = Aspect.DATE
    value = factory.Sequence(lambda n: f"{2000 + n % 100}-07-01")
    words = factory.LazyAttribute(lambda claim: claim.report.passage)
    start = factory.LazyAttribute(lambda claim: claim.report.start)
    end = factory.LazyAttribute(lambda claim: claim.report.end)


class TurnFactory(DjangoModelFactory):
    class Meta:
        model = models.Turn

    event = factory.SubFactory(EventFactory)
    status = EventStatus.PLANNED
    known_since = NOW


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = models.Proposal

    name = factory.Sequence(lambda n: f"Nell Unknown{n}")
    folded = factory.LazyAttribute(lambda proposal: fold(proposal.name))
    stories = 1


class FlagFactory(DjangoModelFactory):
    class Meta:
        model = models.Flag

    story = factory.SubFactory(StoryFactory)
    kind = FlagKind.FORMER_IN_OFFICE
    start = 0
    end = 9
    surface = factory.LazyAttribute(lambda flag: flag.story.body[flag.start : flag.end])
    person = factory.SubFactory(PersonFactory)
    evidence = "In office on the day of the story."


class QuotationFactory(DjangoModelFactory):
    class Meta:
        model = models.Quotation

    story = factory.SubFactory(StoryFactory)
    start = 0
    end = 13
    words = factory.LazyAttribute(lambda quotation: quotation.story.body[quotation.start : quotation.end])
    key = factory.Sequence(lambda n: n + 1)
    speaker = factory.SubFactory(PersonFactory)


class DistinctionFactory(DjangoModelFactory):
    class Meta:
        model = models.Distinction

    kind = "person"
    low = factory.Sequence(lambda n: 2 * n + 1)
    high = factory.Sequence(lambda n: 2 * n + 2)
    decided_at = NOW


class DossierFactory(DjangoModelFactory):
    class Meta:
        model = models.Dossier

    title = factory.Sequence(lambda n: f"Dossier {n}")
    slug = factory.Sequence(lambda n: f"dossier-{n}")
    owner = factory.SubFactory(UserFactory)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = models.Section

    dossier = factory.SubFactory(DossierFactory)
    title = factory.Sequence(lambda n: f"Section {n}")
    position = factory.Sequence(lambda n: n + 1)


class EntryFactory(DjangoModelFactory):
    """A story; `EntryFactory(kind=EntryKind.NOTE, story=None, note="...")` for a note."""

    class Meta:
        model = models.Entry

    section = factory.SubFactory(SectionFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = EntryKind.STORY
    story = factory.SubFactory(StoryFactory)


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = models.Edition

    dossier = factory.SubFactory(DossierFactory)
    number = factory.Sequence(lambda n: n + 1)
    published_at = NOW
    published_by = factory.SubFactory(UserFactory, role=Role.REVIEWER)
    submitted_by = factory.SubFactory(UserFactory)
    content = factory.LazyFunction(lambda: {"title": "A dossier"})
    sha256 = "0" * 64


class PreferenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Preference

    user = factory.SubFactory(UserFactory)


class SignInFailureFactory(DjangoModelFactory):
    class Meta:
        model = models.SignInFailure

    key = "0" * 64
    at = NOW


class ChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.Change

    at = NOW
    verb = "created"
    kind = "story"
    object_id = factory.Sequence(lambda n: n + 1)
    label = factory.Sequence(lambda n: f"Story {n}")
