"""What is asked for, part by part: the words of the search box and the filters of the address, as chips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from stories.models import Dossier, Event, Outlet, Person, Tag, Topic
from stories.search.facets import strip_private
from stories.search.resolve import BadValue, day_of
from stories.search.syntax import FIELDS, TOKEN
from stories.templatetags.dates import dated
from stories.templatetags.names import language_name
from stories.vocabulary import Completeness, StoryKind, StoryState
from stories.web.lists import Chip, address_without, changed_address
from stories.web.stories.filters import LABELS

IS_WORDS = {
    **{str(value): str(label) for value, label in StoryState.choices},
    **{str(value): str(label) for value, label in Completeness.choices},
    "undated": "undated",
    "open": "mentions to confirm",
    "unlinked": "nothing found in it",
    "linked": "something found in it",
    "copy": "shares its text",
    "tagged": "with a tag",
    "untagged": "without a tag",
    "quote": "with a quotation",
    "table": "with a table",
    "caption": "with a caption",
    "question": "with questions",
    "url": "with an address",
    "agency": "agency copy",
    "via": "found elsewhere",
}
WORDS = {
    "kind": {str(value): str(label) for value, label in StoryKind.choices},
    "completeness": {str(value): str(label) for value, label in Completeness.choices},
    "state": {str(value): str(label) for value, label in StoryState.choices},
    "is": IS_WORDS,
}


@dataclass(frozen=True)
class TextPart:
    """A part of the typed words that stands by itself: from `start` to `end` of the text."""

    start: int
    end: int
    text: str


def text_parts(text: str) -> list[TextPart]:
    """The typed words cut at the top: words, phrases, fields, brackets with what is in them; `a OR b` is one part."""
    parts: list[TextPart] = []
    joined = False
    for start, end, is_or in _pieces(text):
        if is_or and parts:
            joined = True
        elif joined:
            last = parts.pop()
            parts.append(TextPart(last.start, end, text[last.start : end]))
            joined = False
        else:
            parts.append(TextPart(start, end, text[start:end]))
    return parts


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each term, a bracket with its inside being one, and whether it is the word OR."""
    plain = strip_private(text).replace("“", '"').replace("”", '"')
    at, depth, opened = 0, 0, 0
    while at < len(plain) and (match := TOKEN.match(plain, at)):
        start = at + len(plain[at : match.end()]) - len(plain[at : match.end()].lstrip())
        at = match.end()
        if match["open"]:
            opened, depth = (start if depth == 0 else opened), depth + 1
        elif match["close"]:
            depth -= 1
            if depth <= 0:
                yield (opened if depth == 0 else start), at, False
                depth = 0
        elif depth == 0:
            yield start, at, bool(match["or"])


def query_chips(request: HttpRequest, values: Mapping[str, Sequence[str]], errors: Sequence[str]) -> list[Chip]:
    """A chip for each part of the query, with the address that asks without it. Values that mean nothing are marked.
    At most one query to the database for each kind of row that is filtered by."""
    text = request.GET.get("q", "")
    chips = [_text_chip(request, text, part) for part in text_parts(text)]
    for name, wanted in values.items():
        names = shown_names(name, wanted)
        for value in wanted:
            bad = any(f"“{value}”" in error for error in errors)
            shown = names.get(value.lower(), value)
            chips.append(Chip(LABELS[name], shown, address_without(request, name, value), bad=bad))
    return chips


def _text_chip(request: HttpRequest, text: str, part: TextPart) -> Chip:
    rest = " ".join((text[: part.start] + text[part.end :]).split())
    negated = part.text.startswith("-")
    shown = part.text.removeprefix("-")
    field, colon, value = shown.partition(":")
    key = "not" if negated else ""
    if colon and field in FIELDS and " OR " not in shown:
        key, shown = f"{key} {field}".strip(), value.strip('"')
    return Chip(key, shown, changed_address(request, q=rest or None), negated=negated)


def shown_names(name: str, values: Sequence[str]) -> dict[str, str]:
    """Value as it stands in the address, in small letters -> what is shown for it."""
    if name in WORDS:
        return {value.lower(): WORDS[name].get(value.lower().replace("-", "_"), value) for value in values}
    if name == "language":
        return {value.lower(): language_name(value) for value in values}
    if name in ("after", "before"):
        return {value.lower(): _day(value) for value in values}
    return _row_names(name, values)


def _row_names(name: str, values: Sequence[str]) -> dict[str, str]:
    models: dict[str, Any] = {
        "outlet": Outlet, "via": Outlet, "agency": Outlet, "person": Person, "event": Event, "tag": Tag, "topic": Topic,
    }  # fmt: skip
    if name == "dossier" or name not in models:  # its slug says enough, and its title may be secret
        return {}
    model = models[name]
    title = "title" if model in (Event, Dossier) else "name"
    ids = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19]
    slugs = [value.lower() for value in values]
    found: dict[str, str] = {}
    for pk, slug, label in model.objects.filter(Q(pk__in=ids) | Q(slug__in=slugs)).values_list("pk", "slug", title):
        found[slug] = found[str(pk)] = label
    return found


def _day(value: str) -> str:
    try:
        day = day_of(value, end=False)
    except BadValue:
        return value
    return dated(day, {4: "year", 7: "month"}.get(len(value), "day")).short
