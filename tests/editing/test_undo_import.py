"""Taking an import back: its stories go, the page that came in stays and waits to be checked again."""

import uuid
from pathlib import Path

import pytest

from stories.editing.correcting import correct_story
from stories.editing.tagging import tag_stories
from stories.editing.undo import CannotUndo, undo_batch
from stories.ingest import import_page, import_together
from stories.models import Capture, Change, Event, Mention, Reading, Report, Story
from stories.search import index_breaches
from stories.vocabulary import CaptureState, Verb
from tests import factories as make
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


@pytest.mark.parametrize("touched", [False, True], ids=["as found", "confirmed meanwhile"])
def test_what_rules_found_in_its_stories_alone_goes_and_comes_back_with_them(touched: bool) -> None:
    text = ("An earthquake struck Port Aven on January 7, 2025, and killed 12 people.", *PARAGRAPHS)
    import_page(article("Earthquake kills twelve", text), editor=None, now=make.NOW)
    event = Event.objects.get()
    assert event.reports.count() == 1
    if touched:
        Change.objects.create(
            at=make.NOW, verb=Verb.CHANGED, kind="event", object_id=event.pk, label=event.title, batch=uuid.uuid4()
        )
    batch = Change.objects.filter(kind="story", verb=Verb.IMPORTED).get().batch
    undone = undo_batch(batch, editor=make.UserFactory(), now=make.NOW)
    assert Event.objects.filter(pk=event.pk).exists() == touched
    undo_batch(undone.batch, editor=make.UserFactory(), now=make.NOW)
    assert list(Event.objects.values_list("title", "date")) == [(event.title, "2025-01-07")]
    assert Report.objects.get().event.title == event.title
