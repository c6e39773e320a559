"""Posts that stand for their holder without a name: "the prime minister", "Japan's foreign minister".

A post means the one person named in the story who held it on the story's day; with a country in front or behind, its
holder there; else, with "the" before it, the holder in the country of the story's outlet, where the sentence speaks of
no other country. Two holders on one day are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from stories.linking.countries import country_code, country_name
from stories.linking.post_words import fold_post, post_forms
from stories.linking.resolving import Facts, Finding, Post, titled
from stories.linking.words import Field
from stories.text.names import fold
from stories.vocabulary import MentionKind, MentionState

Holders = Callable[[str, date], Sequence[tuple[int, Post]]]
"""The tenures of a country on a day, with their people."""

_ADJECTIVES = {
    "american": "US", "australian": "AU", "austrian": "AT", "belgian": "BE", "brazilian": "BR", "british": "GB",
    "canadian": "CA", "chinese": "CN", "czech": "CZ", "danish": "DK", "dutch": "NL", "egyptian": "EG", "finnish": "FI",
    "french": "FR", "german": "DE", "greek": "GR", "hungarian": "HU", "indian": "IN", "indonesian": "ID",
    "iranian": "IR", "iraqi": "IQ", "irish": "IE", "israeli": "IL", "italian": "IT", "japanese": "JP", "kenyan": "KE",
    "malaysian": "MY", "mexican": "MX", "nigerian": "NG", "north korean": "KP", "norwegian": "NO", "pakistani": "PK",
    "philippine": "PH", "polish": "PL", "portuguese": "PT", "romanian": "RO", "russian": "RU", "saudi": "SA",
    "south african": "ZA", "south korean": "KR", "spanish": "ES", "swedish": "SE", "swiss": "CH", "taiwanese": "TW",
    "thai": "TH",
    "turkish": "TR", "ukrainian": "UA", "vietnamese": "VN",
}  # fmt: skip
_POST = re.compile(
    r"\b(?P<post>prime minister|premier|president|vice president|"
    r"(?:foreign|defen[cs]e|finance|trade|interior) minister|(?:defen[cs]e|treasury|commerce) secretary|"
    r"secretary of (?:state|defen[cs]e|the treasury|commerce)|"
    r"secretary-general|chief cabinet secretary|chancellor)\b"
    r"(?P<behind>\sof\s(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+)?)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?<![\w.’'‘-])(?:[\w.’'‘-]+\s){1,3}\Z")
_REACH = 90
"""Characters before a post in which the words before it are looked for; looking for them first would cost a try at
every word of a story."""
_OTHERS = frozenset(
    "a an any every each no former ex then next new incoming outgoing acting deputy vice late first second third "
    "future another previous past under assistant shadow whose his her their your my our or as for and to by co".split()
)
_SENTENCE = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class _Said:
    """A post as a passage prints it: `country` where one is named, `the` where the article stands before."""

    field: Field
    start: int
    end: int
    post: str
    country: str | None
    the: bool


def posts_alone(fields: Iterable[Field], found: Sequence[Finding], facts: Facts, holders: Holders) -> list[Finding]:
    """Suggestions for the posts of a story; `found` are its other mentions. None where it has no day."""
    if facts.day is None:
        return []
    return [
        made
        for field in fields
        for said in _said(field)
        if not any(one.field == field.name and one.start < said.end and said.start < one.end for one in found)
        if (made := _resolved(said, found, facts, holders)) is not None
    ]


def _said(field: Field) -> Iterator[_Said]:
    if field.capitals_mean_nothing:
        return
    since = 0
    for match in _POST.finditer(field.text):
        words_before = _BEFORE.search(field.text, max(since, match.start() - _REACH), match.start())
        since = match.end()
        before = words_before[0].split() if words_before else []
        behind = match["behind"]
        end = match.end() if behind and _of(behind) else match.end("post")
        if _goes_on(field.text, end):
            continue
        land, words = _country_before(before)
        last = fold(words[-1]) if words else ""
        if last in _OTHERS or (words and words[-1][:1].isupper() and last not in ("the", "") and not land):
            continue
        start = match.start("post") if not land else field.text.rindex(before[-land[1]], 0, match.start())
        code = land[0] if land else _of(behind) if behind else None
        yield _Said(field, start, end, match["post"], code, last == "the")


def _goes_on(text: str, end: int) -> bool:
    """Whether a name follows, or a word that makes it another thing: "Prime Minister Abe", "president-elect"."""
    return re.match(r"\s[A-Z\u00c0-\u024f]|[-‐‑]\w|['’]s\s[A-Z]|\s(?:of|and)\s", text[end : end + 8]) is not None


def _of(behind: str) -> str | None:
    return country_code(re.sub(r"^\s*of\s+", "", behind))


def _country_before(words: list[str]) -> tuple[tuple[str, int] | None, list[str]]:
    """The country that the last words before a post name, with their number, and the words before them."""
    for count in (2, 1):
        if len(words) >= count:
            named = fold(re.sub(r"['’]s$", "", " ".join(words[-count:])))
            code = _ADJECTIVES.get(named) or country_code(named)
            if code is not None and words[-count][:1].isupper() and named != "the us":
                return (code, count), words[:-count]
    return None, words


def _resolved(said: _Said, found: Sequence[Finding], facts: Facts, holders: Holders) -> Finding | None:
    day, country = facts.day, facts.country
    if day is None:
        return None
    named = [
        (one.target, post)
        for one in found
        if one.kind == MentionKind.PERSON and one.state == MentionState.SUGGESTED and one.target is not None
        for post in facts.posts.get(one.target, [])
        if post.covers(day) and _is_called(said, post) and said.country in (None, post.country)
    ]
    why = "who is named in this story"
    if not named and said.country:
        named, why = _held(said, said.country, day, holders), f"{country_name(said.country)} is named with the post"
    elif not named and country and said.the and not _speaks_of_another(said, country):
        named, why = _held(said, country, day, holders), f"the outlet is of {country_name(country)}"
    people = {person for person, _ in named}
    if len(people) != 1:
        return None
    person, post = named[0]
    surface = said.field.text[said.start : said.end]
    if person in facts.rejected.get((MentionKind.PERSON, fold(surface)), ()):
        return None
    name = facts.name(MentionKind.PERSON, person)
    evidence = f"{name} was {titled(post)} on the day of the story; {why}."
    return Finding(
        MentionKind.PERSON, said.field.name, said.start, said.end, surface, MentionState.SUGGESTED, person,
        evidence[:300], tenure=post.pk,
    )  # fmt: skip


def _held(said: _Said, country: str, day: date, holders: Holders) -> list[tuple[int, Post]]:
    return [(person, post) for person, post in holders(country, day) if _is_called(said, post) and _of_state(post)]


def _is_called(said: _Said, post: Post) -> bool:
    return fold_post(said.post) in post_forms(post.post)


def _of_state(post: Post) -> bool:
    """Whether the post is one of the state: the president of a party or a company is not meant by "the president"."""
    return titled(post).endswith(")")


def _speaks_of_another(said: _Said, country: str) -> bool:
    """Whether the sentence before the post names another country."""
    head = _SENTENCE.split(said.field.text[: said.start])[-1]
    words = [fold(re.sub(r"['’]s$", "", word)) for word in head.split()]
    pairs = [*words, *(" ".join(pair) for pair in pairwise(words))]
    codes = {_ADJECTIVES.get(word) or country_code(word) for word in pairs} - {None}
    return bool(codes - {country})
