"""A clipping's facts as a story's columns."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from stories.extraction import Clipping
from stories.text.fingerprints import exact_fingerprint
from stories.text.names import fold
from stories.vocabulary import Completeness, Precision, StoryKind

TEXT_FIELDS = ("headline", "dek", "body")
FOLLOWED = (
    *TEXT_FIELDS,
    "kicker",
    "byline",
    "captions",
    "tables",
    "questions",
    "section",
    "language",
    "published",
    "completeness",
    "outlet",
    "via",
    "agency",
    "updated",
    "dateline",
)
"""What a later capture can change; `Story.taken` remembers what the last one said of each."""
SINCE = ("updated", "dateline")
"""What stories from before it was kept have nothing of in `taken`."""

KINDS = (
    (re.compile(r"\b(podcast|audio|listen)\b", re.IGNORECASE), StoryKind.AUDIO),
    (re.compile(r"\b(video|watch live|clips)\b", re.IGNORECASE), StoryKind.VIDEO),
    (re.compile(r"\b(opinion|commentary|editorial|op-ed|column)\b", re.IGNORECASE), StoryKind.OPINION),
    (re.compile(r"\b(analysis|explainer|explained)\b", re.IGNORECASE), StoryKind.ANALYSIS),
    (re.compile(r"\b(interview|q&a)\b", re.IGNORECASE), StoryKind.INTERVIEW),
    (re.compile(r"\b(press release|news release|press statement)\b", re.IGNORECASE), StoryKind.RELEASE),
)


EARLIEST, LATEST = 1000, 2200
"""Years that a story can be of: a sort key beyond them would not stay below 2^53."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class BadDate(ValueError):
    """A published date that cannot be; the text is a sentence for the editor."""


@dataclass(frozen=True)
class Published:
    """A date as a story keeps it: the moment (aware), the offset as printed, how precise it is."""

    at: datetime
    zone: str
    precision: Precision


def published_of(text: str | None, precision: str | None = None) -> Published | None:
    """Reads an ISO date (2025, 2025-06, 2025-06-21, 2025-01-08T14:34+09:00). A date without a time is midnight in the
    newsroom's zone, so that days sort and filter as they are shown. Raises BadDate with a sentence."""
    if not text:
        return None
    known: Precision | None = None
    try:
        if re.fullmatch(r"\d{4}(-\d\d)?", text, re.ASCII):
            known = Precision.YEAR if len(text) == 4 else Precision.MONTH
            moment = datetime.fromisoformat((text + "-01-01")[:10])
        else:
            moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadDate(f"“{text[:40]}” is no date: write 2025, 2025-06, 2025-06-21 or 2025-06-21T14:30+09:00.") from None
    if not EARLIEST <= moment.year <= LATEST:
        raise BadDate(f"“{text[:40]}” is no date that a story can have: its year is not in {EARLIEST} to {LATEST}.")
    if known is None and (precision == Precision.DAY or not re.search("[T ]", text)):
        known = Precision.DAY
    zone = moment.strftime("%z") if moment.tzinfo else ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.get_default_timezone())
    offset = f"{zone[:3]}:{zone[3:5]}" if zone else ""
    return Published(moment, offset, known or Precision.MINUTE)


def storable(value: Any) -> Any:
    """A text, or all texts inside lists and dicts, without what a database cannot hold: NUL becomes the visible sign
    for it and half a surrogate pair the replacement character, so that lengths and offsets stay."""
    if isinstance(value, str):
        if not _UNSTORABLE.search(value):
            return value
        return _UNSTORABLE.sub(lambda found: "\u2400" if found[0] == "\x00" else "\ufffd", value)
    if isinstance(value, dict):
        return {storable(name): storable(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        # Most of a dumped reading are numbers.
        return [inner if inner is None or type(inner) is int else storable(inner) for inner in value]
    return value


def kind_of(clipping: Clipping) -> StoryKind:
    """What kind of piece it is, by the words above its headline and in its section; news where they say nothing."""
    labels = " ".join(part for part in (clipping.kicker, clipping.section) if part)
    return next((kind for pattern, kind in KINDS if pattern.search(labels)), StoryKind.NEWS)


def identity_of(headline: str, outlet: str | None) -> str:
    """What makes it the same piece when its page is captured again: headline and outlet, however they are written."""
    return hashlib.sha256(f"{fold(headline)}\n{fold(outlet or '')}".encode()).hexdigest()


def name_of(clipping: Clipping) -> str:
    """What a clipping is known by on its page: its headline and outlet, as other pages know it by; a whole text, which
    is never matched by these, by the id that its file gives it, so that it stays one story under a new headline."""
    if clipping.external_id and clipping.completeness == Completeness.FULL:
        return hashlib.sha256(f"id {clipping.external_id}".encode("utf-8", "replace")).hexdigest()
    return identity_of(columns_of(clipping)["headline"], clipping.outlet)


def text_fingerprint(headline: str, dek: str, body: str) -> str:
    """Hash of a story's text; of the body alone where there is one, so that a retitled copy is found; '' for none."""
    text = body or dek or headline
    return exact_fingerprint(text) if text.strip() else ""


def columns_of(clipping: Clipping) -> dict[str, Any]:
    """The columns that a clipping gives, without the rows they point at (outlet, via, agency are names here)."""
    dek, body = clipping.dek or "", clipping.body
    columns = {
        "headline": (clipping.headline or body.split("\n")[0] or dek or "Untitled")[:500],
        "kicker": (clipping.kicker or "")[:300],
        "dek": dek,
        "body": body,
        "byline": list(clipping.byline),
        "captions": [dict(caption) for caption in clipping.captions],
        "tables": [[list(row) for row in table] for table in clipping.tables],
        "questions": [dict(question) for question in clipping.questions],
        "section": (clipping.section or "")[:120],
        "language": (clipping.language or "")[:12],
        "completeness": Completeness(clipping.completeness).value,
        "published": clipping.published or "",
        "outlet": clipping.outlet or "",
        "via": clipping.via or "",
        "agency": clipping.agency or "",
        "updated": clipping.updated or "",
        "dateline": (clipping.dateline or "")[:120],
    }
    kept: dict[str, Any] = storable(columns)
    return kept


def spans_of(clipping: Clipping) -> list[list[Any]]:
    """Where the clipping's blocks stand in the page, as kept with the story."""
    return [[block.start, block.end, block.role] for block in clipping.spans]
