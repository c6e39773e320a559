"""What an editor decided on a story holds when its page is read again, unchanged or changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stories.editing.event_states import decide_report
from stories.linking.deciding import reject_mention
from stories.linking.mentions import link_stories
from stories.models import Event, Mention, Person, Report, Story
from stories.vocabulary import MentionState
from tests.factories import PersonFactory, UserFactory
from tests.ingest.pages import ADDRESS, LATER, NOW, OTHERS, PARAGRAPHS, article, bring

pytestmark = pytest.mark.django_db
NAMED = "Ada Lind opened the pier on January 7, 2025, and Ada Lind spoke for an hour."
CHANGED = f"It rained. {NAMED}"
AND_AGAIN = f"{NAMED} On the next day Ada Lind left for home."


def page(line: str) -> bytes:
    return article(paragraphs=(*PARAGRAPHS, line))


def states() -> list[tuple[str, str]]:
    """The mentions of the person, in reading order: the words around, and the state."""
    return [(row.surface, row.state) for row in Mention.objects.filter(kind="person").order_by("start")]


@pytest.fixture
def person() -> Person:
    return PersonFactory(name="Ada Lind")


def test_not_this_person_holds_when_the_page_is_read_again(person: Person) -> None:
    bring(page(NAMED), address=ADDRESS)
    assert states() == [("Ada Lind", "suggested")] * 2
    for mention in Mention.objects.filter(person=person):
        reject_mention(mention, editor=UserFactory(), now=NOW)
    rejected = [("Ada Lind", MentionState.REJECTED)] * 2
    # the same page, newer captures of it with other words before these
    for number, line in enumerate((NAMED, CHANGED, f"The sun shone. {NAMED}"), start=1):
        bring(
            page(line), address=ADDRESS, now=LATER + timedelta(days=number), captured_at=LATER + timedelta(days=number)
        )
        assert Story.objects.get().body.endswith(line)
        assert states() == rejected, line
        link_stories([Story.objects.get()], now=LATER)
        assert states() == rejected, line
    assert not Mention.objects.linked().filter(person=person).exists()


def test_it_holds_for_the_same_words_where_they_stand_once_more(person: Person) -> None:
    bring(page(NAMED), address=ADDRESS)
    reject_mention(Mention.objects.filter(person=person).order_by("start")[0], editor=UserFactory(), now=NOW)
    link_stories([Story.objects.get()], now=LATER)
    assert not Mention.objects.linked().filter(person=person).exists()
    bring(page(AND_AGAIN), address=ADDRESS, now=LATER, captured_at=LATER)
    assert Story.objects.get().body.endswith(AND_AGAIN)
    assert not Mention.objects.linked().filter(person=person).exists()


MEETING = "Ada Lind met Bea Moss in Norsund on January 7, 2025, and both spoke of the ferry."


def test_not_about_this_event_holds_when_the_page_is_read_again(person: Person) -> None:
    PersonFactory(name="Bea Moss")
    bring(page(MEETING), address=ADDRESS)
    report = Report.objects.get()
    assert (report.passage, report.standing) == (MEETING, "suggested")
    decide_report(report, standing="rejected", editor=UserFactory(), now=NOW)
    event = Event.objects.get()
    for number, line in enumerate((MEETING, f"It rained. {MEETING}", OTHERS[0], f"The sun shone. {MEETING}"), start=1):
        when = LATER + timedelta(days=number)
        bring(page(line), address=ADDRESS, now=when, captured_at=when)
        assert Story.objects.get().body.endswith(line)
        assert Report.objects.values_list("event", "standing").get() == (event.pk, "rejected"), line
        assert Event.objects.get() == event
