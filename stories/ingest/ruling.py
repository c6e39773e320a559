"""Rules about an outlet's furniture: made by an editor, carried out over older captures in pieces, and undone.

A rule changes what is still to be checked. Captures that were accepted are left alone; their stories are named, and
change only when an editor says so (`editing.furniture`). What stands in the history under the rule's batch is what an
undo goes by: it puts back exactly the readings that are still as the rule left them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, QuerySet

from stories.extraction import LEFT_OUT, REASONS, ROLES
from stories.extraction import Reading as PageReading
from stories.extraction.ruling import Rule, apply_rules, block_key, standing
from stories.ingest.furniture import hold_rules, rules_of, unruled, with_rules
from stories.ingest.readings import dump_reading, load_reading
from stories.ingest.receive import describe
from stories.ingest.rewriting import SHOWN, marks_moved
from stories.ingest.values import storable
from stories.models import Capture, Change, FurnitureHit, FurnitureRule, Outlet, Reading
from stories.models.change import record, row_values
from stories.policy import check_can
from stories.vocabulary import CaptureState, Verb

PIECE = 50
"""Captures that one call of `carry_out` goes through, unless told otherwise."""
TRIES = 3


class CannotRule(ValueError):
    """The rule cannot be made or undone; the text is a sentence for the editor."""


@dataclass(frozen=True)
class Progress:
    """What one piece of work came to: captures looked at, readings changed (or put back), readings left alone because
    somebody worked on them, and whether nothing is left to do."""

    looked: int
    changed: int
    left: int
    done: bool


def make_rule(
    *, outlet: Outlet | None, text: str, role: str, reason: str = "", editor: Any, now: datetime
) -> FurnitureRule:
    """Settle what a text is on all pages of an outlet: `role` "left out" (for a `reason`), or the role that it has in a
    story. Nothing older changes yet: see `carry_out`. Raises CannotRule, Refused."""
    if editor is not None:
        check_can(editor, "edit_capture")
    if outlet is None:
        raise CannotRule("It is not known whose page this is; a rule belongs to an outlet. Accept the page first.")
    key = block_key(text)
    if key is None:
        raise CannotRule("This text is too short or too long for a rule: it could be anything.")
    if role not in ROLES:
        raise CannotRule(f"“{role[:40]}” is not a role a block can have.")
    why = (reason or "other") if role == LEFT_OUT else ""
    if why and why not in REASONS:
        raise CannotRule(f"“{why[:40]}” is no reason for leaving text out.")
    words = storable(" ".join(text.split()))
    rule = FurnitureRule(outlet=outlet, key=key, text=words, role=role, reason=why, made_by=editor, made_at=now)
    try:
        with transaction.atomic():
            hold_rules(outlet, to_change=True)
            newest = Capture.objects.filter(outlet=outlet).aggregate(last=Max("pk"))["last"]
            rule.next_capture = None if newest is None else newest + 1
            rule.save(force_insert=True)
            record(rule, Verb.CREATED, editor=editor, now=now, after=row_values(rule))
    except IntegrityError:
        raise CannotRule(f"There is a rule about this text of {outlet.name} already; undo that one first.") from None
    return rule


def carry_out(rule: FurnitureRule, *, now: datetime, limit: int = PIECE) -> Progress:
    """Go on with a rule: apply it to the next `limit` older captures, or, once it is undone, put the next ones back.
    Safe to repeat and to stop at any moment; a job calls it until it is done."""
    rule.refresh_from_db()
    return _put_back(rule, now=now, limit=limit) if rule.retired_at is not None else _apply(rule, now=now, limit=limit)


def undo_rule(rule: FurnitureRule, *, editor: Any, now: datetime) -> FurnitureRule:
    """Put a rule out of force; `carry_out` then restores what it changed. Raises CannotRule, Refused."""
    if editor is not None:
        check_can(editor, "edit_capture")
    with transaction.atomic():
        standing = FurnitureRule.objects.in_force().filter(pk=rule.pk)
        before = {"retired_at": None, "retired_by_id": None}
        if not standing.update(retired_at=now, retired_by=editor, next_capture=0, version=F("version") + 1):
            raise CannotRule("This rule was undone already.")
        rule.refresh_from_db()
        after = {"retired_at": now, "retired_by_id": rule.retired_by_id}
        record(rule, Verb.UNDONE, editor=editor, now=now, before=before, after=after)
    return rule


def _apply(rule: FurnitureRule, *, now: datetime, limit: int) -> Progress:
    if rule.next_capture is None:
        return Progress(0, 0, 0, done=True)
    older = _readings(rule.outlet).filter(capture_id__lt=rule.next_capture).order_by("-capture_id")
    readings = list(older[: limit + 1])
    rules = rules_of(rule.outlet)
    changed = sum(_apply_to(rule, reading, rules, now=now) for reading in readings[:limit])
    done = len(readings) <= limit
    edge = None if done else readings[limit - 1].capture_id
    # Undone meanwhile, it is to be put back from the beginning.
    FurnitureRule.objects.in_force().filter(pk=rule.pk).update(next_capture=edge)
    return Progress(len(readings[:limit]), changed, 0, done)


def _readings(outlet: Outlet) -> QuerySet[Reading]:
    states = (CaptureState.WAITING, CaptureState.ACCEPTED)
    return Reading.objects.select_related("capture").filter(capture__outlet=outlet, capture__state__in=states)


def _apply_to(rule: FurnitureRule, reading: Reading, rules: Mapping[str, Rule], *, now: datetime) -> bool:
    """Apply a rule to one older reading; whether that changed it."""
    for _ in range(TRIES):
        if reading.capture.state != CaptureState.WAITING:
            if standing(load_reading(reading.text, reading.found), rule.key, rule.role):
                FurnitureHit.objects.get_or_create(rule=rule, capture=reading.capture, defaults={"changed": False})
            return False
        found, edited = _as_ruled(rule, reading, rules)
        if (found, edited) == (reading.found, reading.edited):
            return False
        if _store(reading, found, edited, rule, Verb.CHANGED, now=now):
            return True
        reading = Reading.objects.select_related("capture").get(pk=reading.pk)
    return False  # somebody works on this very capture; its reading stays as they have it


def _as_ruled(
    rule: FurnitureRule, reading: Reading, rules: Mapping[str, Rule]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a reading becomes: as found by all rules, as edited by this one where an editor moved blocks."""
    bare = load_reading(reading.text, unruled(reading.found))
    if not standing(bare, rule.key, rule.role):
        return reading.found, reading.edited
    found = with_rules(reading.text, reading.found, rules)
    page = load_reading(reading.text, reading.edited)
    if reading.edited["blocks"] == reading.found["blocks"]:
        made = load_reading(reading.text, found)
        return found, _edited(reading.edited, page, made, found)
    made, _ = apply_rules(page, {rule.key: Rule(rule.pk, rule.role, rule.reason or None)})
    return found, _edited(reading.edited, page, made, dump_reading(made))


def _edited(
    edited: Mapping[str, Any], page: PageReading, made: PageReading, dumped: Mapping[str, Any]
) -> dict[str, Any]:
    """What an editor typed and decided, carried over to other blocks."""
    marks = {name: marks_moved(edited.get(name) or {}, page, made) for name in ("fields", "decided")}
    return {**dumped, **marks, "given_outlet": edited.get("given_outlet")}


def _store(
    reading: Reading, found: dict[str, Any], edited: dict[str, Any], rule: FurnitureRule, verb: Verb, *, now: datetime
) -> bool:
    """Write a reading by a rule, with the columns of its capture, its history and its hit; False where somebody was
    faster."""
    capture, before = reading.capture, {"found": reading.found, "edited": reading.edited}
    shown = row_values(capture, SHOWN)
    describe(capture, load_reading(reading.text, edited))
    after = row_values(capture, SHOWN)
    put_on = verb == Verb.CHANGED
    told: dict[str, Any] = {"editor": rule.made_by if put_on else rule.retired_by, "now": now, "batch": rule.batch}
    reason = f"rule {rule.pk}: {rule}" if put_on else f"rule {rule.pk} was undone: {rule}"
    rows = FurnitureRule.objects.filter(pk=rule.pk, retired_at__isnull=put_on)
    with transaction.atomic():
        # The rule's row comes first: who undoes it in this moment waits, and then finds the hit.
        if not rows.update(captures=F("captures") + (1 if put_on else -1)):
            return False
        stands = Reading.objects.filter(
            pk=reading.pk, version=reading.version, capture__state=CaptureState.WAITING
        ).update(found=found, edited=edited, version=F("version") + 1)
        if not stands:
            transaction.set_rollback(True)
            return False
        reading.version += 1
        record(reading, verb, before=before, after={"found": found, "edited": edited}, reason=reason, **told)
        Capture.objects.filter(pk=capture.pk).update(**after, version=F("version") + 1)
        capture.version += 1
        record(capture, verb, before=shown, after=after, reason=reason, **told)
        FurnitureHit.objects.update_or_create(rule=rule, capture=capture, defaults={"changed": put_on})
    return True


def _put_back(rule: FurnitureRule, *, now: datetime, limit: int) -> Progress:
    hits = list(rule.hits.filter(changed=True, stays=False).select_related("capture").order_by("-pk")[: limit + 1])
    rows = Reading.objects.select_related("capture").filter(capture__in=[hit.capture_id for hit in hits[:limit]])
    readings = {reading.capture_id: reading for reading in rows}
    restored = left = 0
    rules = rules_of(rule.outlet)
    for hit in hits[:limit]:
        if _restore(rule, readings[hit.capture_id], rules, now=now):
            restored += 1
        else:
            left += 1
            FurnitureHit.objects.filter(pk=hit.pk).update(stays=True)
    done = len(hits) <= limit
    if done:
        FurnitureRule.objects.filter(pk=rule.pk).update(next_capture=None)
    return Progress(len(hits[:limit]), restored, left, done)


def _restore(rule: FurnitureRule, reading: Reading, rules: Mapping[str, Rule], *, now: datetime) -> bool:
    """Put one reading back, where it is still as the rule left it."""
    if reading.capture.state != CaptureState.WAITING:
        return False
    change = (
        Change.objects.filter(kind="reading", object_id=reading.pk, batch=rule.batch, verb=Verb.CHANGED)
        .order_by("-pk")
        .first()
    )
    stands = {"found": reading.found, "edited": reading.edited}
    if change is not None and change.after == stands:
        return _store(reading, change.before["found"], change.before["edited"], rule, Verb.UNDONE, now=now)
    marks = ("fields", "decided", "given_outlet")
    untouched = not any(reading.edited.get(name) for name in ("fields", "decided")) and all(
        reading.edited.get(name) == reading.found.get(name) for name in reading.found if name not in marks
    )
    if not untouched:
        return False
    found = with_rules(reading.text, reading.found, rules)
    return _store(
        reading, found, {**found, **{name: reading.edited.get(name) for name in marks}}, rule, Verb.UNDONE, now=now
    )


__all__ = ["CannotRule", "Progress", "carry_out", "make_rule", "undo_rule"]
