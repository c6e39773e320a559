"""Numbers as news text prints them: digits, words ("twenty-two", "a dozen"), and how exact they are meant to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from stories.text.hedges import BEHIND, HEDGE, hedge_behind, hedge_of
from stories.text.months import in_small_letters

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: at + 1 for at, word in enumerate([*_ONES, *_TEENS])} | {
    word: 10 * (at + 2) for at, word in enumerate(_TENS)
}
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SMALL = "|".join(sorted(_VALUES, key=len, reverse=True))
_UP = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES)})|{_SMALL})"
_SCALE = r"[ -](?:hundred|thousand|million|billion|dozen)\b"
_WORDS = (
    rf"half a dozen\b|(?:{_UP}\b|an?(?={_SCALE}))(?:{_SCALE})*"
    rf"(?:(?:(?<=hundred)|(?<=thousand))(?: and)? {_UP}\b)?"
)
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![\w])"
_MANY = {
    "dozens": (24, 120),
    "scores": (40, 120),
    "hundreds": (200, 1_200),
    "thousands": (2_000, 12_000),
    "tens of thousands": (20_000, 120_000),
    "hundreds of thousands": (200_000, 1_200_000),
    "millions": (2_000_000, 12_000_000),
}
_VAGUE = "|".join(sorted(_MANY, key=len, reverse=True))
NUMBER = rf"(?:{DIGITS}(?: (?:thousand|million|billion)\b)?|(?:{_WORDS})|(?:{_VAGUE})\b)"
"""A number in digits or English words, or a word for many; no group of its own."""
_GROUPS = (
    r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
    r"|[1-9]\d{0,2}(?:\.\d{3})+(?![.,]?\d|\s?(?:%|per\s?cent|[tbm]n\b|[tbm]r?illion))"
)
"""Thousands in groups as most of Europe prints them: "2 000", "2.000"; not "1.234 million" or "0.125"."""
_HEDGED = rf"(?:(?<![^\W\d])(?P<hedge>{HEDGE})\s*)?(?:(?P<vague>\b(?:{_VAGUE})\b)|(?P<number>"
_SCALED = rf")(?:\s?(?P<scale>trillion|billion|million|thousand|tn|bn|mn)\b)?(?P<behind>{BEHIND})?)"
_AMOUNT = re.compile(rf"{_HEDGED}(?<![\d.,])(?:(?P<groups>{_GROUPS})|\d+(?:[.,]\d+)*){_SCALED}", re.IGNORECASE)
_IN_WORDS = re.compile(rf"{_HEDGED}(?P<groups>(?!))?\b(?:{_WORDS})(?![\w-]){_SCALED}", re.IGNORECASE)
"""Numbers in words, read where there is none in digits: "one" is a number only where nothing else is."""
_SCALES = {"tr": 1e12, "tn": 1e12, "bi": 1e9, "bn": 1e9, "mi": 1e6, "mn": 1e6, "th": 1e3}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is compared: what it may be, from `low` to `high`, and its words."""

    low: float
    high: float
    words: str


@lru_cache(maxsize=4096)
def plain_number(words: str) -> str:
    """A number in one writing: "twenty-two" is "22", "a dozen" "12", "1,400" "1400", "3,5" "3.5", "two million"
    "2 million"; a word for many stays as it is."""
    text = in_small_letters(words.strip())
    match = re.fullmatch(rf"(?P<digits>{DIGITS})(?: (?P<scale>thousand|million|billion))?", text)
    if match:
        number = match["digits"]
        number = number.replace(",", "" if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number) else ".")
        return f"{number} {match['scale'] or ''}".strip()
    return text if text in _MANY else _spoken(text)


def _spoken(text: str) -> str:
    if text == "half a dozen":
        return "6"
    total = part = 0
    for word in re.split(r"[\s-]+", text):
        if word in _TIMES:
            part = (part or 1) * _TIMES[word]
            if _TIMES[word] >= 1_000:
                total, part = total + part, 0
        elif word in _VALUES:
            part += _VALUES[word]
    whole = total + part
    for name in ("billion", "million"):
        if whole >= _TIMES[name] and whole % _TIMES[name] == 0:
            return f"{whole // _TIMES[name]} {name}"
    return str(whole)


def amounts(text: str) -> list[Amount]:
    """The numbers of a figure, each as the span that it leaves open.

    "At least" is a count so far and compared by its number, or two tolls of one event would never differ. The others
    leave room: "about" a tenth either way, "nearly" and "just under" a seventh below, "up to" and "fewer than" as far
    down as the half, "more than" as far up as the double (nobody writes "more than a dozen" for a hundred)."""
    found = []
    for match in (_AMOUNT if any(map(str.isdigit, text)) else _IN_WORDS).finditer(text):
        if match["vague"]:
            found.append(Amount(*_MANY[in_small_letters(match["vague"])], in_small_letters(match[0])))
            continue
        number = _value(match["number"], match["scale"], grouped=match["groups"] is not None)
        if number is not None:
            hedge = hedge_of(match["hedge"]) or hedge_behind(match["behind"])
            found.append(Amount(*_span(number, hedge), match[0]))
    return found


def _value(number: str, scale: str | None, *, grouped: bool) -> float | None:
    if not number[0].isdigit():
        number, _, scale = _spoken(in_small_letters(number)).partition(" ")
    plain = "".join(filter(str.isdigit, number)) if grouped else number
    # "1,000" groups by thousands; "3,5" is a decimal comma; "1.2.3" is no number.
    plain = plain.replace(",", "" if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain) else ".")
    return float(plain) * _SCALES.get(in_small_letters(scale or "")[:2], 1) if plain.count(".") <= 1 else None


def _span(number: float, hedge: str) -> tuple[float, float]:
    spans = {
        "more than": (1.0, 2.0),
        "fewer than": (0.5, 1.0),
        "nearly": (0.85, 1.0),
        "up to": (0.5, 1.0),
        "about": (0.9, 1.1),
    }
    low, high = spans.get(hedge, (1.0, 1.0))
    return number * low, number * high
