"""How a story describes somebody whom it names: the post or role before the name, or behind a comma."""

from __future__ import annotations

import re

from stories.linking.capital_runs import HYPHENS, Run
from stories.linking.name_surroundings import MORE_TITLES, ROLES, is_role
from stories.linking.post_words import TITLES, is_object
from stories.linking.words import CAPITAL, LOWER, UPPER, Field, Word

_LONGEST = 8
_INSIDE = frozenset("of for and the to in on".split())
_COURTESY = frozenset("mr mrs ms miss dr sir dame lord lady prof professor hon".split())
_SAID = TITLES | MORE_TITLES | ROLES
_OBJECT = frozenset(("of", "for"))
_NO_OBJECT = frozenset("whom which it him her them us all that this years days".split())
_ARTICLES = frozenset("the a an".split())
_TOLD = re.compile(r"Described as “([^”]+)”;")


def described(run: Run) -> str:
    """ "Trade Minister", "chief economist of the bank"; "" where the story says nothing of the kind."""
    return _before(run.field, run.first) or described_behind(run)


def evidence_of(post: str, reasons: str) -> str:
    """The evidence for an unknown name."""
    told = f"Described as “{post}”; nobody" if post else "Nobody"
    return f"{told} in the register is called so. Taken for a name: {reasons}."[:300]


def described_in(evidence: str) -> str:
    """The post that an evidence of `evidence_of` tells of, or ""."""
    match = _TOLD.match(evidence)
    return match[1] if match else ""


def _before(field: Field, at: int) -> str:
    """The words right before the name from a capital or a role on, where a title or a role is the last of them."""
    words = field.words
    last = at - 1
    if last < 0:
        return ""
    head = last if _names_a_post(words[last].folded) and _near(field, last) else _head_of(field, last)
    if head is None or words[head].folded in _COURTESY:
        return ""
    first = head
    while first > 0 and last - first + 1 < _LONGEST and field.spaced(first - 1):
        word = words[first - 1]
        ended = word.bare != word.folded
        if ended or not (word.shape in (CAPITAL, UPPER) or word.folded in _INSIDE or _names_a_post(word.folded)):
            break
        if word.folded in _INSIDE and words[head].shape == LOWER:
            break
        if field.begins_sentence(first - 1) and word.folded in _ARTICLES:
            break
        first -= 1
    while first < head and words[first].folded in _INSIDE:
        first += 1
    return " ".join(field.text[words[first].start : words[last].end].split()).replace("”", "’")[:100]


def _head_of(field: Field, last: int) -> int | None:
    """The post whose object ends with word `last`, right before a name or a comma: "Minister of Chinese affairs",
    "minister of finance". Capitals go on with it, what is in lower case only where it is one word, or affairs."""
    words = field.words
    if field.text[words[last].end : words[last + 1].start] not in (" ", ", "):
        return None
    at = last
    while at > 1 and last - at < _LONGEST - 2 and field.spaced(at - 1):
        if words[at - 1].folded in _OBJECT and _names_a_post(words[at - 2].folded) and field.spaced(at - 2):
            return at - 2 if _is_object(words[at : last + 1]) else None
        at -= 1
    return None


def _is_object(tail: list[Word]) -> bool:
    lower = [word for word in tail if word.shape == LOWER and word.folded not in ("and", "the", "of")]
    if any(word.bare != word.folded for word in tail) or (lower and lower[0].folded in _NO_OBJECT):
        return False
    return not lower or len(tail) == 1 or (lower == tail[-1:] and is_object(tail[-1].folded))


def _near(field: Field, last: int) -> bool:
    gap = field.text[field.words[last].end : field.words[last + 1].start]
    return gap in (" ", ". ", "\n") or gap in HYPHENS


def _names_a_post(word: str) -> bool:
    return word in TITLES or word in MORE_TITLES or is_role(word)


def described_behind(run: Run) -> str:
    """What follows a comma up to the next one, where a post or role is among its first words."""
    field = run.field
    end = field.words[run.last - 1].end
    # Some print, and texts taken apart into words, set a space before the comma.
    if not field.text[end : end + 3].lstrip(" ").startswith(", ") or run.last >= len(field.words):
        return ""
    first = last = run.last
    while last < len(field.words) and last - first < _LONGEST and (last == first or field.joined(last - 1)):
        last += 1
    said = field.words[first:last]
    if said and said[0].folded in _ARTICLES:
        first, said = first + 1, said[1:]
    # "Slater" and "Carter" end as words for what somebody does; a capital tells that they are names.
    if not any(_names_a_post(word.folded) and (word.shape == LOWER or word.folded in _SAID) for word in said[:4]):
        return ""
    return " ".join(field.text[field.words[first].start : field.words[last - 1].end].split()).replace("”", "’")[:100]
