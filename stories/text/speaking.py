"""Who says what is quoted: the words of attribution before, after or between the parts of a quotation.

Where the words name nobody (he said) and one person alone was named just before, it is that person; else the speaker is
not known. A guess that cannot be given a reason is not made.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stories.text.languages import language_of
from stories.text.names import fold
from stories.text.quoting import Quoted, count_words, is_title, quoted
from stories.text.sentences import sentence_spans
from stories.text.speech_page import Found, Named, Page, meant_by
from stories.text.speech_words import (
    ARABIC_NAME,
    BOTH,
    COLON,
    DESCRIBED,
    DROPPED,
    FULL_NAME,
    JAPANESE_AFTER,
    JAPANESE_SUBJECT,
    MARKS,
    NAME,
    NOBODY,
    NORDIC_PRONOUN,
    OFFICE,
    PRONOUN,
    PRONOUN_IN,
    SPEAKS_FOR,
    VERB,
    VERB_FIRST,
    WHEN_ASKED,
)
from stories.text.title_words import is_title_word, without_titles

FEWEST_WORDS = 3
_NORDIC = ("sv", "da", "no")
REACH = 240
"""Characters on either side of a quotation in which its attribution is looked for."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation. `words` leave out what stands between its parts; `who` is the key of a Named, `said_by` the speaker
    as printed, `why` what that rests on."""

    start: int
    end: int
    words: str
    who: int | None = None
    said_by: str = ""
    why: str = ""


def speeches(text: str, names: Sequence[Named]) -> list[Speech]:
    """The quotations of a text with their speakers, in reading order. Single words and pairs in quotation marks are no
    quotations, nor are titles that nobody says."""
    quotes = quoted(text)
    if not quotes:
        return []
    page = Page(text, _outside(names, quotes), quotes, sentence_spans(text))
    for at in range(len(quotes)):
        page.spoken.append((quotes[at], _speaker_of(page, at)))
    for at in range(len(quotes) - 1, 0, -1):
        # A speech of several paragraphs is attributed in one of them.
        if quotes[at - 1].unclosed and page.spoken[at - 1][1] is None:
            page.spoken[at - 1] = (quotes[at - 1], page.spoken[at][1])
    return [speech for group in _joined(page) if (speech := _speech(page, group)) is not None]


def _outside(names: Sequence[Named], quotes: Sequence[Quoted]) -> list[Named]:
    """The names that do not stand inside a quotation, in reading order."""
    starts = [quote.start for quote in quotes]
    return sorted(
        (
            one
            for one in names
            if not starts
            or one.start >= quotes[max(0, bisect_right(starts, one.start) - 1)].end
            or one.start < starts[0]
        ),
        key=lambda one: one.start,
    )


def _speech(page: Page, group: list[tuple[Quoted, Found | None]]) -> Speech | None:
    parts = [page.text[one.start : one.end].strip() for one, _ in group]
    words = " ".join(parts)
    found = next((speaker for _, speaker in group if speaker), None)
    if count_words(words) < FEWEST_WORDS or (found is None and is_title(words)):
        return None
    start, end = group[0][0].start, group[-1][0].end
    inside = page.text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip(", \n"))
    speech = Speech(start, end, " ".join(words.rstrip(",").split()))
    return replace(speech, who=found.who, said_by=found.said_by[:200], why=found.why) if found else speech


def _joined(page: Page) -> list[list[tuple[Quoted, Found | None]]]:
    """The parts of split quotations together: "no," she said, "not now." """
    groups: list[list[tuple[Quoted, Found | None]]] = []
    for quote, found in page.spoken:
        if groups:
            last, speaker = groups[-1][-1]
            between = page.text[last.end + 1 : quote.start - 1]
            goes_on = page.text[last.end - 1 : last.end] not in ".。" and between.rstrip().endswith(",")
            if speaker and speaker.end and goes_on and len(between) <= REACH // 2 and "\n" not in between:
                groups[-1].append((quote, found))
                continue
        groups.append([(quote, found)])
    return groups


# --- one quotation


def _speaker_of(page: Page, at: int) -> Found | None:
    quote = page.quotes[at]
    before = page.quotes[at - 1] if at else None
    low = max(quote.start - 1 - REACH, before.end + 1 if before else 0)
    high = min(quote.end + 1 + REACH, page.quotes[at + 1].start - 1 if at + 1 < len(page.quotes) else len(page.text))
    low = max(low, page.text.rfind("\n\n", low, quote.start) + 2 if "\n\n" in page.text[low : quote.start] else low)
    cut = page.text.find("\n\n", quote.end, high)
    high = cut if cut >= 0 else high
    return (
        _japanese(page, quote, low, high)
        or _after(page, quote, high)
        or _before(page, quote, low)
        or (page.spoken[-1][1] if before is not None and before.unclosed else _going_on(page, quote, low))
    )


def _after(page: Page, quote: Quoted, high: int) -> Found | None:
    """ "...", said NAME · "...," NAME said · "...", according to NAME."""
    text, start = page.text, quote.end + 1
    end = _sentence_end(page, start, high)
    head = text[start:end]
    verb = next(iter(_verbs(page, head)), None)
    if verb is None or not _leads_on(text, quote, head, verb.start()) or text[:end].rstrip().endswith(":"):
        return None
    if not head[: verb.start()].strip(MARKS):
        found = _by_verb(page, verb[0], start + verb.end(), end)
    elif len(head[: verb.start()].split()) <= 16:
        found = _subject(page, start, start + verb.start())
    else:
        return None
    return replace(found, end=end) if found else None


def _verbs(page: Page, said: str) -> list[re.Match[str]]:
    """The verbs of speaking among the words beside a quotation. "Sa" is one in the Nordic languages alone: in French it
    is his or her, in others a small word too."""
    found = list(VERB.finditer(said))
    if not any(verb[0] == "sa" for verb in found) or language_of(page.text) in _NORDIC:
        return found
    return [verb for verb in found if verb[0] != "sa"]


def _leads_on(text: str, quote: Quoted, head: str, verb: int) -> bool:
    """Whether the words after a quotation belong to it: it does not end a sentence, or they go on in lower case."""
    last = text[quote.end - 1]
    first = head.lstrip(MARKS)[:1]
    if last in ",?!—–…-،؟" or head[:1] in ",،" or head[:2] in (" –", " —"):
        return True
    return last not in ".。" and not first.isupper() and not head[:verb].strip(MARKS)


def _before(page: Page, quote: Quoted, low: int) -> Found | None:
    """NAME said: "..." · NAME told reporters that the talks were "..." · According to NAME, "..." · NAME: "..." """
    start = max(low, page.sentences[page.sentence_at(quote.start - 1)][0])
    end = quote.start - 1
    said = page.text[start:end]
    verbs = _verbs(page, said)
    if not verbs:
        colon = COLON.search(said)
        return _subject(page, start, start + colon.start()) if colon and len(said.split()) <= 8 else None
    verb = verbs[-1]
    if not said[: verb.start()].strip(MARKS) or VERB_FIRST.match(verb[0]):
        return _by_verb(page, verb[0], start + verb.end(), end)
    return _subject(page, start, start + verb.start())


def _going_on(page: Page, quote: Quoted, low: int) -> Found | None:
    """The speaker of the quotation before, where nothing but its attribution, or a few words of the same sentence,
    stands between."""
    if not page.spoken:
        return None
    last, found = page.spoken[-1]
    if found is None or low > last.end + 1:
        return None
    between = page.text[max(low, last.end + 1, found.end) : quote.start - 1]
    same_sentence = page.sentence_at(last.end) == page.sentence_at(quote.start - 1)
    if between.strip(" .,") and not (same_sentence and len(between) < REACH // 2):
        return None
    return Found(found.who, found.said_by, f"goes on after a quotation of {found.said_by}")


def _japanese(page: Page, quote: Quoted, low: int, high: int) -> Found | None:
    """NAMEは「…」と述べた。"""
    if not JAPANESE_AFTER.match(page.text, quote.end + 1, high):
        return None
    start = max(low, page.text.rfind("。", low, quote.start) + 1)
    subjects = list(JAPANESE_SUBJECT.finditer(page.text, start, quote.start - 1))
    if not subjects:
        return None
    subject = subjects[-1]
    named = page.named(start, subject.end())
    words = subject["who"]
    return Found(named[-1].who if named else None, words, f"printed before it: {words}")


# --- the words of attribution


def _subject(page: Page, low: int, high: int) -> Found | None:
    """Who is meant by the words before a verb."""
    said = page.text[low:high]
    if said.rstrip().endswith(","):
        # An insertion: "Rubio, who had met Ishiba," or "The minister, Takeshi Iwaya,".
        body = said.rstrip(" ,")
        cut = body.rfind(",")
        if cut > 0:
            outer = _in_words(page, low, low + cut)
            return outer if outer and outer.who is not None else _in_words(page, low + cut + 1, high) or outer
    clause = max(said.rfind(";"), said.rfind(" but ") + 4 if " but " in said else -1)
    return _in_words(page, low + clause + 1, high)


def _by_verb(page: Page, verb: str, low: int, high: int) -> Found | None:
    """Who is meant by a verb and the words after it; some verbs have a pronoun in them, or need none."""
    inside = PRONOUN_IN.search(verb)
    if inside:
        return meant_by(page, inside["who"], low)
    said = page.text[low:high].strip(MARKS + ".")
    if (not said or NOBODY.fullmatch(said)) and DROPPED.fullmatch(verb):
        return meant_by(page, verb, low - len(verb))
    return _following(page, low, high)


def _following(page: Page, low: int, high: int) -> Found | None:
    """Who is meant by the words after a verb: as far as the first comma, else what stands beyond it."""
    comma = min((at for mark in ",،" if (at := page.text.find(mark, low, high)) >= 0), default=-1)
    if comma < 0:
        return _in_words(page, low, high, first=True)
    found = _in_words(page, low, comma, first=True)
    if found and found.who is not None:
        return found
    told = _apposed(page, low, comma, high)
    if told or (found and NAME.search(page.text, low, comma)):
        return told or found
    beyond = [one for one in page.named(comma, min(high, comma + 60)) if not _is_owner(page, one, high)]
    return _named(page, beyond[0]) if beyond and found and not PRONOUN.fullmatch(found.said_by) else found


def _apposed(page: Page, low: int, comma: int, high: int) -> Found | None:
    """The name behind a comma, where what stands before it is a post: "said the mayor of Linden, Ana Brill"."""
    post = page.text[low:comma].strip(MARKS)
    titled = post[:1].islower() and any(is_title_word(word) for word in fold(post).split())
    if not titled and not (DESCRIBED.fullmatch(post) and _stands_alone(page, comma + 1, high)):
        return None
    behind = page.named(comma, min(high, comma + 60))
    if behind and not page.text[comma + 1 : behind[0].start].strip():
        return _named(page, behind[0])
    name = FULL_NAME.match(page.text, comma + 1, high)
    return Found(None, name["who"], f"printed: {name['who']}") if name else None


def _stands_alone(page: Page, start: int, high: int) -> bool:
    """Whether a full name and nothing else stands up to the next mark."""
    name = FULL_NAME.match(page.text, start, high)
    return name is not None and page.text[name.end() : high].lstrip()[:1] in ("", ",", ".", ";", ":")


def _in_words(page: Page, low: int, high: int, *, first: bool = False) -> Found | None:
    said = page.text[low:high].strip(MARKS)
    if not said:
        return None
    named = [one for one in page.named(low, high) if not _is_owner(page, one, high) and not _is_spoken_for(page, one)]
    if named:
        one = named[0] if first else named[-1]
        rest = [other for other in named if other.who != one.who]
        if rest and BOTH.fullmatch(page.text[min(rest[-1].end, one.end) : max(rest[-1].start, one.start)].strip()):
            words = page.text[min(rest[-1].start, one.start) : max(rest[-1].end, one.end)]
            return Found(None, words, "said by two together")
        return _named(page, one)
    pronoun = PRONOUN.search(said) if not first else PRONOUN.match(said)
    if pronoun is None and NORDIC_PRONOUN.fullmatch(said) and language_of(page.text) in _NORDIC:
        pronoun = NORDIC_PRONOUN.match(said)
    if pronoun:
        return meant_by(page, pronoun[0], low)
    return _unnamed(page, said, low, first=first)


def _unnamed(page: Page, said: str, low: int, *, first: bool) -> Found | None:
    """Somebody who is not in the register, or not named at all; titles are no part of a name."""
    if NOBODY.fullmatch(said) or WHEN_ASKED.match(said):
        return None
    names = list(NAME.finditer(said))
    speaks = SPEAKS_FOR.search(said[: names[-1].start()]) if names else None
    if names and speaks and len(said.split()) <= 12:
        return Found(None, said, f"printed: {said}")
    if names:
        words = without_titles(names[0 if first else -1][0])
        return Found(None, words, f"printed: {words}")
    office = OFFICE.search(said)
    if office:
        return meant_by(page, office[0], low)
    arabic = ARABIC_NAME.match(said)
    if arabic:
        words = without_titles(arabic["who"])
        return Found(None, words, f"printed: {words}")
    words = " ".join(said.split()[:8] if first else said.split()[-8:])
    return Found(None, words, f"printed: {words}") if len(said.split()) <= 12 else None


def _named(page: Page, one: Named) -> Found:
    words = " ".join(page.text[one.start : one.end].split())
    return Found(one.who, words, f"printed: {words}")


def _is_owner(page: Page, one: Named, high: int) -> bool:
    """Whether it is somebody's ("Trump's adviser"), and not the one who speaks."""
    after = page.text[one.end : min(high, one.end + 3)]
    owns = after[:2] in ("'s", "’s") or page.text[one.end - 2 : one.end] in ("'s", "’s")
    return owns and bool(page.text[one.end : high].strip(" ,'’s"))


def _is_spoken_for(page: Page, one: Named) -> bool:
    """Whether somebody speaks for them ("a spokesman for Mr Trump")."""
    return bool(SPEAKS_FOR.search(page.text[max(0, one.start - 60) : one.start]))


def _sentence_end(page: Page, start: int, high: int) -> int:
    """Where the sentence ends that goes on after a quotation."""
    for match in re.finditer(r"[.!?;](?=\s|$)|\n", page.text[start:high]):
        place = start + match.start()
        spans = page.sentences[page.sentence_at(place)]
        if match[0] != "." or place >= spans[1] - 2:
            return place
    return high


__all__ = ["FEWEST_WORDS", "REACH", "Named", "Speech", "speeches"]
