"""How numbers and lists are shown: 48,210; 1,000+; about 2 minutes; Rubio, Hegseth, Iwaya, +4."""

from collections.abc import Iterable
from typing import Any


def thousands(number: Any) -> str:
    """A whole number with commas; what is not a number is shown as it is."""
    return f"{number:,}" if isinstance(number, int) else str(number if number is not None else "")


def counted(total: int | None, exact: bool = True) -> str:
    """A count that says whether it is one: "12", or "1,000+" where counting stopped there."""
    if total is None:
        return ""
    return thousands(total) if exact else f"{thousands(total)}+"


def duration(seconds: float | None) -> str:
    """How long, roughly: "a moment", "40 seconds", "about 2 minutes", "about 3 hours"."""
    if seconds is None:
        return ""
    if seconds < 2:
        return "a moment"
    for size, word in ((3600, "hour"), (60, "minute")):
        if seconds >= size * 0.95:
            number = round(seconds / size)
            return f"about {number} {word}{'' if number == 1 else 's'}"
    return f"{round(seconds)} seconds"


def upto(items: Iterable[Any] | None, most: int) -> str:
    """The first few of a list by name, and how many more there are."""
    names = [str(item) for item in items or ()]
    rest = len(names) - int(most)
    return ", ".join([*names[: int(most)], f"+{rest}"] if rest > 0 else names)


def fingerprint(digest: str) -> str:
    """The first twelve characters of a hash: enough to tell captures apart by eye."""
    return str(digest or "")[:12]


def things_to_put_right(number: int) -> str:
    """How many fields of a form are wrong, as a sentence."""
    words = ("Nothing", "One thing", "Two things", "Three things", "Four things", "Five things")
    return f"{words[number] if number < len(words) else f'{number} things'} to put right."
