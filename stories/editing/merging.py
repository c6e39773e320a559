"""Two entries of the register that are the same become one: people, outlets, events, tags.

The lower key stays, whatever was chosen, and so does its address. Everything that points at the other one moves (see
`moving`); the other row stays behind, marked with where it went, so that its address, its key and its old name still
lead there. All of it is one batch, which `undo_batch` takes back exactly.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Q

from stories.editing.moving import Moving, Pointer, doubles, pointers
from stories.editing.recorded import Recorder, held
from stories.editing.refusals import CannotEdit, Clash, verbose
from stories.models import Distinction, Event, Mention, Outlet, OutletName, Person, PersonName, Tag
from stories.policy import check_can
from stories.search import held as index_held
from stories.vocabulary import MentionState, NameSource, Standing, Verb

FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    Person: ("name", "description", "country", "wikidata", "note"),
    Outlet: ("name", "kind", "country", "language", "homepage", "wikidata", "note"),
    Event: ("title", "date", "place", "country", "status", "kind", "description", "part_of"),
    Tag: ("name", "note"),
}
"""Kind -> the fields of which one side's value is chosen."""
ACTS = {Person: "edit_register", Outlet: "edit_register", Event: "edit_register", Tag: "tag"}
DIFFERENT = "Only two of the same kind can be merged."
BOTH = 0
"""The choice of both texts, one under the other, where a field is a long text."""
FOLLOW: dict[str, tuple[str, ...]] = {"date": ("earliest", "latest")}
RANK = (Standing.REJECTED, Standing.SUGGESTED, Standing.CONFIRMED)
NAMES: dict[type[models.Model], type[Any]] = {Person: PersonName, Outlet: OutletName}

Record = Person | Outlet | Event | Tag
Choices = Mapping[str, int]


class CannotMerge(CannotEdit):
    """The two cannot become one; the sentence says why."""


@dataclass(frozen=True)
class Merged:
    """What a merger did: its batch (for `undo_batch`), which stayed and which went, how many rows moved, and how many
    went because the one that stays had their like."""

    batch: uuid.UUID
    kept: Any
    gone: Any
    moved: int
    dropped: int


@dataclass(frozen=True)
class Pair:
    """One field of both sides. `chosen` is the key of the side whose value stands unless another is chosen, or BOTH;
    None where an editor must say. `may_both`: both texts can be kept."""

    name: str
    label: str
    kept: Any
    gone: Any
    chosen: int | None
    may_both: bool

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return bool(self.kept != self.gone and (self.kept or self.gone))


@dataclass(frozen=True)
class Move:
    """Rows of one kind that would move, how many of them the other side has already, and the column."""

    pointer: Pointer
    number: int
    equal: int


@dataclass(frozen=True)
class Foreseen:
    """What a merger would do."""

    kept: Any
    gone: Any
    pairs: list[Pair]
    moves: list[Move]
    objection: str = ""
    distinct: Distinction | None = None
    warnings: list[str] = field(default_factory=list)


def in_order(one: Record, other: Record) -> tuple[Any, Any]:
    """The one that would stay, and the one that would go."""
    return (one, other) if one.pk < other.pk else (other, one)


def foresee(one: Record, other: Record) -> Foreseen:
    """What merging the two would do; nothing is written."""
    kept, gone = in_order(one, other)
    moves = []
    for pointer in pointers(type(kept)):
        number = pointer.at(gone.pk).count()
        if number:
            moves.append(Move(pointer, number, sum(1 for _ in doubles(pointer, gone.pk, kept.pk))))
    distinct = distinction(kept, gone)
    found = pairs(kept, gone)
    warnings = [
        f"They have different Wikidata ids, {one.kept} and {one.gone}: most likely they are not the same."
        for one in found
        if one.chosen is None
    ]
    return Foreseen(kept, gone, found, moves, objection(kept, gone), distinct, warnings)


def pairs(kept: Any, gone: Any) -> list[Pair]:
    """The fields of both sides, and whose value stands unless an editor says otherwise: the one that there is, else
    that of the side that stays. Of two Wikidata ids an editor chooses."""
    found = []
    for name in FIELDS[type(kept)]:
        column: Any = kept._meta.get_field(name)
        mine, theirs = getattr(kept, name), getattr(gone, name)
        chosen: int | None = kept.pk if mine or not theirs else gone.pk
        if name == "wikidata" and mine and theirs:
            chosen = None
        may_both = isinstance(column, models.TextField) and bool(mine and theirs)
        found.append(Pair(name, verbose(kept, name), mine, theirs, chosen, may_both))
    return found


def objection(kept: Any, gone: Any) -> str:
    """Why the two cannot be merged as they are; "" where nothing stands in the way."""
    if type(kept) is not type(gone):
        return DIFFERENT
    if kept.pk == gone.pk:
        return "These are one and the same already."
    for one in (kept, gone):
        if one.merged_into_id:
            return f"“{one}” was merged into another entry; choose that one."
    if isinstance(kept, Event):
        for one, other in ((kept, gone), (gone, kept)):
            if _is_part_of(one, other.pk):
                return f"“{one}” is part of “{other}”: take it out of it first."
    if distinction(kept, gone) is not None:
        return f"An editor said that “{kept}” and “{gone}” are not the same; take that back first."
    return ""


def _is_part_of(event: Event, key: int) -> bool:
    above, seen = event.part_of, {event.pk}
    while above is not None and above.pk not in seen:
        if above.pk == key:
            return True
        seen.add(above.pk)
        above = above.part_of
    return False


def distinction(one: Record, other: Record) -> Distinction | None:
    """The decision that the two are not the same, if there is one."""
    low, high = in_order(one, other)
    return Distinction.objects.filter(kind=one._meta.model_name, low=low.pk, high=high.pk).first()


def merge(
    one: Record,
    other: Record,
    *,
    choices: Choices | None = None,
    versions: Mapping[int, int] | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Merged:
    """Make one of two people, outlets, events or tags. `choices`: field -> key of the side whose value stands, or BOTH
    for long texts; what is left out is chosen as `pairs` says. `versions`: key -> the version that the editor read.

    Raises CannotMerge: not of one kind, merged already, said to be not the same, one part of the other, two Wikidata
    ids and none chosen; Clash where somebody changed one of them meanwhile; Gone; Refused.
    """
    if type(one) is not type(other):
        raise CannotMerge(DIFFERENT)
    if editor is not None:
        check_can(editor, ACTS[type(one)])
    low, high = in_order(one, other)
    recorder = Recorder(editor=editor, now=now, batch=batch, reason=f"“{str(high)[:120]}” into “{str(low)[:120]}”")
    with index_held():
        kept, gone = held(low), held(high)
        reason = objection(kept, gone)
        if reason:
            raise CannotMerge(reason)
        for row in (kept, gone):
            if versions and versions.get(row.pk, row.version) != row.version:
                raise Clash(row, [])
        values = _chosen(kept, gone, choices or {})
        moving = Moving(recorder, kept, Verb.MERGED)
        _names_of(gone, moving)
        for pointer in pointers(type(kept)):
            moving.move(pointer, gone.pk, kept.pk)
        _distinctions(kept, gone, moving)
        _decide_for(kept, moving)
        _settle(kept, gone, values, moving)
        _check_nothing_left(gone)
    return Merged(recorder.batch, kept, gone, moving.moved, moving.dropped)


def _chosen(kept: Any, gone: Any, choices: Choices) -> dict[str, Any]:
    """The values that stand, by column. Raises CannotMerge for a choice that is none."""
    unknown = choices.keys() - set(FIELDS[type(kept)])
    if unknown:
        raise CannotMerge(f"There is no choice of {', '.join(sorted(unknown))}.")
    values: dict[str, Any] = {}
    for pair in pairs(kept, gone):
        chosen = choices.get(pair.name, pair.chosen)
        if chosen is None:
            raise CannotMerge(f"They have two Wikidata ids, {pair.kept} and {pair.gone}: say which one stands.")
        if chosen not in (kept.pk, gone.pk) and not (chosen == BOTH and pair.may_both):
            raise CannotMerge(f"Choose the {pair.label} of one of the two.")
        side = gone if chosen == gone.pk else kept
        for name in (kept._meta.get_field(pair.name).attname, *FOLLOW.get(pair.name, ())):
            values[name] = f"{pair.kept}\n\n{pair.gone}" if chosen == BOTH else getattr(side, name)
    if isinstance(kept, Event) and RANK.index(Standing(gone.standing)) > RANK.index(Standing(kept.standing)):
        values |= {"standing": gone.standing, "evidence": gone.evidence}
    return values


def _names_of(gone: Any, moving: Moving) -> None:
    """Names say that they come from a merger, before they move."""
    names = NAMES.get(type(gone))
    if names is not None:
        owner = f"{gone._meta.model_name}_id"
        for row in names._base_manager.filter(**{owner: gone.pk}).order_by("pk"):
            moving.put(row, {"source": NameSource.MERGE.value})


def _distinctions(kept: Any, gone: Any, moving: Moving) -> None:
    """Whoever is not the one that goes is not the one that stays."""
    kind = kept._meta.model_name
    for row in Distinction.objects.filter(Q(low=gone.pk) | Q(high=gone.pk), kind=kind).order_by("pk"):
        other = row.high if row.low == gone.pk else row.low
        low, high = sorted((kept.pk, other))
        if Distinction.objects.filter(kind=kind, low=low, high=high).exists():
            moving.delete([row])
        else:
            moving.put(row, {"low": low, "high": high})


def _decide_for(kept: Any, moving: Moving) -> None:
    """Mentions that might have meant either of the two, and nobody else, are ambiguous no more."""
    column = f"{kept._meta.model_name}_id"
    if not isinstance(kept, Person | Outlet):
        return
    rows = Mention.objects.filter(state=MentionState.AMBIGUOUS, **{f"candidates__{column}": kept.pk})
    alone = Mention.objects.filter(pk__in=rows.values("pk")).annotate(number=Count("candidates")).filter(number=1)
    for mention in alone.order_by("pk").prefetch_related("candidates"):
        evidence = mention.candidates.all()[0].evidence
        new = {"state": MentionState.SUGGESTED.value, column: kept.pk, "kind": kept._meta.model_name}
        moving.put(mention, new | {"evidence": evidence or mention.evidence})


def _settle(kept: Any, gone: Any, values: dict[str, Any], moving: Moving) -> None:
    """Give the one that stays what was chosen, and mark the other. Values that no two may share change sides by way of
    nothing (or, for a tag's name, of a name that nobody has)."""
    alone = [
        column
        for column in values
        if kept._meta.get_field(column).unique and values[column] and values[column] == getattr(gone, column)
    ]
    swapped = {column: getattr(kept, column) for column in alone}
    aside = {column: None if gone._meta.get_field(column).null else f"\u2192 {uuid.uuid4()}" for column in alone}
    moving.put(gone, {"merged_into_id": kept.pk} | aside, counts=False)
    moving.put(kept, values)
    if any(swapped.values()):
        moving.put(gone, {column: value for column, value in swapped.items() if value}, counts=False)
    names = NAMES.get(type(kept))
    if names is None:
        return
    owner = f"{kept._meta.model_name}_id"
    for row in names._base_manager.filter(**{owner: kept.pk}).order_by("pk"):
        if row.text == kept.name:
            moving.put(row, {"source": NameSource.PRIMARY.value})
        elif row.source == NameSource.PRIMARY:
            moving.put(row, {"source": NameSource.EDITOR.value})


def _check_nothing_left(gone: Any) -> None:
    for pointer in pointers(type(gone)):
        if pointer.at(gone.pk).exists():
            raise CannotMerge(f"Something still points at “{gone}” ({pointer.name}); nothing was merged.")
