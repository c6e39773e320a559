"""What editors have settled about an outlet's furniture, applied to a page that was read: text that is left out
wherever it stands, and text that is kept although extraction would leave it out.

A text is known by the hash of its words (case, spaces and figures do not count: "12 comments" is "34 comments"), so a
rule is one look-up for each block of a page, and nobody can write a pattern that runs away.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stories.extraction.pages import recompose
from stories.extraction.reading import LEFT_OUT, Block, Reading

LONGEST = 2_000
FEWEST_LETTERS = 3
LONGEST_SLOT = 120
_FIGURES = re.compile(r"\d+")
_SLOT = re.compile(r"(?<=[.!?…”\"])[ \t]+(?=\w)")
"""Where the label of an advertisement may stand inside a running paragraph: after a sentence, before the next one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of a text: its role (LEFT_OUT with a reason, or the one that it has in a story). `number` is whose
    rule it is, for those who keep them."""

    number: int
    role: str
    reason: str | None = None


def block_key(text: str) -> str | None:
    """What a text is known by; None for one that is too short or too long to be told apart by a rule."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if len(words) > LONGEST or sum(letter.isalpha() for letter in words[:200]) < FEWEST_LETTERS:
        return None
    bare = _FIGURES.sub("0", words).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(bare, digest_size=12).hexdigest()


def apply_rules(page: Reading, rules: Mapping[str, Rule]) -> tuple[Reading, frozenset[int]]:
    """The page as the rules (by `block_key`) would have it, and the numbers of those that changed something. A page of
    which no story would be left stays as it is."""
    if not rules or not page.clippings:
        return page, frozenset()
    blocks: list[Block] = []
    hits: set[int] = set()
    for at, block in enumerate(page.blocks):
        for part, rule in _ruled(page, at, block, rules):
            blocks.append(part)
            if rule is not None:
                hits.add(rule.number)
    if not hits or all(block.clipping is None for block in blocks):
        return page, frozenset()
    return recompose(page, blocks), frozenset(hits)


def _ruled(page: Reading, at: int, block: Block, rules: Mapping[str, Rule]) -> Iterator[tuple[Block, Rule | None]]:
    """A block as the rules would have it, in parts where a rule is about one of its lines."""
    text = page.text[block.start : block.end]
    rule = rules.get(block_key(text) or "")
    if rule is not None:
        changed = _changed(block, rule, page.blocks, at)
        yield changed, rule if changed != block else None
    elif block.clipping is not None and block.role == "paragraph" and any(map(_is_slot, rules.values())):
        yield from _without_slots(page.text, block, rules)
    elif block.clipping is not None and "\n" in text.strip():
        yield from _by_lines(page.text, block, rules)
    else:
        yield block, None


def _changed(block: Block, rule: Rule, blocks: Sequence[Block], at: int) -> Block:
    if rule.role == LEFT_OUT:
        return replace(block, role=LEFT_OUT, clipping=None, reason=rule.reason) if block.clipping is not None else block
    home = _home(blocks, at) if block.clipping is None else None
    return block if home is None else replace(block, role=rule.role, clipping=home, reason=None)


def _home(blocks: Sequence[Block], at: int) -> int | None:
    """The story that a block comes back to: the one above it, else the one below."""
    above = (block.clipping for block in reversed(blocks[:at]) if block.clipping is not None)
    below = (block.clipping for block in blocks[at + 1 :] if block.clipping is not None)
    return next(above, next(below, None))


def _by_lines(text: str, block: Block, rules: Mapping[str, Rule]) -> Iterator[tuple[Block, Rule | None]]:
    """A block cut around those of its lines that a rule leaves out."""
    place = start = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        rule = rules.get(block_key(line) or "")
        end = place + len(line)
        if rule is not None and rule.role == LEFT_OUT:
            if text[start:place].strip():
                yield replace(block, start=start, end=place), None
            yield replace(block, start=place, end=end, role=LEFT_OUT, clipping=None, reason=rule.reason), rule
            start = end
        place = end
    if text[start : block.end].strip():
        yield replace(block, start=start), None


def _is_slot(rule: Rule) -> bool:
    return rule.role == LEFT_OUT and rule.reason == "advertisement"


def _without_slots(text: str, block: Block, rules: Mapping[str, Rule]) -> Iterator[tuple[Block, Rule | None]]:
    """A paragraph cut around the labels of advertisements that stand between its sentences, and around its lines."""
    start = block.start
    for gap in _SLOT.finditer(text, block.start, block.end):
        window = text[gap.end() : min(block.end, gap.end() + LONGEST_SLOT)]
        for size in range(1, 5):
            words = window.split(None, size)
            rule = rules.get(block_key(" ".join(words[:size])) or "") if len(words) > size else None
            if rule is None or not _is_slot(rule) or not words[size].lstrip('“"')[:1].isupper():
                continue
            end = gap.end() + len(window) - len(words[size])
            yield from _by_lines(text, replace(block, start=start, end=gap.end()), rules)
            yield replace(block, start=gap.end(), end=end, role=LEFT_OUT, clipping=None, reason=rule.reason), rule
            start = end
            break
    yield from _by_lines(text, replace(block, start=start), rules)


def standing(page: Reading, key: str, role: str) -> list[Block]:
    """The blocks of a page that a rule for this text and role would change; of a block of lines, the line."""
    rules = {key: Rule(0, role, "other" if role == LEFT_OUT else None)}
    return [
        part
        for at, block in enumerate(page.blocks)
        for part, rule in _ruled(page, at, block, rules)
        if rule is not None
    ]
