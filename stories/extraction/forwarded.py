"""Mail that somebody passed on: a letter of one's own, a block of header lines ("From:", "Date:", "Subject:"), and the
text. Programs write the block in the language of whoever forwards, with or without a line above it and with or without
">" before each row (RFC 3676, section 4.5). What stands behind the last such block is the page, but for a story that
quotes one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parseaddr, parsedate_to_datetime

from stories.extraction.lines import Line, split_lines
from stories.extraction.printed import byline_names
from stories.extraction.quoted_mail import QUOTE, Unquoted, around, unquoted
from stories.extraction.readers.mail import subject_of
from stories.extraction.reading import Meta
from stories.extraction.shape import is_heading, is_prose, size
from stories.extraction.wrapping import rewrapped, split_rows
from stories.text.dates import find_date, is_date_line

_LABELS = {
    "from": "from|von|de|da|van|från|fra|od|от|від|gönderen|kimden|dari|από|من|差出人|发件人|寄件者|보낸 사람",
    "subject": "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|тема|konu|subjek|θέμα|الموضوع|"
    "件名|主题|主旨|제목",
    "date": "date|sent|datum|gesendet|envoyé|enviado(?: el)?|fecha|data|inviato|verzonden|skickat|dato|sendt|wysłano|"
    "дата|отправлено|надіслано|tarih|gönderme tarihi|tanggal|ημερομηνία|التاريخ|日付|送信日時|发送时间|日期|날짜",
    "to": "to|cc|an|à|para|a|aan|till|til|do|кому|копия|kime|kepada|προς|إلى|宛先|收件人|收件者|받는 사람|reply-to",
}
"""Header -> what programs call it."""
_ROW = re.compile("|".join(rf"(?P<{name}>\*?(?:{words})\s?[:：]\*?)" for name, words in _LABELS.items()), re.IGNORECASE)
_MARKER = re.compile(
    r"\W{2,}[^\W\d_].{0,60}[^\W\d_]\W{2,}|(?:begin forwarded message|anfang der weitergeleiteten .{1,20}|"
    r"début du message .{1,20}|inicio del mensaje .{1,20})\s?:?",
    re.IGNORECASE,
)
"""The line over the block: "---------- Forwarded message ----------", "-----Ursprüngliche Nachricht-----"."""
_FEWEST, _MOST_READ, _MOST_BLOCKS = 3, 400, 5
"""Header lines of a block; rows of a page among which the last block begins; letters in letters."""
_FEWEST_TOLD, _FEWEST_WORDS = 3, 4
"""Running texts that no covering note has, and words of a headline."""


@dataclass(frozen=True, slots=True)
class Forwarded(Unquoted):
    """What was passed on, and what its header lines say: headline, outlet and moment."""

    meta: Meta


def is_header(text: str) -> bool:
    """Whether a line reads as a header line of a letter ("From: …", "Betreff: …")."""
    return _ROW.match(text) is not None


def forwarded(text: str) -> Forwarded | None:
    """What a letter passes on; None where it has no block of header lines with a sender and a subject, or nothing
    behind it."""
    if not any(mark in text for mark in (":", "：")):
        return None
    rows = split_rows(text)
    bare = [row[mark.end() :] if (mark := QUOTE.match(row)) else row for row in rows]
    at, head = 0, None
    for _ in range(_MOST_BLOCKS):
        found = _block(bare, at)
        if found is None or _tells(bare[at : found[0]]):
            break
        _, at, head = found
    if head is None or not any(row.strip() for row in bare[at:]):
        return None
    end = len(rows)
    if QUOTE.match(rows[at - 1]):  # what follows the quotation is the letter's again
        end = 1 + max(place for place in range(at - 1, len(rows)) if QUOTE.match(rows[place]))
    above, inside, below = ("\n".join(part) for part in (bare[:at], bare[at:end], bare[end:]))
    inside = rewrapped(inside.strip("\n"))
    whole = f"{above}\n\n{inside}\n\n{below}" if below.strip() else f"{above}\n\n{inside}\n"
    return Forwarded(whole, len(above) + 2, len(above) + 2 + len(inside), _meta(head))


def _tells(rows: Sequence[str]) -> bool:
    """Whether the rows above a block are a story that quotes a letter, and no note of whoever passes one on: running
    text, more than a note has, or below a byline, or below what reads as a headline or a date."""
    lines = [row.strip() for row in rewrapped("\n".join(rows)).split("\n") if row.strip()]
    texts = [place for place, line in enumerate(lines) if is_prose(line)]
    if not texts or len(texts) >= _FEWEST_TOLD:
        return bool(texts)
    head = lines[: texts[0]]
    if any(byline_names(line) for line in head):
        return True
    return len(texts) > 1 and any(is_date_line(line) or _reads_as_headline(line) for line in head)


def _reads_as_headline(line: str) -> bool:
    return is_heading(line) and size(line) >= _FEWEST_WORDS and line[-1].isalnum()


def _block(rows: Sequence[str], start: int) -> tuple[int, int, dict[str, str]] | None:
    """The first block of header lines from a row on: its first row, the row behind it, and what its lines say."""
    place = start
    while place < min(len(rows), start + _MOST_READ):
        said: dict[str, str] = {}
        end, last = place, ""
        while end < len(rows) and rows[end].strip():
            match = _ROW.match(rows[end].strip())
            if match and match.lastgroup:
                last = match.lastgroup
                said.setdefault(last, rows[end].strip()[match.end() :].strip())
            elif not (last and rows[end][:1].isspace()):
                break
            end += 1
        if len(said) >= _FEWEST and {"from", "subject"} <= said.keys() and _begins(rows, place):
            return place, end, said
        place = max(end, place + 1)
    return None


def _begins(rows: Sequence[str], place: int) -> bool:
    """Whether a block may begin at a row: at the top, under a blank row or under the line that programs write."""
    above = rows[place - 1].strip() if place else ""
    return not above or _MARKER.fullmatch(above) is not None


def _meta(said: dict[str, str]) -> Meta:
    published, precision = _moment(said.get("date", ""))
    return Meta(
        title=subject_of(said["subject"]),
        site=parseaddr(said["from"].replace("[mailto:", "<").replace("]", ">"))[0].strip(" \"'*") or None,
        published=published,
        precision=precision,
    )


def _moment(text: str) -> tuple[str | None, str | None]:
    """When the block says that it was sent: as mail writes dates, else as people do."""
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.replace(second=0, microsecond=0).isoformat(), "minute"
    except (ValueError, TypeError, IndexError, OverflowError):
        found = find_date(text)
    known = found is not None and found.precision in ("day", "minute") and found.basis == "absolute"
    return (found.value, found.precision) if found is not None and known else (None, None)


def rows_of(text: str) -> tuple[str, tuple[Line, ...], Meta]:
    """A page of text as it is read: without the marks of quoting, in lines, and what a letter that passes it on says of
    it. What stands above and below what a letter passes on or quotes is no story's."""
    passed = forwarded(text)
    if passed is None:
        quoted = unquoted(text)
        lines = around(split_lines(quoted.text), quoted) if quoted else split_lines(text)
        return quoted.text if quoted else text, tuple(lines), Meta()
    lines = []
    for start, end in ((0, passed.first), (passed.first, passed.end), (passed.end, len(passed.text))):
        part = split_lines(passed.text[start:end])
        outside = start != passed.first
        lines += [
            replace(one, start=one.start + start, end=one.end + start, of_head=outside or one.of_head) for one in part
        ]
    return passed.text, tuple(lines), passed.meta
