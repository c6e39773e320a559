"""An HTML page: the roles of the lines of its one story."""

import itertools
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from stories.extraction.draft import Draft, Page
from stories.extraction.html_authors import signed_names
from stories.extraction.html_dek import is_described, named_deks
from stories.extraction.html_kicker import has_kicker
from stories.extraction.html_points import opens, runs, with_points
from stories.extraction.lines import Line
from stories.extraction.main_text import line_key
from stories.extraction.printed import caption_score, credit_at, is_credit, signs_in_brackets
from stories.extraction.runs import question_run
from stories.extraction.shape import ends_sentence
from stories.extraction.signed_lines import holds_date, signed_in_address, signs, signs_with_date
from stories.extraction.stamped_lines import labelled_names
from stories.extraction.told_of import leads
from stories.text.dates import names_update
from stories.text.names import fold

_LEAD = 12
"""Words from which a line between headline and text is its first sentence."""
_BETWEEN = frozenset(("byline", "date", "caption", "credit"))
_KICKED = re.compile(r"(?:\S+ ){0,7}\S*\s?[:|]")
_NEAR, _OVER = 12, 3
_HEADED = 4
"""Words of a heading that is the headline of the text under it, at most so many lines above it."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_GAP = 4
_ENDS = tuple('.!?…。！？"”»')
_LONGEST_NOTE = 50


def printed_title(page: Page, main: frozenset[int], titles: Sequence[str]) -> str | None:
    """The title of the page's window, or a part of it, that is printed right above the text, longer than what was
    taken for the headline: that is the name of a section or a site then."""
    wanted = {line_key(title) for title in titles if len(title) > len(page.meta.title or "") and title.count(" ") >= 2}
    if not wanted:
        return None
    first = first_text(page.lines, sorted(main), headline_of_page(page, main))
    above = range(max(0, first - _NEAR), min(first, len(page.lines)))
    return next((page.lines[place].text for place in above if line_key(page.lines[place].text) in wanted), None)


def mark_html_article(draft: Draft, main: frozenset[int], *, cut: bool = False) -> None:
    """Roles of the lines of a page with one story in HTML: its head, its text, the rest left out. `cut`: whether its
    last line breaks off within the text."""
    clipping = draft.new_clipping()
    lines = draft.lines
    headline = headline_of_page(draft.page, main)
    zones = _noise_zones(lines, main)
    texts = [place for place in sorted(main) if place != headline and lines[place].zone not in zones]
    linked = draft.page.linked
    texts = _without_teasers(lines, texts, linked)
    texts = sorted({*texts, len(lines) - 1}) if cut else _without_tail(lines, texts)
    texts = with_points(lines, _with_gaps(lines, texts, linked), linked)
    _mark_named(draft, texts, headline, clipping)
    texts = [place for place in texts if draft.free(place)]
    first = first_text(lines, texts, headline)
    for place in range(len(lines)):
        if place == headline:
            _mark_headline(draft, place, clipping)
        elif headline is not None and lines[place].key == lines[headline].key:
            draft.leave(place, "duplicate")
    if headline is not None:
        _mark_between(draft, texts, headline, first, clipping)
    if not draft.page.meta.authors:
        _mark_signature(draft, texts, first, clipping)
    _mark_text(draft, texts, clipping, first)
    if headline is not None and texts:
        _mark_captions(draft, headline, texts[-1], clipping)
    for place, line in enumerate(lines):
        if draft.free(place):
            draft.leave(place, _reason(line, place, headline))


def _mark_named(draft: Draft, texts: list[int], headline: int | None, clipping: int) -> None:
    """What the markup itself calls a dek, or holds in an `<address>`."""
    for place in named_deks(draft.lines, texts, headline, draft.page.linked):
        draft.give(place, "dek", clipping)
    for place in signed_in_address(draft.lines, texts, headline, draft.page.meta.authors, draft.page.meta.site):
        draft.give(place, "byline", clipping)


def _mark_headline(draft: Draft, place: int, clipping: int) -> None:
    """The line of the headline; what stands on it before the page's title, with a colon or a bar, is its kicker."""
    line, title = draft.lines[place], draft.page.meta.title or ""
    kicker = line.text.removesuffix(title).rstrip()
    if title and kicker != line.text and _KICKED.fullmatch(kicker):
        cut = line.end - len(title)
        draft.give_pieces(
            place, clipping, [(line.start, line.start + len(kicker), "kicker"), (cut, line.end, "headline")]
        )
    else:
        draft.give(place, "headline", clipping)


def _noise_zones(lines: Sequence[Line], main: frozenset[int]) -> frozenset[str]:
    """The zones that text is not taken from. One that holds much of the main text only has an unlucky name."""
    noise = {"navigation": 0, "most read": 0, "advertisement": 0, "legal": 0, "promotion": 0, "related": 0}
    whole = 0
    for place in main:
        words = lines[place].words if lines[place].prose else 0
        whole += words
        if lines[place].zone in noise:
            noise[lines[place].zone] += words
    return frozenset(zone for zone, words in noise.items() if words * 4 <= whole)


def _without_teasers(lines: Sequence[Line], texts: list[int], linked: frozenset[int]) -> list[int]:
    """The text without lines that are a link to another story, and the labels right above them ("See also")."""
    out = {place for place in texts if place in linked and lines[place].words >= 4 and lines[place].tag != "tr"}
    for above, below in zip(reversed(texts[:-1]), reversed(texts), strict=False):
        if below in out and _is_tail(lines[above]):
            out.add(above)
    kept = [place for place in texts if place not in out]
    return kept if sum(lines[p].words for p in kept) > sum(lines[p].words for p in out) else texts


def _without_tail(lines: Sequence[Line], texts: list[int]) -> list[int]:
    """The text without the headings, labels and short lines behind its last sentence: they head what comes next."""
    end = len(texts)
    while end and _is_tail(lines[texts[end - 1]]):
        end -= 1
    return texts[:end] if any(lines[place].prose for place in texts[:end]) else texts


def _with_gaps(lines: Sequence[Line], texts: list[int], linked: frozenset[int]) -> list[int]:
    """The text with the few sentences in the midst of it that are like it: in no box of their own, no link or label."""
    found = list(texts)
    for above, below in itertools.pairwise(texts):
        gap = range(above + 1, below)
        if (
            1 <= len(gap) <= _GAP
            and lines[above].prose
            and lines[below].prose
            and all(_runs_on(lines[place]) and place not in linked for place in gap)
        ):
            found += gap
    return sorted(found)


def _runs_on(line: Line) -> bool:
    """Whether a line is a sentence of running text by itself, and nothing that stands under a picture."""
    told = line.prose and line.text.endswith(_ENDS) and line.tag in ("", "li", "blockquote")
    return told and not (line.zone or line.aside or is_credit(line.text)) and caption_score(line.text) < 2


def _is_tail(line: Line) -> bool:
    if line.prose or line.tag in ("tr", "blockquote", "figcaption", "dd"):
        return False
    closed = ends_sentence(line.text) and not (line.words <= 4 and line.text.endswith(("?", ":", "…")))
    signed = signed_names(line.text, None) or signs_in_brackets(line.text)
    return line.words <= 12 and not closed and not signed


def _reason(line: Line, place: int, headline: int | None) -> str:
    if line.zone:
        return line.zone
    if line.aside:
        return line.aside
    return "navigation" if headline is not None and place < headline else "related" if line.words >= 5 else "other"


def headline_of_page(page: Page, main: frozenset[int]) -> int | None:
    """The line that best agrees with the page's own title; without a title, its first h1."""
    if page.heads is not None:
        return next(iter(page.heads), None)
    title = page.meta.title
    tagged = [place for place, line in enumerate(page.lines) if line.tag == "h1" and line.words >= 2]
    if not title:
        return (
            tagged[0]
            if tagged
            else next((p for p, line in enumerate(page.lines) if line.tag == "h2" and line.words >= 4), None)
        )
    best, score = None, 0.0
    for place, line in enumerate(page.lines):
        if abs(len(line.text) - len(title)) > max(20, len(title)) or line.zone == "legal":
            continue
        alike = (
            fuzz.ratio(line_key(line.text), line_key(title))
            + {"h1": 25, "h2": 8}.get(line.tag, 0)
            - (12 if line.zone else 0)
        )
        if alike > score:
            best, score = place, alike
    if best is not None and score >= 80:
        return best
    if len(tagged) == 1:
        return tagged[0]
    return best if best is not None and score >= 60 and not page.lines[best].reason else _over_text(page.lines, main)


def _over_text(lines: Sequence[Line], main: frozenset[int]) -> int | None:
    """The heading right above the first running text, where no line agrees with what the page calls itself."""
    first = min((place for place in main if lines[place].prose), default=0)
    above = range(first - 1, max(first - 1 - _OVER, -1), -1)
    return next((place for place in above if lines[place].tag in _HEADINGS and lines[place].words >= _HEADED), None)


def first_text(lines: Sequence[Line], texts: list[int], headline: int | None) -> int:
    """The first line of running text behind the headline."""
    after = [place for place in texts if headline is None or place > headline]
    running = [place for place in after if runs(lines[place]) and lines[place].tag != "figcaption"]
    return next(iter(running or after), len(lines))


def _mark_between(draft: Draft, texts: Sequence[int], headline: int, first: int, clipping: int) -> None:
    """What stands between headline and text: dek, byline, date, pictures; and a kicker right above the headline."""
    if has_kicker(draft, headline):
        draft.give(headline - 1, "kicker", clipping)
    dated, unmarked = False, list[int]()
    for place in range(headline + 1, min(first, headline + 40)):
        line = draft.lines[place]
        lead = line.prose and line.words >= _LEAD and place not in draft.page.linked
        noise = line.zone in ("navigation", "related", "most read", "legal") and not lead
        if not draft.free(place) or noise or (line.aside and not signs_with_date(line)):
            continue
        stamp = _stamp_role(draft, place, dated=dated)
        if stamp:
            draft.give(place, stamp, clipping)
            dated = True
        elif (
            signs(line.text)
            or labelled_names(line.text)
            or fold(line.text.removeprefix("By ")) in map(fold, draft.page.meta.authors)
        ):
            draft.give(place, "byline", clipping)
        elif is_credit(line.text):
            draft.give(place, "credit", clipping)
        elif line.tag == "figcaption" or caption_score(line.text) >= 3:
            _give_caption(draft, place, clipping)
        elif line.prose and line.tag not in ("h2", "h3") and place not in draft.page.linked:
            draft.give(place, "paragraph", clipping)
        elif place - headline <= 3 and line.words >= 7 and not line.zone:
            unmarked.append(place)
    _mark_unmarked(draft, unmarked, texts, first, clipping)


def _mark_unmarked(draft: Draft, unmarked: Sequence[int], texts: Sequence[int], first: int, clipping: int) -> None:
    """Short lines under a headline that no name marks: the dek where one is a heading, is what the page says of itself
    or stands alone, over a byline, a date or a picture or outside of the text; else the text begins with them."""
    said = draft.page.meta.description if first < len(draft.lines) else None
    headings = {
        at for at in unmarked if draft.lines[at].tag in ("h2", "h3") or is_described(draft.lines[at].text, said)
    }
    plain = {at for at in unmarked if draft.lines[at].tag == "" or ends_sentence(draft.lines[at].text)} - headings
    for place in sorted(headings | plain):
        between = [mark.role for mark in draft.marks[place + 1 : first] if mark is not None]
        alone = len(plain) == 1 and not _BETWEEN.isdisjoint(between)
        draft.give(place, "paragraph" if place in plain and place in texts and not alone else "dek", clipping)


def _stamp_role(draft: Draft, place: int, *, dated: bool) -> str | None:
    """The role of a line with a date under the headline; a second one counts where it is that of a change."""
    line = draft.lines[place]
    if dated:
        return "date" if line.dated and names_update(line.text) else None
    if not (line.dated or (line.words <= _LEAD + 2 and not line.prose and holds_date(line.text))):
        return None
    signed = () if draft.page.meta.authors else signed_names(line.text, draft.page.meta.site)
    return "byline" if signed and leads(draft.lines, place, signed) else "date"


def _mark_signature(draft: Draft, texts: list[int], first: int, clipping: int) -> None:
    """The line that names who wrote the text, where no markup does: before its first line or among its last ones."""
    if any(mark is not None and mark.role == "byline" for mark in draft.marks):
        return
    for place in [*range(max(0, first - 12), min(first + 3, len(draft.lines))), *reversed(texts[-4:])]:
        line = draft.lines[place]
        names = signed_names(line.text, draft.page.meta.site) if draft.free(place) and line.words <= 12 else ()
        if names and leads(draft.lines, place, names, behind=place >= first):
            draft.give(place, "byline", clipping)
            return


def _mark_text(draft: Draft, texts: list[int], clipping: int, first: int) -> None:
    place_of = {place: number for number, place in enumerate(texts)}
    skip = -1
    for place in texts:
        line = draft.lines[place]
        if place <= skip or not draft.free(place) or (place < first and not opens(line)):
            continue
        if line.heads == "questions" and place_of[place] + 1 < len(texts):
            skip = _mark_questions(draft, place, clipping, set(texts))
            continue
        if line.tag == "figcaption":
            _give_caption(draft, place, clipping)
        elif line.tag == "tr":
            _mark_rows(draft, place, clipping)
        elif line.words <= 10 and (is_credit(line.text) or signs_in_brackets(line.text)):
            draft.give(place, "credit", clipping)
        elif line.aside and line.words <= (_LONGEST_NOTE if line.aside == "legal" else 40):
            draft.leave(place, line.aside)
        elif line.heads in ("related", "most read"):
            draft.leave(place, line.heads or "other")
        else:
            draft.give(place, "paragraph", clipping)


def _mark_captions(draft: Draft, first: int, last: int, clipping: int) -> None:
    """What is marked as the words under a picture, from the headline to the end of the text: extractors drop it."""
    for place in range(first + 1, last):
        line = draft.lines[place]
        if line.tag == "figcaption" and draft.free(place) and not (line.zone or line.reason):
            if is_credit(line.text):
                draft.give(place, "credit", clipping)
            elif place not in draft.page.linked:
                _give_caption(draft, place, clipping)


def _give_caption(draft: Draft, place: int, clipping: int) -> None:
    """A caption, and the credit on its line."""
    line = draft.lines[place]
    cut = credit_at(line.text) if line.end - line.start == len(line.text) else None
    if cut is None:
        draft.give(place, "caption", clipping)
        return
    told = len(line.text[:cut].rstrip(" |–—"))
    cut += line.start
    pieces = [(line.start, line.start + told, "caption"), (line.start + told, line.end, "credit")]
    draft.give_pieces(place, clipping, pieces)


def _mark_rows(draft: Draft, place: int, clipping: int) -> None:
    """The rows of a table that follow each other make one block."""
    if " | " not in draft.lines[place].text:
        draft.give(place, "paragraph", clipping)
        return
    end = place
    while end < len(draft.lines) and draft.lines[end].tag == "tr" and draft.free(end):
        end += 1
    draft.join(place, end, "table", clipping)


def _mark_questions(draft: Draft, head: int, clipping: int, texts: set[int]) -> int:
    end, found = question_run(draft, head + 1)
    found = [run for run in found if run[0] in texts]
    if not found:
        draft.give(head, "paragraph", clipping)
        return head
    draft.leave(head, "other")
    for first, last, pieces in found:
        if pieces:
            draft.give_pieces(first, clipping, pieces)
            continue
        draft.give(first, "question", clipping)
        for place in range(first + 1, last):
            draft.give(place, "answer", clipping)
    return end - 1
