"""Columns that follow from others: folded names, days of uncertain dates, slugs, the words of a passage.

Whoever writes a row by hand (a form, the admin) has them computed here, so that look-ups never miss it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models

from stories.editing.refusals import Invalid
from stories.linking.keepable import Unkeepable, clean_domain
from stories.models import (
    Dossier,
    Event,
    Mention,
    Outlet,
    OutletDomain,
    OutletName,
    Person,
    PersonName,
    Report,
    Story,
    Tag,
    Tenure,
    Topic,
)
from stories.models.fields import free_slug
from stories.models.sorting import first_key, free_key
from stories.text.addresses import BadAddress, normalize_address
from stories.text.edtf import BadDate, edtf_bounds
from stories.text.fingerprints import exact_fingerprint
from stories.text.names import fold
from stories.text.typed_dates import read_date

OPEN = ".."


def derive(obj: models.Model) -> None:
    """Set the columns of a row that follow from its others (nothing is saved). Raises Invalid with a sentence."""
    step = STEPS.get(type(obj))
    if step is not None:
        step(obj)


def bounds(text: str, field: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date; nothing for none. Raises Invalid for `field`."""
    if not text.strip():
        return None, None
    try:
        return edtf_bounds(text)
    except BadDate as error:
        raise Invalid({field: [str(error)]}) from None


def address(text: str, field: str = "url") -> str:
    """A web address in its one spelling, '' for none. Raises Invalid for `field`."""
    if not text.strip():
        return ""
    try:
        return normalize_address(text)
    except BadAddress as error:
        raise Invalid({field: [str(error)]}) from None


def text_fingerprint(story: Story) -> str:
    """Hash of a story's text: of the body, or of what there is of dek and headline; '' for none."""
    text = story.body or story.dek or story.headline
    return exact_fingerprint(text) if text.strip() else ""


def sort_key_of(story: Story) -> int:
    """The story's sort key: the one it has where that still stands for its second, else the next free one. Stories
    without a date stand at the second in which their page was captured, or in which they were written down."""
    moment = story.published_at or (story.capture.captured_at if story.capture else story.created_at)
    key: int | None = story.sort_key
    if key is not None and first_key(moment) == first_key_of(key):
        return key
    return free_key(moment)


def first_key_of(key: int) -> int:
    """The lowest sort key of the second that a key stands for."""
    return key >> 20 << 20


def _name(obj: Any) -> None:
    obj.text = " ".join(obj.text.split())
    obj.folded = fold(obj.text)
    if not obj.folded:
        raise Invalid({"text": [f"“{obj.text}” has no letter or digit in it."]})


def _domain(obj: OutletDomain) -> None:
    try:
        obj.domain = clean_domain(obj.domain)
    except Unkeepable as error:
        raise Invalid({"domain": [str(error)]}) from None


def _tenure(obj: Tenure) -> None:
    obj.start, obj.end = obj.start.strip(), obj.end.strip()
    obj.start_day = None if obj.start == OPEN else bounds(obj.start, "start")[0]
    obj.end_day = None if obj.end == OPEN else bounds(obj.end, "end")[1]


def _slugged(manager: models.Manager[Any], column: str, fallback: str) -> Callable[[Any], None]:
    def step(obj: Any) -> None:
        setattr(obj, column, " ".join(getattr(obj, column).split()))
        if not obj.slug:
            obj.slug = free_slug(manager, getattr(obj, column), fallback=fallback)
        if getattr(obj, "wikidata", None) == "":
            obj.wikidata = None

    return step


_event_slug = _slugged(Event._default_manager, "title", "event")


def _event(obj: Event) -> None:
    _event_slug(obj)
    try:
        typed = read_date(obj.date)
    except BadDate as error:
        raise Invalid({"date": [str(error)]}) from None
    obj.date, obj.status = typed.edtf, typed.status or obj.status
    obj.earliest, obj.latest = bounds(obj.date, "date")
    above = obj.part_of
    while above is not None:
        if above.pk == obj.pk:
            raise Invalid({"part_of": ["An event cannot be part of itself."]})
        above = above.part_of


_topic_slug = _slugged(Topic._default_manager, "name", "topic")


def _topic(obj: Topic) -> None:
    _topic_slug(obj)
    obj.code = obj.code or None
    above = obj.broader
    while above is not None:
        if above.pk == obj.pk:
            raise Invalid({"broader": ["A topic cannot be broader than itself."]})
        above = above.broader


def passage(story: Story, start: int, end: int, field: str = "body") -> str:
    """The words of a story from `start` to `end` of one of its texts. Raises Invalid where there are none."""
    text = getattr(story, field)
    if not 0 <= start < end <= len(text):
        raise Invalid({"start": [f"There is no passage from {start} to {end} in the {field}: it has {len(text)}."]})
    words: str = text[start:end]
    return words


def _mention(obj: Mention) -> None:
    obj.surface = passage(obj.story, obj.start, obj.end, obj.field)[:300]


def _report(obj: Report) -> None:
    # One whose words are gone from the text keeps them, and the place where they began.
    is_lost = obj.start == obj.end and obj.passage and obj.passage not in obj.story.body
    if (obj.start or obj.end) and not is_lost:
        obj.passage = passage(obj.story, obj.start, obj.end)
    bounds(obj.says_date, "says_date")


def _story(obj: Story) -> None:
    obj.url = address(obj.url)
    obj.external_id = obj.external_id or None
    obj.sort_key = sort_key_of(obj)
    obj.fingerprint = text_fingerprint(obj)


STEPS: dict[type[models.Model], Callable[[Any], None]] = {
    Dossier: _slugged(Dossier._default_manager, "title", "dossier"),
    Event: _event,
    Mention: _mention,
    Outlet: _slugged(Outlet._default_manager, "name", "outlet"),
    OutletDomain: _domain,
    OutletName: _name,
    Person: _slugged(Person._default_manager, "name", "person"),
    PersonName: _name,
    Report: _report,
    Story: _story,
    Tag: _slugged(Tag._default_manager, "name", "tag"),
    Tenure: _tenure,
    Topic: _topic,
}
"""Model -> what follows from what."""
