"""The part of our stylesheet that a page uses, to be put into a file that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders

SHEET = "stories/newsroom.css"
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NESTED = ("@layer", "@media", "@supports", "@container")


def stylesheet_for(classes: set[str]) -> str:
    """The rules of newsroom.css for a page with these classes: those that name no class or one of them, with the
    at-rules around them. No rule of ours loads anything; one that did would be left out."""
    path = finders.find(SHEET)
    if not isinstance(path, str):
        raise FileNotFoundError(f"The stylesheet {SHEET} is not among the static files.")
    return kept_rules(_COMMENT.sub("", Path(path).read_text(encoding="utf-8")), classes)


def kept_rules(css: str, classes: set[str]) -> str:
    """Rules of a stylesheet without comments, filtered as `stylesheet_for` says."""
    kept = []
    for head, body in _blocks(css):
        if body is None:
            if head.startswith("@layer"):
                kept.append(f"{head};")
        elif head.startswith(_NESTED):
            inside = kept_rules(body, classes)
            if inside:
                kept.append(f"{head}{{{inside}}}")
        elif "url(" not in body and _is_used(head, classes):
            kept.append(f"{head}{{{_plain(body)}}}")
    return "\n".join(kept)


def _is_used(selector: str, classes: set[str]) -> bool:
    named = set(_CLASS.findall(selector))
    return not named or bool(named & classes)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Each rule as its head and its body, and each statement with the body None."""
    at = 0
    while match := re.compile(r"[;{]").search(css, at):
        head = _plain(css[at : match.start()])
        if match.group() == ";":
            yield head, None
            at = match.end()
            continue
        end = _closing(css, match.end())
        yield head, css[match.end() : end]
        at = end + 1


def _closing(css: str, at: int) -> int:
    """Where the brace that was opened before `at` is closed."""
    depth = 1
    for brace in re.compile(r"[{}]").finditer(css, at):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    return len(css)
