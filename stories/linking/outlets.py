"""Which outlet a printed name or a domain means, and a new one where nobody knows it yet."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from stories.linking.keepable import clean_name
from stories.linking.register import save_outlet
from stories.models import Outlet, OutletDomain
from stories.text.addresses import domains_of, host_of
from stories.text.names import fold
from stories.vocabulary import NameSource, OutletKind

_MAKING_OUTLETS = 0x6E726F6F


def known_outlets(name: str, *, domain: str | None = None) -> list[Outlet]:
    """The outlets that a printed name may mean, best first; by the domain alone where the name is empty.

    A leading "The" counts for nothing. Of several outlets with one name (ABC News) the domain's owner comes first,
    then those whose main name it is. Merged outlets answer with the one they were merged into.
    """
    owner = _owner(domain)
    folded = fold(name)
    if not folded:
        return [owner] if owner else []
    bare = folded.removeprefix("the ")
    rows = Outlet.objects.filter(names__folded__in={folded, bare, f"the {bare}"}).distinct().order_by("pk")
    found = {}
    for row in rows:
        outlet = current(row)
        found[outlet.pk] = outlet

    def rank(outlet: Outlet) -> tuple[bool, bool, int]:
        return (owner is None or outlet.pk != owner.pk, fold(outlet.name).removeprefix("the ") != bare, outlet.pk)

    return sorted(found.values(), key=rank)


def current(outlet: Outlet) -> Outlet:
    """The outlet itself, or the one it was merged into."""
    seen = set()
    while outlet.merged_into is not None and outlet.pk not in seen:
        seen.add(outlet.pk)
        outlet = outlet.merged_into
    return outlet


def _owner(domain: str | None) -> Outlet | None:
    """Who publishes at a domain or address: the most specific domain that is known."""
    hosts = domains_of(domain) if domain else []
    rows = {row.domain: row for row in OutletDomain.objects.filter(domain__in=hosts).select_related("outlet")}
    return next((current(rows[host].outlet) for host in hosts if host in rows), None)


def find_or_make_outlet(
    name: str,
    *,
    domain: str | None = None,
    kind: str | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Outlet:
    """The outlet known by this name or alias (however capitalised or accented) or, for an empty name, by this domain;
    else a new one with that name, and with the domain if no other outlet has it.

    `domain` may be a host or a whole address. Where two outlets share the name the first of `known_outlets` is
    returned. Raises Unkeepable for a name that cannot be kept. A new outlet leaves its rows in the history.
    """
    printed = name.strip() or (host_of(domain) or "" if domain else "")
    if not name.strip():
        known = known_outlets("", domain=domain)
        if known:
            return known[0]
    clean = clean_name(printed, what="outlet's name")
    known = known_outlets(clean, domain=domain)
    if known:
        return known[0]
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # SQLite has one writer at a time; here two pages with one new outlet wait for each other.
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MAKING_OUTLETS])
            known = known_outlets(clean, domain=domain)
            if known:
                return known[0]
        host = host_of(domain) if domain else None
        free = host is not None and _owner(domain) is None
        return save_outlet(
            name=clean,
            domains=[host] if host and free else [],
            kind=kind or OutletKind.OTHER,
            source=NameSource.IMPORT,
            editor=editor,
            now=now,
            batch=batch,
        )
