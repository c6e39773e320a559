"""Outlets of the register: created and corrected with their names and domains; and which one a printed name means."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from stories.linking.keepable import (
    Unkeepable,
    clean_country,
    clean_domain,
    clean_homepage,
    clean_name,
    clean_text,
    clean_wikidata,
)
from stories.linking.rows import Writing, change_entry, check_wikidata, create_entry, sync_rows
from stories.models import Outlet, OutletDomain, OutletName
from stories.models.plain import rows_of
from stories.policy import check_can
from stories.text.addresses import domains_of, host_of
from stories.text.names import fold
from stories.vocabulary import NameSource, OutletKind

_MAKING_OUTLETS = 0x6E726F6F


def save_outlet(
    *,
    outlet: Outlet | None = None,
    name: str,
    names: Iterable[str] | None = None,
    domains: Iterable[str] | None = None,
    kind: str | None = None,
    country: str | None = None,
    language: str | None = None,
    homepage: str | None = None,
    wikidata: str | None = None,
    note: str | None = None,
    keep: bool = False,
    source: str = NameSource.EDITOR,
    base_version: int | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Outlet:
    """Create an outlet, or change one, with its other names and its domains; the rules are those of `save_person`.

    A domain may be given as an address. Raises Unkeepable (also for a domain that another outlet has) and
    ChangedMeanwhile.
    """
    if editor is not None:
        check_can(editor, "edit_register")
    main = clean_name(name)
    values = _outlet_values(main, kind, country, language, homepage, wikidata, note)
    given = None if names is None else [clean_name(one) for one in names]
    hosts = None if domains is None else list(dict.fromkeys(clean_domain(one) for one in domains))
    with transaction.atomic():
        check_wikidata(Outlet, values.get("wikidata"), outlet)
        _check_domains(hosts or [], outlet)
        writing = Writing(editor, now, batch or uuid.uuid4())
        entry = outlet or create_entry(Outlet(**values), "outlet", writing, others=given or ())
        _sync_outlet_names(entry, main, given, keep, source, writing)
        if hosts is not None:
            sync_rows(
                OutletDomain.objects.filter(outlet=entry),
                [OutletDomain(outlet=entry, domain=host) for host in hosts],
                key=lambda row: row.domain,
                values=lambda row: {},
                keep=keep,
                writing=writing,
            )
        if outlet is not None:
            change_entry(entry, values, base_version, writing)
        writing.write_history()
    return entry


def _outlet_values(
    main: str,
    kind: str | None,
    country: str | None,
    language: str | None,
    homepage: str | None,
    wikidata: str | None,
    note: str | None,
) -> dict[str, Any]:
    values: dict[str, Any] = {"name": main}
    if kind is not None:
        if kind and kind not in OutletKind.values:
            raise Unkeepable(f"“{kind[:20]}” is not a kind of outlet: {', '.join(OutletKind.values)}.")
        values["kind"] = OutletKind(kind or OutletKind.OTHER)
    if country is not None:
        values["country"] = clean_country(country)
    if language is not None:
        values["language"] = clean_text(language, 12, "language")
    if homepage is not None:
        values["homepage"] = clean_homepage(homepage)
    if wikidata is not None:
        values["wikidata"] = clean_wikidata(wikidata)
    if note is not None:
        values["note"] = note.strip()
    return values


def _check_domains(hosts: list[str], outlet: Outlet | None) -> None:
    taken = OutletDomain.objects.filter(domain__in=hosts).select_related("outlet")
    for row in taken.exclude(outlet=outlet) if outlet else taken:
        raise Unkeepable(f"{row.domain} already belongs to {row.outlet.name}.")


def _sync_outlet_names(
    outlet: Outlet, main: str, given: list[str] | None, keep: bool, source: str, writing: Writing
) -> None:
    standing = {row.text: row for row in outlet.names.all()}
    wanted: dict[str, str] = {}
    if given is None or keep:
        wanted = {text: row.source for text, row in standing.items()}
    for text in given or []:
        wanted.setdefault(text, standing[text].source if text in standing else source)
    wanted[main] = NameSource.PRIMARY
    made = [
        OutletName(
            outlet=outlet,
            text=text,
            folded=fold(text),
            source=NameSource.EDITOR if origin == NameSource.PRIMARY and text != main else origin,
        )
        for text, origin in wanted.items()
    ]
    sync_rows(
        standing.values(),
        made,
        key=lambda row: row.text,
        values=lambda row: {"folded": row.folded, "source": row.source},
        keep=False,
        writing=writing,
    )


def known_outlets(name: str, *, domain: str | None = None) -> list[Outlet]:
    """The outlets that a printed name may mean, best first; by the domain alone where the name is empty.

    A leading "The" counts for nothing. Of several outlets with one name (ABC News) the domain's owner comes first,
    then those whose main name it is. Merged outlets answer with the one they were merged into.
    """
    folded = fold(name)
    if not folded:
        owner = _owner(domain)
        return [owner] if owner else []
    bare = folded.removeprefix("the ")
    keys = {key for (key,) in rows_of(OutletName, ("outlet_id",), "folded", {folded, bare, f"the {bare}"})}
    found = {}
    for row in Outlet.objects.filter(pk__in=keys).order_by("pk") if keys else ():
        outlet = current(row)
        found[outlet.pk] = outlet
    if len(found) < 2:
        return list(found.values())  # whose the domain is decides nothing: it is not asked for
    owner = _owner(domain)

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


def typed_outlets(text: str) -> list[Outlet]:
    """The outlets that an editor may mean by a slug or a name, with or without a "The" in front; two or more where it
    does not tell which."""
    current_ones = Outlet.objects.current()
    found = list(current_ones.filter(slug=text)[:1]) or list(current_ones.named(text).order_by("pk")[:2])
    return found or known_outlets(text)


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
