"""Two texts beside each other: what was taken out, what was put in, and that any two texts come to an end."""

from __future__ import annotations

import time

import pytest

from stories.web.changes import compare

LINES = 6_000


@pytest.mark.parametrize("mark", ["\n", " "], ids=["sentences", "words of one sentence"])
def test_a_text_of_one_word_thousands_of_times_is_compared_in_a_moment(mark: str) -> None:
    before, after = f"a{mark}" * LINES, f"a{mark}" * (LINES // 2) + f"b{mark}" + f"a{mark}" * (LINES // 2)
    began = time.process_time()
    rows = compare(before, after)
    assert time.process_time() - began < 5
    assert "b" in "".join(piece.text for row in rows if not row.same for piece in row.right)


def test_what_is_the_same_stays_the_same() -> None:
    rows = compare("One came. Two stayed. Three left.", "One came. Two went home. Three left.")
    assert [(row.same, "".join(piece.text for piece in row.right)) for row in rows] == [
        (True, "One came."),
        (False, "Two went home."),
        (True, "Three left."),
    ]
