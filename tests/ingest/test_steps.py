"""Taking corrections back one by one, and correcting a page that somebody else has corrected meanwhile."""

from itertools import pairwise
from typing import Any

import pytest

from stories.editing.undo import undo_batch
from stories.ingest import (
    CannotCorrect,
    CorrectedMeanwhile,
    accept_capture,
    decide_clipping,
    fields_now,
    join_blocks,
    last_step,
    move_block,
    move_boundary,
    receive_page,
    set_fields,
    set_role,
    split_block,
    take_back,
    take_back_step,
    where_now,
)
from stories.ingest.proof import of_readings
from stories.ingest.readings import key_of, load_reading
from stories.models import Capture, Change, Reading
from stories.policy import Refused
from stories.vocabulary import Role, Verb
from tests.factories import UserFactory
from tests.ingest.pages import ADDRESS, NOW, PARAGRAPHS, TWO, article, hashtag

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return UserFactory()


@pytest.fixture
def capture(editor: Any) -> Capture:
    return receive_page(article(), editor=editor, now=NOW, address=ADDRESS)


def reading_of(capture: Capture) -> Reading:
    return Reading.objects.get(capture=capture)


def index_of(capture: Capture, words: str) -> int:
    reading = reading_of(capture)
    blocks = load_reading(reading.text, reading.edited).blocks
    return next(at for at, block in enumerate(blocks) if reading.text[block.start :].startswith(words))


def first_key(capture: Capture) -> str:
    reading = reading_of(capture)
    return key_of(load_reading(reading.text, reading.edited).clippings[0])


def acts(capture: Capture, given: dict[str, Any]) -> list[Any]:
    """One correction of each kind, each to be made on what the ones before it left."""
    place = index_of(capture, PARAGRAPHS[2][:20])
    start = reading_of(capture).edited["blocks"][place][0]
    return [
        lambda version: set_role(capture, index=place, role="caption", base_version=version, **given),
        lambda version: split_block(capture, index=place, at=start + 30, base_version=version, **given),
        lambda version: move_boundary(capture, index=place, at=start + 40, base_version=version, **given),
        lambda version: join_blocks(capture, index=place, base_version=version, **given),
        lambda version: set_role(capture, index=place, role="left out", base_version=version, **given),
        lambda version: set_fields(
            capture, key=first_key(capture), fields={"headline": "Typed"}, base_version=version, **given
        ),
        lambda version: take_back(capture, base_version=version, **given),
    ]


def test_every_kind_of_correction_is_taken_back_in_turn(capture: Capture, editor: Any) -> None:
    given = {"editor": editor, "now": NOW}
    states, columns = [reading_of(capture).edited], [(capture.title, capture.left_out_characters)]
    for version, act in enumerate(acts(capture, given), 1):
        act(version)
        capture.refresh_from_db()
        states.append(reading_of(capture).edited)
        columns.append((capture.title, capture.left_out_characters))
    assert all(one != other for one, other in pairwise(states))
    for wanted, shown in zip(reversed(states[:-1]), reversed(columns[:-1]), strict=True):
        take_back_step(capture, base_version=reading_of(capture).version, **given)
        capture.refresh_from_db()
        assert reading_of(capture).edited == wanted
        assert (capture.title, capture.left_out_characters) == shown
    assert last_step(reading_of(capture)) is None
    with pytest.raises(CannotCorrect, match="no correction left"):
        take_back_step(capture, base_version=reading_of(capture).version, **given)
    assert not list(of_readings())


def test_after_a_step_back_one_goes_on_from_there(capture: Capture, editor: Any) -> None:
    given = {"editor": editor, "now": NOW}
    set_role(capture, index=0, role="kicker", base_version=1, **given)
    set_role(capture, index=1, role="credit", base_version=2, **given)
    take_back_step(capture, base_version=3, **given)
    set_role(capture, index=1, role="outlet", base_version=4, **given)
    take_back_step(capture, base_version=5, **given)
    step = last_step(reading_of(capture))
    assert step is not None
    assert step.said.startswith("kicker instead of headline")
    take_back_step(capture, base_version=6, **given)
    assert reading_of(capture).edited == reading_of(capture).found


def test_a_step_says_what_it_did_and_who_did_it(capture: Capture, editor: Any) -> None:
    other = UserFactory()
    set_role(capture, index=index_of(capture, PARAGRAPHS[0][:9]), role="dek", base_version=1, editor=other, now=NOW)
    step = last_step(reading_of(capture))
    assert step is not None
    assert step.said.startswith("dek instead of paragraph: “The ferry between")
    assert step.by == other.pk
    take_back_step(capture, base_version=2, editor=editor, now=NOW)
    change = Change.objects.about(reading_of(capture))[0]
    assert (change.verb, change.editor) == (Verb.UNDONE, editor)
    assert change.reason.startswith("took back: dek instead")


def test_an_accepted_story_is_no_step_and_one_that_was_taken_back_is_none_either(editor: Any) -> None:
    given = {"editor": editor, "now": NOW}
    capture = receive_page(hashtag(*TWO), **given)
    decide_clipping(capture, key=first_key(capture), is_story=False, base_version=1, **given)
    reading = reading_of(capture)
    second = key_of(load_reading(reading.text, reading.edited).clippings[1])
    take_back_step(capture, base_version=2, **given)
    set_role(capture, index=0, role="kicker", joins="next", base_version=3, **given)
    accept_capture(capture, only=[second], **given)
    assert last_step(reading_of(capture)) is None
    with pytest.raises(CannotCorrect):
        take_back_step(capture, base_version=reading_of(capture).version, **given)
    batch = Change.objects.get(kind="reading", reason="accepted").batch
    undo_batch(batch, **given)
    step = last_step(reading_of(capture))
    assert step is not None
    assert step.said.startswith("kicker instead of")
    take_back_step(capture, base_version=reading_of(capture).version, **given)
    assert reading_of(capture).edited["blocks"] == reading_of(capture).found["blocks"]


def test_who_was_slower_or_may_not_takes_nothing_back(capture: Capture, editor: Any) -> None:
    set_role(capture, index=0, role="kicker", base_version=1, editor=editor, now=NOW)
    with pytest.raises(CorrectedMeanwhile):
        take_back_step(capture, base_version=1, editor=editor, now=NOW)
    with pytest.raises(Refused):
        take_back_step(capture, base_version=2, editor=UserFactory(role=Role.READER), now=NOW)
    assert reading_of(capture).edited["blocks"][0][2] == "kicker"


class TestMoving:
    def test_a_block_moves_to_the_story_below_and_above(self, editor: Any) -> None:
        given = {"editor": editor, "now": NOW}
        capture = receive_page(hashtag(*TWO), **given)
        at = index_of(capture, PARAGRAPHS[0][:20])
        before = reading_of(capture)
        role = before.edited["blocks"][at][2]
        bodies = [load_reading(before.text, before.edited).clippings[n].body for n in (0, 1)]
        move_block(capture, index=at, to="below", base_version=1, **given)
        reading = reading_of(capture)
        assert reading.edited["blocks"][at][2:4] == [role, 1]
        one, two = load_reading(reading.text, reading.edited).clippings
        assert one.body == ""
        assert two.body == "\n\n".join(bodies)
        move_block(capture, index=at, to="above", base_version=2, **given)
        assert reading_of(capture).edited["blocks"] == before.edited["blocks"]
        assert not list(of_readings())

    def test_a_left_out_block_comes_back_in_the_story_that_is_named(self, editor: Any) -> None:
        given = {"editor": editor, "now": NOW}
        capture = receive_page(hashtag(*TWO), **given)
        blocks = reading_of(capture).edited["blocks"]
        between = next(at for at, block in enumerate(blocks) if block[3] is None and blocks[at + 1][3] == 1)
        for to, story in (("below", 1), ("above", 0)):
            version = reading_of(capture).version
            move_block(capture, index=between, to=to, base_version=version, **given)
            assert reading_of(capture).edited["blocks"][between][2:4] == ["paragraph", story]

    @pytest.mark.parametrize("to", ["above", "below"])
    def test_where_there_is_no_story_nothing_moves(self, capture: Capture, editor: Any, to: str) -> None:
        with pytest.raises(CannotCorrect, match=f"no story {to}"):
            move_block(capture, index=1, to=to, base_version=1, editor=editor, now=NOW)
        with pytest.raises(CannotCorrect, match="no such block"):
            move_block(capture, index=999, to=to, base_version=1, editor=editor, now=NOW)
        assert reading_of(capture).version == 1


class TestBorders:
    def test_a_border_moves_and_no_character_is_lost(self, capture: Capture, editor: Any) -> None:
        place = index_of(capture, PARAGRAPHS[0][:9])
        before = reading_of(capture)
        at = before.text.index("A spokesman of the company said ") + len("A spokesman of the company said ")
        move_boundary(capture, index=place, at=at, base_version=1, editor=editor, now=NOW)
        after = reading_of(capture)
        assert after.edited["blocks"][place][1] == after.edited["blocks"][place + 1][0] == at
        (clipping,) = load_reading(after.text, after.edited).clippings
        assert clipping.body.split("\n\n")[1].startswith("that the engine")
        assert not list(of_readings())

    @pytest.mark.parametrize("where", ["start", "end", "far", "before"])
    def test_a_border_that_leaves_nothing_is_refused(self, capture: Capture, editor: Any, where: str) -> None:
        place = index_of(capture, PARAGRAPHS[0][:9])
        blocks = reading_of(capture).edited["blocks"]
        at = {"start": blocks[place][0], "end": blocks[place + 1][1], "far": 10**8, "before": 0}[where]
        with pytest.raises(CannotCorrect, match="Nothing would be left"):
            move_boundary(capture, index=place, at=at, base_version=1, editor=editor, now=NOW)
        assert reading_of(capture).version == 1

    def test_the_last_block_has_no_border(self, capture: Capture, editor: Any) -> None:
        last = len(reading_of(capture).edited["blocks"]) - 1
        with pytest.raises(CannotCorrect, match="no block after"):
            move_boundary(capture, index=last, at=10, base_version=1, editor=editor, now=NOW)


class TestMeanwhile:
    def test_a_block_is_found_where_it_stands_now(self, capture: Capture, editor: Any) -> None:
        place = index_of(capture, PARAGRAPHS[2][:20])
        start = reading_of(capture).edited["blocks"][place - 2][0]
        split_block(capture, index=place - 2, at=start + 30, base_version=1, editor=UserFactory(), now=NOW)
        set_role(capture, index=place - 2, role="dek", base_version=2, editor=UserFactory(), now=NOW)
        assert where_now(capture, index=place, base_version=1) == (place + 1, 3)
        assert where_now(capture, index=place, base_version=3) == (place, 3)

    def test_a_block_that_was_corrected_itself_is_a_clash(self, capture: Capture) -> None:
        place = index_of(capture, PARAGRAPHS[2][:20])
        set_role(capture, index=place, role="dek", base_version=1, editor=UserFactory(), now=NOW)
        with pytest.raises(CorrectedMeanwhile, match="meanwhile"):
            where_now(capture, index=place, base_version=1)
        assert where_now(capture, index=place - 1, base_version=1) == (place - 1, 2)
        with pytest.raises(CorrectedMeanwhile):
            where_now(capture, index=place - 1, base_version=1, reach=1)

    @pytest.mark.parametrize(("index", "version"), [(500, 1), (0, 99)])
    def test_what_never_was_is_refused(self, capture: Capture, index: int, version: int) -> None:
        set_role(capture, index=0, role="kicker", base_version=1, editor=UserFactory(), now=NOW)
        with pytest.raises(CannotCorrect):
            where_now(capture, index=index, base_version=version)

    def test_fields_that_nobody_else_changed_are_kept(self, capture: Capture, editor: Any) -> None:
        key = first_key(capture)
        set_fields(capture, key=key, fields={"headline": "Theirs"}, base_version=1, editor=UserFactory(), now=NOW)
        place = index_of(capture, PARAGRAPHS[2][:20])
        set_role(capture, index=place, role="caption", base_version=2, editor=UserFactory(), now=NOW)
        old = "Ferry between the islands stops running"
        mine = {"headline": old, "kicker": "Harbour", "byline": []}
        assert fields_now(capture, key=key, fields=mine, base_version=1) == ({"kicker": "Harbour"}, 3)
        assert fields_now(capture, key=key, fields=mine, base_version=3) == (mine, 3)
        with pytest.raises(CorrectedMeanwhile):
            fields_now(capture, key=key, fields={**mine, "headline": "Mine"}, base_version=1)
        with pytest.raises(CorrectedMeanwhile):
            fields_now(capture, key="99999", fields=mine, base_version=1)
