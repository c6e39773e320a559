"""Text that was quoted as mail quotes it: ">" before each row, once for each time that it was answered or passed on
(RFC 3676, section 4.5). Where nearly every row is quoted, what is quoted is the page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from stories.extraction.lines import Line
from stories.extraction.readers import mail
from stories.extraction.wrapping import split_rows

QUOTE = re.compile(r"[ \t]?(?:> ?)+")
_FEWEST, _MOST_OTHERS = 3, 3
"""Rows that a quotation has, and those of a letter that may stand around it, or one in ten."""


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A text without its marks, and where in it the quotation begins and ends."""

    text: str
    first: int
    end: int


def unquoted(text: str) -> Unquoted | None:
    """A text without the marks of a quotation, what is quoted apart from what stands above and below; None where the
    page is no quotation."""
    count = text.count("\n>") + text.startswith(">")
    if count < _FEWEST or count * 3 < text.count("\n"):
        return None
    rows = split_rows(text)
    marks = [QUOTE.match(row) for row in rows]
    quoted = [place for place, mark in enumerate(marks) if mark]
    others = sum(mark is None and bool(row.strip()) for row, mark in zip(rows, marks, strict=True))
    if len(quoted) < _FEWEST or others > max(_MOST_OTHERS, len(quoted) // 10) or others * 2 > len(quoted):
        return None
    bare = [row[mark.end() :] if mark else row for row, mark in zip(rows, marks, strict=True)]
    above, inside, below = bare[: quoted[0]], bare[quoted[0] : quoted[-1] + 1], bare[quoted[-1] + 1 :]
    head, body, foot = ("\n".join(part) for part in (above, inside, below))
    head = f"{head}\n\n" if head.strip() else ""
    foot = f"\n\n{foot}" if foot.strip() else "\n"
    return Unquoted(head + body + foot, len(head), len(head) + len(body))


def message_in(raw: bytes) -> bytes | None:
    """The message that a file quotes as a whole, with its own head ("> From: ..."); None where it quotes none."""
    count = raw.count(b"\n>")
    if count < _FEWEST - 1 or count * 3 < raw.count(b"\n"):
        return None
    found = unquoted(raw.decode("latin-1"))  # each byte a character: marks are ASCII in any encoding that has rows
    inner = found.text[found.first : found.end].encode("latin-1") if found else b""
    return inner if inner and mail.is_mail(inner) else None


def around(lines: Iterable[Line], quoted: Unquoted) -> list[Line]:
    """The lines of a quotation: what stands above and below it is that of the letter, and no story's."""
    return [line if quoted.first <= line.start < quoted.end else replace(line, of_head=True) for line in lines]
