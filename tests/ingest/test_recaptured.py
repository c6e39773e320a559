"""A saved page without an address that names one which is here: another capture of that page, or a page of its own."""

from datetime import timedelta
from typing import Any

import pytest

from stories.editing.undo import undo_batch
from stories.ingest import accept_capture, receive_page
from stories.models import Capture, Change, EarlierText, Page, Story
from stories.vocabulary import CaptureState, Completeness, StoryState, Verb
from tests.ingest.fronts import FERRY, FRONT, HEADLINE, NAMES, front, page
from tests.ingest.pages import LATER, NOW, OTHERS, PARAGRAPHS, bring
from tests.ingest.test_completing import WHOLE, breaches

pytestmark = pytest.mark.django_db
CALLED = "Ferry runs again between the islands"
NEWER = (*PARAGRAPHS[:2], OTHERS[0])
FALSE = (*OTHERS, "Nothing of this was ever printed by the paper whose name stands above it, and it must not be.")


def saved(paragraphs: Any = NEWER, headline: str = CALLED, **facts: str) -> bytes:
    return page(headline, paragraphs, **{"canonical": FERRY, **facts})


def there() -> Story:
    (story,) = bring(page(HEADLINE, PARAGRAPHS), address=FERRY).made
    return story


@pytest.mark.parametrize(
    "canonical", [FERRY, FERRY.replace("https://", "http://www.") + "/?utm_source=x"], ids=["same", "spelt otherwise"]
)
def test_a_saved_page_is_a_further_capture_of_the_page_that_it_names(canonical: str) -> None:
    story = there()
    outcome = bring(saved(canonical=canonical), name="saved.html", now=LATER)
    assert (outcome.outcome, outcome.changed) == ("updated", (story,))
    story.refresh_from_db()
    assert (story.headline, story.body) == (CALLED, "\n\n".join(NEWER))
    assert EarlierText.objects.get().body == "\n\n".join(PARAGRAPHS)
    assert (Page.objects.get().address, outcome.capture.address) == (FERRY, FERRY)
    assert breaches() == []
    again = bring(saved(canonical=canonical), name="saved.html", now=LATER)
    assert (again.outcome, again.capture, Capture.objects.count()) == ("unchanged", outcome.capture, 2)


def test_it_waits_on_the_desk_with_its_page_and_can_be_undone() -> None:
    story = there()
    capture = receive_page(saved(), editor=None, now=LATER, name="saved.html")
    assert (capture.page, capture.state) == (story.page, CaptureState.WAITING)
    accept_capture(capture, editor=None, now=LATER)
    assert Story.objects.get(pk=story.pk).headline == CALLED
    batch = Change.objects.about(story).filter(verb=Verb.CHANGED).get().batch
    undo_batch(batch, editor=None, now=LATER)
    assert Story.objects.get(pk=story.pk).headline == HEADLINE
    assert breaches() == []


def test_og_url_names_it_as_well() -> None:
    there()
    raw = saved(canonical="").replace(b"</head>", f'<meta property="og:url" content="{FERRY}"></head>'.encode())
    assert bring(raw, now=LATER).outcome == "updated"


def test_two_saved_pages_without_an_address_are_one_page() -> None:
    (story,) = bring(saved(PARAGRAPHS, HEADLINE)).made
    outcome = bring(saved(), now=LATER)
    assert (outcome.changed, Page.objects.count()) == ((story,), 1)
    assert (story.url, outcome.capture.address) == (FERRY, "")


BEGINNING = " ".join(PARAGRAPHS[0].split()[:14]) + "."
INVENTED = "The company has sold both of its ships to a stranger from the mainland and will never again carry anybody."


@pytest.mark.parametrize("address", ["", FERRY], ids=["saved", "captured"])
@pytest.mark.parametrize("text", [(BEGINNING,), PARAGRAPHS[:1]], ids=["few words", "a paragraph"])
def test_a_beginning_alone_replaces_no_whole_text(text: tuple[str, ...], address: str) -> None:
    story = there()
    outcome = bring(saved(text, HEADLINE), address=address, now=LATER)
    assert (outcome.same, Page.objects.count(), Story.objects.count()) == ((story,), 1, 1)
    assert (Story.objects.get().body, EarlierText.objects.count()) == (story.body, 0)
    assert breaches() == []


def test_a_whole_text_replaces_the_beginning_that_is_here() -> None:
    (story,) = bring(page(HEADLINE, (BEGINNING,)), address=FERRY).made
    assert bring(saved(PARAGRAPHS, HEADLINE), now=LATER).changed == (story,)
    assert Story.objects.get().body == "\n\n".join(PARAGRAPHS)


def test_a_beginning_that_came_between_lets_no_other_text_in() -> None:
    story = there()
    bring(page(HEADLINE, (BEGINNING,)), address=FERRY, now=LATER)
    outcome = bring(saved((BEGINNING, *FALSE), HEADLINE), now=LATER + timedelta(days=1))
    assert (len(outcome.made), Story.objects.get(pk=story.pk).body) == (1, story.body)


def test_an_outlet_that_takes_back_its_text_at_its_address_is_followed() -> None:
    story = there()
    assert bring(page(HEADLINE, (INVENTED,)), address=FERRY, now=LATER).changed == (story,)
    assert Story.objects.get().body == INVENTED


OTHER_PAGES = {
    "another text": saved(FALSE),
    "another text under its headline": saved(FALSE, HEADLINE),
    "another short text under its headline": saved((INVENTED,), HEADLINE),
    "a few of its words before another text": saved((BEGINNING, INVENTED), HEADLINE),
    "another outlet": saved(site="Province Post"),
    "no outlet": saved().replace(b' <meta property="og:site_name" content="Harbour News">', b"").replace(
        b" | Harbour News", b""),
}  # fmt: skip


@pytest.mark.parametrize("raw", OTHER_PAGES.values(), ids=OTHER_PAGES)
def test_a_page_overwrites_no_other_pages_story_by_naming_its_address(raw: bytes) -> None:
    story = there()
    outcome = bring(raw, now=LATER)
    assert (outcome.changed, len(outcome.made), Page.objects.count()) == ((), 1, 2)
    assert (Story.objects.get(pk=story.pk).body, outcome.capture.address) == (story.body, "")
    (made,) = outcome.made
    assert (made.state, any(FERRY in doubt for doubt in made.doubts)) == (StoryState.TO_CHECK, True)


def test_an_article_that_names_a_front_page_or_a_list_is_no_capture_of_that() -> None:
    section = f"{FRONT}islands"
    bring(front(), address=FRONT)
    bring(front(NAMES[:5]), address=section)
    for canonical in (FRONT, section):
        outcome = bring(saved(canonical=canonical, headline=f"Ferry {len(canonical)} runs again today"), now=LATER)
        assert len(outcome.made) == 1
        assert outcome.capture.page.address.startswith("sha256:")


def test_what_names_an_address_that_nobody_knows_has_no_doubt() -> None:
    (made,) = bring(saved()).made
    assert made.doubts == []


def test_a_given_address_comes_before_what_the_page_says() -> None:
    there()
    other = "https://harbour-news.example/2025/06/29/the-ferry-runs-again-after-a-week"
    assert bring(saved(), address=other, now=LATER).capture.page.address == other


@pytest.mark.parametrize("address", ["", "https://elsewhere.example/2025/01/09/ferry-of-the-islands-stands-still"])
def test_an_announced_story_is_not_completed_by_another_outlets_page_that_names_its_address(address: str) -> None:
    bring(front(), address=FRONT, now=NOW)
    stub = Story.objects.get(url=FERRY)
    outcome = bring(page(WHOLE, PARAGRAPHS, canonical=FERRY, site="Elsewhere Times"), address=address, now=LATER)
    assert (len(outcome.made), Story.objects.get(pk=stub.pk).completeness) == (1, Completeness.HEADLINE)


def test_a_name_in_its_head_makes_no_other_site_the_outlets() -> None:
    bring(front(), address=FRONT, now=NOW)
    stub = Story.objects.get(url=FERRY)
    elsewhere = "https://elsewhere.example/2025/01/09/ferry-of-the-islands-stands-still"
    bring(page(WHOLE, PARAGRAPHS, canonical=FERRY), address=elsewhere, now=LATER)
    assert Story.objects.get(pk=stub.pk).completeness == Completeness.HEADLINE


def test_an_announced_story_is_completed_by_a_saved_page_of_its_outlet() -> None:
    bring(front(), address=FRONT, now=NOW)
    stub = Story.objects.get(url=FERRY)
    bring(page(WHOLE, PARAGRAPHS, canonical=FERRY), now=LATER)
    assert Story.objects.get(pk=stub.pk).body == "\n\n".join(PARAGRAPHS)


def announced_by_nobody() -> Story:
    """The ferry's story as a list announces it that does not say whose it is."""
    raw = front(site="").replace(b'<meta property="og:site_name" content="">', b"")
    bring(raw, name="list.html")
    story = Story.objects.get(url=FERRY)
    assert (story.outlet, story.completeness) == (None, Completeness.HEADLINE)
    return story


def test_a_saved_article_completes_what_a_list_without_an_outlet_announced_at_the_address_that_it_names() -> None:
    stub = announced_by_nobody()
    count = Story.objects.count()
    outcome = bring(saved(PARAGRAPHS, headline=f"{HEADLINE} for days"), name="saved.html", now=LATER)
    assert (outcome.changed, Story.objects.count()) == ((stub,), count)
    story = Story.objects.get(pk=stub.pk)
    assert (story.completeness, story.body, story.doubts) == (Completeness.FULL, "\n\n".join(PARAGRAPHS), [])
    assert breaches() == []


@pytest.mark.parametrize("facts", [{"headline": "Prices of bread rise again"}, {"day": "2025-03-20"}], ids=str)
def test_another_article_that_names_the_address_of_what_a_list_announced_is_its_own(facts: dict[str, str]) -> None:
    announced_by_nobody()
    count = Story.objects.count()
    outcome = bring(saved(**facts), name="saved.html", now=LATER)
    assert (len(outcome.made), Story.objects.count()) == (1, count + 1)


def test_a_page_captured_elsewhere_takes_nothing_over_by_naming_its_address() -> None:
    stub = announced_by_nobody()
    outcome = bring(saved(site="Elsewhere Times"), address="https://elsewhere.example/2025/ferry", now=LATER)
    assert outcome.made
    assert Story.objects.get(pk=stub.pk).completeness == Completeness.HEADLINE
