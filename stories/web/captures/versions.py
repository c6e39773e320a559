"""What changed at an address, since when: the captures of a page in the order in which they were taken, each against
the one before it; any two of them sentence by sentence; and how a capture is cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stories.models import Capture, Reading
from stories.templatetags.dates import dated
from stories.web.captures.named import address_named
from stories.web.changes import Piece, Row, compare

CHARACTERS_COMPARED = 30_000
SHOWN = 15
"""Captures of a page that one page of its history shows."""
AROUND = 1
"""Sentences that are the same, left in sight before and after one that is not."""
LONGEST_SHOWN = 400
PIECES_SHOWN = 40


@dataclass(frozen=True)
class Version:
    """A capture of the page, and what differs from the one before it. `said` sums it up; `first` is the first sentence
    that differs, old and new one after another; `earlier` when the one before it was taken."""

    capture: Capture
    taken: str
    said: str
    differs: bool
    first: list[Piece]
    compare: str
    earlier: str


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """`/captures/ID/versions/`: the captures of the address of this one, the last first; `?before=` goes further back.
    `?from=&to=` leads to these two beside each other."""
    capture = get_object_or_404(Capture.objects.select_related("page"), pk=pk)
    chosen = [_number(request.GET.get(name, "")) for name in ("from", "to")]
    if None not in chosen and chosen[0] != chosen[1]:
        return redirect("stories:capture_compare", *chosen)
    edge = Capture.objects.filter(page=capture.page_id, pk=_number(request.GET.get("before", "")) or 0).first()
    rows = Capture.objects.filter(page=capture.page_id).select_related("received_by")
    if edge is not None:
        rows = rows.filter(Q(captured_at__lt=edge.captured_at) | Q(captured_at=edge.captured_at, pk__lt=edge.pk))
    found = list(rows.order_by("-captured_at", "-pk")[: SHOWN + 1])
    texts = texts_of(found)
    versions = [_version(newer, older, texts) for newer, older in pairwise([*found, None]) if newer is not None][:SHOWN]
    context = {
        "capture": capture,
        "named": address_named(capture),
        "versions": versions,
        "older": f"?before={versions[-1].capture.pk}" if len(found) > SHOWN else "",
        "newest": edge is None,
        "several": len(found) > 1,
    }
    return render(request, "captures/versions.html", context)


def _version(newer: Capture, older: Capture | None, texts: dict[int, str]) -> Version:
    taken = dated(newer.captured_at).short
    if older is None:
        return Version(newer, taken, "the first capture of this address", False, [], "", "")
    rows = compare(texts.get(older.pk, "")[:CHARACTERS_COMPARED], texts.get(newer.pk, "")[:CHARACTERS_COMPARED])
    different = [row for row in rows if not row.same]
    address = reverse("stories:capture_compare", args=[older.pk, newer.pk])
    first = _merged(different[0].left[:PIECES_SHOWN], different[0].right[:PIECES_SHOWN]) if different else []
    before = dated(older.captured_at).short
    return Version(newer, taken, in_words(different), bool(different), _short(first), address, before)


def _merged(left: Sequence[Piece], right: Sequence[Piece]) -> list[Piece]:
    """Both sides of a sentence as one: what went stands before what came, what stayed stands once."""
    kept: list[Piece] = []
    after = list(right)
    for piece in left:
        if piece.change:
            kept.append(piece)
            continue
        while after and after[0].change:
            kept.append(after.pop(0))
        kept.append(piece)
        del after[:1]
    return [*kept, *after]


def in_words(rows: Iterable[Row]) -> str:
    """How many sentences came, went and were changed."""
    counts = dict.fromkeys(("new", "gone", "changed"), 0)
    for row in rows:
        counts["changed" if row.left and row.right else "gone" if row.left else "new"] += 1
    told = [(number, word) for word, number in counts.items() if number]
    if not told:
        return "the text is the same"
    (number, word), *more = told
    first = f"{number:,} {'sentence' if number == 1 else 'sentences'} {word}"
    return ", ".join([first, *(f"{number:,} {word}" for number, word in more)])


def _short(pieces: Sequence[Piece]) -> list[Piece]:
    """The beginning of a sentence that differs."""
    kept: list[Piece] = []
    room = LONGEST_SHOWN
    for piece in pieces:
        if room <= 0:
            return [*kept, Piece(" …")]
        kept.append(replace(piece, text=piece.text[:room]))
        room -= len(piece.text)
    return kept


def texts_of(captures: Iterable[Capture], *, whole: bool = False) -> dict[int, str]:
    """What the captures say, by their keys: the blocks that are in stories, one after another, or the whole page."""
    rows = Reading.objects.filter(capture__in=list(captures)).values_list("capture_id", "text", "edited")
    return {pk: text if whole or not edited else _kept(text, edited) for pk, text, edited in rows}


def _kept(text: str, edited: dict[str, Any]) -> str:
    return "\n".join(
        " ".join(text[start:end].split()) for start, end, _, clipping, _ in edited["blocks"] if clipping is not None
    )


@require_safe
def compare_captures(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two captures of one page, sentence by sentence: the earlier one at the left. `?text=page` compares the left-out
    text too, `?all=1` shows the sentences that are the same as well."""
    one = get_object_or_404(Capture.objects.select_related("page"), pk=pk)
    two = get_object_or_404(Capture.objects.filter(page=one.page_id), pk=other)
    before, after = sorted((one, two), key=lambda capture: (capture.captured_at, capture.pk))
    whole, everything = request.GET.get("text") == "page", request.GET.get("all") == "1"
    texts = texts_of([one, two], whole=whole)
    left, right = texts.get(before.pk, ""), texts.get(after.pk, "")
    rows = compare(left[:CHARACTERS_COMPARED], right[:CHARACTERS_COMPARED])
    different = [row for row in rows if not row.same]
    context = {
        "capture": one,
        "before": before,
        "after": after,
        "before_words": f"Captured {dated(before.captured_at).short}",
        "after_words": f"Captured {dated(after.captured_at).short}",
        "rows": rows if everything else folded(rows),
        "said": in_words(different),
        "whole": whole,
        "everything": everything,
        "is_cut": max(len(left), len(right)) > CHARACTERS_COMPARED,
    }
    return render(request, "captures/compare.html", context)


def folded(rows: Sequence[Row]) -> list[Row]:
    """The rows with long runs of what is the same drawn together; a page without a difference stays whole."""
    near = {at + step for at, row in enumerate(rows) if not row.same for step in range(-AROUND, AROUND + 1)}
    if not near:
        return list(rows)
    shown: list[Row] = []
    for at, row in enumerate(rows):
        if at in near:
            shown.append(row)
        elif shown and shown[-1].gap:
            shown[-1] = replace(shown[-1], gap=shown[-1].gap + 1)
        else:
            shown.append(replace(row, gap=1))
    return shown


@require_safe
def by_hash(request: HttpRequest, sha256: str) -> HttpResponse:
    """`/captures/sha256/HASH/`: the capture of these bytes, wherever it is kept. Where they were captured at several
    addresses, all of them."""
    found = list(Capture.objects.filter(sha256=sha256).order_by("-captured_at", "-pk")[: SHOWN + 1])
    if not found:
        raise Http404("No capture has these bytes.")
    if len(found) == 1:
        return redirect(found[0])
    return render(request, "captures/same_bytes.html", {"sha256": sha256, "captures": found[:SHOWN]})


def citation(request: HttpRequest, capture: Capture) -> str:
    """A capture as it is cited: title, outlet, address, when it was captured, and the hash under which it is found."""
    outlet = capture.outlet.name if capture.outlet else ""
    taken = capture.captured_at.astimezone(UTC)
    place = request.build_absolute_uri(reverse("stories:capture_hash", args=[capture.sha256]))
    parts = [
        f"“{capture}”",
        outlet,
        capture.address,
        f"captured {taken:%Y-%m-%d %H:%M:%S} UTC",
        f"SHA-256 {capture.sha256}",
        place,
    ]
    return ", ".join(part for part in parts if part)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
