"""Whatever text comes in: every non-space character is in exactly one block, and nothing crashes."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories.extraction import Block, Reading, body_map, read_page
from tests.extraction import pages

PARTS = [
    line for page in (pages.TOPIC, pages.TAGGED, pages.LONG, pages.TEASERS, pages.RANKED) for line in page.splitlines()
]
MORE = [
    *(
        "By Ada Brook",
        "(Reuters)",
        "— AFP",
        "Advertisement",
        "© 2024 Coast",
        "RELATED",
        "Most read",
        "1",
        "2.",
        "•",
        "|",
    ),
    *(
        "| a | b |",
        "Q: Why?",
        "A: So.",
        "What?",
        "\u3000",
        "\u200b",
        "\r",
        "\x0b",
        "\u2028",
        "東京で会談した。",
        "2025年6月27日",
    ),
    *("31-02-2025", "\ufeff", "…", "- - -"),
]
MARKUP = ["<p>", "</p>", "<div>", "<h1>", "</h1>", "<table><tr><td>", "&amp;", "<!--", "<a href='x'>", "<nav>"]
LINES = st.sampled_from([*PARTS, *MORE, ""])
SETTINGS = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def covers(text: str, blocks: Sequence[Block]) -> bool:
    """Counted character by character, by other means than the code under test."""
    seen = [0] * len(text)
    for block in blocks:
        for place in range(block.start, block.end):
            seen[place] += 1
    return all(count == 1 or (count == 0 and text[place].isspace()) for place, count in enumerate(seen)) and all(
        count <= 1 for count in seen
    )


def check(reading: Reading) -> None:
    assert covers(reading.text, reading.blocks)
    spans = [(block.start, block.end) for clipping in reading.clippings for block in clipping.spans]
    spans += [(block.start, block.end) for block in reading.left_out]
    assert sorted(spans) == [(block.start, block.end) for block in reading.blocks]
    for clipping in reading.clippings:
        for body_start, page_start, length in body_map(clipping, reading.text):
            on_page = reading.text[page_start : page_start + length]
            assert (
                "".join(" " if sign.isspace() else sign for sign in on_page)
                == clipping.body[body_start : body_start + length]
            )


def read_or_refuse(raw: bytes) -> None:
    found = pages.read_or_reason(raw)
    if isinstance(found, str):
        assert found.endswith(".")
    else:
        check(found)


@SETTINGS
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    read_or_refuse(text.encode("utf-8", "surrogatepass"))


@SETTINGS
@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n", " "])), max_size=40))
def test_any_order_of_the_parts_of_pages(parts: list[tuple[str, str]]) -> None:
    read_or_refuse("".join(line + end for line, end in parts).encode())


@SETTINGS
@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    read_or_refuse(raw)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PARTS, *MARKUP]), max_size=30))
def test_any_markup(parts: list[str]) -> None:
    read_or_refuse(("<html><body>" + "".join(parts)).encode())


def test_every_page_of_ours() -> None:
    for page in (pages.TOPIC, pages.TAGGED, pages.LONG, pages.TEASERS, pages.RANKED, pages.ARTICLE_HTML):
        check(read_page(page.encode()))
