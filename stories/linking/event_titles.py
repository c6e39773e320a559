"""What a suggested event is called, and why it is suggested."""

from __future__ import annotations

from stories.linking.disaster_words import DISASTER
from stories.linking.happening_words import INAUGURATION, MEETING, VISIT
from stories.linking.happenings import Happening, says_which


def title_of(one: Happening) -> str:
    """A title for the event, from who, what, where."""
    names = _listed([person.name for person in one.people[:4]])
    where = f" {_in(one.place)}" if one.place else ""
    phrase = one.phrase[:1].upper() + one.phrase[1:]
    if one.kind == DISASTER:
        return f"{phrase}{_where_struck(one) if one.place else ''}"[:200]
    if one.kind == VISIT and one.people and one.place and not says_which(one.phrase):
        return f"{one.people[0].name} visits {_the(one.place)}"[:200]
    if one.kind == INAUGURATION and one.people:
        return f"Inauguration of {one.people[-1].name}"[:200]
    if one.people and not says_which(one.phrase) and one.kind == MEETING:
        return f"{names} meet{where}"[:200] if len(one.people) > 1 else f"{names}: meeting{where}"[:200]
    said = phrase or one.kind.capitalize()
    return f"{said}{where}{f': {names}' if names else ''}"[:200]


def _in(place: str) -> str:
    return f"at {_the(place)}" if place.endswith("House") else f"in {place}"


def _where_struck(one: Happening) -> str:
    return f" off {one.place}" if one.phrase.endswith(("sinking", "shipwreck")) else f" in {one.place}"


def _the(place: str) -> str:
    return f"the {place}" if place.endswith("House") else place


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def evidence_of(one: Happening) -> str:
    """Why an event is suggested, in a sentence."""
    where = {"caption": "A caption", "dek": "The summary"}.get(one.passage.field, "A sentence")
    what = one.phrase or one.kind
    who = [person.name for person in one.people[:4]]
    named = f", with {', '.join(who)}" if who else ""
    at = f", at or in {one.place}" if one.place else ""
    when = one.edtf or "a day whose year the story does not say"
    return f"{where} speaks of “{what}” on {when}{named}{at}."
