"""Lists of people in any of their formats, told from the bytes: JSON lines, CSV, FollowTheMoney, Popolo."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from stories.extraction.decoding import decode
from stories.extraction.reading import Unreadable
from stories.linking.import_lines import LONGEST_LINE
from stories.linking.roster_graphs import read_ftm, read_popolo
from stories.linking.roster_rows import BadRow, Defaults, column_of, names_person, person_of_row, read_csv

LONGEST_DOCUMENT = 20 * 1024 * 1024
"""What is read at once: a table, or a JSON document on several lines."""
_OWN = frozenset(("aliases", "tenures"))
_POPOLO = frozenset(("persons", "people", "memberships"))
Row = dict[str, Any] | BadRow


def read_rows(lines: Iterable[str | bytes], defaults: Defaults | None = None) -> Iterator[tuple[int, Row]]:
    """The people of a list, each with its line (in a document: its place) or the reason why it cannot be read.

    Every person is a dict as `import_people` takes it. JSON lines are read as they come, everything else at once, 20 MB
    at most.
    """
    defaults = defaults or Defaults()
    source = iter(lines)
    head = list(islice(source, 50))
    rest: Iterable[str | bytes] = chain(head, source)
    first = next((line for line in head if line.strip()), b"")
    start = _start(first)
    if start not in ("{", "["):
        yield from _table(rest, defaults, _text_or_none(first))
        return
    whole = _json(first, LONGEST_DOCUMENT)
    if isinstance(whole, BadRow) and _goes_on(first, head):
        whole, rest = _document(rest)
    if isinstance(whole, list):
        yield from _records(enumerate(whole, start=1), defaults)
    elif isinstance(whole, dict) and _is_popolo(whole):
        yield from read_popolo(whole, defaults)
    else:
        yield from _records(((number, _json(line)) for number, line in _counted(rest)), defaults)


def _start(line: str | bytes) -> str:
    # The cut may go through a letter of several bytes.
    text = line[:40].decode("utf-8-sig", "replace") if isinstance(line, bytes) else line[:40]
    return text.lstrip("\ufeff \t\r\n")[:1]


def _text_or_none(line: str | bytes) -> str | None:
    try:
        return line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _counted(lines: Iterable[str | bytes]) -> Iterator[tuple[int, str | bytes]]:
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _json(line: str | bytes, most: int = LONGEST_LINE) -> Any:
    """What a line of JSON holds, or why it holds nothing."""
    if len(line) > most:
        return BadRow(f"The line is longer than {most:,} characters.")
    text = _text_or_none(line)
    if text is None:
        return BadRow("The line is not UTF-8.")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return BadRow("The line is not JSON.")


# --- JSON


def _goes_on(first: str | bytes, head: list[str | bytes]) -> bool:
    """Whether the first line only opens a document: it ends where a document would go on, and the next is no line of
    its own."""
    following = [line for line in head if line.strip()][1:2]
    return (
        bool(following)
        and (_text_or_none(first) or "").strip()[-1:] in ("{", "[", ",", ":")
        and _start(following[0]) != ""
    )


def _document(lines: Iterable[str | bytes]) -> tuple[Any, Iterable[str | bytes]]:
    """The JSON document that all lines make together; where they make none, the lines again."""
    kept: list[str | bytes] = []
    size = 0
    for line in lines:
        kept.append(line)
        size += len(line)
        if size > LONGEST_DOCUMENT:
            return BadRow(""), chain(kept, lines)
    text = "".join(_text_or_none(line) or "" for line in kept)
    try:
        return json.loads(text), kept
    except (ValueError, RecursionError):
        return BadRow(""), kept


def _is_popolo(whole: Mapping[str, Any]) -> bool:
    return any(isinstance(whole.get(name), list) for name in _POPOLO) and not isinstance(whole.get("name"), str)


def _records(numbered: Iterable[tuple[int, Any]], defaults: Defaults) -> Iterator[tuple[int, Row]]:
    """JSON values one by one; once one is an entity of FollowTheMoney, all the others are taken for such."""
    source = iter(numbered)
    for number, value in source:
        if _is_entity(value):
            yield from _entities(chain([(number, value)], source), defaults)
            return
        yield number, _record(value, defaults)


def _is_entity(value: Any) -> bool:
    return (
        isinstance(value, dict) and isinstance(value.get("schema"), str) and isinstance(value.get("properties"), dict)
    )


def _entities(numbered: Iterable[tuple[int, Any]], defaults: Defaults) -> Iterator[tuple[int, Row]]:
    problems: list[tuple[int, Row]] = []

    def entities() -> Iterator[tuple[int, Mapping[str, Any]]]:
        for number, value in numbered:
            if _is_entity(value):
                yield number, value
            else:
                problems.append((number, value if isinstance(value, BadRow) else BadRow("The line is not an entity.")))

    yield from read_ftm(entities(), defaults)
    yield from problems


def _record(value: Any, defaults: Defaults) -> Row:
    """An object as `import_people` takes it; one with the columns of a list ("position") is turned into it."""
    if isinstance(value, BadRow):
        return value
    if not isinstance(value, dict):
        return BadRow("The line is not a JSON object.")
    if isinstance(value.get("posts"), list) and "tenures" not in value:
        value = {name if name != "posts" else "tenures": held for name, held in value.items()}
    said = {column_of(str(key)) for key in value}
    if "name" in value and not said & {"post", "start", "end"}:
        return value
    if _OWN & value.keys() and "name" in value:
        return value
    if not names_person(list(value)):
        return value
    try:
        return person_of_row(value, defaults)
    except BadRow as problem:
        return problem


# --- tables


def _table(lines: Iterable[str | bytes], defaults: Defaults, first: str | None) -> Iterator[tuple[int, Row]]:
    """A table; where the first line names no columns, every line is one that is no JSON."""
    pieces: list[bytes] = []
    size = 0
    for line in lines:
        pieces.append(line.encode("utf-8", "replace") if isinstance(line, str) else line)
        size += len(pieces[-1])
        if size > LONGEST_DOCUMENT:
            yield (
                1,
                BadRow(f"The table is larger than {LONGEST_DOCUMENT // 1048576} MB, the most that is read at once."),
            )
            return
    raw = b"".join(pieces)
    if not raw.strip():
        return
    try:
        text = decode(raw).text
    except Unreadable as problem:
        yield 1, BadRow(str(problem))
        return
    head = text.split("\n", 1)[0]
    if names_person(
        [cell.strip().strip('"') for cell in head.replace(";", ",").replace("\t", ",").replace("|", ",").split(",")]
    ):
        yield from read_csv(text, defaults)
    elif "," in head or ";" in head or "\t" in head:
        yield 1, BadRow("The first line names no column for the person (such as “name”, “person”, “holder”).")
    else:
        for number, _ in _counted(text.split("\n")):
            yield number, BadRow("The line is not JSON.")
