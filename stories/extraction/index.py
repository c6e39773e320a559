"""Topic and front pages: a list of summaries, told apart by the most likely sequence of roles.

A page of summaries repeats one pattern (caption, kicker, headline, dek) with gaps. No single line shows its role for
certain, the order does: so the roles are decoded together, by the Viterbi method over a small table of which role
follows which, with a score for how well each line fits each role.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stories.extraction.draft import Draft, Page
from stories.extraction.known_outlets import outlet_labelled, outlet_named
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit
from stories.extraction.shape import ends_sentence, is_clause, is_label, is_wordy
from stories.text.dates_beside import back_within

KICKERS = frozenset(
    "analysis opinion opinions news politics world business economy sports sport culture science "
    "health technology tech "
    "climate environment video videos podcast podcasts interview interviews explainer editorial commentary feature "
    "features asia europe africa americas china japan national international local investigation exclusive perspective "
    "review reviews column letters quiz photos gallery live breaking watch listen newsletter "
    "society defense security".split()
)
_STATES = ("out", "caption", "credit", "kicker", "headline", "dek", "byline", "date")
_FOLLOWS: dict[str, dict[str, float]] = {
    "start": {"out": 0, "caption": 0, "kicker": 0, "headline": -1},
    "out": {"out": -0.5, "caption": -0.5, "kicker": 0, "headline": -1},
    "caption": {"kicker": 0, "headline": -0.7, "credit": 0, "caption": -3, "out": -3},
    "credit": {"kicker": 0, "headline": -0.7, "caption": -3, "out": -3},
    "kicker": {"headline": 0.5, "date": -2},
    "headline": {"dek": 0.5, "byline": 0, "date": 0, "kicker": -2, "headline": -2.5, "caption": -3.5, "out": -3},
    "dek": {"kicker": 0, "caption": 0, "headline": -1, "byline": 0, "date": 0, "dek": -3.5, "out": -1.5},
    "byline": {"dek": 0, "date": 0, "kicker": -1, "caption": -2, "headline": -2, "out": -2.5},
    "date": {"dek": 0, "byline": 0, "kicker": -1, "caption": -2, "headline": -2, "out": -2.5, "date": -2},
}
_NEVER = -1000.0
_BEFORE = {
    state: [(old, after[state]) for old, after in _FOLLOWS.items() if old != "start" and state in after]
    for state in _STATES
}
_SURE = {
    "date": {state: {"date": 3.0, "out": -1.0}.get(state, -4.0) for state in _STATES},
    "byline": {state: {"byline": 2.5, "headline": -1.0}.get(state, -3.0) for state in _STATES},
    "credit": {
        state: {"credit": 2.0, "caption": 0.5, "headline": -0.5, "dek": -1.0}.get(state, -2.0) for state in _STATES
    },
}
_LIST_HEAD = re.compile(
    r"(?:the )?(?:latest|recent|top|all|more) (?:stories|news|headlines|articles|posts|updates)(?: .{1,60})?",
    re.IGNORECASE,
)

SEARCH_WORDS = re.compile(
    r"(?:search )?results? (?:for|matching)\b|search results\b|\d[\d.,]* results\b|you searched for\b|suchergebnisse\b|"
    r"résultats (?:de la recherche|pour)\b|resultados (?:de la búsqueda|para)\b|検索結果|#\w{2,}",
    re.IGNORECASE,
)
"""How a list of what was searched for, or of a hashtag, begins."""


_FEWEST_STAMPED = 3
"""Lines with a date of their own right below from which such a line is a headline rather than a text."""
_FEWEST_RUNNING = 2
"""Running texts in a row where such lines are none: a story in a list of short headlines has one."""
_MOST_ABOVE = 3
"""Running texts in a row above the second headline with a date from which the first one's is an article."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line looks like among the lines of its page."""

    line: Line
    words: int
    prose: bool
    label: bool
    repeated: bool
    attached: bool
    held: bool
    known: bool
    pictured: int
    stamped: bool


def shapes(page: Page, places: list[int]) -> list[Shape]:
    """The shapes of the lines at `places`."""
    lines = [page.lines[place] for place in places]
    counts = Counter(line.key for line in lines)
    found = []
    for number, line in enumerate(lines):
        label = is_label(line.text)
        known = label and _is_kicker(line)
        below = lines[number + 1] if number + 1 < len(lines) else None
        attached = below is not None and below.gap == 0 and line.gap > 0
        held = attached and below is not None and is_label(below.text) and (counts[below.key] > 1 or _is_kicker(below))
        stamped = attached and below is not None and not line.dated and (below.dated or bool(back_within(below.text)))
        found.append(Shape(line, line.words, line.prose, label, label and counts[line.key] > 1, attached,
                           held, known, caption_score(line.text), stamped))  # fmt: skip
    if sum(shape.stamped for shape in found) < _FEWEST_STAMPED or _runs_on(found, _FEWEST_RUNNING):
        return [replace(shape, stamped=False) for shape in found]
    return found


def _runs_on(found: Sequence[Shape], fewest: int) -> bool:
    """Whether so many running texts follow one another: those of an article, below which readers' comments, reviews or
    captions have dates of their own too."""
    return any(sum(1 for _ in run) >= fewest for prose, run in itertools.groupby(found, key=_is_text) if prose)


def _is_text(shape: Shape) -> bool:
    return shape.prose


def _is_kicker(line: Line) -> bool:
    return line.text.casefold().strip(" :|") in KICKERS or outlet_labelled(line.text) is not None


def anchors(found: list[Shape]) -> list[int]:
    """Where an item shows beyond doubt: a label that repeats or is a usual section name, a longer line, then text."""
    sure = []
    for place in range(len(found) - 2):
        kicker, headline, text = found[place : place + 3]
        if not (kicker.repeated or kicker.known) or kicker.line.bulleted:
            continue
        if not is_wordy(headline.line.text) or not is_wordy(text.line.text):
            continue
        if headline.repeated or headline.words < 2 or headline.words > 40 or headline.line.bulleted:
            continue
        if text.words >= 5 and (text.prose or ends_sentence(text.line.text) or text.words > headline.words):
            sure.append(place)
    return sure


def dated_items(found: list[Shape]) -> list[int]:
    """Where a headline has its own date or byline under it, or under its text."""
    sure = []
    for place in range(len(found) - 1):
        head, below = found[place].line, found[place + 1].line
        if found[place].prose or head.dated or head.bulleted:
            continue
        if found[place].stamped and found[place].words >= 2:
            sure.append(place)
            continue
        if found[place].words < 4:
            continue
        if place + 2 < len(found) and _pair(found[place], found[place + 1]):
            below = found[place + 2].line
        if below.dated or byline_names(below.text):
            sure.append(place)
    return sure


def looks_like_index(page: Page, places: list[int]) -> bool:
    """Whether the lines at `places` are a list of stories rather than one story.

    Either three items show beyond doubt, or two and hardly any text outside of them, or headlines with dates of
    their own alternate with texts of a paragraph or two.
    """
    found = shapes(page, places)
    texts = sum(shape.prose for shape in found)
    sure = anchors(found)
    if len(sure) >= 3 and texts <= 3 * len(sure) + 4:
        return True
    if len(sure) == 2 and texts <= 4:
        return True
    dated = dated_items(found)
    if len(dated) >= 3 and texts <= 2 * len(dated) + 2 and not _runs_on(found[: dated[1]], _MOST_ABOVE):
        return True
    return _tagged_headings(found, texts) or _alternates(found, texts, announced=_announced(page))


def _announced(page: Page) -> bool:
    """Whether the page's first lines say that a list of stories follows."""
    return any(_LIST_HEAD.fullmatch(line.text.strip(" :»›>")) for line in page.lines[:12])


def _pair(head: Shape, text: Shape) -> bool:
    """Whether a line reads as a headline and the one below as the text that goes with it."""
    headed = not head.prose and head.words >= 3 and is_wordy(head.line.text) and head.line.text[-1:] != ":"
    told = text.words > 5 and (text.prose or ends_sentence(text.line.text))
    return headed and told and not head.line.bulleted


def _alternates(found: list[Shape], texts: int, *, announced: bool) -> bool:
    """Headlines and short texts in turn. An article with a subheading over every paragraph has longer paragraphs."""
    pairs = [(head.words, text.words) for head, text in itertools.pairwise(found) if _pair(head, text)]
    if announced:
        return len(pairs) >= 3 and texts <= 1.4 * len(pairs) + 1
    if len(pairs) < 5 or texts > 1.2 * len(pairs):
        return False
    heads, bodies = sorted(head for head, _ in pairs), sorted(body for _, body in pairs)
    return heads[len(heads) // 2] >= 6 and bodies[len(bodies) // 2] <= 45 and bodies[-1] <= 90


def _tagged_headings(found: list[Shape], texts: int) -> bool:
    """Markup that shows four or more headlines of one level with little text between them."""
    tags = Counter(shape.line.tag for shape in found if shape.line.tag in ("h2", "h3", "h4") and shape.words >= 4)
    return any(count >= 5 and texts <= 1.5 * count for count in tags.values())


def mark_index(draft: Draft, places: list[int]) -> None:
    """Decode the roles of the lines at `places` and make a clipping of each headline with what belongs to it."""
    places = _without_doubles(draft, _without_search_words(draft, places))
    found = shapes(draft.page, places)
    roles = _decoded(found)
    open_from: int | None = None
    clipping: int | None = None
    for number, (place, role) in enumerate(zip(places, roles, strict=True)):
        if role == "out":
            draft.leave(place, "navigation" if clipping is None or draft.lines[place].words < 6 else "other")
            open_from = None
            continue
        if role in ("caption", "credit", "kicker") and open_from is None and _headline_follows(roles, number):
            open_from, clipping = number, draft.new_clipping()
        elif role in ("caption", "credit", "kicker") and open_from is None:
            draft.leave(place, "other")
            continue
        if role == "headline":
            if open_from is None:
                clipping = draft.new_clipping()
            open_from = None
        if clipping is None or (role == "dek" and not is_clause(draft.lines[place].bare)):
            draft.leave(place, "other")  # a label between a headline and its date is nobody's
        else:
            draft.give(place, role, clipping)


def _headline_follows(roles: list[str], number: int) -> bool:
    for role in roles[number : number + 5]:
        if role == "headline":
            return True
        if role not in ("caption", "credit", "kicker"):
            return False
    return False


def _without_search_words(draft: Draft, places: list[int]) -> list[int]:
    """The lines but for those at the top that say what was searched for."""
    said = [place for place in places if place < 12 and SEARCH_WORDS.match(draft.lines[place].text)]
    said = [place for place in said if draft.lines[place].words <= 12]
    for place in said:
        draft.leave(place, "navigation")
    return [place for place in places if place not in said]


def _without_doubles(draft: Draft, places: list[int]) -> list[int]:
    """The lines but for those that an equal line soon follows: a caption that repeats a headline."""
    kept = []
    for number, place in enumerate(places):
        line = draft.lines[place]
        near = [draft.lines[other].key for other in places[number + 1 : number + 4]]
        if (line.words >= 3 and line.key in near and not is_label(line.text)) or (
            line.words >= 3 and near[1:2] == [line.key]
        ):
            draft.leave(place, "duplicate")
        else:
            kept.append(place)
    return kept


def _decoded(found: list[Shape]) -> list[str]:
    if not found:
        return []
    best = {state: _FOLLOWS["start"].get(state, _NEVER) + fit for state, fit in _fits(found[0]).items()}
    back: list[dict[str, str]] = []
    for shape in found[1:]:
        step: dict[str, str] = {}
        now: dict[str, float] = {}
        for state, fit in _fits(shape).items():
            score, before = max((best[old] + cost, old) for old, cost in _BEFORE[state])
            now[state], step[state] = score + fit, before
        back.append(step)
        best = now
    roles = [max(_STATES, key=lambda state: best[state] - (3 if state in ("kicker", "caption", "credit") else 0))]
    for step in reversed(back):
        roles.append(step[roles[-1]])
    return roles[::-1]


def _fits(shape: Shape) -> dict[str, float]:
    """How well a line fits each role, in units of about one doubt."""
    line = shape.line
    if line.dated:
        return _SURE["date"]
    if byline_names(line.text):
        return _SURE["byline"]
    if is_credit(line.text):
        return _SURE["credit"]
    if back_within(line.text):
        return _SURE["date"]
    return {state: fit(shape) for state, fit in _FITS.items()}


def _fit_out(shape: Shape) -> float:
    if shape.line.reason or shape.line.heads:
        return 1.0
    return -0.5 if shape.label and (_is_topic(shape) or not (shape.repeated or shape.known)) else -2.5


def _is_topic(shape: Shape) -> bool:
    """Whether a label in small letters, there once, names what the whole page is about."""
    return shape.label and not shape.repeated and shape.line.text.islower()


def _fit_caption(shape: Shape) -> float:
    score = -2.5 + 1.5 * shape.pictured if shape.words >= 4 else -4.0
    if shape.line.tag == "figcaption":
        score += 5.0
    return score + (3.0 if shape.held else 0.7 if shape.attached else -1.0) + (0.5 if shape.line.gap else 0)


def _fit_kicker(shape: Shape) -> float:
    if shape.repeated or (shape.known and not _is_topic(shape)):
        return 2.0
    return (0.0 if shape.label else -4.0) - (2.0 if shape.line.bulleted else 0) - 0.3 * max(shape.words - 3, 0)


def _fit_headline(shape: Shape) -> float:
    if not is_wordy(shape.line.text):
        return -6.0
    score = {"h1": 2.0, "h2": 3.0, "h3": 3.0, "h4": 2.5}.get(shape.line.tag, 0.0)
    score += 1.0 if 4 <= shape.words <= 20 else (0.0 if shape.words <= 28 else -2.0)
    score -= 1.5 if shape.label and shape.line.text.islower() else 0.0
    score -= 4.0 if shape.label and outlet_named(shape.line.text) else 0.0
    score -= 4.0 if shape.repeated else (1.0 if shape.known else 0.0)
    score += 1.5 if shape.stamped and not shape.prose else 0.0
    score -= 0.7 if shape.line.text[-1:] in ".。" and shape.words > 6 else 0.0
    return score - (1.0 if shape.prose else 0) - 0.7 * min(shape.pictured, 2)


def _fit_dek(shape: Shape) -> float:
    score = 1.5 if shape.prose else (0.5 if ends_sentence(shape.line.text) else -1.5)
    if shape.repeated or shape.known or shape.held or (shape.stamped and not ends_sentence(shape.line.text)):
        score -= 2.0
    if shape.line.tag in ("h2", "h3"):
        score -= 3.0
    return score - (0.5 if shape.pictured >= 2 and shape.words < 40 else 0)


_FITS = {
    "out": _fit_out, "caption": _fit_caption, "credit": lambda shape: -3.0, "kicker": _fit_kicker,
    "headline": _fit_headline, "dek": _fit_dek, "byline": lambda shape: -4.0, "date": lambda shape: -4.0,
}  # fmt: skip
