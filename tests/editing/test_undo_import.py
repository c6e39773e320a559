"""Taking an import back: its stories go, the page that came in stays and waits to be checked again."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from stories.editing.correcting import correct_story
from stories.editing.events import TakesPart, save_event
from stories.editing.tagging import tag_stories
from stories.editing.undo import CannotUndo, undo_batch
from stories.ingest import import_page, import_together
from stories.models import Capture, Change, Event, Mention, Reading, Report, Story
from stories.search import index_breaches
from stories.vocabulary import CaptureState, EntryKind, Verb
from tests import factories as make
from tests.at_once import WAIT, at_once
from tests.ingest.pages import ADDRESS, NAMED, OTHERS, PARAGRAPHS, article, facts_of

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "seeds" / "daily8_usjapanrelations.txt"


def imported() -> tuple[list[Story], Change]:
    make.PersonFactory(name="Pete Hegseth")
    outcome = import_page(PAGE.read_bytes(), editor=make.UserFactory(), now=make.NOW, name=PAGE.name)
    return list(outcome.made), Change.objects.filter(verb=Verb.IMPORTED).earliest("pk")


def test_an_import_is_taken_back_and_done_again() -> None:
    stories, change = imported()
    assert len(stories) > 1
    before = list(Story.objects.order_by("pk").values_list("pk", "headline", "body", "sort_key", "outlet"))
    undone = undo_batch(change.batch, editor=make.UserFactory(), now=make.NOW)
    assert Story.objects.count() == 0
    assert Capture.objects.get().state == CaptureState.WAITING
    assert Reading.objects.get().text
    assert index_breaches() == []
    undo_batch(undone.batch, editor=make.UserFactory(), now=make.NOW)
    assert list(Story.objects.order_by("pk").values_list("pk", "headline", "body", "sort_key", "outlet")) == before
    assert Capture.objects.get().state == CaptureState.ACCEPTED
    assert index_breaches() == []


@pytest.mark.parametrize("work", ["correction", "tag"])
def test_what_editors_did_to_the_stories_since_stands_in_the_way(work: str) -> None:
    stories, change = imported()
    editor = make.UserFactory()
    if work == "tag":
        tag_stories(stories[:1], ["kept"], editor=editor, now=make.NOW)
    else:
        correct_story(stories[0], changes={"kicker": "Mine"}, base_version=None, editor=editor, now=make.NOW)
    with pytest.raises(CannotUndo, match="since then"):
        undo_batch(change.batch, editor=editor, now=make.NOW)
    assert Story.objects.count() == len(stories)


def test_one_page_of_several_that_came_in_together_is_taken_back_by_itself() -> None:
    make.PersonFactory(name="Oriana Testwell")
    pages = [facts_of(article(), ADDRESS), facts_of(article("Museum opens", (*OTHERS, NAMED)))]
    ferry, museum = (outcome.made[0] for outcome in import_together(pages, editor=None, now=make.NOW))
    change = Change.objects.about(museum).get(verb=Verb.IMPORTED)
    undone = undo_batch(change.batch, editor=make.UserFactory(), now=make.NOW)
    assert list(Story.objects.all()) == [ferry]
    assert not Mention.objects.exists()
    undo_batch(undone.batch, editor=make.UserFactory(), now=make.NOW)
    assert list(Story.objects.order_by("pk")) == [ferry, museum]
    assert [mention.surface for mention in Mention.objects.all()] == ["Oriana Testwell"]
    assert index_breaches() == []


def corrected(event: Event) -> None:
    save_event(event, values={"place": "Port Avon"}, editor=make.UserFactory(), now=make.NOW)


def taken_part_in(event: Event) -> None:
    part = TakesPart(make.PersonFactory(name="Oriana Testwell"), "rescuer")
    save_event(event, values={}, participants=[part], editor=make.UserFactory(), now=make.NOW)


def had_a_part(event: Event) -> None:
    save_event(make.EventFactory(), values={"part_of": event}, editor=make.UserFactory(), now=make.NOW)


def entered(event: Event) -> None:
    make.EntryFactory(kind=EntryKind.EVENT, story=None, event=event)


@pytest.mark.parametrize("act", [None, corrected, taken_part_in, had_a_part, entered])
def test_what_rules_found_in_its_stories_alone_goes_and_comes_back_with_them(
    act: Callable[[Event], None] | None,
) -> None:
    text = ("An earthquake struck Port Aven on January 7, 2025, and killed 12 people.", *PARAGRAPHS)
    import_page(article("Earthquake kills twelve", text), editor=None, now=make.NOW)
    event = Event.objects.get()
    assert event.reports.count() == 1
    if act:
        act(event)
    title = Event.objects.get(pk=event.pk).title
    batch = Change.objects.filter(kind="story", verb=Verb.IMPORTED).get().batch
    undone = undo_batch(batch, editor=make.UserFactory(), now=make.NOW)
    assert Event.objects.filter(pk=event.pk).exists() == (act is not None)
    undo_batch(undone.batch, editor=make.UserFactory(), now=make.NOW)
    assert Event.objects.get(date="2025-01-07").title == title
    assert Report.objects.get().event.title == title
    assert index_breaches() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_event_that_another_import_holds_stays_for_its_report() -> None:
    text = ("An earthquake struck Port Aven on January 7, 2025, and killed 12 people.", *PARAGRAPHS)
    import_page(article("Earthquake kills twelve", text), editor=None, now=make.NOW)
    event, other = Event.objects.get(), make.StoryFactory()
    batch = Change.objects.filter(kind="story", verb=Verb.IMPORTED).get().batch
    held, undone = threading.Event(), threading.Event()

    def report() -> None:
        with transaction.atomic():
            Event.objects.select_for_update(no_key=True).get(pk=event.pk)
            make.ReportFactory(story=other, event=event)
            held.set()
            assert undone.wait(WAIT)

    def undo() -> None:
        assert held.wait(WAIT)
        try:
            undo_batch(batch, editor=None, now=make.NOW)
        finally:
            undone.set()

    assert at_once(report, undo) == []
    assert list(Report.objects.values_list("story", "event")) == [(other.pk, event.pk)]
