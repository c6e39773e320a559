"""Runs of capitalised words that one person's name may be, cut free of titles, places and what opens a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made_of
from functools import lru_cache

from stories.linking.given_names import KnownNames
from stories.linking.name_surroundings import MORE_TITLES, NEVER, is_common, is_demonym, is_place, is_role
from stories.linking.ordinary import is_ordinary
from stories.linking.post_words import TITLES
from stories.linking.words import ABBREVIATED, CAPITAL, INITIAL, LOWER, UPPER, Field, Word
from stories.text.languages import language_of
from stories.text.names import PARTICLES
from stories.text.romanised import readings_of
from stories.text.title_words import is_title_word

LONGEST = 4
HYPHENS = frozenset("-‐‑")
TAKEN = frozenset((CAPITAL, UPPER, INITIAL))
_FULL_LINE = 40
_SHORTEST_TITLE = 5
_NOBLE = frozenset("von van der den".split())
"""Particles of which two stand in names, and hardly between a post and what it is of."""
_READ = 3_000
_PREFIXES = frozenset("ex anti pro non post pre mid neo pan co vice".split())
"""What a hyphen binds to the word behind it, which is then in no name."""


@dataclass(slots=True)
class Run:
    """Words `first` to `last` (exclusive) of a field, as one name may be: `titled` where a title stands before,
    `known` where a part of it is on the lists of names."""

    field: Field
    first: int
    last: int
    titled: bool = False
    known: bool = False
    score: float = 0.0
    reasons: list[tuple[float, str]] = made_of(default_factory=list)

    @property
    def start(self) -> int:
        """The character it begins at."""
        return self.field.words[self.first].start

    @property
    def end(self) -> int:
        """One past its last character, a possessive 's left out."""
        return self.field.words[self.last - 1].bare_end

    def words(self) -> list[Word]:
        return self.field.words[self.first : self.last]

    def add(self, weight: float, reason: str = "") -> None:
        self.score += weight
        if reason:
            self.reasons.append((weight, reason))


def runs_of(field: Field, known: KnownNames) -> Iterator[Run]:
    """Runs of two words or more that one name may be, after what cannot belong to one is cut away."""
    words, at, count = field.words, 0, len(field.words)
    while at < count:
        if words[at].shape not in TAKEN:
            at += 1
            continue
        last = _end_of_run(field, at)
        if last - at > 1:
            yield from _parts(field, at, last, known)
        at = last


def _end_of_run(field: Field, first: int) -> int:
    """One past the last word that goes on with the capitals that begin at `first`."""
    words, at = field.words, first + 1
    while at < len(words) and words[at - 1].bare == words[at - 1].folded and _goes_on(field, at - 1):
        if words[at].shape in TAKEN or _is_syllable(field, at):
            at += 1
        elif words[at].folded in PARTICLES:
            ahead = at + 1
            while ahead < len(words) and words[ahead].folded in PARTICLES and _goes_on(field, ahead - 1):
                ahead += 1
            if ahead >= len(words) or words[ahead].shape != CAPITAL or not _goes_on(field, ahead - 1):
                break
            at = ahead + 1
        else:
            break
    return at


def _goes_on(field: Field, at: int) -> bool:
    """Whether words `at` and `at + 1` may be of one name: a space, a hyphen, the dot of an initial, the end of a line
    that is full."""
    first, second = field.words[at], field.words[at + 1]
    gap = field.text[first.end : second.start]
    if gap == " " or gap in HYPHENS:
        return True
    if first.shape == INITIAL and gap in (".", ". "):
        return True
    if gap == "\n":
        return first.end - (field.text.rfind("\n", 0, first.end) + 1) >= _FULL_LINE
    return gap == " ." and first.shape == INITIAL


def _is_syllable(field: Field, at: int) -> bool:
    """Whether a word in lower case is the second half of a given name: "Suk-yeol"."""
    word = field.words[at]
    if word.shape != LOWER or field.text[field.words[at - 1].end : word.start] not in HYPHENS:
        return False
    short = 2 <= len(word.folded) <= 5 and not word.folded.endswith("ed")
    # "Kim Jae-young": what is an ordinary word elsewhere.
    return (short and not is_ordinary(word.folded)) or (
        at > 1 and is_eastern(field.text[field.words[at - 2].start : word.bare_end])
    )


def is_eastern(printed: str) -> bool:
    """Whether a name is spelt as Korean and Chinese ones are: a family name and two syllables with a hyphen."""
    return "-" in printed and printed.count(" ") == 1 and readings_of(printed).is_apart


def _parts(field: Field, first: int, last: int, known: KnownNames) -> Iterator[Run]:
    """What is left of a run between titles and words that are in no name."""
    begin, titled = first, False
    if _is_of_a_post(field, first):
        begin = _past_domain(field, first, last, known)
        titled = first < begin < last
    shouted = all(word.shape == UPPER for word in field.words[first:last])
    for at in range(first, last):
        if at < begin:
            continue
        folded = field.words[at].folded
        ends_it = (
            at + 1 == last and at == begin + 1 and folded in known.family and field.words[begin].folded in known.given
        )
        foreign = _is_foreign_title(field, at, last, known)
        if (foreign or _is_title(folded)) and not ends_it and not _is_given(field, at, begin, last, titled=titled):
            yield from _part(field, begin, at, titled, known)
            bound = at + 1 < last and _binds(field, at) and not _is_title(field.words[at + 1].folded)
            begin, titled = _past_domain(field, at + 1 + bound, last, known), True
        elif _ends_a_name(field, at, shouted=shouted, known=known):
            yield from _part(field, begin, at, titled, known)
            begin, titled = at + 1, False
    yield from _part(field, begin, last, titled, known)


def _ends_a_name(field: Field, at: int, *, shouted: bool, known: KnownNames) -> bool:
    word = field.words[at]
    if word.shape == INITIAL:
        # The S of a possessive that stands apart, as tokenised texts have it.
        return field.text[word.end : word.end + 1] != "." and field.text[max(word.start - 1, 0)] in "'’"
    if word.folded in NEVER:
        return not _is_jan(field, at)
    return shouted and is_common(word.folded) and word.folded not in known.given and word.folded not in known.family


def _is_jan(field: Field, at: int) -> bool:
    """Whether "Jan" is a given name and no month: no stop and no day behind it, but a word with a capital."""
    word = field.words[at]
    plain = word.folded == "jan" and word.shape == CAPITAL and field.text[word.end : word.end + 1] == " "
    return plain and at + 1 < len(field.words) and field.words[at + 1].shape == CAPITAL


def _is_given(field: Field, at: int, begin: int, last: int, *, titled: bool) -> bool:
    """Whether what may be short for a title is a given name: it has no dot, another title stands before it and one
    word behind it (Defense Minister Gen Nakatani)."""
    word = field.words[at]
    is_short = word.folded in ABBREVIATED and field.text[word.end : word.end + 1] == " "
    return is_short and titled and at == begin and last - at == 2


def _is_title(word: str) -> bool:
    return word in TITLES or word in MORE_TITLES or (word.endswith("s") and word[:-1] in TITLES and len(word) > 5)


def _is_foreign_title(field: Field, at: int, last: int, known: KnownNames) -> bool:
    """Whether a word is a title in another language ("Borgmästare", "Sindaco") before two words that may be a name;
    what somebody is called too is one before a known given name ("Koning Willem Bos")."""
    word = field.words[at].folded
    if last - at < 3 or len(word) < _SHORTEST_TITLE or not is_title_word(word):
        return False
    if _is_particle(field.words[at + 1]) and word not in known.given:
        return True
    is_name = word in known.given or word in known.family
    return not is_name or field.words[at + 1].folded in known.given


def _is_of_a_post(field: Field, first: int) -> bool:
    """Whether a run stands behind a post and a particle: "la presidente della | Camera", "ministro de | Exteriores"."""
    words, at = field.words, first - 1
    while at > 0 and _is_particle(words[at]) and field.spaced(at):
        at -= 1
    if not 0 <= at < first - 1 or not field.spaced(at):
        return False
    return is_title_word(words[at].folded) or _is_title(words[at].folded)


def _past_domain(field: Field, at: int, last: int, known: KnownNames) -> int:
    """Where a name may begin behind a post: what the post is of is none of it ("Presidente | della Repubblica"), up to
    a known given name. "Ministerin von der Heyde" is called so."""
    words = field.words
    if at >= last or not (_is_particle(words[at]) or _is_particle(words[at - 1])):
        return at
    if words[at].folded in _NOBLE and at + 1 < last and words[at + 1].folded in _NOBLE:
        return at
    if _is_particle(words[at]) and _is_title(words[at - 1].folded) and _is_english(field.text):
        return at
    for start in range(at, last - 1):
        folded = words[start].folded
        if folded in known.given and not _is_particle(words[start]) and not is_place(folded):
            return start
    return last


@lru_cache(maxsize=4)
def _is_english(text: str) -> bool:
    """Whether "de" is a part of names, as in "President de Klerk"; so it is in what is too short to tell."""
    return language_of(text[:_READ]) in (None, "en")


def _is_particle(word: Word) -> bool:
    return word.shape == LOWER and word.folded in PARTICLES


def _part(field: Field, first: int, last: int, titled: bool, known: KnownNames) -> Iterator[Run]:
    """The run without what stands in front of a name (a country, a party, the first word of a sentence) and behind
    it (the letters of a rank)."""
    words = field.words
    while last > first and (words[last - 1].shape == INITIAL or words[last - 1].folded in PARTICLES):
        last -= 1
    while last - first > 2 and words[last - 1].shape == UPPER and words[first].shape != UPPER:
        last -= 1
    while last - first > 1 and (front := _in_front(field, first, last, known)):
        first, titled = first + front, False
    if 2 <= last - first <= LONGEST + 2:
        yield Run(field, first, last, titled)


def _in_front(field: Field, at: int, last: int, known: KnownNames) -> int:
    """How many words at the begin of a run are in front of the name: one, or the two of "Ex-Yankee"."""
    if _binds(field, at):
        return 2
    if is_eastern(field.text[field.words[at].start : field.words[last - 1].bare_end]):
        return 0
    return int(_stands_in_front(field, at, last, known))


def _binds(field: Field, at: int) -> bool:
    """Whether a hyphen binds a prefix to the next word."""
    word = field.words[at]
    return word.folded in _PREFIXES and field.text[word.end : word.end + 1] in HYPHENS


def _stands_in_front(field: Field, at: int, last: int, known: KnownNames) -> bool:
    word = field.words[at].folded
    place = is_place(word) or (is_demonym(word) and word not in known.family)
    if word in known.given:
        return place and last - at > 2 and field.words[at + 1].folded in known.given
    if place:
        return True
    if is_common(word) or is_role(word) or (field.words[at].shape == UPPER and field.words[at + 1].shape != UPPER):
        return last - at > 2 or field.begins_sentence(at)
    return False
