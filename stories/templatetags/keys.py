"""The keys of the product, by the part in which they work: keys.html shows them, the scripts obey them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One line of the list: the keys to press, one after another, and what they do."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True)
class KeyGroup:
    """A part of the product and its keys."""

    title: str
    rows: tuple[Key, ...]


def _group(title: str, *rows: tuple[str, str]) -> KeyGroup:
    return KeyGroup(title, tuple(Key(tuple(keys.split()), does) for keys, does in rows))


GROUPS: dict[str, KeyGroup] = {
    "everywhere": _group(
        "Everywhere",
        ("/", "search"),
        ("g h", "desk"),
        ("g s", "stories"),
        ("g c", "captures"),
        ("g e", "events"),
        ("g p", "people"),
        ("g q", "quotations"),
        ("g o", "outlets"),
        ("g d", "dossiers"),
        ("g t", "tags and topics"),
        ("[", "fold or unfold the rooms"),
        ("u", "undo what was just done"),
        ("?", "this list"),
    ),
    "list": _group(
        "In a list",
        ("j k", "next, previous row"),
        ("x", "choose the row"),
        ("Enter", "open"),
        ("p", "preview"),
        ("Esc", "clear the choice"),
    ),
    "mentions": _group(
        "Mentions",
        ("n", "next undecided mention"),
        ("y", "confirm"),
        ("r", "reject"),
        ("1 2", "choose a candidate"),
        ("u", "undo the last decision"),
        ("o", "open at the passage"),
        ("t", "tag"),
    ),
    "flags": _group(
        "Flags",
        ("j k", "next, previous flag"),
        ("y", "the story is wrong"),
        ("e", "the register is wrong"),
        ("r", "nothing is wrong"),
        ("u", "undo the last decision"),
    ),
    "suggested": _group(
        "Suggested events",
        ("y", "confirm the event"),
        ("r", "reject it"),
        ("s", "skip it: on to the next one"),
        ("o", "open its page"),
        ("m", "it is the same as another event"),
        ("x", "choose it, for the bar"),
    ),
    "capture": _group(
        "Capture desk",
        ("j k", "next, previous block"),
        ("h", "headline"),
        ("i", "kicker"),
        ("d", "dek"),
        ("b", "byline"),
        ("t", "paragraph of text"),
        ("c", "caption"),
        ("0", "left out, with a reason"),
        ("s", "a new story starts here"),
        ("m", "merge with the one above"),
        (", .", "move the block to the story above, below"),
        ("w", "one block with the next"),
        ("v", "cut the block in two"),
        ("> <", "take a word from the next block, give it one"),
        ("+ -", "take a sentence, give one"),
        ("l", "make a rule of this block for its outlet"),
        ("u", "undo the last correction"),
        ("p n", "story before, story after"),
        ("x", "not a story"),
        ("a", "accept this story"),
        ("A", "accept the page"),
    ),
    "inbox": _group(
        "Inbox",
        ("j k", "next, previous capture"),
        ("a", "accept the whole page"),
        ("x", "set it aside, for the reason shown"),
        ("o", "open it on the capture desk"),
        ("u", "undo your last decision, and the one before it"),
    ),
    "rule": _group(
        "A rule",
        ("a", "make the rule"),
        ("n", "go on with older captures"),
        ("u", "undo the rule"),
        ("o", "back to the capture"),
    ),
    "merging": _group(
        "Merging",
        ("j k", "next, previous pair or field"),
        ("m", "merge the two"),
        ("d", "not the same"),
        ("s", "choose the other side everywhere"),
        ("o", "compare the two"),
        ("u", "undo"),
    ),
    "conflicts": _group(
        "Conflicts",
        ("j k", "next, previous claim"),
        ("s", "settle the row: confirm what was found in it"),
        ("y", "confirm the claim"),
        ("r", "reject it"),
        ("c", "correct what it means"),
        ("o", "open at the passage"),
        ("u", "undo the last decision"),
    ),
    "quotes": _group(
        "Quotations",
        ("j k", "next, previous quotation"),
        ("y", "confirm"),
        ("r", "reject"),
        ("c", "correct the speaker"),
        ("o", "open at the passage"),
        ("u", "undo the last decision"),
    ),
    "workbench": _group(
        "Workbench",
        ("Space", "lift or drop the entry"),
        ("↑ ↓", "move the lifted entry"),
        ("Alt ↑", "section up"),
        ("Alt ↓", "section down"),
        ("e", "edit"),
        ("i", "insert the chosen suggestion"),
        ("Esc", "put it back"),
    ),
    "reading": _group("Reading", ("q", "quote the selected words"), ("Esc", "put the quote away")),
}


def keys_of(group: str) -> KeyGroup:
    """The keys of one part. Raises KeyError for a part that does not exist: that is a slip in a template."""
    return GROUPS[group]
