"""What the decided mentions of a story say about the rest of it."""

from __future__ import annotations

from stories.linking.resolving import Finding
from stories.models import Mention
from stories.text.names import fold
from stories.vocabulary import MentionKind, MentionState

TARGETS = {MentionKind.PERSON: "person_id", MentionKind.OUTLET: "outlet_id", MentionKind.EVENT: "event_id"}


def target_of(mention: Mention) -> int | None:
    """The key of whom a mention points at; None for nobody."""
    target: int | None = getattr(mention, TARGETS[MentionKind(mention.kind)])
    return target


def decisions_of(decided: list[Mention]) -> tuple[dict[tuple[str, str], set[int]], dict[tuple[str, str], int]]:
    """Who was rejected and who was confirmed, by kind and folded words. Words confirmed as two people decide
    nothing for others."""
    rejected: dict[tuple[str, str], set[int]] = {}
    confirmed: dict[tuple[str, str], set[int]] = {}
    for mention in decided:
        words = (mention.kind, fold(mention.surface))
        target = target_of(mention)
        if mention.state == MentionState.CONFIRMED and target is not None:
            confirmed.setdefault(words, set()).add(target)
        elif target is not None:
            rejected.setdefault(words, set()).add(target)
        else:
            others = {candidate.person_id or candidate.outlet_id for candidate in mention.candidates.all()}
            rejected.setdefault(words, set()).update(pk for pk in others if pk is not None)
    sure = {words: next(iter(targets)) for words, targets in confirmed.items() if len(targets) == 1}
    return rejected, sure


def overlaps(finding: Finding, decided: list[Mention]) -> bool:
    """Whether something found lies over a decided mention of its kind, or over a confirmed one of any."""
    return any(
        mention.field == finding.field
        and mention.start < finding.end
        and finding.start < mention.end
        and (mention.kind == finding.kind or mention.state == MentionState.CONFIRMED)
        for mention in decided
    )
