"""Which section of a dossier something fits."""

import pytest

from stories.dossiers import fitting
from stories.models import Section
from stories.vocabulary import EntryKind, MentionState, Standing
from tests.factories import (
    DossierFactory,
    EntryFactory,
    EventFactory,
    MentionFactory,
    ParticipationFactory,
    PersonFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    StoryTagFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections() -> list[Section]:
    dossier = DossierFactory()
    return [SectionFactory(dossier=dossier, title=title) for title in ("Ferries and harbours", "Tariffs", "Elections")]


def fits(sections, thing):
    found = fitting(sections[0].dossier, [thing])
    return found[thing._meta.model_name, thing.pk]


def naming(person, state=MentionState.CONFIRMED, **more):
    story = StoryFactory(**more)
    MentionFactory(story=story, person=person, state=state)
    return story


def test_a_story_goes_where_the_people_whom_it_names_are(sections):
    ann, bob = PersonFactory.create_batch(2)
    EntryFactory(section=sections[1], story=naming(ann))
    EntryFactory(section=sections[0], story=naming(bob))
    EntryFactory(section=sections[2], story=StoryFactory())
    assert fits(sections, naming(ann)) == sections[1]
    assert fits(sections, naming(bob)) == sections[0]
    assert fits(sections, ann) == sections[1]


def test_whoever_is_everywhere_decides_nothing_however_long_a_section_is(sections):
    everybody, tag = PersonFactory(), TagFactory()
    for section, number in zip(sections, (6, 2, 2), strict=True):
        for _ in range(number):
            EntryFactory(section=section, story=naming(everybody))
    StoryTagFactory(story=EntryFactory(section=sections[1], story=StoryFactory()).story, tag=tag)
    story = naming(everybody)
    StoryTagFactory(story=story, tag=tag)
    assert fits(sections, story) == sections[1]


def test_an_event_goes_to_the_stories_that_report_it_and_a_story_to_its_event(sections):
    event, other = EventFactory.create_batch(2)
    reported = ReportFactory(event=event, story=EntryFactory(section=sections[2], story=StoryFactory()).story)
    EntryFactory(section=sections[0], kind=EntryKind.EVENT, story=None, event=other)
    assert fits(sections, event) == sections[2]
    assert fits(sections, ReportFactory(event=other).story) == sections[0]
    reported.standing = Standing.REJECTED
    reported.save()
    assert fits(sections, event) == sections[0]  # nothing tells: where somebody worked last
    member = ParticipationFactory(event=event).person
    EntryFactory(section=sections[1], kind=EntryKind.PERSON, story=None, person=member)
    EntryFactory(section=sections[2], kind=EntryKind.NOTE, story=None, note="Only words.")
    assert fits(sections, event) == sections[1]


def test_else_the_words_of_its_title_and_else_the_section_worked_on_last(sections):
    assert fits(sections, StoryFactory(headline="Nothing that is here")) == sections[0]
    EntryFactory(section=sections[2], story=StoryFactory())
    EntryFactory(section=sections[1], story=StoryFactory())
    assert fits(sections, StoryFactory(headline="The elections are near")) == sections[2]
    assert fits(sections, StoryFactory(headline="Elections and ferries")) == sections[1]
    assert fits(sections, StoryFactory(headline="Nothing that is here")) == sections[1]


def test_one_section_or_none():
    dossier, story = DossierFactory(), StoryFactory()
    assert fitting(dossier, [story]) == {}
    section = SectionFactory(dossier=dossier)
    assert fitting(dossier, [story]) == {("story", story.pk): section}
    assert fitting(dossier, []) == {}


@pytest.mark.parametrize("number", [1, 3, 30])
def test_it_costs_the_same_number_of_queries_whatever_there_is(sections, number, django_assert_num_queries):
    person = PersonFactory()
    for section in sections:
        for _ in range(number):
            EntryFactory(section=section, story=naming(person))
            EntryFactory(section=section, kind=EntryKind.EVENT, story=None, event=EventFactory())
    things = [*(naming(person) for _ in range(number)), *EventFactory.create_batch(number)]
    with django_assert_num_queries(8):
        assert len(fitting(sections[0].dossier, things)) == 2 * number
