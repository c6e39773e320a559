"""Mentions of a story as the page shows them: marked in the text, numbered, each with a note in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from stories.models import Candidate, Mention, Story
from stories.models.story import caption_texts
from stories.templatetags.dates import moment
from stories.templatetags.states import Badge, badge
from stories.vocabulary import MentionField, MentionState
from stories.web.reading import Mark, Paragraph, lay_out

MENTIONS_SHOWN = 400
AROUND = 70
_FIELDS = (MentionField.HEADLINE, MentionField.DEK, MentionField.BODY, MentionField.CAPTION)


@dataclass(frozen=True)
class Note:
    """What partials/margin_note.html writes: one mention that waits for a decision."""

    pk: int
    number: int
    kind: str
    state: str
    name: str
    badge: Badge
    evidence: str
    reason: str
    action: str
    candidates: list[dict[str, Any]]
    here: bool


@dataclass(frozen=True)
class Settled:
    """A mention that is decided, or that names nobody known; it can be opened again where somebody decided it."""

    number: int
    name: str
    href: str
    kind: str
    said: str
    reopen: str


@dataclass(frozen=True)
class Caption:
    """A caption with its marks; one that is a credit alone has no paragraphs."""

    paragraphs: list[Paragraph]
    credit: str


@dataclass(frozen=True)
class Margin:
    """All mentions of a story: the notes that are open, the settled ones, the names that nobody in the register has,
    and the texts with their marks."""

    notes: list[Note]
    settled: list[Settled]
    unknown: list[Settled]
    headline: list[Paragraph]
    dek: list[Paragraph]
    body: list[Paragraph]
    captions: list[Caption] = field(default_factory=list)
    unshown: int = 0

    @property
    def sure(self) -> int:
        """How many could be confirmed at once: suggested ones that the reader may decide on, from two on."""
        number = sum(note.state == MentionState.SUGGESTED and bool(note.action) for note in self.notes)
        return number if number > 1 else 0

    @property
    def counts(self) -> str:
        """For the head of the section: "7 settled, 5 open, 2 unknown"."""
        if not self.notes and not self.settled and not self.unknown:
            return "none found"
        unknown = f", {len(self.unknown)} unknown" if self.unknown else ""
        return f"{len(self.settled)} settled, {len(self.notes)} open{unknown}"


def margin_of(
    story: Story, mentions: Sequence[Mention], *, may: bool, passage: tuple[int, int] | None = None
) -> Margin:
    """Number the mentions in reading order, mark them in the texts, and write their notes. `mentions` come with what
    they point at and their candidates (`MentionQuerySet.for_page`); `passage` is marked in the body."""
    ordered = sorted(mentions, key=lambda one: (_FIELDS.index(MentionField(one.field)), one.start, one.end, one.pk))
    shown = ordered[:MENTIONS_SHOWN]
    numbered = list(enumerate(shown, start=1))
    waiting = [(number, one) for number, one in numbered if _is_open(one)]
    closed = [(number, one) for number, one in numbered if not _is_open(one)]
    first = waiting[0][0] if waiting else 0
    goals = {one.pk: _next(number, [other for other, _ in waiting]) for number, one in waiting}
    return Margin(
        notes=[
            _note(story, number, one, then=goals[one.pk] if may else "", here=number == first)
            for number, one in waiting
        ],
        settled=[_settled(number, one, may=may) for number, one in closed if one.state != MentionState.UNKNOWN],
        unknown=[_settled(number, one, may=may) for number, one in closed if one.state == MentionState.UNKNOWN],
        headline=lay_out(story.headline, _marks(numbered, MentionField.HEADLINE, first)),
        dek=lay_out(story.dek, _marks(numbered, MentionField.DEK, first)),
        body=lay_out(story.body, _marks(numbered, MentionField.BODY, first), passage),
        captions=_captions(story, _marks(numbered, MentionField.CAPTION, first)),
        unshown=len(ordered) - len(shown),
    )


def _captions(story: Story, marks: list[Mark]) -> list[Caption]:
    """The captions in their order; their texts are cut out of the one text in which the marks count."""
    laid_out = iter(lay_out(story.caption, marks))
    shown = []
    for one in story.captions if isinstance(story.captions, list) else ():
        paragraphs = [next(laid_out)] if caption_texts([one]) else []
        credit = str(one.get("credit") or "") if isinstance(one, dict) else ""
        if paragraphs or credit:
            shown.append(Caption(paragraphs, credit))
    return shown


def _is_open(mention: Mention) -> bool:
    return mention.state in (MentionState.SUGGESTED, MentionState.AMBIGUOUS)


def _marks(numbered: Iterable[tuple[int, Mention]], field: str, first: int) -> list[Mark]:
    """Rejected mentions are not marked: the text names nobody there."""
    return [
        Mark(one.start, one.end, number, one.kind, one.state, here=number == first)
        for number, one in numbered
        if one.field == field and one.state != MentionState.REJECTED
    ]


def _next(number: int, waiting: Sequence[int]) -> str:
    """Where one goes on after deciding on a mention: at the next one that waits, round to the first."""
    others = [other for other in waiting if other != number]
    goal = next((other for other in others if other > number), others[0] if others else 0)
    return f"n{goal}" if goal else "men-t"


def _note(story: Story, number: int, mention: Mention, *, then: str, here: bool) -> Note:
    target = _target(mention)
    ambiguous = mention.state == MentionState.AMBIGUOUS
    return Note(
        pk=mention.pk,
        number=number,
        kind=mention.kind,
        state=mention.state,
        name=f"“{mention.surface}”" if target is None else str(target),
        badge=badge(mention.state, "mention"),
        evidence=_around(story, mention) if ambiguous or str(target) != mention.surface else "",
        reason=mention.evidence,
        action=f"{reverse('stories:mention_verdict', args=[mention.pk])}?then={then}" if then else "",
        candidates=[_choice(one) for one in mention.candidates.all()] if ambiguous else [],
        here=here,
    )


def _choice(candidate: Candidate) -> dict[str, Any]:
    """Each with the reason that speaks for it, so that two namesakes are told apart."""
    name = str(candidate.person or candidate.outlet)
    return {"id": candidate.pk, "label": f"{name}, {candidate.evidence}" if candidate.evidence else name}


def _settled(number: int, mention: Mention, *, may: bool) -> Settled:
    target = _target(mention)
    who = f", {_name(mention.decided_by)}" if mention.decided_by else ""
    when = f", {moment(mention.decided_at)}" if mention.decided_at else ""
    decided = mention.state in (MentionState.CONFIRMED, MentionState.REJECTED)
    return Settled(
        number=number,
        name=mention.surface if target is None else str(target),
        href="" if target is None else target.get_absolute_url(),
        kind=mention.kind,
        said=f"{MentionState(mention.state).label}{who}{when}",
        reopen=f"{reverse('stories:mention_verdict', args=[mention.pk])}?then=n{number}" if may and decided else "",
    )


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.username)


def _target(mention: Mention) -> Any:
    return mention.person or mention.outlet or mention.event


def _around(story: Story, mention: Mention) -> str:
    """The words around the passage, cut at spaces."""
    text = str(getattr(story, mention.field))
    low, high = max(0, mention.start - AROUND), min(len(text), mention.end + AROUND)
    before, after = text[low : mention.start], text[mention.end : high]
    if low:
        before = "…" + before.partition(" ")[2]
    if high < len(text):
        after = after.rpartition(" ")[0] + "…"
    return " ".join((before + text[mention.start : mention.end] + after).split())
