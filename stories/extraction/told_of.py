"""Whether a line of a page's head names who wrote the story without a "By", or those whom the story tells of: a list
of its tags, or whom an interview is with."""

import re
from collections.abc import Sequence

from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, is_credit
from stories.extraction.stamped_lines import (
    beside_house,
    labelled_names,
    perhaps_stamped,
    sent_by,
    several_named,
    stamped_names,
)
from stories.text.bylines import author_label_end, names_act
from stories.text.names import fold
from stories.text.title_words import is_title_word, without_titles

_ABOVE, _BELOW = 8, 200
"""Lines around one of the head that are its story's; a page may have many stories."""
_TRADE = re.compile(
    r"correspond[ae]nt|reporter|editor|journalist|writer|writes|freelance|columnist|redakt|korrespondent|autor|rédact|"
    r"periodista|giornalista|verslaggever|dziennikar|журналист|корреспондент",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<opens>(?:^|[.!?:;“„«\"(]\s?))?(?P<word>[^\W\d_a-zß-ÿ][\w.’'-]*) $")
_AFTER = re.compile(r" (?P<word>[^\W\d_a-zß-ÿ][^\W_]+)")
_SHORT = 2
_LAST = 3
"""Texts at the end of a page one of which may say who its author is, beginning with the name."""


def tells_of(lines: Sequence[Line], place: int, names: Sequence[str], *, any_word: bool = False) -> bool:
    """Whether the story around a line of its head tells of one of the people whom the line at `place` names: in the
    rest of the head, or in running text. Not where else somebody signs, under pictures, or in a note on the author.
    `any_word`: also where it has any word of their names, as it has of what is no person."""
    begin = max(0, place - _ABOVE)
    near = lines[begin : place + _BELOW]
    texts = [number for number, line in enumerate(near) if line.prose]
    first = next((number for number in texts if begin + number > place), len(near))
    names = list(map(without_titles, names))
    whole, own = set(map(fold, names)), lines[place].key
    for number, line in enumerate(near):
        if (number >= first and not line.prose) or line.key == own or line.key in whole:
            continue
        if not any(_has_word(name, line.text) if any_word else _held(name, line.text) for name in names):
            continue
        if _signs(line):
            continue
        if not _is_note(line, whole, last=number in texts[-_LAST:]):
            return True
    return False


def _is_note(line: Line, names: set[str], *, last: bool) -> bool:
    """Whether a text says who an author is: it begins with the name, and ends the page or names a trade of writers."""
    begins = any(fold(line.text[:80]).startswith(name) for name in names)
    return begins and (last or _TRADE.search(line.text[:300]) is not None)


def signs_there(lines: Sequence[Line], place: int, *, before: bool = False) -> bool:
    """Whether a line of the head names who wrote the story without a "By": people of whom the story does not tell
    beside a date, and under the headline also alone or behind a label. `before`: it stands above the headline."""
    text = lines[place].text
    stamped = stamped_names(text)
    if before or stamped:
        return bool(sent_by(text)) or (bool(stamped) and not tells_of(lines, place, stamped))
    perhaps = perhaps_stamped(text)
    if perhaps:
        return not tells_of(lines, place, perhaps, any_word=True)
    if labelled_names(text):
        return True
    acted = labelled_names(text, acts=True)
    if acted:
        return is_interviewer(lines, place, acted)
    names = several_named(text) or beside_house(text)
    return bool(names) and not tells_of(lines, place, names)


def signs_behind(lines: Sequence[Line], place: int) -> bool:
    """Whether a line behind the text that begins with a label names who wrote it: behind what they did ("Interview: ")
    those of whom the text does not tell."""
    names = labelled_names(lines[place].text, acts=True)
    return bool(names) and leads(lines, place, names, behind=True)


def leads(lines: Sequence[Line], place: int, names: Sequence[str], *, behind: bool = False) -> bool:
    """Whether those whom a line above or `behind` the text names wrote it: where it says what they did ("Interview: ")
    only those whom the interview is not with."""
    if not names_act(lines[place].text):
        return True
    return not tells_of(lines, place, names) if behind else is_interviewer(lines, place, names)


def is_interviewer(lines: Sequence[Line], place: int, names: Sequence[str]) -> bool:
    """Whether those whom a line above the text names behind what they did ("Interview: ") wrote it, and are not whom it
    is with: nobody signs in another line there, and the story does not tell of them."""
    below = range(place + 1, min(place + _ABOVE, len(lines)))
    end = next((number for number in below if lines[number].prose), below.stop)
    above = lines[max(0, place - _ABOVE) : max(end, place + 1)]
    return not any(map(_signs, above)) and not tells_of(lines, place, names)


def _family(name: str) -> str:
    """What a text calls somebody by: the last word, in scripts without spaces the whole name."""
    return name.rsplit(maxsplit=1)[-1]


def _has_word(name: str, text: str) -> bool:
    """Whether a text has any word of a name, in any letters."""
    return any(len(word) > _SHORT and word in fold(text).split() for word in fold(name).split())


def _held(name: str, text: str) -> bool:
    """Whether a text has what it calls somebody by as it is written, or in capitals; in Latin letters as a word of its
    own, and not of another name ("White House" tells of no Steven White, nor "Mill Street" of a Martha Mill)."""
    word = _family(name)
    if not word.isascii():
        return word in text or word.upper() in text
    return any(
        _stands_alone(name, text, found)
        for form in (word, word.upper())
        if form in text
        for found in re.finditer(rf"(?<![^\W_]){re.escape(form)}(?![^\W_])", text)
    )


def _stands_alone(name: str, text: str, found: re.Match[str]) -> bool:
    """Whether a family name stands in a text as that of somebody: beside no other word with a capital than the first
    name, a title or the first word of a sentence."""
    before, after = _BEFORE.search(text[: found.start()]), _AFTER.match(text, found.end())
    if text.isupper():
        return True
    given = fold(name).split()[:-1]
    if before and fold(before["word"]) in given:
        return True
    if after:
        return False
    return before is None or before["opens"] is not None or all(map(is_title_word, fold(before["word"]).split()))


def _signs(line: Line) -> bool:
    return bool(byline_names(line.text) or author_label_end(line.text)) or is_credit(line.text)


__all__ = ["is_interviewer", "leads", "signs_behind", "signs_there", "tells_of"]
