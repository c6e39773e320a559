"""E-mail in HTML: a newsletter is a list of the stories that its headlines link to, any other mail is one story.

What a letter is called stands in its subject. Its markup is a template's: the title of its window is nobody's, its h1
most often the name of the letter, and its links lead to a program that counts clicks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from stories.extraction.draft import Draft, Page
from stories.extraction.html_cards import mark_listing
from stories.extraction.html_kind import running_text
from stories.extraction.html_layout import Layout
from stories.extraction.html_list import Listing, list_of
from stories.extraction.lines import Line
from stories.text.names import fold

FEWEST = 2
"""Stories that make a newsletter."""
_LONGEST_TEXT = 150
"""Words under one of its headlines: a longer text is no summary."""
_INTRO = 50
_TOLD = 8
_ALIKE = 80
"""How like its subject (per cent, as rapidfuzz counts) the line of a letter is that prints it."""
_SHORTEST = 4
"""Words of a headline that tells a story; the name of a letter has fewer."""
_HEADINGS = ("h1", "h2", "h3")


def read_newsletter(page: Page, layout: Layout) -> tuple[Draft, tuple[tuple[int, str], ...]] | None:
    """A letter as a list of stories: its lines with their roles, and where in its text which address stands; None for a
    letter that is none."""
    listing = list_of(page.lines, layout, None, letter=True)
    listing = replace(listing, cards=tuple(_with_text(page.lines, listing)))
    if not _lists(page.lines, listing):
        return None
    draft = Draft(page)
    mark_listing(draft, listing)
    return draft, listing.addresses


def _with_text(lines: Sequence[Line], listing: Listing) -> Iterator[tuple[int, int]]:
    """The cards of the stories, each with the running text right under it: a letter is laid out in cells of a table."""
    heads = {stub.place for stub in listing.stubs} | set(listing.copies)
    frees = [*(first for first, _ in listing.cards), len(lines)][1:]
    for (first, last), free in zip(listing.cards, frees, strict=bool(listing.cards)):
        end = last
        while end < free and end not in heads and _tells(lines[end]):
            end += 1
        yield first, end


def _tells(line: Line) -> bool:
    """Whether a line under a headline is text: it may end with a link "Read more" instead of as a sentence does."""
    told = line.prose or (line.words >= _TOLD and line.tag not in _HEADINGS)
    return told and not (line.reason or line.zone == "legal")


def _lists(lines: Sequence[Line], listing: Listing) -> bool:
    """Whether a letter is a list: two stories or more, each told in short, and more than a foot below a text."""
    if len(listing.stubs) < FEWEST:
        return False
    run, total = running_text(lines, listing)
    first = listing.stubs[0].place
    before = sum(line.words for place, line in enumerate(lines[:first]) if line.prose and place not in listing.linked)
    return run <= _LONGEST_TEXT and not (before >= _INTRO and 2 * before > total)


def headed(page: Page, subject: str | None) -> tuple[str | None, int | None]:
    """The headline of a letter of one story, and the line that prints it, if one does: the line that says what the
    subject says; else the heading above all of its text, where it is the first h1 or the only heading long enough; else
    the subject."""
    lines = page.lines
    if subject:
        wanted = fold(subject)
        alike = [(fuzz.ratio(line.key, wanted), -place) for place, line in enumerate(lines) if not line.prose]
        best, place = max(alike, default=(0.0, 0))
        if best >= _ALIKE:
            return subject, -place
    printed = _heading(lines, fold(page.meta.site or ""))
    return (subject, None) if printed is None else (lines[printed].text, printed)


def _heading(lines: Sequence[Line], sender: str) -> int | None:
    """The place of the heading that has all running text below it."""
    texts = [place for place, line in enumerate(lines) if line.prose]
    if not texts:
        return None
    heads = [
        place
        for place, line in enumerate(lines)
        if line.tag in _HEADINGS and line.words >= _SHORTEST and not (line.prose or line.reason) and line.key != sender
    ]
    first = [place for place in heads if lines[place].tag == "h1"][:1] or (heads if len(heads) == 1 else [])
    return first[0] if first and first[0] < texts[0] else None
