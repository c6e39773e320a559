"""Pages that come in by hand, and the capture desk: roles, boundaries and values corrected, accepted, or set aside."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from stories.extraction import read_page
from stories.extraction.ahead import Attempt
from stories.ingest import import_page, receive_page, set_fields
from stories.ingest.store import BytesMissing
from stories.models import Capture, Change, Outlet, Reading, Story
from stories.vocabulary import CaptureState, Role
from stories.web.captures.account import account_of
from stories.web.captures.cuts import cuts_of
from stories.web.captures.desk import desk_of
from tests.factories import CaptureFactory, OutletFactory, ReadingFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)


def page_of(
    number: int, *, dek: str = "What the ministers said about it, told in a sentence of ten words."
) -> dict[str, Any]:
    """Text and reading of a page with `number` stories of a headline and a dek each, and one line left out."""
    text, blocks = "Skip to content\n", [[0, 15, "left out", None, "navigation"]]
    for story in range(number):
        for role, words in (("headline", f"Ministers meet for round {story}"), ("dek", f"{dek} Round {story}.")):
            blocks.append([len(text), len(text) + len(words), role, story, None])
            text += f"{words}\n"
    data = {
        "page": dict.fromkeys(("encoding", "url", "via"), None)
        | {"sha256": "0" * 64, "media_type": "text/plain", "encoding": "utf-8", "kind": "index"}
        | {"outlet": None, "language": "en"},
        "captured_at": NOW.isoformat(),
        "blocks": blocks,
        "meta": {},
        "addresses": [],
        "fields": {},
        "decided": {},
    }
    return {"text": text, "found": data, "edited": data}


def capture_of(number: int = 3, **options: Any) -> Capture:
    """A capture that waits, with that many stories on its page."""
    capture = CaptureFactory(clippings=number)
    ReadingFactory(capture=capture, **page_of(number, **options))
    return capture


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def post(client: Client, capture: Capture, name: str, **data: Any) -> Any:
    version = Reading.objects.get(capture=capture).version
    return client.post(reverse(f"stories:{name}", args=[capture.pk]), {"version": version, **data})


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


class TestComingIn:
    address = "/captures/new/"

    def test_a_pasted_page_leads_to_its_desk(self, editor: Client) -> None:
        text = "Ministers meet in Tokyo\r\nJune 27, 2025\r\n\r\n" + "They talked about trade and about security. " * 12
        answer = editor.post(self.address, {"text": text, "captured_at": "2025-06-28T12:00"})
        capture = Capture.objects.get()
        assert answer.status_code == 302
        assert answer["Location"] == f"/captures/{capture.pk}/"
        assert (capture.state, capture.captured_at) == ("waiting", datetime(2025, 6, 28, 12, 0, tzinfo=UTC))
        # The browser's line ends are not the page's.
        assert "\r" not in capture.reading.text
        assert "Ministers meet in Tokyo" in shown(editor.get(answer["Location"]))

    @pytest.mark.parametrize(
        ("raw", "sentence"),
        [
            (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "This is a PNG picture, not a page of text."),
            (b"  \n\t ", "The page is empty."),
            (b"a\x00b\x01c\x02" * 40, "This is not text: it is full of control characters."),
            (b"%PDF-1.7 and more", "This PDF is broken and cannot be read."),
        ],
    )
    def test_bad_bytes_are_kept_with_a_sentence(self, editor: Client, raw: bytes, sentence: str) -> None:
        answer = editor.post(self.address, {"pages": SimpleUploadedFile("page.txt", raw)}, follow=True)
        capture = Capture.objects.get()
        assert (capture.state, capture.reason) == ("unreadable", sentence)
        assert sentence in shown(answer)

    def test_control_characters_pasted_are_judged_not_stripped(self, editor: Client) -> None:
        answer = editor.post(self.address, {"text": "a\x01b\x02\x03" * 40}, follow=True)
        assert Capture.objects.get().state == "unreadable"
        assert "full of control characters" in shown(answer)
        assert "␁" in shown(answer)

    @pytest.mark.parametrize("address", ["/captures/new/", "/captures/batches/new/"])
    def test_an_outlet_that_nobody_knows_is_ticked_as_a_new_one(self, editor: Client, address: str) -> None:
        def send(**more: str) -> Any:
            page = SimpleUploadedFile("page.txt", b"Ministers meet in Osaka\n\n" + b"They talked about ships. " * 40)
            return editor.post(address, {"pages": page, "outlet": " Harbour  News", "mode": "check", **more})

        answer = send()
        assert answer.status_code == 400
        assert "Choose the files again: a browser does not keep them." in shown(answer)
        assert 'name="new_outlet" value="Harbour News"' in shown(answer)
        assert not Outlet.objects.exists()
        assert send(new_outlet="Another one").status_code == 400
        assert send(new_outlet="Harbour News").status_code == 302
        assert Outlet.objects.get().name == "Harbour News"
        assert Capture.objects.get().outlet == Outlet.objects.get()
        assert send(new_outlet="Harbour News").status_code == 302
        assert Outlet.objects.count() == 1

    def test_one_bad_file_keeps_no_other_from_coming_in(self, editor: Client) -> None:
        story = ("Ministers meet in Osaka\n\n" + "They talked for an hour about fish and ships. " * 12).encode()
        files = [SimpleUploadedFile("good.txt", story), SimpleUploadedFile("bad.pdf", b"%PDF-1.7 ")]
        answer = editor.post(self.address, {"pages": files}, follow=True)
        states = dict(Capture.objects.values_list("name", "state"))
        assert states == {"good.txt": "waiting", "bad.pdf": "unreadable"}
        assert "This PDF is broken and cannot be read." in shown(answer)

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({}, "Paste the text of a page, or choose a file."),
            ({"text": "x y z", "address": "ftp://x"}, "http"),
            ({"text": "x y z", "outlet": "Nobody's Gazette"}, "No outlet is known by the name “Nobody's Gazette”."),
            ({"text": "x y z", "captured_at": "2999-01-01T00:00"}, "captured in the future"),
            ({"text": "x y z", "captured_at": "0001-01-01T00:00"}, "captured before 1900"),
            ({"text": "x y z", "captured_at": "yesterday"}, "Enter a valid date/time."),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, editor: Client, given: dict[str, str], sentence: str
    ) -> None:
        answer = editor.post(self.address, given)
        assert answer.status_code == 400
        assert sentence in shown(answer)
        assert all(value in shown(answer) for value in given.values())
        assert not Capture.objects.exists()

    def test_too_many_files_are_refused(self, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("stories.web.captures.forms.MOST_ITEMS", 3)
        files = [SimpleUploadedFile(f"{number}.txt", b"words") for number in range(4)]
        answer = editor.post(self.address, {"pages": files})
        assert "4 files were chosen; 3 at once are the most." in shown(answer)
        assert not Capture.objects.exists()

    def test_the_same_bytes_again_are_said_to_be_here(self, editor: Client) -> None:
        text = "Ministers meet in Kobe\n\n" + "They talked for an hour about ports and steel. " * 12
        editor.post(self.address, {"text": text})
        answer = editor.post(self.address, {"text": text}, follow=True)
        assert Capture.objects.count() == 1
        assert "nothing was kept twice" in shown(answer)


class TestDesk:
    def test_every_character_is_accounted_for(self, editor: Client) -> None:
        capture = capture_of(2)
        text = capture.reading.text
        letters = len("".join(text.split()))
        answer = shown(editor.get(capture.get_absolute_url()))
        assert f"{letters} of {letters} characters accounted for" in answer
        assert "2 stories; 13 characters left out" in answer

    def test_markup_of_the_page_is_text(self, editor: Client) -> None:
        capture = capture_of(1, dek="<script>alert(1)</script><img src=x onerror=y>")
        answer = editor.get(capture.get_absolute_url()).content.decode()
        assert "<script>alert" not in answer
        assert "<img" not in answer
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer

    # A page of one story is also compared with the one story that its page gave before.
    @pytest.mark.parametrize(("number", "queries"), [(1, 20), (3, 18), (30, 18)])
    def test_it_costs_the_same_for_any_number_of_stories(
        self, editor: Client, django_assert_num_queries: Any, number: int, queries: int
    ) -> None:
        capture = capture_of(number)
        editor.get("/captures/new/")
        with django_assert_num_queries(queries):
            answer = editor.get(capture.get_absolute_url())
        assert shown(answer).count('<li class="blk"') == 1 + 2 * number

    def test_a_role_is_given(self, editor: Client) -> None:
        capture = capture_of(2)
        answer = post(editor, capture, "capture_block", index=2, at=2, clipping=1, role="caption")
        assert answer["Location"] == f"/captures/{capture.pk}/?clipping=1&at=2#b2"
        reading = Reading.objects.get(capture=capture)
        assert (reading.edited["blocks"][2][2], reading.version) == ("caption", 2)

    def test_a_block_is_left_out_and_called_back(self, editor: Client) -> None:
        capture = capture_of(2)
        post(editor, capture, "capture_block", index=2, do="leave", reason="promotion")
        assert Reading.objects.get(capture=capture).edited["blocks"][2][2:] == ["left out", None, "promotion"]
        post(editor, capture, "capture_block", index=2, do="other", other_role="paragraph")
        assert Reading.objects.get(capture=capture).edited["blocks"][2][2:] == ["paragraph", 0, None]

    def test_blocks_are_cut_and_joined(self, editor: Client) -> None:
        capture = capture_of(1)
        [first, *_] = cuts_of(capture.reading.text, *capture.reading.edited["blocks"][2][:2])
        post(editor, capture, "capture_block", index=2, do="split", cut=first.at)
        blocks = Reading.objects.get(capture=capture).edited["blocks"]
        assert [block[2] for block in blocks] == ["left out", "headline", "dek", "dek"]
        assert blocks[3][0] == first.at
        post(editor, capture, "capture_block", index=2, do="join")
        assert len(Reading.objects.get(capture=capture).edited["blocks"]) == 3

    def test_stories_are_split_and_merged(self, editor: Client) -> None:
        capture = capture_of(2)
        post(editor, capture, "capture_block", index=3, clipping=2, do="merge_story")
        assert [block[3] for block in Reading.objects.get(capture=capture).edited["blocks"]] == [None, 0, 0, 0, 0]
        post(editor, capture, "capture_block", index=3, do="split_story")
        assert [block[3] for block in Reading.objects.get(capture=capture).edited["blocks"]] == [None, 0, 0, 1, 1]

    def test_a_correction_of_an_older_version_is_refused_with_a_sentence(self, editor: Client) -> None:
        capture = capture_of(1)
        post(editor, capture, "capture_block", index=2, role="caption")
        answer = editor.post(
            reverse("stories:capture_block", args=[capture.pk]),
            {"version": 1, "index": 2, "role": "byline"},
            follow=True,
        )
        assert "Somebody corrected this capture meanwhile" in shown(answer)
        assert Reading.objects.get(capture=capture).edited["blocks"][2][2] == "caption"

    def test_all_corrections_are_taken_back(self, editor: Client) -> None:
        capture = capture_of(1)
        post(editor, capture, "capture_block", index=2, role="caption")
        post(editor, capture, "capture_take_back")
        assert Reading.objects.get(capture=capture).edited["blocks"][2][2] == "dek"

    def test_long_pages_are_shown_in_parts(self, editor: Client) -> None:
        capture = capture_of(400)
        answer = shown(editor.get(f"{capture.get_absolute_url()}?clipping=400"))
        assert answer.count('<li class="blk"') < 301
        assert "Ministers meet for round 399" in answer
        assert "Earlier blocks" in answer


class TestTypedOver:
    def fields(self, capture: Capture, **changes: str) -> dict[str, Any]:
        said = desk_of(capture, Reading.objects.get(capture=capture), {}).opened
        assert said is not None
        shown = {"headline": said.edited.headline or "", "dek": said.edited.dek or ""}
        return {"key": said.key, "clipping": 1, "at": 1, **shown, "language": "en", **changes}

    def test_it_is_kept_and_shown_as_a_change(self, editor: Client) -> None:
        capture = capture_of(1)
        answer = post(
            editor, capture, "capture_fields", **self.fields(capture, headline="Talks\nend", published="2025-06")
        )
        assert answer.status_code == 302
        [typed] = Reading.objects.get(capture=capture).edited["fields"].values()
        assert typed == {"headline": "Talks end", "published": "2025-06"}
        page = editor.get(capture.get_absolute_url()).content.decode()
        assert "<del>Ministers meet for round 0</del>" in page
        assert "<ins>Talks end</ins>" in page

    def test_a_date_that_cannot_be_keeps_everything_typed(self, editor: Client) -> None:
        capture = capture_of(1)
        answer = post(
            editor, capture, "capture_fields", **self.fields(capture, headline="Mine", published="2025-13-45")
        )
        assert answer.status_code == 400
        assert "“2025-13-45” is no date" in shown(answer)
        assert "Mine" in shown(answer)
        assert Reading.objects.get(capture=capture).edited["fields"] == {}

    def test_a_second_editor_is_shown_what_stands_and_keeps_what_was_typed(self, editor: Client) -> None:
        capture = capture_of(1)
        mine = self.fields(capture, headline="My headline")
        set_fields(
            capture,
            key=mine["key"],
            fields={"headline": "Their headline"},
            base_version=1,
            editor=UserFactory(),
            now=NOW,
        )
        answer = editor.post(reverse("stories:capture_fields", args=[capture.pk]), {"version": 1, **mine})
        assert answer.status_code == 409
        assert "headline stands now as: Their headline" in shown(answer)
        assert "My headline</textarea>" in shown(answer)
        assert 'name="version" value="2"' in shown(answer)
        post(editor, capture, "capture_fields", **mine)
        [typed] = Reading.objects.get(capture=capture).edited["fields"].values()
        assert typed["headline"] == "My headline"

    def test_two_editors_type_over_two_fields_and_both_are_kept(self, editor: Client) -> None:
        capture = capture_of(1)
        mine = self.fields(capture, kicker="My kicker")
        theirs = {"headline": "Their headline"}
        set_fields(capture, key=mine["key"], fields=theirs, base_version=1, editor=UserFactory(), now=NOW)
        answer = editor.post(reverse("stories:capture_fields", args=[capture.pk]), {"version": 1, **mine}, follow=True)
        assert "both corrections are kept" in shown(answer)
        [typed] = Reading.objects.get(capture=capture).edited["fields"].values()
        assert typed == {"headline": "Their headline", "kicker": "My kicker"}


class TestDeciding:
    def test_one_story_is_accepted_and_the_next_opens(self, editor: Client) -> None:
        capture = capture_of(2)
        key = desk_of(capture, capture.reading, {}).opened
        assert key is not None
        answer = post(editor, capture, "capture_accept", key=key.key)
        assert [story.headline for story in Story.objects.all()] == ["Ministers meet for round 0"]
        assert "Story 2 of 2" in shown(editor.get(answer["Location"]))
        capture.refresh_from_db()
        assert capture.state == CaptureState.WAITING

    def test_all_are_accepted_but_what_is_no_story(self, editor: Client) -> None:
        capture = capture_of(3)
        opened = desk_of(capture, capture.reading, {}).opened
        assert opened is not None
        post(editor, capture, "capture_decide", key=opened.key, is_story="no")
        answer = post(editor, capture, "capture_accept")
        headlines = set(Story.objects.values_list("headline", flat=True))
        assert headlines == {"Ministers meet for round 1", "Ministers meet for round 2"}
        capture.refresh_from_db()
        assert capture.state == CaptureState.ACCEPTED
        page = shown(editor.get(answer["Location"]))
        assert "2 stories accepted: 2 new." in page
        assert "Stories from this capture" in page

    def test_what_was_corrected_meanwhile_is_not_accepted(self, editor: Client) -> None:
        capture = capture_of(1)
        post(editor, capture, "capture_block", index=2, role="caption")
        answer = editor.post(reverse("stories:capture_accept", args=[capture.pk]), {"version": 1}, follow=True)
        assert "Somebody corrected this capture meanwhile" in shown(answer)
        assert not Story.objects.exists()

    def test_before_the_button_it_says_what_accepting_does(self, editor: Client) -> None:
        capture = capture_of(1)
        known = OutletFactory()
        opened = desk_of(capture, capture.reading, {}).opened
        assert opened is not None
        for name in ("Nobody’s Gazette", known.name):
            typed = {"key": opened.key, "headline": "Ministers meet", "dek": "Two", "outlet": name, "language": "en"}
            post(editor, capture, "capture_fields", **typed)
            page = shown(editor.get(capture.get_absolute_url()))
            assert "one new, summary, in English" in page
            assert (f'{name} <span class="quiet">new to the register' in page) is (name != known.name)
        assert f'<a href="{known.get_absolute_url()}">{known.name}</a> <span class="quiet">known' in page
        post(editor, capture, "capture_take_back")
        post(editor, capture, "capture_accept")
        again = CaptureFactory(page=capture.page, clippings=1)
        ReadingFactory(capture=again, **page_of(1))
        page = shown(editor.get(again.get_absolute_url()))
        assert "known, stays as it is" in page
        assert "what differs" in page

    def test_the_story_of_a_clipping_is_found_whatever_was_typed_over_it(self, editor: Client) -> None:
        capture = capture_of(2)
        opened = desk_of(capture, capture.reading, {}).opened
        assert opened is not None
        typed = {
            "key": opened.key,
            "headline": "Ministers meet",
            "dek": "",
            "outlet": "Another Gazette",
            "language": "en",
        }
        post(editor, capture, "capture_fields", **typed)
        post(editor, capture, "capture_accept")
        story = Story.objects.get(headline="Ministers meet")
        page = shown(editor.get(f"{capture.get_absolute_url()}?clipping={opened.number}"))
        assert "is not here any more" not in page
        assert f'<a href="{story.get_absolute_url()}">Open the story</a>' in page

    def test_a_capture_is_set_aside_with_a_reason_and_taken_back(self, editor: Client) -> None:
        capture = capture_of(1)
        answer = editor.post(reverse("stories:capture_discard", args=[capture.pk]), {"reason": " "}, follow=True)
        assert "Say why the capture is set aside" in shown(answer)
        editor.post(reverse("stories:capture_discard", args=[capture.pk]), {"reason": "A login page"})
        capture.refresh_from_db()
        assert (capture.state, capture.reason) == (CaptureState.DISCARDED, "A login page")
        editor.post(reverse("stories:capture_restore", args=[capture.pk]))
        capture.refresh_from_db()
        assert capture.state == CaptureState.WAITING


class TestUnreadable:
    """A page in which no story was found is no dead end."""

    REASON = "No story was found on the page: it has no running text."

    def capture(self) -> Capture:
        capture = receive_page(b"Ferry\n\nFares up\n", editor=None, now=NOW, name="ferry.txt")
        assert capture.state == CaptureState.UNREADABLE
        return capture

    def test_its_page_leads_to_the_desk_and_back(self, editor: Client) -> None:
        capture = self.capture()
        page = shown(editor.get(capture.get_absolute_url()))
        assert "Find the story by hand" in page
        answer = editor.post(reverse("stories:capture_by_hand", args=[capture.pk]), follow=True)
        page = shown(answer)
        assert "All of its text is left out so far" in page
        assert "No story is left on this page" in page
        post(editor, capture, "capture_block", index=0, role="headline", joins="new")
        post(editor, capture, "capture_accept")
        assert "1 story accepted" in shown(editor.get(capture.get_absolute_url()))
        assert (Story.objects.get().headline, Story.objects.get().doubts[:1]) == ("Ferry", [self.REASON])
        another = receive_page(b"Fares\n\nup\n", editor=None, now=NOW)
        page = shown(editor.post(reverse("stories:capture_by_hand", args=[another.pk]), follow=True))
        [undo] = set(re.findall(r'action="(/changes/[^"]+/undo/)"', page))
        assert "Taken back" in shown(editor.post(undo, follow=True))
        another.refresh_from_db()
        assert another.state == CaptureState.UNREADABLE

    def test_it_is_set_aside_and_comes_back(self, editor: Client) -> None:
        capture = self.capture()
        reason = {"reason": "Not needed"}
        page = shown(editor.post(reverse("stories:capture_discard", args=[capture.pk]), reason, follow=True))
        assert "Find the story by hand" not in page
        assert "Set it aside" not in page
        assert self.REASON not in page.partition("History")[0]
        page = shown(editor.post(reverse("stories:capture_restore", args=[capture.pk]), follow=True))
        assert "Find the story by hand" in page
        assert self.REASON in page

    def test_bytes_without_a_text_can_only_be_set_aside(self, editor: Client) -> None:
        picture = receive_page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), editor=None, now=NOW)
        page = shown(editor.get(picture.get_absolute_url()))
        assert "Find the story by hand" not in page
        assert "Set it aside" in page
        answer = editor.post(reverse("stories:capture_by_hand", args=[picture.pk]), follow=True)
        assert "There is no text on this page" in shown(answer)

    def test_it_is_read_again(self, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        capture = self.capture()
        again = reverse("stories:capture_read_again", args=[capture.pk])
        assert f"It cannot be read now either. {self.REASON}" in shown(editor.post(again, follow=True))
        learned = read_page(
            b"Ministers meet in the harbour\n\n" + b"They talked of many things. " * 20, captured_at=NOW
        )
        monkeypatch.setattr("stories.ingest.receive.attempt", lambda raw, **facts: Attempt(learned))
        page = shown(editor.post(again, follow=True))
        assert "The page can be read now and waits to be checked." in page
        assert "Ministers meet in the harbour" in page
        [undo] = set(re.findall(r'action="(/changes/[^"]+/undo/)"', page))
        assert "Taken back" in shown(editor.post(undo, follow=True))
        assert "Read it again" in shown(editor.get(capture.get_absolute_url()))

    def test_bytes_that_are_gone_are_said(self, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        capture = self.capture()

        def lost(sha256: str) -> bytes:
            raise BytesMissing("The bytes of this page are not in the store.")

        monkeypatch.setattr("stories.ingest.store.get", lost)
        answer = editor.post(reverse("stories:capture_read_again", args=[capture.pk]), follow=True)
        assert "The bytes of this page are not in the store." in shown(answer)

    def test_readers_are_offered_nothing(self, client: Client) -> None:
        client.force_login(UserFactory(role=Role.READER))
        page = shown(client.get(self.capture().get_absolute_url()))
        assert "Find the story by hand" not in page
        assert "Set it aside" not in page


class TestProvenance:
    def test_a_story_opens_at_its_passage(self, editor: Client) -> None:
        raw = (
            "Ministers meet in Nara\n\n" + "They talked of deer. " * 20 + "\n\nThey left at noon on the last day."
        ).encode()
        capture = receive_page(raw, editor=None, now=NOW)
        post(editor, capture, "capture_accept")
        story = Story.objects.get()
        start = story.body.index("left at noon")
        address = f"{capture.get_absolute_url()}?story={story.pk}&from={start}&to={start + 12}"
        page = editor.get(address).content.decode()
        assert "<mark>left at noon</mark>" in page
        assert page.count('id="passage"') == 1

    @pytest.mark.parametrize("between", ["- ", "", "-"])
    def test_a_story_that_an_older_version_put_together_opens_there_too(self, editor: Client, between: str) -> None:
        rows = (
            "The ministers talked on Tuesday of deer and of the well-", "meant plan for the park, of a law-",
            "abiding keeper, and of the food that they are given there by", "many. They left at noon on the last day.",
        )  # fmt: skip
        raw = ("Ministers meet in Nara\n\n" + "\n".join(rows) + "\n").encode()
        capture = receive_page(raw, editor=None, now=NOW)
        post(editor, capture, "capture_accept")
        story = Story.objects.get()
        body = story.body.replace("well-meant", f"well{between}meant").replace("law-abiding", f"law{between}abiding")
        Story.objects.filter(pk=story.pk).update(body=body)
        start = body.index("left at noon")
        address = f"{capture.get_absolute_url()}?story={story.pk}&from={start}&to={start + 12}"
        assert "<mark>left at noon</mark>" in editor.get(address).content.decode()

    def test_characters_of_the_page_are_marked(self, editor: Client) -> None:
        capture = capture_of(2)
        start = capture.reading.text.index("round 1")
        page = editor.get(f"{capture.get_absolute_url()}?start={start}&end={start + 7}").content.decode()
        assert "Ministers meet for <mark>round 1</mark>" in page
        assert "story 2 is open" in page

    @pytest.mark.parametrize(
        "asked", ["start=9&end=3", "start=1&end=99999999", "story=0", "story=x&from=1", "start=-1&end=4"]
    )
    def test_what_makes_no_sense_opens_the_page_as_it_is(self, editor: Client, asked: str) -> None:
        answer = editor.get(f"{capture_of(1).get_absolute_url()}?{asked}")
        assert answer.status_code == 200
        assert "<mark>" not in answer.content.decode()

    def test_two_captures_of_a_page_are_compared(self, editor: Client) -> None:
        old = capture_of(1)
        new = CaptureFactory(page=old.page, captured_at=NOW, clippings=1)
        ReadingFactory(
            capture=new, **page_of(1, dek="What the ministers denied about it, told in a sentence of ten words.")
        )
        page = editor.get(reverse("stories:capture_compare", args=[old.pk, new.pk])).content.decode()
        assert "<del>said</del>" in page
        assert "<ins>denied</ins>" in page
        other = capture_of(1)
        assert editor.get(reverse("stories:capture_compare", args=[old.pk, other.pk])).status_code == 404

    def test_the_bytes_come_as_a_file_and_never_as_a_page(self, editor: Client) -> None:
        raw = b"<!doctype html><html><body><script>alert(1)</script><p>words</p></body></html>"
        capture = receive_page(raw, editor=None, now=NOW)
        answer = editor.get(reverse("stories:capture_raw", args=[capture.pk]))
        assert answer.content == raw
        assert answer["Content-Type"] == "text/plain"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment;")


class TestTakingBackFromTheHistory:
    def undo(self, page: str) -> list[str]:
        return re.findall(r'action="(/changes/[^"]+/undo/)"', page.partition('id="hi-t"')[2])

    def test_what_an_import_accepted_is_taken_back_and_brought_back(self, editor: Client) -> None:
        outcome = import_page(b"Ministers meet\n\n" + b"They talked of many things. " * 20, editor=None, now=NOW)
        address = outcome.capture.get_absolute_url()
        [undo] = self.undo(editor.get(address).content.decode())
        editor.post(undo, headers={"referer": f"http://testserver{address}"})
        assert not Story.objects.exists()
        page = editor.get(address).content.decode()
        assert self.undo(page) == []
        history = page.partition('id="hi-t"')[2]
        assert "<li data-now>Taken back <span" in history
        assert "Accepted; taken back" in history
        assert "took back" not in history
        accept = post(editor, outcome.capture, "capture_accept")
        assert accept.status_code == 302
        assert len(set(self.undo(editor.get(address).content.decode()))) == 1  # the same in the message and below

    def test_readers_are_offered_no_undo(self, client: Client) -> None:
        outcome = import_page(b"Ministers meet\n\n" + b"They talked of many things. " * 20, editor=None, now=NOW)
        client.force_login(UserFactory(role=Role.READER))
        page = client.get(outcome.capture.get_absolute_url()).content.decode()
        assert "Accepted" in page
        assert self.undo(page) == []


class TestReaders:
    WRITES = (
        ("capture_block", {"index": 2, "role": "caption"}),
        ("capture_fields", {"headline": "Taken over"}),
        ("capture_decide", {"is_story": "no"}),
        ("capture_take_back", {}),
        ("capture_undo", {}),
        ("capture_triage", {"do": "accept"}),
        ("capture_triage", {"do": "aside"}),
        ("capture_accept", {}),
        ("capture_discard", {"reason": "because"}),
        ("capture_restore", {}),
        ("capture_by_hand", {}),
        ("capture_read_again", {}),
    )

    @pytest.mark.parametrize(("name", "data"), WRITES)
    def test_readers_write_nothing(self, client: Client, name: str, data: dict[str, Any]) -> None:
        client.force_login(UserFactory(role=Role.READER))
        capture = capture_of(1)
        opened = desk_of(capture, capture.reading, {}).opened
        assert opened is not None
        before = capture.reading.edited
        answer = post(client, capture, name, key=opened.key, **data)
        assert answer.status_code == 403
        assert Reading.objects.get(capture=capture).edited == before
        assert not Story.objects.exists()
        assert not Change.objects.exists()

    def test_readers_see_the_desk_without_a_form_and_get_no_bytes(self, client: Client) -> None:
        client.force_login(UserFactory(role=Role.READER))
        capture = receive_page(b"Ministers meet\n\n" + b"They talked of many things. " * 20, editor=None, now=NOW)
        page = client.get(capture.get_absolute_url()).content.decode()
        assert "They talked of many things." in page
        assert f'action="/captures/{capture.pk}' not in page
        assert client.get(reverse("stories:capture_raw", args=[capture.pk])).status_code == 403
        assert client.get("/captures/new/").status_code == 403


def test_the_account_of_a_page_of_very_many_parts_is_drawn_in_steps() -> None:
    from stories.extraction import Block

    text = "ab " * 2_000
    blocks = [Block(3 * at, 3 * at + 2, "headline", at) for at in range(2_000)]
    account = account_of(text, blocks, opened=1_000)
    assert account.whole
    assert len(account.bars) == 600


def test_a_block_without_sentences_is_cut_between_words() -> None:
    assert [cut.words for cut in cuts_of("xx one two three", 3, 16)] == ["two three", "three"]
    assert cuts_of("alone", 0, 5) == []
