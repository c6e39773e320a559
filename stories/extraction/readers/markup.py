"""Markup inside a field of a structured file, as text: a title on one line, a content as blocks with their roles.

Everything goes through the page's own rendering (html_text), so that nothing of the markup survives: what comes out is
text, and only text is ever shown.
"""

import re
from collections.abc import Iterator
from html import unescape

from stories.extraction.html_text import render
from stories.extraction.lines import Line
from stories.extraction.reading import LEFT_OUT

_SPACE = re.compile(r"\s+")
_HIDES = re.compile(r"<(script|style)\b[^<>]*>|<(!--)", re.IGNORECASE)
_SHOWS = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "!--": re.compile(r"-->"),
}
"""What ends each of them."""
_BREAK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|td|th|tr|table|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<![^<>]*>")
_MOST_BLOCKS = 20_000
_LONGEST_LINE = 10_000
"""Above this a field is no line; the page's own rendering, which takes no square of it, reads it."""
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_PARAGRAPHS = re.compile(r"(?:\r\n?|\n)\s*(?:\r\n?|\n)+")
_CUT = re.compile(
    r"(?:\.\.\.|…|\[(?:\.\.\.|…|more)\]|\(more\)|»)\s*$|"
    r"\b(?:read|see) (?:the )?(?:more|full story|on)\W*$|\bcontinue reading\b.{0,120}$",
    re.IGNORECASE,
)
_PENDANT = re.compile(
    r"(?:the post .{1,300} (?:first appeared|appeared first) on .{1,120}|"
    r"(?:continue reading|read more|read the full story|comments?|permalink|source|"
    r"leave a comment|share this|view comments|more…?)\W{0,4}|continue reading .{1,200})",
    re.IGNORECASE,
)


def line_of(value: str, *, markup: bool = True) -> str:
    """A field on one line; with `markup` tags fall away and character references are read. What only looks like a tag
    ("<a", "5 < 6") stays, which a parser of whole pages would swallow."""
    if markup and len(value) > _LONGEST_LINE:
        value = " ".join(line.text for line in render(value).lines)
    elif markup:
        value = unescape(_TAG.sub("", _BREAK.sub(" ", _shown(value))))
    return _SPACE.sub(" ", value).strip()


def _shown(value: str) -> str:
    """The markup without scripts, styles and comments. One without an end stays, and its end is looked for once: a
    pattern for the whole of them would go to the end of the text from each beginning."""
    pieces, place, endless = [], 0, set()
    for opening in _HIDES.finditer(value):
        kind = (opening[1] or opening[2]).lower()
        if opening.start() < place or kind in endless:
            continue
        closing = _SHOWS[kind].search(value, opening.end())
        if closing is None:
            endless.add(kind)
            continue
        pieces += [value[place : opening.start()], " "]
        place = closing.end()
    return "".join([*pieces, value[place:]])


def blocks_of(value: str, *, markup: bool = True) -> list[tuple[str, str]]:
    """A content as (role, text) pairs: paragraphs, captions, tables; what only points elsewhere is left out."""
    if markup and _MARKUP.search(value):
        return _bounded(list(_roles(render(value).lines)))
    plain = unescape(value) if markup and "&" in value else value
    pieces = (_SPACE.sub(" ", piece).strip() for piece in _PARAGRAPHS.split(plain))
    return _bounded([_paragraph(piece) for piece in pieces if piece])


def _bounded(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Not more blocks than an editor could ever look at: what comes behind is one last paragraph."""
    if len(blocks) <= _MOST_BLOCKS:
        return blocks
    return [*blocks[:_MOST_BLOCKS], ("paragraph", " ".join(text for _, text in blocks[_MOST_BLOCKS:]))]


def _roles(lines: tuple[Line, ...]) -> Iterator[tuple[str, str]]:
    """Consecutive rows are one table where any has two cells."""
    rows: list[str] = []
    for line in lines:
        if line.tag == "tr":
            rows.append(line.text)
            continue
        yield from _table(rows)
        rows = []
        if line.zone:
            yield LEFT_OUT, line.text
        elif line.tag in ("figcaption", "caption"):
            yield "caption", line.text
        else:
            yield _paragraph(line.text)
    yield from _table(rows)


def _table(rows: list[str]) -> Iterator[tuple[str, str]]:
    if any("|" in row for row in rows) and len(rows) > 1:
        yield "table", "\n".join(rows)
    else:
        yield from (_paragraph(row) for row in rows)


def _paragraph(text: str) -> tuple[str, str]:
    return (LEFT_OUT if _PENDANT.fullmatch(text) else "paragraph"), text


def is_cut(text: str) -> bool:
    """Whether a text ends as a teaser does: with dots, "[…]" or an invitation to read on."""
    return _CUT.search(text[-200:]) is not None
