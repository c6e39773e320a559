"""Keeping decided mentions on their words when the text of a story changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stories.models import Mention

Place = tuple[str, str, int, int]


def place_of(mention: Mention) -> Place:
    """What no two mentions of a story share: kind, field, start, end."""
    return (mention.kind, mention.field, mention.start, mention.end)


def stands(mention: Mention, texts: Mapping[str, str]) -> bool:
    """Whether the passage still reads as the mention says. One that rests stands nowhere."""
    return bool(mention.field) and texts[mention.field][mention.start : mention.end] == mention.surface


def moved(decided: list[Mention], texts: Mapping[str, str]) -> tuple[dict[int, tuple[str, int]], list[Mention]]:
    """Where the words of decided mentions stand now, by the mention's key, for those that moved; and the mentions
    whose words are gone.

    The nearest place in the same field, else the first in another one; no two mentions of a kind on one place. One that
    rests (see Mention) goes to the first place of its words, once they are back.
    """
    taken = {place_of(mention) for mention in decided if stands(mention, texts)}
    places: dict[int, tuple[str, int]] = {}
    gone = []
    for mention in sorted(decided, key=place_of):
        if stands(mention, texts):
            continue
        length = len(mention.surface)
        for field, start in _occurrences(mention, texts):
            place = (mention.kind, field, start, start + length)
            if place not in taken:
                taken.add(place)
                places[mention.pk] = (field, start)
                break
        else:
            gone.append(mention)
    return places, gone


def _occurrences(mention: Mention, texts: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    here = sorted(_all(mention.surface, texts.get(mention.field, "")), key=lambda start: abs(start - mention.start))
    yield from ((mention.field, start) for start in here)
    for field, text in texts.items():
        if field != mention.field:
            yield from ((field, start) for start in _all(mention.surface, text))


def _all(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def find_again(surface: str, field: str, start: int, texts: Mapping[str, str]) -> tuple[str, int] | None:
    """Where words stand now that stood at `start` of a field: there, else nearest to it, else in another field; None
    where they are gone."""
    if texts[field][start : start + len(surface)] == surface:
        return field, start
    here = min(_all(surface, texts[field]), key=lambda at: abs(at - start), default=None)
    if here is not None:
        return field, here
    return next(((name, at) for name, text in texts.items() if name != field for at in _all(surface, text)), None)
