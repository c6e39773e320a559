"""Fields of one line of an import: texts and lists, or a sentence why they are none."""

from __future__ import annotations

import json
from typing import Any

LONGEST_LINE = 1_000_000


class BadLine(ValueError):
    """A line of which nothing can be kept; the text is a sentence."""


def read_line(line: str | bytes) -> dict[str, Any]:
    """The JSON object of a line. Raises BadLine."""
    if len(line) > LONGEST_LINE:
        raise BadLine(f"The line is longer than {LONGEST_LINE:,} characters.")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
        given = json.loads(text)
    except UnicodeDecodeError:
        raise BadLine("The line is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise BadLine("The line is not JSON.") from None
    if not isinstance(given, dict):
        raise BadLine("The line is not a JSON object.")
    return given


def text_of(given: dict[str, Any], name: str) -> str:
    """A field that must be a text; "" where it is not given. Raises BadLine."""
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLine(f"“{name}” must be a text.")
    return value.replace("\x00", "").encode("utf-8", "replace").decode().strip()


def said_in(given: dict[str, Any], name: str) -> str | None:
    """The text, or None where the line says nothing about it (then the row keeps what it has)."""
    return text_of(given, name) or None


def list_of(given: dict[str, Any], name: str) -> list[Any]:
    """A field that must be a list. Raises BadLine."""
    value = given.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadLine(f"“{name}” must be a list.")
    return value


def texts_of(given: dict[str, Any], name: str) -> list[str]:
    """A field that must be a list of texts; the empty ones are left out. Raises BadLine."""
    values = list_of(given, name)
    if any(not isinstance(value, str) for value in values):
        raise BadLine(f"“{name}” must be a list of texts.")
    return [text for value in values if (text := value.replace("\x00", "").strip())]
