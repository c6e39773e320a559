"""Which lines of a page that was copied as text, with everything around its story, are that story's text.

The story is where the page's running text is dense: each line gets a weight, for or against, and the run of lines with
the greatest sum is taken (maximum subsequence segmentation: Pasternack and Roth, "Extracting article text from the web
with maximum subsequence segmentation", WWW 2009).
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from stories.extraction.asides import reports
from stories.extraction.furniture import asks_reader
from stories.extraction.lines import Line
from stories.extraction.runs import is_row
from stories.extraction.shape import ends_sentence

_MOST = 80
_ENOUGH = 70
_SHORT = -4
_LEAST = 25
_CLOSE = 7
_ROW = 3
_LONG = 150
"""Words of paragraphs that follow one another, from which they are a story whatever stands among the others."""
_AGAIN = 3
_TEASER = 60
_REPEATED, _DROSS, _BETWEEN, _AGAINST, _TAIL = -2, -3, -4, -10, -40
_PUT_IN = frozenset((_REPEATED, _AGAINST))
"""Weights of what is put in between the paragraphs of a story and does not part them."""
NOTHING = frozenset((_REPEATED, _DROSS, _AGAINST, _TAIL))
"""Weights of lines that are certainly not the story's."""
PLACEHOLDER = re.compile(
    r"(?:\[[^\]]{0,80}\]\s*)+|IFRAME:.*|\(BUTTON\).{0,60}|[_\s]{4,}.{0,40}|\(_+\).{0,40}|(?:\[[ _]*\]|\( \)|"
    r"\[ ?[xX]\]).{0,80}|(?:Submit|Search|Reset|REFRESH\(.*|#\S.*|\*|\W+)"
)
_COOKIES = re.compile(
    r"\bcookies?\b|\bnewsletters?\b|\btracking\b|\bjavascript\b|\bbrowser\b|クッキー|\bçerez|\bdatenschutz|"
    r"\bconsent\b|\bconsentimiento\b|\badblock|ملفات تعريف|\bprivacy policy\b|\bterms of (?:use|service)\b",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"\bcookies?\b", re.IGNORECASE)
_OFFERS = re.compile(
    r"\b(?:e-?mail address|inbox|junk folder|create an account|log in|sign(?:ing)? (?:up|in)|free trial|unlimited|"
    r"subscribers?|subscribe|subscription|newsletter|failed to load|your browser|my bookmarks|your account|abonn\w+|"
    r"registrieren|anmelden|suscr[ií]\w+|inscri\w+)\b",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:you|your|our|my|us|this video|sie|ihre?[nm]?|unsere?[nm]?|tu|vous|votre)\b", re.IGNORECASE)
_POINTER = re.compile(
    r"(?:also |must )?(?:read(?: more| also| next)?|watch|listen|related|see(?: also| more)|more|explained?|video|"
    r"lire aussi|à lire|lees ook|leggi anche|lesen sie (?:auch|mehr)|mehr|ver también|kijk ook) ?[:|>»].{3,}",
    re.IGNORECASE,
)
TAIL_HEAD = re.compile(
    r"\W*(?:\d+ )?(?:comments?|kommentare?|comentarios|commentaires?|commenti|yorum(?:lar)?|reacties|コメント|"
    r"\d+ (?:responses?|replies|thoughts?|antworten|gedanken|kommentare) (?:to|on|zu|auf) .*|"
    r"leave a (?:reply|comment)|post a comment|add a comment|join the (?:conversation|discussion)|have your say|"
    r"references|about the author|about this article|über den autor|share this(?: \w+)?|tags|topics?|schlagwörter|"
    r"themen|etiquetas|temas|etiketler|関連記事|関連リンク|関連ニュース|あわせて読みたい|おすすめ記事|"
    r"أخبار ذات صلة|اقرأ أيضا|التعليقات|"
    r"mehr zum thema|lesen sie auch|auch interessant|das könnte sie auch interessieren|más noticias|te puede interesar|"
    r"lo más (?:leído|visto)|ilgili haberler|en çok okunanlar|à lire aussi|sur le même thème|leggi anche|"
    r"lees ook|læs også|les også|läs (?:mer|också)|czytaj też|zobacz także|read (?:more|next)|more stories|"
    r"more (?:from|on|about|in) .{1,40}|most (?:read|popular).{0,20}|trending.{0,20}|related.{0,30}|recommended.{0,30}|"
    r"you (?:may|might) (?:also )?like.{0,20}|sponsored.{0,20}|promoted.{0,20}|latest (?:news|stories).{0,20})"
    r"(?: ?\(\d+\))?\W*",
    re.IGNORECASE,
)


def looks_copied(lines: Sequence[Line]) -> bool:
    """Whether a page came with its menus and lists: very many short lines, or lines that a program has set in."""
    if len(lines) < 12:
        return False
    indented = sum(line.indent > 0 for line in lines)
    short = sum(line.words <= 4 and not line.prose for line in lines)
    return indented > 10 or (len(lines) >= 50 and short * 5 >= 2 * len(lines))


def weights_of(lines: Sequence[Line], *, teasers: bool = True) -> list[int]:
    """How much each line speaks for the story (above 0) or against it, in words.

    A sentence that stands alone between headlines, or in a row of dates, is a teaser's or a comment's (unless told that
    there are no `teasers`), and one that the page says again and again is no story's.
    """
    dated = _among_dates(lines) if teasers else frozenset()
    counts = Counter(line.key for line in lines)
    own = [_weight(line) for line in lines]
    again = {place for place, line in enumerate(lines) if counts[line.key] >= _AGAIN and line.words < _MOST}
    put_in = {place for place in again if own[place] == _SHORT and not lines[place].dated}
    lone = _alone([_REPEATED if place in put_in else weight for place, weight in enumerate(own)])
    found = list(own)
    for place, line in enumerate(lines):
        if place in again and own[place] > _AGAINST:
            found[place] = _REPEATED if place in put_in else _DROSS
        elif own[place] > 0 and (place in dated or (place in lone and line.words <= _TEASER)):
            found[place] = line.words // 4
    return found


def _alone(weights: Sequence[int]) -> frozenset[int]:
    """The lines of text between two that are none; offers put in between do not count."""
    places = [place for place, weight in enumerate(weights) if weight not in _PUT_IN]
    shown = [0, *(weights[place] for place in places), 0]
    return frozenset(place for at, place in enumerate(places) if max(shown[at], shown[at + 2]) <= 0)


def _among_dates(lines: Sequence[Line]) -> frozenset[int]:
    """The lines between dates that follow one another closely, as they do in lists of stories and of comments."""
    stamps = [place for place, line in enumerate(lines) if line.dated]
    near = [(one, other) for one, other in itertools.pairwise(stamps) if 2 < other - one <= _CLOSE]
    found: set[int] = set()
    for (first, middle), (second, last) in itertools.pairwise(near):
        if middle == second:
            found.update(range(first, min(last + 3, len(lines))))
    return frozenset(found)


def region_of(
    lines: Sequence[Line], weights: Sequence[int], *, strict: bool = True, broken: bool = True
) -> tuple[int, int] | None:
    """The lines where the page's running text is dense, or None where none are. Not `strict`: where the page can be
    nothing else, a little text among much else will do. `broken`: so will much else around a few paragraphs that follow
    one another."""
    first, end = _densest(weights)
    if broken and strict and _runs_long(weights[first:end]):
        return first, end
    return (first, end) if _told(lines, weights, first, end, strict=strict) else None


def _runs_long(weights: Sequence[int]) -> bool:
    """Whether some paragraphs follow one another as no list has them: a story may have many pictures and offers between
    the others."""
    rows = [list(row) for tells, row in itertools.groupby(weights, lambda weight: weight > 0) if tells]
    return any(len(row) >= _ROW and sum(row) >= _LONG for row in rows)


def _weight(line: Line) -> int:
    """How much a line speaks for the story (above 0) or against it, in words."""
    if TAIL_HEAD.fullmatch(line.text[:80]) or line.heads in ("most read", "related"):
        return _TAIL
    if PLACEHOLDER.fullmatch(line.text[:200]):
        return _DROSS
    if _POINTER.fullmatch(line.text[:200]) and line.text[-1:] != ".":
        return _BETWEEN
    if line.aside:
        return _AGAINST
    told = _tells(line)
    if told and line.words <= 40 and _offers(line.text):
        return _AGAINST
    if told and len(_COOKIE.findall(line.text)) >= 2:
        return _AGAINST
    if told and line.words <= 90 and (_COOKIES.search(line.text) or asks_reader(line.text)):
        return _AGAINST
    if told:
        return min(line.words, _MOST) if not line.bulleted else line.words // 2
    if line.bulleted:
        return -6 if line.words < 12 else -2
    return _SHORT if line.words < 12 else 1


def _offers(text: str) -> bool:
    """Whether a line speaks to the reader of subscriptions and accounts."""
    return _OFFERS.search(text) is not None and _READER.search(text) is not None and not reports(text)


def _tells(line: Line) -> bool:
    """Whether a line is running text, or a short sentence as speech has them."""
    if is_row(line) or line.dated:
        return False
    return line.prose or (line.words >= 5 and ends_sentence(line.text) and line.text[-1:] != "…")


def _densest(weights: Sequence[int]) -> tuple[int, int]:
    """The run of lines with the greatest sum of weights."""
    best, found = 0, (0, 0)
    total, first = 0, 0
    for place, weight in enumerate(weights):
        if total <= 0:
            total, first = 0, place
        total += weight
        if total > best:
            best, found = total, (first, place + 1)
    return found


def _told(lines: Sequence[Line], weights: Sequence[int], first: int, end: int, *, strict: bool) -> bool:
    """Whether a run holds a story's text: enough of it, and in paragraphs that follow one another."""
    words = sum(line.words for line, weight in zip(lines[first:end], weights[first:end], strict=True) if weight > 0)
    row = longest = 0
    for weight in weights[first:end]:
        row = row + 1 if weight > 0 else row if weight == _REPEATED else 0
        longest = max(longest, row)
    told = sum(weight > 0 for weight in weights[first:end])
    if not strict:
        return words >= _LEAST
    return words >= _ENOUGH and (longest >= _ROW or told <= 6) and told * 3 >= end - first
