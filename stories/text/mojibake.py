"""Garbled text, as "rÃ©gime" for "régime": written in one encoding, read in another. ftfy puts it right."""

import re

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import badness, is_bad

_BYTES_ALONE = TextFixerConfig(explain=False)
_PIECES = re.compile(r".{1,20000}(?:(?<= )|\Z)|.{20000}", re.DOTALL)
"""What is put right together of a line: it is looked at several times, so a long one goes by pieces that end with a
space."""
_SHOWN = 40


def mended(text: str) -> str:
    """The text with what was garbled put right, line by line; quotes, widths and everything else stay as they are."""
    if text.isascii() or not is_bad(text):
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    return "".join(_piece(piece) for piece in _PIECES.findall(line))


def _piece(garbled: str) -> str:
    """What is still garbled after it was put right was garbled in another way, and stays as it came."""
    text = fix_encoding(garbled, _BYTES_ALONE)
    return garbled if text != garbled and badness(text) * 2 > badness(garbled) else text


def mending_of(garbled: str, text: str) -> str:
    """The sentence that records it, with the first word that was put right."""
    words = zip(garbled.split(), text.split(), strict=False)
    before, after = next(((one, other) for one, other in words if one != other), (garbled, text))
    return f"Garbled letters were put right: “{before[:_SHOWN]}” is read as “{after[:_SHOWN]}”."
