"""Figures in sentences: a number and what it counts, so that figures are compared with their like."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from stories.linking.counted import UNITS, Count, counts
from stories.linking.votes import ABSTAINED, AGAINST, FOR, votes
from stories.text.hedges import BEHIND, HEDGE, hedge_behind, hedge_of
from stories.text.months import in_small_letters

_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
}  # fmt: skip
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_SCALE = r"(?:trillion|billion|million|bn|mn|tn)"
_FIGURE = re.compile(
    rf"(?<![\w.,+$€£¥-])(?:(?P<percent>{_NUMBER}|{'|'.join(_WORDS)})(?:\s|-)?"
    r"(?:per\s?cent\b|percent\b|pct\b|%|％|パーセント|prozent\b|pour\s?cent\b|por\s?ciento\b|per\s?cento\b|por\s?cento\b|"
    r"procent\b|процент\w*)"
    rf"|(?P<sign>US\$|A\$|C\$|\$|€|£|¥)\s?(?P<money>{_NUMBER})(?:\s?(?P<scale>{_SCALE}|[mk](?=\W|$))\b)?"
    rf"|(?P<sum>{_NUMBER})\s(?P<scale2>{_SCALE}\s)?(?P<currency>dollars|yen|euros|pounds|yuan|won)\b"
    rf"|(?P<count>{_NUMBER})\s(?P<scale3>{_SCALE}\s)?(?P<what>people|troops|soldiers|dead|deaths|jobs|civilians|seats|"
    r"votes|missiles|aircraft|ships|tons|tonnes|barrels|workers|refugees|delegates|participants|companies|countries))",
    re.IGNORECASE,
)
_SIGNED = {"us$": "US dollars", "$": "US dollars", "a$": "Australian dollars", "c$": "Canadian dollars", "€": "euros"}
_SIGNED |= {"£": "pounds", "¥": "yen"}
_CURRENCIES = {"dollars": "US dollars"}
_SCALES = {"bn": "billion", "mn": "million", "tn": "trillion", "m": "million", "k": "thousand"}
_GDP = re.compile(
    r"\b(?:GDP|gross domestic product|economic output|national income)\b|国内総生産|ＧＤＰ", re.IGNORECASE
)
_TARIFF = re.compile(r"\b(?:tariffs?|lev(?:y|ies)|dut(?:y|ies)|customs)\b|関税", re.IGNORECASE)
_OF = re.compile(r"\s*of\s+(?:its|their|the|all|his|her)?\s*(?P<what>(?:[a-z]+\s?){1,3})", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:earlier(?! (?:on|in|this|today|that)\b)|previous(?:ly)?|at first|initial(?:ly)?|original(?:ly)?|until now|"
    r"higher than|lower than|more than the|instead of|rather than|compared with)\b[^.;]{0,60}$"
    r"|\bfrom\s(?:(?!(?:to|at|in|is|was|were|has|had|stood|stands|kill\w*|injur\w*|wound\w*)\b)[\w’'-]+\s){0,5}$",
    re.IGNORECASE,
)
_HEDGED = re.compile(rf"(?<![^\W\d])(?P<hedge>{HEDGE})\s?(?:(?:el|un|il|lo|la|les|os?)\s)?$", re.IGNORECASE)
_ABOUT_WHAT = frozenset("over above under below über unter över".split())
_RUNS = "year years quarter quarters month months week weeks day days time"
_NO_ROW = "".join(f"(?<!{one} in a )" for one in _RUNS.split())
_DISPUTE = re.compile(
    rf"\b(?:disput\w+|{_NO_ROW}rows?|fight(?:s|ing)?|fought|"
    r"feud\w*|quarrel\w*|clash\w*|argu\w+|bicker\w*|wrangl\w+|debat\w+|talk\w*|"
    r"negotiat\w+|discuss\w*|haggl\w+|vot(?:es?|ed|ing)|split\w*|divid\w+|divisions?|disagree\w*|odds|battl\w+|stand-?off|"
    r"showdown|spats?|tussl\w+|conflicts?|tensions?|anger|angry|furious|outrage|protest\w*|concern\w*|worr\w+|"
    r"controvers\w+|uproar|backlash|deadlock\w*|impasse|su(?:e|ed|ing)|lawsuits?|compromis\w+|rifts?|complain\w*|"
    r"streit\w*|stritt\w*|zank\w*|zoff|disku\w+|debatt\w*|verhand\w+|abstimm\w*|beriet\w*|berat\w+|red(?:en|et|eten?)|"
    r"gesprächen?|gespräche?|spr(?:a|e|i)ch\w*|uneinig|ruzie|praten|onderhandel\w+|strid\w*|bråk\w*)"
    r"(?:\s(?:on|with|between|among|in|inside|within|mit|zwischen|in|im|am)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+)?\s\Z",
    re.IGNORECASE,
)
"""Before "over 25 %" where that is what people are at odds about, and no more than 25."""
_BEHIND = re.compile(BEHIND, re.IGNORECASE)
_REACH = 80
GDP, TARIFF, PERCENT = "% of GDP", "% tariff", "%"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, at characters `start` to `end` of the text that was read."""

    value: str
    unit: str
    start: int
    end: int


def figures(text: str, *, before: str = "", percent: str = "") -> Iterator[Figure]:
    """The figures of a sentence, from left to right. `before` is the sentence before it and `percent` the unit of the
    last percentage: one that does not say of what it is, is meant as there. How exact a figure is meant is part of its
    value ("at least 5", "about 40")."""
    counted = _counted(text)
    found = [Figure(one.value, one.unit, one.start, one.end) for one in counted]
    starts = [one.start for one in counted]
    last = ""
    for match in _FIGURE.finditer(text):
        if match["percent"]:
            value = _WORDS.get(in_small_letters(match["percent"]), match["percent"])
            unit = _percentage(text, match) or last or _context(text) or percent or _context(before) or PERCENT
            last, value = unit, _plain(value)
        elif (at := bisect_left(starts, match.end())) and match.start() < counted[at - 1].end:
            continue
        else:
            value, unit = _sum_or_count(match)
            value = _plain(value)
        hedge = _hedge(text, *match.span())
        # "Raise it up to 5 %" is how far, not how exact.
        value = value if match["percent"] and hedge == "up to" else f"{hedge} {value}".strip()
        found.append(Figure(value, unit, match.start(), match.end()))
    yield from sorted(found, key=lambda figure: figure.start)


def _counted(text: str) -> list[Count]:
    """People and votes by what happened to them, in their order; of two readings of one number the first."""
    held: dict[int, Count] = {}
    for one in [*votes(text), *counts(text)]:
        held.setdefault(one.start, one)
    return [held[start] for start in sorted(held)]


def _sum_or_count(match: re.Match[str]) -> tuple[str, str]:
    if match["money"]:
        return _scaled(match["money"], match["scale"]), _SIGNED[in_small_letters(match["sign"])]
    if match["sum"]:
        currency = in_small_letters(match["currency"])
        return _scaled(match["sum"], match["scale2"]), _CURRENCIES.get(currency, currency)
    return _scaled(match["count"], match["scale3"]), in_small_letters(match["what"])


def _hedge(text: str, start: int, end: int) -> str:
    match = _HEDGED.search(text[max(0, start - 40) : start])
    if match and in_small_letters(match["hedge"]) in _ABOUT_WHAT:
        at = max(0, start - 40) + match.start()
        match = None if _DISPUTE.search(text[max(0, at - _REACH) : at]) else match
    behind = _BEHIND.match(text, end)
    return (hedge_of(match["hedge"]) if match else "") or hedge_behind(behind[0] if behind else "")


def unit_of(text: str) -> str:
    """What the figure of an editor counts ("3.5 % of GDP", "at least 5 dead"); "" where the words do not say."""
    named = next((unit for unit in (*UNITS, FOR, AGAINST, ABSTAINED) if text.rstrip(" .").endswith(f" {unit}")), "")
    return named or next((figure.unit for figure in figures(text)), "")


def is_earlier(words: str, value: str) -> bool:
    """Whether the words give a figure as the one before: "up from an earlier request of 3 per cent"."""
    for figure in figures(words):
        if figure.value == value:
            return bool(
                _EARLIER.search(words[: figure.start]) and not re.search(r"\bto\b[^,;]{0,20}$", words[: figure.start])
            )
    return False


def _percentage(text: str, match: re.Match[str]) -> str:
    """What a percentage is of, where the words after it say so."""
    after = text[match.end() : match.end() + 60]
    clause = re.split(r"[,;.–—]|\band\b", after)[0]
    if _GDP.search(clause):
        return GDP
    if _TARIFF.search(clause):
        return TARIFF
    of = _OF.match(after)
    return f"% of {of['what'].strip().lower()}"[:40] if of else ""


def _context(text: str) -> str:
    if _GDP.search(text):
        return GDP
    return TARIFF if _TARIFF.search(text) else ""


def _scaled(number: str, scale: str | None) -> str:
    word = in_small_letters((scale or "").strip())
    return f"{number} {_SCALES.get(word, word)}".strip()


def _plain(value: str) -> str:
    """One writing of a number: thousands without commas, a decimal comma as a point."""
    number, _, scale = value.partition(" ")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number):
        number = number.replace(",", "")
    number = number.replace(",", ".")
    return f"{number} {scale}".strip()
