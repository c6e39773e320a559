"""The cards of a list of stories in HTML: which line of a card is its story's kicker, dek, date, byline or caption."""

import re
from collections.abc import Sequence

from stories.extraction.draft import Draft, Part
from stories.extraction.html_list import CLOSED, GENERIC, Listing, Stub
from stories.extraction.known_outlets import outlet_named
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit
from stories.extraction.reading import LEFT_OUT
from stories.extraction.shape import ends_sentence, is_label, is_prose, is_wordy, size
from stories.extraction.signed_lines import names_in_address
from stories.extraction.stamped_lines import people_alone
from stories.text.dates import find_date, is_date_line
from stories.text.dates_beside import back_within

_NEAR, _SHORTEST_DEK = 3, 3
"""Lines below a headline, and words of a sentence, that can be its dek."""
_GAP = re.compile(r"\s+")
_LONGEST_SIGNATURE = 160
_BULLETS = re.compile(r"^[|·•∙–—/-]\s*|\s*[|·•∙–—/-]$")
"""The sign that parts a date from what stands beside it."""
_ASIDE = re.compile(r"\s*\([^()]{2,30}\)$")
"""With whom or for whom somebody wrote: "(avec AFP)"."""
_MORE = re.compile(
    r"(?<=[.!?…”\"’]) (?:(?:read|see|view|learn) more|full story|(?:continue|keep) reading|go deeper|weiterlesen|"
    r"lire la suite)\.?$|"
    r"\s(?:(?:read|see|view) )?(?:more|full story|continue reading|weiterlesen|lire la suite) ?[»›>…]+$",
    re.IGNORECASE,
)


def mark_listing(draft: Draft, listing: Listing) -> None:
    """Give the lines of each card their roles; what stands outside of the cards is left out."""
    held = {place for first, end in listing.cards for place in range(first, end)}
    stubs_at: dict[int, list[tuple[Stub, int]]] = {}
    for stub, card in zip(listing.stubs, listing.cards, strict=True):
        clipping = draft.new_clipping()
        stubs_at.setdefault(stub.place, []).append((stub, clipping))
        for place in range(*card):
            if place != stub.place:
                _mark_beside(draft, place, stub, clipping, listing)
    for place, stubs in stubs_at.items():
        _mark_headlines(draft, place, stubs, listing.copies.get(place, []))
    for place, line in enumerate(draft.lines):
        if place in held or not draft.free(place):
            continue
        spans = listing.copies.get(place)
        draft.leave(place, "duplicate" if spans else line.zone or line.reason or _outside(line))


def _outside(line: Line) -> str:
    return "navigation" if line.words < 6 else "other"


def _mark_beside(draft: Draft, place: int, stub: Stub, clipping: int, listing: Listing) -> None:
    """The role of a line of a card that is not its headline."""
    line = draft.lines[place]
    role = _role_beside(line, place - stub.place, same=line.key == draft.lines[stub.place].key)
    if role is None and place not in listing.linked and _is_short_dek(line, place - stub.place):
        role = "dek"
    if role == "duplicate" or (role is None and listing.copies.get(place)):
        draft.leave(place, "duplicate")
    elif (role in (None, "byline", "date") or not line.prose) and (parts := signed_and_dated(line, clipping)):
        draft.give_parts(place, parts)
    elif role is None:
        draft.leave(place, line.zone if line.zone in CLOSED else line.reason or _outside(line))
    elif role == "dek" and (more := _MORE.search(line.text)) and more.start():
        cut = line.start + more.start()
        draft.give_parts(place, _without_more(line, cut, clipping))
    else:
        draft.give(place, role, clipping)


def signed_and_dated(line: Line, clipping: int) -> list[Part]:
    """The date of a card, and the byline, the outlet or the label that it prints on the same line, in either order;
    empty for any other line. A label is left out, and stands only where a sign parts it from the date."""
    if line.zone in CLOSED or line.reason not in (None, "navigation") or len(line.text) > _LONGEST_SIGNATURE:
        return []
    beside = back_within(line.text) is not None
    for gap in _GAP.finditer(line.text):
        first, second = line.text[: gap.start()], line.text[gap.end() :]
        parted = beside or not second[0].isalnum() or _counts_back(first) or _counts_back(second)
        start, middle, rest, end = line.start, line.start + len(first), line.start + gap.end(), line.end
        if is_date_line(second):
            part = _beside_date(first, (start, middle), clipping, parted=parted)
            date = Part(rest, end, "date", clipping)
            if part:
                return [part, date]
        if is_date_line(first):
            part = _beside_date(second, (rest, end), clipping, parted=parted)
            if part:
                return [Part(start, middle, "date", clipping), part]
    return []


def _counts_back(words: str) -> bool:
    """Whether words are nothing but a date that counts back: it stands beside others without a sign, in its own box."""
    printed = find_date(words)
    return printed is not None and printed.basis == "relative to capture"


def _beside_date(words: str, span: tuple[int, int], clipping: int, *, parted: bool) -> Part | None:
    """What stands beside the date on its line; None for what only holds a date."""
    if byline_names(_ASIDE.sub("", words)):
        return Part(*span, "byline", clipping)
    bare = _BULLETS.sub("", words)
    if not parted and bare == words:
        return None
    if people_alone(bare):
        return Part(*span, "byline", clipping)
    if outlet_named(bare):
        return Part(*span, "outlet", clipping)
    return Part(*span, LEFT_OUT, None, "other") if is_label(bare) and not is_date_line(bare) else None


def _without_more(line: Line, cut: int, clipping: int) -> list[Part]:
    """A dek that a link "More" ends, cut into both."""
    end = line.start + len(line.text[: cut - line.start].rstrip())
    rest = line.text[cut - line.start :]
    start = cut + len(rest) - len(rest.lstrip())
    return [Part(line.start, end, "dek", clipping), Part(start, line.end, LEFT_OUT, None, "navigation")]


def _role_beside(line: Line, distance: int, *, same: bool) -> str | None:
    """What a line is that stands `distance` lines below a headline; None for nothing that is kept."""
    if same:
        return "duplicate"
    if line.zone in CLOSED or line.reason:
        return None
    signed = byline_names(line.text) or names_in_address(line, None)
    for role, fits in (("date", line.dated), ("byline", signed), ("credit", is_credit(line.text))):
        if fits:
            return role
    if line.tag == "figcaption" or (caption_score(line.text) >= 3 and distance < 0):
        return "caption"
    if distance == -1 and is_label(line.text):
        return "kicker"
    if distance > 0 and is_label(line.text) and outlet_named(line.text):
        return "outlet"
    told = line.words >= 6 and (line.prose or ends_sentence(line.text) or (line.words >= 8 and 0 < distance <= 3))
    return "dek" if told and not GENERIC.fullmatch(line.text) else None


def _is_short_dek(line: Line, distance: int) -> bool:
    """Whether a line right below a headline is a dek of one short sentence ("Sjukdom anges som skäl.")."""
    if not 0 < distance <= _NEAR or line.zone in CLOSED or line.reason or GENERIC.fullmatch(line.text):
        return False
    told = line.words >= _SHORTEST_DEK and line.text.endswith((".", "。")) and not line.text.endswith("..")
    return told and line.text[0].isalpha() and not line.text[0].islower() and not line.tag.startswith("h")


def _mark_headlines(
    draft: Draft, place: int, stubs: Sequence[tuple[Stub, int]], copies: Sequence[tuple[int, int, str]]
) -> None:
    """Cut a line with headlines on it into its parts."""
    line = draft.lines[place]
    parts = [Part(stub.start, stub.end, "headline", clipping) for stub, clipping in stubs]
    parts += [Part(start, end, LEFT_OUT, None, "duplicate") for start, end, _ in copies]
    parts.sort(key=lambda part: part.start)
    whole: list[Part] = []
    at = line.start
    for part in [*parts, Part(line.end, line.end, LEFT_OUT)]:
        rest = line.text[at - line.start : part.start - line.start]
        if rest.strip():
            start = at + len(rest) - len(rest.lstrip())
            owner = stubs[0][1] if len(parts) == 1 else None
            whole.append(_rest(rest.strip(), start, owner, before=part is parts[0]))
        if part.end > part.start:
            whole.append(part)
        at = max(at, part.end)
    draft.give_parts(place, whole)


def _rest(words: str, start: int, owner: int | None, *, before: bool) -> Part:
    """What stands on a headline's line beside it."""
    end = start + len(words)
    if owner is not None:
        if before and is_label(words) and len(words) > 2 and is_wordy(words):
            return Part(start, end, "kicker", owner)
        if not before and is_date_line(words):
            return Part(start, end, "date", owner)
        if not before and size(words) >= 6 and is_prose(words):
            return Part(start, end, "dek", owner)
    return Part(start, end, LEFT_OUT, None, "other")
