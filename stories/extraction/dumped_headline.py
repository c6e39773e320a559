"""The headline of a page that was copied as text, without markup to tell it: the likeliest of the lines above the text.

What speaks for a line and what against it is weighed by a softmax over the lines of a page (a conditional logit). The
weights were fitted to some 270 pages with known headlines, rendered by w3m and lynx, each held close to what it was
before (a ridge of 0.012, chosen by cross-validation over pages); `bench/plain_pages.py` measures them.
"""

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from stories.extraction.dumped_lines import PLACEHOLDER, TAIL_HEAD
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit
from stories.extraction.shape import ends_sentence, is_cjk_text, is_heading, is_menu
from stories.text.dates import date_within
from stories.text.months import MONTHS
from stories.text.names import fold

_REACH = 120
_INTO = 6
_FAR = 20
_LONGEST = 260
_BYLINE = re.compile(r"(?:by|von|par|por|di|de|door|af|av|autor(?:in)?:?|text:?|写真|文) *\S.{2,80}", re.IGNORECASE)
_PICTURE = "(?:[Pp]hoto(?:graph|grapher)?s?|[Ff]otos?|[Ii]mages?|[Pp]icture|Bild|[Cc]redits?|Crédits?)"
SIGNED = re.compile(
    r"[\[(](?:[A-ZÀ-Þ©][^()\[\]/]{1,50}/ ?[A-ZÀ-Þ][^()\[\]]{1,50}|"
    r"AP(?: Photo)?|AFP|Reuters|EPA|PA|Getty(?: Images)?|dpa|Supplied|File)[\])]\.?$|"
    rf"(?:^|[\s|/(.]){_PICTURE}(?: by| credits?)?:? ?[A-ZÀ-Þ©][^.!?]{{2,60}}\)?$|"
    r"\b(?:Getty Images|Shutterstock|REUTERS|iStock|AFP)\)?$"
)
"""A credit for a picture at the end of a line."""
_ARROWS = re.compile(r"^[←→«‹<]|[←→»›>]$|^(?:previous|next|vorherige|nächste)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d+ (?:min|minutes?|words)\b")
_CHAINED = re.compile(r"(?<=[^\W\d])-(?=[^\W\d ])")
_TAGS = 5
"""Hyphens without spaces around them from which a line is a row of tags."""
_STACKED = re.compile(rf"(?:{'|'.join(map(re.escape, MONTHS))})\.?\d{{1,2}}(?:\d{{4}})?", re.IGNORECASE)
"""A day whose parts stand over one another on the page, and without a space between them in its text."""
_COMMENTED = re.compile(
    r"(?:one|\d+) (?:responses?|repl(?:y|ies)|thoughts?|comments?|antwort(?:en)?|gedanken?|kommentare?|comentarios?|"
    r"respuestas?|commentaires?|réponses?|réflexions?|commenti|risposte|pensieri|reacties|gedachten?) "
    r"(?:to|on|zu|auf|en|sur|su|op|a|à) (.+)",
    re.IGNORECASE,
)
WEIGHTS = {
    "after a menu": -0.38,
    "again": 0.53,
    "alone": 2.76,
    "alone, flat": 0.73,
    "arrow": -1.3,
    "as comments say": 3.01,
    "below a headline": -1.68,
    "below text": -1.43,
    "byline below": 2.03,
    "clock": -0.99,
    "cut short": -2.38,
    "date below": 2.07,
    "distance": -0.37,
    "far": -0.48,
    "gap": -0.12,
    "in the text": -2.44,
    "inset": 0.67,
    "is held": 2.25,
    "length": 1.62,
    "listed": -0.8,
    "long": -2.16,
    "lower": -1.71,
    "outdented": 4.0,
    "over a dek": 0.39,
    "over a longer": 0.7,
    "pictured": -0.26,
    "sentence": -3.53,
    "share below": 0.68,
    "shared": 2.47,
    "short": -0.03,
    "signed": -0.74,
    "text below": -0.72,
    "told": 1.62,
    "told first": 1.09,
    "two words": -1.86,
    "under a shorter": -0.49,
}


def headline_of(lines: Sequence[Line], first: int, end: int) -> int | None:
    """The line that is the headline of the text at `first` to `end`, or None where no line can be one."""
    scene = Scene(lines, first, end)
    scored = sorted((scene.worth(place), place) for place in scene.places)
    return scene.bare(scored[-1][1]) if scored else None


class Scene:
    """The lines among which a headline is looked for."""

    def __init__(self, lines: Sequence[Line], first: int, end: int) -> None:
        self.lines = lines
        self.first = first
        self.body = {word for line in lines[first : min(end, first + 12)] if line.prose for word in content(line.text)}
        opening = [line for line in lines[first : min(end, first + 12)] if line.prose][:2]
        self.lead = {word for line in opening for word in content(line.text)}
        self.keys = Counter(line.key for line in lines)
        self.own = [0, *itertools.accumulate(not _is_dross(line) for line in lines[:first])]
        """How many lines above each place have words of their own: menus and forms do not count."""
        self.inner = next((line.indent for line in lines[first:end] if line.prose), 0)
        farthest = bisect_left(self.own, self.own[first] - _REACH)
        self.places = [place for place in range(farthest, min(first + _INTO, end)) if may_head(lines[place])]
        self.commented = {key for line in lines if (key := _commented(line))}
        self.fuller = {self.lines[place].key for place in self.places if lines[place].words >= 3}

    def worth(self, place: int) -> float:
        """How likely a line is the headline, on a scale that only compares."""
        return sum(WEIGHTS[name] * value for name, value in self.traits(place))

    def bare(self, found: int) -> int:
        """The line found, or its copy without a path or a site's name around it."""
        copies = [place for place in self.places if place < self.first and self._bares(found, place)]
        return max(copies, key=self.worth) if copies else found

    def _bares(self, found: int, place: int) -> bool:
        """Whether a line says the same as the one found, but for words that a colon does not tie to it."""
        longer, line = self.lines[found], self.lines[place]
        if line.words < 4 or line.text[-1:] == "…" or not _ends(longer.key, line.key):
            return False
        return longer.text.removesuffix(line.text).rstrip()[-1:] not in (":", "–", "—")

    def traits(self, place: int) -> Iterator[tuple[str, float]]:
        """What can be said of a line, as (name, how much)."""
        yield from self._worded(place)
        yield from self._placed(place)

    def _worded(self, place: int) -> Iterator[tuple[str, float]]:
        line = self.lines[place]
        text, key, words = line.text, line.key, content(line.text)
        held = sum(word in self.body for word in words)
        yield "shared", held / len(words) if words else 0.0
        yield "told", min(len(set(words) & self.body), 6) / 6
        yield "told first", min(len(set(words) & self.lead), 4) / 4
        yield "length", min(line.words, 10) / 10
        yield "two words", line.words < 3
        yield "short", line.words < 5
        yield "long", line.words > 24
        yield "sentence", line.prose or (ends_sentence(text) and text[-1:] not in "?!？！…")
        yield "cut short", text[-1:] == "…" or text.endswith("...")
        yield "pictured", min(caption_score(text), 3)
        yield "signed", SIGNED.search(text) is not None
        yield "arrow", _ARROWS.search(text) is not None
        yield (
            "clock",
            _CLOCK.search(text) is not None
            or _STACKED.fullmatch(text) is not None
            or (line.words < 16 and date_within(text) is not None),
        )
        yield "listed", text.count(",") >= 3 and text.count(",") * 3 >= line.words
        yield "lower", text[:1].islower()
        yield "again", self.keys[key] > 1
        yield "as comments say", key in self.commented
        yield "is held", any(key != other and _ends(other, key) for other in self.fuller) if line.words >= 3 else False

    def _placed(self, place: int) -> Iterator[tuple[str, float]]:
        lines, line = self.lines, self.lines[place]
        below = lines[place + 1] if place + 1 < len(lines) else None
        after = [other for other in range(place + 1, min(place + 9, len(lines))) if not _is_dross(lines[other])][:3]
        before = [other for other in range(max(0, place - 6), place) if not _is_dross(lines[other])][-2:]
        near = [other for other in range(max(0, place - 3), place) if not _is_dross(lines[other])][-1:]
        yield "below a headline", any(self._heads(lines[other]) for other in before)
        yield "below text", bool(before) and lines[before[-1]].prose
        yield "under a shorter", bool(near) and self._is_dek_under(line, lines[near[-1]])
        yield "over a longer", bool(after) and self._is_dek_under(lines[after[0]], line)
        yield "after a menu", place > 0 and _is_dross(lines[place - 1])
        yield "distance", min(self.own[self.first] - self.own[min(place + 1, self.first)], 12) / 12
        yield "over a dek", bool(after) and 8 <= lines[after[0]].words <= 45 and self._shares(lines[after[0]]) >= 0.4
        flat = self.inner == 0
        yield "alone, flat", flat and line.gap > 0 and below is not None and below.gap > 0
        yield "gap", line.gap > 0
        yield "alone", line.gap > 0 and below is not None and below.gap > 0
        yield "outdented", self.inner > 0 and line.indent == 0
        yield "inset", self.inner > 0 and line.indent > self.inner
        yield "byline below", any(_is_byline(lines[other]) for other in after[:2])
        yield "date below", any(_is_stamp(lines[other]) for other in after)
        yield (
            "share below",
            any(lines[other].reason == "navigation" for other in range(place + 1, min(place + 4, len(lines)))),
        )
        yield "text below", bool(after) and lines[after[0]].prose
        yield "far", self.own[self.first] - self.own[min(place + 1, self.first)] > _FAR
        yield "in the text", place >= self.first

    def _shares(self, line: Line) -> float:
        words = content(line.text)
        return sum(word in self.body for word in words) / len(words) if words else 0.0

    def _is_dek_under(self, line: Line, above: Line) -> bool:
        """Whether a line says at more length what the line above it announces."""
        fit = 4 <= above.words < 0.8 * line.words and may_head(above) and not ends_sentence(above.text)
        return fit and self._shares(above) > 0

    def _heads(self, line: Line) -> bool:
        """Whether a line looks like a headline of this text by its words."""
        return line.words >= 4 and not ends_sentence(line.text) and may_head(line) and self._shares(line) >= 0.4


def _commented(line: Line) -> str | None:
    """The headline that stands in the heading of a page's comments ("3 thoughts on ..."), folded."""
    found = _COMMENTED.match(line.text[:_LONGEST])
    return fold(found[1]) if found else None


def may_head(line: Line) -> bool:
    """Whether a line can be a headline at all."""
    if line.bulleted or line.dated or line.heads or line.reason or PLACEHOLDER.fullmatch(line.text[:200]):
        return False
    if TAIL_HEAD.fullmatch(line.text[:80]) or is_credit(line.text) or byline_names(line.text) is not None:
        return False
    if (
        len(_CHAINED.findall(line.text[:_LONGEST])) >= _TAGS
        or is_menu(line.text)
        or line.text[0] in "←→"
        or line.text[-1] in "←→"
    ):
        return False
    return len(line.text) <= _LONGEST and line.words >= 1 and (is_heading(line.text) or line.words <= 30)


def _is_dross(line: Line) -> bool:
    return line.bulleted or line.reason is not None or PLACEHOLDER.fullmatch(line.text[:200]) is not None


def _is_byline(line: Line) -> bool:
    return line.words <= 14 and (byline_names(line.text) is not None or _BYLINE.fullmatch(line.text) is not None)


def _is_stamp(line: Line) -> bool:
    return len(line.text) <= 120 and (line.dated or date_within(line.text) is not None)


def _ends(longer: str, shorter: str) -> bool:
    """Whether a text begins or ends with another, so that only a section's or a site's name is added."""
    return len(longer) <= len(shorter) + 80 and (longer.endswith(" " + shorter) or longer.startswith(shorter + " "))


def content(text: str) -> list[str]:
    """The words that carry meaning: long ones; of a script without spaces, pairs of characters."""
    folded = fold(text[:1500])
    if is_cjk_text(folded):
        bare = folded.replace(" ", "")
        return [bare[at : at + 2] for at in range(len(bare) - 1)]
    return [word for word in folded.split() if len(word) > 3]
