"""A list announces a story and its article tells it: in either order they are one story."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from stories.editing.undo import undo_batch
from stories.ingest import accept_capture, receive_page
from stories.ingest.proof import PROOFS
from stories.models import Appearance, Capture, Change, EarlierText, Link, Story
from stories.vocabulary import Completeness, LinkState, StoryState, Verb
from tests.factories import SectionFactory, StoryFactory, TagFactory
from tests.ingest.fronts import FERRY, FRONT, HEADLINE, NAMES, front, page
from tests.ingest.pages import ADDRESS, LATER, NOW, PARAGRAPHS, article, bring, hashtag

pytestmark = pytest.mark.django_db
BODY = "\n\n".join(PARAGRAPHS)
LONG_AFTER = NOW + timedelta(days=40)
WHOLE = "Ferry between the islands stops running, nobody knows for how long"


def breaches() -> list[str]:
    return [sentence for prove in PROOFS.values() for sentence in prove()]


def announced(**facts: object) -> Story:
    """The story of the ferry as the front page announces it."""
    bring(front(), address=FRONT, **facts)
    return Story.objects.get(headline=HEADLINE)


def test_a_stub_is_completed_by_its_article_and_stays_one_story() -> None:
    stub = announced()
    assert (stub.completeness, stub.body, stub.url) == (Completeness.HEADLINE, "", FERRY)
    tag = TagFactory()
    stub.tags.add(tag)
    outcome = bring(page(WHOLE, PARAGRAPHS), address=FERRY, now=LATER)
    assert (outcome.outcome, outcome.changed) == ("updated", (stub,))
    assert Story.objects.count() == len(NAMES)
    whole = Story.objects.get(pk=stub.pk)
    assert (whole.completeness, whole.body, whole.headline) == (Completeness.FULL, BODY, WHOLE)
    assert (whole.capture, whole.page.address) == (outcome.capture, FERRY)
    assert list(whole.tags.all()) == [tag]
    assert EarlierText.objects.get().headline == HEADLINE
    change = Change.objects.about(whole).filter(verb=Verb.CHANGED).get()
    assert (change.before["completeness"], change.after["completeness"]) == ("headline", "full")
    assert "Completed by" in change.reason
    assert breaches() == []


def test_a_stub_that_comes_after_its_article_makes_no_second_story_and_cuts_nothing() -> None:
    whole = bring(page(WHOLE, PARAGRAPHS), address=FERRY).made[0]
    outcome = bring(front(), address=FRONT, now=LATER)
    assert (len(outcome.made), outcome.same) == (len(NAMES) - 1, (whole,))
    assert Story.objects.get(pk=whole.pk).body == BODY
    assert Appearance.objects.get().story == whole
    again = bring(front(NAMES[:1] + NAMES[3:]), address=FRONT, now=LONG_AFTER)
    assert (again.made, Story.objects.count()) == ((), len(NAMES))
    assert breaches() == []


def test_the_list_that_is_captured_again_leaves_the_completed_story_as_it_is() -> None:
    stub = announced()
    bring(page(WHOLE, PARAGRAPHS), address=FERRY, now=LATER)
    again = bring(front(NAMES[:5]), address=FRONT, now=LONG_AFTER)
    assert (again.made, again.changed, len(again.same)) == ((), (), 5)
    assert Story.objects.get(pk=stub.pk).body == BODY
    unchanged = bring(front(NAMES[:5]), address=FRONT, now=LONG_AFTER)
    assert {story.pk for story in unchanged.same} == set(Story.objects.values_list("pk", flat=True))


def test_an_addresses_ways_of_writing_are_one() -> None:
    stub = announced()
    spelt = FERRY.replace("https://", "http://www.") + "/?from=home"
    bring(page(WHOLE, PARAGRAPHS), address=spelt, now=LATER)
    assert (Story.objects.count(), Story.objects.get(pk=stub.pk).body) == (len(NAMES), BODY)


def test_the_address_that_a_page_gives_as_its_own_counts() -> None:
    stub = announced()
    bring(page(WHOLE, PARAGRAPHS, canonical=FERRY), address="https://m.harbour-news.example/story?x=77", now=LATER)
    assert (Story.objects.count(), Story.objects.get(pk=stub.pk).body) == (len(NAMES), BODY)


def test_without_an_address_outlet_headline_and_day_tell() -> None:
    stub = announced(captured_at=NOW)
    bring(page(HEADLINE, PARAGRAPHS, day="2025-01-09"), now=NOW)
    assert Story.objects.get(pk=stub.pk).body == BODY
    assert Story.objects.count() == len(NAMES)


@pytest.mark.parametrize(
    "facts",
    [{"site": "Province Post"}, {"day": "2025-03-08"}],
    ids=["another outlet", "another month"],
)
def test_the_same_headline_is_not_enough(facts: dict[str, str]) -> None:
    stub = announced()
    outcome = bring(page(HEADLINE, PARAGRAPHS, **facts), now=NOW)
    assert (len(outcome.made), Story.objects.count()) == (1, len(NAMES) + 1)
    assert Story.objects.get(pk=stub.pk).body == ""


def test_a_headline_that_every_day_has_is_not_enough() -> None:
    names = (("The morning briefing", "/briefing"), *NAMES)
    bring(front(names), address=FRONT, captured_at=NOW)
    bring(page("The morning briefing", PARAGRAPHS, day="2025-06-28"), now=NOW)
    assert Story.objects.filter(headline="The morning briefing", completeness=Completeness.FULL).count() == 1


def test_one_path_at_two_hosts_of_a_site_is_one_story_and_two_paths_are_two() -> None:
    stub = announced(captured_at=NOW)
    other = FERRY.replace("https://", "https://asia.")
    bring(page(HEADLINE, PARAGRAPHS, day="2025-01-09"), address=other, now=NOW)
    assert (Story.objects.count(), Story.objects.get(pk=stub.pk).body) == (len(NAMES), BODY)
    second = Story.objects.get(headline=NAMES[1][0])
    bring(page(NAMES[1][0], PARAGRAPHS, day="2025-01-07"), address=NAMES[1][1] + "-and-closes-it-again", now=NOW)
    assert (Story.objects.count(), Story.objects.get(pk=second.pk).body) == (len(NAMES) + 1, "")


def test_what_an_editor_corrected_in_a_stub_stays() -> None:
    stub = announced()
    Story.objects.filter(pk=stub.pk).update(headline="Ferry stands still", section="Islands", version=2)
    bring(page(WHOLE, PARAGRAPHS), address=FERRY, now=LATER)
    story = Story.objects.get(pk=stub.pk)
    assert (story.headline, story.section, story.body) == ("Ferry stands still", "Islands", BODY)
    assert story.taken["headline"] == WHOLE


def test_what_only_the_list_says_stays_with_the_story() -> None:
    dek = "The older ship has an engine trouble that the company did not expect."
    bring(front(deks={HEADLINE: dek}), address=FRONT)
    stub = Story.objects.get(headline=HEADLINE)
    assert (stub.completeness, stub.dek) == (Completeness.SUMMARY, dek)
    bring(page(WHOLE, PARAGRAPHS), address=FERRY, now=LATER)
    story = Story.objects.get(pk=stub.pk)
    assert (story.dek, story.completeness) == (dek, Completeness.FULL)


def test_a_dossiers_entry_and_a_copy_elsewhere_stay_what_they_are() -> None:
    stub = announced()
    entry = SectionFactory().entries.create(kind="story", story=stub, position=1)
    bring(page(WHOLE, PARAGRAPHS), address=FERRY, now=LATER)
    entry.refresh_from_db()
    assert entry.story_id == stub.pk
    copy = bring(article(paragraphs=PARAGRAPHS), address=ADDRESS, now=LATER)
    assert (len(copy.made), Link.objects.count()) == (1, 1)  # two whole texts are never one story


def test_of_two_that_fit_neither_is_taken_and_both_are_offered() -> None:
    first, second = (
        StoryFactory(headline=HEADLINE, body="", completeness=Completeness.HEADLINE, url=FERRY) for _ in range(2)
    )
    outcome = bring(page(WHOLE, PARAGRAPHS), address=FERRY)
    made = outcome.made[0]
    assert made.state == StoryState.TO_CHECK
    assert f"number {first.pk} or number {second.pk}" in made.doubts[-1]
    offered = Link.objects.filter(source=made, state=LinkState.SUGGESTED)
    assert {link.target_id for link in offered} == {first.pk, second.pk}


def test_completing_can_be_taken_back() -> None:
    stub = announced()
    before = Story.objects.values().get(pk=stub.pk)
    bring(page(WHOLE, PARAGRAPHS), address=FERRY, now=LATER)
    batch = Change.objects.about(stub).filter(verb=Verb.CHANGED).get().batch
    undo_batch(batch, editor=None, now=LONG_AFTER)
    after = Story.objects.values().get(pk=stub.pk)
    moved = {"version", "updated_at"}
    assert {k: v for k, v in after.items() if k not in moved} == {k: v for k, v in before.items() if k not in moved}
    assert Appearance.objects.count() == 0
    assert breaches() == []


def test_what_was_taken_back_is_not_done_again() -> None:
    stub = announced()
    outcome = bring(page(WHOLE, PARAGRAPHS), address=FERRY, now=LATER)
    batch = Change.objects.about(stub).filter(verb=Verb.CHANGED).get().batch
    undo_batch(batch, editor=None, now=LONG_AFTER)
    assert outcome.capture is not None
    again = accept_capture(outcome.capture, editor=None, now=LONG_AFTER)
    assert (len(again.made), again.made[0].body) == (1, BODY)
    stub.refresh_from_db()
    assert (stub.completeness, stub.body) == (Completeness.HEADLINE, "")
    later = bring(page(WHOLE, PARAGRAPHS[:2]), address=FERRY, now=LONG_AFTER)
    assert later.changed == again.made


def test_a_place_outside_of_its_page_is_a_breach() -> None:
    bring(page(WHOLE, PARAGRAPHS), address=FERRY)
    bring(front(), address=FRONT, now=LATER)
    assert breaches() == []
    Appearance.objects.update(spans=[[0, 10**6, "headline"]], page=Story.objects.get(url=FERRY).page)
    assert len(breaches()) == 2


def test_an_aggregators_whole_texts_are_no_stubs() -> None:
    bring(hashtag((HEADLINE, "Harbour News", "08-01-2025", PARAGRAPHS[0])), address="https://daily.example/tag")
    outcome = bring(page(HEADLINE, PARAGRAPHS), address=FERRY)
    assert (len(outcome.made), Story.objects.count()) == (1, 2)


def feed(*entries: tuple[str, str]) -> bytes:
    """An RSS feed of these entries (headline, address), each with two sentences."""
    items = "".join(
        f"<item><title>{headline}</title><link>{address}</link><guid>{address}</guid>"
        "<description>It was announced on Wednesday. Nobody knows more.</description>"
        "<pubDate>Wed, 08 Jan 2025 05:34:00 GMT</pubDate></item>"
        for headline, address in entries
    )
    head = f"<title>Harbour News</title><link>{FRONT}</link><description>All news</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@pytest.mark.parametrize("article_first", [False, True], ids=["feed first", "article first"])
def test_a_feeds_entry_and_its_article_are_one_story(article_first: bool) -> None:
    steps = [(feed(NAMES[0], NAMES[1]), f"{FRONT}feed.xml"), (page(WHOLE, PARAGRAPHS), FERRY)]
    for raw, address in reversed(steps) if article_first else steps:
        bring(raw, address=address)
    bring(feed(*NAMES[:3]), address=f"{FRONT}feed.xml", now=LATER)
    assert Story.objects.count() == 3
    whole = Story.objects.get(url=FERRY)
    assert (whole.completeness, whole.body) == (Completeness.FULL, BODY)
    assert breaches() == []


def test_a_correction_on_the_desk_is_what_completes() -> None:
    from stories.ingest import set_fields

    stub = announced()
    capture = receive_page(page(WHOLE, PARAGRAPHS), editor=None, now=LATER, address=FERRY)
    reading = set_fields(
        capture, key=_key(capture), fields={"section": "Islands"}, base_version=1, editor=None, now=LATER
    )
    accept_capture(capture, editor=None, now=LATER, base_version=reading.version)
    story = Story.objects.get(pk=stub.pk)
    assert (story.section, story.body) == ("Islands", BODY)


def _key(capture: Capture) -> str:
    from stories.ingest.pieces import pieces_of

    return pieces_of(capture.reading)[0].key


VAGUE = {
    "a word": "https://harbour-news.example/islands/standstill",
    "a short number": "https://harbour-news.example/news/471",
    "a number in the query": "https://harbour-news.example/show.php?id=471",
}
"""Addresses that do not tell by themselves whether they are a story's or a section's."""
CALLED = "No boat to the small island"


def bookmarks(address: str) -> bytes:
    head = "<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>"
    return f'{head}<DL><p><DT><A HREF="{address}" ADD_DATE="1718000000">{CALLED}</A></DL><p>'.encode()


LISTS = {
    "front page": lambda address: (front(((CALLED, address), *NAMES[1:])), FRONT),
    "bookmarks": lambda address: (bookmarks(address), ""),
}


@pytest.mark.parametrize("day", ["2025-06-27", "2025-06-03"], ids=["of yesterday", "of weeks before"])
@pytest.mark.parametrize("made", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("address", VAGUE.values(), ids=VAGUE)
def test_an_article_that_stood_where_a_list_led_is_its_story(address: str, made: Any, day: str) -> None:
    raw, where = made(address)
    bring(raw, address=where, now=NOW)
    stub = Story.objects.get(url=address)
    bring(page(WHOLE, PARAGRAPHS, day=day), address=address, now=LONG_AFTER)
    (whole,) = Story.objects.filter(url=address)
    assert (whole.pk, whole.headline, whole.body) == (stub.pk, WHOLE, BODY)
    assert EarlierText.objects.get().headline == CALLED
    assert breaches() == []


@pytest.mark.parametrize("made", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("address", VAGUE.values(), ids=VAGUE)
def test_a_list_that_leads_to_an_article_that_stands_there_makes_no_second_story(address: str, made: Any) -> None:
    raw, where = made(address)
    (whole,) = bring(page(WHOLE, PARAGRAPHS, day="2025-05-12"), address=address, now=NOW).made
    bring(raw, address=where, now=LATER)
    assert list(Story.objects.filter(url=address)) == [whole]
    assert (Story.objects.get(pk=whole.pk).headline, Appearance.objects.get().story) == (WHOLE, whole)


@pytest.mark.parametrize("address", VAGUE.values(), ids=VAGUE)
def test_an_article_that_came_to_the_address_later_is_another_story(address: str) -> None:
    bring(bookmarks(address), now=NOW)
    bring(page(WHOLE, PARAGRAPHS, day="2025-07-20"), address=address, now=LONG_AFTER)
    assert Story.objects.filter(url=address).count() == 2


@pytest.mark.parametrize("address", VAGUE.values(), ids=VAGUE)
def test_what_is_announced_where_an_article_once_stood_is_another_story(address: str) -> None:
    bring(page(WHOLE, PARAGRAPHS, day="2025-06-27"), address=address, now=NOW)
    bring(bookmarks(address), now=LONG_AFTER)
    assert Story.objects.filter(url=address).count() == 2


TIDES = "https://harbour-news.example/islands/tides"
STORM = "Storm sinks four trawlers off the cape"
BETWEEN = {"now": datetime(2022, 3, 1, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("headline", "count"), [(STORM, 2), ("When the tides turn at the pier", 1)], ids=["another story", "the same words"]
)
@pytest.mark.parametrize("article_first", [True, False])
def test_years_after_its_day_and_before_its_capture_an_articles_address_tells_nothing(
    headline: str, count: int, article_first: bool
) -> None:
    tides = (page("When the tides turn at the old pier", PARAGRAPHS, day="2019-01-08"), {"address": TIDES})
    front_page = (front(((headline, TIDES), *NAMES[1:])), {"address": FRONT, **BETWEEN})
    for raw, facts in (tides, front_page) if article_first else (front_page, tides):
        bring(raw, **facts)
    assert Story.objects.filter(url=TIDES).count() == count
    assert Story.objects.filter(headline=STORM).count() == count - 1


def test_a_page_that_names_the_address_as_its_own_did_not_stand_there() -> None:
    address = VAGUE["a word"]
    bring(bookmarks(address), now=NOW)
    elsewhere = "https://harbour-news.example/islands/hospital"
    bring(page(WHOLE, PARAGRAPHS, day="2025-05-12", canonical=address), address=elsewhere, now=LONG_AFTER)
    assert Story.objects.get(url=address).headline == CALLED
    assert Story.objects.count() == 2


def test_what_leads_to_a_list_or_an_account_is_no_article_of_that_address() -> None:
    address = "https://harbour-news.example/topics/islands"
    bring(bookmarks(address), now=NOW)
    bring(page(WHOLE, PARAGRAPHS, day="2025-05-12"), address=address, now=LONG_AFTER)
    assert Story.objects.filter(url=address).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_the_same_moment_make_one_story() -> None:
    """The list and the article arrive together, each in a thread of its own: whoever comes second finds the story."""
    wrong: list[BaseException] = []
    gate = threading.Barrier(4)

    def work(raw: bytes, address: str) -> None:
        try:
            gate.wait(20)
            bring(raw, address=address)
        except BaseException as error:  # told by the test
            wrong.append(error)
        finally:
            connection.close()

    pages = [
        (front(), FRONT),
        (page(WHOLE, PARAGRAPHS), FERRY),
        (front(NAMES[:5]), f"{FRONT}islands/"),
        (page(NAMES[1][0], PARAGRAPHS[:2]), NAMES[1][1]),
    ]
    threads = [threading.Thread(target=work, args=one) for one in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []
    assert Story.objects.count() == len(NAMES)
    assert Story.objects.filter(completeness=Completeness.FULL).count() == 2


@pytest.mark.parametrize(
    ("doubts", "state", "reasons"),
    [
        (["The text breaks off at the end of the page."], StoryState.NEW, []),
        ([], StoryState.TO_CHECK, ["An editor asked for a check."]),
    ],
)
def test_a_completed_story_is_to_check_only_where_it_says_why(
    doubts: list[str], state: StoryState, reasons: list[str]
) -> None:
    stub = announced()
    Story.objects.filter(pk=stub.pk).update(doubts=doubts, state=StoryState.TO_CHECK)
    bring(page(WHOLE, PARAGRAPHS), address=FERRY, now=LATER)
    whole = Story.objects.get(pk=stub.pk)
    assert (whole.completeness, whole.state, whole.reasons) == (Completeness.FULL, state, reasons)
