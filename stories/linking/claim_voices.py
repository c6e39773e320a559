"""How many speak where several reports say the same: copies of one text are one voice, as are two passages of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property

from stories.models import Link, Report
from stories.vocabulary import LinkKind, LinkState


class Voices:
    """The voices of reports. Reads the links of copies when it is asked for the first time: one query."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._stories = {report.story_id for report in reports if report.story_id}

    def of(self, report: Report) -> Hashable:
        """What the report shares with those that have its text, and with no other; a report that stands for no story
        speaks for itself."""
        return self._groups.get(report.story_id, report.story_id) if report.story_id else id(report)

    @cached_property
    def _groups(self) -> dict[int, int]:
        """Story -> the least key of those with its text. What an editor said is no copy is none by a detour either."""
        if len(self._stories) < 2:
            return {}
        links = Link.objects.filter(source__in=self._stories, kind=LinkKind.REPRINTS).exclude(copy_kind="")
        rows = list(links.order_by("-overlap", "pk").values_list("source", "target", "state"))
        apart = {frozenset((one, other)) for one, other, state in rows if state == LinkState.REJECTED}
        groups: dict[int, set[int]] = {}
        for one, other, state in rows:
            if state != LinkState.REJECTED:
                mine, theirs = groups.setdefault(one, {one}), groups.setdefault(other, {other})
                if mine is not theirs and not _are_apart(mine, theirs, apart):
                    mine |= theirs
                    groups.update(dict.fromkeys(theirs, mine))
        return {key: min(group) for key, group in groups.items()}


def _are_apart(mine: set[int], theirs: set[int], apart: set[frozenset[int]]) -> bool:
    return any(len(pair & mine) == len(pair & theirs) == 1 for pair in apart)
