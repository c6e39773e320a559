"""The dek of an article in HTML that names it: the words of a class, an id or an itemprop say what a box holds.

A name is believed only for one or two lines right under the headline that have running text below them. Designers give
the names of a dek to much else: to each paragraph, to a menu, to a box around the whole head of a story.
"""

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from lxml import html

from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit
from stories.extraction.shape import ends_sentence
from stories.text.dates import date_within
from stories.text.dates_beside import back_within
from stories.text.names import fold

MOST = 2
_REACH = 10
"""Lines below a headline among which its dek stands: who wrote it, when, and a picture may stand between."""
_FEWEST = 3
_LONGEST = 100
_STAMP = 14
_DEK = frozenset(
    "dek deck standfirst subtitle subtitles subhead subheadline subheading strapline chapeau vorspann anleser sapo "
    "entradilla bajada copete sommario manchet alternativeheadline underrubrik".split()
)
"""Names of a dek. Those of a lead ("lede", "intro") are none: it is the first paragraph of the text."""
_ANOTHER = frozenset(
    "image images img media photo picture video audio figure caption credit nav navigation menu link links list lists "
    "card cards related promo btn button author authors byline date meta info time ad ads share social tag tags "
    "comment comments newsletter gallery slider".split()
)
"""Words beside which those of a dek name something else: "lead-image", "subtitle-menu"."""
_BOXES = frozenset("html body main article nav aside form footer button ul ol table tr td th a".split())
_BREAK = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")


def names_dek(name: str, element: html.HtmlElement) -> bool:
    """Whether the names of an element (its tag is `name`) say that its box is a dek."""
    if name in _BOXES:
        return False
    words = f"{element.get('class', '')[:200]} {element.get('itemprop', '')[:40]}"
    return bool(words.strip()) and _said(words)


@lru_cache(maxsize=8192)  # a page has few classes, and many elements of each
def _said(words: str) -> bool:
    # Each name by itself: a box of two names is what either says, and one name of two words what both say together.
    for name in words.split():
        parts = [part.lower() for part in _BREAK.split(name) if part]
        said = {*parts, *map("".join, itertools.pairwise(parts))}
        if said & _DEK and not said & _ANOTHER:
            return True
    return False


def named_deks(
    lines: Sequence[Line], texts: Sequence[int], headline: int | None, linked: frozenset[int]
) -> tuple[int, ...]:
    """The places of the lines under the headline that the page names its dek, at most MOST in a row; none where they
    would be all of the text (`texts` are its places), or where the name is one of many paragraphs."""
    if headline is None:
        return ()
    own = set(texts)
    found = _run(lines, own, headline, linked)
    rest = [place for place in texts if found and place > found[-1] and lines[place].prose]
    if not rest or len(found) > MOST or len({lines[place].key for place in found}) != len(found):
        return ()
    return tuple(found) if sum(_names(lines[place], lines[headline]) for place in rest) < MOST else ()


def _run(lines: Sequence[Line], texts: set[int], headline: int, linked: frozenset[int]) -> list[int]:
    """The first lines below the headline that have the name, up to the first text that has not."""
    found: list[int] = []
    for place in range(headline + 1, min(headline + 1 + _REACH, len(lines))):
        line = lines[place]
        if _names(line, lines[headline]) and _may_be(line, lines[headline]) and place not in linked:
            found.append(place)
        elif found or (line.prose and place in texts and not _stands_between(line)):
            break
    return found


def _names(line: Line, headline: Line) -> bool:
    """Whether a line has the name, and not only as its headline has: a box around both is no dek."""
    return line.dek_box > 0 and line.dek_box != headline.dek_box


def _may_be(line: Line, headline: Line) -> bool:
    if line.zone or line.aside or line.key == headline.key or not _FEWEST <= line.words <= _LONGEST:
        return False
    stamped = line.dated or (line.words <= _STAMP and (date_within(line.text) or back_within(line.text)) is not None)
    pictured = line.tag in ("figcaption", "li") or is_credit(line.text) or caption_score(line.text) >= 3
    return not (stamped or pictured or line.heads or byline_names(line.text))


def _stands_between(line: Line) -> bool:
    """Whether a line of running text may stand between headline and dek: under a picture, or with a date."""
    return line.tag == "figcaption" or caption_score(line.text) >= 3 or date_within(line.text) is not None


def is_described(text: str, said: str | None) -> bool:
    """Whether a line is what a page says of itself in its head, and ends as no sentence: of a first sentence many
    pages make their description."""
    return bool(said) and not ends_sentence(text) and fold(text) == fold(said or "")


__all__ = ["is_described", "named_deks", "names_dek"]
