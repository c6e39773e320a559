"""What is learned of an outlet's furniture as its pages arrive: its rules are applied to what was read, and short texts
that recur are counted, so that they can be proposed.

What extraction itself found is kept beside what the rules made of it (`unruled`), so that a rule can be undone exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef

from stories.extraction import Block
from stories.extraction import Reading as PageReading
from stories.extraction.ruling import Rule, apply_rules, block_key
from stories.ingest.readings import dump_reading, load_reading
from stories.ingest.values import storable
from stories.models import Capture, FurnitureHit, FurnitureRule, Outlet, RecurringText
from stories.models.plain import insert_rows

LONGEST = 400
"""Characters above which a text is not counted: furniture is short."""
MOST = 60
"""Texts of one page that are counted: half from its beginning, half from its end."""
FEWEST_PAGES = 3
"""Pages in which a text stands before it is proposed."""
FORGOTTEN_AFTER = 300
"""Captures of an outlet after which a text that stood in one page alone is forgotten."""
LOOKED_AFTER_EVERY = 64
NOT_COUNTED = {"headline", "outlet", "section", "date", "dateline", "byline", "kicker", "credit"}
"""Roles whose texts recur by nature."""
_RULES = 0x72756C65
RULED = ("rules", "unruled")
"""What a dumped reading says of the rules that changed it: their numbers, and the blocks and facts before them."""


def rules_of(outlet: Outlet | None) -> dict[str, Rule]:
    """The rules in force for an outlet's pages, by the key of their text: one query."""
    if outlet is None:
        return {}
    rows = FurnitureRule.objects.in_force().filter(outlet=outlet).values_list("key", "pk", "role", "reason")
    return {key: Rule(pk, role, reason or None) for key, pk, role, reason in rows}


def hold_rules(outlet: Outlet, *, to_change: bool = False) -> None:
    """Until the end of this transaction no rule of the outlet comes or goes; with `to_change`, for who makes one, no
    page of the outlet comes in.

    SQLite has one writer at a time anyway. On PostgreSQL a rule could else be made between a page's look at the rules
    and its commit, see nothing of the page, and be carried out over all pages but that one.
    """
    if connection.vendor == "postgresql":
        how = "pg_advisory_xact_lock" if to_change else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {how}(%s, %s)", [_RULES, outlet.pk % 2**31])


def ruled(page: PageReading, rules: Mapping[str, Rule]) -> tuple[PageReading, dict[str, Any]]:
    """The page as the rules have it, and what its dump says of them ({} where none changed anything)."""
    made, hits = apply_rules(page, rules)
    if not hits:
        return page, {}
    bare = dump_reading(page)
    return made, {"rules": sorted(hits), "unruled": {"blocks": bare["blocks"], "page": bare["page"]}}


def unruled(data: Mapping[str, Any]) -> dict[str, Any]:
    """A dumped reading as extraction found it, before any rule."""
    bare = {name: value for name, value in data.items() if name not in RULED}
    return {**bare, **(data.get("unruled") or {})}


def with_rules(text: str, data: Mapping[str, Any], rules: Mapping[str, Rule]) -> dict[str, Any]:
    """A dumped reading as these rules have it and no others. What was typed and decided is not carried along."""
    bare = unruled(data)
    page = load_reading(text, bare)
    made, told = ruled(page, rules)
    return {**bare, **{name: dump_reading(made)[name] for name in ("blocks", "page")}, **told} if told else bare


def keep_hits(capture: Capture, data: Mapping[str, Any]) -> None:
    """Note which rules changed a capture that arrives. Called in the transaction that makes it."""
    numbers = list(data.get("rules") or ())
    if numbers:
        FurnitureHit.objects.bulk_create([FurnitureHit(rule_id=number, capture=capture) for number in numbers])
        rules = FurnitureRule.objects.filter(pk__in=numbers)
        rules.update(captures=F("captures") + 1)
        # One that was undone while the page was read has this capture to put back too.
        rules.filter(retired_at__isnull=False).update(next_capture=0)


def count_texts(capture: Capture, text: str, blocks: Sequence[Block]) -> None:
    """Count the short texts of a page's stories among those of its outlet. For the first capture of a page alone: a
    page captured twice is still one page. Three queries, and some cleaning now and then."""
    outlet = capture.outlet_id
    if outlet is None:
        return
    found = _texts(text, blocks)
    if not found:
        return
    rows = RecurringText.objects.filter(outlet_id=outlet)
    # Held in one order, so that two pages that arrive in the same moment never wait for each other.
    held = rows.filter(key__in=found).order_by("pk").select_for_update()
    known = set(held.values_list("key", flat=True))
    if known:
        rows.filter(key__in=known).update(pages=F("pages") + 1, capture=capture)
    new = [(outlet, key, storable(words), 1, capture.pk) for key, words in sorted(found.items()) if key not in known]
    insert_rows(RecurringText, ("outlet_id", "key", "text", "pages", "capture_id"), new, ignore=True)
    if capture.pk % LOOKED_AFTER_EVERY == 0:
        _forget(outlet)


def _texts(text: str, blocks: Sequence[Block]) -> dict[str, str]:
    """Key -> words of what is counted of a page."""
    inside = [block for block in blocks if block.clipping is not None and block.role not in NOT_COUNTED]
    found: dict[str, str] = {}
    for block in inside if len(inside) <= MOST else [*inside[: MOST // 2], *inside[-MOST // 2 :]]:
        words = " ".join(text[block.start : block.end].split()) if block.end - block.start <= 2 * LONGEST else ""
        key = block_key(words) if len(words) <= LONGEST else None
        if key is not None:
            found.setdefault(key, words)
    return found


def _forget(outlet: int) -> None:
    """Drop what stood in one page alone, long ago, so that the table grows with the outlets and not with the pages."""
    newest = Capture.objects.filter(outlet_id=outlet).order_by("-pk").values_list("pk", flat=True)
    edge = next(iter(newest[FORGOTTEN_AFTER : FORGOTTEN_AFTER + 1]), None)
    if edge is not None:
        RecurringText.objects.filter(outlet_id=outlet, pages=1, capture_id__lt=edge).delete()


def proposals() -> Any:
    """Texts that stand in several pages of one outlet, and of which no rule says anything."""
    settled = FurnitureRule.objects.in_force().filter(outlet=OuterRef("outlet"), key=OuterRef("key"))
    rows = RecurringText.objects.filter(pages__gte=FEWEST_PAGES)
    return rows.filter(~Exists(settled)).select_related("outlet", "capture")
