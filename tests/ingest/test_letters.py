"""A newsletter's items and the articles that they lead to are one story each, in either order."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from stories.models import Appearance, Story
from stories.vocabulary import Completeness
from tests.ingest.fronts import FERRY, NAMES, page
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


def articles() -> list[Story]:
    found = bring(page("Ferry stands still for days", PARAGRAPHS), address=FERRY).made
    return [*found, *bring(page(NAMES[1][0], PARAGRAPHS[:2]), address=MUSEUM).made]


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
    articles()
    later = letter("{}", day="Mon, 02 Jun 2025 06:30:00 +0100")
    outcome = bring(later, name="letter.eml", now=LONG_AFTER)
    assert ([story.url for story in outcome.made], len(outcome.same)) == ([MUSEUM], 1)
