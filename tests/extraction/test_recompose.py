from dataclasses import replace

import pytest

from stories.extraction import BadBlocks, Block, Reading, read_page, recompose
from tests.extraction import pages


def topic() -> Reading:
    return read_page(pages.TOPIC.encode())


def at(reading: Reading, text: str, role: str) -> int:
    return next(
        number for number, block in enumerate(reading.blocks)
        if block.role == role and reading.text[block.start : block.end].startswith(text)
    )  # fmt: skip


def test_the_same_blocks_make_the_same_reading() -> None:
    for page in (pages.TOPIC, pages.TAGGED, pages.LONG, pages.TEASERS, pages.RANKED, pages.ARTICLE_HTML):
        reading = read_page(page.encode())
        assert recompose(reading, reading.blocks) == reading


def test_a_dek_made_a_paragraph_makes_the_story_full() -> None:
    reading = topic()
    blocks = list(reading.blocks)
    place = at(reading, "Three cranes", "dek")
    blocks[place] = replace(blocks[place], role="paragraph")
    changed = recompose(reading, blocks).clippings[3]
    assert (changed.completeness, changed.dek) == ("full", None)
    assert changed.body == "Three cranes arrived on Friday. They are the largest on the coast."


def test_a_story_that_loses_all_its_blocks_is_gone_and_the_rest_count_on() -> None:
    reading = topic()
    blocks = [
        replace(block, role="left out", clipping=None, reason="other") if block.clipping == 1 else block
        for block in reading.blocks
    ]
    changed = recompose(reading, blocks)
    assert [clipping.headline for clipping in changed.clippings] == [
        "Who pays for the deep harbour?", "Could the strike end the ferry line?", "Cranes from abroad",
    ]  # fmt: skip
    assert {block.clipping for block in changed.blocks} == {None, 0, 1, 2}


def test_left_out_text_can_be_called_back_as_a_story_of_its_own() -> None:
    reading = topic()
    blocks = list(reading.blocks)
    place = at(reading, "harbour policy", "left out")
    blocks[place] = Block(blocks[place].start, blocks[place].end, "headline", 99)
    changed = recompose(reading, blocks)
    assert changed.clippings[0].headline == "harbour policy"
    assert changed.clippings[0].completeness == "headline"
    assert len(changed.clippings) == 5


def test_a_block_can_be_split() -> None:
    reading = topic()
    blocks = list(reading.blocks)
    place = at(reading, "Three cranes", "dek")
    whole = blocks[place]
    cut = reading.text.index("They are the largest")
    blocks[place : place + 1] = [replace(whole, end=cut), replace(whole, start=cut, role="paragraph")]
    changed = recompose(reading, blocks).clippings[3]
    assert (changed.dek, changed.body) == ("Three cranes arrived on Friday.", "They are the largest on the coast.")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda blocks: blocks[1:], "in no block"),
        (lambda blocks: [*blocks, blocks[-1]], "overlap"),
        (lambda blocks: [replace(blocks[0], role="rumour"), *blocks[1:]], "not a role"),
        (lambda blocks: [replace(blocks[0], reason="boring"), *blocks[1:]], "known reason"),
        (lambda blocks: [replace(blocks[0], clipping=0), *blocks[1:]], "either left out or part"),
        (lambda blocks: [*blocks[:-1], replace(blocks[-1], end=10_000)], "does not lie on the page"),
        (lambda blocks: [replace(blocks[0], start=5, end=5), *blocks[1:]], "does not lie on the page"),
    ],
)
def test_blocks_that_do_not_account_for_the_page_are_refused(change: object, word: str) -> None:
    reading = topic()
    with pytest.raises(BadBlocks, match=word) as refused:
        recompose(reading, change(list(reading.blocks)))  # type: ignore[operator]
    assert str(refused.value).endswith(".")
