"""Whom a passage means: one is a suggestion, two are never a link, and each has its evidence in a sentence.

Rules, in order:
- A whole name that one person has is that person; one that several have is decided by the post before it on the day
  of the story, else it is ambiguous.
- A family name is the one bearer who is named in full in the same story (two of them: ambiguous, unless the post
  before it decides); else the one who held the post that stands before it on that day.
- A family name behind a given name that nobody known has belongs to somebody unknown: no mention, and none for the
  same family name on its own elsewhere in the story.
- Otherwise the only known bearer is suggested, several are ambiguous. An ordinary word (Rice, May) and a word in
  lower case need a title before them.
- What an editor decided in this story counts: whoever was rejected for these words is no candidate for them, whoever
  was confirmed for them is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from stories.linking.book import FAMILY, FULL, Book
from stories.linking.countries import country_code, country_name
from stories.linking.name_forms import script_of
from stories.linking.ordinary import NEVER_ALONE
from stories.linking.passage import Passage, neighbour
from stories.linking.passages import given_name_before, is_inside_name
from stories.linking.post_words import TITLES, says_post
from stories.linking.words import CAPITAL, is_weak
from stories.text.names import fold
from stories.vocabulary import MentionKind, MentionState

MOST_CANDIDATES = 12
_SMALL = frozenset("of the for and in".split())


@dataclass(frozen=True, slots=True)
class Post:
    """A tenure as far as the evidence needs it."""

    post: str
    body: str
    country: str
    start_day: date | None
    end_day: date | None
    pk: int | None = None

    def covers(self, day: date) -> bool:
        """Whether the post may have been held on the day."""
        return (self.start_day is None or self.start_day <= day) and (self.end_day is None or day <= self.end_day)

    def ended_by(self, day: date) -> bool:
        """Whether the post was over on the day."""
        return self.end_day is not None and self.end_day <= day


@dataclass(slots=True)
class Facts:
    """What is known beside the names: how they are printed, who held which post, and about this story its day, its
    own outlets (id -> how it has to do with the story), the country of its outlet, what editors decided (kind and
    folded surface -> ids), and all names of people."""

    names: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    posts: Mapping[int, list[Post]] = field(default_factory=dict)
    day: date | None = None
    own_outlets: Mapping[int, str] = field(default_factory=dict)
    rejected: Mapping[tuple[str, str], set[int]] = field(default_factory=dict)
    confirmed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    country: str = ""
    people: Book | None = None

    def name(self, kind: str, pk: int) -> str:
        """The main name of a person, outlet or event."""
        return self.names.get(kind, {}).get(pk, "somebody")


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate of an ambiguous passage."""

    kind: str
    pk: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A mention as it should stand: suggested with one `target`, ambiguous with two or more `choices`, or unknown. The
    `tenure` is the post that decided it, `proposal` the row of an unknown name."""

    kind: str
    field: str
    start: int
    end: int
    surface: str
    state: str
    target: int | None
    evidence: str
    choices: tuple[Choice, ...] = ()
    tenure: int | None = None
    proposal: int | None = None


def resolve(found: Iterable[Passage], books: Mapping[str, Book], facts: Facts) -> list[Finding]:
    """The mentions of one story, in reading order."""
    return _Story(list(found), books, facts).findings()


class _Story:
    def __init__(self, found: list[Passage], books: Mapping[str, Book], facts: Facts) -> None:
        self.found = found
        self.facts = facts
        self.given = books[MentionKind.PERSON].given if MentionKind.PERSON in books else set()
        self.named = {pk for (kind, _), pk in facts.confirmed.items() if kind == MentionKind.PERSON}
        self.strangers: set[str] = set()
        self._survey()

    def _survey(self) -> None:
        """Who is named in full in the story, and which family names a stranger bears in it."""
        for passage in self.found:
            if passage.kind != MentionKind.PERSON:
                continue
            owners = self._allowed(passage)
            if passage.spot.how == FULL:
                chosen = owners if len(owners) == 1 else self._by_post(passage, owners)
                self.named.update(chosen if len(chosen) == 1 else owners)
            elif given_name_before(passage, self.given):
                self.strangers.add(passage.spot.key)

    def findings(self) -> list[Finding]:
        """One for each run of words."""
        places: dict[tuple[str, int, int], list[Passage]] = {}
        for passage in self.found:
            places.setdefault((passage.field.name, passage.spot.start, passage.spot.end), []).append(passage)
        made = []
        for together in places.values():
            readings = [reading for passage in together if (reading := self._one(passage)) is not None]
            if len(readings) == 1:
                made.append(readings[0])
            elif readings:
                made.append(self._of_two_kinds(together, readings))
        return made

    def _one(self, passage: Passage) -> Finding | None:
        owners = self._allowed(passage)
        confirmed = self.facts.confirmed.get((passage.kind, fold(passage.surface)))
        if confirmed is not None and (confirmed in owners or not owners):
            name = self.facts.name(passage.kind, confirmed)
            return _suggested(passage, confirmed, f"An editor confirmed the same words as {name} in this story.")
        if not owners:
            return None
        if passage.kind == MentionKind.PERSON:
            whole = passage.spot.how == FULL
            return self._whole_name(passage, owners) if whole else self._family_name(passage, owners)
        if passage.kind == MentionKind.OUTLET:
            return self._outlet(passage, owners)
        return _suggested(passage, owners[0], "The title of the event stands here.") if len(owners) == 1 else None

    def _allowed(self, passage: Passage) -> list[int]:
        rejected = self.facts.rejected.get((passage.kind, fold(passage.surface)), set())
        return [owner for owner in dict.fromkeys(passage.spot.owners) if owner not in rejected]

    # --- people

    def _whole_name(self, passage: Passage, owners: list[int]) -> Finding:
        chosen = owners if len(owners) == 1 else self._by_post(passage, owners)
        if len(chosen) != 1:
            return self._ambiguous(passage, owners)
        pk = chosen[0]
        name = self.facts.name(MentionKind.PERSON, pk)
        if passage.form:
            said = f"“{passage.surface}” is {name} {passage.form}"
        elif fold(name) == fold(passage.surface):
            said = f"The full name of {name}"
        else:
            said = f"“{passage.surface}” is a name of {name}"
        post = self._post_said(passage.said, pk) if passage.said and len(owners) > 1 else None
        return _suggested(passage, pk, f"{said}{self._on_the_day(passage, pk)}.", post)

    def _family_name(self, passage: Passage, owners: list[int]) -> Finding | None:
        stranger = given_name_before(passage, self.given) is not None
        by_post = [] if stranger else self._by_post(passage, owners)
        named = [owner for owner in owners if owner in self.named]
        if stranger:
            return None
        if len(by_post) == 1 and (len(named) != 1 or named == by_post):
            return self._by_its_post(passage, by_post[0])
        if is_inside_name(passage, self.given):
            return None
        if len(named) == 1:
            name = self.facts.name(MentionKind.PERSON, named[0])
            return _suggested(passage, named[0], f"The family name of {name}, who is named in full in this story.")
        if len(named) > 1:
            return self._ambiguous(passage, named)
        return self._only_bearer(passage, owners)

    def _only_bearer(self, passage: Passage, owners: list[int]) -> Finding | None:
        """A family name that nothing else in the story explains."""
        key = passage.spot.key
        if passage.spot.first < 0 and script_of(key) == "Jpan":
            return None
        behind_title = passage.said.split()[-1:] and passage.said.split()[-1] in TITLES
        if key in self.strangers:
            return None
        if not behind_title and (passage.lower or key in NEVER_ALONE or self._is_ordinary(passage)):
            return None
        if len(owners) > 1:
            return self._ambiguous(passage, owners)
        name = self.facts.name(MentionKind.PERSON, owners[0])
        told = f"“{passage.said.split()[-1].capitalize()}” stands before it, and " if behind_title else ""
        sentence = f"{told}{name} is the only known person with this family name{self._on_the_day(passage, owners[0])}."
        return _suggested(passage, owners[0], sentence)

    def _is_ordinary(self, passage: Passage) -> bool:
        if not is_weak(passage.spot.key):
            return False
        text, first = passage.field, passage.spot.first
        if text.capitals_mean_nothing or first < 0 or text.begins_sentence(first):
            return True
        # "Protect Our Jobs": part of a longer name in capitals.
        previous = neighbour(text, first, after=False)
        return previous is not None and not text.begins_sentence(previous) and text.words[previous].shape == CAPITAL

    def _by_post(self, passage: Passage, owners: list[int]) -> list[int]:
        """Those who held, on the day of the story, a post that stands before the name; for "former" those who did
        before. Nobody where no post stands there or the story has no day."""
        said = passage.said
        if not said or self.facts.day is None:
            return []
        return [owner for owner in owners if self._post_said(said, owner) is not None]

    def _post_said(self, said: str, owner: int) -> Post | None:
        """The latest of a person's posts that the words before the name say, held on the day (or, for "former",
        over by then)."""
        day = self.facts.day
        if day is None:
            return None
        former = not {"former", "ex"}.isdisjoint(said.split())
        fitting = [
            post
            for post in self.facts.posts.get(owner, [])
            if (post.ended_by(day) if former else post.covers(day)) and says_post(said, post.post)
        ]
        return max(fitting, key=lambda post: post.start_day or date.min, default=None)

    def _by_its_post(self, passage: Passage, pk: int) -> Finding:
        name = self.facts.name(MentionKind.PERSON, pk)
        post = self._post_said(passage.said, pk)
        held = f"{name} was {titled(post)}" if post else name
        when = "before" if post and self.facts.day and not post.covers(self.facts.day) else "on the day of the story"
        where = "before" if passage.spot.first >= 0 else "behind"
        return _suggested(passage, pk, f"The post stands {where} the family name; {held} {when}.", post)

    def _on_the_day(self, passage: Passage, pk: int) -> str:
        """ "; Prime Minister of Japan on the day of the story", or "" where no post is known for that day."""
        if self.facts.day is None:
            return ""
        held = [post for post in self.facts.posts.get(pk, []) if post.covers(self.facts.day)]
        if not held:
            return ""
        said = self._post_said(passage.said, pk) if passage.said else None
        chosen = said if said in held else max(held, key=lambda post: (post.start_day or date.min, post.post))
        return f"; {titled(chosen)} on the day of the story"

    def _ambiguous(self, passage: Passage, owners: list[int]) -> Finding:
        def weight(owner: int) -> tuple[bool, int]:
            return (not self._on_the_day(passage, owner), owner)

        ranked = sorted(owners, key=weight)
        choices = tuple(
            Choice(
                MentionKind.PERSON,
                owner,
                f"{self.facts.name(MentionKind.PERSON, owner)}{self._on_the_day(passage, owner)}.",
            )
            for owner in ranked[:MOST_CANDIDATES]
        )
        what = "family name" if passage.spot.how == FAMILY else "name"
        in_full = passage.spot.how == FAMILY and all(owner in self.named for owner in owners)
        whom = (
            f"{len(owners)} " + ("people who are named in full in this story" if in_full else "known people") + " have"
        )
        return _several(passage, choices, f"{whom} this {what}, and nothing in the story tells them apart.")

    # --- outlets, and words that two kinds of things are called

    def _outlet(self, passage: Passage, owners: list[int]) -> Finding:
        own = [owner for owner in owners if owner in self.facts.own_outlets]
        if len(owners) > 1 and len(own) != 1:
            choices = tuple(
                Choice(MentionKind.OUTLET, owner, f"{self.facts.name(MentionKind.OUTLET, owner)}.")
                for owner in owners[:MOST_CANDIDATES]
            )
            return _several(passage, choices, f"{len(owners)} known outlets have this name.")
        pk = own[0] if own else owners[0]
        name = self.facts.name(MentionKind.OUTLET, pk)
        same = fold(name) == fold(passage.surface)
        said = f"The name of {name}" if same else f"“{passage.surface}” is a name of {name}"
        role = self.facts.own_outlets.get(pk)
        return _suggested(passage, pk, f"{said}; {role}." if role else f"{said}.")

    def _of_two_kinds(self, together: list[Passage], readings: list[Finding]) -> Finding:
        """A person and an outlet over the same words: a title or a stranger decides, else both are candidates."""
        person = next((one for one in readings if one.kind == MentionKind.PERSON), None)
        other = next(one for one in readings if one.kind != MentionKind.PERSON)
        if person is None:
            return other
        passage = next(one for one in together if one.kind == MentionKind.PERSON)
        if passage.said.split()[-1:] and passage.said.split()[-1] in TITLES:
            return person
        if passage.spot.how == FAMILY and not set(passage.spot.owners) & self.named:
            return other
        choices = (*_choices(person), *_choices(other))
        return _several(passage, choices, "A person and an outlet are called so, and nothing here tells them apart.")


def _choices(finding: Finding) -> tuple[Choice, ...]:
    if finding.target is None:
        return finding.choices
    return (Choice(finding.kind, finding.target, finding.evidence),)


def titled(post: Post) -> str:
    """ "Prime Minister (Japan)", "President, Eurasia Group": with the country where the post or the body speaks of the
    state, else with the body."""
    body, title = set(fold(post.body).split()), set(fold(post.post).split())
    of_state = not body or country_code(post.body) == post.country or "cabinet" in body or (body & title) - _SMALL
    if post.country and of_state:
        return f"{post.post} ({country_name(post.country)})"
    return f"{post.post}, {post.body}" if post.body and body - title else post.post


def _finding(passage: Passage, state: str, target: int | None, evidence: str, choices: tuple[Choice, ...]) -> Finding:
    spot = passage.spot
    return Finding(
        passage.kind,
        passage.field.name,
        spot.start,
        spot.end,
        passage.surface,
        state,
        target,
        evidence[:300],
        choices,
    )


def _suggested(passage: Passage, pk: int, evidence: str, post: Post | None = None) -> Finding:
    made = _finding(passage, MentionState.SUGGESTED, pk, evidence, ())
    return replace(made, tenure=post.pk) if post else made


def _several(passage: Passage, choices: tuple[Choice, ...], evidence: str) -> Finding:
    return _finding(passage, MentionState.AMBIGUOUS, None, evidence, choices)
