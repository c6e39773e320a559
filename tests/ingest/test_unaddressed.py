"""A page that comes with its address after the same text came without one."""

import pytest

from stories.editing.undo import undo_batch
from stories.ingest import accept_capture, receive_page
from stories.ingest.unaddressed import MOST
from stories.linking.outlets import save_outlet
from stories.models import Appearance, Change, EarlierText, Story
from stories.vocabulary import Verb
from tests.factories import TagFactory
from tests.ingest.fronts import FERRY, HEADLINE, page
from tests.ingest.pages import LATER, NOW, OTHERS, PARAGRAPHS, article, bring
from tests.ingest.test_completing import breaches

pytestmark = pytest.mark.django_db
COPYCAT = "https://copycat.example/stolen/one"
ELSEWHERE = "https://province-post.example/2025/01/08/ferry-between-the-islands-stops-running"


def registered(name: str = "Harbour News", domain: str = "harbour-news.example") -> None:
    save_outlet(name=name, domains=[domain], editor=None, now=NOW)


def saved(**facts: str) -> Story:
    (story,) = bring(page(HEADLINE, PARAGRAPHS, **facts), name="saved.html").made
    return story


@pytest.mark.parametrize("canonical", ["", FERRY], ids=["no canonical", "canonical"])
def test_the_same_text_at_its_address_is_the_story_that_is_here(canonical: str) -> None:
    registered()
    story = saved(canonical=canonical)
    tag = TagFactory()
    story.tags.add(tag)
    raw = page(HEADLINE, PARAGRAPHS, canonical=FERRY).replace(b"World", b"The world")
    outcome = bring(raw, address=FERRY, now=LATER)
    assert (outcome.made, outcome.changed, Story.objects.count()) == ((), (story,), 1)
    now = Story.objects.get()
    assert (now.url, now.page.address, now.capture, list(now.tags.all())) == (FERRY, FERRY, outcome.capture, [tag])
    assert (Appearance.objects.get().page, EarlierText.objects.count()) == (story.page, 0)
    assert "Found at its address" in Change.objects.about(now).filter(verb=Verb.CHANGED).get().reason
    assert breaches() == []


def test_later_captures_of_either_are_the_same_story() -> None:
    story = saved()
    bring(page(HEADLINE, PARAGRAPHS), address=FERRY, now=LATER)
    assert bring(page(HEADLINE, PARAGRAPHS), name="saved.html", now=LATER).same == (story,)
    newer = bring(page(HEADLINE, (*PARAGRAPHS[:2], OTHERS[0])), address=FERRY, now=LATER)
    assert (newer.changed, Story.objects.count()) == ((story,), 1)
    assert breaches() == []


def test_pasted_text_without_an_outlet_is_known_by_its_bytes() -> None:
    (story,) = bring(article()).made
    assert story.outlet is None
    address = "https://quay-gazette.example/islands/ferry"
    assert bring(article(), address=address, now=LATER).changed == (story,)
    assert Story.objects.get().url == address


def test_what_an_editor_corrected_stays() -> None:
    story = saved()
    Story.objects.filter(pk=story.pk).update(headline="Ferry stands still", section="Islands")
    bring(page(HEADLINE, PARAGRAPHS), address=FERRY, now=LATER)
    now = Story.objects.get()
    assert (now.headline, now.section, now.url) == ("Ferry stands still", "Islands", FERRY)


def test_it_can_be_taken_back_and_is_not_done_again() -> None:
    story = saved()
    before = Story.objects.values("url", "page", "capture", "identity", "body").get()
    capture = receive_page(page(HEADLINE, PARAGRAPHS), editor=None, now=LATER, address=FERRY)
    accept_capture(capture, editor=None, now=LATER)
    batch = Change.objects.about(story).filter(verb=Verb.CHANGED).get().batch
    undo_batch(batch, editor=None, now=LATER)
    assert Story.objects.values("url", "page", "capture", "identity", "body").get() == before
    assert Appearance.objects.count() == 0
    again = accept_capture(capture, editor=None, now=LATER)
    assert len(again.made) == 1
    assert breaches() == []


@pytest.mark.parametrize(
    ("first", "second", "address"),
    [
        ({}, {"site": "Province Post"}, ELSEWHERE),
        ({"canonical": FERRY}, {}, f"{FERRY}-a-second-time"),
        ({"site": ""}, {"site": "Province Post"}, ELSEWHERE),
    ],
    ids=["a reprint of another outlet", "it named another address", "only one names an outlet"],
)
def test_the_same_text_elsewhere_is_a_page_of_its_own(
    first: dict[str, str], second: dict[str, str], address: str
) -> None:
    story = saved(**first)
    outcome = bring(page(HEADLINE, PARAGRAPHS, **second), address=address, now=LATER)
    assert (len(outcome.made), Story.objects.get(pk=story.pk).capture) == (1, story.capture)


def test_a_site_that_prints_the_name_of_another_outlet_takes_nothing_over() -> None:
    save_outlet(name="Province Post", domains=["province-post.example"], editor=None, now=NOW)
    story = saved()
    assert len(bring(page(HEADLINE, PARAGRAPHS), address=ELSEWHERE, now=LATER).made) == 1
    assert Story.objects.get(pk=story.pk).url == ""


def test_another_text_under_the_same_headline_is_another_story() -> None:
    saved()
    assert len(bring(page(HEADLINE, OTHERS), address=FERRY, now=LATER).made) == 1


def test_of_two_that_fit_neither_is_taken() -> None:
    registered()
    first = saved()
    second = bring(page(HEADLINE, PARAGRAPHS).replace(b"World", b"The world"), name="again.html").made[0]
    outcome = bring(page(HEADLINE, PARAGRAPHS), address=FERRY, now=LATER)
    assert (len(outcome.made), {first.pk, second.pk}.isdisjoint(story.pk for story in outcome.made)) == (1, True)


@pytest.mark.parametrize("raw", [page(HEADLINE, PARAGRAPHS), page(HEADLINE, PARAGRAPHS, day="2025-01-09")])
def test_a_site_that_nobody_is_known_at_takes_no_story_of_an_outlet_whose_site_is_known(raw: bytes) -> None:
    registered()
    story = saved()
    assert len(bring(raw, address=COPYCAT, now=LATER).made) == 1
    assert Story.objects.get(pk=story.pk).url == ""
    assert bring(page(HEADLINE, PARAGRAPHS), address=FERRY, now=LATER).changed == (story,)
    assert (Story.objects.get(pk=story.pk).url, Story.objects.count()) == (FERRY, 2)


def test_of_an_outlet_whose_site_nobody_knows_the_bytes_tell() -> None:
    story = saved()
    raw = page(HEADLINE, PARAGRAPHS)
    assert len(bring(raw.replace(b"World", b"The world"), address=COPYCAT, now=LATER).made) == 1
    assert bring(raw, address=FERRY, now=LATER).changed == (story,)


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ({"headline": "Port closed for the winter holiday of 2025", "day": "2025-01-08"}, 2),
        ({"headline": "Port closed for the winter holiday of 2025", "day": "2023-01-08"}, 2),
        ({"day": "2025-01-08"}, 2),
        ({"day": "2023-01-09"}, 1),
        ({"headline": "PORT CLOSED for the winter holiday of 2023"}, 1),
    ],
    ids=["next year's", "another headline", "another day", "a day later", "in capitals"],
)
def test_a_notice_that_comes_back_word_for_word_is_another_story(second: dict[str, str], count: int) -> None:
    registered()
    first = {"headline": "Port closed for the winter holiday of 2023", "day": "2023-01-08"}
    raw = page(paragraphs=PARAGRAPHS, **first)
    (story,) = bring(raw, name="saved.html").made
    bring(page(paragraphs=PARAGRAPHS, **{**first, **second}), address=FERRY, now=LATER)
    assert Story.objects.count() == count
    if count == 2:
        now = Story.objects.get(pk=story.pk)
        assert (now.headline, now.published_at, now.url) == (first["headline"], story.published_at, "")
    assert breaches() == []


def test_a_day_that_an_editor_corrected_is_still_the_pages() -> None:
    registered()
    story = saved()
    Story.objects.filter(pk=story.pk).update(published_at=NOW)
    bring(page(HEADLINE, PARAGRAPHS), address=FERRY, now=LATER)
    now = Story.objects.get()
    assert (now.published_at, now.url) == (NOW, FERRY)


def test_many_reprints_of_others_do_not_hide_the_story() -> None:
    registered()
    for number in range(MOST + 1):
        raw = page(HEADLINE, PARAGRAPHS, site=f"Reprint {number}")
        bring(raw, name=f"reprint-{number}.html")
    story = saved()
    assert bring(page(HEADLINE, PARAGRAPHS), address=FERRY, now=LATER).changed == (story,)
