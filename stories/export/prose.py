"""What editors write in a dossier, with the few marks of Markdown that it may hold: **strong**, *emphasis* (or _so_)
and [words](https://address). Everything else is text, letter by letter.

A paragraph becomes runs; the pages make HTML of them and the Markdown file Markdown. Marks that do not close, or that
stand inside a word or an address, are text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

_LONGEST = 600
"""Characters between two marks at most, so that no text takes more than one look at what follows each mark."""
_MARKS = re.compile(
    rf"(?P<address>\bhttps?://[^\s()<>\"'\[\]]{{1,2000}})"
    rf"|(?<![\w*\\])\*\*(?=[^\s*])(?P<strong>[^\n]{{1,{_LONGEST}}}?)(?<=[^\s])\*\*(?![\w*])"
    rf"|(?<![\w*\\])\*(?=[^\s*])(?P<em>[^*\n]{{1,{_LONGEST}}}?)(?<=[^\s*])\*(?![\w*])"
    rf"|(?<![\w_\\])_(?=[^\s_])(?P<under>[^_\n]{{1,{_LONGEST}}}?)(?<=[^\s_])_(?![\w_])"
    rf"|\[(?P<words>[^\[\]\n]{{1,{_LONGEST}}})\]\((?P<href>https?://[^\s()<>\"']{{1,2000}}(?:\([^\s()<>\"']{{0,200}}\))?)\)",
)
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Words printed in one way; `href` is "" where they are no link."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


def runs_of(paragraph: str) -> list[Run]:
    """The runs of a paragraph, in order; together their texts are the paragraph without its marks."""
    return list(_runs(paragraph, Run(""), 0))


def plain(paragraph: str) -> str:
    """A paragraph without its marks."""
    return "".join(run.text for run in runs_of(paragraph))


def grouped(runs: Iterable[Run], by: Callable[[Run], Any]) -> Iterator[tuple[Any, list[Run]]]:
    """Runs next to each other that are alike in what `by` asks of them, with what it is."""
    return ((key, list(group)) for key, group in groupby(runs, by))


def _runs(text: str, inside: Run, depth: int) -> Iterator[Run]:
    at = 0
    for match in _MARKS.finditer(text) if depth < _DEEPEST else ():
        if match["address"]:
            continue  # its underscores and asterisks are its own
        if match.start() > at:
            yield _made(text[at : match.start()], inside)
        at = match.end()
        if match["words"]:
            href = inside.href or match["href"]
            yield from _runs(match["words"], Run("", inside.strong, inside.em, href), depth + 1)
        elif match["strong"]:
            yield from _runs(match["strong"], Run("", True, inside.em, inside.href), depth + 1)
        else:
            words = match["em"] or match["under"]
            yield from _runs(words, Run("", inside.strong, True, inside.href), depth + 1)
    if at < len(text):
        yield _made(text[at:], inside)


def _made(text: str, inside: Run) -> Run:
    return Run(text, inside.strong, inside.em, inside.href)
