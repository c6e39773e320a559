"""What the shape of a text alone says: how long it is, whether it is prose, a label, a heading."""

import re
import unicodedata

BULLET = re.compile(r"(?:[-*+•·–—▪●◦‣»□☆○■]|\d{1,3}[.)])(?:\s+|$)")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.!?。！？][\"'”’)]?\s+[A-Z“\"‘']|[。！？]")
_STATED = re.compile(r"[.。…][\"'”’»)\]]*$|[\"”]$")
_LETTER = re.compile(r"[^\W_]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LONGEST_TESTED = 2000
_LONG_CLAUSE = 30

_WIDE = re.compile(r"[ \u00a0]{2,}|[ ]*[\t\u3000]\s*")


def size(text: str) -> int:
    """Words; a script without spaces counts two characters a word."""
    head = text[:_LONGEST_TESTED]
    words = len(head.split())
    return words if head.isascii() else words + len(_CJK.findall(head)) // 2


def is_cjk_text(text: str) -> bool:
    """Whether a good part of a text is in a script without spaces."""
    head = text[:200]
    return not head.isascii() and len(_CJK.findall(head)) * 3 >= len(head)


def ends_sentence(text: str) -> bool:
    """Whether it closes as a sentence does."""
    return _SENTENCE_END.search(text[-6:]) is not None


def is_clause(text: str) -> bool:
    """Whether a text is at least a clause, as every dek is, and no label: four words, or a sentence of three. Where
    words are not parted its length tells, and Korean says in three words what others do in four."""
    words = size(text)
    if words >= 4 or (len(text) >= _LONG_CLAUSE and not text.isascii()):
        return True
    return words == 3 and (ends_sentence(text) or _HANGUL.search(text) is not None)


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


def is_menu(text: str) -> bool:
    """Whether a line is a row of short entries with wide gaps between them, as a menu is when it is copied: at least
    four, none of more than three words. A headline in Japanese has one or two wide spaces between its clauses."""
    cells = _WIDE.split(text.strip())
    return len(cells) >= 4 and all(len(cell) <= 30 and size(cell) <= 3 and not ends_sentence(cell) for cell in cells)


def is_label(text: str) -> bool:
    """Whether a line is as short as the name of a section: at most five words, not a sentence."""
    return 0 < size(text) <= 6 and len(text) <= 50 and not ends_sentence(text) and any(map(str.isalpha, text))


def is_heading(text: str) -> bool:
    """Whether a line can be a headline or a subheading."""
    return 2 <= size(text) <= 32 and len(text) <= 260 and not is_prose(text) and any(map(str.isalpha, text))


def is_wordy(text: str) -> bool:
    """Whether a line is made of words rather than of signs, as program code and drawings are."""
    head = text[:300]
    return len(_LETTER.findall(head)) * 4 >= 3 * len("".join(head.split()))


def shown_nothing(text: str) -> bool:
    """Whether a text has no letter and no digit at all."""
    return not any(unicodedata.category(character)[0] in "LN" for character in text)
