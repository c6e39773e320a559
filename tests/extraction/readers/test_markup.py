"""Markup in a field of a structured file, on one line: what is hidden in it goes, in one pass."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, strategies

from stories.extraction.readers import markup
from stories.extraction.readers.markup import line_of

SAID = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
"""What is hidden, in one pattern, which takes the square of a text of beginnings without an end."""
PARTS = [
    "<script>",
    "<SCRIPT a=1>",
    "</script >",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "--",
    "<scripted>",
    "a",
    " < ",
    "\n",
]


@given(strategies.lists(strategies.sampled_from(PARTS), max_size=25).map("".join))
def test_scripts_styles_and_comments_go_and_nothing_else(value: str) -> None:
    assert markup._shown(value) == SAID.sub(" ", value)


class Counted:
    """A pattern, and how many characters it was given to look through."""

    def __init__(self, pattern: re.Pattern[str], seen: list[int]) -> None:
        self.pattern, self.seen = pattern, seen

    def search(self, value: str, start: int) -> Any:
        found = self.pattern.search(value, start)
        self.seen.append((found.end() if found else len(value)) - start)
        return found


@pytest.mark.parametrize(
    "piece", ["<script>", "<style a>", "<!--", "<script><style><!--", "<script></script>", "<!-- -->"]
)
def test_no_end_is_looked_for_twice(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    ends = {kind: Counted(pattern, seen) for kind, pattern in markup._SHOWS.items()}
    monkeypatch.setattr(markup, "_SHOWS", ends)
    value = "Ferry vote " + piece * (9_000 // len(piece))
    assert line_of(value).startswith("Ferry vote")
    assert sum(seen) <= 3 * len(value)
