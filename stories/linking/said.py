"""The passages of stories in which events are looked for: sentences and captions that name a day, with who is named
in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter

from stories.linking.happenings import Passage
from stories.linking.strangers import Person, unknown_people
from stories.models import Mention, Story
from stories.models.plain import rows_of
from stories.models.story import caption_texts
from stories.text.datelines import after_datelines
from stories.text.sentences import sentence_spans
from stories.vocabulary import MentionKind, MentionState

LONGEST_READ = 60_000
# "Trump administration", "Biden era": what a name says which of, not who takes part.
_NOT_A_PERSON = re.compile(
    r"[’']?s?\s(?:administration|government|presidency|era|cabinet|White House)\b(?!.{0,20}inaugurat)"
)
_SAYS_A_DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,7}\b|day\b|\bnext week|\blast week|\bweekend|"
    r"\btonight|\btomorrow|\b(?:19|20)\d\d-\d\d-\d\d|年\d"
)
_THEY = re.compile(r"(?:They|The two|Both|The (?:leaders|ministers))\b")
Named = dict[str, list[tuple[int, int, int, str]]]


def passages_of(stories: Sequence[Story]) -> dict[int, list[Passage]]:
    """Story key -> its captions and sentences that name a day, each with the people named there."""
    texts = {story.pk: _dated(story) for story in stories}
    dated = [pk for pk, found in texts.items() if found]
    named = _named(dated)
    return {pk: [_with_people(one, named.get(pk, {})) for one in texts[pk]] for pk in dated}


def _dated(story: Story) -> list[Passage]:
    found, at = [], 0
    for text in caption_texts(story.captions):
        if _SAYS_A_DAY.search(text):
            found.append(Passage("caption", story.caption.index(text, at), text))
        at += len(text)
    for name, text in (("dek", story.dek), ("body", story.body[:LONGEST_READ])):
        if not _SAYS_A_DAY.search(text):
            continue
        spans = after_datelines(text, sentence_spans(text))
        for number, (start, end) in enumerate(spans):
            if _SAYS_A_DAY.search(text, start, end):
                after = spans[number + 1] if number + 1 < len(spans) else (end, end)
                before = text[spans[number - 1][0] : start] if number and _THEY.match(text, start) else ""
                found.append(Passage(name, start, text[start:end], (), text[after[0] : after[1]], before))
    return found


def _named(keys: Iterable[int]) -> dict[int, Named]:
    """Who is named where in the stories: field -> (start, end, person, name as printed)."""
    named: dict[int, Named] = {}
    columns = ("story_id", "field", "start", "end", "person_id", "surface", "kind", "state")
    for story, name, start, end, person, surface, kind, state in sorted(
        rows_of(Mention, columns, "story_id", list(keys)), key=itemgetter(0, 1, 2)
    ):
        if kind == MentionKind.PERSON and state in (MentionState.SUGGESTED, MentionState.CONFIRMED):
            named.setdefault(story, {}).setdefault(name, []).append((start, end, person, surface))
    return named


def _with_people(one: Passage, named: Named) -> Passage:
    since = one.start - len(one.before)
    known = [
        Person(person, surface, start - one.start)
        for start, end, person, surface in named.get(one.field, ())
        if since <= start and end <= one.end
    ]
    once: dict[int | None, Person] = {}
    for person in known:
        held = once.get(person.pk)
        if held is None or len(person.name) > len(held.name):
            once[person.pk] = person
    strangers = unknown_people(one.before + one.text, list(once.values()))
    people = [*once.values(), *(replace(person, start=person.start - len(one.before)) for person in strangers)]
    taking = [person for person in people if not _NOT_A_PERSON.match(one.text, max(0, person.start + len(person.name)))]
    ordered = tuple(sorted(taking, key=lambda person: person.start))
    return replace(one, people=ordered)
