"""Where in a story a name stands: capitals that fit, the longest name, no two that overlap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from stories.linking.book import FAMILY, FULL, Book, Spot
from stories.linking.given_before import with_given
from stories.linking.kanji_titles import titled_families
from stories.linking.ordinary import is_ordinary
from stories.linking.passage import Passage, before, neighbour
from stories.linking.post_words import BEFORE_TITLES, TITLES
from stories.linking.words import CAPITAL, INITIAL, LOWER, UNCASED, UPPER, Field, is_weak, shapes_of
from stories.text.names import PARTICLES, SUFFIXES
from stories.vocabulary import MentionKind

_CAPITALS = frozenset((CAPITAL, UPPER, INITIAL))
_ACRONYM = 4
_DISTINCTIVE = 5


def passages(fields: Iterable[Field], books: Mapping[str, Book]) -> list[Passage]:
    """The passages of a story that names of the books stand in, in reading order.

    Of overlapping ones the longest stays, whatever its kind; two of different kinds over the very same words both
    stay, for somebody to tell them apart.
    """
    found: list[Passage] = []
    for field in fields:
        candidates = [
            passage
            for kind, book in books.items()
            for spot in book.spots(field)
            if (passage := _fitting(kind, field, spot, book, books)) is not None
        ]
        if MentionKind.PERSON in books:
            candidates += _in_kanji(field, books[MentionKind.PERSON])
        found += _longest(candidates)
    return found


def _fitting(kind: str, field: Field, spot: Spot, book: Book, books: Mapping[str, Book]) -> Passage | None:
    """The passage, where its capitals and its neighbours allow it."""
    if spot.first < 0:
        return Passage(kind, field, spot)
    if spot.how == FAMILY:
        return _family(field, spot, book)
    if kind == MentionKind.EVENT:
        return Passage(kind, field, spot)
    fitting = [name for name in book.names[spot.key] if _capitals_fit(field, spot, name.text)]
    if not fitting or _other_generation(field, spot):
        return None
    if is_weak(spot.key) and _is_only_words(field, spot):
        return None
    if kind == MentionKind.OUTLET and spot.last - spot.first == 1 and _after_given_name(field, spot, books):
        return None
    owners = tuple(name.owner for name in fitting)
    said = before(field, spot.first) if kind == MentionKind.PERSON else ""
    return Passage(kind, field, spot._replace(owners=owners), said)


def _in_kanji(field: Field, book: Book) -> list[Passage]:
    """Family names in kanji that a title follows: 石破首相."""
    return [
        Passage(MentionKind.PERSON, field, Spot(start, end, -1, -1, key, FAMILY, owners), post)
        for start, end, key, owners, post in titled_families(field.text, book.kanji)
    ]


# --- capitals


def _capitals_fit(field: Field, spot: Spot, name: str) -> bool:
    """Whether the words are capitalised as the name is. A name that cannot be ordinary words may stand in lower case
    throughout ("sanae takaichi"); abbreviations (AP, FT, WHO) stand as they are."""
    words = field.words[spot.first : spot.last]
    shapes = shapes_of(name)
    if len(shapes) != len(words):
        return True
    if all(word.shape in (LOWER, UNCASED) for word in words):
        return _may_be_lower(spot.key) or all(shape in (LOWER, UNCASED) for shape in shapes)
    shouted = len(shapes) > 1 and all(shape in (UPPER, INITIAL) for shape in shapes)
    return all(
        _word_fits(field, wanted, word.shape, word.folded, shouted) for wanted, word in zip(shapes, words, strict=True)
    )


def _word_fits(field: Field, wanted: str, shape: str, folded: str, shouted: bool) -> bool:
    if wanted == UPPER and len(folded) <= _ACRONYM and not shouted:
        return shape == UPPER and not (field.capitals_mean_nothing and _is_shouted(field) and is_ordinary(folded))
    if wanted in _CAPITALS:
        # One word of a name in lower case by mistake ("Sanae takaichi"): the caller saw that another has its capital.
        return shape in _CAPITALS or folded in PARTICLES or (shape == LOWER and _may_be_lower(folded))
    return True


def _is_shouted(field: Field) -> bool:
    return all(word.shape != CAPITAL for word in field.words)


def _may_be_lower(key: str) -> bool:
    """Whether a name is told by its letters alone: a word of five letters or more that is no ordinary one."""
    return any(len(word) >= _DISTINCTIVE and not is_ordinary(word) for word in key.split())


def _is_only_words(field: Field, spot: Spot) -> bool:
    """Whether a name made of ordinary words is likely to be just these words: where capitals tell nothing, at the
    start of a sentence, or inside a longer name in capitals (Nature Conservancy)."""
    if field.capitals_mean_nothing or field.words[spot.first].shape == LOWER:
        return True
    if spot.last - spot.first == 1 and field.begins_sentence(spot.first):
        return True
    following = neighbour(field, spot.last, after=True)
    previous = neighbour(field, spot.first, after=False)
    if following and field.words[following].shape in _CAPITALS:
        return True
    return (
        previous is not None
        and field.words[previous].shape in _CAPITALS
        and not field.begins_sentence(previous)
        and not is_ordinary(field.words[previous].folded)
        and field.words[previous].bare == field.words[previous].folded
    )


def _other_generation(field: Field, spot: Spot) -> bool:
    """Whether "Jr." or "III" follows that the name does not have: then it is the son or the father."""
    following = neighbour(field, spot.last, after=True)
    if following is None:
        return False
    word = field.words[following]
    return word.folded in SUFFIXES and word.shape in _CAPITALS and not set(spot.key.split()) & SUFFIXES


def _after_given_name(field: Field, spot: Spot, books: Mapping[str, Book]) -> bool:
    """Whether a one-word outlet is the family name of somebody here (Michael Bloomberg)."""
    previous = neighbour(field, spot.first, after=False)
    if previous is None or MentionKind.PERSON not in books:
        return False
    word = field.words[previous]
    return word.shape == CAPITAL and word.folded in books[MentionKind.PERSON].given and not is_ordinary(word.folded)


# --- family names


def _family(field: Field, spot: Spot, book: Book) -> Passage | None:
    """A family name on its own, or with a given and a middle name before it that make it a whole name."""
    words = field.words[spot.first : spot.last]
    another = _other_generation(field, spot)
    if another and neighbour(field, spot.first, after=False) is None:
        return None
    if any(word.shape in _CAPITALS for word in words):
        whole = None if another else _with_middle(field, spot, book) or with_given(field, spot, book)
        return whole or Passage(MentionKind.PERSON, field, spot, before(field, spot.first))
    if all(word.shape == LOWER for word in words) and _may_be_lower(spot.key) and not is_weak(spot.key):
        return Passage(MentionKind.PERSON, field, spot, before(field, spot.first), lower=not field.has_no_capitals)
    return None


def _with_middle(field: Field, spot: Spot, book: Book) -> Passage | None:
    """ "George W. Bush" where the register knows a George Bush whose names do not give another middle letter."""
    middle: list[int] = []
    at = spot.first
    while len(middle) < 2 and (at := at - 1) > 0 and field.spaced(at):
        word = field.words[at]
        if word.shape != INITIAL and (field.capitals_mean_nothing or word.shape != CAPITAL or word.folded in TITLES):
            break
        middle.append(at)
        first = at - 1
        if not field.spaced(first) or field.words[first].shape not in _CAPITALS:
            continue
        owners = book.owners(f"{field.words[first].folded} {spot.key}")
        letter = field.words[middle[-1]].folded[:1]
        fitting = tuple(owner for owner in owners if book.middles.get(owner, {letter}) & {letter})
        if fitting:
            start = field.words[first].start
            key = f"{field.words[first].folded} {spot.key}"
            longer = Spot(start, spot.end, first, spot.last, key, FULL, fitting)
            return Passage(MentionKind.PERSON, field, longer, before(field, first), form="with a middle name")
    return None


def given_name_before(passage: Passage, given: set[str]) -> str | None:
    """A given name that is printed before a family name and is not part of the passage: "Ivanka" for Trump.

    Any capitalised word counts that is no title, no ordinary word and no possessive; where capitals tell nothing,
    only a word that is somebody's given name in the register.
    """
    field, spot = passage.field, passage.spot
    previous = neighbour(field, spot.first, after=False) if spot.first > 0 else None
    if previous is None:
        return None
    word = field.words[previous]
    if word.shape not in _CAPITALS or word.bare != word.folded or passage.lower:
        return None
    if word.folded in TITLES or word.folded in BEFORE_TITLES or (word.folded not in given and is_ordinary(word.folded)):
        return None
    if (field.capitals_mean_nothing or word.shape == UPPER) and word.folded not in given:
        return None
    if is_ordinary(word.folded) and field.begins_sentence(previous):
        return None
    return word.folded


def is_inside_name(passage: Passage, given: Collection[str]) -> bool:
    """Whether a capitalised word follows, so that the family name is part of something else (Reagan Airport, James
    Thomas), or it is the first half of a hyphenated given name (Park Yoon-joo). An ordinary word counts where it is
    among the `given` names of the register."""
    if passage.spot.first < 0:
        return False
    field = passage.field
    if _is_half_a_given_name(field, passage.spot):
        return True
    following = neighbour(field, passage.spot.last, after=True)
    if following is None or field.capitals_mean_nothing or passage.spot.last < 1:
        return False
    if field.words[passage.spot.last - 1].bare_end == passage.spot.end != field.words[passage.spot.last - 1].end:
        return False
    word = field.words[following]
    is_name = word.bare in given or not is_ordinary(word.folded)
    return word.shape in (CAPITAL, UPPER) and is_name and word.folded not in TITLES


def _is_half_a_given_name(field: Field, spot: Spot) -> bool:
    """Whether a capitalised name stands before and a syllable behind a hyphen; "-backed", "-era" are words."""
    previous = neighbour(field, spot.first, after=False)
    if previous is None or field.text[spot.end : spot.end + 1] not in ("-", "‐", "‑") or spot.last >= len(field.words):
        return False
    before, behind = field.words[previous], field.words[spot.last]
    if before.shape != CAPITAL or before.folded in TITLES or field.begins_sentence(previous):
        return False
    return behind.shape == LOWER and not is_ordinary(behind.folded) and not behind.folded.endswith("ed")


# --- one passage for each run of words


def _longest(found: list[Passage]) -> Iterator[Passage]:
    """Those that stay: longer before shorter, whole names before family names, then from left to right."""
    ranked = sorted(found, key=lambda one: (one.spot.start - one.spot.end, one.spot.how != FULL, one.spot.start))
    taken: list[Passage] = []
    ends: dict[int, int] = {}
    places: set[int] = set()
    for passage in ranked:
        start, end = passage.spot.start, passage.spot.end
        if not any(place in places for place in range(start, end)):
            places.update(range(start, end))
            ends[start] = end
            taken.append(passage)
        elif ends.get(start) == end and all(
            one.kind != passage.kind for one in taken if (one.spot.start, one.spot.end) == (start, end)
        ):
            taken.append(passage)
    return iter(sorted(taken, key=lambda one: (one.spot.start, one.kind)))
