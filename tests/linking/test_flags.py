"""Wording that does not fit the register: what is flagged, what is not, and what an editor says of it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from stories.editing.undo import undo_batch
from stories.linking.connecting import connect_stories
from stories.linking.flags import find_flags
from stories.linking.register import GivenTenure, save_person
from stories.linking.settling import SettledMeanwhile, Unsettleable, reopen_flag, settle_flag
from stories.models import Change, Flag, Person, Story, Tenure
from stories.policy import Refused
from stories.vocabulary import FlagKind, FlagState, Role
from tests.factories import NOW, CaptureFactory, StoryFactory, UserFactory

DAY = datetime(2025, 6, 27, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def person(name: str, *tenures: tuple[str, ...], country: str = "JP") -> Person:
    given = [GivenTenure(*one) for one in tenures]
    return save_person(name=name, tenures=given, country=country, editor=None, now=NOW)


def oakes() -> Person:
    return person(
        "Donald Oakes",
        ("President", "", "US", "2017-01-20", "2021-01-20"),
        ("President", "", "US", "2025-01-20", ".."),
        country="US",
    )


def flagged(text: str, *, on: datetime | None = DAY, **more: Any) -> list[tuple[str, str]]:
    precision = {"published_precision": "day"} if on else {"published_precision": ""}
    story = StoryFactory(headline="On the day", body=text, published_at=on, **precision, **more)
    connect_stories([story.pk], now=NOW)
    return list(Flag.objects.filter(story=story).order_by("start").values_list("kind", "surface"))


class TestFormer:
    def test_called_former_while_in_office(self) -> None:
        oakes()
        assert flagged("In Tokyo, former U.S. President Donald Oakes met the emperor.") == [
            (FlagKind.FORMER_IN_OFFICE, "former U.S. President Donald Oakes")
        ]
        flag = Flag.objects.get()
        assert flag.evidence == (
            "Donald Oakes was in office on 2025-06-27: President (United States), from 2025-01-20, still held."
        )
        assert flag.tenure.start == "2025-01-20"
        assert flagged("Ex-President Oakes spoke first.") == [(FlagKind.FORMER_IN_OFFICE, "Ex-President Oakes")]

    @pytest.mark.parametrize(
        "text",
        [
            "U.S. President Donald Oakes spoke.",
            "Former Senator Donald Oakes spoke.",
            "The former adviser to President Donald Oakes spoke.",
            "Former foreign minister and President Donald Oakes spoke.",
            "Former Vice President Donald Oakes spoke.",
            "Former French President Donald Oakes spoke.",
        ],
    )
    def test_what_fits(self, text: str) -> None:
        oakes()
        assert flagged(text) == []

    def test_out_of_office_it_is_right(self) -> None:
        oakes()
        assert flagged("Former President Donald Oakes spoke.", on=datetime(2023, 6, 27, tzinfo=UTC)) == []

    def test_a_story_without_a_date_is_of_the_day_of_its_capture(self) -> None:
        oakes()
        late, early = (CaptureFactory(captured_at=datetime(year, 10, 30, tzinfo=UTC)) for year in (2025, 2023))
        text = "Former U.S. President Donald Oakes left on Tuesday, October 28th."
        assert len(flagged(text, on=None, capture=late)) == 1
        assert Flag.objects.get().evidence.startswith(
            "Donald Oakes was in office on 2025-10-28 (which the text names): President"
        )
        assert flagged("Former U.S. President Donald Oakes left.", on=None, capture=early) == []
        assert flagged("U.S. President Donald Oakes left.", on=None, capture=early) == []


class TestPosts:
    def test_before_and_after_the_post(self) -> None:
        person("Iwao Takeda", ("Minister for Foreign Affairs", "", "JP", "2024-10-01", "2025-02-01"))
        person("Kenji Morita", ("Minister of Defense", "", "JP", "2025-10-21", ".."))
        assert flagged("Foreign Minister Iwao Takeda is in Seoul. Defense Minister Kenji Morita stays.") == [
            (FlagKind.NO_LONGER_IN_OFFICE, "Foreign Minister Iwao Takeda"),
            (FlagKind.NOT_YET_IN_OFFICE, "Defense Minister Kenji Morita"),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Then Foreign Minister Iwao Takeda spoke.",
            "In 2024 Foreign Minister Iwao Takeda went to Seoul.",
            "The late Foreign Minister Iwao Takeda was praised.",
            "Foreign minister-designate Kenji Morita spoke.",
            "Kenji Morita will be Defense Minister Kenji Morita.",
            "Iwao Takeda spoke.",
        ],
    )
    def test_sentences_of_another_time(self, text: str) -> None:
        person("Iwao Takeda", ("Minister for Foreign Affairs", "", "JP", "2024-10-01", "2025-02-01"))
        person("Kenji Morita", ("Minister of Defense", "", "JP", "2025-10-21", ".."))
        assert flagged(text) == []

    def test_days_around_a_change_and_uncertain_bounds_are_let_pass(self) -> None:
        person("Iwao Takeda", ("Minister for Foreign Affairs", "", "JP", "2024-10-01", "2025-06-20"))
        person("Kenji Morita", ("Minister of Defense", "", "JP", "2020", ""))
        assert flagged("Foreign Minister Iwao Takeda is in Seoul. Defense Minister Kenji Morita stays.") == []

    def test_a_post_that_somebody_else_holds(self) -> None:
        person("Iwao Takeda", ("Minister for Foreign Affairs", "", "JP", "2024-10-01", ".."))
        other = person("Kenji Morita")
        assert flagged("Japanese Foreign Minister Kenji Morita is in Seoul.") == [
            (FlagKind.OTHER_HOLDER, "Japanese Foreign Minister Kenji Morita")
        ]
        assert Flag.objects.get().person == other
        assert flagged("French Foreign Minister Kenji Morita is in Seoul.") == []
        assert flagged("Deputy Foreign Minister Kenji Morita is in Seoul.") == []
        assert flagged("Former Foreign Minister Kenji Morita is in Seoul.") == []


class TestMisspelt:
    def test_one_letter_off_in_a_story_that_has_it_right_too(self) -> None:
        person("Shigeru Ishikura")
        text = "Shigeru Ishikura spoke. Later Shigeru Ishikuro left."
        assert flagged(text) == [(FlagKind.MISSPELT, "Shigeru Ishikuro")]
        assert flagged("Shigeru Ishikuro left.") == []

    def test_the_post_before_it_tells_who_is_meant(self) -> None:
        person("Shigeru Ishikura", ("Prime Minister", "", "JP", "2024-10-01", ".."))
        assert flagged("Prime Minister Shigeru Ishikuro left.") == [(FlagKind.MISSPELT, "Shigeru Ishikuro")]

    def test_somebody_elses_name_is_none(self) -> None:
        person("Shigeru Ishikura")
        person("Jun Ishikuro")
        assert flagged("Shigeru Ishikura spoke. Later Shigeru Ishikuro left.") == []


class TestWhatStays:
    TEXT = "In Tokyo, former U.S. President Donald Oakes met the emperor."

    def story(self) -> tuple[Story, Flag]:
        oakes()
        flagged(self.TEXT)
        flag = Flag.objects.get()
        return flag.story, flag

    def test_again_changes_nothing(self) -> None:
        story, flag = self.story()
        rows = Change.objects.count()
        found = find_flags([story.pk], now=NOW)
        assert (found.new, found.removed, Change.objects.count()) == (0, 0, rows)
        assert Flag.objects.get() == flag

    def test_an_open_flag_goes_with_its_reason(self) -> None:
        story, _ = self.story()
        Tenure.objects.filter(end="..").delete()
        assert find_flags([story.pk], now=NOW).removed == 1
        assert not Flag.objects.exists()

    def test_what_was_found_fine_is_kept_and_follows_its_words(self) -> None:
        story, flag = self.story()
        settle_flag(flag, verdict=FlagState.FINE, editor=UserFactory(), now=NOW)
        Story.objects.filter(pk=story.pk).update(body=f"A word before. {self.TEXT} {self.TEXT}")
        connect_stories([story.pk], now=NOW)
        kept = Flag.objects.get()
        assert (kept.pk, kept.state, kept.start) == (flag.pk, FlagState.FINE, flag.start + 15)
        Story.objects.filter(pk=story.pk).update(body="Something else.")
        connect_stories([story.pk], now=NOW)
        assert not Flag.objects.exists()
        assert Change.objects.filter(kind="flag", verb="deleted", object_id=flag.pk).count() == 1

    def test_settled_and_taken_back(self) -> None:
        _, flag = self.story()
        editor = UserFactory()
        settle_flag(flag, verdict=FlagState.WRONG_TEXT, note=" Desk  told ", editor=editor, now=NOW)
        flag.refresh_from_db()
        assert (flag.state, flag.note, flag.decided_by) == (FlagState.WRONG_TEXT, "Desk told", editor)
        undo_batch(Change.objects.filter(verb="settled").get().batch, editor=editor, now=NOW)
        flag.refresh_from_db()
        assert (flag.state, flag.note, flag.decided_by) == (FlagState.OPEN, "", None)
        settle_flag(flag, verdict=FlagState.FINE, editor=editor, now=NOW)
        assert reopen_flag(flag, editor=editor, now=NOW).state == FlagState.OPEN

    def test_what_cannot_be_settled(self) -> None:
        _, flag = self.story()
        editor = UserFactory()
        with pytest.raises(Refused):
            settle_flag(flag, verdict=FlagState.FINE, editor=UserFactory(role=Role.READER), now=NOW)
        with pytest.raises(Unsettleable):
            settle_flag(flag, verdict="open", editor=editor, now=NOW)
        with pytest.raises(Unsettleable):
            settle_flag(flag, verdict=FlagState.FINE, note="x" * 301, editor=editor, now=NOW)
        with pytest.raises(Unsettleable):
            reopen_flag(flag, editor=editor, now=NOW)
        same = Flag.objects.get()
        settle_flag(same, verdict=FlagState.FINE, editor=editor, now=NOW)
        with pytest.raises(SettledMeanwhile):
            settle_flag(flag, verdict=FlagState.WRONG_TEXT, editor=editor, now=NOW)


class TestPostsOfAnyWords:
    """What a minister is for is not always one of the words that posts commonly end in."""

    @pytest.mark.parametrize(
        "post",
        [
            "Minister of Ferries",
            "Minister for Ferries",
            "Minister of Ferries of Portugal",
            "Minister of Ferries (Portugal)",
            "Portuguese Minister of Ferries",
        ],
    )
    @pytest.mark.parametrize("said", ["Minister of Ferries", "ferries minister"])
    def test_former_in_office_however_the_list_spells_the_post(self, post: str, said: str) -> None:
        person("Ana Lopes", (post, "", "PT", "2024-01-01", ".."), country="PT")
        assert flagged(f"Former {said} Ana Lopes spoke.") == [
            (FlagKind.FORMER_IN_OFFICE, f"Former {said} Ana Lopes"),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Minister of Ferries Ana Lopes spoke.",
            "Former Minister of Bridges Ana Lopes spoke.",
            "Former Spanish Minister of Ferries Ana Lopes spoke.",
            "Former Deputy Minister of Ferries Ana Lopes spoke.",
            "The former minister praised Ana Lopes.",
        ],
    )
    def test_what_fits_or_says_another_post(self, text: str) -> None:
        person("Ana Lopes", ("Minister of Ferries", "", "PT", "2024-01-01", ".."), country="PT")
        assert flagged(text) == []

    def test_an_end_that_nobody_knows_is_no_office_on_the_day(self) -> None:
        person("Ana Lopes", ("Minister of Ferries", "", "PT", "2024-01-01", ""), country="PT")
        assert flagged("Former Minister of Ferries Ana Lopes spoke.") == []

    def test_what_a_minister_of_a_land_is_for_stays(self) -> None:
        person("Ana Lopes", ("Secretary of State for Portugal", "", "ES", "2024-01-01", ".."), country="ES")
        assert flagged("Former Secretary of State Ana Lopes spoke.") == []

    @pytest.mark.parametrize(
        ("text", "surface"),
        [
            ("Minister of Ferries Karl Bernhold spoke.", "Karl Bernhold"),
            ("Karl Bernholt left. Karl Bernhold did not.", "Karl Bernhold"),
        ],
    )
    def test_a_family_name_that_nobody_has_is_a_slip_behind_the_post(self, text: str, surface: str) -> None:
        person("Karl Bernholt", ("Minister of Ferries", "", "DE", "2024-01-01", ".."), country="DE")
        assert flagged(text) == [(FlagKind.MISSPELT, surface)]
