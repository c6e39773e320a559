"""What the other names of a story, and the line that a name stands in, say of a run of capitals."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from stories.linking.capital_runs import Run
from stories.linking.given_names import KnownNames
from stories.linking.name_surroundings import BODIES, is_common
from stories.linking.words import LOWER, UNCASED

_LONG = 3
_ENOUGH_WORDS = 4


def cut_tails(runs: Iterable[Run]) -> None:
    """Cut the last word off a run that is a name of the same story but for it ("Jane Doe Podcast", "Jane Doe Meets"),
    unless it is an institution's ("Jane Doe Institute")."""
    held = list(runs)
    whole = {_key(run) for run in held}
    for run in held:
        words = _key(run)
        if len(words) > 2 and words[:-1] in whole and words[-1] not in BODIES:
            run.last -= 1


def weigh_twins(runs: Iterable[Run], known: KnownNames, is_enough: Callable[[Run], bool]) -> None:
    """A name that is sure at one place is one at all; "Jane Explains" is no second name beside "Jane Doe"."""
    held = list(runs)
    sure = [run for run in held if is_enough(run)]
    firsts = {_key(run)[0] for run in sure if not _ends_in_a_word(run, known)}
    for run in sure:
        if len(_key(run)) == 2 and _key(run)[0] in firsts and _ends_in_a_word(run, known) and not run.titled:
            run.add(-3.0)
    told = {_key(run) for run in sure if is_enough(run)}
    for run in held:
        if not is_enough(run) and _key(run) in told:
            run.add(3.0, "it is told of as a person elsewhere in the story")


def in_title_case(run: Run) -> bool:
    """Whether the run stands in a line that is a headline in title case, where capitals tell nothing."""
    text, words = run.field.text, run.field.words
    begin = text.rfind("\n", 0, run.start) + 1
    end = text.find("\n", run.start)
    end = len(text) if end < 0 else end
    first, last = run.first, run.last
    while first > 0 and words[first - 1].start >= begin:
        first -= 1
    while last < len(words) and words[last].end <= end:
        last += 1
    long = [word for word in words[first:last] if len(word.folded) > _LONG and word.shape != UNCASED]
    return len(long) >= _ENOUGH_WORDS and sum(word.shape != LOWER for word in long) >= 0.75 * len(long)


def _key(run: Run) -> tuple[str, ...]:
    return tuple(word.bare for word in run.words())


def _ends_in_a_word(run: Run, known: KnownNames) -> bool:
    last = run.words()[-1].bare
    return is_common(last) and not known.is_family(last)
