"""The lines of a page and what their shape alone says."""

import re
import unicodedata
from dataclasses import dataclass

from stories.text.names import fold

LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
BULLET = re.compile(r"(?:[-*•·–—▪●◦‣»]|\d{1,3}[.)])(?:\s+|$)")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.!?。！？][\"'”’)]?\s+[A-Z“\"‘']|[。！？]")
_STATED = re.compile(r"[.。…][\"'”’»)\]]*$|[\"”]$")
_LONGEST_TESTED = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it. `gap`: blank lines above. `tag`, `zone`: what HTML said of it, else empty."""

    start: int
    end: int
    text: str
    gap: int
    tag: str = ""
    zone: str = ""

    @property
    def bulleted(self) -> bool:
        """Whether it opens with a bullet or a number."""
        return BULLET.match(self.text) is not None

    @property
    def bare(self) -> str:
        """The text behind its bullet."""
        return BULLET.sub("", self.text, count=1)

    @property
    def key(self) -> str:
        """What two lines share that say the same."""
        return fold(self.text[:400]) + (str(len(self.text)) if len(self.text) > 400 else "")


def size(text: str) -> int:
    """Words; a script without spaces counts two characters a word."""
    head = text[:_LONGEST_TESTED]
    cjk = len(_CJK.findall(head))
    return len(head.split()) + cjk // 2


def ends_sentence(text: str) -> bool:
    """Whether it closes as a sentence does."""
    return _SENTENCE_END.search(text[-6:]) is not None


def is_prose(text: str) -> bool:
    """Whether a line reads as running text: a long sentence, or several."""
    words = size(text)
    if words >= 28:
        return True
    if not ends_sentence(text):
        return False
    if words >= (10 if _STATED.search(text[-6:]) else 20):
        return True
    return words >= 7 and _INNER_END.search(text) is not None and _STATED.search(text[-6:]) is not None


def is_label(text: str) -> bool:
    """Whether a line is as short as the name of a section: at most five words, not a sentence."""
    return 0 < size(text) <= 6 and len(text) <= 50 and not ends_sentence(text) and any(map(str.isalpha, text))


def is_heading(text: str) -> bool:
    """Whether a line can be a headline or a subheading."""
    return 2 <= size(text) <= 32 and len(text) <= 260 and not is_prose(text) and any(map(str.isalpha, text))


def is_wordy(text: str) -> bool:
    """Whether a line is made of words rather than of signs, as program code and drawings are."""
    head = text[:300]
    shown = sum(not character.isspace() for character in head)
    return sum(map(str.isalnum, head)) >= 0.75 * shown


def split_lines(text: str) -> list[Line]:
    """The page's lines that hold more than space, hard-wrapped paragraphs put back together."""
    lines: list[Line] = []
    place, gap = 0, 0
    for end in [*(match.span() for match in LINE_END.finditer(text)), (len(text), len(text))]:
        raw = text[place : end[0]]
        bare = raw.strip()
        if bare:
            start = place + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(bare), bare, gap))
            gap = 0
        else:
            gap += 1
        place = end[1]
    return _unwrapped(text, lines)


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    """Join lines that a program broke at a column, where most of the page's lines are broken so."""
    widths = [len(line.text) for line in lines]
    if len(lines) < 8 or not 50 <= max(widths) <= 100:
        return lines
    edge = max(widths) - 14
    if sum(width >= edge for width in widths) < 0.4 * len(lines):
        return lines
    follow = [line.text[0].islower() for last, line in zip(lines, lines[1:], strict=False)
              if not line.gap and len(last.text) >= edge]  # fmt: skip
    if sum(follow) * 2 < len(follow):
        return lines
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and not line.gap and not line.bulleted and last.end - text.rfind("\n", 0, last.end) > edge:
            joined[-1] = Line(last.start, line.end, f"{last.text} {line.text}", last.gap)
        else:
            joined.append(line)
    return joined


def shown_nothing(text: str) -> bool:
    """Whether a text has no letter and no digit at all."""
    return not any(unicodedata.category(character)[0] in "LN" for character in text)
