"""Pages copied as text with everything around the story: menus, teasers, comments, footers, and no markup to tell.

The story is where the page's running text is dense: each line gets a weight, for or against, and the run of lines with
the greatest sum is taken (maximum subsequence segmentation: Pasternack and Roth, "Extracting article text from the web
with maximum subsequence segmentation", WWW 2009). Its headline is the best of the lines that stand above it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from stories.extraction.draft import Draft
from stories.extraction.furniture import asks_reader
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit, is_wire_credit
from stories.extraction.runs import is_row
from stories.extraction.shape import ends_sentence, is_cjk_text, is_heading
from stories.text.dates import date_within
from stories.text.names import fold

_MOST = 80
_ENOUGH = 70
_ROW = 3
_REACH = 60
_PLACEHOLDER = re.compile(
    r"(?:\[[^\]]{0,80}\]\s*)+|IFRAME:.*|\(BUTTON\).{0,60}|[_\s]{4,}.{0,40}|\(_+\).{0,40}|(?:\[[ _]*\]|\( \)|"
    r"\[ ?[xX]\]).{0,80}|(?:Submit|Search|Reset|REFRESH\(.*|#\S.*|\*|\W+)"
)
_COOKIES = re.compile(
    r"\bcookies?\b|\bnewsletters?\b|\btracking\b|\bjavascript\b|\bbrowser\b|クッキー|\bçerez|\bdatenschutz|"
    r"\bconsent\b|\bconsentimiento\b|\badblock|ملفات تعريف|\bprivacy policy\b|\bterms of (?:use|service)\b",
    re.IGNORECASE,
)
_TAIL_HEAD = re.compile(
    r"\W*(?:\d+ )?(?:comments?|kommentare?|comentarios|commentaires?|commenti|yorum(?:lar)?|reacties|コメント|"
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
_MENU_MARKS = "•□☆○■*+"


def looks_copied(lines: Sequence[Line]) -> bool:
    """Whether a page came with its menus and lists: very many short lines, or lines that a program has set in."""
    if len(lines) < 12:
        return False
    indented = sum(line.indent > 0 for line in lines)
    short = sum(line.words <= 4 and not line.prose for line in lines)
    return indented > 10 or (len(lines) >= 50 and short * 5 >= 2 * len(lines))


def region_of(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The lines where the page's running text is dense, or None where none are."""
    weights = [_weight(line) for line in lines]
    first, end = _densest(weights)
    return (first, end) if _told(lines, weights, first, end) else None


def mark_copied(draft: Draft, region: tuple[int, int]) -> None:
    """Give every line of such a page its role."""
    lines = draft.lines
    weights = [_weight(line) for line in lines]
    first, end = region
    headline = _headline(lines, first, end)
    if headline is not None and headline >= first:
        first = next((place for place in range(headline + 1, end) if weights[place] > 0), first)
    clipping = draft.new_clipping()
    _mark_above(draft, headline, first, clipping)
    _mark_story(draft, weights, first, end, clipping, headline)
    for place in range(len(lines)):
        if draft.free(place):
            draft.leave(place, _reason(lines[place], place, end))


def _weight(line: Line) -> int:
    """How much a line speaks for the story (above 0) or against it, in words."""
    if _TAIL_HEAD.fullmatch(line.text[:80]) or line.heads in ("most read", "related"):
        return -40
    if _PLACEHOLDER.fullmatch(line.text[:200]):
        return -3
    if line.reason:
        return -10
    told = _tells(line)
    if told and line.words <= 90 and (_COOKIES.search(line.text) or asks_reader(line.text)):
        return -10
    if told:
        return min(line.words, _MOST) if not line.bulleted else line.words // 2
    if line.bulleted:
        return -6 if line.words < 12 else -2
    return -4 if line.words < 12 else 1


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


def _told(lines: Sequence[Line], weights: Sequence[int], first: int, end: int) -> bool:
    """Whether a run holds a story's text: enough of it, and in paragraphs that follow one another."""
    words = sum(line.words for line, weight in zip(lines[first:end], weights[first:end], strict=True) if weight > 0)
    row = longest = 0
    for weight in weights[first:end]:
        row = row + 1 if weight > 0 else 0
        longest = max(longest, row)
    told = sum(weight > 0 for weight in weights[first:end])
    return words >= _ENOUGH and (longest >= _ROW or told <= 6) and told * 3 >= end - first


def _headline(lines: Sequence[Line], first: int, end: int) -> int | None:
    """The best of the lines above the text, or among its first lines, to be its headline."""
    body = Counter(word for line in lines[first : min(end, first + 12)] for word in _content(line.text))
    keys = Counter(line.key for line in lines[:end])
    inner = next((line.indent for line in lines[first:end] if line.prose), 0)
    best, found = 0.5, None
    for place in range(max(0, first - _REACH), min(first + 6, end)):
        if not _may_head(lines[place]):
            continue
        score = _head_score(lines, place, first, body, keys, inner)
        if score > best:
            best, found = score, place
    return _over(lines, found, body, keys)


def _over(lines: Sequence[Line], found: int | None, body: Counter[str], keys: Counter[str]) -> int | None:
    """The line above the one found, where that one is the summary below a headline, or its copy with the site's name
    added."""
    if found is None:
        return None
    for place in range(found - 1, max(found - 4, -1), -1):
        line = lines[place]
        words = _content(line.text)
        shared = sum(word in body for word in words) / len(words) if words else 0.0
        if _may_head(line) and line.words >= 4 and not ends_sentence(line.text) and shared >= 0.4 and len(words) >= 3:
            return place
    key = lines[found].key
    bare = [
        place
        for place, line in enumerate(lines[: found + 4])
        if line.words >= 4 and place >= found - _REACH and key.startswith(line.key + " ") and _may_head(line)
    ]
    return bare[-1] if bare else found


def _may_head(line: Line) -> bool:
    if line.bulleted or line.dated or line.heads or line.reason or _PLACEHOLDER.fullmatch(line.text[:200]):
        return False
    if _TAIL_HEAD.fullmatch(line.text[:80]) or is_credit(line.text) or byline_names(line.text) is not None:
        return False
    return line.words >= 2 and len(line.text) <= 260 and (is_heading(line.text) or line.words <= 30)


def _head_score(
    lines: Sequence[Line], place: int, first: int, body: Counter[str], keys: Counter[str], inner: int
) -> float:
    line = lines[place]
    words = _content(line.text)
    shared = sum(word in body for word in words) / len(words) if words else 0.0
    score = 4 * shared + min(line.words, 8) / 4
    score += 2.5 if inner and not line.indent else 0
    score += 1.0 if keys[line.key] > 1 else 0
    score += 1.5 if any(_signs(lines[other]) for other in range(place + 1, min(place + 6, first + 3))) else 0
    score += 1.0 if line.gap else 0
    score -= 0.08 * max(first - place, 0)
    score -= 1.5 if line.prose or (ends_sentence(line.text) and line.text[-1:] not in "?!？！") else 0
    score -= 2.5 if place >= first else 0
    score -= 1.5 if line.words > 24 or line.words < 4 else 0
    score -= 1.0 if line.words < 3 else 0
    return score - (2.0 if caption_score(line.text) >= 2 else 0)


def _signs(line: Line) -> bool:
    """Whether a line says who wrote the story, or when."""
    if len(line.text) > 120:
        return False
    return line.dated or byline_names(line.text) is not None or date_within(line.text) is not None


def _content(text: str) -> list[str]:
    """The words that carry meaning: long ones; of a script without spaces, pairs of characters."""
    folded = fold(text[:1500])
    if is_cjk_text(folded):
        bare = folded.replace(" ", "")
        return [bare[at : at + 2] for at in range(len(bare) - 1)]
    return [word for word in folded.split() if len(word) > 3]


def _mark_above(draft: Draft, headline: int | None, first: int, clipping: int) -> None:
    """The head of the story: the headline, and what stands between it and the text."""
    if headline is None:
        return
    lines = draft.lines
    draft.give(headline, "headline", clipping)
    key = lines[headline].key
    dek = False
    for place in range(headline + 1, first):
        line = lines[place]
        below = lines[place + 1] if place + 1 < len(lines) else line
        role = _small(line)
        if line.key == key:
            draft.leave(place, "duplicate")
        elif role:
            draft.give(place, role, clipping)
        elif line.reason or line.bulleted or _PLACEHOLDER.fullmatch(line.text[:200]) or line.words < 6:
            continue
        elif caption_score(line.text) >= 2 or is_credit(below.text):
            draft.give(place, "caption", clipping)
        elif not dek and place <= headline + 3:
            draft.give(place, "dek", clipping)
            dek = True
    for place in range(headline):
        if lines[place].key == key:
            draft.leave(place, "duplicate")


def _small(line: Line) -> str | None:
    if line.dated:
        return "date"
    if byline_names(line.text) is not None:
        return "byline"
    if is_credit(line.text) or is_wire_credit(line.text):
        return "credit"
    return None


def _mark_story(
    draft: Draft, weights: Sequence[int], first: int, end: int, clipping: int, headline: int | None
) -> None:
    """The text: running text is a paragraph, and so is a lone short line over it; what else stands there is left."""
    lines, seen = draft.lines, set[str]()
    place = first
    while place < end:
        if not draft.free(place):
            place += 1
            continue
        line = lines[place]
        if weights[place] > 0 and (line.prose or not line.bulleted):
            if line.words >= 8 and line.key in seen:
                draft.leave(place, "duplicate")
            elif _under_picture(lines, place):
                draft.give(place, "caption", clipping)
            else:
                draft.give(place, "paragraph", clipping)
            seen.add(line.key)
            place += 1
            continue
        last = place
        while last < end and draft.free(last) and not (weights[last] > 0 and not lines[last].bulleted):
            last += 1
        _mark_between(draft, weights, place, last, end, clipping)
        place = last


def _mark_between(draft: Draft, weights: Sequence[int], first: int, last: int, end: int, clipping: int) -> None:
    """Short lines between two paragraphs: a subheading, a list, a caption; or something put in between."""
    lines = draft.lines
    listed = first > 0 and lines[first - 1].text[-1:] in ":："
    for place in range(first, last):
        line = lines[place]
        role = _small(line)
        placeholder = _PLACEHOLDER.fullmatch(line.text[:200]) is not None
        if line.bulleted and (listed or (line.words >= 7 and ends_sentence(line.text))):
            draft.give(place, "paragraph", clipping)
        elif role in ("credit", "date"):
            draft.give(place, role, clipping)
        elif line.reason or placeholder or line.bulleted or line.heads or weights[place] <= -10:
            continue
        elif _under_picture(lines, place):
            draft.give(place, "caption", clipping)
        elif place == last - 1 < end - 1 and last - first <= 3 and 1 <= line.words <= 16 and line.gap:
            draft.give(place, "paragraph", clipping)


def _under_picture(lines: Sequence[Line], place: int) -> bool:
    """Whether a line stands under a picture: right below its placeholder, or over a credit."""
    line = lines[place]
    if line.words > 60:
        return False
    above = lines[place - 1].text if place else ""
    if not line.gap and above[:1] == "[" and above[-1:] == "]":
        return True
    below = lines[place + 1] if place + 1 < len(lines) else None
    return below is not None and (is_credit(below.text) and not below.gap and line.words <= 40)


def _reason(line: Line, place: int, end: int) -> str:
    if line.reason:
        return line.reason
    if line.heads in ("most read", "related"):
        return line.heads
    if place >= end:
        return "related" if line.words >= 5 else "navigation"
    return "navigation"
