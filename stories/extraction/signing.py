"""Who wrote a story: by what the page says of itself and by the bylines that it prints."""

from __future__ import annotations

from collections.abc import Sequence

from stories.extraction.html_authors import signed_names
from stories.extraction.printed import byline_names, dateline_credit, filed_in, people_in
from stories.extraction.stamped_lines import names_alone, signed_below
from stories.text.given_words import begins_as_people
from stories.text.names import fold

OPENING = 3
"""Paragraphs among which the one with the dateline is: a summary may stand before it."""


def written_by(bylines: Sequence[str], paragraphs: Sequence[str], authors: tuple[str, ...]) -> tuple[str, ...]:
    """Who wrote a story: by what its page says of itself (`authors`), its printed `bylines` and what stands before its
    text. The agency that its dateline names in brackets is nobody, whether it is a known one or not."""
    agencies = {fold(name) for text in paragraphs[:OPENING] if (name := dateline_credit(text))}
    return tuple(name for name in _signed(bylines, paragraphs, authors) if fold(name) not in agencies)


def _signed(bylines: Sequence[str], paragraphs: Sequence[str], authors: tuple[str, ...]) -> tuple[str, ...]:
    if authors:
        return _more_printed(bylines, authors) or authors
    names: list[str] = []
    for text in bylines:
        for name in byline_names(text) or signed_below(text) or people_in(text) or _named(text):
            if name not in names:
                names.append(name)
    return tuple(names) or tuple(dict.fromkeys(name for filed in filed_in(paragraphs) for name in filed.people))


def _more_printed(lines: Sequence[str], authors: tuple[str, ...]) -> tuple[str, ...]:
    """The people whom one printed byline names, where these are all that the page says of itself and more: a page marks
    now and then one of its authors alone."""
    known = set(map(fold, authors))
    for line in lines:
        names = byline_names(line) or ()
        if known < set(map(fold, names)) and all(map(begins_as_people, names)):
            return names
    return ()


def _named(text: str) -> tuple[str, ...]:
    """The people in a byline that reads as a signature, or is nothing but names in whatever script."""
    return signed_names(text, None) or names_alone(text)
