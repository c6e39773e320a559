"""A passage is found again where it stands, also after the text changed; or it is said to be lost."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.dossiers import NotInText, find_anchor, quote, settle_quote
from stories.dossiers.anchors import surroundings
from stories.models import Change, Story
from tests.dossiers.builders import BODY, PASSAGE, make
from tests.factories import NOW, StoryFactory


@dataclass
class Quote:
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


def picked(body, exact, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = body.index(exact, start + 1)
    before, after = surroundings(body, start, start + len(exact))
    return Quote(exact, before, after, start, start + len(exact))


def test_at_its_place():
    found = find_anchor(picked(BODY, PASSAGE), BODY)
    assert (found.start, found.end, found.how) == (46, 99, "exact")


def test_the_same_words_elsewhere():
    found = find_anchor(picked(BODY, PASSAGE), "A new first paragraph.\n\n" + BODY)
    assert (found.start, found.how) == (46 + 24, "moved")


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_of_several_places_the_one_with_the_same_surroundings(nth):
    body = "First he said no thanks. Then she said no again. At last they said no together."
    anchor = picked(body, "said no", nth)
    found = find_anchor(anchor, "Corrected. " + body)
    assert (found.start, found.how) == (anchor.start + 11, "moved")


def test_other_white_space_between_the_words():
    found = find_anchor(picked(BODY, PASSAGE), BODY.replace("again next", "again\n\nnext"))
    assert found.how == "changed"
    assert found.end - found.start == len(PASSAGE) + 1


def test_nearly_the_same_words_are_found_by_whole_words():
    body = BODY.replace("an official said", "an officials says")
    found = find_anchor(picked(BODY, PASSAGE), "Before that, something else happened.\n\n" + body)
    assert found.how == "changed"
    assert (
        "They agreed to meet again next week, an official"
        in ("Before that, something else happened.\n\n" + body)[found.start : found.end]
    )


@pytest.mark.parametrize(
    ("passage", "edited"),
    [
        (PASSAGE, "They agreed to meet soon again next week, an official said"),
        (PASSAGE, "They all agreed to meet again next week, an official said"),
        (PASSAGE, "They agreed to meet next week, an official said"),
        (PASSAGE, "They agreed to meet again next week, a senior official said"),
    ],
)
def test_a_word_put_in_or_taken_out_neither_cuts_the_passage_nor_brings_its_neighbour_along(passage, edited):
    body = "Put before it.\n\n" + BODY.replace(passage, edited)
    found = find_anchor(picked(BODY, passage), body)
    assert body[found.start : found.end] == edited


def test_both_ends_of_a_long_passage_that_was_edited_in_its_midst_are_kept():
    passage = " ".join(f"The {number}th crate was opened at noon." for number in range(40, 90))
    edited = passage.replace("The 60th crate", "The 60th crate, and with it all the papers that lay there,")
    body = f"Before it. {passage} Behind it there is more."
    found = find_anchor(picked(body, passage), body.replace(passage, edited))
    assert body.replace(passage, edited)[found.start : found.end] == edited


@pytest.mark.parametrize("body", ["", "Quite another text about fishing.", "They agreed."])
def test_lost(body):
    assert find_anchor(picked(BODY, PASSAGE), body).how == "lost"


def test_short_words_are_not_guessed():
    assert (
        find_anchor(picked("The figure was 3.5 percent.", "3.5 percent"), "The figure was 4.5 percent.").how == "lost"
    )


@given(st.text(max_size=80), st.text(min_size=1, max_size=40), st.text(max_size=80), st.text(max_size=30))
def test_what_was_picked_is_found_wherever_text_is_put_before_it(before, exact, after, more):
    body = before + exact + after
    anchor = Quote(
        exact, *surroundings(body, len(before), len(before) + len(exact)), len(before), len(before) + len(exact)
    )
    found = find_anchor(anchor, body)
    if not exact.strip():
        assert found.how == "lost"
        return
    assert (body[found.start : found.end], found.how) == (exact, "exact")
    moved = find_anchor(anchor, more + body)
    assert (more + body)[moved.start : moved.end] == exact


@pytest.mark.django_db
class TestPicking:
    def test_what_is_stored_is_the_texts_own(self):
        made = make()
        entry = made.entries["quote"]
        assert (entry.exact, entry.start, entry.end) == (PASSAGE, 46, 99)
        assert entry.prefix == BODY[14:46]
        assert entry.suffix == BODY[99:131]
        assert entry.story_version == made.quoted.version

    def test_words_over_two_paragraphs_as_a_form_sends_them(self):
        made = make()
        words = "round of talks in Tokyo.\r\n\r\nThey agreed"
        entry = quote(made.second, story=made.story, exact=words, editor=made.desk.owner, now=NOW)
        assert entry.exact == "round of talks in Tokyo.\n\nThey agreed"

    def test_the_position_decides_between_equal_words(self):
        made = make()
        story = StoryFactory(body="No. Yes. No. Yes. No.")
        entry = quote(made.second, story=story, exact="Yes.", start=13, end=17, editor=made.desk.owner, now=NOW)
        assert (entry.start, entry.end) == (13, 17)
        entry = quote(
            made.second, story=story, exact="No.", prefix="Yes. ", suffix=" Yes.", editor=made.desk.owner, now=NOW
        )
        assert entry.start == 9

    @pytest.mark.parametrize(
        "words", ["", "  ", "They agreed to meet again next week, an officer said", "Nobody wrote this"]
    )
    def test_words_that_do_not_stand_there_are_refused(self, words):
        made = make()
        with pytest.raises(NotInText):
            quote(made.second, story=made.story, exact=words, start=0, editor=made.desk.owner, now=NOW)

    def test_a_changed_passage_is_taken_as_it_stands_now(self):
        made = make()
        body = "New.\n\n" + BODY.replace("an official said", "two officials said")
        Story.objects.filter(pk=made.quoted.pk).update(body=body, version=2)
        entry = settle_quote(made.entries["quote"], editor=made.desk.owner, now=NOW)
        assert entry.exact == body[entry.start : entry.end]
        assert entry.exact == "They agreed to meet again next week, two officials said"
        assert (entry.story_version, entry.version) == (2, 2)
        assert Change.objects.latest("pk").before["exact"] == PASSAGE
        Story.objects.filter(pk=made.quoted.pk).update(body="Gone.")
        with pytest.raises(NotInText, match="not in the story any more"):
            settle_quote(entry, editor=made.desk.owner, now=NOW)
