"""Rules about an outlet's furniture, applied to a page that was read."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.extraction import LEFT_OUT, Block, Reading, recompose
from stories.extraction.reading import check_blocks
from stories.extraction.ruling import LONGEST, Rule, apply_rules, block_key, standing

LETTER = "Sign up for the harbour letter and never miss a ship."
PARAGRAPHS = ("The ferry stopped on Monday.", LETTER, "It ran again on Tuesday.\nAdvertisement\nNobody was hurt.")


def page(*paragraphs: str, left_out: str = "") -> Reading:
    """A page of a headline, these paragraphs, and a block that is left out."""
    text, blocks = "Ferry stops\n\n", [Block(0, 11, "headline", 0)]
    for words in paragraphs:
        blocks.append(Block(len(text), len(text) + len(words), "paragraph", 0))
        text += f"{words}\n\n"
    if left_out:
        blocks.append(Block(len(text), len(text) + len(left_out), LEFT_OUT, None, "promotion"))
        text += left_out
    bare = Reading(
        text=text, sha256="0" * 64, media_type="text/plain", encoding="utf-8", kind="article", outlet=None, via=None,
        url=None, language="en", captured_at=datetime(2025, 6, 28, tzinfo=UTC), blocks=(), clippings=(),
    )  # fmt: skip
    return recompose(bare, blocks)


def rules(text: str, role: str = LEFT_OUT, reason: str | None = "promotion") -> dict[str, Rule]:
    key = block_key(text)
    assert key is not None
    return {key: Rule(7, role, reason if role == LEFT_OUT else None)}


@pytest.mark.parametrize("other", [LETTER.upper().replace(" ", "  \n"), LETTER.replace("S", "Ｓ")])
def test_case_spaces_and_widths_do_not_count(other: str) -> None:
    assert block_key(other) == block_key(LETTER)


def test_figures_do_not_count_and_words_do() -> None:
    assert block_key("34 comments so far") == block_key("1,208 comments so far".replace(",", ""))
    assert block_key("34 comments so far") != block_key("34 comments by now")


@pytest.mark.parametrize("text", ["", "  ", "12", "- 3 -", "a b", "x" * (LONGEST + 1)])
def test_what_could_be_anything_has_no_key(text: str) -> None:
    assert block_key(text) is None


def test_a_block_is_left_out_with_the_rules_reason() -> None:
    made, hits = apply_rules(page(*PARAGRAPHS), rules(LETTER))
    assert hits == {7}
    assert [(block.role, block.reason) for block in made.left_out] == [(LEFT_OUT, "promotion")]
    assert LETTER not in made.clippings[0].body


def test_a_line_inside_a_paragraph_is_left_out_and_the_rest_stays() -> None:
    made, hits = apply_rules(page(*PARAGRAPHS), rules("ADVERTISEMENT", reason="advertisement"))
    assert hits == {7}
    [out] = made.left_out
    assert made.text[out.start : out.end].strip() == "Advertisement"
    assert made.clippings[0].body.endswith("It ran again on Tuesday.\n\nNobody was hurt.")


@pytest.mark.parametrize(
    ("paragraph", "kept"),
    [
        ("It ran again. Advertisement The mayor came.", ["It ran again.", "The mayor came."]),
        ("It ran. ADVERTISEMENT “No,” he said. Advertisement He left.", ["It ran.", "“No,” he said.", "He left."]),
        ("One.\nAdvertisement\nTwo. Advertisement Three.", ["One.", "Two.", "Three."]),
        ("It ran. Advertisement is a hard word.", None),
        ("He sells Advertisement Weekly.", None),
        ("It was good. Advertisement", None),
    ],
)
def test_the_label_of_an_advertisement_between_sentences_is_left_out(paragraph: str, kept: list[str] | None) -> None:
    before = page("The ferry stopped.", paragraph)
    made, hits = apply_rules(before, rules("Advertisement", reason="advertisement"))
    if kept is None:
        assert (made, hits) == (before, frozenset())
        return
    check_blocks(made.text, made.blocks)
    assert [part.strip() for part in made.clippings[0].body.split("\n\n")[1:]] == kept
    other, _ = apply_rules(before, rules("Advertisement", reason="promotion"))
    assert sum(block.clipping is None for block in other.blocks) < sum(block.clipping is None for block in made.blocks)


def test_left_out_text_is_kept_in_the_story_above() -> None:
    before = page(*PARAGRAPHS, left_out="Corrections are sent to the editor.")
    made, hits = apply_rules(before, rules("Corrections are sent to the editor.", role="paragraph"))
    assert hits == {7}
    assert made.left_out == ()
    assert made.clippings[0].body.endswith("Corrections are sent to the editor.")


def test_a_rule_that_finds_nothing_gives_the_very_same_page() -> None:
    before = page(*PARAGRAPHS)
    assert apply_rules(before, rules("Nothing of the kind")) == (before, frozenset())
    assert apply_rules(before, rules(LETTER, role="paragraph"))[0] is before
    assert apply_rules(before, {})[0] is before


def test_a_page_of_which_nothing_would_be_left_stays() -> None:
    before = page()
    assert apply_rules(before, rules("Ferry stops")) == (before, frozenset())


def test_standing_finds_what_a_rule_would_change() -> None:
    before, key = page(*PARAGRAPHS), block_key("Advertisement")
    assert key is not None
    [line] = standing(before, key, LEFT_OUT)
    assert before.text[line.start : line.end].strip() == "Advertisement"
    assert standing(before, key, "paragraph") == []


@given(st.lists(st.sampled_from([*PARAGRAPHS, "One\nAdvertisement", "Advertisement", "Two"]), max_size=8))
def test_no_character_is_lost(paragraphs: list[str]) -> None:
    before = page(*paragraphs)
    made, _ = apply_rules(before, rules(LETTER) | rules("advertisement") | rules("two"))
    check_blocks(made.text, made.blocks)
    again, hits = apply_rules(made, rules(LETTER) | rules("advertisement"))
    assert not hits
    assert again.blocks == made.blocks == tuple(replace(block) for block in made.blocks)
