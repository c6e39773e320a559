"""Which lines are the main text: trafilatura's quick answer, and the compared one where that has hardly any text."""

from typing import Any

import pytest

from stories.extraction import main_text
from stories.extraction.html_text import render
from stories.extraction.main_text import main_lines

TEXT = (
    "The council met on day {} and put off its vote on the new ferry until the spring, as nobody had counted the cost."
)
PAGE = "<html><body><article><h1>Ferry vote put off</h1>{}</article></body></html>".format(
    "".join(f"<p>{TEXT.format(day)}</p>" for day in range(6))
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How quickly trafilatura was asked to answer, each time."""
    times: list[bool] = []
    extract = main_text._extract

    def told(tree: Any, *, fast: bool) -> Any:
        times.append(fast)
        return extract(tree, fast=fast)

    monkeypatch.setattr(main_text, "_extract", told)
    return times


def test_an_answer_with_most_of_the_text_is_taken(asked: list[bool]) -> None:
    rendered = render(PAGE)
    held = main_lines(rendered, len(PAGE))
    assert asked == [True]
    assert {line.text for place, line in enumerate(rendered.lines) if place in held} >= {
        TEXT.format(day) for day in range(6)
    }


def test_an_answer_with_hardly_any_of_it_is_compared(asked: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    extract = main_text._extract

    def poor(tree: Any, *, fast: bool) -> Any:
        found = extract(tree, fast=fast)
        if fast:
            found.text = TEXT.format(0)
        return found

    monkeypatch.setattr(main_text, "_extract", poor)
    rendered = render(PAGE)
    held = main_lines(rendered, len(PAGE))
    assert asked == [True, False]
    assert sum(place in held for place, line in enumerate(rendered.lines) if line.prose) == 6
