"""JSON from strangers: decoded, counted before it is built, and refused in a sentence that names its format."""

import itertools
import json
import re
from typing import Any

from stories.extraction.decoding import decode
from stories.extraction.reading import Unreadable

MOST_PARTS = 500_000
_QUOTE = ord('"')
_PARTS = re.compile(rb"[\[{,]")
_PARTS_OR_TEXT = re.compile(rb"""[\[{,]|"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)""", re.DOTALL)


def has_more_parts(raw: bytes, most: int) -> bool:
    """Whether JSON has more than so many parts, those that only stand inside its texts not counted."""
    parts = (found for found in _PARTS_OR_TEXT.finditer(raw) if raw[found.start()] != _QUOTE)
    return next(itertools.islice(parts, most, None), None) is not None


def load_object(raw: bytes, what: str) -> dict[str, Any]:
    """The object that a file holds. Raises Unreadable: "This is `what` that is broken: …"."""
    found = load(raw, what)
    if not isinstance(found, dict):
        raise Unreadable(f"This is {what} that is broken: it is not a JSON object.", media_type="application/json")
    return found


def load(raw: bytes, what: str) -> Any:
    """Whatever the file holds. Raises Unreadable as `load_object` does."""
    if sum(1 for _ in _PARTS.finditer(raw)) > MOST_PARTS:
        raise Unreadable(f"This is {what} of more than {MOST_PARTS:,} parts, more than are read at once.")
    try:
        return json.loads(decode(raw).text)
    except RecursionError:
        problem = "it is nested too deep"
    except json.JSONDecodeError as error:
        problem = f"{error.msg} in line {error.lineno}, column {error.colno}"
    except ValueError as error:  # a number of thousands of digits
        problem = str(error).partition(";")[0][:200]
    raise Unreadable(f"This is {what} that is broken: {problem}.", media_type="application/json")
