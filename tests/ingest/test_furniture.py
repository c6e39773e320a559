"""Furniture of an outlet: proposed where it recurs, ruled by an editor, applied to old and new captures, undone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.editing.furniture import NotInTheText, cut_from_stories
from stories.editing.undo import undo_batch
from stories.extraction import LEFT_OUT
from stories.ingest import accept_capture, receive_page, set_fields, set_role, take_back
from stories.ingest import furniture as learning
from stories.ingest.foreseen import foresee
from stories.ingest.furniture import proposals
from stories.ingest.proof import of_readings, of_rules
from stories.ingest.readings import clippings_as_edited, key_of, load_reading
from stories.ingest.ruling import CannotRule, carry_out, make_rule, undo_rule
from stories.models import Capture, Change, FurnitureHit, FurnitureRule, Outlet, Reading, RecurringText, Story
from stories.policy import Refused
from stories.vocabulary import Role
from tests.factories import OutletFactory, UserFactory
from tests.ingest.pages import LATER, NOW, OTHERS, PARAGRAPHS, article, bring

pytestmark = pytest.mark.django_db

LETTER = "Readers of the harbour letter know on Fridays what others hear about on Mondays, and it costs them nothing."
TEXTS = (*PARAGRAPHS, *OTHERS)


@pytest.fixture
def editor() -> Any:
    return UserFactory()


@pytest.fixture
def outlet() -> Outlet:
    return OutletFactory(name="Harbour News")


def page(number: int, *, letter: str = LETTER) -> bytes:
    """A story of its own with the outlet's letter between its paragraphs."""
    own = (
        f"It was day {number} of the strike, and the {'first second third fourth fifth'.split()[number % 5]} ship left."
    )
    return article(
        f"Strike in the harbour enters day {number}", (TEXTS[number % 5], letter, own, TEXTS[(number + 2) % 5])
    )


def receive(number: int, outlet: Outlet | None, **more: Any) -> Capture:
    given = {"editor": None, "now": NOW + timedelta(minutes=number), "address": f"https://harbour.example/{number}"}
    return receive_page(page(number), outlet=outlet, **{**given, **more})


def rule_of(whose: Outlet, editor: Any, **more: Any) -> FurnitureRule:
    given = {"outlet": whose, "text": LETTER, "role": LEFT_OUT, "reason": "promotion", "editor": editor, "now": LATER}
    return make_rule(**{**given, **more})


def body(capture: Capture) -> str:
    reading = Reading.objects.get(capture=capture)
    return clippings_as_edited(load_reading(reading.text, reading.edited), reading.edited)[0].body


def stored(capture: Capture) -> tuple[Any, ...]:
    reading = Reading.objects.get(capture=capture)
    columns = Capture.objects.values_list("title", "clippings", "left_out_characters").get(pk=capture.pk)
    return reading.found, reading.edited, columns


class TestProposing:
    def test_what_stands_in_three_pages_of_an_outlet_is_proposed(self, outlet: Outlet) -> None:
        for number in range(2):
            receive(number, outlet)
        assert list(proposals()) == []
        receive(2, outlet)
        [found] = proposals().filter(pages=3, text=LETTER)
        assert (found.outlet, found.capture.address) == (outlet, "https://harbour.example/2")

    def test_a_page_captured_again_is_one_page_and_outlets_are_told_apart(self, outlet: Outlet) -> None:
        other = OutletFactory(name="Province Post")
        receive(0, outlet)
        receive(1, other)
        for number in range(3):
            again = page(0) + f"\nUpdated {number} times.\n".encode()
            receive_page(again, editor=None, now=LATER, address="https://harbour.example/0", outlet=outlet)
        assert set(RecurringText.objects.filter(text=LETTER).values_list("outlet", "pages")) == {
            (outlet.pk, 1),
            (other.pk, 1),
        }

    def test_a_rule_settles_it_and_its_end_proposes_it_again(self, outlet: Outlet, editor: Any) -> None:
        for number in range(3):
            receive(number, outlet)
        rule = rule_of(outlet, editor)
        assert not proposals().filter(text=LETTER)
        undo_rule(rule, editor=editor, now=LATER)
        assert proposals().filter(text=LETTER).exists()

    def test_an_outlet_that_becomes_known_by_accepting_is_counted_then(self) -> None:
        raw = b"Harbour News\n\n" + page(0) + b"\n(c) 2025 Harbour News. All rights reserved.\n"
        OutletFactory(name="Unrelated")
        outcome = bring(raw, address="https://harbour.example/first")
        assert outcome.capture is not None
        counted = RecurringText.objects.filter(text=LETTER).values_list("outlet", flat=True)
        assert list(counted) == ([outcome.capture.outlet_id] if outcome.capture.outlet_id else [])

    def test_what_stood_in_one_page_long_ago_is_forgotten(
        self, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(learning, "FORGOTTEN_AFTER", 3)
        monkeypatch.setattr(learning, "LOOKED_AFTER_EVERY", 1)
        captures = [receive(number, outlet) for number in range(8)]
        rows = RecurringText.objects.values_list("text", "pages", "capture")
        assert (LETTER, 8, captures[-1].pk) in rows
        assert {capture for _, pages, capture in rows if pages == 1} == {capture.pk for capture in captures[-4:]}

    @pytest.mark.parametrize(("looked_after_every", "cost"), [(1_000_000_007, 15), (1, 16)])
    def test_counting_costs_the_same_however_many_pages_came(
        self, outlet: Outlet, monkeypatch: pytest.MonkeyPatch, looked_after_every: int, cost: int
    ) -> None:
        # Which arrivals also clean up goes by the capture's number, and PostgreSQL goes on numbering from test to test.
        monkeypatch.setattr(learning, "LOOKED_AFTER_EVERY", looked_after_every)
        costs = []
        for number in range(12):
            with CaptureQueriesContext(connection) as queries:
                receive(number, outlet)
            costs.append(len(queries))
        held = 1 if connection.vendor == "postgresql" else 0  # the lock on the outlet's rules
        assert max(costs[1:]) == costs[1] == cost + held


class TestRuling:
    def test_a_rule_has_an_owner_a_count_and_a_date(self, outlet: Outlet, editor: Any) -> None:
        captures = [receive(number, outlet) for number in range(3)]
        rule = rule_of(outlet, editor)
        assert (rule.made_by, rule.made_at, rule.captures) == (editor, LATER, 0)
        progress = carry_out(rule, now=LATER)
        assert (progress.looked, progress.changed, progress.done) == (3, 3, True)
        rule.refresh_from_db()
        assert rule.captures == 3
        assert all(LETTER not in body(capture) for capture in captures)
        assert all(TEXTS[number % 5] in body(capture) for number, capture in enumerate(captures))
        assert not list(of_readings()) + list(of_rules())
        assert Change.objects.filter(batch=rule.batch, kind="reading", editor=editor).count() == 3

    def test_it_is_carried_out_in_pieces_and_can_be_repeated(self, outlet: Outlet, editor: Any) -> None:
        captures = [receive(number, outlet) for number in range(5)]
        rule = rule_of(outlet, editor)
        seen = []
        while True:
            progress = carry_out(rule, now=LATER, limit=2)
            seen.append((progress.looked, progress.changed))
            if progress.done:
                break
        assert seen == [(2, 2), (2, 2), (1, 1)]
        versions = list(Reading.objects.order_by("pk").values_list("version", flat=True))
        FurnitureRule.objects.update(next_capture=captures[-1].pk + 1)  # a job that starts again
        assert carry_out(rule, now=LATER).changed == 0
        assert list(Reading.objects.order_by("pk").values_list("version", flat=True)) == versions

    def test_new_captures_get_it_as_they_arrive_and_others_do_not(self, outlet: Outlet, editor: Any) -> None:
        rule = rule_of(outlet, editor)
        new, stranger = receive(1, outlet), receive(2, OutletFactory(name="Province Post"))
        assert LETTER not in body(new)
        assert LETTER in body(stranger)
        rule.refresh_from_db()
        assert rule.captures == 1
        assert list(FurnitureHit.objects.values_list("rule", "capture")) == [(rule.pk, new.pk)]
        take_back(new, base_version=1, editor=editor, now=LATER)
        assert LETTER not in body(new)

    def test_a_rule_costs_an_arrival_nothing_but_one_look(
        self, outlet: Outlet, editor: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(learning, "LOOKED_AFTER_EVERY", 1_000_000_007)
        receive(0, outlet)
        with CaptureQueriesContext(connection) as without:
            receive(1, outlet)
        for number in range(20):
            rule_of(outlet, editor, text=f"Some furniture, number {'x' * (number + 3)}")
        with CaptureQueriesContext(connection) as having:
            receive(2, outlet)
        assert len(having) == len(without)

    def test_left_out_text_is_kept_by_a_rule(self, outlet: Outlet, editor: Any) -> None:
        captures = [receive(number, outlet) for number in range(2)]
        leaving = rule_of(outlet, editor)
        carry_out(leaving, now=LATER)
        undo_rule(leaving, editor=editor, now=LATER)
        carry_out(leaving, now=LATER)
        for capture in captures:
            reading = Reading.objects.get(capture=capture)
            at = next(
                i for i, (a, b, *_) in enumerate(reading.found["blocks"]) if reading.text[a:b].startswith("Readers of")
            )
            for name in ("found", "edited"):
                blocks = getattr(reading, name)["blocks"]
                blocks[at][2:] = [LEFT_OUT, None, "promotion"]
            reading.save()
        rule = rule_of(outlet, editor, role="paragraph", reason="")
        assert carry_out(rule, now=LATER).changed == 2
        assert all(LETTER in body(capture) for capture in captures)

    def test_what_an_editor_did_before_stays(self, outlet: Outlet, editor: Any) -> None:
        capture = receive(0, outlet)
        reading = Reading.objects.get(capture=capture)
        last = len(reading.edited["blocks"]) - 1
        set_role(capture, index=last, role="caption", base_version=1, editor=editor, now=NOW)
        key = key_of(load_reading(reading.text, reading.edited).clippings[0])
        set_fields(capture, key=key, fields={"headline": "Typed"}, base_version=2, editor=editor, now=NOW)
        carry_out(rule_of(outlet, editor), now=LATER)
        reading.refresh_from_db()
        [clipping] = clippings_as_edited(load_reading(reading.text, reading.edited), reading.edited)
        assert LETTER not in clipping.body
        assert clipping.headline == "Typed"
        assert len(clipping.captions) == 1

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"outlet": None}, "not known whose page"),
            ({"text": "12"}, "too short or too long"),
            ({"text": "x" * 3000}, "too short or too long"),
            ({"role": "chorus"}, "not a role"),
            ({"reason": "because"}, "no reason"),
        ],
    )
    def test_what_makes_no_rule_is_refused_with_a_sentence(
        self, outlet: Outlet, editor: Any, given: dict[str, Any], sentence: str
    ) -> None:
        with pytest.raises(CannotRule, match=sentence):
            rule_of(outlet, editor, **given)
        assert not FurnitureRule.objects.exists()
        assert not Change.objects.exists()

    def test_there_is_one_rule_about_a_text(self, outlet: Outlet, editor: Any) -> None:
        rule = rule_of(outlet, editor)
        with pytest.raises(CannotRule, match="already"):
            rule_of(outlet, editor, text=LETTER.upper(), role="paragraph")
        undo_rule(rule, editor=editor, now=LATER)
        rule_of(outlet, editor)

    def test_readers_rule_nothing(self, outlet: Outlet, editor: Any) -> None:
        reader = UserFactory(role=Role.READER)
        with pytest.raises(Refused):
            rule_of(outlet, reader)
        rule = rule_of(outlet, editor)
        with pytest.raises(Refused):
            undo_rule(rule, editor=reader, now=LATER)
        assert FurnitureRule.objects.in_force().count() == 1

    def test_a_rule_that_counts_wrong_is_found(self, outlet: Outlet, editor: Any) -> None:
        receive(0, outlet)
        rule = rule_of(outlet, editor)
        carry_out(rule, now=LATER)
        FurnitureRule.objects.update(captures=7)
        assert list(of_rules()) == [f"Rule {rule.pk} counts 7 captures and changed 1."]


class TestUndoing:
    def test_exactly_what_it_changed_is_put_back(self, outlet: Outlet, editor: Any) -> None:
        old = [receive(number, outlet) for number in range(3)]
        set_role(old[1], index=0, role="kicker", base_version=1, editor=editor, now=NOW)
        before = {capture.pk: stored(capture) for capture in old}
        rule = rule_of(outlet, editor)
        carry_out(rule, now=LATER)
        assert {capture.pk: stored(capture) for capture in old} != before
        undo_rule(rule, editor=editor, now=LATER)
        progress = carry_out(rule, now=LATER)
        assert (progress.changed, progress.left, progress.done) == (3, 0, True)
        assert {capture.pk: stored(capture) for capture in old} == before
        rule.refresh_from_db()
        assert (rule.captures, rule.state) == (0, "undone")
        assert not list(of_rules())
        assert carry_out(rule, now=LATER).looked == 0

    def test_what_arrived_under_the_rule_is_as_it_would_have_been_without_it(self, outlet: Outlet, editor: Any) -> None:
        rule = rule_of(outlet, editor)
        under = receive(1, outlet)
        undo_rule(rule, editor=editor, now=LATER)
        assert carry_out(rule, now=LATER).changed == 1
        without = receive(1, outlet, address="https://harbour.example/1b")
        mine, plain = stored(under), stored(without)
        assert mine[2] == plain[2]
        for one, other in zip(mine[:2], plain[:2], strict=True):
            one["page"]["url"] = other["page"]["url"] = None
            assert one == other

    def test_who_worked_on_a_capture_since_keeps_it(self, outlet: Outlet, editor: Any) -> None:
        edited, typed, untouched = (receive(number, outlet) for number in range(3))
        rule = rule_of(outlet, editor)
        carry_out(rule, now=LATER)
        under = receive(3, outlet)
        set_role(edited, index=0, role="kicker", base_version=2, editor=editor, now=LATER)
        set_role(under, index=0, role="kicker", base_version=1, editor=editor, now=LATER)
        reading = Reading.objects.get(capture=typed)
        key = key_of(load_reading(reading.text, reading.edited).clippings[0])
        set_fields(typed, key=key, fields={"headline": "Typed"}, base_version=2, editor=editor, now=LATER)
        kept = [stored(capture) for capture in (edited, typed, under)]
        undo_rule(rule, editor=editor, now=LATER)
        progress = carry_out(rule, now=LATER)
        assert (progress.changed, progress.left) == (1, 3)
        assert [stored(capture) for capture in (edited, typed, under)] == kept
        assert LETTER in body(untouched)
        assert set(rule.hits.filter(stays=True).values_list("capture", flat=True)) == {edited.pk, typed.pk, under.pk}

    def test_other_rules_stay_in_force(self, outlet: Outlet, editor: Any) -> None:
        capture = receive(0, outlet)
        first = rule_of(outlet, editor)
        carry_out(first, now=LATER)
        second = rule_of(outlet, editor, text=TEXTS[0], reason="related")
        carry_out(second, now=LATER)
        assert LETTER not in body(capture)
        assert TEXTS[0] not in body(capture)
        undo_rule(first, editor=editor, now=LATER)
        assert carry_out(first, now=LATER).changed == 1
        assert LETTER in body(capture)
        assert TEXTS[0] not in body(capture)

    def test_a_rule_is_undone_once(self, outlet: Outlet, editor: Any) -> None:
        rule = rule_of(outlet, editor)
        undo_rule(rule, editor=editor, now=LATER)
        with pytest.raises(CannotRule, match="already"):
            undo_rule(rule, editor=editor, now=LATER)


class TestAcceptedStories:
    def test_they_stay_until_an_editor_says_so(self, outlet: Outlet, editor: Any) -> None:
        captures = [receive(number, outlet) for number in range(2)]
        accept_capture(captures[0], editor=editor, now=NOW)
        before = stored(captures[0])
        rule = rule_of(outlet, editor)
        progress = carry_out(rule, now=LATER)
        assert progress.changed == 1
        assert stored(captures[0]) == before
        assert rule.hits.get(capture=captures[0]).changed is False
        story = Story.objects.get()
        assert LETTER in story.body
        batch, changed = cut_from_stories([story.pk], key=rule.key, editor=editor, now=LATER)
        story.refresh_from_db()
        assert changed == 1
        assert LETTER not in story.body
        assert TEXTS[0] in story.body
        assert LETTER in story.earlier_texts.get().body
        with pytest.raises(NotInTheText):
            cut_from_stories([story.pk], key=rule.key, editor=editor, now=LATER)
        undo_batch(batch, editor=editor, now=LATER)
        story.refresh_from_db()
        assert LETTER in story.body

    def test_readers_change_no_story(self, outlet: Outlet, editor: Any) -> None:
        accept_capture(receive(0, outlet), editor=editor, now=NOW)
        rule = rule_of(outlet, editor)
        with pytest.raises(Refused):
            cut_from_stories(
                Story.objects.values_list("pk", flat=True),
                key=rule.key,
                editor=UserFactory(role=Role.READER),
                now=LATER,
            )
        assert LETTER in Story.objects.get().body

    def test_a_newer_capture_under_the_rule_does_not_undo_what_an_editor_wrote(
        self, outlet: Outlet, editor: Any
    ) -> None:
        from stories.editing.correcting import correct_story

        accept_capture(receive(0, outlet), editor=editor, now=NOW)
        story = Story.objects.get()
        words = story.body + "\n\nAdded by hand."
        correct_story(story, changes={"body": words}, base_version=story.version, editor=editor, now=NOW)
        rule_of(outlet, editor)
        newer = page(0) + b"\nShare this story with your friends on the pier.\n"
        again = receive_page(newer, editor=editor, now=LATER, address="https://harbour.example/0", outlet=outlet)
        accept_capture(again, editor=editor, now=LATER)
        story.refresh_from_db()
        assert story.body == words


class TestForeseeing:
    def test_it_says_what_a_rule_would_do(self, outlet: Outlet, editor: Any) -> None:
        captures = [receive(number, outlet) for number in range(4)]
        receive(4, OutletFactory(name="Province Post"))
        accept_capture(captures[0], editor=editor, now=NOW)
        seen = foresee(outlet, LETTER, LEFT_OUT)
        assert (seen.looked, seen.all_of_them, seen.waiting, seen.accepted) == (4, True, 3, 1)
        touch = seen.touches[0]
        assert touch.capture == captures[3]
        assert [touch.text[block.start : block.end].strip() for block in touch.blocks] == [LETTER]
        assert foresee(outlet, LETTER, "paragraph").touches == ()
        assert foresee(None, LETTER, LEFT_OUT).looked == 0
        assert foresee(outlet, "Never seen before", LEFT_OUT).waiting == 0
        assert not FurnitureRule.objects.exists()
