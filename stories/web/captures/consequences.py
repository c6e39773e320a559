"""What accepting a clipping would do, found out without doing it: shown before the button."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from stories.extraction import Clipping
from stories.ingest.completing import RIVALS_NAMED, is_found_at_address, why
from stories.ingest.matching import is_more
from stories.ingest.recaptured import left_of
from stories.ingest.stories import is_part, match
from stories.ingest.values import FOLLOWED, columns_of, text_fingerprint
from stories.linking.outlets import known_outlets
from stories.models import Capture, Story
from stories.templatetags.dates import dated
from stories.templatetags.names import language_name
from stories.vocabulary import Completeness

COPIES_SHOWN = 3
TAGS_SHOWN = 12
KEPT = "a newer text; the old one is kept"
FIELD_WORDS = {"dek": "dek", "body": "text", "captions": "captions", "questions": "questions"}


@dataclass(frozen=True)
class Consequence:
    """One line: what it is about, what happens, and where that leads."""

    term: str
    value: str
    href: str = ""
    quiet: str = ""


def consequences(
    capture: Capture, clipping: Clipping, *, alone: bool, canonical: str = "", extracted: Clipping | None = None
) -> tuple[list[Consequence], Story | None]:
    """What accepting `clipping` does, and the story that it is, where an earlier capture, acceptance or another page
    made it; `canonical` is the address that the page gives as its own, `extracted` the clipping as it was read."""
    found = match(capture, clipping, alone=alone, canonical=canonical, extracted=extracted)
    known = found.story
    said = columns_of(clipping)
    lines = [_story(capture, clipping, known, said, alone=alone), *_rivals(found.rivals), *_outlets(capture, clipping)]
    lines += _copies(text_fingerprint(said["headline"], said["dek"], said["body"]), known)
    lines += [
        Consequence(noun, f"{len(things)} kept with the story")
        for noun, things in (
            ("captions", clipping.captions),
            ("tables", clipping.tables),
            ("questions", clipping.questions),
        )
        if things
    ]
    if clipping.tags and known is None:
        lines.append(Consequence("tags", ", ".join(clipping.tags[:TAGS_SHOWN])))
    if clipping.updated:
        lines.append(Consequence("updated", dated(clipping.updated).short, quiet="by its source"))
    if left_of(clipping.doubts, known.url if known else ""):
        lines.append(Consequence("doubts", "the story is marked to check"))
    return lines, known


def _rivals(stories: tuple[Story, ...]) -> list[Consequence]:
    """The stories that it could be: it becomes a new one, and they are offered as links."""
    return [
        Consequence("perhaps", story.headline, story.get_absolute_url(), f"{why(stories)}; offered as a link")
        for story in stories[:RIVALS_NAMED]
    ]


def _story(
    capture: Capture, clipping: Clipping, known: Story | None, said: dict[str, object], *, alone: bool
) -> Consequence:
    shape = str(Completeness(clipping.completeness).label)
    tongue = f", in {language_name(clipping.language)}" if clipping.language else ""
    if known is None:
        return Consequence("story", f"one new, {shape}{tongue}")
    href = reverse("stories:story_detail", args=[known.pk])
    if is_found_at_address(known, clipping, capture, alone=alone):
        new = said["body"] != known.taken.get("body")
        return Consequence("story", f"story {known.pk}, which gets this address", href, quiet=KEPT if new else "")
    if known.page_id != capture.page_id:
        return _of_another_page(clipping, known, href)
    new = [FIELD_WORDS.get(name, name) for name in FOLLOWED if said[name] != known.taken.get(name)]
    if not new:
        return Consequence("story", "known, stays as it is", href)
    if is_part(clipping, known):
        return Consequence("story", "known, stays as it is", href, quiet="only a part of its text is here")
    return Consequence(
        "story", "known, is brought up to date", href, quiet=f"new: {', '.join(new)}; the old text is kept"
    )


def _of_another_page(clipping: Clipping, known: Story, href: str) -> Consequence:
    """What becomes of a story that another page told of."""
    if is_more(clipping.completeness, known.completeness):
        had = str(Completeness(known.completeness).label)
        return Consequence("story", f"completes story {known.pk}", href, quiet=f"{had} so far; corrections stay")
    return Consequence("story", f"story {known.pk}, stays as it is", href, quiet="it stands on this page too")


def _outlets(capture: Capture, clipping: Clipping) -> list[Consequence]:
    """Whether the outlets that it names are in the register."""
    wanted = [("outlet", clipping.outlet), ("via", clipping.via), ("agency", clipping.agency)]
    lines = []
    for term, name in wanted:
        if not name:
            continue
        own = term == "outlet" and not clipping.via
        found = known_outlets(name, domain=(capture.address or None) if own else None)
        if found:
            lines.append(Consequence(term, found[0].name, found[0].get_absolute_url(), "known"))
        else:
            lines.append(Consequence(term, name, quiet="new to the register"))
    if not clipping.outlet:
        lines.append(Consequence("outlet", "left open", quiet="nothing on the page says which"))
    return lines


def _copies(fingerprint: str, known: Story | None) -> list[Consequence]:
    """Stories with the very same text; near copies are looked for when the story is made."""
    if not fingerprint:
        return []
    same = Story.objects.filter(fingerprint=fingerprint).select_related("outlet").only("headline", "outlet__name")
    if known is not None:
        same = same.exclude(pk=known.pk)
    found = list(same.order_by("-sort_key")[: COPIES_SHOWN + 1])
    lines = [
        Consequence("same text", story.headline, story.get_absolute_url(), story.outlet.name if story.outlet else "")
        for story in found[:COPIES_SHOWN]
    ]
    if len(found) > COPIES_SHOWN:
        lines.append(Consequence("same text", "and more"))
    return lines or [Consequence("copies", "none with the same text")]
