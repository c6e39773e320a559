"""Importing a page: what becomes of it, and of the same page again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from stories.ingest import TooLarge, accept_capture, import_page, receive_page, store
from stories.ingest.proof import PROOFS
from stories.ingest.receive import LARGEST, BadAddress
from stories.models import Capture, Change, EarlierText, Link, Outlet, OutletDomain, Page, Reading, Story
from stories.policy import Refused
from stories.vocabulary import CaptureState, CopyKind, Role, StoryState, Verb
from tests.factories import OutletDomainFactory, OutletFactory, UserFactory
from tests.ingest.fronts import page
from tests.ingest.pages import ADDRESS, LATER, NOW, OTHERS, PARAGRAPHS, TWO, article, bring, hashtag

pytestmark = pytest.mark.django_db
CHANGED = (PARAGRAPHS[0], PARAGRAPHS[1].replace("during the night", "on Sunday evening"), PARAGRAPHS[2])


def breaches() -> list[str]:
    return [sentence for prove in PROOFS.values() for sentence in prove()]


def test_a_page_becomes_a_story_with_its_facts_and_leads_back_to_the_page() -> None:
    outcome = bring(article(), address=ADDRESS, name="ferry.txt")
    assert outcome.outcome == "new"
    story = Story.objects.get()
    assert outcome.stories == (story,)
    assert story.headline == "Ferry between the islands stops running"
    assert story.body == "\n\n".join(PARAGRAPHS)
    assert story.published_iso == "2025-01-08T14:34:00+09:00"
    assert story.url == ADDRESS
    assert story.state == StoryState.TO_CHECK  # nothing on the page says whose it is
    capture = Capture.objects.get()
    assert (capture.state, capture.clippings, capture.name) == (CaptureState.ACCEPTED, 1, "ferry.txt")
    assert store.get(capture.sha256) == article()
    text = Reading.objects.get().text
    assert [text[start:end] for start, end, role in story.spans if role == "headline"] == [story.headline]
    assert breaches() == []


def test_a_page_with_several_stories_gives_each_its_own_outlet() -> None:
    outcome = bring(hashtag(*TWO))
    assert [(story.headline, story.outlet.name) for story in outcome.made] == [
        ("Ferry between the islands stops running", "Harbour News"),
        ("Museum of maps opens a new wing", "Province Post"),
    ]
    assert [story.published_iso for story in outcome.made] == ["2025-06-27", "2025-06-21"]


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_the_same_page_again_changes_nothing(address: str) -> None:
    bring(hashtag(*TWO), address=address)
    rows = Change.objects.count()
    again = bring(hashtag(*TWO), now=LATER, address=address)
    assert (again.outcome, len(again.same), again.reason) == ("unchanged", 2, None)
    assert (Capture.objects.count(), Story.objects.count(), Change.objects.count()) == (1, 2, rows)


def test_one_address_in_other_spellings_is_one_page() -> None:
    bring(article(), address=ADDRESS)
    again = bring(article(), address="HTTPS://Harbour-News.example:443/2025/ferry?utm_source=letter#top")
    assert (again.outcome, Page.objects.count()) == ("unchanged", 1)


def test_the_same_bytes_at_another_address_are_another_page_and_a_copy() -> None:
    first = bring(article(), address=ADDRESS).made[0]
    second = bring(article(), address="https://province-post.example/ferry").made[0]
    link = Link.objects.get()
    assert {link.source_id, link.target_id} == {first.pk, second.pk}
    assert link.copy_kind == CopyKind.EXACT


def test_near_copies_are_linked_and_none_is_hidden() -> None:
    bring(article(), address=ADDRESS)
    bring(article("No ferry until parts arrive", CHANGED), address="https://province-post.example/ferry")
    assert Story.objects.count() == 2
    assert Link.objects.get().copy_kind in {CopyKind.UPDATED, CopyKind.RETITLED}


def test_stories_of_other_matters_are_not_linked() -> None:
    bring(article(), address=ADDRESS)
    bring(article("Museum of maps opens a new wing", OTHERS), address="https://province-post.example/museum")
    assert Link.objects.count() == 0


def test_new_text_at_the_same_address_updates_the_story_and_keeps_the_old_text() -> None:
    story = bring(article(), address=ADDRESS).made[0]
    again = bring(article(paragraphs=CHANGED), address=ADDRESS, now=LATER)
    assert (again.outcome, again.changed) == ("updated", (story,))
    assert (Page.objects.count(), Capture.objects.count(), Story.objects.count()) == (1, 2, 1)
    story.refresh_from_db()
    assert story.body == "\n\n".join(CHANGED)
    assert story.capture == again.capture
    earlier = EarlierText.objects.get()
    assert earlier.body == "\n\n".join(PARAGRAPHS)
    assert earlier.replaced_at == LATER
    change = Change.objects.about(story).filter(verb=Verb.CHANGED).get()
    assert (change.before["body"], change.after["body"]) == (earlier.body, story.body)
    assert breaches() == []


def test_a_new_headline_of_the_only_story_of_a_page_is_an_update_too() -> None:
    bring(article(), address=ADDRESS)
    again = bring(article("Ferry runs again after two days"), address=ADDRESS, now=LATER)
    assert again.outcome == "updated"
    assert Story.objects.get().headline == "Ferry runs again after two days"
    assert EarlierText.objects.get().headline == "Ferry between the islands stops running"


def test_a_page_that_gained_a_story_gives_the_new_one_only() -> None:
    bring(hashtag(TWO[0]), address=ADDRESS)
    again = bring(hashtag(TWO[1], TWO[0]), address=ADDRESS, now=LATER)
    assert [story.headline for story in again.made] == ["Museum of maps opens a new wing"]
    assert (len(again.changed), len(again.same)) == (1, 0)  # "a day ago" counts from another day now
    assert Story.objects.count() == 2


def test_an_older_capture_that_comes_later_does_not_turn_the_story_back() -> None:
    bring(article(paragraphs=CHANGED), address=ADDRESS, captured_at=LATER)
    again = bring(article(), address=ADDRESS, captured_at=NOW)
    assert again.outcome == "unchanged"
    assert (Story.objects.get().body, Capture.objects.count()) == ("\n\n".join(CHANGED), 2)


def test_what_editors_corrected_stays_where_the_page_still_says_the_same() -> None:
    bring(article(), address=ADDRESS)
    Story.objects.update(headline="Ferry stands still", section="Islands", version=2)
    bring(article(paragraphs=CHANGED), address=ADDRESS, now=LATER)
    story = Story.objects.get()
    assert (story.headline, story.section) == ("Ferry stands still", "Islands")
    assert story.body == "\n\n".join(CHANGED)
    assert EarlierText.objects.get().headline == "Ferry stands still"


def test_two_stories_with_one_headline_and_outlet_on_a_page_stay_two() -> None:
    first, second = (
        ("Briefly", "Harbour News", "a day ago", PARAGRAPHS[0]),
        (
            "Briefly",
            "Harbour News",
            "a day ago",
            OTHERS[0],
        ),
    )
    made = bring(hashtag(first, second), address=ADDRESS).made
    assert [story.body for story in made] == [PARAGRAPHS[0], OTHERS[0]]
    again = bring(hashtag(first, second) + b"\n", address=ADDRESS, captured_at=NOW, now=LATER)
    assert (again.outcome, len(again.same)) == ("unchanged", 2)


def test_an_outlet_given_with_the_page_is_the_outlet_of_its_own_stories() -> None:
    outlet = OutletFactory(name="Island Courier", slug="island-courier")
    OutletFactory(name="Island Courier", slug="another-courier")
    bring(article(), outlet=outlet)
    assert Story.objects.get().outlet == outlet
    assert Capture.objects.get().outlet == outlet


def test_an_outlet_given_later_does_not_make_the_story_a_second_time() -> None:
    outlet = OutletFactory(name="Island Courier")
    bring(article(), address=ADDRESS)
    again = bring(article(paragraphs=CHANGED), address=ADDRESS, outlet=outlet, now=LATER)
    assert (again.outcome, Story.objects.get().outlet) == ("updated", outlet)


def test_the_owner_of_the_address_is_the_outlet_that_its_name_means() -> None:
    other = OutletFactory(name="Harbour News")
    owner = OutletFactory(name="Harbour News")
    OutletDomainFactory(outlet=owner, domain="harbour-news.example")
    raw = b"<html><head><meta property='og:site_name' content='Harbour News'></head><body><article><h1>Ferry stops</h1>"
    raw += "".join(f"<p>{text}</p>" for text in PARAGRAPHS).encode() + b"</article></body></html>"
    bring(raw, address=ADDRESS)
    assert Story.objects.get().outlet == owner
    assert Capture.objects.get().outlet == owner
    assert other.stories.count() == 0


def test_outlets_that_a_page_makes_known_leave_history_and_are_made_once() -> None:
    bring(hashtag(TWO[0]), name="one")
    bring(hashtag((OTHERS[1][:60], "HARBOUR NEWS", "a day ago", OTHERS[1])), name="two")
    outlet = Outlet.objects.get()
    assert outlet.name == "Harbour News"
    assert Change.objects.about(outlet).get().verb == Verb.CREATED


def test_an_impossible_date_is_a_doubt_and_no_date() -> None:
    bring(article(stamp="14:34 JST, February 31, 2025"))
    story = Story.objects.get()
    assert (story.published_at, story.published_precision, story.state) == (None, "", StoryState.TO_CHECK)
    assert any("31" in doubt for doubt in story.doubts)
    assert breaches() == []


def test_a_page_dated_before_1970_and_one_without_a_date_have_sort_keys_too() -> None:
    bring(article(stamp="14:34 JST, January 8, 1955"), name="old")
    bring(article("Museum of maps opens", OTHERS, stamp=""), name="undated")
    assert breaches() == []
    assert Story.objects.filter(sort_key__lt=0).count() == 1


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x00\x01\x02\x03" * 400, "control characters"),
        (b"%PDF-1.7 binary", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (b"x" * (50 * 1024 * 1024), "larger than"),
        (b"- - -\n***\n", "word"),
        (b"404 Not Found\n\nThe page was not found.\n", "story"),
    ],
    ids=["empty", "blank", "control", "pdf", "png", "50 MB", "no word", "error page"],
)
def test_a_page_that_cannot_be_read_is_kept_with_its_reason(raw: bytes, words: str) -> None:
    outcome = bring(raw, name="bad.txt")
    assert outcome.outcome == "unreadable"
    assert words in str(outcome.reason)
    capture = Capture.objects.get()
    assert (capture.state, capture.reason, capture.size) == (CaptureState.UNREADABLE, outcome.reason, len(raw))
    assert store.get(capture.sha256) == raw
    assert (Story.objects.count(), Change.objects.about(capture).count()) == (0, 1)
    again = bring(raw, name="bad.txt")
    assert (again.reason, Capture.objects.count()) == (outcome.reason, 1)
    assert breaches() == []


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig", "shift_jis", "euc_kr"])
def test_pages_in_other_encodings_are_read(encoding: str) -> None:
    texts = {
        "shift_jis": "島の間の連絡船が止まり、港では誰も理由を知らなかった。",
        "euc_kr": "섬을 잇는 배가 월요일에 멈추었다.",
    }
    line = texts.get(encoding, "The café’s owner said that nobody had told him about the ferry.")
    raw = f"Ferry stops\n\n{line * 6}\n\n{line * 4}\n".encode(encoding)
    assert bring(raw).outcome == "new"
    assert line in Story.objects.get().body


def test_control_characters_and_half_pairs_do_not_reach_the_database() -> None:
    said = '{"@type":"NewsArticle","headline":"Ferry \\ud800 stops\\u0000","articleSection":"Sea\\udfff"}'
    raw = f'<html><head><script type="application/ld+json">{said}</script></head><body><article><p>'
    raw += "</p><p>".join(PARAGRAPHS) + "</p></article></body></html>"
    assert bring(raw.encode(), address=ADDRESS).outcome == "new"
    story = Story.objects.get()
    assert "\x00" not in story.headline
    assert story.headline.encode()


def test_a_page_of_a_name_and_address_with_bytes_that_are_no_text() -> None:
    assert bring(article(), name="ferry-\udcff.txt").outcome == "new"
    assert Capture.objects.get().name == "ferry-\ufffd.txt"
    for address in (
        "https://harbour-news.example/\udcff",
        "harbour-news.example/ferry",
        "ftp://a.example/x",
        "http://",
    ):
        with pytest.raises(BadAddress):
            bring(article(), address=address)
    assert Capture.objects.count() == 1


def test_a_page_beyond_what_is_kept_is_refused() -> None:
    class Long(bytes):
        def __len__(self) -> int:
            return LARGEST + 1

    with pytest.raises(TooLarge, match="200 MB"):
        bring(Long(b"x"))


def test_a_text_of_several_megabytes_is_one_story() -> None:
    long = article(paragraphs=tuple(f"{number}. {text}" for number in range(3000) for text in PARAGRAPHS))
    assert bring(long).outcome == "new"
    assert len(Story.objects.get().body) > 1_500_000
    assert breaches() == []


def test_one_import_is_one_batch() -> None:
    outcome = bring(hashtag(*TWO), address=ADDRESS)
    batch = Change.objects.about(outcome.made[0]).last().batch
    rows = Change.objects.of_batch(batch)
    assert {(change.kind, change.verb) for change in rows} >= {
        ("capture", Verb.CREATED),
        ("story", Verb.IMPORTED),
        ("reading", Verb.CHANGED),
        ("capture", Verb.ACCEPTED),
    }
    assert rows.filter(kind="story", verb=Verb.IMPORTED).count() == 2
    assert {change.at for change in rows} == {NOW}


def test_reading_and_storing_are_done_before_the_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    from stories.ingest import accept, receive

    depth = len(transaction.get_connection().savepoint_ids)
    seen: list[tuple[str, int]] = []

    def watched(act: Callable[..., Any], word: str) -> Callable[..., Any]:
        def spy(*given: Any, **more: Any) -> Any:
            seen.append((word, len(transaction.get_connection().savepoint_ids) - depth))
            return act(*given, **more)

        return spy

    for module, name in ((receive, "attempt"), (store, "put"), (accept, "pieces"), (accept, "pieces_of")):
        monkeypatch.setattr(module, name, watched(getattr(module, name), name))
    bring(article())
    accept_capture(receive_page(hashtag(*TWO), editor=None, now=NOW), editor=None, now=NOW)
    assert {name for name, _ in seen} == {"attempt", "put", "pieces", "pieces_of"}
    assert {level for _, level in seen} == {0}


def test_a_failure_while_storing_leaves_nothing_but_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    from stories.ingest import accept

    def fail(*given: object, **more: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(accept, "connect_stories", fail)
    with pytest.raises(RuntimeError, match="power"):
        bring(article())
    assert (Capture.objects.count(), Story.objects.count(), Change.objects.count()) == (0, 0, 0)
    monkeypatch.undo()
    assert bring(article()).outcome == "new"
    assert breaches() == []


def test_who_may_not_import_is_refused() -> None:
    reader = UserFactory(role=Role.READER)
    for act in (import_page, receive_page):
        with pytest.raises(Refused):
            act(article(), editor=reader, now=NOW)
    assert Capture.objects.count() == 0


def test_reports_follow_their_words_when_the_text_changes() -> None:
    from tests.factories import EventFactory, ReportFactory

    story = bring(article(), address=ADDRESS).made[0]
    start = story.body.index("The newer ship")
    stays = ReportFactory(story=story, start=start, end=start + 14, event=EventFactory())
    gone = ReportFactory(story=story, start=story.body.index("during"), end=story.body.index("during") + 16)
    bring(article("A longer headline", (OTHERS[0], *CHANGED)), address=ADDRESS, now=LATER)
    story.refresh_from_db()
    stays.refresh_from_db()
    gone.refresh_from_db()
    assert story.body[stays.start : stays.end] == "The newer ship"
    assert (gone.start, gone.passage) == (gone.end, "during the night")
    assert Change.objects.about(stays).count() == 1
    assert breaches() == []


def test_undoing_an_import_takes_its_stories_away_and_the_page_waits_again() -> None:
    from stories.editing.undo import undo_batch

    outcome = bring(hashtag(*TWO), address=ADDRESS)
    batch = Change.objects.about(outcome.made[0]).last().batch
    undo_batch(batch, editor=None, now=NOW + timedelta(hours=1))
    assert (Story.objects.count(), Capture.objects.get().state) == (0, CaptureState.WAITING)
    assert breaches() == []
    again = bring(hashtag(*TWO), address=ADDRESS, now=LATER)
    assert (again.outcome, Story.objects.count()) == ("unchanged", 0)  # what waits is for its editors to decide
    accepted = accept_capture(Capture.objects.get(), editor=None, now=LATER)
    assert (accepted.outcome, len(accepted.made)) == ("new", 2)


def test_undoing_an_update_gives_the_old_text_back() -> None:
    from stories.editing.undo import undo_batch

    story = bring(article(), address=ADDRESS).made[0]
    bring(article(paragraphs=CHANGED), address=ADDRESS, now=LATER)
    batch = Change.objects.about(story).filter(verb=Verb.CHANGED).get().batch
    undo_batch(batch, editor=None, now=datetime(2025, 7, 1, tzinfo=UTC))
    story.refresh_from_db()
    assert story.body == "\n\n".join(PARAGRAPHS)
    assert breaches() == []


def told(updated: str, text: str = PARAGRAPHS[2]) -> bytes:
    """An article in HTML that says when it was changed last, and opens with a dateline."""
    told = "".join(f"<p>{part}</p>" for part in (f"KOBE (Reuters) - {PARAGRAPHS[0]}", PARAGRAPHS[1], text))
    meta = f'<meta property="article:modified_time" content="{updated}">'
    head = f'<meta property="article:published_time" content="2025-06-20T08:00:00+09:00">{meta}'
    title = "Ferry between the islands stops running"
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{told}</body></html>".encode()


def test_when_it_was_updated_follows_a_new_text_and_by_itself_changes_nothing() -> None:
    bring(told("2025-06-20T09:30:00+09:00"), address=ADDRESS)
    story = Story.objects.get()
    assert (story.revised_iso, story.revised_zone) == ("2025-06-20T09:30:00+09:00", "+09:00")
    assert (story.revised_precision, story.revised_basis, story.dateline) == ("minute", "meta", "KOBE")
    assert bring(told("2025-06-20T10:30:00+09:00"), address=ADDRESS, now=LATER).outcome == "unchanged"
    again = bring(told("2025-06-20T11:30:00+09:00", OTHERS[0]), address=ADDRESS, now=LATER + timedelta(days=1))
    story.refresh_from_db()
    assert (again.outcome, story.revised_iso) == ("updated", "2025-06-20T11:30:00+09:00")


def test_a_story_from_before_datelines_were_kept_is_given_its_own_by_the_next_capture() -> None:
    bring(told("2025-06-20T09:30:00+09:00"), address=ADDRESS)
    story = Story.objects.get()
    known = {name: value for name, value in story.taken.items() if name not in ("dateline", "updated")}
    Story.objects.update(taken=known, dateline="", revised_at=None, revised_precision="", revised_basis="")
    assert bring(told("2025-06-20T09:45:00+09:00"), address=ADDRESS, now=LATER).outcome == "updated"
    story.refresh_from_db()
    assert (story.dateline, story.revised_iso) == ("KOBE", "2025-06-20T09:45:00+09:00")


def test_a_year_that_programs_write_for_no_date_is_none() -> None:
    bring(told("0001-01-01T00:00:00+00:00"), address=ADDRESS)
    story = Story.objects.get()
    assert (story.revised_at, story.revised_basis, story.revised_iso) == (None, "", None)
    assert not [doubt for doubt in story.doubts if "0001" in doubt]


def test_a_newer_capture_that_answers_the_doubts_leaves_nothing_to_check_and_a_doubtful_one_says_what() -> None:
    bring(article(stamp=""), address=ADDRESS)
    story = Story.objects.get()
    assert (story.state, "No date on the page." in story.reasons) == (StoryState.TO_CHECK, True)
    Story.objects.update(outlet=OutletFactory())
    assert bring(told("2025-06-20T09:30:00+09:00"), address=ADDRESS, now=LATER).outcome == "updated"
    story.refresh_from_db()
    assert (story.state, story.doubts, story.reasons) == (StoryState.NEW, [], [])
    cut = told("2025-06-20T12:30:00+09:00", "The harbour master said on Monday that the last ferry of the year was")
    assert bring(cut, address=ADDRESS, now=LATER + timedelta(days=1)).outcome == "updated"
    story.refresh_from_db()
    assert story.doubts == ["The text breaks off at the end of the page."]
    assert (story.state, story.reasons) == (StoryState.TO_CHECK, story.doubts)


@pytest.mark.parametrize(
    ("site", "known"), [("Harbour News", True), ("The Harbour News", True), ("Island Letter", False)]
)
def test_an_outlet_learns_the_host_that_spells_its_name_from_a_saved_page(site: str, known: bool) -> None:
    bring(page("Ferry stops", PARAGRAPHS, site=site, canonical="https://www.harbour-news.example/2025/ferry-stops"))
    outlet = Story.objects.get().outlet
    assert outlet is not None
    assert [one.domain for one in outlet.domains.all()] == (["harbour-news.example"] if known else [])


def test_a_page_found_elsewhere_teaches_its_outlet_no_host() -> None:
    bring(hashtag())
    assert not OutletDomain.objects.exists()
