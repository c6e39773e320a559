"""What an editor should look at in a clipping, as sentences."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from stories.extraction.reading import Clipping
from stories.extraction.shape import ends_sentence, is_prose, size
from stories.text.names import fold

if TYPE_CHECKING:
    from stories.extraction.compose import Facts

_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
_BROKEN = re.compile(r"(?:\.\.\.|…|[\w,;:*-])$")


def doubts_of(clipping: Clipping, *, text: str, facts: "Facts", problems: list[str], last: int) -> Clipping:
    """The clipping with its doubts set. `problems` are what reading its dates already found; `last` ends the page."""
    found = [*_missing(clipping, facts), *problems]
    if clipping.published is None and not problems:
        found.append("No date on the page.")
    found += _date_doubts(clipping, facts)
    found += _caption_doubts(clipping, facts)
    if _breaks_off(clipping, text, last):
        found.append("The text breaks off at the end of the page.")
    return replace(clipping, doubts=tuple(dict.fromkeys(found)))


def _missing(clipping: Clipping, facts: "Facts") -> list[str]:
    found = []
    spans = [block.role for block in clipping.spans]
    if clipping.headline is None:
        found.append("No headline was found.")
    elif "headline" not in spans:
        found.append("The headline is not in the text of the page; it comes from the page's own description.")
    elif "paragraph" in spans and spans.index("paragraph") < spans.index("headline"):
        found.append("The page opens without a headline; its first heading was taken.")
    if clipping.outlet is None:
        found.append("Nothing on the page says which outlet this is.")
    return found


def _date_doubts(clipping: Clipping, facts: "Facts") -> list[str]:
    if clipping.published is None or facts.captured_at is None:
        return []
    latest = (facts.captured_at.date() + timedelta(days=1)).isoformat()
    if clipping.published[:10] > latest[: len(clipping.published)]:
        return ["The date lies after the capture of the page."]
    return []


def _caption_doubts(clipping: Clipping, facts: "Facts") -> list[str]:
    """A caption whose year is well before the story, or, in a summary, one that shares no word with it."""
    if clipping.completeness == "full":
        return []
    year = _year_of(clipping.published) or (facts.captured_at.year if facts.captured_at else None)
    story = _words(f"{clipping.headline or ''} {clipping.dek or ''}")
    for caption in clipping.captions:
        words = caption["text"] or ""
        years = [int(found) for found in _YEAR.findall(words)]
        if years and year and max(years) < year - 5:
            return [f"The caption may belong to another story: its picture is of {max(years)}."]
        if words and story and not _words(words) & story:
            return ["The caption may belong to another story: it shares no word with this one."]
    return []


def _words(text: str) -> set[str]:
    return {word for word in fold(text).split() if len(word) > 3}


def _year_of(published: str | None) -> int | None:
    return int(published[:4]) if published else None


def _breaks_off(clipping: Clipping, text: str, last: int) -> bool:
    """Whether the last text of the page is a paragraph that stops in the middle of a sentence."""
    texts = [block for block in clipping.spans if block.role in ("paragraph", "dek", "answer")]
    if not texts or texts[-1].end < last:
        return False
    tail = text[texts[-1].start : texts[-1].end].rstrip()
    broken = _BROKEN.search(tail[-4:]) is not None and not (ends_sentence(tail) and not tail.endswith(("...", "…")))
    return broken and (is_prose(tail) or size(tail) >= 3 or tail.startswith(("*", "-")))
