"""The place in a dateline: "TOKYO, June 27 (Reuters) -", "Berlin (dpa) -", "NEW YORK —", 【ソウル＝佐藤花子】."""

import re
from collections.abc import Sequence

from stories.text.dates import find_date, read_dateline
from stories.text.event_words import holds_event
from stories.text.filed import filed_alone, filed_at_start
from stories.text.months import MONTHS

_LONGEST_PLACE = 60
_WORD = r"[^\W\d_][\w.'’/-]*"
_BARE = re.compile(
    rf"(?P<place>{_WORD}(?:[ ,]{{1,2}}{_WORD}){{0,4}}?),?\s?(?:\((?P<agency>[^()\n]{{2,40}})\)\s?)?(?:[–—]|--?)\s"
)
_CAPITALS = re.compile(r"(?=[^a-zß-ÿ,]{3})[^a-zß-ÿ ,]+(?: [^a-zß-ÿ ,]+){0,2}(?:, [\w. ]+)?")
_SMALL = frozenset("of de del della di da do des du la le les el the upon am an der den sur".split())
_LABELS = frozenset(
    "breaking exclusive update updated watch video live listen photos opinion analysis explainer factbox correction "
    "corrected editorial interview review column comment note news editor editors alert urgent timeline profile "
    "reuters afp ap dpa upi kyodo xinhua bloomberg".split()
)
"""What stands before a dash in capitals and is no place."""

_MONTHS = "|".join(sorted((re.escape(name) for name in MONTHS if len(name) > 2), key=len, reverse=True))
_DAY = (
    r"(?:(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s)?"
    rf"(?:(?:{_MONTHS})\b\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:{_MONTHS})\b\.?)"
    r"(?:,?\s\d{4})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_AGENCY = r"(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)"
_DASH = r"(?:[–—―:]|--?)"
_FILED = re.compile(
    rf"(?:(?P<place>(?-i:{_WORD}(?:[ ,]{{1,2}}{_WORD}){{0,5}}?))(?P<sep>,\s?|\s?{_DASH}\s|\s)?)?\s?"
    rf"(?:(?P<agency1>{_AGENCY})\s?,?\s?)?(?:(?P<when>{_DAY})[.,]?\s?)?(?:(?P<agency2>{_AGENCY})\s?)?"
    rf"(?P<end>{_DASH}(?=\s|$)[^\S\n]*|\n|$)",
    re.IGNORECASE,
)
# "July 23 - August 8", "July 23 - 25:", "Tuesday - Thursday": the day is the first of several.
_UNTIL = re.compile(
    rf"(?:{_DAY})(?!\w|['’])|\d{{1,2}}(?:st|nd|rd|th)?(?=\s?(?:[:;,.()–—-]|\n|$)|\s\d{{4}}\b)", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\w+day", re.IGNORECASE)
_NO_PLACES = frozenset(
    "on by from until since after before in at as for during between about around this that it he she they we when "
    "while and but or if so yet".split()
)
_PARAGRAPHS, _LONGEST_DATELINE = 4, 160


def dateline_end(text: str) -> int:
    """Where a paragraph goes on behind its dateline, 0 where it opens with none: a place with a day or an agency, or in
    capitals; or a day with an agency. It says where and when the story was filed, not what it tells of. A
    day before a colon or a dash alone is none: so chronologies print the days of events; nor is the name of an event
    with its day ("Harbour Talks, October 4 -"), or a day up to another ("July 23 - August 8")."""
    filed = filed_at_start(text)
    if filed:
        return filed.end
    match = _FILED.match(text[:_LONGEST_DATELINE])
    if match is None or (not match["end"] and len(text) > _LONGEST_DATELINE):
        return 0
    when, agency, printed = match["when"], match["agency1"] or match["agency2"], match["place"]
    if not printed:
        return match.end() if when and agency else 0
    place = _place(printed)
    if place is None or place.split()[0].casefold() in _NO_PLACES:
        return 0
    if not agency and (holds_event(place) or (when and _goes_on_to_another_day(text, when, match.end()))):
        return 0
    by_itself, shouted = not match["end"].strip(), _CAPITALS.fullmatch(place)
    # "Deadline July 9 -": running words; a name in small letters has its comma.
    dated = when and (agency or shouted or match["sep"].strip())
    named = dated or (not by_itself and (agency or shouted))
    return match.end() if named else 0


def _goes_on_to_another_day(text: str, when: str, at: int) -> bool:
    """Whether the dash behind a day means "to". "Tuesday - Wednesday's vote" tells news."""
    until = _UNTIL.match(text, at)
    if until is None:
        return False
    return bool(_WEEKDAY.fullmatch(when)) == bool(_WEEKDAY.fullmatch(until[0]))


def after_datelines(text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of a text without the datelines with which its first paragraphs open: those that are nothing else
    are left out, those that go on begin behind it."""
    ends = []
    at = 0
    for _ in range(_PARAGRAPHS):
        length = dateline_end(text[at : at + _LONGEST_DATELINE + 1])
        if length:
            ends.append((at, at + length))
        line = text.find("\n", at + max(length - 1, 0))
        if line < 0:
            break
        at = line + len(text[line:]) - len(text[line:].lstrip("\n "))
    found = []
    for start, end in sentences:
        begins = next((stop for first, stop in ends if first <= start < stop), start)
        if begins < end:
            found.append((begins, end))
    return found


def place_in(text: str) -> str | None:
    """The place of the dateline that a story's first paragraph opens with, or None. Without a day it must be in
    capitals or followed by an agency in brackets: "Trade - the word of the week" names no place."""
    filed = filed_at_start(text)
    if filed:
        return filed.place
    dated = read_dateline(text)
    if dated is not None:
        return _place(dated.place)
    match = _BARE.match(text[:120])
    if match is None or not (match["agency"] or _CAPITALS.fullmatch(match["place"])):
        return None
    return _place(match["place"])


def place_of(dateline: str) -> str | None:
    """The place in a dateline that stands by itself, with or without a day and an agency, or None."""
    text = " ".join(dateline.split())
    filed = filed_alone(text)
    if filed:
        return filed.place
    found = place_in(f"{text} - ") or place_in(text)
    if found or find_date(text) is not None:
        return found
    return _place(text.split("(")[0].split(" -")[0].strip(" ,:–—-"))


def _place(text: str) -> str | None:
    """The text where it reads as a name: few words, each with a capital but for "of" and its like, none a label."""
    words = re.findall(r"[^\s,]+", text)
    if not words or len(text) > _LONGEST_PLACE or len(words) > 6:
        return None
    if any(word.casefold().strip(".") in _LABELS for word in words):
        return None
    named = [word for word in words if word.casefold() not in _SMALL]
    return text.strip(" ,") if named and named[0] == words[0] and all(word[0].isupper() for word in named) else None
