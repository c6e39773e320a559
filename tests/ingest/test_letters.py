"""A newsletter's items and the articles that they lead to are one story each, in either order."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from stories.editing.undo import undo_batch
from stories.ingest import accept_capture, receive_page
from stories.models import Appearance, Change, EarlierText, Outlet, Story
from stories.vocabulary import Completeness, StoryState, Verb
from tests.factories import OutletFactory
from tests.ingest.fronts import FERRY, FRONT, HEADLINE, NAMES, front, page
from tests.ingest.pages import NOW, PARAGRAPHS, bring

pytestmark = pytest.mark.django_db
MUSEUM = "https://harbour-news.example/culture/museum-wing"
"""An address that does not tell by itself whether it is a story's or a section's."""
LONG_AFTER = NOW + timedelta(days=200)
LINKS = {
    "plain": "{}",
    "with a tail": "{}?utm_source=letter&mc_cid=77&emc=edit",
    "counted": "https://count.mailer.example/c/9/?h=1a2b&url={quoted}",
    "guarded and counted": "https://eur05.safelinks.guard.example/?url={twice}&data=05",
}
TEXTS = (
    ("No boat to the small island", "Nobody at the harbour could say on Wednesday for how long the boats will stay."),
    ("Old maps, new rooms", "The museum has opened the wing that it was promised when the old one burned down."),
)


def letter(link: str, *, sender: str = "The Harbour Letter", day: str = "Thu, 09 Jan 2025 06:30:00 +0100") -> bytes:
    cards = []
    for (headline, text), address in zip(TEXTS, (FERRY, MUSEUM), strict=True):
        quoted = quote(address, safe="")
        inner = quote(f"https://count.mailer.example/c?u={quoted}", safe="")
        whole = link.format(address, quoted=quoted, twice=inner)
        cards.append(f'<div><h2><a href="{whole}">{headline}</a></h2><p>{text}</p></div>')
    head = f"From: {sender} <news@harbour-news.example>\nSubject: What moved this week\nDate: {day}\n"
    return f"{head}MIME-Version: 1.0\nContent-Type: text/html\n\n<html><body>{''.join(cards)}</body></html>".encode()


def articles(**facts: Any) -> list[Story]:
    found = bring(page("Ferry stands still for days", PARAGRAPHS), address=FERRY, **facts).made
    return [*found, *bring(page(NAMES[1][0], PARAGRAPHS[:2]), address=MUSEUM, **facts).made]


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_letter_that_leads_to_articles_that_are_here_makes_no_second_story(link: str) -> None:
    there = articles()
    outcome = bring(letter(link), name="letter.eml", now=LONG_AFTER)
    assert (outcome.made, set(outcome.same)) == ((), set(there))
    assert Story.objects.count() == len(there)
    assert {row.story for row in Appearance.objects.all()} == set(there)
    assert [story.completeness for story in Story.objects.all()] == [Completeness.FULL] * 2


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_an_article_completes_what_a_letter_announced(link: str) -> None:
    announced = bring(letter(link), name="letter.eml", now=LONG_AFTER).made
    assert [story.url for story in announced] == [FERRY, MUSEUM]
    articles()
    assert Story.objects.count() == 2
    assert [story.completeness for story in Story.objects.order_by("pk")] == [Completeness.FULL] * 2


def test_a_letter_of_a_guessed_number_finds_nothing() -> None:
    articles()
    outcome = bring(letter("https://count.mailer.example/?qs=00000029f0a1b2c3"), name="letter.eml", now=LONG_AFTER)
    assert not outcome.same


def test_an_address_that_may_be_a_sections_is_not_enough_months_later() -> None:
    articles(captured_at=datetime(2025, 1, 9, 3, 0, tzinfo=UTC))  # what stood there afterwards nobody knows
    later = letter("{}", day="Mon, 02 Jun 2025 06:30:00 +0100")
    outcome = bring(later, name="letter.eml", now=LONG_AFTER)
    assert ([story.url for story in outcome.made], len(outcome.same)) == ([MUSEUM], 1)


def completed(**facts: Any) -> Story:
    """The story of the ferry, announced by a letter, after its article came in."""
    stub = bring(letter("{}"), name="letter.eml", now=LONG_AFTER).made[0]
    assert (stub.url, stub.outlet.name, stub.dek) == (FERRY, "The Harbour Letter", TEXTS[0][1])
    Story.objects.filter(pk=stub.pk).update(**facts)
    bring(page("Ferry stands still for days", PARAGRAPHS), address=FERRY, now=LONG_AFTER)
    return Story.objects.get(url=FERRY)


def test_the_sender_and_the_teaser_of_a_letter_give_way_to_what_the_article_says() -> None:
    story = completed()
    assert (story.headline, story.outlet.name, story.dek) == ("Ferry stands still for days", "Harbour News", "")
    assert EarlierText.objects.get().dek == TEXTS[0][1]
    change = Change.objects.about(story).filter(verb=Verb.CHANGED).get()
    assert Outlet.objects.get(pk=change.before["outlet_id"]).name == "The Harbour Letter"
    undo_batch(change.batch, editor=None, now=LONG_AFTER)
    story.refresh_from_db()
    assert (story.outlet.name, story.dek) == ("The Harbour Letter", TEXTS[0][1])


def test_what_an_editor_corrected_in_a_letters_item_stays() -> None:
    chosen = OutletFactory(name="Quay Gazette")
    story = completed(outlet=chosen, dek="The boats stay where they are.")
    assert (story.outlet, story.dek) == (chosen, "The boats stay where they are.")


def test_an_outlet_that_was_renamed_is_still_the_sender() -> None:
    stub = bring(letter("{}"), name="letter.eml", now=LONG_AFTER).made[0]
    Outlet.objects.filter(pk=stub.outlet_id).update(name="Letters from the harbour")
    bring(page("Ferry stands still for days", PARAGRAPHS), address=FERRY, now=LONG_AFTER)
    assert Story.objects.get(url=FERRY).outlet.name == "Harbour News"


def test_an_article_without_an_outlet_leaves_the_sender() -> None:
    bring(letter("{}"), name="letter.eml", now=LONG_AFTER)
    raw = page("Ferry stands still for days", PARAGRAPHS, site="")
    bring(raw.replace(b" | ", b""), address=FERRY, now=LONG_AFTER)
    story = Story.objects.get(url=FERRY)
    assert (story.completeness, story.outlet.name) == (Completeness.FULL, "The Harbour Letter")


def test_the_page_of_another_host_takes_no_outlet_over() -> None:
    """A page that only names the letter's link as its own may complete the item; whose it is it does not say."""
    sender = bring(letter("{}"), name="letter.eml", now=LONG_AFTER).made[0].outlet
    raw = page("Ferry stands still for days", PARAGRAPHS, canonical=FERRY, site=sender.name)
    bring(raw, now=LONG_AFTER)
    story = Story.objects.get(url=FERRY)
    assert (story.completeness, story.outlet, story.dek) == (Completeness.FULL, sender, TEXTS[0][1])


def test_the_teaser_of_a_list_that_is_no_letter_stays() -> None:
    bring(front(deks={HEADLINE: TEXTS[0][1]}), address=FRONT)
    bring(page("Ferry stands still for days", PARAGRAPHS, site="Ferry Post"), address=FERRY)
    story = Story.objects.get(url=FERRY)
    assert (story.outlet.name, story.dek) == ("Harbour News", TEXTS[0][1])


def saved_article(**facts: str) -> bytes:
    facts = {"headline": "Ferry stands still for days", "canonical": FERRY, **facts}
    return page(facts.pop("headline"), PARAGRAPHS, **facts)


def test_a_saved_article_that_completes_the_story_at_the_address_that_it_names_is_not_doubted() -> None:
    stub = bring(letter("{}", sender="Harbour News"), name="letter.eml", now=LONG_AFTER).made[0]
    assert stub.url == FERRY
    capture = receive_page(saved_article(), editor=None, now=LONG_AFTER, name="saved.html")
    assert accept_capture(capture, editor=None, now=LONG_AFTER).changed == (stub,)
    story = Story.objects.get(pk=stub.pk)
    assert (story.completeness, story.doubts, story.state) == (Completeness.FULL, [], StoryState.NEW)


def test_the_doubt_stays_with_an_article_that_completes_no_story_at_that_address() -> None:
    """Another outlet's page names the letter's address: it is a page of its own."""
    bring(letter("{}", sender="Harbour News"), name="letter.eml", now=LONG_AFTER)
    outcome = bring(saved_article(site="Province Post"), name="saved.html", now=LONG_AFTER)
    (made,) = outcome.made
    assert (any(FERRY in doubt for doubt in made.doubts), made.state) == (True, StoryState.TO_CHECK)


@pytest.mark.parametrize(("facts", "joins"), [({}, True), ({"headline": "Prices of bread rise again"}, False)])
def test_a_saved_article_of_another_outlet_than_the_sender_completes_the_item_that_it_repeats(
    facts: dict[str, str], joins: bool
) -> None:
    stub = bring(letter("{}", day="Thu, 09 Jan 2025 06:30:00 +0100"), name="letter.eml", now=LONG_AFTER).made[0]
    raw = saved_article(**{"headline": stub.headline, "site": "Island Courier", **facts})
    outcome = bring(raw, name="saved.html", now=LONG_AFTER)
    assert ((outcome.changed == (stub,)), bool(outcome.made)) == (joins, not joins)
