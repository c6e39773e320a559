"""What a finding is as a row: a mention, with its candidates where it may be one of several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stories.linking.decisions import TARGETS
from stories.linking.resolving import Finding
from stories.models import Candidate, Mention, Story
from stories.models.plain import insert_rows
from stories.vocabulary import MentionKind, MentionState

DECIDED = (MentionState.CONFIRMED, MentionState.REJECTED)
_STORED = (
    "story_id kind field start end surface state person_id outlet_id event_id tenure_id proposal_id evidence".split()
)


def _columns(finding: Finding) -> dict[str, Any]:
    columns = {column: finding.target if kind == finding.kind else None for kind, column in TARGETS.items()}
    columns |= {"tenure_id": finding.tenure, "proposal_id": finding.proposal}
    return {**columns, "surface": finding.surface[:300], "state": finding.state, "evidence": finding.evidence}


def mention_of(story: Story, finding: Finding) -> Mention:
    """The row of a finding in a story (not saved)."""
    return Mention(
        story_id=story.pk,
        kind=finding.kind,
        field=finding.field,
        start=finding.start,
        end=finding.end,
        **_columns(finding),
    )


def _stored(mention: Mention) -> list[Any]:
    values = (getattr(mention, name) for name in _STORED)
    return [str(value) if isinstance(value, str) else value for value in values]  # enumerations as plain text


def _candidates(mention: Mention, finding: Finding) -> list[Candidate]:
    return [
        Candidate(
            mention=mention,
            person_id=choice.pk if choice.kind == MentionKind.PERSON else None,
            outlet_id=choice.pk if choice.kind == MentionKind.OUTLET else None,
            evidence=choice.evidence[:300],
        )
        for choice in finding.choices
    ]


def _signature(candidates: Iterable[Candidate]) -> set[tuple[int | None, int | None, str]]:
    return {(one.person_id, one.outlet_id, one.evidence) for one in candidates}


def differs(mention: Mention, finding: Finding) -> bool:
    """Whether a stored mention is not what is found at its place; reads its candidates."""
    if any(getattr(mention, name) != value for name, value in _columns(finding).items()):
        return True
    return _signature(mention.candidates.all()) != _signature(_candidates(mention, finding))


def change_mention(mention: Mention, finding: Finding) -> None:
    """Make a stored mention what is found at its place, unless an editor decided on it meanwhile."""
    values = _columns(finding)
    Mention.objects.filter(pk=mention.pk).exclude(state__in=DECIDED).update(**values)
    for name, value in values.items():
        setattr(mention, name, value)
    Candidate.objects.filter(mention_id=mention.pk).delete()
    Candidate.objects.bulk_create(_candidates(mention, finding))


def store_mentions(new: Iterable[tuple[Mention, Finding]]) -> None:
    """Store new mentions, each with the candidates of its finding."""
    new = list(new)
    # Most are of names that nobody has, some thirty a page, and no other row speaks of them.
    insert_rows(Mention, _STORED, [_stored(mention) for mention, finding in new if not finding.choices])
    choosing = [(mention, finding) for mention, finding in new if finding.choices]
    Mention.objects.bulk_create([mention for mention, _ in choosing], batch_size=500)
    Candidate.objects.bulk_create([one for pair in choosing for one in _candidates(*pair)], batch_size=500)
