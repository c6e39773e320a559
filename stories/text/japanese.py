"""Japanese names in Latin letters: one form for Hepburn, Kunrei (ISO 3602), and what keyboards and passports make.

Hepburn writes Shinji, Chizu, Tsuji, Fujii, Hepburn of old also Honma as Homma; Kunrei Sinzi, Tizu, Tuzi, Huzii. A long
o or u is a macron, nothing, "ou" and "oo" where kana are copied, "oh" in passports (Ohno).
"""

from __future__ import annotations

import re
from functools import lru_cache

_MORA = re.compile(
    r"(?:(?:[kgsztdnhbpmrwjfy]|[kgnhbpmrsztjd]y|sh|ch|ts|dz|kk|ss|tt|pp|ssh|tch|cch|tts|[kpst]{2}y)?[aiueo]h?"
    r"|n(?![aiueoy])|m(?=[bpm]))+"
)
_LAST = frozenset("aiueonhm")
_LONG = re.compile(r"ou|oo|oh(?![aiueo])|uu|uh(?![aiueo])")
_SPELT = (
    (re.compile(r"m(?=[bpm])"), "n"),
    (re.compile(r"tch|cch"), "tty"),
    (re.compile(r"ssh"), "ssy"),
    (re.compile(r"sh"), "sy"),
    (re.compile(r"ch"), "ty"),
    (re.compile(r"tsu"), "tu"),
    (re.compile(r"jy?"), "zy"),
    (re.compile(r"dz?u"), "zu"),
    (re.compile(r"dy?(?=i)|dy"), "zy"),
    (re.compile(r"(?<=[szt])yi"), "i"),
    (re.compile(r"fu"), "hu"),
)


def is_romaji(word: str) -> bool:
    """Whether a folded word consists of Japanese syllables."""
    return word[-1:] in _LAST and _MORA.fullmatch(word) is not None


def short_vowels(letters: str) -> str:
    """Without what romanisation adds for a long vowel."""
    return _LONG.sub(lambda match: match[0][0], letters)


@lru_cache(maxsize=20_000)
def romaji_form(word: str) -> str:
    """What the ways of spelling one Japanese word have in common: Shinji, Sinzi; Kōmura, Koumura, Kohmura."""
    for printed, plain in _SPELT:
        word = printed.sub(plain, word)
    return short_vowels(word)
