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


_FAMILY_ENDS = re.compile(
    r".+(?:yama|kawa|gawa|mura|moto|shima|jima|saki|zaki|guchi|uchi|hara|bara|wara|hashi|bashi|hayashi|zawa|sawa|tani"
    r"|dani|naka|shita|tsuka|zuka|(?<=[aiueo])oka|nishi|mizu|numa|mori|kubo|gaki|matsu|da|no|be|ba|ga|gi|do)"
)
_GIVEN_ENDS = re.compile(
    r".+(?:ko|hiko|suke|ro|rou|zo|zou|ru|nobu|hiro|masa|kazu|toshi|nori|taka|yuki|nichi|uichi|oichi|iichi|ji|nae|mie"
    r"|rie|kie|chie|kae)"
)


def leans_to_family(word: str) -> int:
    """1 for a folded Japanese word that ends as family names mostly do (places: -yama, -da, -moto), -1 for one that
    ends as given names do (-hiko, -ko, -zo), 0 where the ending tells nothing (-ta, -o, -mi). One word may deceive:
    only several names together tell how a list is printed."""
    if _FAMILY_ENDS.fullmatch(word):
        return 1
    return -1 if _GIVEN_ENDS.fullmatch(word) else 0


_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_MORAE = {kana: onset + vowel for onset, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)} | {
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "ゔ": "vu",
}  # fmt: skip
_MORAE |= {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}


def kana_in_latin(text: str) -> str:
    """A word in hiragana or katakana in Latin letters (Hepburn, long vowels as in kana: compare by `romaji_form`); ""
    where it holds anything else."""
    found = ""
    doubled = False
    for letter in text:
        kana = chr(ord(letter) - 0x60) if "\u30a1" <= letter <= "\u30f6" else letter
        if kana == "っ":
            doubled = True
        elif kana == "ー":
            found += found[-1:]
        elif kana in _SMALL:
            small = _SMALL[kana]
            found = found[:-1] + (small[-1] if found[-3:] in ("shi", "chi") or found[-2:] == "ji" else small)
        elif kana in _MORAE:
            mora = _MORAE[kana]
            found += ("t" if mora[0] == "c" else mora[0]) + mora if doubled else mora
            doubled = False
        else:
            return ""
    return found
