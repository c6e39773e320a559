"""Pages that carry a story in full: its head, its text with tables and questions, and what stands around it."""

import re

from stories.extraction.draft import Draft
from stories.extraction.forwarded import is_header
from stories.extraction.furniture import asks_reader
from stories.extraction.lines import Line
from stories.extraction.masthead import folio, give_issue, give_outlet, masthead
from stories.extraction.menus import menu_above
from stories.extraction.printed import byline_names, caption_score, is_credit, is_wire_credit, reported_by
from stories.extraction.runs import mark_contents, mark_furniture, mark_lists, question_run, tables, teasers_at
from stories.extraction.shape import ends_sentence, is_clause, is_heading, is_label, is_menu
from stories.extraction.stamped_lines import beside_date, may_sign, stamped_names
from stories.extraction.titled_dates import titled_with_date
from stories.extraction.told_of import signs_behind, signs_there
from stories.text.dates import is_date_line
from stories.text.dates_beside import back_within
from stories.text.filed import filed_alone

_LATEST = re.compile(
    r"(?:breaking(?: news)?|just in|developing|live(?: updates?)?|latest|alert|eilmeldung|eil|live-?ticker|"
    r"en direct|alerte|dernière minute|última hora|urgente|ultim['’]ora|son dakika|pilne|срочно|عاجل|速報|속보)"
    r"\s*[:：|–—-]",
    re.IGNORECASE,
)
_ASIDE_NOISE = re.compile(
    r"[-–—•*·|\s]*+(?:youtube|video|watch|listen|audio|podcast|image|photo|gallery|instagram|twitter|x|facebook)?[-–—•*·|\s]*+",
    re.IGNORECASE,
)
_FILED = re.compile(r"[【〔［][^【】]{1,30}[＝=][^【】]{2,60}[】〕］]")
"""Where and by whom a Japanese story was filed, also of a place and people that nobody knows."""
_NEAR = 30
"""Lines around a headline, one of which names who wrote the story without a "By"."""
_LINKS = ("http://", "https://")


class Runs:
    """Where the tables and questions of a page stand, found before its lines are read one by one."""

    def __init__(self, draft: Draft) -> None:
        self.tables = dict(tables(draft))
        self.questions: dict[int, tuple[int, list[tuple[int, int, list[tuple[int, int, str]]]]]] = {}
        for place, line in enumerate(draft.lines):
            # a table of contents names the questions too: its lines are spoken for
            if line.heads == "questions" and draft.free(place) and place + 1 < len(draft.lines):
                end, found = question_run(draft, place + 1)
                if found:
                    self.questions[place] = (end, found)


def mark_article(draft: Draft, *, opens: int | None = None) -> None:
    """Give every line of a page with one or a few full stories its role. `opens`: the line at which the text begins at
    the latest, of a page that is one story."""
    mark_contents(draft)
    runs = Runs(draft)
    taken = _taken(draft, runs)
    end = _mark_teasers(draft, taken)
    mark_lists(draft)
    _mark_others(draft, taken, end)
    for first, last in _stories(draft, runs, end) if opens is None else [(0, max(end, opens))]:
        _mark_story(draft, runs, first, last, opens)


def _taken(draft: Draft, runs: Runs) -> set[int]:
    """Lines of tables and questions: nothing else may claim them."""
    taken: set[int] = set()
    for first, last in runs.tables.items():
        taken.update(range(first, last))
    for head, (last, _found) in runs.questions.items():
        taken.update(range(head, last))
    return taken


def _mark_teasers(draft: Draft, taken: set[int]) -> int:
    """Leave out the teasers behind "More from X" and give where they begin; the page's end where there are none."""
    seen = 0
    for place, line in enumerate(draft.lines):
        if seen and place not in taken and draft.free(place) and teasers_at(draft, place) is not None:
            draft.leave_free(place, len(draft.lines), "related")
            return place
        seen += line.prose
    return len(draft.lines)


def _mark_others(draft: Draft, taken: set[int], end: int) -> None:
    """Furniture by its words, but never inside a table or among questions, and not what stands beside a date and names
    who wrote the story, or is in the head: a bar parts them as it does the entries of a menu."""
    first = next((place for place, line in enumerate(draft.lines) if line.prose), end)
    stamped = (
        place
        for place, line in enumerate(draft.lines)
        if line.aside == "navigation" and (stamped_names(line.text) or (place < first and beside_date(line.text)))
    )
    taken = taken.union(place for place in stamped if draft.free(place))
    held = {place: draft.marks[place] for place in taken}
    for place in range(first + 1, end):
        line = draft.lines[place]
        if draft.free(place) and line.aside and not line.tag.startswith("h"):
            draft.leave(place, line.aside)
    mark_furniture(draft)
    for place, mark in held.items():
        draft.marks[place] = mark
    for place in range(end):
        if draft.free(place) and place not in taken and _ASIDE_NOISE.fullmatch(draft.lines[place].text):
            draft.leave(place, "other")


def _stories(draft: Draft, runs: Runs, end: int) -> list[tuple[int, int]]:
    """Where each story of the page begins and ends.

    A further story begins at a heading once the one before it is over (its questions answered, the reader asked for a
    comment, the copyright line), or wherever a heading has a byline or a date of its own under it.
    """
    starts, over, texts = [0], False, 0
    place = 0
    while place < end:
        line, mark = draft.lines[place], draft.marks[place]
        if place in runs.questions:
            place, over = runs.questions[place][0], texts > 0
            continue
        if mark is not None:
            over = over or (
                texts > 0
                and mark.reason in ("promotion", "legal")
                and (asks_reader(line.text) or mark.reason == "legal")
            )
        elif place not in runs.tables and texts and _opens_story(draft, place, end, over=over):
            starts.append(place)
            over, texts = False, 0
        elif over and is_heading(line.text) and line.text[-1:] in "?？":
            draft.leave(place, "related")
        elif line.prose:
            texts, over = texts + 1, False
        place += 1
    return list(zip(starts, [*starts[1:], end], strict=True))


def _opens_story(draft: Draft, place: int, end: int, *, over: bool) -> bool:
    line = draft.lines[place]
    if not is_heading(line.text) or line.bulleted or line.words < 3 or _simple_role(line):
        return False
    below = [other for other in range(place + 1, min(place + 12, end)) if draft.free(other)]
    texts = [other for other in below if draft.lines[other].prose]
    if not texts:
        return False
    between = [draft.lines[other].text for other in below if other < texts[0]]
    if sum(map(is_header, (line.text, *between[:3]))) >= 2:
        return False  # the head of a letter that the story prints, with its date
    if over:
        return len(between) <= 3 and not (line.text.endswith("?") and any(is_heading(text) for text in between))
    return line.words >= 4 and any(byline_names(text) or _full_date(text) for text in between[:2])


def _full_date(text: str) -> bool:
    return is_date_line(text) and any(character.isdecimal() for character in text) and len(text) >= 8


def _mark_story(draft: Draft, runs: Runs, first: int, end: int, opens: int | None) -> None:
    """The head down to the first running text, the text, and what trails behind the last of it."""
    free = [place for place in range(first, end) if draft.free(place)]
    if not free and not any(first <= place < end for place in (*runs.tables, *runs.questions)):
        return
    clipping = draft.new_clipping()
    opening = _opening(draft, runs, first, end)
    opening = opening if opens is None else min(opening, opens)
    _mark_head(draft, [place for place in free if place < opening], clipping, headed=opening < end)
    _mark_text(draft, runs, opening, end, clipping)
    _head_from_text(draft, opening, end, clipping)


def _opening(draft: Draft, runs: Runs, first: int, end: int) -> int:
    """The first line of running text: prose that is no caption, standing behind the head's own short lines."""
    for place in range(first, end):
        if place in runs.tables or place in runs.questions:
            return place
        if draft.free(place) and draft.lines[place].prose and not _pictures(draft, place, first, end):
            return place
    return end


def _pictures(draft: Draft, place: int, first: int, end: int) -> bool:
    """Whether a long line in the head stands under a picture or the headline: a credit, a copy of it, a date below. A
    signature with no text behind it is that of the line, which is no dek then."""
    line = draft.lines[place]
    near = [other for other in range(place + 1, min(place + 4, end)) if draft.free(other)]
    if not near:
        return False
    below = draft.lines[near[0]]
    if line.key == below.key or is_credit(below.text) or line.tag == "figcaption":
        return True
    if len(near) > 1 and all(is_header(draft.lines[other].text) for other in near[:2]):
        return False  # the date of a letter that the story prints
    above = any(draft.free(other) and is_heading(draft.lines[other].text) for other in range(first, place))
    if (
        above
        and line.words <= 60
        and any(_stamps(draft, other) and _tells_behind(draft, other, end) for other in near[:2])
    ):
        return True
    return above and caption_score(line.text) >= 3 and line.words <= 50


def _stamps(draft: Draft, place: int) -> bool:
    return draft.lines[place].dated or bool(byline_names(draft.lines[place].text))


def _tells_behind(draft: Draft, place: int, end: int) -> bool:
    return any(draft.free(other) and draft.lines[other].prose for other in range(place + 1, end))


def _mark_head(draft: Draft, places: list[int], clipping: int, *, headed: bool) -> None:
    """Kicker, headline, dek, caption, credit, byline and date, by shape and by what they stand beside."""
    headline = _headline(draft, places) if headed else (places[0] if places else None)
    named = masthead(draft.lines, places) if headed else None
    if named:
        outlet, headline = named
        give_outlet(draft, outlet, clipping)
        issue = {place for place in places[1 : folio(draft.lines, places)] if place != headline}
        for place in issue:
            give_issue(draft, place, clipping)
        places = [place for place in places[1:] if place not in issue]
    titled = titled_with_date(draft, places, headline, clipping) if headed and not named else None
    headline = titled[0] if titled else headline
    menu = menu_above(draft.lines, headline) if headline is not None else frozenset()
    for number, place in enumerate(places):
        line = draft.lines[place]
        below = draft.lines[places[number + 1]] if number + 1 < len(places) else None
        if titled and place == headline:
            draft.give_parts(place, titled[1])
        elif place == headline:
            draft.give(place, "headline", clipping)
        elif (below is not None and line.key == below.key) or (
            headline is not None and line.key == draft.lines[headline].key
        ):
            draft.leave(place, "duplicate")
        elif place in menu:
            draft.leave(place, "navigation")
        else:
            before = headline is None or place < headline
            near = abs(place - (places[0] if headline is None else headline)) <= _NEAR
            _mark_head_line(draft, place, clipping, below, before=before, near=near)


def _mark_head_line(draft: Draft, place: int, clipping: int, below: Line | None, *, before: bool, near: bool) -> None:
    line = draft.lines[place]
    simple = _simple_role(line)
    if near and simple in (None, "date") and signs_there(draft.lines, place, before=before):
        simple = "byline"
    if simple:
        draft.give(place, simple, clipping)
    elif line.tag == "figcaption" or caption_score(line.text) >= 2 or (below is not None and is_credit(below.text)):
        draft.give(place, "caption", clipping)
    elif before and is_label(line.text) and not (is_menu(line.text) or line.text.lstrip("<(").startswith(_LINKS)):
        draft.give(place, "kicker", clipping)
    elif not before and _may_be_dek(line) and not (near and may_sign(line.text)):
        scored = caption_score(line.text) or (below is not None and below.text[:1].isdecimal() and below.dated)
        draft.give(place, "caption" if scored else "dek", clipping)
    else:
        draft.leave(place, "navigation" if before else "other")


def _may_be_dek(line: Line) -> bool:
    if _FILED.fullmatch(line.text):
        return False
    return line.words >= 6 or (ends_sentence(line.text) and is_clause(line.text))


def _simple_role(line: Line, *, within: bool = False) -> str | None:
    """What a line is by its words alone; `within`: in the midst of a text, which tells what is dated beside a dash."""
    if line.dated:
        return "date"
    if byline_names(line.text) is not None:
        return "byline"
    if back_within(line.text):
        return "date"
    if is_credit(line.text) or is_wire_credit(line.text):
        return "credit"
    return "date" if not within and beside_date(line.text) else None


def _headline(draft: Draft, places: list[int]) -> int | None:
    """The heading of the head: marked so by the markup, else the first one that is long enough."""
    for tag in ("h1", "h2"):
        tagged = [place for place in places if draft.lines[place].tag == tag]
        if tagged:
            return tagged[0]
    fit = [
        place
        for place in places
        if is_heading(draft.lines[place].text)
        and not is_menu(draft.lines[place].text)
        and _simple_role(draft.lines[place]) is None
        and not draft.lines[place].text.startswith(_LINKS)
    ]
    long = [place for place in fit if draft.lines[place].words >= 4 and not draft.lines[place].bulleted]
    if len(long) > 1 and _is_banner(draft, places, *long[:2]):
        return long[1]
    return next(iter(long or fit), None)


def _is_banner(draft: Draft, places: list[int], first: int, second: int) -> bool:
    """Whether a line that calls itself the latest news stands over all pages of a site: the name of a section parts it
    from another heading, below which the story begins."""
    between = (place for place in places if first < place < second)
    return _LATEST.match(draft.lines[first].text) is not None and any(is_label(draft.lines[at].text) for at in between)


def _mark_text(draft: Draft, runs: Runs, first: int, end: int, clipping: int) -> None:
    place, seen = first, set[str]()
    tail = _last_text(draft, runs, first, end)
    while place < end:
        if place in runs.questions:
            place = _mark_questions(draft, runs, place, clipping)
        elif place in runs.tables:
            draft.join(place, runs.tables[place], "table", clipping)
            place = runs.tables[place]
        else:
            if draft.free(place):
                _mark_text_line(draft, place, end, clipping, tail, seen)
            place += 1


def _mark_questions(draft: Draft, runs: Runs, head: int, clipping: int) -> int:
    end, found = runs.questions[head]
    draft.leave(head, "other")
    for first, last, pieces in found:
        if pieces:
            draft.give_pieces(first, clipping, pieces)
            continue
        draft.give(first, "question", clipping)
        for place in range(first + 1, last):
            draft.give(place, "answer", clipping)
    return end


def _last_text(draft: Draft, runs: Runs, first: int, end: int) -> int:
    """The last line that is surely text: what is short behind it trails."""
    last = first
    for place in range(first, end):
        line = draft.lines[place]
        if (draft.free(place) and (line.prose or (line.bulleted and line.words > 3))) or place in runs.tables:
            last = place
    return last


def _mark_text_line(draft: Draft, place: int, end: int, clipping: int, tail: int, seen: set[str]) -> None:
    line = draft.lines[place]
    below = draft.lines[place + 1] if place + 1 < end else None
    simple = _simple_role(line, within=True) if line.words <= 20 else None
    if line.words >= 8 and line.key in seen:
        draft.leave(place, "duplicate")
    elif place > tail and (filed_alone(line.text) or reported_by(line.text) or signs_behind(draft.lines, place)):
        draft.give(place, "byline", clipping)
    elif simple and not (simple == "byline" and not line.text[:3].casefold().startswith("by ")):
        draft.give(place, simple, clipping)
    elif line.tag == "figcaption" or _captioned(line, below):
        draft.give(place, "caption", clipping)
    elif (
        place > tail and line.words < 18 and not (ends_sentence(line.text) or line.bulleted or line.text[:1].islower())
    ):
        draft.leave(place, "related" if line.words >= 5 else "other")
    else:
        draft.give(place, "paragraph", clipping)
        seen.add(line.key)


def _captioned(line: Line, below: Line | None) -> bool:
    """Whether a line in the text stands under a picture: it sounds so, and its credit or a copy of it follows."""
    if below is None or line.words > 70:
        return False
    return line.key == below.key or (is_credit(below.text) and (caption_score(line.text) > 0 or line.words <= 40))


def _head_from_text(draft: Draft, first: int, end: int, clipping: int) -> None:
    """A story whose head has no headline takes its first heading, where that stands near the top."""
    marks = draft.marks
    if any(mark is not None and mark.role == "headline" and mark.clipping == clipping for mark in marks[:end]):
        return
    looked = 0
    for place in range(first, end):
        mark = marks[place]
        if mark is None or mark.role != "paragraph" or mark.clipping != clipping:
            continue
        line = draft.lines[place]
        if is_heading(line.text) and not line.bulleted and not ends_sentence(line.text) and line.words >= 3:
            draft.give(place, "headline", clipping)
            return
        looked += 1
        if looked >= 3:
            return
