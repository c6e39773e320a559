"""The rows of names that nobody in the register has, and in how many stories each stands, kept with the mentions.

A story adds one to a name that it newly prints and takes one from a name that it prints no more, so that its cost does
not depend on how many stories there are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Count, F, Q

from stories.linking.described import described_in
from stories.models import Mention, Proposal
from stories.models.plain import insert_rows, rows_of
from stories.vocabulary import MentionState, ProposalState


@dataclass(slots=True)
class Tally:
    """What is added to the counts of one name: stories, and stories by how they describe the bearer."""

    stories: int = 0
    described: Counter[str] = field(default_factory=Counter)


def proposals_for(names: Mapping[str, str]) -> dict[str, int]:
    """The keys of the proposals for names (folded -> as printed), made where they are missing. Names that an editor
    dismissed are left out: they are nobody's."""
    if not names:
        return {}
    known = _known(names)
    missing = names.keys() - known.keys()
    if missing:
        fresh = [(names[folded], folded, "{}", 0, str(ProposalState.OPEN)) for folded in sorted(missing)]
        insert_rows(Proposal, ("name", "folded", "described", "stories", "state"), fresh, ignore=True)
        known |= _known(missing)
    return {folded: pk for folded, (pk, state) in known.items() if state != ProposalState.DISMISSED}


def _known(names: Iterable[str]) -> dict[str, tuple[int, str]]:
    rows = rows_of(Proposal, ("folded", "id", "state"), "folded", list(names))
    return {folded: (pk, state) for folded, pk, state in rows}


def told_of(mentions: Iterable[tuple[int | None, str]]) -> dict[int, set[str]]:
    """How one story describes each proposal that it names; `mentions` are (proposal, evidence)."""
    told: dict[int, set[str]] = {}
    for proposal, evidence in mentions:
        if proposal is not None:
            said = described_in(evidence)
            told.setdefault(proposal, set()).update({said} if said else ())
    return told


def compare(tallies: dict[int, Tally], before: dict[int, set[str]], after: dict[int, set[str]]) -> None:
    """Add to the tallies what one story changes: `before` and `after` as `told_of` gives them."""
    for proposal in before.keys() | after.keys():
        old, new = before.get(proposal), after.get(proposal)
        if old == new:
            continue
        tally = tallies.setdefault(proposal, Tally())
        tally.stories += (new is not None) - (old is not None)
        tally.described.update(new or ())
        tally.described.subtract(old or ())


def count(tallies: Mapping[int, Tally]) -> None:
    """Write the tallies down. Inside the caller's transaction; rows are locked in the order of their keys."""
    if not tallies:
        return
    rows = list(Proposal.objects.select_for_update().filter(pk__in=list(tallies)).order_by("pk"))
    for row in rows:
        tally = tallies[row.pk]
        row.stories = max(row.stories + tally.stories, 0)
        counts = Counter(row.described)
        counts.update(tally.described)
        row.described = {said: number for said, number in counts.most_common() if number > 0}
    # Plain statements: the one with a CASE for each row that `bulk_update` builds costs as much as all else here.
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Proposal._meta.db_table} SET stories = %s, described = %s WHERE id = %s",  # noqa: S608
            [(row.stories, json.dumps(row.described), row.pk) for row in rows],
        )


def forget_unknown(stories: Iterable[int]) -> None:
    """Take the unknown names of stories (by key) away, and from the counts."""
    rows = Mention.objects.filter(story_id__in=list(stories), state=MentionState.UNKNOWN)
    held: dict[int, list[tuple[int | None, str]]] = {}
    for story, proposal, evidence in rows.values_list("story_id", "proposal_id", "evidence"):
        held.setdefault(story, []).append((proposal, evidence))
    tallies: dict[int, Tally] = {}
    for mentions in held.values():
        compare(tallies, told_of(mentions), {})
    rows.delete()
    count(tallies)


def miscounted() -> list[tuple[int, str, int, int]]:
    """Names whose count is not the number of stories that print them, as after a story was deleted: key, name, the
    count, the right number."""
    unknown = Q(mentions__state=MentionState.UNKNOWN)
    counted = Proposal.objects.annotate(printed=Count("mentions__story", filter=unknown, distinct=True))
    wrong = counted.exclude(stories=F("printed")).order_by("pk")
    return list(wrong.values_list("pk", "name", "stories", "printed"))


def recount() -> int:
    """Count the names anew whose count is wrong; returns how many there were."""
    with transaction.atomic():
        keys = [pk for pk, _, _, _ in miscounted()]
        wrong = list(Proposal.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        for row in wrong:
            held: dict[int, list[tuple[int | None, str]]] = {}
            rows = Mention.objects.filter(proposal=row, state=MentionState.UNKNOWN)
            for story, evidence in rows.values_list("story_id", "evidence"):
                held.setdefault(story, []).append((row.pk, evidence))
            tally = Tally()
            for mentions in held.values():
                compare({row.pk: tally}, {}, told_of(mentions))
            row.stories = tally.stories
            row.described = {said: number for said, number in tally.described.most_common() if number > 0}
        Proposal.objects.bulk_update(wrong, ["stories", "described"], batch_size=500)
    return len(wrong)
