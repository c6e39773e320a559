"""Names are found in stories, with their evidence; what editors decided stays; two candidates are never a link."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from stories.editing.correcting import correct_story
from stories.editing.undo import CannotUndo, undo_batch
from stories.export.stories import story_lines
from stories.ingest.proof import of_mentions
from stories.linking.deciding import Undecidable, confirm_mention, reject_mention, reopen_mention
from stories.linking.mentions import link_stories, link_story
from stories.linking.register import GivenName, GivenTenure, save_outlet, save_person
from stories.models import Change, Mention, Person, PersonName, Story
from stories.search import Query, search_stories
from tests.factories import (
    NOW,
    EventFactory,
    OutletFactory,
    OutletNameFactory,
    PersonFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def person(name: str, *names: str | GivenName, **kwargs: Any) -> Person:
    return save_person(name=name, names=names, editor=None, now=NOW, **kwargs)


def story(body: str, **kwargs: Any) -> Story:
    return StoryFactory(**{"headline": "untitled", "dek": "", "body": body, **kwargs})


def link(made: Story) -> list[Mention]:
    """The mentions of the register; names of nobody in it are tested beside (test_unknown)."""
    found = link_story(made, now=NOW)
    for mention in Mention.objects.filter(story=made):
        assert getattr(made, mention.field)[mention.start : mention.end] == mention.surface
    return [mention for mention in found if mention.state != "unknown"]


def said(made: Story) -> list[tuple[str, str, str | None]]:
    """Surface, state and whom it points at, in reading order."""
    return [
        (one.surface, one.state, str(target) if (target := one.person or one.outlet or one.event) else None)
        for one in link(made)
    ]


class TestWholeNames:
    @pytest.mark.parametrize(
        ("text", "surface"),
        [
            ("Talks with Kenji Morita went on.", "Kenji Morita"),
            ("That is Kenji Morita's plan.", "Kenji Morita"),
            ("That is Kenji Morita’s plan.", "Kenji Morita"),
            ("KENJI MORITA WINS AGAIN", "KENJI MORITA"),
            ("they say kenji morita will come", "kenji morita"),
            ("Kēnji Morita arrived.", "Kēnji Morita"),
            ("Ke\u0304nji Morita arrived.", "Ke\u0304nji Morita"),
            ("(Kenji Morita/Pool)", "Kenji Morita"),
            ("The line ends after Kenji\nMorita said so.", "Kenji\nMorita"),
            ("Kenji T. Morita arrived.", "Kenji T. Morita"),
        ],
    )
    def test_found_as_printed(self, text: str, surface: str) -> None:
        person("Kenji Morita")
        assert said(story(text)) == [(surface, "suggested", "Kenji Morita")]

    @pytest.mark.parametrize(
        "text",
        [
            "Akenji Moritas are birds.",
            "It was said to Kenji. Morita did not hear.",
            "See www.kenji-morita.com or write to kenji.morita@post.org.",
            "One Kenji\n\nMorita begins another paragraph.",
            "Kenji Morita Jr. is the son.",
        ],
    )
    def test_not_where_it_does_not_stand(self, text: str) -> None:
        person("Kenji Morita")
        assert [surface for surface, *_ in said(story(text)) if " " in surface or "\n" in surface] == []

    def test_the_longest_name_wins(self) -> None:
        person("Kenji Morita")
        person("Kenji Morita Lang")
        assert said(story("When Kenji Morita Lang spoke")) == [("Kenji Morita Lang", "suggested", "Kenji Morita Lang")]

    def test_headline_dek_and_body(self) -> None:
        person("Kenji Morita")
        made = story("Kenji Morita came.", headline="Kenji Morita comes", dek="What Kenji Morita wants")
        assert [(one.field, one.start) for one in link(made)] == [("body", 0), ("dek", 5), ("headline", 0)]

    @pytest.mark.parametrize(
        ("name", "text", "surface"),
        [
            ("森田健二", "東京で森田健二首相が語った。", "森田健二"),
            ("森田健二", "東京で森田 健二首相が語った。", "森田 健二"),
            ("もりた けんじ", "それはもりたけんじです", "もりたけんじ"),
            ("ケンジ・モリタ", "米のケンジ・モリタ氏が", "ケンジ・モリタ"),
            ("박지훈", "한국의 박지훈은 말했다", "박지훈"),
        ],
    )
    def test_scripts_without_spaces(self, name: str, text: str, surface: str) -> None:
        person("Kenji Morita", name)
        assert said(story(text)) == [(surface, "suggested", "Kenji Morita")]

    def test_not_inside_a_longer_katakana_word(self) -> None:
        person("Aldo Roma", "ローマ")
        assert said(story("ローマンスの本。")) == []

    def test_the_post_of_the_day_is_evidence(self) -> None:
        person(
            "Kenji Morita",
            tenures=[
                GivenTenure("Mayor", "City of Ebetsu", "JP", "2015", "2019"),
                GivenTenure("Minister of Forests", "Cabinet", "JP", "2024-10-01", ".."),
            ],
        )
        [mention] = link(story("So Kenji Morita said."))
        assert mention.evidence == "The full name of Kenji Morita; Minister of Forests (Japan) on the day of the story."

    def test_the_day_is_the_one_that_the_page_prints(self) -> None:
        person("Kenji Morita", tenures=[GivenTenure("Mayor", "City", "JP", "2025-06-28", "..")])
        late = datetime(2025, 6, 27, 20, 0, tzinfo=UTC)
        here, there = story("Kenji Morita.", published_at=late), story("Kenji Morita.", published_at=late)
        Story.objects.filter(pk=there.pk).update(published_zone="+09:00")
        assert [link(one)[0].evidence.count("on the day") for one in (here, there)] == [0, 1]

    def test_an_alias_is_named_in_the_evidence(self) -> None:
        person("Antonia Brenk", "Toni Brenk")
        [mention] = link(story("So Toni Brenk said."))
        assert mention.evidence == "“Toni Brenk” is a name of Antonia Brenk."

    def test_two_people_of_one_name_are_candidates(self) -> None:
        first, second = person("James Barrow"), person("James Barrow")
        [mention] = link(story("So James Barrow said."))
        assert (mention.state, mention.person) == ("ambiguous", None)
        assert [one.person for one in mention.candidates.order_by("pk")] == [first, second]
        assert mention.evidence == "2 known people have this name, and nothing in the story tells them apart."

    def test_the_post_before_the_name_tells_two_apart(self) -> None:
        person("James Barrow", tenures=[GivenTenure("Secretary of Forests", "", "US", "1985", "1989")])
        held = person("James Barrow", tenures=[GivenTenure("Secretary of Forests", "", "US", "2025-01-20", "..")])
        [mention] = link(story("So U.S. Secretary of Forests James Barrow said."))
        assert (mention.state, mention.person) == ("suggested", held)


class TestFamilyNames:
    def test_after_the_full_name(self) -> None:
        person("Kenji Morita")
        made = story("Kenji Morita came. Then Morita went; Morita's car waited.", headline="Morita comes")
        assert said(made) == [
            ("Kenji Morita", "suggested", "Kenji Morita"),
            ("Morita", "suggested", "Kenji Morita"),
            ("Morita", "suggested", "Kenji Morita"),
            ("Morita", "suggested", "Kenji Morita"),
        ]
        assert link(made)[1].evidence == "The family name of Kenji Morita, who is named in full in this story."

    def test_shared_by_two_it_is_never_a_link(self) -> None:
        people = {person("James Barrow"), person("Howard Barrow")}
        [mention] = link(story("On Monday Barrow said so."))
        assert (mention.state, mention.person) == ("ambiguous", None)
        assert {one.person for one in mention.candidates.all()} == people

    def test_shared_by_two_of_whom_one_is_named_in_full(self) -> None:
        person("James Barrow"), person("Howard Barrow")
        assert said(story("Howard Barrow spoke. Later Barrow left.")) == [
            ("Howard Barrow", "suggested", "Howard Barrow"),
            ("Barrow", "suggested", "Howard Barrow"),
        ]

    def test_both_named_in_full(self) -> None:
        person("James Barrow"), person("Howard Barrow")
        *_, last = link(story("Howard Barrow met James Barrow. Later Barrow left."))
        assert (last.surface, last.state, last.candidates.count()) == ("Barrow", "ambiguous", 2)

    def test_the_post_before_it_decides_by_the_day(self) -> None:
        person("James Barrow", tenures=[GivenTenure("Minister for Foreign Affairs", "", "JP", "2020", "2021-03")])
        person("Howard Barrow", tenures=[GivenTenure("Minister for Foreign Affairs", "", "JP", "2025-01", "..")])
        text = "Then Foreign Minister Barrow spoke."
        assert said(story(text)) == [("Barrow", "suggested", "Howard Barrow")]
        old = story(text, published_at=datetime(2020, 6, 1, tzinfo=UTC))
        assert said(old) == [("Barrow", "suggested", "James Barrow")]
        assert link(old)[0].evidence == (
            "The post stands before the family name; James Barrow was Minister for Foreign Affairs (Japan) on the day "
            "of the story."
        )

    def test_a_deputy_does_not_hold_the_post(self) -> None:
        person("James Barrow", tenures=[GivenTenure("Secretary of State", "", "US", "2025-01", "..")])
        person("Howard Barrow")
        [mention] = link(story("Then Deputy Secretary of State Barrow spoke."))
        assert mention.state == "ambiguous"

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("On Monday Morita said so.", True),
            ("On Monday Mr. Morita said so.", True),
            ("On Monday Prime Minister Morita said so.", True),
            ("On Monday Haruto Morita said so. Then Morita left.", False),
            ("They landed at Morita Airport.", False),
            ("On Monday Park Morita-ko said so.", False),
            ("It was a law of the Morita-era cabinet.", True),
            ("It was a law of the Republican Morita-backed party.", True),
            ("They like morita very much.", False),
            ("then prime minister morita spoke", True),
        ],
    )
    def test_of_one_known_bearer(self, text: str, found: bool) -> None:
        person("Kenji Morita")
        surfaces = [one.surface.lower() for one in link(story(text))]
        assert surfaces == (["morita"] if found else [])

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Rice is cheap.", False),
            ("They eat rice in May.", False),
            ("Yesterday Ms. Rice said so.", True),
            ("In May they came.", False),
            ("May said so.", False),
            ("Mrs May said so.", True),
        ],
    )
    def test_that_are_ordinary_words(self, text: str, found: bool) -> None:
        person("Condola Rice"), person("Therese May")
        assert bool(link(story(text))) is found

    def test_a_short_form_of_the_given_name(self) -> None:
        person("Robert Nardini")
        assert said(story("The head, Bob Nardini, left. Later Nardini spoke.")) == [
            ("Bob Nardini", "suggested", "Robert Nardini"),
            ("Nardini", "suggested", "Robert Nardini"),
        ]
        assert said(story("The head, Paul Nardini, left.")) == []

    def test_family_name_first(self) -> None:
        save_person(name="Rhee Jae-won", country="KR", editor=None, now=NOW)
        assert said(story("Rhee Jae-won came. Rhee left. Jae-won?"))[:2] == [
            ("Rhee Jae-won", "suggested", "Rhee Jae-won"),
            ("Rhee", "suggested", "Rhee Jae-won"),
        ]


class TestOutlets:
    @pytest.mark.parametrize(
        ("name", "text", "found"),
        [
            ("Nature", "A study in Nature says so.", True),
            ("Nature", "It is in the nature of things. Nature is kind.", False),
            ("Nature", "The Nature Conservancy said so.", False),
            ("Time", "It took time. Time will tell.", False),
            ("Time", "She told Time that it was over.", True),
            ("AP", "The AP reported it.", True),
            ("AP", "An ap is none.", False),
            ("The Independent", "She wrote in The Independent that it was over.", True),
            ("The Independent", "He is the independent candidate.", False),
            ("Foreign Policy", "Its foreign policy changed.", False),
            ("Foreign Policy", "He wrote in Foreign Policy that it had.", True),
            ("dpa", "So dpa reported.", True),
            ("Bay Courier", "the bay courier said", False),
            ("Yokote Shimpo", "the yokote shimpo said", True),
        ],
    )
    def test_capitals_decide_for_ordinary_words(self, name: str, text: str, found: bool) -> None:
        OutletFactory(name=name)
        assert [surface for surface, *_ in said(story(text))] == (
            [name if name.lower() not in text else name.lower()] if found else []
        )

    def test_in_a_headline_in_title_case_ordinary_words_are_words(self) -> None:
        OutletFactory(name="Foreign Policy")
        assert said(story("", headline="How Their Foreign Policy Has Changed Since Then")) == []

    def test_of_two_with_one_name_the_storys_own_is_meant(self) -> None:
        first, second = OutletFactory(name="ABQ News"), OutletFactory(name="ABQ News (Australia)")
        OutletNameFactory(outlet=second, text="ABQ News")
        [open_mention] = link(story("So ABQ News said."))
        assert (open_mention.state, {one.outlet for one in open_mention.candidates.all()}) == (
            "ambiguous",
            {first, second},
        )
        [mention] = link(story("So ABQ News said.", outlet=second))
        assert (mention.state, mention.outlet) == ("suggested", second)
        assert mention.evidence == "“ABQ News” is a name of ABQ News (Australia); the story is its own."

    def test_a_person_of_that_name_is_no_outlet(self) -> None:
        OutletFactory(name="Blumberg")
        person("Michael Tanner")
        assert said(story("So Michael Blumberg said.")) == []
        assert said(story("So Blumberg said.")) == [("Blumberg", "suggested", "Blumberg")]

    def test_a_person_and_an_outlet_over_the_same_words(self) -> None:
        outlet = OutletFactory(name="Blumberg")
        known = person("Michael Blumberg")
        assert said(story("So Blumberg said.")) == [("Blumberg", "suggested", "Blumberg")]
        *_, last = link(story("So Michael Blumberg said. Then Blumberg left."))
        assert last.state == "ambiguous"
        assert {(one.person, one.outlet) for one in last.candidates.all()} == {(known, None), (None, outlet)}
        assert said(story("So Mayor Blumberg said.")) == [("Blumberg", "suggested", "Michael Blumberg")]


def test_an_event_is_found_by_its_title() -> None:
    EventFactory(title="Harbour summit of Ebetsu")
    assert said(story("At the Harbour summit of Ebetsu they met.")) == [
        ("Harbour summit of Ebetsu", "suggested", "Harbour summit of Ebetsu")
    ]


class TestAgain:
    def test_changes_nothing(self) -> None:
        person("Kenji Morita"), person("James Barrow"), person("Howard Barrow")
        made = story("Kenji Morita met Barrow.")
        first = [(one.pk, one.evidence) for one in link(made)]
        changes = Change.objects.count()
        assert [(one.pk, one.evidence) for one in link(made)] == first
        assert Change.objects.count() == changes

    def test_leaves_one_row_of_history_on_the_story(self) -> None:
        person("Kenji Morita")
        made = story("Kenji Morita came. Morita left.")
        link(made)
        [change] = Change.objects.filter(verb="suggested")
        assert (change.kind, change.object_id, change.editor) == ("story", made.pk, None)
        assert sorted(change.after["mentions"]) == ["person body 0: Kenji Morita", "person body 19: Morita"]

    def test_a_name_changed_by_whatever_means_is_seen(self) -> None:
        known = person("Kenji Morita")
        made = story("Kenji Morita and Kenji Mortia.")
        assert [one.surface for one in link(made)] == ["Kenji Morita"]
        PersonName.objects.filter(person=known).update(text="Kenji Mortia", folded="kenji mortia")
        assert [one.surface for one in link(made)] == ["Kenji Mortia"]
        PersonName.objects.all().delete()
        assert link(made) == []

    def test_names_of_a_transaction_that_failed_are_forgotten(self) -> None:
        made = story("Kenji Morita came.")
        assert link(made) == []
        with pytest.raises(RuntimeError), transaction.atomic():
            person("Kenji Morita")
            assert len(link(made)) == 1
            raise RuntimeError
        assert link(made) == []

    def test_a_tenure_that_changed_changes_the_evidence(self) -> None:
        known = person("Kenji Morita")
        made = story("Kenji Morita came.")
        [before] = link(made)
        save_person(
            person=known, name=known.name, tenures=[GivenTenure("Mayor", start="2020", end="..")], editor=None, now=NOW
        )
        [after] = link(made)
        assert (after.pk, after.evidence) == (
            before.pk,
            "The full name of Kenji Morita; Mayor on the day of the story.",
        )

    def test_a_merged_person_is_the_one_who_stayed(self) -> None:
        stays, goes = person("Kenji Morita"), person("Ken Morita")
        Person.objects.filter(pk=goes.pk).update(merged_into=stays)
        assert said(story("Ken Morita came.")) == [("Ken Morita", "suggested", "Kenji Morita")]


class TestDecided:
    def test_a_confirmed_mention_stays_without_its_name(self) -> None:
        known = person("Kenji Morita")
        made = story("Kenji Morita came.")
        confirm_mention(link(made)[0], editor=UserFactory(), now=NOW)
        known.names.all().delete()
        assert said(made) == [("Kenji Morita", "confirmed", "Kenji Morita")]

    def test_not_this_person_counts_for_the_same_words_in_the_story(self) -> None:
        person("James Barrow"), person("Howard Barrow")
        made = story("Barrow came. Barrow left.")
        first, _ = link(made)
        james = first.candidates.get(person__name="James Barrow")
        confirm_mention(first, choice=james, editor=UserFactory(), now=NOW)
        reject_mention(first, editor=UserFactory(), now=NOW)
        assert said(made) == [("Barrow", "rejected", "James Barrow"), ("Barrow", "suggested", "Howard Barrow")]

    def test_none_of_the_candidates(self) -> None:
        person("James Barrow"), person("Howard Barrow")
        made = story("Barrow came. Barrow left.")
        reject_mention(link(made)[0], editor=UserFactory(), now=NOW)
        assert said(made) == [("Barrow", "rejected", None)]

    def test_a_confirmed_one_settles_the_same_words(self) -> None:
        person("James Barrow"), person("Howard Barrow")
        made = story("Barrow came. Barrow left.")
        first = link(made)[0]
        confirm_mention(first, choice=first.candidates.get(person__name="James Barrow"), editor=UserFactory(), now=NOW)
        assert said(made) == [("Barrow", "confirmed", "James Barrow"), ("Barrow", "suggested", "James Barrow")]

    def test_decided_mentions_follow_their_words(self) -> None:
        person("Kenji Morita"), person("Aiko Lind")
        made = story("Kenji Morita met Aiko Lind.")
        for mention in link(made):
            confirm_mention(mention, editor=UserFactory(), now=NOW)
        Story.objects.filter(pk=made.pk).update(body="On Monday Aiko Lind met Kenji Morita.")
        made.refresh_from_db()
        assert said(made) == [("Aiko Lind", "confirmed", "Aiko Lind"), ("Kenji Morita", "confirmed", "Kenji Morita")]

    def test_one_whose_words_are_gone_goes_and_the_history_keeps_it(self) -> None:
        person("Kenji Morita")
        made = story("Kenji Morita came.")
        [mention] = link(made)
        confirm_mention(mention, editor=UserFactory(), now=NOW)
        Story.objects.filter(pk=made.pk).update(body="Nobody came.")
        made.refresh_from_db()
        assert link(made) == []
        [gone] = Change.objects.filter(kind="mention", verb="deleted")
        assert (gone.before["surface"], gone.before["state"], gone.reason) == (
            "Kenji Morita",
            "confirmed",
            "The text of the story changed.",
        )

    def test_a_rejection_outlasts_a_text_without_the_words(self) -> None:
        person("Kenji Morita"), person("Aiko Lind")
        editor = UserFactory()
        made = story("Kenji Morita met Aiko Lind. Aiko Lind left.")
        for mention in link(made):
            reject_mention(mention, editor=editor, now=NOW)
        texts = ("Nobody came.", "Aiko Lind left.", "Nobody came.", "On Monday Kenji Morita met Aiko Lind.")
        for body in texts:
            made = correct_story(made, changes={"body": body}, base_version=None, editor=editor, now=NOW)
            before = Change.objects.count()
            link_story(made, now=NOW)
            assert Change.objects.count() == before
            assert list(of_mentions()) == []
        states = Mention.objects.placed().filter(story=made).order_by("start").values_list("surface", "state")
        assert list(states) == [("Kenji Morita", "rejected"), ("Aiko Lind", "rejected")]
        assert Mention.objects.filter(story=made).count() == 3
        made = correct_story(made, changes={"body": "Aiko Lind. Aiko Lind."}, base_version=None, editor=editor, now=NOW)
        states = Mention.objects.placed().filter(story=made).order_by("start").values_list("start", "state")
        assert list(states) == [(0, "rejected"), (11, "rejected")]

    def test_one_rejection_comes_back_as_another_goes(self) -> None:
        person("Kenji Morita"), person("Aiko Lind")
        editor = UserFactory()
        made = story("Kenji Morita met Aiko Lind.")
        for mention in link(made):
            reject_mention(mention, editor=editor, now=NOW)
        texts = ("Aiko Lind came.", "Kenji Morita came.", "Aiko Lind came.")
        for body in texts:
            made = correct_story(made, changes={"body": body}, base_version=None, editor=editor, now=NOW)
            [stands] = Mention.objects.placed().filter(story=made)
            assert (stands.surface, stands.start, stands.state) == (body.removesuffix(" came."), 0, "rejected")
        assert Mention.objects.filter(story=made).count() == 2

    def test_a_rejection_that_rests_is_shown_nowhere_and_not_decided_on(self, client: Client) -> None:
        kept = person("Kenji Morita")
        editor = UserFactory()
        made = story("Kenji Morita came.")
        [mention] = link(made)
        batch = uuid.uuid4()
        reject_mention(mention, editor=editor, now=NOW, batch=batch)
        made = correct_story(made, changes={"body": "Nobody came."}, base_version=None, editor=editor, now=NOW)
        mention.refresh_from_db()
        with pytest.raises(Undecidable, match="are not in the story now"):
            reopen_mention(mention, editor=editor, now=NOW)
        with pytest.raises(Undecidable, match="are not in the story now"):
            confirm_mention(mention, choice=kept, editor=editor, now=NOW)
        with pytest.raises(CannotUndo, match="cannot have its old values"):
            undo_batch(batch, editor=editor, now=NOW)
        client.force_login(editor)
        page = client.get(made.get_absolute_url())
        assert page.status_code == 200
        assert page.content.decode().count("mnote") == 0
        assert "“Kenji Morita” rejected" in page.content.decode()
        page = client.get(f"{kept.get_absolute_url()}split/").content.decode()
        assert 'name="spelling"' not in page
        assert 'name="mention.person"' not in page
        [line] = [json.loads(line) for line in story_lines(search_stories(Query()), "jsonl")]
        assert line["mentions"] == []

    def test_taking_back_the_correction_puts_a_rejection_on_its_words_again(self) -> None:
        person("Kenji Morita")
        editor = UserFactory()
        made = story("Kenji Morita came.")
        reject_mention(link(made)[0], editor=editor, now=NOW)
        correct_story(made, changes={"body": "Nobody came."}, base_version=None, editor=editor, now=NOW)
        batch = Change.objects.filter(kind="story", after__has_key="body").get().batch
        undo_batch(batch, editor=editor, now=NOW)
        made.refresh_from_db()
        assert said(made) == [("Kenji Morita", "rejected", "Kenji Morita")]

    def test_nothing_is_suggested_over_a_decided_passage(self) -> None:
        person("Kenji Morita")
        made = story("Kenji Morita Lang came.")
        reject_mention(link(made)[0], editor=UserFactory(), now=NOW)
        person("Kenji Morita Lang")
        assert said(made) == [("Kenji Morita", "rejected", "Kenji Morita")]


def test_many_stories_cost_few_queries(django_assert_num_queries: Any) -> None:
    person("Kenji Morita", tenures=[GivenTenure("Mayor", start="2020", end="..")])
    OutletFactory(name="Yokote Shimpo")
    few = [story("Kenji Morita told Yokote Shimpo.") for _ in range(3)]
    many = [story("Kenji Morita told Yokote Shimpo.") for _ in range(30)]
    link_story(story("Nobody."), now=NOW)
    # PostgreSQL holds those who are named, people and outlets, until they are written.
    number = 13 if connection.vendor == "postgresql" else 11
    with django_assert_num_queries(number):
        link_stories(few, now=NOW)
    with django_assert_num_queries(number):
        tally = link_stories(many, now=NOW)
    assert (tally.stories, tally.new) == (30, 60)


def test_an_outlet_saved_with_a_new_alias_is_found() -> None:
    outlet = save_outlet(name="Yokote Shimpo", editor=None, now=NOW)
    made = story("So the YS-Wire said.")
    assert link(made) == []
    save_outlet(outlet=outlet, name="Yokote Shimpo", names=["YS-Wire"], editor=None, now=NOW)
    assert said(made) == [("YS-Wire", "suggested", "Yokote Shimpo")]


def test_a_story_without_a_day_has_no_post_as_evidence() -> None:
    person("Kenji Morita", tenures=[GivenTenure("Mayor", start="2020", end="..")])
    made = story("Kenji Morita came.", published_at=None, published_precision="", published_basis="")
    assert link(made)[0].evidence == "The full name of Kenji Morita."


def test_rows_made_without_the_register_count_too() -> None:
    PersonFactory(name="Kenji Morita")
    assert said(story("Kenji Morita came.")) == [("Kenji Morita", "suggested", "Kenji Morita")]
