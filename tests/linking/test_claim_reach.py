"""What claims are read of costs no more than its length: no number of it makes the whole of it be read again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from types import FrameType
from typing import Any

import pytest

from stories.editing.reports import add_report
from stories.linking import claim_finding, claim_scope
from stories.linking.claim_figures import figures
from stories.linking.claim_owners import Anchor, Spoken
from stories.linking.claim_places import dates_of, places_of
from stories.linking.claim_sources import Name, sources_of
from stories.linking.claim_words import kindred
from stories.linking.votes import votes
from stories.text.sentences import pieces
from tests.factories import NOW, EventFactory, OutletFactory, StoryFactory

TALKS = kindred("Talks on the harbour")


class Read(str):
    """A text that counts how many characters are cut out of it."""

    __slots__ = ("cut",)

    def __new__(cls, text: str) -> Read:
        made = super().__new__(cls, text)
        made.cut = 0
        return made

    def __getitem__(self, key: Any) -> str:
        part = str(super().__getitem__(key))
        self.cut += len(part)
        return part


def steps(work: Callable[[], object]) -> int:
    """How many instructions of ours run."""
    count = 0

    def look(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "voted 212 to 180 ",
        "killed 3, up from 2, ",
        "killed two men and a woman, ",
        "killed 3 and injured 4 and ",
        "300 people, 40 troops, ",
        "5% and ",
    ],
)
def test_twice_as_many_figures_take_twice_the_steps(unit: str) -> None:
    few, many = unit * 100, unit * 200
    list(figures(few))
    once, twice = steps(lambda: list(figures(few))), steps(lambda: list(figures(many)))
    assert once > 100
    assert twice < 2.3 * once


def read_votes(text: str) -> Iterator[object]:
    return votes(text)


def read_dates(text: str) -> Iterator[object]:
    return dates_of(text, TALKS, written=date(2025, 7, 1), inside=True)


def read_places(text: str) -> Iterator[object]:
    return places_of(text, TALKS)


def read_sources(text: str) -> Iterator[object]:
    return iter(sources_of(text, [(0, len(text))], [], []))


@pytest.mark.parametrize(
    ("read", "unit"),
    [
        (read_votes, "voted 212 to 180 "),
        (read_dates, "talks on July 1 in Oslo "),
        (read_places, "met troops in Oslo "),
        (read_sources, "according to Aa Bb, "),
    ],
)
def test_each_find_looks_at_what_is_beside_it(read: Callable[[str], Iterator[object]], unit: str) -> None:
    text = Read(f"{unit * 400}held in Oslo")
    found = list(read(text))
    assert found
    assert text.cut <= 600 * 400 + len(text)


def test_the_sources_of_many_sentences_look_at_their_own_names() -> None:
    def read(number: int) -> int:
        said = "Ana Lopes said so. "
        text = said * number
        spans = [(at, at + len(said) - 1) for at in range(0, len(text), len(said))]
        names = [Name(start, start + 9, "Ana Lopes") for start, _ in spans]
        return steps(lambda: sources_of(text, spans, names, names))

    assert read(200) < 2.3 * read(100)


def test_a_sentence_without_an_end_is_cut_at_white_space() -> None:
    text = "word " * 1000 + "x" * 3000
    cut = pieces([(0, 4), (5, len(text))], text, longest=2000)
    assert all(end - start <= 2000 for start, end in cut)
    assert "".join(text[start:end] for start, end in cut).replace(" ", "") == text.replace(" ", "")
    assert all(text[end].isspace() or text[end] == "x" for _, end in cut[:-1])
    assert cut[0] == (0, 4)
    assert pieces([], "", longest=2000) == []


@pytest.mark.django_db
def test_no_longer_sentence_is_looked_at_for_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    longest = []

    def looked_at(ground: Any) -> list[Any]:
        longest.extend(end - start for start, end in ground.sentences)
        return claims(ground)

    claims = claim_finding.claims_in
    monkeypatch.setattr(claim_finding, "claims_in", looked_at)
    body = "The blast killed three and so on " * 1000 + "and injured 14."
    story = StoryFactory(
        body=body, published_at=datetime(2025, 5, 14, tzinfo=UTC), published_precision="day", outlet=OutletFactory()
    )
    event = EventFactory(title="Blast in Port Aven", date="2025-05-13")
    report = add_report(story, event=event, start=0, end=9, editor=None, now=NOW)
    assert 1000 < max(longest) <= claim_finding.LONGEST_SENTENCE
    assert report.claims.get(unit="dead").value == "3"


def test_the_reports_of_a_long_story_are_placed_once() -> None:
    def read(number: int) -> int:
        spans = [(at * 10, at * 10 + 9) for at in range(number)]
        story, event = StoryFactory.build(body="It rained " * number), EventFactory.build(title="Blast in Port Aven")
        report = claim_finding.Report(pk=1, story=story, event=event, start=number * 9, end=number * 10 - 1)
        reading = claim_finding._Reading(story, spans, [claim_finding.NOBODY] * number)
        return steps(lambda: claim_finding._of_event(reading, event, [report]))

    assert read(200) < 2.4 * read(100)


def test_of_which_event_each_sentence_speaks_is_read_once() -> None:
    def read(number: int) -> int:
        said = "The blast killed three. The fire in Linden injured 14. "
        text = said * number
        spans = [
            (at, end)
            for start in range(0, len(text), len(said))
            for at, end in ((start, start + 23), (start + 24, start + 54))
        ]
        places = (("blast", "Port Aven"), ("fire", "Linden"))
        anchors = [Anchor(kindred(sort), kindred(sort), (place,)) for sort, place in places]
        spoken = Spoken(text, spans, anchors, None)
        asked = [[spoken.is_of(mine, at, 5, 9) for mine in (0, 1)] for at in range(len(spans))]
        assert asked == [[True, False], [False, True]] * number
        return steps(lambda: [Spoken(text, spans, anchors, None).is_of(0, at, 5, 9) for at in (0, len(spans) - 1)])

    assert read(200) < 2.4 * read(100)


def test_what_is_said_around_thousands_of_figures_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def days_in(words: str, *, written: date | None) -> list[date]:
        read.append(words)
        return []

    monkeypatch.setattr(claim_scope, "days_in", days_in)
    claim_scope._speaks_of_another.cache_clear()
    day = date(2025, 6, 1)
    said = " and ".join(f"voted {200 + at} to {100 + at}" for at in range(800))
    found = list(votes(said))
    assert len(found) == 1600
    assert not any(
        claim_scope.is_of_another(said, one.start, one.end, claim_scope.Days(day, day, day)) for one in found
    )
    claim_scope._speaks_of_another.cache_clear()
    assert sum(map(len, read)) < 5 * len(said)


@pytest.mark.parametrize("between", ["and they voted on and on ", "word "])
def test_words_near_a_figure_of_a_long_clause_tell_that_it_is_of_another_event(between: str) -> None:
    day = date(2025, 6, 1)
    for far, other in ((1, True), (300, False)):
        said = f"Already this year {between * far}14 were killed"
        at = said.index("14")
        assert claim_scope.is_of_another(said, at, at + 2, claim_scope.Days(day, day, day)) == other
