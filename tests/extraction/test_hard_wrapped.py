"""Text copied by hand whose lines somebody, or a program, broke at about a column."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.extraction import Clipping, read_page
from stories.extraction.lines import split_lines

HEAD = "Ferry between the islands stands still after the engine of the older ship failed in the night"
FIRST = (
    "The ferry between the two islands stopped running on Monday, and nobody at the harbour knew for how long the "
    "ships would have to stay where they were."
)
SECOND = (
    "A spokesman of the company said that the engine of the older ship had failed during the night, and that the parts "
    "would have to come from the mainland, which could take weeks. The Second Ferry waits at the outer pier."
)
THIRD = "The mayor called the situation a serious one for the smaller island, which has no hospital of its own."
TEXTS = (FIRST, SECOND, THIRD)


def rows(text: str, width: int, indent: str = "") -> str:
    return "\n".join(textwrap.wrap(text, width, initial_indent=indent))


def read(head: str, *texts: str, between: str = "\n\n") -> Clipping:
    raw = head + "\n\nBy Anna Berg\n\n" + between.join(texts) + "\n"
    (clipping,) = read_page(raw.encode()).clippings
    assert clipping.byline == ("Anna Berg",)
    return clipping


@pytest.mark.parametrize("width", [60, 66, 72, 78])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_paragraphs_and_headline_are_put_together(width: int, count: int) -> None:
    clipping = read(rows(HEAD, width), *(rows(text, width) for text in TEXTS[:count]))
    assert (clipping.headline, clipping.body) == (HEAD, "\n\n".join(TEXTS[:count]))


@pytest.mark.parametrize("widths", [(66, 72, 69), (74, 65, 70), (58, 72, 66)])
def test_by_hand_each_paragraph_has_its_own_width(widths: tuple[int, int, int]) -> None:
    clipping = read(rows(HEAD, 62), *(rows(text, width) for text, width in zip(TEXTS, widths, strict=True)))
    assert (clipping.headline, clipping.body) == (HEAD, "\n\n".join(TEXTS))


def test_paragraphs_that_begin_with_a_space_and_not_with_a_blank_line() -> None:
    clipping = read("Ferry stands still", *(rows(text, 72, "   ") for text in TEXTS), between="\n")
    assert clipping.body == "\n\n".join(TEXTS)


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["apart", "close"])
@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Ferry between the islands\nstands still", ""),
        ("Ferry between the islands\nstands still", "HARBOUR POST\n\n"),
        ("Fähre steht still zwischen den\nInseln im Sund", ""),
    ],
)
def test_a_headline_in_two_short_rows(head: str, outlet: str, between: str) -> None:
    clipping = read(outlet + head, *TEXTS, between=between)
    assert clipping.headline == head.replace("\n", " ")
    assert clipping.body == "\n\n".join(TEXTS)


@pytest.mark.parametrize("below", ["by Anna Berg", "yesterday, 22:40", "Nobody knows for how long", "ferries"])
def test_what_stands_under_a_headline_is_no_part_of_it(below: str) -> None:
    raw = "\n\n".join((f"Ferry between the islands stands still\n{below}", *TEXTS))
    (clipping,) = read_page(raw.encode()).clippings
    assert clipping.headline == "Ferry between the islands stands still"


def test_rows_of_their_own_stay_so() -> None:
    lines = [
        "The harbour has a new quay for the ferries",
        "Nobody at the Port Linden yard knows for how long it will be so",
        "and one of the harbours has none for the longest of them",
        "Three cranes came from abroad on the first day",
        "but another has two of them for the longest of all of the ships",
        "The city votes on a loan for its new basin",
        "Fishers ask the state for help after the long winter of storms",
    ]
    assert [line.text for line in split_lines("\n".join(lines))] == lines


def test_long_paragraphs_are_not_joined() -> None:
    lines = [*(f"{text} {text}" for text in TEXTS), *["iPads and e-readers are sold at the quay of Port Linden"] * 2]
    assert [line.text for line in split_lines("\n".join(lines))] == lines


@given(st.lists(st.sampled_from([*TEXTS, HEAD, "by Anna", "the", "", " - a", "> b"]), max_size=8), st.integers(20, 90))
def test_no_character_is_lost(texts: list[str], width: int) -> None:
    raw = "\n".join(rows(text, width) for text in texts)
    lines = split_lines(raw)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(raw.split())
    assert all(raw[line.start : line.end].split() == line.text.split() for line in lines)
