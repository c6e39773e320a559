"""How a story describes somebody whom it names: the post or role before the name, or behind a comma."""

from __future__ import annotations

import re

from stories.linking.capital_runs import HYPHENS, Run
from stories.linking.name_surroundings import MORE_TITLES, ROLES, is_role
from stories.linking.post_words import TITLES
from stories.linking.words import CAPITAL, LOWER, UPPER, Field

_LONGEST = 8
_INSIDE = frozenset("of for and the to in on".split())
_COURTESY = frozenset("mr mrs ms miss dr sir dame lord lady prof professor hon".split())
_SAID = TITLES | MORE_TITLES | ROLES
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
    if last < 0 or not _names_a_post(words[last].folded) or not _near(field, last):
        return ""
    if words[last].folded in _COURTESY:
        return ""
    first = last
    while first > 0 and last - first + 1 < _LONGEST and field.spaced(first - 1):
        word = words[first - 1]
        ended = word.bare != word.folded
        if ended or not (word.shape in (CAPITAL, UPPER) or word.folded in _INSIDE or _names_a_post(word.folded)):
            break
        if word.folded in _INSIDE and words[last].shape == LOWER:
            break
        if field.begins_sentence(first - 1) and word.folded in _ARTICLES:
            break
        first -= 1
    while first < last and words[first].folded in _INSIDE:
        first += 1
    return " ".join(field.text[words[first].start : words[last].end].split()).replace("”", "’")[:100]


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
